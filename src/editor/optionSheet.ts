import { Disposable, l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';

/** One thing to choose: a line of the sheet that shows the value chosen and changes it when it is picked. */
export interface SheetOption<Wish> {
  readonly label: string;
  /** The value chosen, as the line shows it. */
  readonly shown: (wish: Wish) => string;
  readonly next: (wish: Wish) => Partial<Wish>;
  /** The value that a person has typed, to be taken when the line is picked; absent where nothing can be typed. */
  readonly typed?: (text: string) => Partial<Wish> | undefined;
  /** Whether the line is shown at all. */
  readonly applies?: (wish: Wish) => boolean;
}

/** An option of several values, which follow each other in the order given. */
export function choiceOf<Wish, Key extends keyof Wish>(
  key: Key,
  label: string,
  values: readonly (readonly [Wish[Key], string])[],
  applies?: (wish: Wish) => boolean,
): SheetOption<Wish> {
  const indexOf = (wish: Wish) => values.findIndex(([value]) => value === wish[key]);
  return {
    label,
    shown: (wish) => values[indexOf(wish)]?.[1] ?? '',
    next: (wish) => {
      const [value = wish[key]] = values[(indexOf(wish) + 1) % values.length] ?? [];
      // A computed key widens to any string.
      return { [key]: value } as unknown as Partial<Wish>;
    },
    ...(applies && { applies }),
  };
}

export interface SheetContent<Wish> {
  readonly title: string;
  /** The first line, which ends the choice; `detail` comes from `describe`. */
  readonly action: (wish: Wish) => { readonly label: string; readonly description?: string };
  /** What the wish will give. Asked again after every change; late answers are not shown. */
  readonly describe: (wish: Wish, signal: AbortSignal) => Promise<string>;
  readonly options: readonly SheetOption<Wish>[];
}

interface Line<Wish> extends QuickPickItem {
  /** Absent for the action. */
  readonly option?: SheetOption<Wish>;
}

/**
 * A quick pick of options: Enter on the first line does it, on another line changes its value. `undefined` when the user
 * would rather not.
 */
export function chooseOptions<Wish extends object>(
  content: SheetContent<Wish>,
  initial: Wish,
): Promise<Wish | undefined> {
  const pick = window.createQuickPick<Line<Wish>>();
  pick.title = content.title;
  pick.placeholder = l10n.t('Enter on the first line goes ahead, on another one changes it');
  // The lines belong together; what is typed finds a line but must not reorder them.
  pick.matchOnDescription = true;
  let wish = initial;
  let detail = '';
  let controller = new AbortController();

  const show = (chosen?: SheetOption<Wish>) => {
    const lines = linesOf(content, wish, { detail, typed: pick.value });
    pick.items = lines;
    const active = lines.find((line) => line.option !== undefined && line.option === chosen);
    if (active) pick.activeItems = [active];
  };
  const describe = () => {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    pick.busy = true;
    detail = l10n.t('Counting…');
    content.describe(wish, signal).then(
      (text) => {
        if (signal.aborted) return;
        pick.busy = false;
        detail = text;
        show(pick.activeItems[0]?.option);
      },
      (error: unknown) => {
        if (signal.aborted) return;
        pick.busy = false;
        detail = error instanceof Error ? error.message : String(error);
        show(pick.activeItems[0]?.option);
      },
    );
  };

  return new Promise<Wish | undefined>((resolve) => {
    const subscriptions = Disposable.from(
      pick.onDidAccept(() => {
        const [active] = pick.activeItems;
        if (active === undefined) return;
        const { option } = active;
        if (option === undefined) {
          resolve(wish);
          pick.hide();
          return;
        }
        wish = { ...wish, ...(option.typed?.(pick.value) ?? option.next(wish)) };
        pick.value = '';
        describe();
        show(option);
      }),
      pick.onDidChangeValue((text) => {
        const meant = content.options.find(({ typed }) => typed?.(text) !== undefined);
        show(meant ?? pick.activeItems[0]?.option);
      }),
      pick.onDidHide(() => {
        // After an acceptance it is settled already.
        resolve(undefined);
        controller.abort();
        subscriptions.dispose();
        pick.dispose();
      }),
    );
    describe();
    show();
    pick.show();
  });
}

function linesOf<Wish>(
  content: SheetContent<Wish>,
  wish: Wish,
  { detail, typed }: { readonly detail: string; readonly typed: string },
): Line<Wish>[] {
  const { label, description } = content.action(wish);
  return [
    { label, detail, alwaysShow: true, ...(description !== undefined && { description }) },
    { label: l10n.t('Options'), kind: QuickPickItemKind.Separator },
    ...content.options
      .filter(({ applies }) => applies?.(wish) ?? true)
      .map((option) => {
        // What is typed finds the line that it would change, and is shown there.
        const description = option.shown({ ...wish, ...option.typed?.(typed) });
        return { label: option.label, description, option };
      }),
  ];
}
