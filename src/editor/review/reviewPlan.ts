import type { Attitude, EntityMention, Label } from '../../core/annotations.ts';
import type { Span } from '../../core/span.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { signs } from '../words.ts';

/** Ends that are further apart, in code units, do not catch the eye together: each then names the other. */
const nearDistance = 100;

/** Names longer than this are cut where they stand in the line a second time. */
const shownName = 24;

/** Text that stands in the line beside an end. */
export interface EndNote {
  /** What it stands beside. */
  readonly at: Span;
  readonly side: 'before' | 'after';
  readonly text: string;
}

/** How the attitude that is looked at is shown in the text. */
export interface ReviewPlan {
  readonly label: Label;
  readonly isConfirmed: boolean;
  readonly sentence: readonly Span[];
  readonly source: readonly Span[];
  readonly target: readonly Span[];
  readonly notes: readonly EndNote[];
}

/** Undefined when an end of the attitude is gone. */
export function planReview(annotations: DocumentAnnotations, attitude: Attitude): ReviewPlan | undefined {
  const { extraction, index } = annotations;
  const source = index.mention(attitude.sourceMentionId);
  const target = index.mention(attitude.targetMentionId);
  if (!source || !target) return undefined;
  const sentence = extraction.sentences[attitude.sentenceIndex];
  return {
    label: attitude.label,
    isConfirmed: attitude.confirmed === true,
    sentence: sentence ? [sentence] : [],
    source: source.fragments ?? [source.span],
    target: target.fragments ?? [target.span],
    notes: isFar(source.span, target.span)
      ? farNotes(annotations, source, target, signs[attitude.label])
      : [nearNote(source, target, signs[attitude.label])],
  };
}

/** An arrow from the subject to where the object stands, with the sign on it. */
function nearNote(source: EntityMention, target: EntityMention, sign: string): EndNote {
  const isForwards = source.span.start <= target.span.start;
  return isForwards
    ? { at: source.span, side: 'after', text: `${sign} \u2192` }
    : { at: source.span, side: 'before', text: `\u2190 ${sign}` };
}

function farNotes(
  annotations: DocumentAnnotations,
  source: EntityMention,
  target: EntityMention,
  sign: string,
): readonly EndNote[] {
  const name = ({ span }: EntityMention) => shorten(annotations.wordsAt(span));
  return [
    { at: source.span, side: 'after', text: `${sign} \u2192 ${name(target)}` },
    { at: target.span, side: 'after', text: `\u2190 ${sign} ${name(source)}` },
  ];
}

function isFar(a: Span, b: Span): boolean {
  return Math.max(a.start, b.start) - Math.min(a.end, b.end) > nearDistance;
}

function shorten(words: string): string {
  return words.length <= shownName
    ? words
    : `${words.slice(0, shownName - 1).replace(/[\s\uD800-\uDBFF]+$/u, '')}…`;
}
