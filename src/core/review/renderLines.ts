import { namesByLabel, typeName } from '../formats/bratAdd.ts';
import type { BratAnnotation } from '../formats/bratAnnotation.ts';
import { labelsByName, sourceFirst } from '../formats/bratAttitudes.ts';
import { replaceData, withoutGone } from '../formats/bratEdit.ts';
import { formatFragments } from '../formats/bratFragments.ts';
import { formatOrigin, replaceOrigin } from '../formats/bratOrigin.ts';
import { type CodePointMap, mapCodePoints } from '../formats/codePoints.ts';
import { compareSpans } from '../span.ts';
import { restingAfter, type Work } from '../work.ts';
import type { AnnFile, AnnLine } from './annFile.ts';
import { findingGoneIds } from './goneIds.ts';
import type { PlaceWriter } from './placeWriter.ts';
import type { Review, ReviewedAttitude, ReviewedMention } from './review.ts';

type Text = BratAnnotation & { readonly type: 'text' };
type Relation = BratAnnotation & { readonly type: 'relation' };

/** The text of the file for the review, of which every fact has a line; and the file that remembers what was written. */
export function* renderingLines(
  file: AnnFile,
  review: Review,
  places: PlaceWriter,
): Work<{ readonly annText: string; readonly file: AnnFile }> {
  const gone = yield* findingGoneIds(file, review);
  const renderer = new Renderer(file, places);
  const shown: string[] = [];
  const render = (line: AnnLine): AnnLine => {
    const { annotation, raw } = line;
    if (annotation === undefined) {
      shown.push(raw);
      return line;
    }
    if (annotation.type !== 'equivalence' && gone.has(annotation.id)) return line;
    const record = recordOf(review, annotation, file);
    if (record === undefined) {
      shown.push(withoutGone(annotation, raw, gone));
      return line;
    }
    const { written } = line;
    if (written?.record === record && written.diskText === places.diskText) {
      shown.push(written.line);
      return line;
    }
    const rendered = renderer.render(line, annotation, record);
    shown.push(rendered);
    return { ...line, written: { line: rendered, record, diskText: places.diskText } };
  };
  const lines: AnnLine[] = [];
  yield* restingAfter(256, file.lines, (line) => void lines.push(render(line)));
  yield;
  return { annText: joinLines(shown, file.lineEnd), file: { ...file, lines } };
}

/** What decides about the line: the mention or attitude that it is, or whose origin it tells. */
function recordOf(
  { mentions, attitudes, marks }: Review,
  annotation: BratAnnotation,
  { originNotes }: AnnFile,
): ReviewedMention | ReviewedAttitude | undefined {
  switch (annotation.type) {
    case 'text':
      return mentions.get(annotation.id) ?? marks.get(annotation.id);
    case 'relation':
      return attitudes.get(annotation.id);
    case 'note': {
      const { target, id } = annotation;
      if (originNotes.get(target)?.id !== id) return undefined;
      return mentions.get(target) ?? attitudes.get(target) ?? marks.get(target);
    }
    case 'event':
    case 'attribute':
    case 'normalization':
    case 'equivalence':
      return undefined;
  }
}

class Renderer {
  readonly #file: AnnFile;
  readonly #places: PlaceWriter;
  #codePoints: CodePointMap | undefined;

  constructor(file: AnnFile, places: PlaceWriter) {
    this.#file = file;
    this.#places = places;
  }

  render(line: AnnLine, annotation: BratAnnotation, record: ReviewedMention | ReviewedAttitude): string {
    if (annotation.type === 'note') return this.#renderNote(line, annotation.target, record);
    if (annotation.type === 'text' && 'span' in record) return this.#renderText(line, annotation, record);
    if (annotation.type === 'relation' && 'label' in record)
      return renderRelation(line.raw, annotation, record);
    return line.raw;
  }

  #renderText(line: AnnLine, annotation: Text, record: ReviewedMention): string {
    const is = this.#places.write(record, true);
    if (is === undefined) return line.raw;
    const type = record.type === annotation.name ? annotation.name : typeName(record.type);
    const written = `${annotation.id}\t${type} ${is}`;
    if (line.raw.startsWith(written) && !/\S/.test(line.raw.charAt(written.length))) return line.raw;
    const was = line.place ?? this.#placeOf(annotation);
    if (is === was && record.type === annotation.name) return line.raw;
    // The words themselves may hold TABs, which then belong to what is replaced.
    return replaceData(line.raw, `${type} ${is}`, Math.max(2, was.split('\t').length));
  }

  #renderNote(
    { raw }: AnnLine,
    target: string,
    { origin }: { readonly origin?: ReviewedMention['origin'] },
  ): string {
    if (origin === undefined) return '';
    return formatOrigin(origin) === this.#file.originNotes.get(target)?.origin
      ? raw
      : replaceOrigin(raw, origin);
  }

  /** Where the mention stood when its line was read, in the order of the text. */
  #placeOf({ spans }: Text): string {
    this.#codePoints ??= mapCodePoints(this.#file.diskText);
    const full = spans.filter(({ start, end }) => start < end).sort(compareSpans);
    return formatFragments(this.#file.diskText, this.#codePoints, full.length > 0 ? full : spans);
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

/** One line each; only the last may be without a line end. */
function joinLines(lines: readonly string[], lineEnd: string): string {
  let joined = '';
  let isOpen = false;
  for (const line of lines) {
    if (line === '') continue;
    joined += isOpen ? lineEnd + line : line;
    isOpen = !/[\r\n]/.test(line.charAt(line.length - 1));
  }
  return joined;
}
