import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EntityMention } from '../core/annotations.ts';
import { partNames } from '../core/documentSplit.ts';
import { type ArekitOptions, formatArekit } from '../core/formats/arekit.ts';
import { formatArekitLines } from '../core/formats/arekitLines.ts';
import { sampleDocument } from '../core/sampledDocument.ts';
import { type NamedSamples, sampleParts } from '../core/sampleParts.ts';
import type { LabelledPair } from '../core/samples.ts';
import { stemWord } from '../core/stem.ts';
import { createGroupOf } from '../core/valueGroups.ts';
import { isBalanced, type SampleWish, splitOf } from './sampleWish.ts';

/** A text with what is said about its mentions. */
export interface LabelledText {
  readonly text: string;
  readonly source: 'plain' | 'rusentrel';
  readonly mentions: readonly EntityMention[];
  readonly pairs: readonly LabelledPair[];
  /** The words of mentions by the entity that they refer to. */
  readonly groups: readonly (readonly string[])[];
}

/** A text to make samples of. */
export interface SampleSource {
  /** As its files are called. */
  readonly name: string;
  /**
   * What a person confirmed, or that and the model's suggestions; undefined where there is nothing of the kind.
   * Asked for once.
   */
  readonly read: (content: 'annotations' | 'suggestions') => Promise<LabelledText | undefined>;
  /** How many attitudes are suggested that nobody has looked at, where that is known. */
  readonly suggestions?: number;
}

/** What an export holds. */
export interface SampleCounts {
  readonly documents: number;
  readonly positive: number;
  readonly negative: number;
  readonly neutral: number;
  /** Attitudes that no sample came of. */
  readonly unsampled: number;
  /** Suggested attitudes that were left out. */
  readonly suggestions: number;
}

/** One file to write. */
export interface SampleFile {
  /** `train`, `fold-1`…, or nothing where there is but one file. */
  readonly suffix: string;
  readonly text: string;
}

/** Ends of a sample are less than so many terms apart, as AREkit has it by default. */
const termsPerContext = 50;

/** The samples of some texts, made when first asked for. */
export class SampleExport {
  readonly #sources: readonly SampleSource[];
  readonly #sampled = new Map<string, Promise<{ documents: readonly NamedSamples[]; unsampled: number }>>();

  constructor(sources: readonly SampleSource[]) {
    this.#sources = sources;
  }

  /** @throws AbortError as soon as `signal` fires */
  async count(wish: SampleWish, signal: AbortSignal): Promise<SampleCounts> {
    const { documents, unsampled } = await this.#samples(wish);
    signal.throwIfAborted();
    const counts = { positive: 0, negative: 0, neutral: 0 };
    for (const { linkages } of documents)
      for (const { samples } of linkages) for (const { label } of samples) counts[label] += 1;
    return {
      documents: documents.length,
      ...counts,
      unsampled,
      suggestions: wish.labels === 'annotations' ? this.#leftOut() : 0,
    };
  }

  /** The files, or undefined where there are fewer documents than files. */
  async files(wish: SampleWish): Promise<readonly SampleFile[] | undefined> {
    const { documents } = await this.#samples(wish);
    const format: ArekitOptions = {
      layout: wish.layout,
      textB: 'nli_m',
      hasLabels: wish.labels !== 'none',
      termsPerContext,
      groupOf: undefined,
      hasProvenance: wish.provenance && wish.labels !== 'none',
    };
    const split = splitOf(wish);
    const balance = isBalanced(wish) ? wish.seed : undefined;
    return sampleParts(documents, { format, balance, split }, sha256)?.map(({ name, rows }) => ({
      suffix: name ?? '',
      text: wish.format === 'jsonl' ? formatArekitLines(rows, format) : formatArekit(rows, format),
    }));
  }

  /** The suffixes of the files that there will be. */
  suffixes(wish: SampleWish): readonly string[] {
    const split = splitOf(wish);
    return split === undefined ? [''] : partNames(split);
  }

  #samples({ labels, pairs, layout }: SampleWish) {
    const key = `${labels} ${pairs} ${layout}`;
    const known = this.#sampled.get(key);
    if (known !== undefined) return known;
    const made = this.#make({ labels, pairs, layout });
    this.#sampled.set(key, made);
    return made;
  }

  async #make({ labels, pairs, layout }: Pick<SampleWish, 'labels' | 'pairs' | 'layout'>) {
    const isEarly = layout === 'arekit-0.22';
    const documents: NamedSamples[] = [];
    let unsampled = 0;
    for (const { name, read } of this.#sources) {
      // A long folder must not hold up the editor.
      await nextTurn();
      const content = await read(labels === 'annotations' ? 'annotations' : 'suggestions');
      if (content === undefined) continue;
      const { text, source, mentions, pairs: given, groups } = content;
      const groupOf = createGroupOf(groups, stemWord);
      const sampling = sampleDocument(
        {
          name,
          text,
          mentions,
          labels:
            labels === 'none'
              ? { type: 'none' }
              : { type: 'pairs', pairs: given, onlyGiven: pairs === 'reviewed' },
        },
        documents.length,
        { source, layout, terms: 'chunks', termsPerContext, groupOf },
      );
      // AREkit 0.24 leaves synonyms of the ends unmarked.
      documents.push({ ...sampling.sampled, ...(isEarly && { groupOf }) });
      unsampled += sampling.unsampled.length;
    }
    return { documents, unsampled };
  }

  #leftOut(): number {
    return this.#sources.reduce((sum, { suggestions = 0 }) => sum + suggestions, 0);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
