import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attitude, EntityMention, Extraction } from '../../../../src/core/annotations.ts';
import { groupMentions } from '../../../../src/core/entities.ts';
import { emptyHistory, redo, takeStep, undo } from '../../../../src/core/review/history.ts';
import { type MergedView, mergeAnnotations } from '../../../../src/core/review/mergeView.ts';
import {
  acceptAttitudes,
  acceptMentions,
  addAttitude,
  addMentions,
  changeMentionSpan,
  changeMentionType,
  flipAttitudes,
  labelAttitudes,
  rejectAttitudes,
  removeAttitudes,
  removeMentions,
  shownAttitude,
} from '../../../../src/core/review/operations.ts';
import { emptyReview, type Review, type ReviewChange } from '../../../../src/core/review/review.ts';
import { shiftReview } from '../../../../src/core/review/textEdits.ts';
import { splitSentences } from '../../../../src/core/sentences.ts';
import { shiftExtraction } from '../../../../src/core/shiftExtraction.ts';
import { overlaps, type Span } from '../../../../src/core/span.ts';
import { applyStep, stepsOf } from '../../../../src/core/textPatch.ts';

const names = ['Россия', 'США', 'НАТО', 'Иран', 'Путин', 'России', 'Соединённые Штаты'];
const firstText =
  'Россия 😀 осудила США.\r\nНАТО и Иран молчат. Путин из России за Соединённые Штаты! США против НАТО.';

/** What a model may have said of the text. */
function suggest(text: string): Extraction {
  const mentions: EntityMention[] = [];
  for (const match of text.matchAll(/Россия|США|НАТО|Иран|Путин|Соединённые Штаты/g)) {
    const span = { start: match.index, end: match.index + match[0].length };
    mentions.push({
      id: `M${span.start}`,
      span,
      type: match[0] === 'Путин' ? 'PER' : 'GEOPOLIT',
      probability: 0.9,
    });
  }
  const sentences = splitSentences(text);
  const attitudes: Attitude[] = sentences.flatMap(({ start, end }, sentenceIndex) => {
    const inside = mentions.filter(({ span }) => span.start >= start && span.end <= end);
    return inside.flatMap((source) =>
      inside
        .filter((target) => target !== source)
        .map((target) => ({
          sourceMentionId: source.id,
          targetMentionId: target.id,
          label: source.span.start % 2 === 0 ? ('positive' as const) : ('negative' as const),
          probability: 0.5 + (target.span.start % 5) / 10,
          sentenceIndex,
        })),
    );
  });
  return {
    sentences,
    mentions,
    entities: groupMentions(text, mentions),
    attitudes,
    opinions: [],
    problems: [],
  };
}

const samePlace = (a: Span, b: Span) => a.start === b.start && a.end === b.end;

/** The merged view as one would write it down without a thought for time: mentions, and attitudes with their ends. */
function naively(suggested: Extraction, review: Review) {
  const annotated = [...review.mentions.values()];
  const becomes = (id: string) => {
    const mention = suggested.mentions.find((each) => each.id === id);
    if (mention === undefined) return undefined;
    const over = annotated.filter(({ span }) => overlaps(span, mention.span));
    const equal = over.find(({ span }) => samePlace(span, mention.span));
    if (equal) return equal.id;
    if ([...review.rejected.values()].some(({ span }) => samePlace(span, mention.span))) return undefined;
    if (over.length === 0) return id;
    const isNested = (a: Span, b: Span) => a.start <= b.start && b.end <= a.end;
    return over
      .toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
      .find(
        ({ span, type }) =>
          type === mention.type && (isNested(span, mention.span) || isNested(mention.span, span)),
      )?.id;
  };
  const shown = suggested.mentions.filter(({ id }) => becomes(id) === id);
  const judged = new Set(
    [...review.attitudes.values()].map((each) => `${each.sourceMentionId} ${each.targetMentionId}`),
  );
  const left = suggested.attitudes.flatMap((attitude) => {
    const pair = [becomes(attitude.sourceMentionId), becomes(attitude.targetMentionId)];
    const key = pair.join(' ');
    if (pair.includes(undefined) || pair[0] === pair[1] || judged.has(key)) return [];
    judged.add(key);
    return [`${key} ${attitude.label}`];
  });
  const own = [...review.attitudes.values()].filter(({ label }) => label !== 'neutral');
  return {
    mentions: [...annotated, ...shown]
      .map(({ id, span, type }) => `${id} ${type} ${span.start}-${span.end}`)
      .sort(),
    attitudes: [
      ...own.map((each) => `${each.sourceMentionId} ${each.targetMentionId} ${each.label}`),
      ...left,
    ].sort(),
  };
}

