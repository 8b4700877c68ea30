import { readFileSync } from 'node:fs';
import { type PerformanceEntry, PerformanceObserver, performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/** How the thread that all extensions share fared while something was done, in milliseconds. */
export interface HostTurns {
  readonly tookMs: number;
  /** The longest that nobody else got a turn. */
  readonly longestMs: number;
  /**
   * The most processor time that one turn took, collecting garbage left out: what other programs do on the machine does
   * not lengthen it.
   */
  readonly longestCpuMs: number;
  /** The most of all other turns: one may be lengthened by what the engine does now and then, such as compiling. */
  readonly nextLongestCpuMs: number;
  /** The longest that garbage was collected: of all extensions, when it suits the engine. */
  readonly longestCollectionMs: number;
  /** Processor time of all turns. */
  readonly cpuMs: number;
}

/** Watches the turns of the extension host while `run` does its work. */
export async function watchTurns(run: () => unknown): Promise<HostTurns> {
  const turns: { readonly start: number; readonly end: number; readonly cpuMs: number }[] = [];
  const collections: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => collections.push(...list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  const began = { at: performance.now(), cpu: cpuMs() };
  let last = began;
  const look = () => {
    const now = { at: performance.now(), cpu: cpuMs() };
    turns.push({ start: last.at, end: now.at, cpuMs: now.cpu - last.cpu });
    last = now;
  };
  const timer = setInterval(look, 1);
  try {
    await run();
  } finally {
    clearInterval(timer);
  }
  look();
  // What was collected is told a little later.
  await setTimeout(1);
  observer.disconnect();
  const collectedMs = (start: number, end: number) =>
    collections
      .filter(({ startTime }) => start <= startTime && startTime < end)
      .reduce((sum, { duration }) => sum + duration, 0);
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
  const [longestCpuMs = 0, nextLongestCpuMs = 0] = turns
    .map((turn) => turn.cpuMs - Math.min(turn.cpuMs, collectedMs(turn.start, turn.end)))
    .sort((a, b) => b - a);
  return {
    tookMs: last.at - began.at,
    longestMs: most(turns.map(({ start, end }) => end - start)),
    longestCpuMs,
    nextLongestCpuMs,
    longestCollectionMs: most(collections.map(({ duration }) => duration)),
    cpuMs: last.cpu - began.cpu,
  };
}

/** Waits until nobody has taken a long turn for a second: VS Code's own extensions start one after the other. */
export async function hostAtRest(): Promise<void> {
  for (;;) {
    const { longestCpuMs } = await watchTurns(() => setTimeout(1000));
    if (longestCpuMs < 10) return;
  }
}

/**
 * Processor time of this thread, the first of its process. Node tells it since version 24 only, and before that the
 * time of all threads, which collect garbage beside it; so the system is asked. Tests run on Linux.
 */
function cpuMs(): number {
  const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}
