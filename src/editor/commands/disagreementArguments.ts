import * as v from 'valibot';
import { l10n } from 'vscode';
import { type Comparison, type FoundDisagreement, keyOf } from '../comparison/comparison.ts';
import type { Comparisons } from '../comparison/comparisons.ts';
import { UserError } from '../userError.ts';

/** Links and list items name a disagreement by its document and row. */
const keyArguments = v.tuple([v.string(), v.string()]);

/** Menus of the list give its item. */
const nodeArgument = v.object({
  type: v.literal('disagreement'),
  found: v.custom<FoundDisagreement>((value) => typeof value === 'object' && value !== null),
});

/** A disagreement that a command is about, and whether it is the one that is looked at. */
export interface MeantDisagreement {
  readonly comparison: Comparison;
  readonly found: FoundDisagreement;
  /** Whether no other was named: the person goes through them and wants to go on. */
  readonly isCurrent: boolean;
}

/**
 * The disagreement that a command is meant for: the one it was given, else the one that is looked at.
 * @throws UserError where there is none, or not any more
 */
export async function meantDisagreement(
  comparisons: Comparisons,
  args: readonly unknown[],
): Promise<MeantDisagreement> {
  const comparison = await comparisons.get();
  if (!comparison) throw new UserError(l10n.t('Compare annotations first.'));
  const key = keyIn(args);
  const found = key ? comparison.find(key) : comparison.current;
  if (found) return { comparison, found, isCurrent: key === undefined };
  throw new UserError(
    key
      ? l10n.t('This disagreement is not there any more: the files were changed.')
      : l10n.t('Go to a disagreement first.'),
  );
}

function keyIn(args: readonly unknown[]) {
  const key = v.safeParse(keyArguments, args.slice(0, 2));
  if (key.success) return { documentId: key.output[0], row: key.output[1] };
  const node = v.safeParse(nodeArgument, args[0]);
  return node.success ? keyOf(node.output.found) : undefined;
}
