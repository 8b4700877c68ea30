import * as v from 'valibot';
import { l10n } from 'vscode';
import { type Comparison, type FoundDisagreement, keyOf } from '../comparison/comparison.ts';
import type { Comparisons } from '../comparison/comparisons.ts';
import { viewIds } from '../ids.ts';
import { meantItems } from '../meantItems.ts';
import { UserError } from '../userError.ts';

/** Links and list items name a disagreement by its document and row. */
const keyArguments = v.tuple([v.string(), v.string()]);

/** Menus of the list give its item. */
const nodeArgument = v.object({
  type: v.literal('disagreement'),
  found: v.custom<FoundDisagreement>((value) => typeof value === 'object' && value !== null),
});

/** What finding the disagreement that is meant needs. */
export interface DisagreementParts {
  readonly comparisons: Comparisons;
  /** The list whose focused item a key in it is meant for. */
  readonly list: {
    readonly selection: readonly unknown[];
    focus(found: FoundDisagreement): Promise<void>;
  };
}

/** A disagreement that a command is about, and how it came to it. */
export interface MeantDisagreement {
  readonly comparison: Comparison;
  readonly found: FoundDisagreement;
  /** Whether it was `named`, or the person goes through the text or the list and wants to go on there. */
  readonly from: 'text' | 'list' | 'named';
}

/**
 * The disagreement that a command is meant for: the one it was given, that with the focus in the list of that name,
 * else the one that is looked at.
 * @throws UserError where there is none, or not any more
 */
export async function meantDisagreement(
  { comparisons, list }: DisagreementParts,
  args: readonly unknown[],
): Promise<MeantDisagreement> {
  const comparison = await comparisons.get();
  if (!comparison) throw new UserError(l10n.t('Compare annotations first.'));
  const isInList = args[0] === viewIds.agreement;
  const key = keyIn(isInList ? await meantItems(list) : args);
  const found = key ? comparison.find(key) : isInList ? undefined : comparison.current;
  if (found) return { comparison, found, from: isInList ? 'list' : key ? 'named' : 'text' };
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
