import { childProcesses } from '../../support/childProcesses.ts';

/** Process ids of the engine's child processes that this extension host started. */
export function engineProcesses(): Promise<readonly number[]> {
  return childProcesses(process.pid, 'engineHost.js');
}
