import type { Label } from './annotations.ts';
import { byId } from './byId.ts';
import type { Context, ContextMention } from './contexts.ts';
import type { Origin } from './formats/bratOrigin.ts';

/** What one entity, named by a value, holds towards another over a document: a line of an opinion file. */
export interface DocumentOpinion {
  readonly source: string;
  readonly target: string;
  readonly label: Label;
}

/** An attitude that somebody gave a pair of mentions. */
export interface LabelledPair {
  /** Id of the annotation, where it has one. */
  readonly id?: string;
  readonly sourceMentionId: string;
  readonly targetMentionId: string;
  readonly label: Label;
  readonly origin?: Origin;
}

/** Where the labels of samples come from. */
export type LabelSource =
  | { readonly type: 'none' }
  | { readonly type: 'opinions'; readonly opinions: readonly DocumentOpinion[] }
  | {
      readonly type: 'pairs';
      readonly pairs: readonly LabelledPair[];
      /** Whether the pairs that nobody labelled are left out; else they are neutral. */
      readonly onlyGiven?: boolean;
    };

/** One pair of mentions of one sentence, with its label. */
export interface Sample {
  readonly context: Context;
  readonly source: ContextMention;
  readonly target: ContextMention;
  readonly label: Label;
  /** What gave the label, where a labelled pair did. */
  readonly labelledBy?: LabelledPair;
}

/** All samples of one document-level opinion, which AREkit numbers together. */
export interface Linkage {
  readonly opinion: DocumentOpinion;
  readonly samples: readonly Sample[];
}

export interface SampleOptions {
  readonly contexts: readonly Context[];
  readonly labels: LabelSource;
  /** Ends of a sample are less than so many terms apart. */
  readonly termsPerContext: number;
  /** Values with the same key name one entity. */
  readonly groupOf: (value: string) => string;
  /**
   * `sorted`: AREkit 0.22, where neutral opinions go through a comma-separated file in the order of their names, so
   * that a name with a comma in it is lost, and stand before the others.
   * `reading`: AREkit 0.24, in reading order behind the others.
   */
  readonly neutralOrder: 'sorted' | 'reading';
}

/** The linkages of one document, without empty ones, in the order of AREkit. */
export function buildLinkages(options: SampleOptions): Linkage[] {
  const mentions = indexMentions(options);
  const given = givenLinkages(options, mentions);
  if (options.labels.type === 'pairs' && options.labels.onlyGiven === true) return given;
  const taken = new Set(given.flatMap(({ samples }) => samples.map(pairId)));
  const neutral = neutralOpinions(options)
    .filter(({ source, target }) => options.neutralOrder === 'reading' || !`${source}${target}`.includes(','))
    .map((opinion) => linkageOf(opinion, options, mentions))
    .map(({ opinion, samples }) => ({
      opinion,
      samples: samples.filter((sample) => !taken.has(pairId(sample))),
    }));
  const ordered = options.neutralOrder === 'sorted' ? [...neutral, ...given] : [...given, ...neutral];
  return ordered.filter(({ samples }) => samples.length > 0);
}

/** Those of `pairs` that no sample came of: their ends share no sentence or are too far apart, or an earlier pair has them. */
export function pairsWithoutSample(
  pairs: readonly LabelledPair[],
  linkages: readonly Linkage[],
): LabelledPair[] {
  const used = new Set(linkages.flatMap(({ samples }) => samples.map(({ labelledBy }) => labelledBy)));
  return pairs.filter((pair) => !used.has(pair));
}

/**
 * An opinion for each ordered pair of entities that a sentence mentions together and that no given opinion speaks of,
 * named by the values of their first such pair.
 */
export function neutralOpinions({
  contexts,
  labels,
  groupOf,
  neutralOrder,
  termsPerContext,
}: SampleOptions): DocumentOpinion[] {
  const isSorted = neutralOrder === 'sorted';
  const seen = new Set(
    labels.type === 'opinions' ? labels.opinions.map((opinion) => opinionKey(opinion, groupOf)) : [],
  );
  const opinions: DocumentOpinion[] = [];
  for (const { mentions } of contexts) {
    for (const source of mentions) {
      for (const target of mentions) {
        // AREkit 0.22 sets no limit here; what is too far apart gives an opinion its name but no sample.
        if (!isSorted && Math.abs(source.termIndex - target.termIndex) > termsPerContext) continue;
        const opinion = { source: source.value, target: target.value, label: 'neutral' } as const;
        const key = opinionKey(opinion, groupOf);
        if (key === undefined || seen.has(key)) continue;
        seen.add(key);
        opinions.push(opinion);
      }
    }
  }
  if (!isSorted) return opinions;
  return opinions.sort((a, b) => compareCodePoints(a.source + a.target, b.source + b.target));
}

