import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBrat, parseBrat, replaceLines } from '../../../../src/core/formats/brat.ts';
import {
  addAttitudes,
  addEquivalence,
  addMentions,
  mentionsToBrat,
} from '../../../../src/core/formats/bratAdd.ts';
import { bratAttitudes, bratEquivalences, bratMentions } from '../../../../src/core/formats/bratAttitudes.ts';
import { moveMentions, removeAnnotations } from '../../../../src/core/formats/bratEdit.ts';

const text = 'Россия 😀 осудила США.\r\nНАТО молчит.';
const mentions = 'T1\tLOC 0 6\tРоссия\nT2\tLOC 17 20\tСША\nT3\tORG 23 27\tНАТО\n';
const others = [
  '#4\tAnnotatorNotes T3\tне наше\tдело\n',
  'T9\tAttack 9 16\tосудила\n',
  'E1\tAttack:T9 Agent:T1 Theme:T2\n',
  'A1\tPast E1\n',
  'сломанная строка\n',
  '*\tAlias T1 T2 T3\n',
  'N1\tReference T2 Wikidata:Q30\tСША\n',
  'R5\tPOS Obj:T1 Subj:T3\t\n',
  'R6\tIs-A Arg1:T1 Arg2:T3\n',
].join('');
const file = parseBrat(mentions + others, text);
const spanOf = (value: string) => ({ start: text.indexOf(value), end: text.indexOf(value) + value.length });

describe('bratMentions and bratAttitudes', () => {
  it('read mentions that are no triggers, and relations that name an attitude, source first', () => {
    expect(bratMentions(file)).toEqual([
      { id: 'T1', type: 'LOC', span: spanOf('Россия') },
      { id: 'T2', type: 'LOC', span: spanOf('США') },
      { id: 'T3', type: 'ORG', span: spanOf('НАТО') },
    ]);
    expect(bratAttitudes(file)).toEqual([
      { id: 'R5', sourceMentionId: 'T3', targetMentionId: 'T1', label: 'positive' },
    ]);
  });
  it('merge equivalences that share a member', () => {
    expect(bratEquivalences(parseBrat('*\tA T1 T2\n*\tA T3 T4\n*\tB T2 T3\n', ''))).toEqual([
      ['T2', 'T3', 'T1', 'T4'],
    ]);
  });
  it('read a discontinuous mention with its fragments', () => {
    const document = parseBrat('T1\tPER 17 20;0 6\tСША Россия\n', text);
    expect(bratMentions(document)).toEqual([
      { id: 'T1', type: 'PER', span: { start: 0, end: 21 }, fragments: [spanOf('Россия'), spanOf('США')] },
    ]);
  });
});

describe('adding', () => {
  it('leaves every line as it is, goes on after the highest numbers and notes the origin', () => {
    const origin = { by: 'accepted', model: 'sentiment-ru', probability: 0.93415 } as const;
    const added = addAttitudes(file, [
      { sourceMentionId: 'T1', targetMentionId: 'T2', label: 'negative', origin },
    ]);
    expect(added.ids).toEqual(['R7']);
    expect(formatBrat(added.document)).toBe(
      `${mentions}${others}R7\tNEG Arg1:T1 Arg2:T2\n#5\tAnnotatorNotes R7\t[aredit accepted model=sentiment-ru probability=0.9342]\n`,
    );
    expect(bratAttitudes(added.document)[1]).toEqual({
      id: 'R7',
      sourceMentionId: 'T1',
      targetMentionId: 'T2',
      label: 'negative',
      origin: { ...origin, probability: 0.9342 },
    });
  });

  it('cuts a mention at line ends and TABs and trims the pieces', () => {
    const crossing = 'Организация \r\n  Объединённых\tНаций';
    const { document, ids } = addMentions(parseBrat('', crossing), [
      { type: 'ORG', span: { start: 0, end: crossing.length } },
      { type: 'ORG', span: { start: 11, end: 16 } },
    ]);
    expect(ids).toEqual(['T1', undefined]);
    expect(formatBrat(document)).toBe('T1\tORG 0 11;16 28;29 34\tОрганизация Объединённых Наций\n');
    expect(document.problems).toEqual([]);
  });

  it('keeps the kind of line end and ends a last line that was open', () => {
    const { document } = addMentions(parseBrat('T1\tLOC 0 6\tРоссия\r\nT2\tLOC 17 20\tСША', text), [
      { type: 'ORG', span: spanOf('НАТО') },
    ]);
    expect(formatBrat(document)).toBe('T1\tLOC 0 6\tРоссия\r\nT2\tLOC 17 20\tСША\r\nT3\tORG 23 27\tНАТО\r\n');
  });

  it('writes a type of several words so that brat can read it', () => {
    const { document } = addMentions(parseBrat('', text), [{ type: ' Гео полит:ика ', span: spanOf('США') }]);
    expect(formatBrat(document)).toBe('T1\tГео_полит_ика 17 20\tСША\n');
  });

  it('writes a whole new file, ids kept where they fit', () => {
    const document = mentionsToBrat(
      text,
      [
        { id: 'T7', type: 'LOC', span: spanOf('США') },
        { id: 'm1', type: 'ORG', span: spanOf('НАТО'), origin: { by: 'model', probability: 0.5 } },
      ],
      [
        { sourceMentionId: 'm1', targetMentionId: 'T7', label: 'positive' },
        { sourceMentionId: 'm1', targetMentionId: 'unknown', label: 'positive' },
      ],
    );
    expect(formatBrat(document)).toBe(
      'T7\tLOC 17 20\tСША\nT8\tORG 23 27\tНАТО\n#1\tAnnotatorNotes T8\t[aredit model probability=0.5]\nR1\tPOS Arg1:T8 Arg2:T7\n',
    );
    expect(bratMentions(document)[1]?.probability).toBe(0.5);
  });

  it('declares mentions equal', () => {
    expect(formatBrat(addEquivalence(parseBrat('', text), 'Alias', ['T1', 'T2']))).toBe('*\tAlias T1 T2\n');
    expect(formatBrat(addEquivalence(parseBrat('', text), 'Alias', ['T1']))).toBe('');
  });

  it('comes back the same for any spans of any text: spans → file → spans', () => {
    const anyText = fc
      .array(fc.constantFrom('Россия', ' ', '😀', 'и\u0306', '\r\n', '\n', '\t', '\u2028', 'a', '\uFEFF'))
      .map((parts) => parts.join(''));
    const spans = fc.array(fc.tuple(fc.nat(60), fc.nat(12)), { maxLength: 5 });
    fc.assert(
      fc.property(anyText, spans, (document, pairs) => {
        const wanted = pairs
          .map(([start, length]) => ({
            start: Math.min(start, document.length),
            end: Math.min(start + length, document.length),
          }))
          // Half an emoji is widened to the whole, so ask for whole ones.
          .filter(
            ({ start, end }) =>
              document
                .slice(start, end)
                .replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '')
                .search(/[\uD800-\uDFFF]/) < 0,
          )
          .map((span) => ({ type: 'PER', span }));
        const written = mentionsToBrat(document, wanted);
        expect(written.problems).toEqual([]);
        const ann = formatBrat(written);
        expect(formatBrat(parseBrat(ann, document))).toBe(ann);
        const words = (value: string) => value.split(/[\s\p{Cc}]+/u).filter((word) => word !== '');
        const read = bratMentions(parseBrat(ann, document)).flatMap(({ span, fragments }) =>
          (fragments ?? [span]).map(({ start, end }) => document.slice(start, end)),
        );
        expect(read.flatMap(words).sort()).toEqual(
          wanted.flatMap(({ span }) => words(document.slice(span.start, span.end))).sort(),
        );
      }),
    );
  });
});

