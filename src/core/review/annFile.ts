import type { BratDocument } from '../formats/brat.ts';
import type { BratAnnotation } from '../formats/bratAnnotation.ts';

/** A line of an `.ann` file, whether it stands there now or did once. */
export interface AnnLine {
  /** As it was read or first written, line end included: written like that again unless the fact is another. */
  readonly raw: string;
  /** Absent for a line that cannot be read. */
  readonly annotation?: BratAnnotation;
  /** Of a mention written since the file was read: its offsets and words in `raw`. */
  readonly place?: string;
}

/**
 * What a review is written into. Lines of what was removed or lost stay, unseen: when it is back, so are they, byte
 * for byte and with all that others said of it.
 */
export interface AnnFile {
  /** The text on disk when the file was read. */
  readonly diskText: string;
  readonly lines: readonly AnnLine[];
  readonly lineEnd: string;
}

/**
 * The file as it was read.
 * @param previous what the same file was before it changed on disk: its unseen lines are taken over
 */
export function toAnnFile(document: BratDocument, previous?: AnnFile): AnnFile {
  const lines = document.lines.map(({ raw, annotation }) => (annotation ? { raw, annotation } : { raw }));
  return {
    diskText: document.text,
    lines: previous === undefined ? lines : withUnseen(lines, document, previous),
    lineEnd: document.lines[0]?.raw.endsWith('\r\n') ? '\r\n' : (previous?.lineEnd ?? '\n'),
  };
}

/** What tells a line from all others of its file. */
function keyOfLine({ annotation, raw }: AnnLine): string {
  return annotation === undefined || annotation.type === 'equivalence' ? raw : annotation.id;
}

/** Puts the lines that only `previous` has after those that they followed there. */
function withUnseen(lines: readonly AnnLine[], document: BratDocument, previous: AnnFile): AnnLine[] {
  const known = new Set(lines.map(keyOfLine));
  const reserved = new Set(document.lines.flatMap(({ reservedId }) => reservedId ?? []));
  const unseenAfter = new Map<string, AnnLine[]>();
  let last = '';
  for (const line of previous.lines) {
    const key = keyOfLine(line);
    if (known.has(key)) last = key;
    else if (line.annotation !== undefined && line.annotation.type !== 'equivalence' && !reserved.has(key)) {
      // Its offsets count in a text that is no more; written again, it is written anew.
      const unseen = line.annotation.type === 'text' ? { ...line, place: line.place ?? '' } : line;
      unseenAfter.set(last, [...(unseenAfter.get(last) ?? []), unseen]);
    }
  }
  return [
    ...(unseenAfter.get('') ?? []),
    ...lines.flatMap((line) => [line, ...(unseenAfter.get(keyOfLine(line)) ?? [])]),
  ];
}
