import { namesByLabel, typeName } from '../formats/bratAdd.ts';
import type { BratAnnotation } from '../formats/bratAnnotation.ts';
import { formatOrigin } from '../formats/bratOrigin.ts';
import { compareSpans, type Span } from '../span.ts';
import { restingAfter, type Work } from '../work.ts';
import { type AnnFile, type AnnLine, makingAnnFile, type OriginNote } from './annFile.ts';
import { noteId } from './ids.ts';
import type { PlaceWriter } from './placeWriter.ts';
import type { Review, ReviewedAttitude, ReviewedMention } from './review.ts';

/**
 * The file with lines for what it has none for yet. A mention goes behind what precedes it in the text, an attitude
 * behind the later of its ends: so what two people add at different places stays apart for a merge by lines.
 */
export function* insertingNewLines(file: AnnFile, review: Review, places: PlaceWriter): Work<AnnFile> {
  const { indices, originNotes } = file;
  const newMentions = valuesWithout(review.mentions, indices).sort((a, b) => compareSpans(a.span, b.span));
  const newAttitudes = valuesWithout(review.attitudes, indices);
  const unnoted: (ReviewedMention | ReviewedAttitude)[] = [];
  for (const records of [review.mentions, review.attitudes])
    yield* restingAfter<ReviewedMention | ReviewedAttitude>(1000, records.values(), (record) => {
      if (record.origin !== undefined && indices.has(record.id) && !originNotes.has(record.id))
        unnoted.push(record);
    });
  if (newMentions.length + newAttitudes.length + unnoted.length === 0) return file;

  const inserter = new Inserter(file, review, places.diskText);
  yield* restingAfter(256, unnoted, (record) => inserter.addNote(record));
  yield* restingAfter(256, newMentions, (mention) =>
    inserter.addMention(mention, places.write(mention, false)),
  );
  yield* inserter.addingAttitudes(newAttitudes);
  yield;
  const lines = inserter.lines();
  const notes = new Map([...originNotes, ...inserter.notes]);
  yield;
  return yield* makingAnnFile({ ...file, lines }, notes);
}

/** Lines that go in after a line of the file: first those that belong to it, then new mentions with theirs. */
interface Insertion {
  readonly own: AnnLine[];
  readonly mentions: string[];
}

class Inserter {
  readonly #file: AnnFile;
  readonly #review: Review;
  readonly #diskText: string;
  readonly #indices: ReadonlyMap<string, number>;
  /** Mentions of the file in reading order. */
  readonly #anchors: readonly { readonly span: Span; readonly index: number }[];
  /** By the index of the line before them; −1 for the top. */
  readonly #insertions = new Map<number, Insertion>();
  /** Lines of each new mention, the attitudes that follow it included. */
  readonly #linesOfNew = new Map<string, AnnLine[]>();
  /** Of each new mention: the line that it goes in after, and its rank among the new ones. */
  readonly #placesOfNew = new Map<string, { readonly index: number; readonly rank: number }>();
  readonly #given = new Set<string>();
  /** Those on new lines, as `AnnFile.originNotes` has them. */
  readonly notes = new Map<string, OriginNote>();

  constructor(file: AnnFile, review: Review, diskText: string) {
    this.#diskText = diskText;
    this.#file = file;
    this.#review = review;
    this.#indices = file.indices;
    const anchors: { span: Span; index: number }[] = [];
    for (const { id, span } of review.mentions.values()) {
      const index = file.indices.get(id);
      if (index !== undefined) anchors.push({ span, index });
    }
    this.#anchors = anchors.sort((a, b) => compareSpans(a.span, b.span));
  }

  addNote(record: ReviewedMention | ReviewedAttitude): void {
    const index = this.#indices.get(record.id);
    if (index !== undefined) this.#at(index).own.unshift(...this.#note(record));
  }

  addMention(mention: ReviewedMention, place: string | undefined): void {
    if (place === undefined) return;
    const { id, type, span } = mention;
    const name = typeName(type);
    // The spans of an annotation count in the text as it was read, and this one is newer: `place` tells.
    const annotation = { type: 'text', id, name, spans: [] } as const;
    const line = this.#line(`${id}\t${name} ${place}`, mention);
    this.#linesOfNew.set(id, [{ ...line, annotation, place }, ...this.#note(mention)]);
    const index = this.#lineBefore(span);
    this.#placesOfNew.set(id, { index, rank: this.#placesOfNew.size });
    this.#at(index).mentions.push(id);
  }

