import { type ChildProcess, fork } from 'node:child_process';
import * as v from 'valibot';
import type { Extraction } from '../core/annotations.ts';
import { EngineError, ModelLoadError } from './errors.ts';
import { ExtractionCollector } from './extractionParts.ts';
import type { ExtractionAnswer, ExtractionProgress, ExtractionRequest } from './extractionRequest.ts';
import { type FromHost, fromHost, type ToHost } from './hostMessages.ts';
import { requestMessages } from './requestIntake.ts';

export type ProgressCallback = (progress: ExtractionProgress, partial: Extraction | undefined) => void;

/** The child process ended while it had something to do; the request may be tried again in a new one. */
export class ProcessEndedError extends Error {
  override readonly name = 'ProcessEndedError';
}

/**
 * How long a cancelled request may go on, unnoticed by whoever cancelled it. A row takes some tens of milliseconds,
 * so this is only reached where the process is busy with something that cannot be interrupted; starting it again
 * costs about as much.
 */
const cancelGraceMs = 500;

interface RunningRequest {
  readonly requestId: number;
  readonly collector: ExtractionCollector;
  readonly onProgress: ProgressCallback;
  readonly resolve: (answer: ExtractionAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** One child process; it serves one request at a time. */
export class EngineProcess {
  private readonly child: ChildProcess;
  private running: RunningRequest | undefined;
  private lastRequestId = 0;
  private endMessage: string | undefined;
  private stderrTail = '';

  /** @param hostPath the bundled `host.ts`. */
  constructor(
    hostPath: string,
    private readonly log: (message: string) => void,
  ) {
    this.child = fork(hostPath, [], {
      env: childEnvironment(process.env),
      // Flags of the parent, such as --inspect, are not meant for the child.
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.keepStderr(text));
    this.child.on('message', (message) => this.receive(message));
    this.child.on('error', (error) => this.end(`The engine process failed: ${error.message}`));
    this.child.on('exit', (code, signal) => this.end(this.describeExit(code, signal)));
  }

  /** Whether it can take requests. */
  get isAlive(): boolean {
    return this.endMessage === undefined;
  }

  /**
   * Serves a request; there must be no other one under way.
   * @throws `signal.reason`, but only once the process is free again or has ended; ProcessEndedError; ModelLoadError;
   * EngineError.
   */
  async run(
    request: ExtractionRequest,
    signal: AbortSignal,
    onProgress: ProgressCallback,
  ): Promise<ExtractionAnswer> {
    this.lastRequestId += 1;
    const requestId = this.lastRequestId;
    let graceTimer: NodeJS.Timeout | undefined;
    const cancel = () => {
      void this.send({ type: 'cancel', requestId });
      graceTimer = setTimeout(() => this.kill(), cancelGraceMs);
    };
    try {
      return await new Promise<ExtractionAnswer>((resolve, reject) => {
        this.running = { requestId, collector: new ExtractionCollector(), onProgress, resolve, reject };
        if (this.endMessage !== undefined) reject(new ProcessEndedError(this.endMessage));
        signal.addEventListener('abort', cancel, { once: true });
        this.sendRequest(requestId, request, signal).catch(reject);
      });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(graceTimer);
      signal.removeEventListener('abort', cancel);
      this.running = undefined;
    }
  }

  /** Ends the process at once. */
  kill(): void {
    this.child.kill('SIGKILL');
    this.end('The engine process was stopped.');
  }

  private async sendRequest(
    requestId: number,
    request: ExtractionRequest,
    signal: AbortSignal,
  ): Promise<void> {
    for (const message of requestMessages(requestId, request)) {
      if (signal.aborted || !this.isAlive) return;
      await this.send(message);
    }
  }

  /** Resolves when the message has left; a failure shows in the events of the process. */
  private send(message: ToHost): Promise<void> {
    return new Promise((resolve) => {
      if (this.child.connected) this.child.send(message, () => resolve());
      else resolve();
    });
  }

  private receive(content: unknown): void {
    const parsed = v.safeParse(fromHost, content);
    if (!parsed.success) {
      this.log(`The engine process sent a message that is not understood: ${parsed.issues[0].message}`);
      this.kill();
      return;
    }
    const message = parsed.output;
    const { running } = this;
    if (running?.requestId === message.requestId) this.handle(message, running);
  }

  private handle(message: FromHost, running: RunningRequest): void {
    switch (message.type) {
      case 'progress':
        running.onProgress(message.progress, undefined);
        break;
      case 'part':
        running.collector.add(message.part);
        break;
      case 'partial':
        running.onProgress(message.progress, running.collector.take());
        break;
      case 'answer': {
        const { models, timings } = message;
        running.resolve({ extraction: running.collector.take(), models, timings });
        break;
      }
      case 'failed':
        running.reject(this.errorOf(message.failure));
        break;
      case 'cancelled':
        running.reject(new EngineError('The engine process cancelled a request by itself.'));
        break;
    }
  }

  private errorOf(failure: Extract<FromHost, { type: 'failed' }>['failure']): Error {
    if (failure.kind === 'model') return new ModelLoadError(failure.reason, failure.message);
    this.log(`The engine process failed: ${failure.stack || failure.message}`);
    return new EngineError(failure.message);
  }

  private end(message: string): void {
    if (this.endMessage !== undefined) return;
    this.endMessage = message;
    this.running?.reject(new ProcessEndedError(message));
  }

  private keepStderr(text: string): void {
    this.stderrTail = (this.stderrTail + text).slice(-4000);
    for (const line of text.split('\n')) if (line.trim() !== '') this.log(`engine: ${line}`);
  }

  private describeExit(code: number | null, signal: NodeJS.Signals | null): string {
    if (/out of memory|bad_alloc/i.test(this.stderrTail)) return 'The engine process ran out of memory.';
    if (signal === 'SIGKILL')
      return 'The engine process was killed from outside, as systems do when memory runs short.';
    return `The engine process ended unexpectedly (${signal ?? `code ${code}`}).`;
  }
}

/** The environment of the child: no debugger or flags of the parent; Electron behaves as plain Node. */
function childEnvironment(parent: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NODE_OPTIONS, VSCODE_INSPECTOR_OPTIONS, ...environment } = parent;
  return { ...environment, ELECTRON_RUN_AS_NODE: '1' };
}
