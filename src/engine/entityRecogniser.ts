import type { EntityType } from '../core/annotations.ts';
import type { Span } from '../core/span.ts';
import { decodeMentions } from './bioDecoding.ts';
import { type Classifier, type Row, runRows } from './classifier.ts';
import type { EntitiesManifest } from './manifest.ts';
import { logProbabilities } from './softmax.ts';
import type { Subwords } from './subwords.ts';
import { WindowPlan } from './windows.ts';
import { splitWords } from './words.ts';

/** A mention that the model found; the span counts from the sentence's start. */
export interface FoundMention {
  readonly span: Span;
  readonly type: EntityType;
  /** In [0, 1]. */
  readonly probability: number;
}

/** Finds entity mentions in single sentences. */
export class EntityRecogniser {
  constructor(
    private readonly classifier: Classifier,
    private readonly subwords: Subwords,
    private readonly manifest: EntitiesManifest,
  ) {}

  /**
   * Mentions of one sentence, in order and without overlap; each begins and ends with a word.
   * A sentence longer than the model's rows is read in overlapping windows; each word is judged where it has the most
   * context, and the labels are decoded over the whole sentence.
   * @throws `signal.reason` when it fires.
   */
  async recognise(sentence: string, signal: AbortSignal): Promise<FoundMention[]> {
    const words = splitWords(sentence);
    const scores = await this.scoreWords(
      words.map((word) => this.subwords.ofWord(sentence.slice(word.start, word.end), word.touchesPrevious)),
      signal,
    );
    return decodeMentions(scores, this.manifest.labels).flatMap(({ first, end, type, probability }) => {
      const [from, to] = [words[first], words[end - 1]];
      return from && to ? [{ span: { start: from.start, end: to.end }, type, probability }] : [];
    });
  }

  /** Log-probabilities of the labels, one list a word. */
  private async scoreWords(words: readonly (readonly number[])[], signal: AbortSignal): Promise<number[][]> {
    const capacity = this.manifest.maxSubwords - 2;
    const plan = new WindowPlan(
      words.map((ids) => ids.length),
      capacity,
      Math.floor(capacity / 2),
    );
    const rows = plan.windows.map(({ first, end }) => this.row(words.slice(first, end), capacity));
    const logits = await runRows(this.classifier, rows, signal);
    return words.map((_, index) => {
      // Every word has a window.
      const window = plan.bestWindow(index, index + 1) ?? 0;
      const offset = (index - (plan.windows[window]?.first ?? 0)) * this.classifier.labelCount;
      const own = logits[window]?.subarray(offset, offset + this.classifier.labelCount) ?? new Float32Array();
      return logProbabilities(own, this.manifest.temperature);
    });
  }

  private row(words: readonly (readonly number[])[], capacity: number): Row {
    const ids = [this.subwords.special.start];
    const positions: number[] = [];
    for (const word of words) {
      positions.push(ids.length);
      // Only a word that fills a whole window is cut, and then it stands in it alone.
      ids.push(...word.slice(0, capacity));
    }
    ids.push(this.subwords.special.end);
    return { ids, positions: { words: positions } };
  }
}
