import type { Extraction } from '../core/annotations.ts';
import { splitExtraction } from './extractionParts.ts';
import type { ExtractionProgress } from './extractionRequest.ts';
import type { FromHost } from './hostMessages.ts';

/** Sends a message and resolves when it has left the process. */
export type Send = (message: FromHost) => Promise<void>;

const progressEveryMs = 50;
const firstPartialMs = 60;
const partialEveryMs = 150;
/** Partial answers may take this share of the time. */
const partialShare = 0.05;

/** Sends progress and partial answers, but not so often that they would cost more than they tell. */
export class ProgressReporter {
  private nextProgress = 0;
  private nextPartial = performance.now() + firstPartialMs;
  private sending: Promise<void> | undefined;

  constructor(
    private readonly requestId: number,
    private readonly send: Send,
  ) {}

  report(progress: ExtractionProgress, partial: () => Extraction): void {
    // A client that is behind with reading gets no more to read.
    if (this.sending !== undefined) return;
    const now = performance.now();
    if (now >= this.nextPartial) this.track(this.sendPartial(progress, partial(), now));
    else if (now >= this.nextProgress)
      this.track(this.send({ type: 'progress', requestId: this.requestId, progress }));
    else return;
    this.nextProgress = now + progressEveryMs;
  }

  /** Resolves when nothing is on its way: the parts of two extractions must not mix. */
  async idle(): Promise<void> {
    await this.sending;
  }

  private async sendPartial(
    progress: ExtractionProgress,
    extraction: Extraction,
    begin: number,
  ): Promise<void> {
    const { requestId } = this;
    for (const part of splitExtraction(extraction)) await this.send({ type: 'part', requestId, part });
    await this.send({ type: 'partial', requestId, progress });
    const now = performance.now();
    this.nextPartial = now + Math.max(partialEveryMs, (now - begin) / partialShare);
  }

  private track(sent: Promise<void>): void {
    this.sending = sent.finally(() => {
      this.sending = undefined;
    });
  }
}
