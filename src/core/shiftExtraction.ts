import type { Attitude, EntityMention, Extraction } from './annotations.ts';
import type { Problem } from './problem.ts';
import type { Span } from './span.ts';
import { shiftSpan, type TextEdit } from './textEdit.ts';

/**
 * The extraction as it stands after `edits`, applied one after the other.
 * Whatever lost its text is gone, and with a mention its attitudes; what remains keeps its ids.
 */
export function shiftExtraction(extraction: Extraction, edits: readonly TextEdit[]): Extraction {
  if (edits.length === 0) return extraction;
  const shift = shifterOf(edits);
  const mentions = moveMentions(extraction.mentions, shift);
  const mentionIds = new Set(mentions.map((mention) => mention.id));
  const sentences = renumber(extraction.sentences.map(shift));
  const attitudes = renumber(
    extraction.attitudes.map((attitude) => keepAttitude(attitude, mentionIds, sentences.newIndices)),
  );
  const entities = extraction.entities.flatMap((entity) => {
    const kept = entity.mentionIds.filter((id) => mentionIds.has(id));
    return kept.length > 0 ? { ...entity, mentionIds: kept } : [];
  });
  const entityIds = new Set(entities.map((entity) => entity.id));
  const opinions = extraction.opinions.flatMap((opinion) => {
    if (!entityIds.has(opinion.sourceEntityId) || !entityIds.has(opinion.targetEntityId)) return [];
    const attitudeIndices = opinion.attitudeIndices.flatMap((index) => attitudes.newIndices[index] ?? []);
    const lostAll = attitudeIndices.length === 0 && opinion.attitudeIndices.length > 0;
    return lostAll ? [] : { ...opinion, attitudeIndices };
  });
  const problems = extraction.problems.flatMap((problem) => shiftProblem(problem, shift) ?? []);
  return { sentences: sentences.kept, mentions, entities, attitudes: attitudes.kept, opinions, problems };
}

/** Where a span is afterwards; undefined where nothing is left of it. */
type Shift = (span: Span) => Span | undefined;

/** The mentions that keep some of their text. */
function moveMentions(mentions: readonly EntityMention[], shift: Shift): readonly EntityMention[] {
  return mentions.flatMap((mention) => {
    const span = shift(mention.span);
    if (!span) return [];
    if (!mention.fragments) return span === mention.span ? mention : { ...mention, span };
    const fragments = mention.fragments.flatMap((fragment) => shift(fragment) ?? []);
    const first = fragments[0];
    const last = fragments.at(-1);
    // The gap may outlive the pieces: then nothing of the mention is left.
    return first && last ? { ...mention, span: { start: first.start, end: last.end }, fragments } : [];
  });
}

/** Where a span is after all edits; of many edits each span meets only those that touch it. */
function shifterOf(edits: readonly TextEdit[]): Shift {
  const isFromLastToFirst = edits.every(({ span }, index) => {
    const before = edits[index - 1];
    return before === undefined || span.end < before.span.start;
  });
  if (!isFromLastToFirst) return (span) => shiftAll(span, edits);
  const ascending = edits.toReversed();
  let growth = 0;
  const growths = [0, ...ascending.map(({ span, length }) => (growth += length - (span.end - span.start)))];
  return (span) => {
    const first = countWhile(ascending, (edit) => edit.span.end <= span.start);
    const behind = countWhile(ascending, (edit) => edit.span.start < span.end);
    const shifted = first < behind ? shiftAll(span, ascending.slice(first, behind).reverse()) : span;
    const by = growths[first] ?? 0;
    return shifted && by !== 0 ? { start: shifted.start + by, end: shifted.end + by } : shifted;
  };
}

/** How many leading edits satisfy `holds`, which no edit after the first that does not may satisfy. */
function countWhile(edits: readonly TextEdit[], holds: (edit: TextEdit) => boolean): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const edit = edits[middle];
    if (edit !== undefined && holds(edit)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shiftAll(span: Span, edits: readonly TextEdit[]): Span | undefined {
  let shifted: Span | undefined = span;
  for (const edit of edits) {
    if (!shifted) return undefined;
    shifted = shiftSpan(shifted, edit);
  }
  return shifted;
}

function keepAttitude(
  attitude: Attitude,
  mentionIds: ReadonlySet<string>,
  sentenceIndices: readonly (number | undefined)[],
): Attitude | undefined {
  const sentenceIndex = sentenceIndices[attitude.sentenceIndex];
  const stands = mentionIds.has(attitude.sourceMentionId) && mentionIds.has(attitude.targetMentionId);
  return stands && sentenceIndex !== undefined ? { ...attitude, sentenceIndex } : undefined;
}

function shiftProblem(problem: Problem, shift: Shift): Problem | undefined {
  if (!problem.span) return problem;
  const span = shift(problem.span);
  return span && { ...problem, span };
}

/** The values that are left, and for each old index its new one. */
function renumber<Value>(values: readonly (Value | undefined)[]): {
  kept: readonly Value[];
  newIndices: readonly (number | undefined)[];
} {
  const kept: Value[] = [];
  const newIndices = values.map((value) => (value === undefined ? undefined : kept.push(value) - 1));
  return { kept, newIndices };
}
