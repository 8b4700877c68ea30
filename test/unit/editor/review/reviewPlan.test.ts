import { describe, expect, test } from 'vitest';
import type { Span } from '../../../../src/core/span.ts';
import { planReview } from '../../../../src/editor/review/reviewPlan.ts';
import { suggested } from '../annotated.ts';

/** The plan for the only attitude, with words for spans. */
function plan(marked: string, attitude: string) {
  const annotations = suggested(marked, [attitude]);
  const [first] = annotations.extraction.attitudes;
  const planned = first && planReview(annotations, first);
  if (!planned) throw new Error('There is nothing to show.');
  const words = (spans: readonly Span[]) => spans.map((span) => annotations.wordsAt(span));
  return {
    label: planned.label,
    sentence: words(planned.sentence),
    source: words(planned.source),
    target: words(planned.target),
    notes: planned.notes.map(({ at, side, text }) => [annotations.wordsAt(at), side, text]),
  };
}

describe('planReview', () => {
  test('sets sentence, subject, object and sign apart', () => {
    expect(plan('Вчера.\r\n🙂 [Кита\u0438\u0306]GEOPOLIT осудил [США]GEOPOLIT.', 'T1 - T2 0.9')).toEqual({
      label: 'negative',
      sentence: ['🙂 Кита\u0438\u0306 осудил США.'],
      source: ['Кита\u0438\u0306'],
      target: ['США'],
      notes: [['Кита\u0438\u0306', 'after', '− →']],
    });
  });

  test('points back where the object stands before the subject', () => {
    expect(plan('[США]GEOPOLIT хвалит [Китай]GEOPOLIT.', 'T2 + T1 0.9').notes).toEqual([
      ['Китай', 'before', '← +'],
    ]);
  });

  test('names the other end at each end where they are far apart', () => {
    const between =
      'которая, как сообщают агентства со ссылкой на источники в правительстве, вчера, сегодня и, видимо, завтра';
    expect(plan(`[Россия]GEOPOLIT, ${between}, осудила [США]GEOPOLIT.`, 'T1 - T2 0.9').notes).toEqual([
      ['Россия', 'after', '− → США'],
      ['США', 'after', '← − Россия'],
    ]);
  });

  test('cuts long names, never within a character', () => {
    const name = `${'Организация '.repeat(2).trim()}🙂 по безопасности`;
    const [note] = plan(`[${name}]ORG ${'и '.repeat(60)} [США]GEOPOLIT.`, 'T2 + T1 0.9').notes;
    expect(note).toEqual(['США', 'after', '+ → Организация Организация…']);
  });
});
