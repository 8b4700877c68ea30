// What unit tests of the editor folder need of VS Code: plain values and files, no editor. The rest is tested inside
// VS Code.
import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';

/** The language of the editor; a test may change it. */
export const env = { language: 'en' };

/** Russian texts, for tests that set `env.language` to `ru`. */
export const translations = new Map<string, string>();

type Message = {
  readonly message: string;
  readonly args?: readonly unknown[];
  readonly comment?: readonly string[];
};

export const l10n = {
  t(message: string | Message, ...args: readonly unknown[]): string {
    if (typeof message === 'string') return fill(message, message, args);
    const key = message.comment ? `${message.message}/${message.comment.join('')}` : message.message;
    return fill(key, message.message, message.args ?? []);
  },
};

function fill(key: string, message: string, args: readonly unknown[]): string {
  const text = (env.language === 'ru' ? translations.get(key) : undefined) ?? message;
  return text.replace(/\{(\d+)\}/gu, (whole, index) => String(args[Number(index)] ?? whole));
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class CancellationError extends Error {}

export class FileSystemError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

export const QuickPickItemKind = { Separator: -1 };

export const OverviewRulerLane = { Left: 1, Center: 2, Right: 4, Full: 7 };
export const DecorationRangeBehavior = { ClosedClosed: 1 };

/** An address; of the ways to make and compare one only those that the sources use. */
export class Uri {
  readonly authority = '';
  readonly fragment = '';
  constructor(
    readonly scheme: string,
    readonly path: string,
    readonly query = '',
  ) {}

  static file(path: string): Uri {
    return new Uri('file', path);
  }

  static parse(address: string): Uri {
    const [, scheme = '', path = ''] = /^([a-z]+):(?:\/\/)?(.*)$/u.exec(address) ?? [];
    return new Uri(scheme, decodeURIComponent(path));
  }

  static joinPath(uri: Uri, ...parts: readonly string[]): Uri {
    return new Uri(uri.scheme, posix.join(uri.path, ...parts), uri.query);
  }

  get fsPath(): string {
    return this.path;
  }

  with(change: { readonly path?: string }): Uri {
    return new Uri(this.scheme, change.path ?? this.path, this.query);
  }

  toString(): string {
    return `${this.scheme}://${encodeURI(this.path)}`;
  }
}

/** Rejects as VS Code's file system does. */
async function withCode<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: NodeJS.ErrnoException) => {
    const code = { ENOENT: 'FileNotFound', EACCES: 'NoPermissions', EROFS: 'NoPermissions' }[
      error.code ?? ''
    ];
    throw new FileSystemError(`${error.message}`, code ?? 'Unknown');
  });
}

export enum FileType {
  File = 1,
  Directory = 2,
  SymbolicLink = 64,
}

function fileTypeOf(entry: Dirent): FileType {
  if (entry.isDirectory()) return FileType.Directory;
  return entry.isSymbolicLink() ? FileType.SymbolicLink | FileType.Directory : FileType.File;
}

export enum EndOfLine {
  LF = 1,
  CRLF = 2,
}

export const workspace = {
  getConfiguration: () => ({ get: () => undefined }),
  getWorkspaceFolder: () => undefined,
  textDocuments: [] as const,
  /** The files of the machine that the test runs on. */
  fs: {
    readFile: async (uri: Uri) => new Uint8Array(await withCode(readFile(uri.fsPath))),
    writeFile: (uri: Uri, bytes: Uint8Array) => withCode(writeFile(uri.fsPath, bytes)),
    rename: (from: Uri, to: Uri) => withCode(rename(from.fsPath, to.fsPath)),
    delete: (uri: Uri) => withCode(rm(uri.fsPath)),
    stat: async (uri: Uri) => {
      const found = await withCode(stat(uri.fsPath));
      return { type: found.isDirectory() ? FileType.Directory : FileType.File, mtime: found.mtimeMs };
    },
    createDirectory: (uri: Uri) => withCode(mkdir(uri.fsPath, { recursive: true })),
    readDirectory: async (uri: Uri) =>
      (await withCode(readdir(uri.fsPath, { withFileTypes: true }))).map(
        (entry) => [entry.name, fileTypeOf(entry)] as const,
      ),
    isWritableFileSystem: () => true,
  },
};

export class Disposable {
  static from(...parts: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const part of parts) part.dispose();
    });
  }
  constructor(readonly dispose: () => void) {}
}

export const commands = {
  /** Handlers by command, as they were registered. */
  registered: new Map<string, (...args: unknown[]) => unknown>(),
  registerCommand(id: string, handler: (...args: unknown[]) => unknown): Disposable {
    this.registered.set(id, handler);
    return new Disposable(() => this.registered.delete(id));
  },
  /** What VS Code's own commands do; a test may change it. */
  executeCommand: async (_id: string, ..._args: readonly unknown[]): Promise<unknown> => undefined,
};

export const ProgressLocation = { Notification: 15 };

/** What a test wants to happen in a window it puts here itself. */
export const window = {
  createQuickPick(): unknown {
    throw new Error('No test has given a quick pick.');
  },
  tabGroups: {
    all: [] as const,
    onDidChangeTabs: (_listener: (change: { opened: readonly unknown[] }) => void) =>
      new Disposable(() => undefined),
  },
  /** What messages said, in order. */
  messages: [] as string[],
  /** The button that a person presses on the next messages, where they have it; a test may change it. */
  pressed: undefined as string | undefined,
  async showWarningMessage(message: string, ...rest: readonly unknown[]): Promise<string | undefined> {
    window.messages.push(message);
    return rest.includes(window.pressed) ? window.pressed : undefined;
  },
  showInformationMessage: (message: string, ...rest: readonly unknown[]): Promise<string | undefined> =>
    window.showWarningMessage(message, ...rest),
  /** Runs the work at once; `onProgress` sees what it reports and may cancel it. */
  onProgress: (_: { readonly message?: string }, _cancel: () => void): void => undefined,
  async withProgress<Result>(
    _options: unknown,
    work: (
      progress: { report(value: { readonly message?: string }): void },
      token: { onCancellationRequested(listener: () => void): void },
    ) => Promise<Result>,
  ): Promise<Result> {
    const listeners: (() => void)[] = [];
    const cancel = () => {
      for (const listener of listeners) listener();
    };
    return work(
      { report: (value) => window.onProgress(value, cancel) },
      { onCancellationRequested: (listener) => listeners.push(listener) },
    );
  },
};
