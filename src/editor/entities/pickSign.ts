import { Disposable, l10n, type QuickPickItem, window } from 'vscode';
import type { Label } from '../../core/annotations.ts';
import { readEntry } from '../../core/attitudeEntry.ts';
import { signs } from '../words.ts';

/** Asks for the sign of an attitude; its key chooses at once. */
export function pickSign(placeholder: string): Promise<Label | undefined> {
  const pick = window.createQuickPick<QuickPickItem & { readonly value: Label }>();
  const names: Readonly<Record<Label, string>> = {
    positive: l10n.t('positive'),
    negative: l10n.t('negative'),
    neutral: l10n.t('no attitude'),
  };
  pick.placeholder = placeholder;
  pick.items = (['positive', 'negative', 'neutral'] satisfies Label[]).map((value) => ({
    label: `${signs[value]} ${names[value]}`,
    value,
  }));
  let subscriptions: Disposable | undefined;
  return new Promise<Label | undefined>((resolve) => {
    subscriptions = Disposable.from(
      pick,
      pick.onDidChangeValue((typed) => {
        const { label } = readEntry(typed, []);
        if (label) resolve(label);
      }),
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        if (chosen) resolve(chosen.value);
      }),
      pick.onDidHide(() => resolve(undefined)),
    );
    pick.show();
  }).finally(() => subscriptions?.dispose());
}
