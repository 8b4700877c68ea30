import { describe, expect, test } from 'vitest';
import { groupMentions } from '../../../src/core/entities.ts';
import { findEqualMentions } from '../../../src/core/equalMentions.ts';
import { overlaps } from '../../../src/core/span.ts';
import { cpuTime } from './cpuTime.ts';
import { parseMentions } from './markedMentions.ts';
import { readRuSentRelMentions, ruSentRelNumbers } from './rusentrel.ts';

/** `[…]PER` marks the mentions to start from, `{…}` the places that must be found, which are not taken: `{…}` of another. */
function check(marked: string): void {
  const places: string[] = [];
  const plain = marked.replaceAll(/\{([^}]*)\}/gu, '$1');
  const { text, mentions } = parseMentions(plain);
  const taken = mentions.filter(({ type }) => type === 'TAKEN');
  const names = mentions.filter(({ type }) => type !== 'TAKEN');
  const found = findEqualMentions(
    text,
    names,
    [...names, ...taken].map(({ span }) => span),
  );
  const marks = [
    ...mentions.map(({ span, type }) => ({ span, open: '[', close: `]${type}` })),
    ...found.map((span) => ({ span, open: '{', close: '}' })),
  ].sort((a, b) => a.span.start - b.span.start);
  let position = 0;
  for (const { span, open, close } of marks) {
    places.push(text.slice(position, span.start), open, text.slice(span.start, span.end), close);
    position = span.end;
  }
  expect(places.join('') + text.slice(position)).toBe(marked);
}

const cases: Record<string, readonly string[]> = {
  'finds a name in every case': [
    '🙂 [Россия]LOC и {Россию}, {Россией};\r\n{РОССИЯ}: в {России}, но не русские и не Росс',
    '[Путину]PER, {Путин} и {Путина}, {Путиным}',
    'в [МИДе]ORG, {МИД}, {МИДа}, мид',
    '[Павла]PER: {Павел}',
    '[Орел]LOC и {Орёл}, {Ор\u0435\u0308л}',
    'Кита\u0438\u0306, [Китая]LOC, {Китаю}'.replace('Кита\u0438\u0306', '{Кита\u0438\u0306}'),
  ],
  'is narrowed by what the spellings have in common': ['[Путин]PER, [Путиным]PER; {Путина}, Путиной'],
  'finds names of several words, however they are set': [
    '[Саудовская Аравия]LOC; в {Саудовской\r\nАравии}; Саудовской\r\n\r\nАравии; Саудовской, Аравии',
    '[Санкт-Петербург]LOC, из {Санкт‑Петербурга}, Санкт Петербург',
    '[ОАО «Газпром»]ORG и {ОАО "Газпром"}, ОАО',
    '[В. В. Путин]PER и {В.В. Путина}, В. Путин',
    '[Правительство России]ORG; {правительство России}, правительство россии',
  ],
  'takes the longest of several names': ['[Путин]PER, [Владимир Путин]PER: {Владимира Путина}, {Путину}'],
  'takes whole words only': [
    '[Петербург]LOC, Санкт-Петербург, Петербург-2, Петербурговед, {Петербург}–Москва',
    '[Газета]ORG, Газета.Ru и {газета}'.replace('{газета}', 'газета'),
    '[Нил]LOC, О’Нил, {Нил}',
  ],
  'tells names from words by their capitals': [
    '[Мир]ORG, мир и {Мира}',
    '[ИРА]ORG, Ира и {ИРА}',
    '[партия]ORG: {Партия}, {партией}',
  ],
  'leaves taken places alone': ['[США]LOC, [посол США]TAKEN, {США}, [США]TAKEN'],
  'reads Latin letters that look Cyrillic': ['[НАТО]ORG и {НAТО}'],
  'finds nothing for a name without a word': ['[—]ORG и —, 🙂'],
};

describe('findEqualMentions', () => {
  for (const [title, examples] of Object.entries(cases)) {
    test.each(examples)(`${title}: %s`, check);
  }

  test('finds in RuSentRel what its annotators marked as the same entity', () => {
    let same = 0;
    let other = 0;
    for (const number of ruSentRelNumbers()) {
      const { text, mentions } = readRuSentRelMentions(number);
      const entityIds = new Map(
        groupMentions(text, mentions).flatMap(({ id, mentionIds }) => mentionIds.map((each) => [each, id])),
      );
      for (const mention of mentions.filter((_, index) => index % 5 === 0)) {
        const isFree = (span: (typeof mention)['span']) =>
          !mentions.some((each) => overlaps(each.span, span) && !isAt(each, span));
        for (const span of findEqualMentions(text, [mention], [mention.span]).filter(isFree)) {
          const marked = mentions.find((each) => isAt(each, span));
          if (marked && entityIds.get(marked.id) === entityIds.get(mention.id)) same++;
          else other++;
        }
      }
    }
    expect(same).toBeGreaterThan(5000);
    expect(other / same).toBeLessThan(0.005);
  });

  test('reads a megabyte within a tenth of a second', () => {
    const { text, mentions } = parseMentions(
      '[Россия]LOC осудила [США]LOC, и Иванов поддержал Россию. 🙂\r\n',
    );
    const long = text.repeat(Math.ceil(1e6 / text.length));
    const taken = Array.from({ length: 20_000 }, (_, index) => ({ start: index * 50, end: index * 50 + 1 }));
    const find = () => findEqualMentions(long, mentions.slice(0, 1), taken);
    expect(find().length).toBeGreaterThan(10_000);
    expect(cpuTime(find)).toBeLessThan(100);
  });
});

function isAt(
  mention: { readonly span: { start: number; end: number } },
  span: { start: number; end: number },
) {
  return mention.span.start === span.start && mention.span.end === span.end;
}
