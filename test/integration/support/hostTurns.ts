import { performance } from 'node:perf_hooks';

/** How the thread that all extensions share fared while something was done, in milliseconds. */
export interface HostTurns {
  readonly tookMs: number;
  /** The longest that nobody else got a turn. */
  readonly longestMs: number;
  /** The most processor time that one turn took: what other programs do on the machine does not lengthen it. */
  readonly longestCpuMs: number;
  /** Whether processor time is that of the whole process, whose other threads collect garbage beside the turn. */
  readonly countsProcess: boolean;
  /** Processor time of all turns. */
  readonly cpuMs: number;
}

/** Watches the turns of the extension host while `run` does its work. */
export async function watchTurns(run: () => unknown): Promise<HostTurns> {
  let [longestMs, longestCpuMs] = [0, 0];
  const began = { at: performance.now(), cpu: cpuMs() };
  let last = began;
  const look = () => {
    const now = { at: performance.now(), cpu: cpuMs() };
    longestMs = Math.max(longestMs, now.at - last.at);
    longestCpuMs = Math.max(longestCpuMs, now.cpu - last.cpu);
    last = now;
  };
  const timer = setInterval(look, 1);
  try {
    await run();
  } finally {
    clearInterval(timer);
  }
  look();
  const countsProcess = !('threadCpuUsage' in process);
  return { tookMs: last.at - began.at, longestMs, longestCpuMs, countsProcess, cpuMs: last.cpu - began.cpu };
}

/** Of this thread, where Node tells that; else of the process, which collects garbage beside it. */
function cpuMs(): number {
  const { threadCpuUsage } = process as { threadCpuUsage?: typeof process.cpuUsage };
  const { user, system } = threadCpuUsage?.call(process) ?? process.cpuUsage();
  return (user + system) / 1000;
}
