import { splitTokens } from '../tokens.ts';
import type { Annotator, ComparedDocument } from './comparedDocument.ts';
import { type Comparison, mentionComparison, relationComparison } from './comparison.ts';
import { type KappaTable, type Rating, tabulateKappas } from './kappa.ts';
import { matchExactly, matchOverlapping } from './matching.ts';
import { ratePairs } from './pairLabels.ts';
import { type CountedTypes, type ScoreTable, tabulateScores } from './scores.ts';
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

/** How strictly annotations are compared. */
export type Strictness = keyof AgreementScores;

/** All of them, the strictest first. */
export const strictnesses: readonly Strictness[] = ['exact', 'exactAnyType', 'overlap', 'overlapAnyType'];

/** The things that both annotators rate. */
export type KappaName = Exclude<keyof Agreement, 'mentions' | 'relations'>;

/** All of them, in the order in which they are shown. */
export const kappaNames: readonly KappaName[] = [
  'mentionTypes',
  'overlappingMentionTypes',
  'pairLabels',
  'overlappingPairLabels',
  'tokenTags',
];

/** What is counted in one document; `sumAgreement` makes figures of it. */
export interface DocumentAgreement {
  readonly id: string;
  readonly mentions: Readonly<Record<Strictness, CountedTypes>>;
  readonly relations: Readonly<Record<Strictness, CountedTypes>>;
  readonly ratings: Readonly<Record<KappaName, readonly Rating[]>>;
}

/** The main figures of one document, in the order of a table's columns. */
export interface DocumentFigures {
  readonly name: string;
  /** F1 of mentions, exact and overlapping; of relations, exact and overlapping; kappa of token tags and of pairs. */
  readonly figures: readonly (number | undefined)[];
}

/** The main figures of each document, in the order of documents. */
export function documentFigures({
  mentions,
  relations,
  tokenTags,
  pairLabels,
}: Agreement): readonly DocumentFigures[] {
  const scores = [mentions.exact, mentions.overlap, relations.exact, relations.overlap];
  return mentions.exact.byDocument.map(({ name }, index) => ({
    name,
    figures: [
      ...scores.map(({ byDocument }) => byDocument[index]?.score.f1),
      ...[tokenTags, pairLabels].map(({ byDocument }) => byDocument[index]?.kappa.kappa),
    ],
  }));
}

/** Compares what A and B marked in `documents`. To exchange A and B exchanges precision and recall; F1 stays. */
export function measureAgreement(documents: readonly ComparedDocument[]): Agreement {
  return sumAgreement(documents.map(countAgreement));
}

/** Counts what A and B have in common in one document. */
export function countAgreement(document: ComparedDocument): DocumentAgreement {
  const { id, a, b } = document;
  const exact = matchExactly(a.mentions, b.mentions, mentionComparison, false);
  const overlapping = matchOverlapping(a.mentions, b.mentions, mentionComparison, false);
  const rateTypes = (matches: typeof exact) =>
    matches.map(([left, right]): Rating => [left.type, right.type]);
  return {
    id,
    mentions: countAll(id, a.mentions, b.mentions, mentionComparison),
    relations: countAll(id, countedRelations(a), countedRelations(b), relationComparison),
    ratings: {
      mentionTypes: rateTypes(exact),
      overlappingMentionTypes: rateTypes(overlapping),
      pairLabels: ratePairs(document, exact),
      overlappingPairLabels: ratePairs(document, overlapping),
      tokenTags: rateTokens(document),
    },
  };
}

/** The figures of all documents together, by type and by document. */
export function sumAgreement(documents: readonly DocumentAgreement[]): Agreement {
  const score = (kind: 'mentions' | 'relations'): AgreementScores => {
    const table = (strictness: Strictness, isTyped: boolean) =>
      tabulateScores(
        documents.map((document) => document[kind][strictness]),
        isTyped,
      );
    return {
      exact: table('exact', true),
      exactAnyType: table('exactAnyType', false),
      overlap: table('overlap', true),
      overlapAnyType: table('overlapAnyType', false),
    };
  };
  const rate = (name: KappaName) =>
    tabulateKappas(documents.map(({ id, ratings }) => ({ id, ratings: ratings[name] })));
  return {
    mentions: score('mentions'),
    relations: score('relations'),
    mentionTypes: rate('mentionTypes'),
    overlappingMentionTypes: rate('overlappingMentionTypes'),
    pairLabels: rate('pairLabels'),
    overlappingPairLabels: rate('overlappingPairLabels'),
    tokenTags: rate('tokenTags'),
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

function countAll<Item>(
  id: string,
  a: readonly Item[],
  b: readonly Item[],
  comparison: Comparison<Item>,
): Record<Strictness, CountedTypes> {
  const count = (match: typeof matchExactly, isTyped: boolean): CountedTypes => {
    const matched = match(a, b, comparison, isTyped).map(([item]) => comparison.typeOf(item));
    return { id, a: a.map(comparison.typeOf), b: b.map(comparison.typeOf), matched };
  };
  return {
    exact: count(matchExactly, true),
    exactAnyType: count(matchExactly, false),
    overlap: count(matchOverlapping, true),
    overlapAnyType: count(matchOverlapping, false),
  };
}
