import { buildContexts, type Context } from '../core/contexts.ts';
import { textA, textB } from '../core/formats/arekitText.ts';
import { overlaps } from '../core/span.ts';
import type { AttitudeClassifier, MarkedSentence, PairScore, SentenceScores } from './attitudeClassifier.ts';
import { type Classifier, type Row, runRows } from './classifier.ts';
import { type LabelProbabilities, labelReader } from './labelReader.ts';
import type { AttitudesManifest } from './manifest.ts';
import type { Subwords } from './subwords.ts';

type PairInput = Extract<AttitudesManifest['input'], { kind: 'pair' }>;

/** Where AREkit's texts mark the ends of the pair and other mentions; each stands between spaces. */
const markPattern = /(?<=^| )#[SOE](?= |$)/g;

/**
 * `input.kind` `pair`: a row for each pair, AREkit's `text_a` and `text_b` with its marks replaced by the manifest's.
 * A row that is too long loses subwords at the end of its longer text, one by one, as BERT's trainers do.
 */
export class PairAttitudes implements AttitudeClassifier {
  readonly readsEntities = true;
  private readonly idsOfMark: ReadonlyMap<string, readonly number[]>;
  private readonly probabilities: (logits: Float32Array) => LabelProbabilities;

  constructor(
    private readonly classifier: Classifier,
    private readonly subwords: Subwords,
    private readonly manifest: AttitudesManifest,
    private readonly input: PairInput,
  ) {
    const { source, target, other } = input.masks;
    this.idsOfMark = new Map([
      ['#S', subwords.ofName(source)],
      ['#O', subwords.ofName(target)],
      ['#E', subwords.ofName(other)],
    ]);
    this.probabilities = labelReader(manifest);
  }

  async classify(sentence: MarkedSentence, signal: AbortSignal): Promise<SentenceScores> {
    // Every mention takes a subword, so one with so many before it has no place in any row.
    const reachable = sentence.mentions.slice(0, this.manifest.maxSubwords);
    const candidates = candidatesOf(reachable);
    const context = contextOf(sentence);
    const rows = candidates.flatMap((pair) => {
      const row = this.row(sentence, context, pair);
      return row === undefined ? [] : [{ pair, row }];
    });
    const logits = await runRows(
      this.classifier,
      rows.map(({ row }) => row),
      signal,
    );
    const pairs = rows.map(({ pair }, index): PairScore => {
      const { positive, negative } = this.probabilities(logits[index] ?? new Float32Array());
      return { ...pair, positive, negative };
    });
    const beyondReach = orderedPairs(sentence.mentions.length) - orderedPairs(reachable.length);
    return { pairs, leftOut: candidates.length - pairs.length + beyondReach };
  }

  /** Undefined where an end of the pair has no place of its own, or was lost because the row is too long. */
  private row(sentence: MarkedSentence, context: Context, pair: Candidate): Row | undefined {
    const texts = pairTexts(sentence, context, pair, this.input.prompt);
    if (texts === undefined) return undefined;
    const first = this.encode(texts.first);
    const second = this.encode(texts.second);
    const specials = second.length > 0 ? 3 : 2;
    while (first.length + second.length + specials > this.manifest.maxSubwords) {
      if (first.length >= second.length) first.pop();
      else second.pop();
    }
    const isWhole = ['#S', '#O'].every((mark) => first.some((subword) => subword.mark === mark));
    if (!isWhole) return undefined;
    const { start, end } = this.subwords.special;
    const firstIds = [start, ...first.map(({ id }) => id), end];
    if (second.length === 0) return { ids: firstIds, positions: {} };
    return {
      ids: [...firstIds, ...second.map(({ id }) => id), end],
      positions: {},
      secondText: firstIds.length,
    };
  }

  private encode(text: string): MarkedSubword[] {
    const result: MarkedSubword[] = [];
    let position = 0;
    const addWords = (end: number) => {
      for (const id of this.subwords.ofStretch(text, { start: position, end })) result.push({ id });
    };
    for (const { 0: mark, index } of text.matchAll(markPattern)) {
      addWords(index);
      for (const id of this.idsOfMark.get(mark) ?? []) result.push({ id, mark });
      position = index + mark.length;
    }
    addWords(text.length);
    return result;
  }
}

interface MarkedSubword {
  readonly id: number;
  readonly mark?: string;
}

interface Candidate {
  readonly source: number;
  readonly target: number;
}

/** AREkit's two texts of a pair, the second empty where the prompt has none; undefined where an end has no place of its own. */
export function pairTexts(
  sentence: MarkedSentence,
  { terms, mentions }: Context,
  { source, target }: Candidate,
  prompt: PairInput['prompt'],
): { first: string; second: string } | undefined {
  const sourceTerm = mentions.find(({ id }) => id === String(source));
  const targetTerm = mentions.find(({ id }) => id === String(target));
  if (sourceTerm === undefined || targetTerm === undefined) return undefined;
  const entityIds = new Map(
    mentions.map(({ id, value }) => [value, sentence.mentions[Number(id)]?.entityId ?? value]),
  );
  const groupOf = (value: string) => entityIds.get(value) ?? value;
  const ends = [sourceTerm.termIndex, targetTerm.termIndex] as const;
  return {
    first: textA(terms, ...ends, groupOf),
    second: textB(prompt, terms, ...ends, groupOf, 'neutral') ?? '',
  };
}

/** Ordered pairs of mentions of different entities that do not overlap. */
function candidatesOf(mentions: MarkedSentence['mentions']): Candidate[] {
  return mentions.flatMap((sourceMention, source) =>
    mentions.flatMap((targetMention, target) =>
      sourceMention.entityId === targetMention.entityId || overlaps(sourceMention.span, targetMention.span)
        ? []
        : [{ source, target }],
    ),
  );
}

function orderedPairs(count: number): number {
  return count * (count - 1);
}

/** The sentence as AREkit's terms; the ids of its mentions are their indices. */
export function contextOf({ text, mentions }: MarkedSentence): Context {
  const { contexts } = buildContexts(
    text,
    [{ start: 0, end: text.length }],
    mentions.map((mention, index) => ({ ...mention, id: String(index) })),
    { terms: 'chunks' },
  );
  const [context] = contexts;
  if (context === undefined) throw new Error('A sentence has no context.');
  return context;
}
