import type { Label } from '../../../../src/core/annotations.ts';
import type { Span } from '../../../../src/core/span.ts';
import type { TextReplacement } from '../../../../src/core/textPatch.ts';

/**
 * The simplest thing that could be right: a mention's place is worked out character by character, and whatever there
 * was before an edit or a step is kept whole, to be put back.
 */
export interface ModelMention {
  readonly id: string;
  readonly type: string;
  /** Undefined where nothing is left. */
  pieces: (Span | undefined)[];
  /** The pieces before each edit that can be undone. */
  readonly before: (ModelMention['pieces'] | undefined)[];
}

interface ModelAttitude {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly label: Label;
}

interface Facts {
  readonly mentions: ReadonlyMap<string, ModelMention>;
  readonly attitudes: ReadonlyMap<string, ModelAttitude>;
}

/** A text and what is annotated in it, with all that undoing needs. */
export class NaiveModel {
  text: string;
  facts: Facts;
  /** Every mention that there ever was, also those that only undoing a step brings back. */
  readonly #all = new Set<ModelMention>();
  readonly #texts: string[] = [];
  #past: Facts[] = [];
  #future: Facts[] = [];

  constructor(
    text: string,
    mentions: readonly Omit<ModelMention, 'before'>[],
    attitudes: readonly ModelAttitude[],
  ) {
    this.text = text;
    this.facts = {
      mentions: new Map(
        mentions.map((mention) => [mention.id, this.mention(mention.id, mention.type, mention.pieces)]),
      ),
      attitudes: new Map(attitudes.map((attitude) => [attitude.id, attitude])),
    };
  }

  /** A mention that edits will move, to be put into facts. */
  mention(id: string, type: string, pieces: ModelMention['pieces'], from?: ModelMention): ModelMention {
    const before = from ? [...from.before] : this.#texts.map(() => undefined);
    const mention = { id, type, pieces, before };
    this.#all.add(mention);
    return mention;
  }

  step(
    change: (facts: { mentions: Map<string, ModelMention>; attitudes: Map<string, ModelAttitude> }) => void,
  ): void {
    this.#past.push(this.facts);
    this.#future = [];
    const draft = { mentions: new Map(this.facts.mentions), attitudes: new Map(this.facts.attitudes) };
    change(draft);
    for (const [id, { source, target }] of draft.attitudes)
      if (!draft.mentions.has(source) || !draft.mentions.has(target)) draft.attitudes.delete(id);
    this.facts = draft;
  }

  undo(): boolean {
    const last = this.#past.pop();
    if (last === undefined) return false;
    this.#future.push(this.facts);
    this.facts = last;
    return true;
  }

  redo(): boolean {
    const next = this.#future.pop();
    if (next === undefined) return false;
    this.#past.push(this.facts);
    this.facts = next;
    return true;
  }

  /** Changes from the last to the first in the text. */
  edit(changes: readonly TextReplacement[]): void {
    this.#texts.push(this.text);
    for (const mention of this.#all) mention.before.push([...mention.pieces]);
    for (const change of changes) this.#replace(change);
  }

  /** The changes that `undoText` makes, all at once; undefined when there is nothing to undo. */
  get textBefore(): string | undefined {
    return this.#texts.at(-1);
  }

  /** @param changes the same changes the other way round */
  undoText(changes: readonly TextReplacement[]): void {
    this.#texts.pop();
    for (const change of changes) this.#replace(change);
    for (const mention of this.#all) {
      const before = mention.before.pop();
      if (before !== undefined) mention.pieces = before;
    }
  }

  /** As after a restart: what is lost is gone, and nothing can be undone. */
  forget(): void {
    const mentions = new Map([...this.facts.mentions].filter(([, mention]) => !isLost(mention)));
    const attitudes = new Map(
      [...this.facts.attitudes].filter(
        ([, { source, target }]) => mentions.has(source) && mentions.has(target),
      ),
    );
    this.facts = { mentions, attitudes };
    this.#past = [];
    this.#future = [];
    this.#all.clear();
    this.#texts.length = 0;
    for (const mention of mentions.values()) {
      mention.before.length = 0;
      mention.pieces = mention.pieces.filter((piece) => piece !== undefined);
      this.#all.add(mention);
    }
  }

  #replace({ span, text: inserted }: TextReplacement): void {
    const text = this.text.slice(0, span.start) + inserted + this.text.slice(span.end);
    for (const mention of this.#all)
      mention.pieces = mention.pieces.map(
        (piece) => piece && movePiece(piece, this.text, span, inserted, text),
      );
    this.text = text;
  }
}

export function isLost({ pieces }: ModelMention): boolean {
  return pieces.every((piece) => piece === undefined);
}

function movePiece(
  piece: Span,
  before: string,
  edit: Span,
  inserted: string,
  after: string,
): Span | undefined {
  const isIn = Array.from(before, () => false).slice(0, 0);
  for (let offset = 0; offset < before.length; offset += 1)
    isIn.push(offset >= piece.start && offset < piece.end);
  const takesAll = edit.start <= piece.start && edit.end >= piece.end;
  const isWithin = edit.start >= piece.start && edit.end <= piece.end;
  const atBorder = edit.start === edit.end && (edit.start === piece.start || edit.start === piece.end);
  const isInside = edit.start > piece.start && edit.end < piece.end;
  const isOwn = isWithin && !takesAll && !atBorder && (isInside || inserted.trim() !== '');
  const flags = [
    ...isIn.slice(0, edit.start),
    ...Array.from({ length: inserted.length }, () => isOwn),
    ...isIn.slice(edit.end),
  ];
  let start = flags.indexOf(true);
  let end = flags.lastIndexOf(true) + 1;
  if (start < 0) return undefined;
  const tookStart = edit.start <= piece.start && edit.end > piece.start;
  const tookEnd = edit.end >= piece.end && edit.start < piece.end;
  while (tookStart && start < end && after.charAt(start).trim() === '') start += 1;
  while (tookEnd && end > start && after.charAt(end - 1).trim() === '') end -= 1;
  return start < end ? { start, end } : undefined;
}
