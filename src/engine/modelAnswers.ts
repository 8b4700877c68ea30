import type { AttitudeClassifier, MarkedSentence, SentenceScores } from './attitudeClassifier.ts';
import { ContentCache } from './contentCache.ts';
import type { EntityRecogniser, FoundMention } from './entityRecogniser.ts';

/** A loaded model; `fingerprint` differs whenever the answers could. */
export interface LoadedModel<Model> {
  readonly model: Model;
  readonly id: string;
  readonly fingerprint: string;
}

const megabyte = 1 << 20;

/** Asks the models, and remembers their answers by what was asked. */
export class ModelAnswers {
  private readonly mentions = new ContentCache<readonly FoundMention[]>(24 * megabyte);
  private readonly scores = new ContentCache<SentenceScores>(40 * megabyte);
  /** How often a model was run because the answer was not there. */
  runs = 0;

  /** As {@link EntityRecogniser.recognise}. */
  async recognise(
    { model, fingerprint }: LoadedModel<Pick<EntityRecogniser, 'recognise'>>,
    sentence: string,
    signal: AbortSignal,
  ): Promise<readonly FoundMention[]> {
    const key = `${fingerprint} ${sentence}`;
    const known = this.mentions.get(key);
    if (known !== undefined) return known;
    this.runs += 1;
    const found = await model.recognise(sentence, signal);
    this.mentions.set(key, found, 120 * found.length);
    return found;
  }

  /** As {@link AttitudeClassifier.classify}. */
  async classify(
    { model, fingerprint }: LoadedModel<AttitudeClassifier>,
    sentence: MarkedSentence,
    signal: AbortSignal,
  ): Promise<SentenceScores> {
    const mentions = sentence.mentions.map(({ span, fragments, type, entityId }) => [
      span.start,
      span.end,
      type,
      fragments?.map(({ start, end }) => [start, end]),
      // Entity ids belong to a document; what matters is which mentions of the sentence share one.
      model.readsEntities ? sentence.mentions.findIndex((other) => other.entityId === entityId) : 0,
    ]);
    const key = `${fingerprint} ${JSON.stringify(mentions)} ${sentence.text}`;
    const known = this.scores.get(key);
    if (known !== undefined) return known;
    this.runs += 1;
    const found = await model.classify(sentence, signal);
    this.scores.set(key, found, 80 * found.pairs.length);
    return found;
  }
}
