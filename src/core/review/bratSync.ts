import type { BratDocument } from '../formats/brat.ts';
import type { BratAnnotation } from '../formats/bratAnnotation.ts';
import { bratEquivalences, labelsByName, sourceFirst } from '../formats/bratAttitudes.ts';
import { type Origin, parseOrigin } from '../formats/bratOrigin.ts';
import { compareSpans } from '../span.ts';
import { mapSpan } from '../textMapping.ts';
import { finish, restingAfter, type Work } from '../work.ts';
import { type AnnFile, readingAnnFile } from './annFile.ts';
import { insertingNewLines } from './newLines.ts';
import { PlaceWriter } from './placeWriter.ts';
import { renderingLines } from './renderLines.ts';
import type { Review, ReviewedAttitude, ReviewedMention } from './review.ts';

/** What an `.ann` file holds, and what it is written back into. */
export interface ReadReview {
  readonly review: Review;
  readonly file: AnnFile;
}

/** An `.ann` file as it is to be written, and what to write the next review into. */
export interface WrittenReview {
  readonly annText: string;
  readonly file: AnnFile;
}

/** What to go on from when a file is read again. */
export interface ReadingAgain {
  /** Its unseen lines stay at hand. */
  readonly file?: AnnFile | undefined;
  /** Their ids are not given again. */
  readonly seenIds?: ReadonlySet<string> | undefined;
}

/**
 * What the `.ann` file says.
 * @param toEditor from offsets of `document.text` to those of the editor's text
 * @param again what was known of the file before it was read
 */
export function readReview(
  document: BratDocument,
  toEditor: (diskOffset: number) => number,
  again: ReadingAgain = {},
): ReadReview {
  return finish(readingReview(document, toEditor, again));
}

/** After so many lines the work rests. */
const linesATurn = 500;

/** `readReview`, which of a large file takes a while. */
export function* readingReview(
  document: BratDocument,
  toEditor: (diskOffset: number) => number,
  again: ReadingAgain = {},
): Work<ReadReview> {
  const annotations = document.lines.flatMap(({ annotation }) => annotation ?? []);
  yield;
  const origins = new Map<string, Origin>();
  yield* restingAfter(linesATurn, annotations, (annotation) => {
    const origin = annotation.type === 'note' ? parseOrigin(annotation.text) : undefined;
    if (annotation.type === 'note' && origin !== undefined) origins.set(annotation.target, origin);
  });
  const triggers = new Set(annotations.flatMap((each) => (each.type === 'event' ? [each.trigger] : [])));
  const mentions = new Map<string, ReviewedMention>();
  const marks = new Map<string, ReviewedMention>();
  yield* restingAfter(linesATurn, annotations, (annotation) => {
    if (annotation.type !== 'text') return;
    const { id, name, spans } = annotation;
    const full = spans.filter(({ start, end }) => start < end).sort(compareSpans);
    const fragments = (full.length > 0 ? full : spans).map((span) => mapSpan(span, toEditor));
    const [first] = fragments;
    if (first === undefined) return;
    const origin = origins.get(id);
    const isMark = triggers.has(id) || full.length === 0;
    (isMark ? marks : mentions).set(id, {
      id,
      type: name,
      span: { start: first.start, end: Math.max(...fragments.map(({ end }) => end)) },
      ...(fragments.length > 1 && { fragments }),
      ...(origin && { origin }),
    });
  });
  const attitudes = new Map<string, ReviewedAttitude>();
  yield* restingAfter(linesATurn, annotations, (annotation) => {
    const attitude = annotation.type === 'relation' ? toAttitude(annotation) : undefined;
    if (!attitude || !mentions.has(attitude.sourceMentionId) || !mentions.has(attitude.targetMentionId))
      return;
    const origin = origins.get(attitude.id);
    attitudes.set(attitude.id, { ...attitude, ...(origin && { origin }) });
  });
  const seenIds = new Set(again.seenIds);
  yield* restingAfter(linesATurn, document.lines, ({ reservedId }) => {
    if (reservedId !== undefined) seenIds.add(reservedId);
  });
  return {
    review: {
      mentions,
      attitudes,
      marks,
      lost: [],
      rejected: new Map(),
      equivalences: bratEquivalences(document),
      seenIds,
    },
    file: yield* readingAnnFile(document, again.file),
  };
}

/**
 * The `.ann` file with what the review says, for a text that is on disk as `diskText`. A line whose fact is as it was
 * read stays byte for byte; what is new goes in beside what it follows in the text, a line a fact and one for the
 * note on its origin. Of lost mentions nothing is written until they are resolved.
 */
export function writeReview(
  file: AnnFile,
  review: Review,
  diskText: string,
  toDisk: (editorOffset: number) => number,
): WrittenReview {
  return finish(writingReview(file, review, diskText, toDisk));
}

/** `writeReview`, which of a large file takes a while. */
export function* writingReview(
  file: AnnFile,
  review: Review,
  diskText: string,
  toDisk: (editorOffset: number) => number,
): Work<WrittenReview> {
  const places = new PlaceWriter(diskText, toDisk);
  const whole = yield* insertingNewLines(file, review, places);
  return yield* renderingLines(whole, review, places);
}

function toAttitude(
  annotation: BratAnnotation & { readonly type: 'relation' },
): Omit<ReviewedAttitude, 'origin'> | undefined {
  const label = labelsByName.get(annotation.name);
  if (label === undefined) return undefined;
  const [source, target] = sourceFirst(annotation.arguments);
  return { id: annotation.id, sourceMentionId: source.target, targetMentionId: target.target, label };
}
