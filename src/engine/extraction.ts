import type { Entity, EntityMention, Extraction } from '../core/annotations.ts';
import { groupMentions } from '../core/entities.ts';
import { scoreAt } from '../core/opinions.ts';
import { mentionsBySentence } from '../core/pairs.ts';
import { compareSpans, overlaps, type Span } from '../core/span.ts';
import { assembleExtraction, entityIdsByMention, type ReadSentence } from './assembly.ts';
import type { AttitudeClassifier, MarkedSentence } from './attitudeClassifier.ts';
import type { EntityRecogniser, FoundMention } from './entityRecogniser.ts';
import { type ExtractionProgress, type ExtractionRequest, needsRecogniser } from './extractionRequest.ts';
import type { AttitudesManifest } from './manifest.ts';
import type { LoadedModel, ModelAnswers } from './modelAnswers.ts';
import { readRequestText } from './requestText.ts';
import { textProblems } from './textProblems.ts';
import { nextTurn } from './turn.ts';

/** The models of a request; no recogniser is needed where mentions were given. */
export interface ExtractionModels {
  readonly entities: LoadedModel<Pick<EntityRecogniser, 'recognise'>> | undefined;
  readonly attitudes: LoadedModel<AttitudeClassifier>;
  readonly thresholds: AttitudesManifest['thresholds'];
  /** BCP 47 tag of the texts that the models read. */
  readonly language: string;
}

/** Told after each sentence; `partial` makes an extraction of what is known, when asked. */
export type ProgressListener = (progress: ExtractionProgress, partial: () => Extraction) => void;

/** The finished extraction, and how many of its sentences needed no model. */
export interface ExtractionResult {
  readonly extraction: Extraction;
  readonly cachedSentences: number;
}

/**
 * Text → sentences → mentions → entities → judged pairs → opinions. Knows no model, process or file.
 * @throws `signal.reason` when it fires; what the models throw.
 */
export async function extractAttitudes(
  request: ExtractionRequest,
  models: ExtractionModels,
  answers: ModelAnswers,
  signal: AbortSignal,
  onProgress: ProgressListener,
): Promise<ExtractionResult> {
  const run = new ExtractionRun(request, models, answers, signal, onProgress);
  return run.finish();
}

/** The state of one extraction under way. */
class ExtractionRun {
  private readonly given: readonly EntityMention[];
  /** By sentence: places where a found mention is not wanted. */
  private readonly excluded: readonly (readonly Span[])[];
  private readonly sentences: ReadSentence[];
  /** Indices of the sentences in the order of reading. */
  private readonly order: readonly number[];
  private readonly problems;
  private readonly thresholds: AttitudesManifest['thresholds'];
  /** Steps taken; a sentence takes two: finding its mentions, judging its pairs. */
  private steps = 0;
  /** Sentences that the models were asked about, and those of them that were not in the cache. */
  private readonly askedSentences = new Set<number>();
  private readonly runSentences = new Set<number>();
  private lastTurn = performance.now();

  constructor(
    private readonly request: ExtractionRequest,
    private readonly models: ExtractionModels,
    private readonly answers: ModelAnswers,
    private readonly signal: AbortSignal,
    private readonly onProgress: ProgressListener,
  ) {
    const { sentences, mentions, problems } = readRequestText(request);
    const lists = mentions && mentionsBySentence(sentences, mentions);
    this.given = mentions ?? [];
    this.excluded = spansBySentence(sentences, request.excluded ?? []);
    this.sentences = sentences.map((span, index) => ({ span, mentions: lists?.[index] ?? [] }));
    this.order = nearestFirst(sentences, request.startAt);
    this.problems = [...textProblems(request.text, models.language), ...problems];
    this.thresholds = replaceThresholds(models.thresholds, request.threshold);
  }

  async finish(): Promise<ExtractionResult> {
    if (this.models.attitudes.model.readsEntities) {
      // What it reads depends on the entities, and those on all mentions.
      for (const index of this.order) await this.findMentions(index);
      const entityIds = entityIdsByMention(this.group(this.mentions()));
      for (const index of this.order) await this.judgePairs(index, entityIds);
    } else {
      for (const index of this.order) {
        await this.findMentions(index);
        await this.judgePairs(index, new Map());
      }
    }
    return {
      extraction: this.assemble(),
      cachedSentences: this.askedSentences.size - this.runSentences.size,
    };
  }

  private async findMentions(index: number): Promise<void> {
    await this.breathe();
    const { entities } = this.models;
    const sentence = this.sentenceAt(index);
    if (needsRecogniser(this.request) && entities !== undefined) {
      const text = this.request.text.slice(sentence.span.start, sentence.span.end);
      const found = await this.watchRuns(index, () => this.answers.recognise(entities, text, this.signal));
      const mentions = [
        ...sentence.mentions,
        ...found
          .map((mention) => absolute(mention, sentence.span.start))
          .filter((mention) => isWanted(mention, sentence.mentions, this.excluded[index] ?? [])),
      ].sort((a, b) => compareSpans(a.span, b.span));
      this.sentences[index] = { ...sentence, mentions };
    }
    this.step();
  }

