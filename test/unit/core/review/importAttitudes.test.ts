import { describe, expect, it } from 'vitest';
import type { Label } from '../../../../src/core/annotations.ts';
import { importAttitudes } from '../../../../src/core/review/importAttitudes.ts';
import { applyChange, emptyReview, invert } from '../../../../src/core/review/review.ts';
import { annOf, reviewOf, spanOf } from './reviewOf.ts';

const text = '😀 Россия осудила США и ЕС.\r\n';
const mentions = ['T1\tLOC 2 8\tРоссия', 'T2\tLOC 17 20\tСША', 'T3\tORG 23 25\tЕС'];
const read = (...lines: readonly string[]) => reviewOf([...mentions, ...lines, ''].join('\n'), text);
const mention = (id: string, words: string) => ({ id, type: 'LOC', span: spanOf(text, words) });
const [russia, usa, eu] = [mention('T1', 'Россия'), mention('T2', 'США'), mention('T3', 'ЕС')];
const attitude = (target: typeof usa, label: Label) => ({ source: russia, target, label });

describe('importAttitudes', () => {
  it('adds what nobody spoke of', () => {
    const before = read();
    const { change, added } = importAttitudes(before.review, [attitude(usa, 'negative')]);
    expect(added).toHaveLength(1);
    const ann = annOf(before, applyChange(before.review, change), text);
    expect(ann).toMatch(/^(R\d+)\tNEG Arg1:T1 Arg2:T2\n#\d+\tAnnotatorNotes \1\t\[aredit added\]$/m);
    expect(ann.split('\n')).toHaveLength(mentions.length + 3);
  });

  it('keeps what a person said, and tells of it', () => {
    const before = read('R1\tNEG Arg1:T1 Arg2:T2', 'R2\tNEU Arg1:T1 Arg2:T3');
    const given = [attitude(usa, 'negative'), attitude(eu, 'positive')];
    const { change, added, known, contradicted } = importAttitudes(before.review, given);
    expect({ added, known, contradicted }).toEqual({
      added: [],
      known: [given[0]],
      contradicted: [given[1]],
    });
    expect(applyChange(before.review, change)).toEqual(before.review);
  });

  it('accepts or corrects what the model said', () => {
    const note = (id: string) => `AnnotatorNotes ${id}\t[aredit model model=m probability=0.7]`;
    const before = read(
      'R1\tNEG Arg1:T1 Arg2:T2',
      `#1\t${note('R1')}`,
      'R2\tNEG Arg1:T1 Arg2:T3',
      `#2\t${note('R2')}`,
    );
    const given = [attitude(usa, 'negative'), attitude(eu, 'positive')];
    const { change } = importAttitudes(before.review, given);
    const ann = annOf(before, applyChange(before.review, change), text);
    expect(ann).toContain(
      'R1\tNEG Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes R1\t[aredit accepted model=m probability=0.7]\n',
    );
    expect(ann).toContain(
      'R2\tPOS Arg1:T1 Arg2:T3\n#2\tAnnotatorNotes R2\t[aredit corrected model=m probability=0.7]\n',
    );
  });

  it('confirms ends that were only suggested, and takes suggestions up', () => {
    const suggestion = { label: 'negative', probability: 0.8 } as const;
    const suggested = {
      source: { ...russia, id: 'M3', probability: 0.9 },
      target: { ...usa, id: 'M18' },
      label: 'positive',
      suggestion,
    } as const;
    const { change } = importAttitudes(emptyReview, [suggested], { attitudes: 'a', entities: 'e' });
    const after = applyChange(emptyReview, change);
    expect([...after.mentions.values()].map(({ origin }) => origin)).toEqual([
      { by: 'accepted', model: 'e', probability: 0.9 },
      { by: 'accepted', model: 'e' },
    ]);
    expect([...after.attitudes.values()]).toMatchObject([
      { label: 'positive', origin: { by: 'corrected', model: 'a', probability: 0.8 } },
    ]);
    expect(applyChange(after, invert(change)).attitudes.size).toBe(0);
  });
});
