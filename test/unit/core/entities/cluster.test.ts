import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cluster, clusterForms } from '../../../../src/core/entities/cluster.ts';
import { commonReadings, mayBeForms, readWord } from '../../../../src/core/entities/inflection.ts';
import { type NameForm, wordsOf } from '../../../../src/core/entities/nameForm.ts';
import { cpuTime } from '../cpuTime.ts';

type GroupOf = (form: NameForm) => number | undefined;

/** The rule, without haste: every spelling is compared with all clusters that have a reading of its first word. */
function clusterSlowly(forms: readonly NameForm[], groupOf: GroupOf): Cluster[] {
  const clusters: { readonly cluster: Cluster; readonly keys: readonly string[] }[] = [];
  for (const form of forms.toSorted((a, b) => b.mentions.length - a.mentions.length)) {
    const readings = form.words.map(readWord);
    const group = groupOf(form);
    const [first] = readings;
    const keys = first ? [...first.keys()] : [form.value];
    const alike = clusters.filter(
      ({ cluster }) => cluster.family === form.family && cluster.readings.length === readings.length,
    );
    const known = keys
      .flatMap((key) => alike.filter((each) => each.keys.includes(key)))
      .find(
        ({ cluster }) =>
          (group === undefined || cluster.group === undefined || group === cluster.group) &&
          cluster.readings.every((each, index) => mayBeForms(each, readings[index] ?? new Map())),
      )?.cluster;
    if (known) {
      known.forms.push(form);
      known.readings = known.readings.map((each, index) => commonReadings(each, readings[index] ?? each));
      known.group ??= group;
    } else clusters.push({ cluster: { family: form.family, forms: [form], readings, group }, keys });
  }
  return clusters.map(({ cluster }) => cluster);
}

const form = (value: string, count: number, family = 'person'): NameForm => ({
  value,
  family,
  words: wordsOf(value),
  mentions: Array.from({ length: count }, (_, index) => ({
    id: `T${index}`,
    type: 'PER',
    span: { start: index, end: index + 1 },
  })),
});

describe('clusterForms', () => {
  // Few stems with many endings: one form may then be a case of several names.
  const stem = fc.constantFrom('Иванов', 'Пути', 'Андре', '🙂й');
  const ending = fc.constantFrom('', 'а', 'у', 'ым', 'ой', 'я', 'и', 'ей', 'й', 'н', 'на', 'ны', 'ном', 'е');
  const word = fc.tuple(stem, ending).map(([begin, end]) => begin + end);
  const anyForm = fc
    .record({
      words: fc.array(word, { minLength: 1, maxLength: 2 }),
      count: fc.integer({ min: 1, max: 3 }),
      family: fc.constantFrom('person', 'person', 'place or organisation'),
    })
    .map(({ words, count, family }) => form(words.join(' '), count, family));
  const forms = fc.uniqueArray(anyForm, {
    maxLength: 25,
    size: 'max',
    selector: ({ family, value }) => family + value,
  });
  const groups = fc.array(fc.constantFrom(undefined, 1, 2), { minLength: 25, maxLength: 25 });

  test('puts together what a comparison with all clusters does', () => {
    fc.assert(
      fc.property(forms, groups, (some, groupsOfSome) => {
        const groupOf: GroupOf = (each) => groupsOfSome[some.indexOf(each)];
        expect(clusterForms(some, groupOf)).toEqual(clusterSlowly(some, groupOf));
      }),
      { numRuns: 1000 },
    );
  });

  test('takes time in proportion to the names, though all begin with one word', () => {
    const syllables = [...'бвгдзклмнпрстфхцчшжй'].map((letter) => `${letter}ор`);
    const wordOf = (number: number) =>
      [number, number / 20, number / 400].map((at) => syllables[Math.floor(at) % 20]).join('');
    const cost = (count: number) => {
      const names = Array.from({ length: count }, (_, index) => form(`Концерн ${wordOf(index)}`, 1));
      return cpuTime(() => expect(clusterForms(names, () => undefined)).toHaveLength(count));
    };
    cost(1000);
    expect(cost(8000) / cost(1000)).toBeLessThan(24);
  });
});