  private async judgePairs(index: number, entityIds: ReadonlyMap<string, string>): Promise<void> {
    await this.breathe();
    const sentence = this.sentenceAt(index);
    if (sentence.mentions.length > 1) {
      const marked = markSentence(this.request.text, sentence, entityIds);
      const scores = await this.watchRuns(index, () =>
        this.answers.classify(this.models.attitudes, marked, this.signal),
      );
      this.sentences[index] = { ...sentence, scores };
    }
    this.step();
  }

  private assemble(): Extraction {
    const mentions = this.mentions();
    const problems =
      mentions.length === 0 && this.sentences.length > 0
        ? [...this.problems, { message: 'No entity mentions were found.' }]
        : this.problems;
    return assembleExtraction(this.sentences, mentions, this.group(mentions), this.thresholds, problems);
  }

  private mentions(): readonly EntityMention[] {
    // Mentions given outside the requested range are in no sentence that is read, and belong to the answer all the same.
    if (!needsRecogniser(this.request)) return this.given;
    const inSentences = this.sentences.flatMap((sentence) => sentence.mentions);
    if (this.given.length === 0) return inSentences;
    return [...new Set([...this.given, ...inSentences])].sort((a, b) => compareSpans(a.span, b.span));
  }

  private group(mentions: readonly EntityMention[]): Entity[] {
    return groupMentions(this.request.text, mentions, this.request.synonyms);
  }

  private step(): void {
    this.steps += 1;
    const progress = {
      doneSentences: Math.floor(this.steps / 2),
      totalSentences: this.sentences.length,
    };
    this.onProgress(progress, () => this.assemble());
  }

  private async watchRuns<T>(index: number, ask: () => Promise<T>): Promise<T> {
    const before = this.answers.runs;
    const answer = await ask();
    this.askedSentences.add(index);
    if (this.answers.runs > before) this.runSentences.add(index);
    return answer;
  }

  /** Lets a message in that may fire the signal: answers from the cache alone would never let the event loop turn. */
  private async breathe(): Promise<void> {
    this.signal.throwIfAborted();
    if (performance.now() - this.lastTurn < 10) return;
    await nextTurn();
    this.lastTurn = performance.now();
    this.signal.throwIfAborted();
  }

  private sentenceAt(index: number): ReadSentence {
    const sentence = this.sentences[index];
    if (sentence === undefined) throw new Error(`There is no sentence ${index}.`);
    return sentence;
  }
}

/** Recognised mentions do not overlap, so where one begins names it: the same in partial answers and in the last. */
function absolute({ span, type, probability }: FoundMention, offset: number): EntityMention {
  const start = span.start + offset;
  return { id: `M${start}`, span: { start, end: span.end + offset }, type, probability };
}

function isWanted(
  { span }: EntityMention,
  given: readonly EntityMention[],
  excluded: readonly Span[],
): boolean {
  return (
    !given.some((mention) => overlaps(mention.span, span)) && !excluded.some((place) => overlaps(place, span))
  );
}

/** The spans that touch each sentence; one that crosses a border belongs to both sides. */
function spansBySentence(sentences: readonly Span[], spans: readonly Span[]): Span[][] {
  if (spans.length === 0) return [];
  return sentences.map((sentence) => spans.filter((span) => overlaps(sentence, span)));
}

function markSentence(
  text: string,
  { span, mentions }: ReadSentence,
  entityIds: ReadonlyMap<string, string>,
): MarkedSentence {
  const relative = ({ start, end }: Span) => ({ start: start - span.start, end: end - span.start });
  return {
    text: text.slice(span.start, span.end),
    mentions: mentions.map((mention) => ({
      span: relative(mention.span),
      type: mention.type,
      entityId: entityIds.get(mention.id) ?? mention.id,
      ...(mention.fragments && { fragments: mention.fragments.map(relative) }),
    })),
  };
}

function nearestFirst(sentences: readonly Span[], startAt: number | undefined): number[] {
  const order = sentences.map((_, index) => index);
  if (startAt === undefined) return order;
  const distances = sentences.map(({ start, end }) => Math.max(start - startAt, startAt - end, 0));
  return order.sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0));
}

function replaceThresholds(
  thresholds: AttitudesManifest['thresholds'],
  threshold: number | undefined,
): AttitudesManifest['thresholds'] {
  if (threshold === undefined) return thresholds;
  const { calibration } = thresholds.opinion;
  const leastScore = (label: 'positive' | 'negative') =>
    calibration ? scoreAt(calibration[label], threshold) : threshold;
  return {
    attitude: { positive: threshold, negative: threshold },
    opinion: { ...thresholds.opinion, positive: leastScore('positive'), negative: leastScore('negative') },
  };
}
