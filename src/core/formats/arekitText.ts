import { type Label, labels } from '../annotations.ts';
import type { Context, ContextMention } from '../contexts.ts';
import { stripSpaces } from '../contextTerms.ts';
import { labelWords } from './opin.ts';

/** The second text of a sample; `_m` asks for one of all labels, `_b` whether one label is right. `c_m` has none. */
export type TextBKind = 'c_m' | 'nli_m' | 'qa_m' | 'nli_b' | 'qa_b';

/** Whether the kind asks about one label at a time: then a pair has a row for each. */
export function isBinary(kind: TextBKind): boolean {
  return kind === 'nli_b' || kind === 'qa_b';
}

/** Values with the same key name one entity; without it only the two ends of a pair are marked, not their synonyms. */
export type GroupOf = ((value: string) => string) | undefined;

type Terms = Context['terms'];

/**
 * The sentence with the pair marked: `#S` for the source and its synonyms, `#O` for the target and its, `#E` for
 * other mentions. Indices are into `terms`.
 */
export function textA(terms: Terms, sourceIndex: number, targetIndex: number, groupOf: GroupOf): string {
  const source = mentionAt(terms, sourceIndex);
  const target = mentionAt(terms, targetIndex);
  const [sourceGroup, targetGroup] = [source, target].map((end) => end && groupOf?.(end.value));
  const mask = (index: number, { value }: ContextMention) => {
    if (index === sourceIndex) return '#S';
    if (index === targetIndex) return '#O';
    const group = groupOf?.(value);
    if (group === undefined) return '#E';
    if (group === sourceGroup) return '#S';
    return group === targetGroup ? '#O' : '#E';
  };
  return stripSpaces(
    terms.map((term, index) => (typeof term === 'string' ? term : mask(index, term))).join(' '),
  );
}

/**
 * The prompt about what stands between the ends of the pair, both included. Whatever the direction of the pair, the
 * left end is the subject here: models were trained on that.
 * @param label asked about by binary kinds
 */
export function textB(
  kind: TextBKind,
  terms: Terms,
  sourceIndex: number,
  targetIndex: number,
  groupOf: GroupOf,
  label: Label,
): string | undefined {
  const left = Math.min(sourceIndex, targetIndex);
  const between = terms.slice(left, Math.max(sourceIndex, targetIndex) + 1);
  const context = textA(between, 0, between.length - 1, groupOf);
  switch (kind) {
    case 'c_m':
      return undefined;
    case 'nli_m':
      return `#S к #O в контексте : << ${context} >>`;
    case 'qa_m':
      return `Что вы думаете по поводу отношения #S к #O в контексте : << ${context} >> ?`;
    case 'nli_b':
      return `#S к #O в контексте << ${context} >> -- ${labelWords[label]}`;
    case 'qa_b':
      return `Отношение #S к #O в контексте << ${context} >> -- ${labelWords[label]} ?`;
  }
}

/** Labels that a kind writes a row for, given that of the pair. */
export function askedLabels(kind: TextBKind, label: Label): readonly Label[] {
  return isBinary(kind) ? labels : [label];
}

function mentionAt(terms: Terms, index: number): ContextMention | undefined {
  const term = terms[index];
  return typeof term === 'string' ? undefined : term;
}
