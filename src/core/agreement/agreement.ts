import { splitTokens } from '../tokens.ts';
import type { Annotator, ComparedDocument } from './comparedDocument.ts';
import { type Comparison, mentionComparison, relationComparison } from './comparison.ts';
import { type KappaTable, type Rating, tabulateKappas } from './kappa.ts';
import { matchExactly, matchOverlapping } from './matching.ts';
import { ratePairs } from './pairLabels.ts';
import { type ScoreTable, tabulateScores } from './scores.ts';
import { tagTokens } from './tokenTags.ts';

/** Scores of annotations of one kind, by how strictly they are compared. */
export interface AgreementScores {
  /** Same places, same types. */
  readonly exact: ScoreTable;
  /** Same places, any type. */
  readonly exactAnyType: ScoreTable;
  /** Places that overlap, same types. */
  readonly overlap: ScoreTable;
  /** Places that overlap, any type. */
  readonly overlapAnyType: ScoreTable;
}

/** How far two annotators agree. */
export interface Agreement {
  readonly mentions: AgreementScores;
  /** Relations by their ends. `NEU` says that there is no attitude, and so does not count here. */
  readonly relations: AgreementScores;
  /** Types of the mentions at the same places. */
  readonly mentionTypes: KappaTable;
  /** Types of the mentions that overlap, matched one to one. */
  readonly overlappingMentionTypes: KappaTable;
  /** Labels of all candidate pairs (see `ratePairs`) of mentions at the same places. */
  readonly pairLabels: KappaTable;
  /** The same of mentions that overlap, matched one to one. */
  readonly overlappingPairLabels: KappaTable;
  /** `B-TYPE`, `I-TYPE` or `O` of each token (see `tagTokens`). */
  readonly tokenTags: KappaTable;
}

/** Compares what A and B marked in `documents`. To exchange A and B exchanges precision and recall; F1 stays. */
export function measureAgreement(documents: readonly ComparedDocument[]): Agreement {
  const rate = (ratingsOf: (document: ComparedDocument) => readonly Rating[]) =>
    tabulateKappas(documents.map((document) => ({ id: document.id, ratings: ratingsOf(document) })));
  const exact = ({ a, b }: ComparedDocument) =>
    matchExactly(a.mentions, b.mentions, mentionComparison, false);
  const overlapping = ({ a, b }: ComparedDocument) =>
    matchOverlapping(a.mentions, b.mentions, mentionComparison, false);
  return {
    mentions: scoreAll(documents, ({ mentions }) => mentions, mentionComparison),
    relations: scoreAll(documents, countedRelations, relationComparison),
    mentionTypes: rate((document) => exact(document).map(([a, b]) => [a.type, b.type])),
    overlappingMentionTypes: rate((document) => overlapping(document).map(([a, b]) => [a.type, b.type])),
    pairLabels: rate((document) => ratePairs(document, exact(document))),
    overlappingPairLabels: rate((document) => ratePairs(document, overlapping(document))),
    tokenTags: rate(rateTokens),
  };
}

function countedRelations({ relations }: Annotator) {
  return relations.filter(({ label }) => label !== 'neutral');
}

function rateTokens({ text, a, b }: ComparedDocument): Rating[] {
  const tokens = splitTokens(text);
  const ofB = tagTokens(tokens, b.mentions);
  return tagTokens(tokens, a.mentions).map((tag, index) => [tag, ofB[index] ?? 'O']);
}

function scoreAll<Item>(
  documents: readonly ComparedDocument[],
  pick: (annotator: Annotator) => readonly Item[],
  comparison: Comparison<Item>,
): AgreementScores {
  const score = (match: typeof matchExactly, isTyped: boolean) => {
    const counted = documents.map(({ id, a: left, b: right }) => {
      const [a, b] = [pick(left), pick(right)];
      const matched = match(a, b, comparison, isTyped).map(([item]) => item);
      const [typesOfA, typesOfB, matchedTypes] = [a, b, matched].map((items) => items.map(comparison.typeOf));
      return { id, a: typesOfA ?? [], b: typesOfB ?? [], matched: matchedTypes ?? [] };
    });
    return tabulateScores(counted, isTyped);
  };
  return {
    exact: score(matchExactly, true),
    exactAnyType: score(matchExactly, false),
    overlap: score(matchOverlapping, true),
    overlapAnyType: score(matchOverlapping, false),
  };
}
