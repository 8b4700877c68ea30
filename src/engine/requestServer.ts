import { ModelLoadError } from './errors.ts';
import { extractAttitudes } from './extraction.ts';
import { splitExtraction } from './extractionParts.ts';
import { type ExtractionRequest, needsRecogniser } from './extractionRequest.ts';
import type { Failure, ToHost } from './hostMessages.ts';
import { ModelAnswers } from './modelAnswers.ts';
import { ModelStore } from './modelStore.ts';
import { ProgressReporter, type Send } from './progressReporter.ts';
import { RequestIntake } from './requestIntake.ts';

/** Serves requests in the child process, one at a time. */
export class RequestServer {
  private readonly models = new ModelStore();
  private readonly answers = new ModelAnswers();
  private readonly intakes = new Map<number, RequestIntake>();
  private readonly running = new Map<number, AbortController>();

  constructor(private readonly send: Send) {}

  /** Never rejects: what goes wrong with a request is sent as its answer. */
  async receive(message: ToHost): Promise<void> {
    const { requestId } = message;
    switch (message.type) {
      case 'request':
        this.intakes.set(requestId, new RequestIntake(message.head));
        return;
      case 'text':
      case 'mentions':
      case 'synonyms':
        this.intakes.get(requestId)?.add(message);
        return;
      case 'start':
        return this.start(requestId);
      case 'cancel':
        if (this.intakes.delete(requestId)) return this.send({ type: 'cancelled', requestId });
        this.running.get(requestId)?.abort();
        return;
    }
  }

  private async start(requestId: number): Promise<void> {
    const intake = this.intakes.get(requestId);
    if (intake === undefined) return;
    this.intakes.delete(requestId);
    const controller = new AbortController();
    this.running.set(requestId, controller);
    try {
      await this.serve(requestId, intake.finish(), controller.signal);
    } catch (error) {
      if (controller.signal.aborted) await this.send({ type: 'cancelled', requestId });
      else await this.send({ type: 'failed', requestId, failure: describeFailure(error) });
    } finally {
      this.running.delete(requestId);
    }
  }

  private async serve(requestId: number, request: ExtractionRequest, signal: AbortSignal): Promise<void> {
    const begin = performance.now();
    const models = await this.models.open(request.folders, needsRecogniser(request));
    const loaded = performance.now();
    signal.throwIfAborted();
    const reporter = new ProgressReporter(requestId, this.send);
    const { extraction, cachedSentences } = await extractAttitudes(
      request,
      models,
      this.answers,
      signal,
      (progress, partial) => reporter.report(progress, partial),
    );
    await reporter.idle();
    for (const part of splitExtraction(extraction)) {
      await this.send({ type: 'part', requestId, part });
      signal.throwIfAborted();
    }
    await this.send({
      type: 'answer',
      requestId,
      models: { entities: models.entities?.id, attitudes: models.attitudes.id },
      timings: {
        loadMs: loaded - begin,
        totalMs: performance.now() - begin,
        cachedSentences,
        peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
      },
    });
  }
}

function describeFailure(error: unknown): Failure {
  if (error instanceof ModelLoadError) return { kind: 'model', reason: error.reason, message: error.message };
  if (error instanceof Error) return { kind: 'engine', message: error.message, stack: error.stack ?? '' };
  return { kind: 'engine', message: String(error), stack: '' };
}
