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
  const mentions = shiftMentions(extraction.mentions, edits);
  const mentionIds = new Set(mentions.map((mention) => mention.id));
  const sentences = renumber(extraction.sentences.map((span) => shiftAll(span, edits)));
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
  const problems = extraction.problems.flatMap((problem) => shiftProblem(problem, edits) ?? []);
  return { sentences: sentences.kept, mentions, entities, attitudes: attitudes.kept, opinions, problems };
}

/** `mentions` after `edits`; those that lost their text are left out. */
function shiftMentions(
  mentions: readonly EntityMention[],
  edits: readonly TextEdit[],
): readonly EntityMention[] {
  return mentions.flatMap((mention) => {
    const span = shiftAll(mention.span, edits);
    if (!span) return [];
    if (!mention.fragments) return { ...mention, span };
    const fragments = mention.fragments.flatMap((fragment) => shiftAll(fragment, edits) ?? []);
    const first = fragments[0];
    const last = fragments.at(-1);
    // The gap may outlive the pieces: then nothing of the mention is left.
    return first && last ? { ...mention, span: { start: first.start, end: last.end }, fragments } : [];
  });
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

function shiftProblem(problem: Problem, edits: readonly TextEdit[]): Problem | undefined {
  if (!problem.span) return problem;
  const span = shiftAll(problem.span, edits);
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
