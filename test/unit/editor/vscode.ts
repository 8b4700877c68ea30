// What unit tests of the editor folder need of VS Code: plain values, no editor. The rest is tested inside VS Code.

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

export const OverviewRulerLane = { Left: 1, Center: 2, Right: 4, Full: 7 };
export const DecorationRangeBehavior = { ClosedClosed: 1 };

export const workspace = {
  getConfiguration: () => ({ get: () => undefined }),
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
};