const seen = ({ mentions, attitudes }: Extraction) => ({
  mentions: mentions.map(({ id, span, type }) => `${id} ${type} ${span.start}-${span.end}`).sort(),
  attitudes: attitudes.map((each) => `${each.sourceMentionId} ${each.targetMentionId} ${each.label}`).sort(),
});

const actions = fc.array(fc.tuple(fc.nat(13), fc.nat(999), fc.nat(999), fc.nat(999)), { maxLength: 25 });

test('a view made from the one before is that which is made anew, and as one would expect', () => {
  fc.assert(
    fc.property(actions, (all) => {
      let text = firstText;
      let suggested = suggest(text);
      let review = emptyReview;
      let history = emptyHistory;
      let view: MergedView = mergeAnnotations({ text, suggested, review });
      const pick = <Value>(values: readonly Value[], number: number) => values[number % values.length];
      const take = (change: ReviewChange) => {
        ({ review, history } = takeStep(history, review, change, 'step'));
      };
      for (const [kind, a, b, c] of all) {
        const { mentions, attitudes } = view.extraction;
        const mention = pick(mentions, a);
        const other = pick(mentions, b);
        const label = pick(['positive', 'negative', 'neutral'] as const, c) ?? 'neutral';
        const some = attitudes
          .filter((_, index) => (index + a) % (1 + (b % 4)) === 0)
          .flatMap((each) => shownAttitude(each, (id) => mentions.find((one) => one.id === id)) ?? []);
        const start = a % text.length;
        const span = { start, end: Math.min(text.length, start + 1 + (b % 8)) };
        const type = pick(['PER', 'GEOPOLIT'], c) ?? 'PER';
        if (kind === 0) take(acceptAttitudes(review, some));
        else if (kind === 1) take(rejectAttitudes(review, some.slice(0, 1)));
        else if (kind === 2) take(labelAttitudes(review, some, label));
        else if (kind === 3) take(flipAttitudes(review, some.slice(0, 2)));
        else if (kind === 4 && mention && other && mention !== other)
          take(addAttitude(review, mention, other, label));
        else if (kind === 5) take(addMentions(review, [{ span, type }]));
        else if (kind === 6 && mention) take(removeMentions(review, [mention]));
        else if (kind === 7 && mention) take(changeMentionType(review, [mention], type));
        else if (kind === 8 && mention) take(changeMentionSpan(review, mention, span));
        else if (kind === 9 && mention) take(acceptMentions(review, [mention]));
        else if (kind === 10) take(removeAttitudes(review, [...review.attitudes.keys()].slice(0, 1)));
        else if (kind === 11) {
          const way = c % 2 === 0 ? undo(history, review) : redo(history, review);
          if (way) ({ review, history } = way);
        } else if (kind === 12) {
          const inserted = pick(['', ' ', 'й', `${pick(names, c)} `, '. '], b) ?? '';
          const edit = { span: { start, end: Math.min(text.length, start + (c % 3)) }, text: inserted };
          const steps = stepsOf(text, [edit]);
          text = steps.reduce(applyStep, text);
          review = shiftReview(review, steps);
          suggested = shiftExtraction(suggested, [{ span: edit.span, length: inserted.length }]);
        } else if (kind === 13) suggested = suggest(text);
        const inputs = { text, suggested, review };
        const [fromBefore, anew] = [mergeAnnotations(inputs, view), mergeAnnotations(inputs)];
        expect(seen(fromBefore.extraction)).toEqual(naively(suggested, review));
        const { entities, opinions: _, ...others } = fromBefore.extraction;
        const { entities: __, opinions: ___, ...othersAnew } = anew.extraction;
        expect(others).toEqual(othersAnew);
        expect(entities.flatMap(({ mentionIds }) => mentionIds).sort()).toEqual(
          fromBefore.extraction.mentions.map(({ id }) => id).sort(),
        );
        view = fromBefore;
      }
    }),
    { numRuns: 300 },
  );
});
