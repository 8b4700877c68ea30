import { SynonymLines } from './synonymLines.ts';

/** A synonyms file as it was before and after somebody edited it. */
export interface SynonymsChange {
  readonly before: string;
  readonly after: string;
}

/**
 * The file as it is `now` without the change: the lines that it wrote give way to those that stood there before, all
 * others stay. `now` itself if nothing of the change is left; `undefined` if lines that it wrote have changed since.
 */
export function revertSynonyms(now: string, { before, after }: SynonymsChange): string | undefined {
  if (now === after) return before;
  const lines = new SynonymLines(now);
  const [was, became] = [new SynonymLines(before).contents, new SynonymLines(after).contents];
  const written = became.filter((content) => !was.includes(content));
  const taken = was.filter((content) => !became.includes(content));
  const isThere = (content: string) => lines.contents.includes(content);
  if (!written.some(isThere) && taken.every(isThere)) return now;
  if (!written.every(isThere)) return undefined;
  for (const content of written) lines.take(content);
  for (const content of taken)
    if (!isThere(content)) lines.insert(content, was.slice(0, was.indexOf(content)).findLast(isThere));
  return lines.toString();
}