  *addingAttitudes(attitudes: readonly ReviewedAttitude[]): Work<void> {
    const spanOf = (id: string) => this.#review.mentions.get(id)?.span ?? { start: 0, end: 0 };
    const hasLine = (id: string) => this.#indices.has(id) || this.#linesOfNew.has(id);
    const ordered = attitudes
      .filter(({ sourceMentionId, targetMentionId }) => hasLine(sourceMentionId) && hasLine(targetMentionId))
      .sort(
        (a, b) =>
          compareSpans(spanOf(a.sourceMentionId), spanOf(b.sourceMentionId)) ||
          compareSpans(spanOf(a.targetMentionId), spanOf(b.targetMentionId)),
      );
    yield* restingAfter(256, ordered, (attitude) => {
      const { id, sourceMentionId, targetMentionId, label } = attitude;
      const name = namesByLabel[label];
      const line = this.#line(`${id}\t${name} Arg1:${sourceMentionId} Arg2:${targetMentionId}`, attitude);
      const ends = [
        { role: 'Arg1', target: sourceMentionId },
        { role: 'Arg2', target: targetMentionId },
      ] as const;
      const annotation = { type: 'relation', id, name, arguments: ends } as const;
      const later = this.#later(sourceMentionId, targetMentionId);
      const lines = this.#linesOfNew.get(later) ?? this.#at(this.#endOfBlock(later)).own;
      lines.push({ ...line, annotation }, ...this.#note(attitude));
    });
  }

  lines(): AnnLine[] {
    const inserted = (index: number) => {
      const insertion = this.#insertions.get(index);
      if (insertion === undefined) return [];
      return [...insertion.own, ...insertion.mentions.flatMap((id) => this.#linesOfNew.get(id) ?? [])];
    };
    return [...inserted(-1), ...this.#file.lines.flatMap((line, index) => [line, ...inserted(index)])];
  }

  #at(index: number): Insertion {
    const known = this.#insertions.get(index);
    if (known) return known;
    const fresh = { own: [], mentions: [] };
    this.#insertions.set(index, fresh);
    return fresh;
  }

  /** Index of the line that a new mention at `span` goes in after. */
  #lineBefore(span: Span): number {
    let low = 0;
    let high = this.#anchors.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const anchor = this.#anchors[middle];
      if (anchor !== undefined && compareSpans(anchor.span, span) <= 0) low = middle + 1;
      else high = middle;
    }
    const before = this.#anchors[low - 1];
    if (before !== undefined) return this.#endOfBlockAt(before.index);
    const after = this.#anchors[low];
    return after === undefined ? this.#file.lines.length - 1 : after.index - 1;
  }

  /** The mention whose line comes later in the file that will be. */
  #later(sourceId: string, targetId: string): string {
    const [source, target] = [sourceId, targetId].map((id) => {
      const place = this.#placesOfNew.get(id);
      // A new mention comes after the line that it goes in after, and all that belongs to that.
      return place
        ? { index: place.index + 0.5, rank: place.rank }
        : { index: this.#indices.get(id) ?? -1, rank: 0 };
    });
    if (source === undefined || target === undefined) return targetId;
    return source.index - target.index > 0 || (source.index === target.index && source.rank > target.rank)
      ? sourceId
      : targetId;
  }

  #endOfBlock(id: string): number {
    return this.#endOfBlockAt(this.#indices.get(id) ?? this.#file.lines.length - 1);
  }

  /** Index of the last of the lines right behind the mention that speak of it. */
  #endOfBlockAt(index: number): number {
    const head = this.#file.lines[index]?.annotation;
    if (head?.type !== 'text') return index;
    const block = new Set([head.id]);
    for (let end = index; ; end += 1) {
      const next = this.#file.lines[end + 1]?.annotation;
      if (next === undefined || !this.#belongs(next, block, index)) return end;
      if (next.type !== 'equivalence') block.add(next.id);
    }
  }

  #belongs(annotation: BratAnnotation, block: ReadonlySet<string>, index: number): boolean {
    switch (annotation.type) {
      case 'attribute':
      case 'normalization':
      case 'note':
        return block.has(annotation.target);
      case 'relation':
        return (
          annotation.arguments.some(({ target }) => block.has(target)) &&
          annotation.arguments.every(({ target }) => (this.#indices.get(target) ?? index) <= index)
        );
      case 'text':
      case 'event':
      case 'equivalence':
        return false;
    }
  }

  #note(record: ReviewedMention | ReviewedAttitude): AnnLine[] {
    const { id: target, origin } = record;
    if (origin === undefined) return [];
    const id = noteId(target, (each) => !this.#indices.has(each) && !this.#given.has(each));
    this.#given.add(id);
    const text = formatOrigin(origin);
    this.notes.set(target, { id, origin: text });
    const annotation = { type: 'note', id, name: 'AnnotatorNotes', target, text } as const;
    return [{ ...this.#line(`${id}\tAnnotatorNotes ${target}\t${text}`, record), annotation }];
  }

  #line(content: string, record: object): AnnLine {
    const raw = content + this.#file.lineEnd;
    return { raw, written: { line: raw, record, diskText: this.#diskText } };
  }
}

function valuesWithout<Value>(
  records: ReadonlyMap<string, Value>,
  known: ReadonlyMap<string, unknown>,
): Value[] {
  const found: Value[] = [];
  for (const [id, value] of records) if (!known.has(id)) found.push(value);
  return found;
}
