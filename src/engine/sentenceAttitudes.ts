import { overlaps, type Span } from '../core/span.ts';
import type { AttitudeClassifier, MarkedSentence, PairScore, SentenceScores } from './attitudeClassifier.ts';
import { type Classifier, type Row, runRows } from './classifier.ts';
import { type LabelProbabilities, labelReader } from './labelReader.ts';
import type { AttitudesManifest } from './manifest.ts';
import { placeMarkers } from './mentionMarkers.ts';
import type { Subwords } from './subwords.ts';
import { WindowPlan } from './windows.ts';
import { splitWords } from './words.ts';

/** Pairs of one run: their number grows with the square of the mentions, and so would the memory for them. */
const pairsPerRun = 4096;

/** A word or a marker of a sentence, as subwords. */
type Element = readonly number[];

interface PlacedPair {
  readonly source: number;
  readonly target: number;
  /** Elements of the two markers. */
  readonly sourceElement: number;
  readonly targetElement: number;
}

/**
 * `input.kind` `sentence`: reads a sentence once, a marker for every mention or before it, and judges all its pairs.
 */
export class SentenceAttitudes implements AttitudeClassifier {
  readonly readsEntities = false;
  private readonly tokenOfType: ReadonlyMap<string, number>;
  private readonly otherMention: number;
  private readonly showsNames: boolean;
  private readonly probabilities: (logits: Float32Array) => LabelProbabilities;

  /** @throws ModelLoadError when the vocabulary lacks a subword that marks mentions. */
  constructor(
    private readonly classifier: Classifier,
    private readonly subwords: Subwords,
    private readonly manifest: AttitudesManifest,
    input: Extract<AttitudesManifest['input'], { kind: 'sentence' }>,
  ) {
    this.tokenOfType = new Map(
      Object.entries(input.mentionTokens).map(([type, token]) => [type, subwords.idOf(token)]),
    );
    this.otherMention = subwords.idOf(input.otherMention);
    this.showsNames = input.names === 'shown';
    this.probabilities = labelReader(manifest);
  }

  async classify(sentence: MarkedSentence, signal: AbortSignal): Promise<SentenceScores> {
    const { elements, elementOfMention } = this.encode(sentence);
    const capacity = this.manifest.maxSubwords - 2;
    const plan = new WindowPlan(
      elements.map((element) => element.length),
      capacity,
      Math.floor((capacity * 3) / 4),
    );
    const { pairsByWindow, leftOut } = placePairs(sentence, elementOfMention, plan);
    const runs = plan.windows.flatMap((window, index) => {
      const inWindow = elements.slice(window.first, window.end);
      return chunks(pairsByWindow[index] ?? [], pairsPerRun).map((pairs) => ({
        pairs,
        row: this.row(inWindow, window.first, pairs),
      }));
    });
    const logits = await runRows(
      this.classifier,
      runs.map(({ row }) => row),
      signal,
    );
    const pairs = runs.flatMap((run, index) => this.scores(run.pairs, logits[index] ?? new Float32Array()));
    return { pairs: pairs.sort((a, b) => a.source - b.source || a.target - b.target), leftOut };
  }

  /** Subwords of the whole sentence: words between the mentions, a marker for each mention, and its words if shown. */
  encode(sentence: MarkedSentence): { elements: Element[]; elementOfMention: number[] } {
    const { markers, markerOfMention } = placeMarkers(sentence.mentions);
    const elements: Element[] = [];
    const elementOfMarker: number[] = [];
    let position = 0;
    const addWords = (stretch: Span) => {
      for (const word of splitWords(sentence.text, stretch)) {
        elements.push(this.subwords.ofWord(sentence.text.slice(word.start, word.end), word.touchesPrevious));
      }
    };
    for (const { span, mention } of markers) {
      addWords({ start: position, end: span.start });
      elementOfMarker.push(elements.length);
      elements.push([this.tokenOfType.get(mention.type) ?? this.otherMention]);
      if (this.showsNames) addWords(span);
      position = span.end;
    }
    addWords({ start: position, end: sentence.text.length });
    return { elements, elementOfMention: markerOfMention.map((marker) => elementOfMarker[marker] ?? 0) };
  }

  private row(elements: readonly Element[], firstElement: number, pairs: readonly PlacedPair[]): Row {
    const ids = [this.subwords.special.start];
    const positionOfElement: number[] = [];
    for (const element of elements) {
      positionOfElement.push(ids.length);
      ids.push(...element.slice(0, this.manifest.maxSubwords - 2));
    }
    ids.push(this.subwords.special.end);
    const positionsOf = (elementOf: (pair: PlacedPair) => number) =>
      pairs.map((pair) => positionOfElement[elementOf(pair) - firstElement] ?? 0);
    return {
      ids,
      positions: {
        source: positionsOf((pair) => pair.sourceElement),
        target: positionsOf((pair) => pair.targetElement),
      },
    };
  }

  private scores(pairs: readonly PlacedPair[], logits: Float32Array): PairScore[] {
    const labelCount = this.classifier.labelCount;
    return pairs.map(({ source, target }, index) => {
      const own = logits.subarray(index * labelCount, (index + 1) * labelCount);
      const { positive, negative } = this.probabilities(own);
      return { source, target, positive, negative };
    });
  }
}

/** Both orders of all pairs of mentions that do not overlap, each in the window where it has the most context. */
function placePairs(
  { mentions }: MarkedSentence,
  elementOfMention: readonly number[],
  plan: WindowPlan,
): { pairsByWindow: PlacedPair[][]; leftOut: number } {
  const pairsByWindow: PlacedPair[][] = plan.windows.map(() => []);
  let leftOut = 0;
  for (const [a, { span: aSpan }] of mentions.entries()) {
    const aElement = elementOfMention[a] ?? 0;
    for (let b = a + 1; b < mentions.length; b += 1) {
      const bElement = elementOfMention[b] ?? 0;
      const window = plan.bestWindow(aElement, bElement + 1);
      if (window === undefined) {
        // Whatever follows is farther away still, so a line of thousands of mentions costs no square of them.
        leftOut += 2 * (mentions.length - b);
        break;
      }
      if (overlaps(aSpan, mentions[b]?.span ?? aSpan)) continue;
      if (aElement === bElement) {
        // Both overlap a third mention and so share its marker.
        leftOut += 2;
        continue;
      }
      pairsByWindow[window]?.push(
        { source: a, target: b, sourceElement: aElement, targetElement: bElement },
        { source: b, target: a, sourceElement: bElement, targetElement: aElement },
      );
    }
  }
  return { pairsByWindow, leftOut };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}
