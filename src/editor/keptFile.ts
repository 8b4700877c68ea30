import { createHash } from 'node:crypto';
import type { Work } from '../core/work.ts';

/** Lists of more values than this are cut into lines of so many. */
const valuesInLine = 500;

/** Lists deeper in a value than this are short. */
const depth = 2;

/**
 * Lines of a file of the extension's own that holds a value: a checksum, so that a damaged file is known, the value as
 * JSON with its long lists empty, then what stands in those, piece by piece: so none of it takes long at one go.
 */
export function* formattingKept(value: unknown): Work<readonly string[]> {
  const lists: { readonly path: readonly string[]; readonly values: readonly unknown[] }[] = [];
  const lines = [JSON.stringify(withoutLists(value, [], lists))];
  for (const { path, values } of lists)
    for (let start = 0; start < values.length; start += valuesInLine) {
      yield;
      lines.push(JSON.stringify([path, values.slice(start, start + valuesInLine)]));
    }
  yield;
  return [yield* checksumOf(lines), ...lines];
}

/** The value of whose lines this is the content; `undefined` where the file is not whole. */
export function* parsingKept(content: string): Work<unknown> {
  const [checksum, ...lines] = content.split('\n');
  const [head, ...pieces] = lines;
  if (head === undefined || checksum !== (yield* checksumOf(lines))) return undefined;
  const value: unknown = JSON.parse(head);
  for (const piece of pieces) {
    yield;
    // Our own words, as the checksum shows.
    const [path, values] = JSON.parse(piece) as [readonly string[], readonly unknown[]];
    const list = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value);
    (list as unknown[]).push(...values);
  }
  return value;
}

/** The lines as they are written, each by itself. */
export function withLineEnds(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index < lines.length - 1 ? `${line}\n` : line));
}

function withoutLists(
  value: unknown,
  path: readonly string[],
  lists: { readonly path: readonly string[]; readonly values: readonly unknown[] }[],
): unknown {
  if (Array.isArray(value) && value.length > valuesInLine) {
    lists.push({ path, values: value });
    return [];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || path.length >= depth)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutLists(inner, [...path, key], lists)]),
  );
}

/** Whether `error` says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** A name for `parts`, plain values: equal for equal ones. */
export function keyOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function* checksumOf(lines: readonly string[]): Work<string> {
  const hash = createHash('sha256');
  for (const [index, line] of lines.entries()) {
    if (index > 0) hash.update('\n');
    hash.update(line);
    yield;
  }
  return hash.digest('base64');
}
