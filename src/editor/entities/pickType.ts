import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { typeName } from '../../core/formats/bratAdd.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { entityTypeName } from '../words.ts';
import { declaredTypes, listTypes } from './entityTypes.ts';
import { typeIcon } from './typeIcon.ts';

interface TypeItem extends QuickPickItem {
  /** Absent for the item that asks for a name. */
  readonly entityType?: string;
}

/** Asks for a type of entity; `undefined` when the person would rather not. */
export async function pickType(
  { uri, extraction }: DocumentAnnotations,
  placeHolder: string,
  current?: string,
): Promise<string | undefined> {
  const { declared, own, used } = listTypes(
    await declaredTypes(uri),
    extraction.mentions.map(({ type }) => type),
  );
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ['annotation.conf', declared],
    [l10n.t('Known to the models'), own],
    [l10n.t('Used in this text'), used],
  ];
  const items = groups.flatMap(([heading, types]): TypeItem[] =>
    types.length === 0
      ? []
      : [
          { label: heading, kind: QuickPickItemKind.Separator },
          ...types.map((type) => itemOf(type, type === current)),
        ],
  );
  const other: TypeItem = { label: `$(edit) ${l10n.t('Another type…')}` };
  const chosen = await window.showQuickPick(
    [...items, { label: '', kind: QuickPickItemKind.Separator }, other],
    { placeHolder, matchOnDescription: true },
  );
  return chosen && (chosen.entityType ?? askForType());
}

function itemOf(type: string, isCurrent: boolean): TypeItem {
  const name = entityTypeName(type);
  const description = [...(name === type ? [] : [type]), ...(isCurrent ? [l10n.t('as now')] : [])].join(
    ' · ',
  );
  return { label: `$(${typeIcon(type)}) ${name}`, description, entityType: type };
}

function askForType(): Thenable<string | undefined> {
  return window
    .showInputBox({
      prompt: l10n.t('Name of the type, as it shall stand in the .ann file'),
      validateInput: (value) =>
        value === '' || typeName(value) === value
          ? undefined
          : l10n.t('brat reads no blanks, colons and semicolons in a type.'),
    })
    .then((value) => value || undefined);
}
