import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { describeFileFailure, FileError } from './fileError.ts';

/**
 * The text of a UTF-8 file, untouched: line ends as they are, and a byte order mark kept, because the offsets of
 * `.ann` files count both.
 * @throws FileError when the file cannot be read or is not UTF-8 text.
 */
export async function readTextFile(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new FileError(`${path}: cannot be read: ${describeFileFailure(error)}`, { cause: error });
  }
  return decodeText(bytes, path);
}

/**
 * The text of a file, undefined where there is none.
 * @throws FileError when there is one that cannot be read
 */
export async function readTextFileIfThere(path: string): Promise<string | undefined> {
  try {
    return await readTextFile(path);
  } catch (error) {
    const cause = error instanceof FileError ? error.cause : undefined;
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * `bytes` as text, a byte order mark kept.
 * @throws FileError that names `path`, the first byte that is no UTF-8 text, and what to do.
 */
export function decodeText(bytes: Uint8Array, path: string): string {
  const mark = otherMarks.find(({ start }) => start.every((byte, index) => bytes[index] === byte));
  if (mark !== undefined) {
    throw new FileError(
      `${path}: is ${mark.encoding} (byte order mark at byte offset 0); save it as UTF-8: iconv -f ${mark.encoding} -t UTF-8`,
    );
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    throw new FileError(`${path}: is not a text file (zero byte at byte offset ${zero}); give UTF-8 text`);
  }
  if (!isUtf8(bytes)) {
    const offset = firstInvalidOffset(bytes);
    const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    throw new FileError(
      `${path}: is not UTF-8 (byte 0x${byte} at byte offset ${offset}); save it as UTF-8${guessAdvice(bytes)}`,
    );
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

// UTF-32 first: its little-endian mark begins with that of UTF-16.
const otherMarks: readonly { encoding: string; start: readonly number[] }[] = [
  { encoding: 'UTF-32LE', start: [0xff, 0xfe, 0, 0] },
  { encoding: 'UTF-32BE', start: [0, 0, 0xfe, 0xff] },
  { encoding: 'UTF-16LE', start: [0xff, 0xfe] },
  { encoding: 'UTF-16BE', start: [0xfe, 0xff] },
];

/** The byte at which the first ill-formed sequence of `bytes` begins; `bytes` are known not to be UTF-8. */
function firstInvalidOffset(bytes: Uint8Array): number {
  // The longest prefix that a streaming decoder accepts, found by halving: it keeps an unfinished sequence to itself.
  let good = 0;
  let bad = bytes.length;
  while (good + 1 < bad) {
    const middle = (good + bad) >>> 1;
    if (isAcceptablePrefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  // `good` may end inside a sequence that the next byte breaks; step back to that sequence's first byte.
  let start = good;
  while (start > 0 && good - start < 4 && !isUtf8(bytes.subarray(0, start))) start -= 1;
  return start;
}

function isAcceptablePrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** A hint for the two old encodings of Russian: most letters of a Russian text are small, and each has its own range. */
function guessAdvice(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 65_536);
  const high = sample.filter((byte) => byte >= 0xc0).length;
  const windowsSmall = sample.filter((byte) => byte >= 0xe0).length;
  if (high < 8 || high < sample.length / 4) return '';
  return windowsSmall > high / 2 ? ': iconv -f WINDOWS-1251 -t UTF-8' : ': iconv -f KOI8-R -t UTF-8';
}
