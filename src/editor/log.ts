import type { LogOutputChannel } from 'vscode';

/** Where the extension writes what it does; document text does not go there. */
export type Log = Pick<LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'show'>;
