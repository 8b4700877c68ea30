import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, decide, startGold } from '../../../../src/core/agreement/adjudication.ts';
import { alignAnnotations } from '../../../../src/core/agreement/alignment.ts';
import { listDisagreements } from '../../../../src/core/agreement/disagreements.ts';
import { exchangeMentions, exchangeRelations } from '../../../../src/core/agreement/goldFile.ts';
import { frameGold, viewGold } from '../../../../src/core/agreement/goldView.ts';
import { findOutcomes } from '../../../../src/core/agreement/outcomes.ts';
import { readCompared } from '../../../../src/core/agreement/readCompared.ts';
import { type BratDocument, formatBrat, parseBrat } from '../../../../src/core/formats/brat.ts';
import { applyPatch, type BratPatch, diffBrat, invertPatch } from '../../../../src/core/formats/bratPatch.ts';

const text = '😀 Сергеи\u0306 хвалит ООН.\r\nРим бранит ООН.';
const lines = {
  Сергей: 'PER 2 9\tСергеи\u0306',
  ООН: 'ORG 17 20\tООН',
  хвалитООН: 'ORG 10 20\tхвалит ООН',
  ООНкакМесто: 'LOC 17 20\tООН',
  Рим: 'LOC 23 26\tРим',
  РимКакОрган: 'ORG 23 26\tРим',
  Рим_: 'LOC 23 27\tРим ',
} as const;
type Name = keyof typeof lines;
/** `'Сергей ООН +12'`: mentions by name, then attitudes between them by number. */
function annotate(description: string): string {
  const words = description.split(' ').filter((word) => word !== '');
  const signs = { '+': 'POS', '-': 'NEG', '0': 'NEU' } as const;
  let [mentions, relations] = [0, 0];
  return words
    .map((word) => {
      const sign = signs[word[0] as keyof typeof signs];
      if (sign === undefined) return `T${++mentions}\t${lines[word as Name]}\n`;
      return `R${++relations}\t${sign} Arg1:T${word[1]} Arg2:T${word[2]}\n`;
    })
    .join('');
}

function compare(a: string, b: string) {
  const { document, problems } = readCompared({ id: 'd', text, a, b }, 'attitudes');
  expect(problems).toEqual([]);
  const alignment = alignAnnotations(document);
  return {
    frame: frameGold(alignment),
    disagreements: listDisagreements('d', alignment),
    start: startGold(text, frameGold(alignment)),
  };
}

/** A file without ids: its facts, in its order. */
function factsOf(gold: BratDocument): readonly string[] {
  expect(gold.problems).toEqual([]);
  const words = new Map(
    gold.lines.map(({ raw, reservedId }) => [reservedId ?? '', raw.trimEnd().split('\t').slice(1).join(' ')]),
  );
  return gold.lines.map(({ raw }) => {
    const [, fact = ''] = /^\w+\t(.*)/s.exec(raw) ?? [];
    return fact
      .trimEnd()
      .replace('\t', ' ')
      .replace(/Arg\d:(T\d+)/g, (_, id) => `(${words.get(id)})`);
  });
}

describe('startGold', () => {
  const cases: readonly [a: string, b: string, expected: string[]][] = [
    [
      'Сергей ООН +12',
      'Сергей ООН +12',
      ['PER 2 9 Сергеи\u0306', 'ORG 17 20 ООН', 'POS (PER 2 9 Сергеи\u0306) (ORG 17 20 ООН)'],
    ],
    ['Сергей ООН +12', 'Сергей ООН -12', ['PER 2 9 Сергеи\u0306', 'ORG 17 20 ООН']],
    ['Сергей ООН +12', 'Сергей хвалитООН +12', ['PER 2 9 Сергеи\u0306']],
    ['Рим', 'РимКакОрган', []],
    ['Рим_', 'Рим_', ['LOC 23 27 Рим']],
    ['', 'Рим', []],
  ];
  it.each(cases)('of %j and %j', (a, b, expected) => {
    expect(factsOf(compare(a === '' ? '' : annotate(a), annotate(b)).start)).toEqual(expected);
  });
});

