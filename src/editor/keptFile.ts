import { createHash } from 'node:crypto';

/** A value as a file of the extension's own holds it: a checksum, so that a damaged file is known, then JSON. */
export function formatKept(value: unknown): string {
  const json = JSON.stringify(value);
  return `${checksumOf(json)}\n${json}`;
}

/** The value that `formatKept` wrote; `undefined` where the file is not whole. */
export function parseKept(content: string): unknown {
  const end = content.indexOf('\n');
  const json = content.slice(end + 1);
  return end > 0 && content.slice(0, end) === checksumOf(json) ? JSON.parse(json) : undefined;
}

/** Whether `error` says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** A name for `parts`, plain values: equal for equal ones. */
export function keyOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function checksumOf(json: string): string {
  return createHash('sha256').update(json).digest('base64');
}
