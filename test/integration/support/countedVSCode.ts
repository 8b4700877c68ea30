import * as vscode from 'vscode';

/** What was made through `counted` and not disposed of yet, by what made it. */
export const live = new Set<string>();

/** Ids that exist once only get this before them, so that a second copy of the extension can register its own. */
export const copyPrefix = 'copy.';

let serial = 0;

/** Hands out `made` so that its disposal is noticed. */
function follow<T extends object>(maker: string, made: T): T {
  if (!('dispose' in made) || typeof made.dispose !== 'function') return made;
  const name = `${maker} #${serial++}`;
  live.add(name);
  const dispose = made.dispose;
  // Not a proxy of `made` itself: some of VS Code's objects are frozen, and a proxy must say the truth about those.
  return new Proxy(Object.create(Object.getPrototypeOf(made)), {
    get(_, key) {
      const value: unknown = Reflect.get(made, key, made);
      if (key === 'dispose') {
        return () => {
          live.delete(name);
          return Reflect.apply(dispose, made, []);
        };
      }
      // Methods of VS Code's objects reach for private parts, which a proxy does not have.
      return typeof value === 'function' ? value.bind(made) : value;
    },
    set: (_, key, value) => Reflect.set(made, key, value, made),
  });
}

// Two output channels of one name are one: disposing of the copy's would close that of the extension itself.
const uniqueIds =
  /^(createLanguageStatusItem|createOutputChannel|registerCommand|registerTextEditorCommand|registerWebviewPanelSerializer)$/;

/** A part of the API (`window`, `workspace`, …) whose events and makers are followed. */
function counting(name: string, part: object): object {
  return new Proxy(
    {},
    {
      get(_, key) {
        const value: unknown = Reflect.get(part, key);
        if (typeof value !== 'function' || !/^(on(Did|Will)|create|register)/.test(String(key))) return value;
        return (first: unknown, ...rest: readonly unknown[]) => {
          const id = uniqueIds.test(String(key)) ? `${copyPrefix}${first}` : first;
          const made: unknown = Reflect.apply(value, part, [id, ...rest]);
          return typeof made === 'object' && made !== null ? follow(`${name}.${String(key)}`, made) : made;
        };
      },
    },
  );
}

class CountedEventEmitter<T> extends vscode.EventEmitter<T> {
  readonly #name = `EventEmitter #${serial++}`;

  constructor() {
    super();
    live.add(this.#name);
  }

  override dispose(): void {
    live.delete(this.#name);
    super.dispose();
  }
}

const { commands, extensions, languages, window, workspace } = vscode;
const parts = { commands, extensions, languages, window, workspace };

/**
 * VS Code's API for a second copy of the extension, with a count of what it has not given back.
 * @public The bundler puts it where sources import `vscode`.
 */
export const counted: Readonly<Record<string, unknown>> = {
  ...vscode,
  ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, counting(name, part)])),
  EventEmitter: CountedEventEmitter,
};
