import type { BratDocument } from '../formats/brat.ts';
import type { BratAnnotation } from '../formats/bratAnnotation.ts';
import { formatOrigin, parseOrigin } from '../formats/bratOrigin.ts';
import { restingAfter, type Work } from '../work.ts';

/** A line of an `.ann` file, whether it stands there now or did once. */
export interface AnnLine {
  /** As it was read or first written, line end included: written like that again unless the fact is another. */
  readonly raw: string;
  /** Absent for a line that cannot be read. */
  readonly annotation?: BratAnnotation;
  /** Of a mention written since the file was read: its offsets and words in `raw`. */
  readonly place?: string;
  /** What was written last, and for which record and text, so that it need not be made again. */
  readonly written?: { readonly line: string; readonly record: object; readonly diskText: string };
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
  /** Index of each line that has an id. */
  readonly indices: ReadonlyMap<string, number>;
  /** By the id of an annotation, the note that tells where it comes from: the last, where there are several. */
  readonly originNotes: ReadonlyMap<string, OriginNote>;
}

/** A note of ours. */
export interface OriginNote {
  readonly id: string;
  /** The origin as `formatOrigin` has it. */
  readonly origin: string;
}

/** After so many lines the work rests. */
const linesATurn = 500;

/**
 * The file of these lines.
 * @param known what is known of notes already: reading them takes longest
 */
export function* makingAnnFile(
  { diskText, lines, lineEnd }: Pick<AnnFile, 'diskText' | 'lines' | 'lineEnd'>,
  known?: AnnFile['originNotes'],
): Work<AnnFile> {
  const indices = new Map<string, number>();
  const originNotes = new Map<string, OriginNote>();
  yield* restingAfter(linesATurn, lines, ({ annotation }, index) => {
    if (annotation === undefined || annotation.type === 'equivalence') return;
    const { id } = annotation;
    indices.set(id, index);
    if (annotation.type !== 'note') return;
    const { target, text } = annotation;
    const before = known?.get(target);
    const note = before?.id === id ? before : toOriginNote(id, text);
    if (note !== undefined) originNotes.set(target, note);
  });
  return { diskText, lines, lineEnd, indices, originNotes };
}

function toOriginNote(id: string, text: string): OriginNote | undefined {
  const origin = parseOrigin(text);
  return origin && { id, origin: formatOrigin(origin) };
}

/**
 * The file as it was read.
 * @param previous what the same file was before it changed on disk: its unseen lines are taken over
 */
export function* readingAnnFile(document: BratDocument, previous?: AnnFile): Work<AnnFile> {
  const lines = document.lines.map(({ raw, annotation }) => (annotation ? { raw, annotation } : { raw }));
  const lineEnd = document.lines[0]?.raw.endsWith('\r\n') ? '\r\n' : '\n';
  yield;
  return yield* makingAnnFile({
    diskText: document.text,
    lines: previous === undefined ? lines : withUnseen(lines, document, previous),
    lineEnd: document.lines.length > 0 ? lineEnd : (previous?.lineEnd ?? lineEnd),
  });
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
      const { written: _, ...unseen } = line;
      // Its offsets count in a text that is no more: it is written anew.
      const placed = line.annotation.type === 'text' ? { ...unseen, place: line.place ?? '' } : unseen;
      const others = unseenAfter.get(last);
      if (others) others.push(placed);
      else unseenAfter.set(last, [placed]);
    }
  }
  if (unseenAfter.size === 0) return [...lines];
  return [
    ...(unseenAfter.get('') ?? []),
    ...lines.flatMap((line) => [line, ...(unseenAfter.get(keyOfLine(line)) ?? [])]),
  ];
}

/** What tells a line from all others of its file. */
function keyOfLine({ annotation, raw }: AnnLine): string {
  return annotation === undefined || annotation.type === 'equivalence' ? raw : annotation.id;
}
