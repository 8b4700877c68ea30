import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildContexts } from '../../../src/core/contexts.ts';
import { arekitSentences } from '../../../src/core/formats/rusentrel.ts';
import {
  buildLinkages,
  compareCodePoints,
  type LabelSource,
  neutralOpinions,
  type SampleOptions,
} from '../../../src/core/samples.ts';
import { createGroupOf } from '../../../src/core/valueGroups.ts';
import { parseMentions } from './markedMentions.ts';

const groupOf = createGroupOf(
  [
    ['сша', 'америка'],
    ['ес', 'евросоюз'],
  ],
  (word) => word,
);

function options(marked: string, labels: LabelSource, more: Partial<SampleOptions> = {}): SampleOptions {
  const { text, mentions } = parseMentions(marked);
  const { contexts } = buildContexts(text, arekitSentences(text), mentions, {
    terms: 'tokens',
    lowerCase: true,
  });
  return { contexts, labels, termsPerContext: 50, groupOf, neutralOrder: 'sorted', ...more };
}
const shown = (given: SampleOptions) =>
  buildLinkages(given).map(({ samples }) =>
    samples.map(({ source, target, label }) => `${source.id}→${target.id} ${label}`).join(', '),
  );
const none: LabelSource = { type: 'none' };

describe('buildLinkages', () => {
  it('gathers the pairs of synonyms in one linkage, from several sentences', () => {
    const marked = '[США]LOC и [ЕС]ORG.\n[Америка]LOC и [ЕС]ORG.';
    expect(shown(options(marked, none))).toEqual([
      'T2→T1 neutral, T4→T3 neutral',
      'T1→T2 neutral, T3→T4 neutral',
    ]);
  });
  it('makes no pair within one entity, nor across sentences', () => {
    expect(shown(options('[США]LOC, [Америка]LOC\n[ЕС]ORG', none))).toEqual([]);
  });
  it('puts neutral pairs before the others, or behind them', () => {
    const labels = {
      type: 'opinions',
      opinions: [{ source: 'ЕС', target: 'США', label: 'negative' }],
    } as const;
    const marked = '[США]LOC и [ЕС]ORG';
    expect(shown(options(marked, labels))).toEqual(['T1→T2 neutral', 'T2→T1 negative']);
    expect(shown(options(marked, labels, { neutralOrder: 'reading' }))).toEqual([
      'T2→T1 negative',
      'T1→T2 neutral',
    ]);
  });
  it('takes the first of opinions on one pair of entities, and none on itself or on names that nobody mentions', () => {
    const opinions = [
      { source: 'Америка', target: 'США', label: 'positive' },
      { source: 'Марс', target: 'США', label: 'positive' },
      { source: 'Америка', target: 'Евросоюз', label: 'negative' },
      { source: 'США', target: 'ЕС', label: 'positive' },
    ] as const;
    expect(shown(options('[США]LOC и [ЕС]ORG', { type: 'opinions', opinions }))).toEqual([
      'T2→T1 neutral',
      'T1→T2 negative',
    ]);
  });
  it('keeps pairs whose ends are less than the limit apart', () => {
    const at = (termsPerContext: number) =>
      shown(options('[США]LOC и снова [ЕС]ORG', none, { termsPerContext }));
    expect(at(3)).toEqual([]);
    expect(at(4)).toHaveLength(2);
  });
  it('loses a neutral pair whose name holds a comma only where names go through a comma-separated file', () => {
    const marked = '[Венстре, Дания]ORG и [ЕС]ORG';
    expect(shown(options(marked, none))).toEqual([]);
    expect(shown(options(marked, none, { neutralOrder: 'reading' }))).toHaveLength(2);
  });
  it('labels the pairs that relations give and leaves the rest of their entities neutral', () => {
    const pairs = [
      { sourceMentionId: 'T3', targetMentionId: 'T4', label: 'positive' },
      { sourceMentionId: 'T1', targetMentionId: 'T2', label: 'negative' },
      { sourceMentionId: 'T1', targetMentionId: 'T9', label: 'negative' },
      { sourceMentionId: 'T1', targetMentionId: 'T4', label: 'negative' },
      { sourceMentionId: 'T1', targetMentionId: 'T2', label: 'positive' },
    ] as const;
    const marked = '[США]LOC и [ЕС]ORG\n[США]LOC и [ЕС]ORG';
    expect(shown(options(marked, { type: 'pairs', pairs }))).toEqual([
      'T2→T1 neutral, T4→T3 neutral',
      'T3→T4 positive',
      'T1→T2 negative',
    ]);
  });
  it('gives every pair of different entities of a sentence exactly once, whatever the text', () => {
    const name = fc.constantFrom('[США]LOC', '[Америка]LOC', '[ЕС]ORG', '[Иран]LOC', 'и', ',', '\n', '😀');
    const order = fc.constantFrom<SampleOptions['neutralOrder']>('sorted', 'reading');
    fc.assert(
      fc.property(fc.array(name), order, (parts, neutralOrder) => {
        const given = options(parts.join(' '), none, { neutralOrder });
        const expected = given.contexts.flatMap(({ mentions }) =>
          mentions.flatMap((source) =>
            mentions
              .filter((target) => groupOf(source.value) !== groupOf(target.value))
              .map((target) => `${source.id}→${target.id} neutral`),
          ),
        );
        expect(
          shown(given)
            .flatMap((linkage) => linkage.split(', '))
            .sort(),
        ).toEqual(expected.sort());
      }),
    );
  });
});

describe('neutralOpinions', () => {
  it('are sorted by source and target written as one, or stand in reading order', () => {
    const marked = '[Путин]PER [Крым]LOC\n[Путина]PER [Россия]LOC';
    const names = (order: SampleOptions['neutralOrder']) =>
      neutralOpinions(options(marked, none, { neutralOrder: order })).map(
        ({ source, target }) => `${source} ${target}`,
      );
    expect(names('sorted')).toEqual(['крым путин', 'путина россия', 'путин крым', 'россия путина']);
    expect(names('reading')).toEqual(['путин крым', 'крым путин', 'путина россия', 'россия путина']);
  });
});

describe('compareCodePoints', () => {
  it('puts an emoji behind all of the first plane', () => {
    expect(['😀', '\uFFFD', 'а', 'аб', ''].sort(compareCodePoints)).toEqual(['', 'а', 'аб', '\uFFFD', '😀']);
  });
});
