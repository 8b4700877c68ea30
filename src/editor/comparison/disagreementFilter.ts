import type { Disagreement, DisagreementKind } from '../../core/agreement/disagreements.ts';

/** Which disagreements the list shows and the keys go through. */
export interface DisagreementFilter {
  readonly hiddenKinds: ReadonlySet<DisagreementKind>;
  /** Only those that nobody has decided yet. */
  readonly isOpenOnly: boolean;
}

/** The filter that lets everything through. */
export const everything: DisagreementFilter = { hiddenKinds: new Set(), isOpenOnly: false };

/** All kinds, those of mentions first. */
export const mentionKinds = [
  'mentionOnlyA',
  'mentionOnlyB',
  'mentionSpan',
  'mentionType',
  'mentionSpanAndType',
] as const satisfies readonly DisagreementKind[];

/** All kinds of relations. */
export const relationKinds = [
  'relationOnlyA',
  'relationOnlyB',
  'relationLabel',
  'neutralOnlyA',
  'neutralOnlyB',
] as const satisfies readonly DisagreementKind[];

/** Whether the filter hides anything. */
export function isFiltering({ hiddenKinds, isOpenOnly }: DisagreementFilter): boolean {
  return hiddenKinds.size > 0 || isOpenOnly;
}

/** Whether the filter lets a disagreement through. */
export function passes({ kind }: Disagreement, isOpen: boolean, filter: DisagreementFilter): boolean {
  return !filter.hiddenKinds.has(kind) && (isOpen || !filter.isOpenOnly);
}
