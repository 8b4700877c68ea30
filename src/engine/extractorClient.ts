import { EngineProcess, ProcessEndedError, type ProgressCallback } from './engineProcess.ts';
import { EngineError } from './errors.ts';
import type { ExtractionAnswer, ExtractionRequest, Extractor } from './extractionRequest.ts';

/** How to run the engine. */
export interface ExtractorOptions {
  /** The bundled `host.ts`, `dist/engineHost.js`. */
  readonly hostPath: string;
  /** Child processes at most; each holds the models it uses. 1 by default. */
  readonly workers?: number;
  /** Told what the child processes write to their error output, and what they fail of. Never holds document text. */
  readonly log?: (message: string) => void;
}

/**
 * Runs extractions in child processes, which are started when first needed.
 * Requests wait in the order given while all processes are busy. A process that dies is started again and its request
 * is tried once more.
 */
export function createExtractor(options: ExtractorOptions): Extractor {
  return new ProcessPool(options);
}

interface Job {
  readonly request: ExtractionRequest;
  readonly controller: AbortController;
  readonly onProgress: ProgressCallback;
  readonly resolve: (answer: ExtractionAnswer) => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
}

interface Worker {
  process: EngineProcess | undefined;
  isBusy: boolean;
}

class ProcessPool implements Extractor {
  private readonly workers: readonly Worker[];
  private readonly hostPath: string;
  private readonly log: (message: string) => void;
  private readonly queue: Job[] = [];
  private readonly unfinished = new Set<Job>();
  private isDisposed = false;

  constructor({ hostPath, workers = 1, log = () => undefined }: ExtractorOptions) {
    this.workers = Array.from({ length: workers }, () => ({ process: undefined, isBusy: false }));
    this.hostPath = hostPath;
    this.log = log;
  }

  async extract(
    request: ExtractionRequest,
    signal: AbortSignal,
    onProgress: ProgressCallback = () => undefined,
  ): Promise<ExtractionAnswer> {
    signal.throwIfAborted();
    if (this.isDisposed) throw new EngineError('The engine was shut down.');
    if (request.key !== undefined) this.abortJobsOf(request.key);
    const controller = new AbortController();
    const abort = () => controller.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise<ExtractionAnswer>((resolve, reject) => {
        const job: Job = {
          request,
          controller,
          resolve,
          reject,
          attempts: 0,
          // Nothing is heard of a request after it was cancelled.
          onProgress: (...progress) => {
            if (!controller.signal.aborted) onProgress(...progress);
          },
        };
        controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
        this.unfinished.add(job);
        this.queue.push(job);
        this.assign();
      });
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  dispose(): void {
    this.isDisposed = true;
    this.queue.length = 0;
    for (const job of this.unfinished) job.reject(new EngineError('The engine was shut down.'));
    this.unfinished.clear();
    for (const worker of this.workers) worker.process?.kill();
  }

  private abortJobsOf(key: string): void {
    for (const job of this.unfinished) {
      if (job.request.key === key)
        job.controller.abort(new DOMException('A newer request took its place.', 'AbortError'));
    }
  }

  private assign(): void {
    // Workers with a process come first: it has its models in memory.
    const idle = this.workers
      .filter((worker) => !worker.isBusy)
      .sort((a, b) => Number(b.process?.isAlive ?? false) - Number(a.process?.isAlive ?? false));
    for (const worker of idle) {
      const job = this.nextJob();
      if (job === undefined) return;
      worker.isBusy = true;
      void this.serve(job, worker);
    }
  }

  private nextJob(): Job | undefined {
    for (let job = this.queue.shift(); job !== undefined; job = this.queue.shift()) {
      if (!job.controller.signal.aborted) return job;
      this.unfinished.delete(job);
    }
    return undefined;
  }

  /** Never rejects: what goes wrong is the job's. */
  private async serve(job: Job, worker: Worker): Promise<void> {
    if (!worker.process?.isAlive) worker.process = new EngineProcess(this.hostPath, this.log);
    job.attempts += 1;
    try {
      job.resolve(await worker.process.run(job.request, job.controller.signal, job.onProgress));
      this.unfinished.delete(job);
    } catch (error) {
      this.handleFailure(job, error);
    }
    worker.isBusy = false;
    if (!this.isDisposed) this.assign();
  }

  private handleFailure(job: Job, error: unknown): void {
    const mayRetry =
      error instanceof ProcessEndedError &&
      job.attempts === 1 &&
      !this.isDisposed &&
      !job.controller.signal.aborted;
    if (mayRetry) {
      this.log(`${error.message} Trying once more.`);
      this.queue.unshift(job);
      return;
    }
    this.unfinished.delete(job);
    job.reject(
      error instanceof ProcessEndedError
        ? new EngineError(`${error.message} It was tried twice.`, { cause: error })
        : error,
    );
  }
}
