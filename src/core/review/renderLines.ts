import { namesByLabel, typeName } from '../formats/bratAdd.ts';
import type { BratAnnotation } from '../formats/bratAnnotation.ts';
import { labelsByName, sourceFirst } from '../formats/bratAttitudes.ts';
import { replaceData } from '../formats/bratEdit.ts';
import { bratFragments, formatFragments } from '../formats/bratFragments.ts';
import { formatOrigin, parseOrigin, replaceOrigin } from '../formats/bratOrigin.ts';
import { type CodePointMap, mapCodePoints } from '../formats/codePoints.ts';
import { compareSpans } from '../span.ts';
import { mapSpan } from '../textMapping.ts';
import type { AnnFile, AnnLine } from './annFile.ts';
import { goneIds } from './goneIds.ts';
import type { Placed, Review, ReviewedAttitude } from './review.ts';

type Text = BratAnnotation & { readonly type: 'text' };
type Relation = BratAnnotation & { readonly type: 'relation' };
type Note = BratAnnotation & { readonly type: 'note' };

/** The text of the file for the review, of which every fact has a line. */
export function renderLines(
  file: AnnFile,
  review: Review,
  diskText: string,
  toDisk: (editorOffset: number) => number,
): string {
  const gone = goneIds(file, review);
  const places = new PlaceWriter(diskText, toDisk);
  const basePoints = lazily(() => mapCodePoints(file.diskText));
  const originNotes = winningNotes(file);

  const renderText = (line: AnnLine, annotation: Text): string => {
    const record = review.mentions.get(annotation.id) ?? review.marks.get(annotation.id);
    if (record === undefined) return '';
    const is = places.write(record, true);
    const head = `${typeName(record.type)} ${is}`;
    const written = `${annotation.id}\t${head}`;
    const isSame =
      line.raw.startsWith(written) && /^(?:\s|$)/.test(line.raw.slice(written.length, written.length + 1));
    if (isSame || is === undefined) return line.raw;
    const was = line.place ?? placeOf(annotation, file.diskText, basePoints());
    if (is === was && record.type === annotation.name) return line.raw;
    const name = record.type === annotation.name ? annotation.name : typeName(record.type);
    // The words themselves may hold TABs, which then belong to what is replaced.
    return replaceData(line.raw, `${name} ${is}`, Math.max(2, was.split('\t').length));
  };
  const renderNote = ({ raw }: AnnLine, annotation: Note): string => {
    const known = parseOrigin(annotation.text);
    const { target } = annotation;
    if (known === undefined || originNotes.get(target) !== annotation.id) return raw;
    const record = review.mentions.get(target) ?? review.attitudes.get(target) ?? review.marks.get(target);
    if (record === undefined) return raw;
    if (record.origin === undefined) return '';
    return formatOrigin(record.origin) === formatOrigin(known) ? raw : replaceOrigin(raw, record.origin);
  };
  const render = (line: AnnLine): string => {
    const { annotation, raw } = line;
    if (annotation === undefined) return raw;
    if (annotation.type !== 'equivalence' && gone.has(annotation.id)) return '';
    switch (annotation.type) {
      case 'text':
        return renderText(line, annotation);
      case 'relation': {
        const record = review.attitudes.get(annotation.id);
        return record ? renderRelation(raw, annotation, record) : raw;
      }
      case 'note':
        return renderNote(line, annotation);
      case 'event': {
        const kept = annotation.arguments.filter(({ target }) => !gone.has(target));
        if (kept.length === annotation.arguments.length) return raw;
        const written = kept.map(({ role, target }) => ` ${role}:${target}`).join('');
        return replaceData(raw, `${annotation.name}:${annotation.trigger}${written}`);
      }
      case 'equivalence': {
        const kept = annotation.members.filter((member) => !gone.has(member));
        if (kept.length === annotation.members.length) return raw;
        return kept.length < 2 ? '' : replaceData(raw, `${annotation.name} ${kept.join(' ')}`);
      }
      case 'attribute':
      case 'normalization':
        return raw;
    }
  };
  return joinLines(file.lines.map(render), file.lineEnd);
}

/** Writes where records stand as T lines do: `START END[;START END]* TAB TEXT`. */
export class PlaceWriter {
  readonly #diskText: string;
  readonly #toDisk: (editorOffset: number) => number;
  readonly #codePoints: CodePointMap;

  constructor(diskText: string, toDisk: (editorOffset: number) => number) {
    this.#diskText = diskText;
    this.#toDisk = toDisk;
    this.#codePoints = mapCodePoints(diskText);
  }

  /**
   * Undefined where there is nothing but white space.
   * @param keepsBlanks whether white space at the borders stays: it belongs to mentions that others made
   */
  write({ span, fragments }: Placed, keepsBlanks: boolean): string | undefined {
    const pieces = (fragments ?? [span]).flatMap((piece) => {
      const onDisk = mapSpan(piece, this.#toDisk);
      const words = this.#diskText.slice(onDisk.start, onDisk.end);
      return keepsBlanks && !/[\r\n]/.test(words) ? [onDisk] : bratFragments(this.#diskText, onDisk);
    });
    if (pieces.length === 0) return undefined;
    return formatFragments(this.#diskText, this.#codePoints, pieces);
  }
}

function renderRelation(raw: string, annotation: Relation, record: ReviewedAttitude): string {
  const [source, target] = sourceFirst(annotation.arguments);
  const { label, sourceMentionId, targetMentionId } = record;
  const isLabelSame = labelsByName.get(annotation.name) === label;
  if (isLabelSame && source.target === sourceMentionId && target.target === targetMentionId) return raw;
  const name = isLabelSame ? annotation.name : namesByLabel[label];
  const written = annotation.arguments.map(
    (end) => `${end.role}:${end === source ? sourceMentionId : targetMentionId}`,
  );
  return replaceData(raw, `${name} ${written.join(' ')}`);
}

/** Where the mention stood when its line was read, in the order of the text. */
function placeOf({ spans }: Text, text: string, codePoints: CodePointMap): string {
  const full = spans.filter(({ start, end }) => start < end).sort(compareSpans);
  return formatFragments(text, codePoints, full.length > 0 ? full : spans);
}

/** For each annotation the last note of ours on it, which is the one that counts. */
function winningNotes({ lines }: AnnFile): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  for (const { annotation } of lines)
    if (annotation?.type === 'note' && parseOrigin(annotation.text))
      notes.set(annotation.target, annotation.id);
  return notes;
}

/** One line each; only the last may be without a line end. */
function joinLines(lines: readonly string[], lineEnd: string): string {
  const shown = lines.filter((line) => line !== '');
  return shown
    .map((line, index) => (index < shown.length - 1 && !/[\r\n]$/.test(line) ? line + lineEnd : line))
    .join('');
}

function lazily<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= make();
    return value;
  };
}
