import type { Log } from '../../../src/editor/log.ts';

/** A log for tests that read none. */
export const silentLog: Log = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  show: () => undefined,
};