describe('a decision', () => {
  const cases: readonly [
    statement: string,
    a: string,
    b: string,
    decisions: Decision[],
    expected: string[],
    outcomes: (string | undefined)[],
  ][] = [
    ['takes the mention of A', 'Сергей', '', ['a'], ['PER 2 9 Сергеи\u0306'], ['a']],
    ['takes the nothing of B', 'Сергей', '', ['b'], [], ['b']],
    ['takes borders with white space as they are', 'Рим_', 'Рим', ['a'], ['LOC 23 27 Рим'], ['a']],
    ['takes neither', 'Рим', 'РимКакОрган', ['neither'], [], ['neither']],
    ['takes both', 'Рим', 'РимКакОрган', ['both'], ['LOC 23 26 Рим', 'ORG 23 26 Рим'], ['both']],
    [
      'brings the attitude that both saw',
      'Сергей ООН +12',
      'Сергей хвалитООН +12',
      ['b'],
      ['PER 2 9 Сергеи\u0306', 'ORG 10 20 хвалит ООН', 'POS (PER 2 9 Сергеи\u0306) (ORG 10 20 хвалит ООН)'],
      ['b'],
    ],
    [
      'on an attitude takes the mentions that it needs',
      'Сергей Рим +12',
      'Сергей',
      ['a', 'undecided'],
      ['PER 2 9 Сергеи\u0306', 'LOC 23 26 Рим', 'POS (PER 2 9 Сергеи\u0306) (LOC 23 26 Рим)'],
      ['a', 'a'],
    ],
    [
      'on a mention leaves out its attitudes',
      'Сергей Рим +12',
      'Сергей',
      ['undecided', 'b'],
      ['PER 2 9 Сергеи\u0306'],
      ['b', 'b'],
    ],
    [
      'says that there is no attitude',
      'Сергей ООН +12',
      'Сергей ООН',
      ['neutral'],
      ['PER 2 9 Сергеи\u0306', 'ORG 17 20 ООН', 'NEU (PER 2 9 Сергеи\u0306) (ORG 17 20 ООН)'],
      ['other'],
    ],
    [
      'takes both labels',
      'Сергей ООН +12',
      'Сергей ООН -12',
      ['both'],
      [
        'PER 2 9 Сергеи\u0306',
        'ORG 17 20 ООН',
        'POS (PER 2 9 Сергеи\u0306) (ORG 17 20 ООН)',
        'NEG (PER 2 9 Сергеи\u0306) (ORG 17 20 ООН)',
      ],
      ['both'],
    ],
  ];
  it.each(cases)('%s', (_, a, b, decisions, expected, outcomes) => {
    const { frame, disagreements, start } = compare(annotate(a), annotate(b));
    const given = new Map(disagreements.map((each, index) => [each, decisions[index] ?? 'undecided']));
    const gold = [...given].reduce(
      (now, [each, decision]) =>
        decision === 'undecided' ? now : decide(viewGold(now, frame), frame, each, decision),
      start,
    );
    expect(factsOf(gold)).toEqual(expected);
    const found = findOutcomes(
      viewGold(gold, frame),
      disagreements,
      (each) => given.get(each) !== 'undecided',
    );
    expect(disagreements.map((each) => found.get(each))).toEqual(outcomes);
  });
});

describe('the third file, written by hand', () => {
  const both = ['Сергей Рим +12', 'Сергей РимКакОрган -12'] as const;
  const handmade = annotate('Сергей').concat('T5\tGPE 23 26\tРим\nR7\tNEU Arg1:T1 Arg2:T5\nA1\tSure T5\n');

  it('tells by what stands at the place that something was decided', () => {
    const { frame, disagreements } = compare(annotate(both[0]), annotate(both[1]));
    const outcomes = findOutcomes(viewGold(parseBrat(handmade, text), frame), disagreements, () => false);
    expect(disagreements.map((each) => [each.kind, outcomes.get(each)])).toEqual([
      ['relationLabel', 'other'],
      ['mentionType', 'other'],
    ]);
  });

  it('gives way to a decision, line by line', () => {
    const { frame, disagreements } = compare(annotate(both[0]), annotate(both[1]));
    const decided = disagreements.reduce(
      (gold, each) => decide(viewGold(gold, frame), frame, each, 'b'),
      parseBrat(handmade, text),
    );
    expect(formatBrat(decided)).toBe(
      'T1\tPER 2 9\tСергеи\u0306\nT5\tORG 23 26\tРим\nR7\tNEG Arg1:T1 Arg2:T5\nA1\tSure T5\n',
    );
  });

  it('does not count what A and B agree on for a decision on what lies within', () => {
    const { frame, disagreements, start } = compare(annotate('ООН хвалитООН'), annotate('хвалитООН'));
    const open = findOutcomes(viewGold(start, frame), disagreements, () => false);
    expect(disagreements.map((each) => [each.kind, open.get(each)])).toEqual([['mentionOnlyA', undefined]]);
  });
});

