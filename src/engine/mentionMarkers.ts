import { compareSpans, type Span } from '../core/span.ts';
import type { MarkedMention } from './attitudeClassifier.ts';

/** A stretch of a sentence that one subword replaces, so that the model does not see names. */
interface Marker {
  readonly span: Span;
  /** The outermost, of equals the first, of the mentions it hides. */
  readonly mention: MarkedMention;
}

/** The markers of a sentence, in order and without overlap, and which of them stands for which mention. */
export interface Markers {
  readonly markers: readonly Marker[];
  /** Index of each mention's marker, in the order of the mentions. */
  readonly markerOfMention: readonly number[];
}

/**
 * One marker a mention; mentions that overlap or nest share one, as the same words cannot be hidden twice.
 * All fragments of a discontinuous mention are hidden; it stands where its first one does.
 */
export function placeMarkers(mentions: readonly MarkedMention[]): Markers {
  const pieces = mentions
    .flatMap((mention, mentionIndex) =>
      (mention.fragments ?? [mention.span]).map((span, fragmentIndex) => ({
        mention,
        mentionIndex,
        span,
        fragmentIndex,
      })),
    )
    .sort((a, b) => compareSpans(a.span, b.span));
  const markers: { span: Span; mention: MarkedMention }[] = [];
  const markerOfMention = new Array<number>(mentions.length).fill(0);
  for (const { mention, mentionIndex, span, fragmentIndex } of pieces) {
    const last = markers.at(-1);
    if (last !== undefined && span.start < last.span.end) {
      last.span = { start: last.span.start, end: Math.max(last.span.end, span.end) };
    } else {
      markers.push({ span, mention });
    }
    if (fragmentIndex === 0) markerOfMention[mentionIndex] = markers.length - 1;
  }
  return { markers, markerOfMention };
}
