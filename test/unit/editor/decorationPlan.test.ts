import { describe, expect, test } from 'vitest';
import { acceptAttitudes, addMentions } from '../../../src/core/review/operations.ts';
import type { Span } from '../../../src/core/span.ts';
import { emptyPlan, planDecorations } from '../../../src/editor/decorationPlan.ts';
import { annotated, article, articleAttitudes, decided, suggested } from './annotated.ts';

describe('planDecorations', () => {
  const annotations = annotated(article, articleAttitudes);
  const words = (spans: readonly Span[] = []) => spans.map((span) => annotations.wordsAt(span));
  const whole = [{ start: 0, end: annotations.text.length }];
  const at = (word: string) => planDecorations(annotations, whole, annotations.text.indexOf(word) + 1);

  test('tells types apart', () => {
    const { suggested, confirmed } = at('молчит');
    expect(words(suggested.get('geopolitical'))).toEqual([
      'Россия',
      'США',
      'Иран',
      'Кита\u0438\u0306',
      'Россию',
    ]);
    expect(words(suggested.get('organisation'))).toEqual(['НАТО']);
    expect(words(suggested.get('person'))).toEqual(['Иванов']);
    expect(confirmed.size).toBe(0);
  });

  test('draws mentions of a file as confirmed', () => {
    const read = decided(suggested(article), (review) =>
      addMentions(review, annotations.extraction.mentions),
    );
    const plan = planDecorations(read, whole, undefined);
    expect(plan.suggested.size).toBe(0);
    expect(plan.confirmed.size).toBe(3);
  });

  test('lights up the entity at the cursor and its partners by sign', () => {
    const { focus, partners } = at('Россию');
    expect(words(focus)).toEqual(['Россия', 'Россию']);
    expect(words(partners.suggested.negative)).toEqual(['США']);
    expect(words(partners.suggested.positive)).toEqual(['Кита\u0438\u0306']);
  });

  test('tells confirmed attitudes from suggestions, in the text and in the overview ruler', () => {
    const reviewed = decided(suggested(article, articleAttitudes), (review, [first, ...others]) =>
      acceptAttitudes(review, first && others.length > 0 ? [first] : []),
    );
    const { partners, ruler } = planDecorations(reviewed, whole, reviewed.text.indexOf('Россию') + 1);
    expect(words(partners.confirmed.negative)).toEqual(['США']);
    expect(words(partners.suggested.positive)).toEqual(['Кита\u0438\u0306']);
    expect([words(ruler.confirmed.negative), words(ruler.suggested.negative)]).toEqual([['США'], ['Иран']]);
  });

  test('follows what a person says where the model says otherwise', () => {
    const both = suggested('[А]PER хвалит и ругает [Б]PER.', ['T1 + T2 0.6', 'T2 - T1 0.7']);
    const [praise] = both.extraction.attitudes;
    const reviewed = decided(both, (review, shown) =>
      acceptAttitudes(
        review,
        shown.filter(({ label }) => label === praise?.label),
      ),
    );
    const { partners } = planDecorations(reviewed, whole, 0);
    expect(words(partners.confirmed.positive)).toHaveLength(1);
    expect(partners.suggested).toEqual({ positive: [], negative: [], mixed: [] });
  });

  test('marks a partner with both signs as mixed', () => {
    const both = annotated('[А]PER хвалит и ругает [Б]PER.', ['T1 + T2 0.6', 'T2 - T1 0.7']);
    const { partners } = planDecorations(both, whole, 0);
    expect(partners.suggested).toEqual({ positive: [], negative: [], mixed: [{ start: 18, end: 19 }] });
  });

  test('draws nothing of that where there is no mention', () => {
    expect(at('молчит')).toMatchObject({ focus: [], partners: emptyPlan.partners });
  });

  test('marks targets in the overview ruler', () => {
    const { ruler } = at('молчит');
    const { negative, positive } = ruler.suggested;
    expect([words(negative), words(positive)]).toEqual([['США', 'Иран'], ['Россию']]);
  });

  test('draws only what is in sight when there is very much', () => {
    const many = annotated('[Иванов]PER молчит.\n'.repeat(4000));
    const line = 'Иванов молчит.\n'.length;
    const plan = planDecorations(many, [{ start: line * 100, end: line * 110 - 1 }], undefined);
    expect(plan.suggested.get('person')).toHaveLength(10);
  });

  test('keeps of very many mentions of one entity those in sight and a mark for each row of the ruler', () => {
    const many = annotated('[Иванов]PER молчит.\n'.repeat(9000));
    const line = 'Иванов молчит.\n'.length;
    const visible = [{ start: line * 100, end: line * 150 - 1 }];
    const { focus } = planDecorations(many, visible, 0);
    const seen = focus.filter(({ start }) => start >= line * 100 && start < line * 150);
    expect(seen).toHaveLength(50);
    expect(focus.length).toBeLessThan(1100);
    expect(focus.at(-1)?.start).toBeGreaterThan(line * 8900);
  });
});