describe('removeAnnotations', () => {
  const remaining = (id: string) => formatBrat(removeAnnotations(file, [id]));
  it('takes along what speaks of a mention, and keeps the rest byte for byte', () => {
    expect(remaining('T3')).toBe(
      (mentions + others)
        .replace(/T3\tORG.*\n/, '')
        .replace(/#4.*\n/, '')
        .replace(/R5.*\n/, '')
        .replace(/R6.*\n/, '')
        .replace('*\tAlias T1 T2 T3', '*\tAlias T1 T2'),
    );
  });
  it('takes along an event with its trigger and all that speaks of the event', () => {
    expect(remaining('T9')).toBe((mentions + others).replace(/T9.*\nE1.*\nA1.*\n/, ''));
  });
  it('takes an argument from an event', () => expect(remaining('T2')).toContain('E1\tAttack:T9 Agent:T1\n'));
  it('ends an equivalence of one', () => {
    expect(formatBrat(removeAnnotations(file, ['T1', 'T2']))).not.toContain('*\t');
  });
  it('does nothing for an unknown id', () => expect(remaining('T99')).toBe(mentions + others));
});

describe('moveMentions', () => {
  it('moves offsets with the text and touches no other line', () => {
    const longer = text.replaceAll('\r\n', '\n').replace('Россия', 'Большая Россия');
    const move = ({ start, end }: { start: number; end: number }) => {
      const value = text.slice(start, end);
      return { start: longer.indexOf(value), end: longer.indexOf(value) + value.length };
    };
    const moved = moveMentions(file, longer, move);
    expect(formatBrat(moved)).toBe(
      (mentions + others)
        .replace('0 6', '8 14')
        .replace('17 20', '25 28')
        .replace('9 16', '17 24')
        .replace('23 27', '30 34'),
    );
    expect(moved.problems.filter(({ kind }) => kind !== 'syntax')).toEqual(
      file.problems.filter(({ kind }) => kind !== 'syntax'),
    );
  });
  it('removes mentions whose words are gone', () => {
    const shorter = 'Россия 😀 осудила .\r\nНАТО молчит.';
    const moved = moveMentions(parseBrat(mentions, text), shorter, (span) =>
      text.slice(span.start, span.end) === 'США'
        ? undefined
        : {
            start: shorter.indexOf(text.slice(span.start, span.end)),
            end: shorter.indexOf(text.slice(span.start, span.end)) + span.end - span.start,
          },
    );
    expect(formatBrat(moved)).toBe('T1\tLOC 0 6\tРоссия\nT3\tORG 20 24\tНАТО\n');
  });
});

describe('replaceLines', () => {
  it('comes to what reading the whole file anew would', () => {
    const pool = (mentions + others).split(/(?<=\n)/);
    const change = fc.tuple(fc.nat(), fc.constantFrom('keep', 'drop', 'repeat', 'other'), fc.nat());
    fc.assert(
      fc.property(fc.array(fc.nat(pool.length - 1)), fc.array(change), (chosen, changes) => {
        const document = parseBrat(chosen.map((index) => pool[index]).join(''), text);
        const lines = document.lines.flatMap((line, index): (typeof line | string)[] => {
          const [, what, other] = changes.find(([at]) => at % document.lines.length === index) ?? [];
          if (what === 'drop') return [''];
          if (what === 'repeat') return [line, line];
          return what === 'other' ? [pool[(other ?? 0) % pool.length] ?? ''] : [line];
        });
        const raws = lines.map((line) => (typeof line === 'string' ? line : line.raw));
        expect(replaceLines(document, lines)).toEqual(parseBrat(raws.join(''), text));
      }),
      { numRuns: 1000 },
    );
  });
});