const words = '😀 Иванов, мои\u0306 друг, и ООН против Рима и Москвы';
const place = fc
  .tuple(fc.nat(words.length - 2), fc.integer({ min: 1, max: 12 }))
  .map(([start, length]) => ({ start, end: Math.min(words.length, start + length) }))
  // Half of a surrogate pair has no code point of its own, and brat complains of a mention of nothing but blanks.
  .filter(({ start, end }) => start !== 1 && end !== 1 && words.slice(start, end).trim() !== '');
/** An `.ann` file in which nothing is said twice. */
const annotation = fc
  .uniqueArray(fc.tuple(place, fc.constantFrom('PER', 'ORG')), {
    maxLength: 6,
    selector: (each) => JSON.stringify(each),
  })
  .chain((marked) => {
    const mentions = marked.map(([span, type], index) => ({ id: `T${index + 1}`, span, type }));
    const file = exchangeMentions(parseBrat('', words), { removed: [], added: mentions });
    const end = fc.constantFrom('', ...mentions.map(({ id }) => id));
    const relation = fc.tuple(end, end, fc.constantFrom('POS', 'NEG', 'NEU'));
    return fc
      .uniqueArray(relation, { maxLength: 4, selector: ([source, target]) => `${source} ${target}` })
      .map((drawn) => {
        const added = drawn
          .filter(([sourceId, targetId]) => sourceId !== '' && targetId !== '')
          .map(([sourceId, targetId, type], index) => ({ id: `R${index + 1}`, sourceId, targetId, type }));
        return exchangeRelations(file, { removed: [], added });
      });
  });
const decisions: readonly Decision[] = ['a', 'b', 'both', 'neither', 'neutral', 'undecided'];

describe('adjudication of whatever two people marked', () => {
  const given = (a: BratDocument, b: BratDocument) => {
    const files = { id: 'd', text: words, a: formatBrat(a), b: formatBrat(b) };
    const { document } = readCompared(files, 'attitudes');
    const alignment = alignAnnotations(document);
    return { frame: frameGold(alignment), disagreements: listDisagreements('d', alignment) };
  };
  const setOf = (gold: BratDocument) => [...factsOf(gold)].sort();

  it.each([['a'], ['b']] as const)('gives the file of %s to who always takes it', (side) => {
    fc.assert(
      fc.property(annotation, annotation, (a, b) => {
        const { frame, disagreements } = given(a, b);
        const start = startGold(words, frame);
        const gold = disagreements.reduce(
          (now, each) => decide(viewGold(now, frame), frame, each, side),
          start,
        );
        expect(setOf(gold)).toEqual(setOf({ a, b }[side]));
        const outcomes = findOutcomes(viewGold(gold, frame), disagreements, () => true);
        for (const each of disagreements) expect(outcomes.get(each)).toBe(side);
      }),
      { numRuns: 500 },
    );
  });

  it('has nothing open but what is taken back, and takes back all that was decided', () => {
    fc.assert(
      fc.property(
        annotation,
        annotation,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...decisions))),
        (a, b, steps) => {
          const { frame, disagreements } = given(a, b);
          const start = startGold(words, frame);
          let gold = start;
          const patches: BratPatch[] = [];
          for (const [number, decision] of disagreements.length === 0 ? [] : steps) {
            const disagreement = disagreements[number % disagreements.length];
            if (disagreement === undefined) continue;
            const next = decide(viewGold(gold, frame), frame, disagreement, decision);
            expect(next).toEqual(parseBrat(formatBrat(next), words));
            const outcome = findOutcomes(viewGold(next, frame), disagreements, () => false).get(disagreement);
            const says = { a: disagreement.a, b: disagreement.b };
            if (decision === 'a' || decision === 'b') expect(outcome).toBe(says[decision] && decision);
            if (decision === 'both') expect(outcome).toBe(says.a && says.b ? 'both' : says.a ? 'a' : 'b');
            if (decision === 'neither' || decision === 'undecided') expect(outcome).toBeUndefined();
            patches.push(diffBrat(gold, next));
            gold = next;
          }
          for (const patch of patches.reverse()) {
            const undone = applyPatch(gold, invertPatch(patch));
            if (undone === undefined) throw new Error('A step could not be taken back.');
            gold = undone;
          }
          expect(formatBrat(gold)).toBe(formatBrat(start));
        },
      ),
      { numRuns: 500 },
    );
  });
});