/** The linkages of the labels given: by opinion in their order, or by entities in the order of the pairs given. */
function givenLinkages(options: SampleOptions, mentions: MentionIndex): Linkage[] {
  const { labels, groupOf } = options;
  switch (labels.type) {
    case 'none':
      return [];
    case 'opinions': {
      const byKey = new Map<string, DocumentOpinion>();
      for (const opinion of labels.opinions) {
        const key = opinionKey(opinion, groupOf);
        if (key !== undefined && !byKey.has(key)) byKey.set(key, opinion);
      }
      return [...byKey.values()].map((opinion) => linkageOf(opinion, options, mentions));
    }
    case 'pairs':
      return pairLinkages(labels.pairs, options, mentions);
  }
}

function pairLinkages(
  pairs: readonly LabelledPair[],
  options: SampleOptions,
  mentions: MentionIndex,
): Linkage[] {
  const linkages = new Map<string, { opinion: DocumentOpinion; samples: Sample[] }>();
  const seen = new Set<string>();
  for (const pair of pairs) {
    const { sourceMentionId, targetMentionId, label } = pair;
    const [source, target] = [mentions.byId.get(sourceMentionId), mentions.byId.get(targetMentionId)];
    if (source === undefined || target === undefined) continue;
    const unnamed = sampleOf(source, target, label, options);
    if (unnamed === undefined || seen.has(pairId(unnamed))) continue;
    const sample = { ...unnamed, labelledBy: pair };
    seen.add(pairId(sample));
    const key = JSON.stringify([options.groupOf(source.value), options.groupOf(target.value), label]);
    const opinion = { source: source.value, target: target.value, label };
    const linkage = linkages.get(key) ?? { opinion, samples: [] };
    linkage.samples.push(sample);
    linkages.set(key, linkage);
  }
  return [...linkages.values()];
}

/** All pairs of mentions of the two entities, by source, then target, in reading order. */
function linkageOf(opinion: DocumentOpinion, options: SampleOptions, mentions: MentionIndex): Linkage {
  const sources = mentions.byGroup.get(options.groupOf(opinion.source)) ?? [];
  const targetGroup = options.groupOf(opinion.target);
  const samples = sources.flatMap((source) =>
    // Only the source's own sentence is looked through: a long text may mention an entity thousands of times.
    (options.contexts[source.sentenceIndex]?.mentions ?? [])
      .filter(({ value }) => options.groupOf(value) === targetGroup)
      .flatMap((target) => sampleOf(source, target, opinion.label, options) ?? []),
  );
  return { opinion, samples };
}

/** The mentions of a document by what linkages look for, in reading order. */
interface MentionIndex {
  readonly byId: ReadonlyMap<string, ContextMention>;
  readonly byGroup: ReadonlyMap<string, readonly ContextMention[]>;
}

function indexMentions({ contexts, groupOf }: SampleOptions): MentionIndex {
  const mentions = contexts.flatMap((context) => context.mentions);
  const byGroup = new Map<string, ContextMention[]>();
  for (const mention of mentions) {
    const group = groupOf(mention.value);
    const members = byGroup.get(group);
    if (members === undefined) byGroup.set(group, [mention]);
    else members.push(mention);
  }
  return { byId: byId(mentions), byGroup };
}

function sampleOf(
  source: ContextMention,
  target: ContextMention,
  label: Label,
  { contexts, termsPerContext }: SampleOptions,
): Sample | undefined {
  const context = contexts[source.sentenceIndex];
  const isNear = Math.abs(source.termIndex - target.termIndex) < termsPerContext;
  if (context === undefined || source.sentenceIndex !== target.sentenceIndex || source === target || !isNear)
    return undefined;
  return { context, source, target, label };
}

/** Undefined for an opinion of an entity on itself, which counts for nothing. */
function opinionKey(
  { source, target }: DocumentOpinion,
  groupOf: (value: string) => string,
): string | undefined {
  const [sourceGroup, targetGroup] = [groupOf(source), groupOf(target)];
  return sourceGroup === targetGroup ? undefined : JSON.stringify([sourceGroup, targetGroup]);
}

function pairId({ source, target }: Sample): string {
  return `${source.sentenceIndex} ${source.termIndex} ${target.termIndex}`;
}

/** Order of strings by code points, which differs from that of code units above U+FFFF. */
export function compareCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (const [index, character] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (character !== other) return (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
  }
  return left.length - right.length;
}
