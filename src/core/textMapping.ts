import type { Span } from './span.ts';

/**
 * Offsets in a text file as it is on disk, and in the same text as an editor holds it: there the byte order mark is
 * gone and line ends are of one kind. Both count UTF-16 code units.
 */
export interface TextMapping {
  toEditor(diskOffset: number): number;
  toDisk(editorOffset: number): number;
}

/**
 * The mapping between the two texts, through lines and columns; undefined where they differ in more than line ends
 * and byte order mark. An offset inside a line end is taken for the end of its line.
 */
export function mapTexts(diskText: string, editorText: string): TextMapping | undefined {
  const disk = linesOf(diskText, diskText.startsWith('\uFEFF') ? 1 : 0);
  const editor = linesOf(editorText, 0);
  const isSame =
    disk.length === editor.length &&
    disk.every((line, index) => {
      const other = editor[index];
      return other !== undefined && contentOf(diskText, line) === contentOf(editorText, other);
    });
  if (!isSame) return undefined;
  return {
    toEditor: (offset) => translate(offset, disk, editor),
    toDisk: (offset) => translate(offset, editor, disk),
  };
}

/** `span` with both ends put through one direction of a mapping. */
export function mapSpan(span: Span, translateOffset: (offset: number) => number): Span {
  return { start: translateOffset(span.start), end: translateOffset(span.end) };
}

/** What an editor makes of a text on disk: no byte order mark, and every line end the one given. */
export function toEditorText(diskText: string, lineEnd: '\n' | '\r\n'): string {
  return diskText.replace(/^\uFEFF/, '').replace(/\r\n|\r|\n/g, lineEnd);
}

/** Lines without their ends. */
function linesOf(text: string, from: number): Span[] {
  const lines: Span[] = [];
  let start = from;
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  lines.push({ start, end: text.length });
  return lines;
}

function contentOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

function translate(offset: number, from: readonly Span[], to: readonly Span[]): number {
  let low = 0;
  let high = from.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((from[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const [source, target] = [from[low], to[low]];
  if (source === undefined || target === undefined) return 0;
  const column = Math.max(0, Math.min(offset, source.end) - source.start);
  return target.start + column;
}
