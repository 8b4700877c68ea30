import { parseBrat } from '../formats/brat.ts';
import type { ComparedDocument } from './comparedDocument.ts';
import { readAnnotator } from './readAnnotator.ts';

/** Which relations are compared. */
export type ComparedRelations = 'attitudes' | 'all';

/** The text that two `.ann` files speak of, or why there is none. */
export type CommonText =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'missing' }
  /** The texts differ, first in this line (from 1). */
  | { readonly type: 'different'; readonly line: number };

/** A line of one of the files that is flawed. */
export interface SideProblem {
  readonly side: 'a' | 'b';
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** The text beside either `.ann`, or beside both if it is the same; as on disk, `undefined` where there is none. */
export function commonText(a: string | undefined, b: string | undefined): CommonText {
  const text = a ?? b;
  if (text === undefined) return { type: 'missing' };
  if (b === undefined || text === b) return { type: 'text', text };
  return { type: 'different', line: firstDifferentLine(text, b) };
}

/** What the two `.ann` files, given as text, mark in `text`; what is wrong with them costs only itself. */
export function readCompared(
  { id, text, a, b }: { readonly id: string; readonly text: string; readonly a: string; readonly b: string },
  relations: ComparedRelations,
): { readonly document: ComparedDocument; readonly problems: readonly SideProblem[] } {
  const read = (side: 'a' | 'b', ann: string) => {
    const brat = parseBrat(ann, text);
    const annotator = readAnnotator(brat, relations);
    const problems = [...brat.problems, ...annotator.problems].map(({ line = 1, message }) => ({
      side,
      line,
      message,
    }));
    return { annotator: { mentions: annotator.mentions, relations: annotator.relations }, problems };
  };
  const [ofA, ofB] = [read('a', a), read('b', b)];
  return {
    document: { id, text, a: ofA.annotator, b: ofB.annotator },
    problems: [...ofA.problems, ...ofB.problems],
  };
}

function firstDifferentLine(a: string, b: string): number {
  let offset = 0;
  while (offset < a.length && a[offset] === b[offset]) offset += 1;
  return a.slice(0, offset).split('\n').length;
}
