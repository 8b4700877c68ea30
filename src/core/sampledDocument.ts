import type { EntityMention } from './annotations.ts';
import { buildContexts } from './contexts.ts';
import type { TermKind } from './contextTerms.ts';
import type { ArekitLayout } from './formats/arekit.ts';
import { arekitSentences, rusentrelMentions, sentencesWithAuthor } from './formats/rusentrel.ts';
import type { Problem } from './problem.ts';
import type { NamedSamples } from './sampleParts.ts';
import { buildLinkages, type LabelledPair, type LabelSource, pairsWithoutSample } from './samples.ts';
import { sentencesAround } from './sentencesAround.ts';

/** A text with all that its samples are made of. */
export interface AnnotatedText {
  /** What its files are called after, without folder and extension. */
  readonly name: string;
  readonly text: string;
  readonly mentions: readonly EntityMention[];
  readonly labels: LabelSource;
}

export interface SamplingOptions {
  /** `rusentrel`: a line is a sentence, its leading `{Author, Unknown}` is no text. */
  readonly source: 'plain' | 'rusentrel';
  readonly layout: ArekitLayout;
  readonly terms: TermKind;
  /** Ends of a sample are less than so many terms apart. */
  readonly termsPerContext: number;
  /** Values with the same key name one entity. */
  readonly groupOf: (value: string) => string;
  /** Whether Author and Unknown of RuSentRel are entities, as AREkit 0.24 has it by mistake. */
  readonly author?: boolean;
}

/** The samples of a document, and what gave none. */
export interface Sampling {
  readonly sampled: NamedSamples;
  /** Mentions that were left out. */
  readonly problems: readonly Problem[];
  /** Labelled pairs that no sample came of. */
  readonly unsampled: readonly LabelledPair[];
}

/**
 * Makes the samples of one document.
 * @param position its place among the documents of the input, from 0; names it where AREkit wants a number
 */
export function sampleDocument(
  document: AnnotatedText,
  position: number,
  options: SamplingOptions,
): Sampling {
  const { text, labels, name } = document;
  const isEarly = options.layout === 'arekit-0.22';
  const { mentions, sentences, blankedText } = partition(document, options);
  const { contexts, problems } = buildContexts(text, sentences, mentions, {
    terms: options.terms,
    lowerCase: isEarly,
    blankedText,
  });
  const linkages = buildLinkages({
    contexts,
    labels,
    termsPerContext: options.termsPerContext,
    groupOf: options.groupOf,
    neutralOrder: isEarly ? 'sorted' : 'reading',
  });
  return {
    sampled: { id: documentId(name, position, options), name, linkages },
    problems,
    unsampled: labels.type === 'pairs' ? pairsWithoutSample(labels.pairs, linkages) : [],
  };
}

function partition({ text, mentions }: AnnotatedText, { source, layout, author }: SamplingOptions) {
  if (source === 'plain') return { mentions, sentences: sentencesAround(text, mentions), blankedText: text };
  if (author && layout === 'arekit-0.24') return { mentions, ...sentencesWithAuthor(text) };
  return { mentions: rusentrelMentions(text, mentions), sentences: arekitSentences(text), blankedText: text };
}

/** RuSentRel's documents have numbers, others only their place in the input; AREkit 0.24 takes any name. */
function documentId(name: string, position: number, { source, layout }: SamplingOptions): string {
  const number = /\d+/.exec(name)?.[0];
  if (source === 'rusentrel' && number !== undefined) return String(Number(number));
  return layout === 'arekit-0.24' ? name : String(position);
}
