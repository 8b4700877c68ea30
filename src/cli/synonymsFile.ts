import { parseSynonyms } from '../core/synonyms.ts';
import type { Terminal } from './terminal.ts';
import { readTextFile } from './textFile.ts';

/**
 * Groups of synonyms of a file, none without one; the first flaw of the file is told.
 * @throws FileError when the file cannot be read
 */
export async function readSynonyms(path: string | undefined, terminal: Terminal): Promise<string[][]> {
  if (path === undefined) return [];
  const { groups, problems } = parseSynonyms(await readTextFile(path));
  const [first, ...more] = problems;
  if (first !== undefined) {
    const others = more.length > 0 ? ` (and ${more.length} more like it)` : '';
    terminal.report(`${path}:${first.line ?? 1}: ${first.message}${others}`);
  }
  return groups;
}
