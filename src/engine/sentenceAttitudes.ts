import { overlaps, type Span } from '../core/span.ts';
import type { AttitudeClassifier, MarkedSentence, PairScore, SentenceScores } from './attitudeClassifier.ts';
import { type Classifier, type Row, type RowNames, runRows } from './classifier.ts';
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
 * `input.kind` `sentence`: reads a sentence once, a marker for every mention, and judges all its pairs.
 * Where the manifest has `longestName`, the model gets the names beside the row that hides them.
 */
export class SentenceAttitudes implements AttitudeClassifier {
  readonly readsEntities = false;
  private readonly tokenOfType: ReadonlyMap<string, number>;
  private readonly otherMention: number;
  private readonly longestName: number | undefined;
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
    this.longestName = input.longestName;
    this.probabilities = labelReader(manifest);
  }

  async classify(sentence: MarkedSentence, signal: AbortSignal): Promise<SentenceScores> {
    const { elements, elementOfMention } = this.encode(sentence);
    const nameOf = this.nameReader(sentence);
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
        row: {
          ...this.row(inWindow, window.first, pairs),
          ...namesOf(pairs, nameOf, this.subwords.special.pad),
        },
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

  /** Subwords of the whole sentence: words between the mentions, and a marker for each mention. */
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
      position = span.end;
    }
    addWords({ start: position, end: sentence.text.length });
    return { elements, elementOfMention: markerOfMention.map((marker) => elementOfMarker[marker] ?? 0) };
  }

  /** The subwords of a mention's name; undefined where the model takes no names. */
  private nameReader({
    text,
    mentions,
  }: MarkedSentence): ((mention: number) => readonly number[]) | undefined {
    const longest = this.longestName;
    if (longest === undefined) return undefined;
    const known = new Map<number, readonly number[]>();
    const read = (index: number): readonly number[] => {
      const mention = mentions[index];
      const fragments = mention?.fragments ?? (mention === undefined ? [] : [mention.span]);
      return fragments.flatMap((fragment) => this.subwords.ofStretch(text, fragment)).slice(0, longest);
    };
    return (index) => {
      const name = known.get(index) ?? read(index);
      known.set(index, name);
      return name;
    };
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

/** The names of the mentions of `pairs`, padded to one length. */
function namesOf(
  pairs: readonly PlacedPair[],
  nameOf: ((mention: number) => readonly number[]) | undefined,
  pad: number,
): { names?: RowNames } {
  if (nameOf === undefined) return {};
  const mentions = [...new Set(pairs.flatMap(({ source, target }) => [source, target]))];
  const indexOf = new Map(mentions.map((mention, index) => [mention, index]));
  const names = mentions.map(nameOf);
  const length = names.reduce((most, name) => Math.max(most, name.length), 1);
  return {
    names: {
      ids: names.map((name) => [...name, ...new Array<number>(length - name.length).fill(pad)]),
      source: pairs.map(({ source }) => indexOf.get(source) ?? 0),
      target: pairs.map(({ target }) => indexOf.get(target) ?? 0),
    },
  };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}
