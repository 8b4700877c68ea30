import type { EntityMention, Label } from '../annotations.ts';
import type { Origin } from '../formats/bratOrigin.ts';
import { overlaps, type Span } from '../span.ts';
import { attitudeId, mentionId, rejectionId } from './ids.ts';
import { placeKey } from './placeKey.ts';
import {
  isConfirmed,
  noChange,
  type Placed,
  type RejectedMention,
  type Replacement,
  type Review,
  type ReviewChange,
  type ReviewedAttitude,
  type ReviewedMention,
  wholeOf,
} from './review.ts';

/** A change in the making: each part of an operation sees what the parts before it did. */
export class Draft {
  readonly #review: Review;
  readonly #whole: Pick<Review, 'mentions' | 'attitudes' | 'marks'>;
  readonly #mentions = new Map<string, ReviewedMention | undefined>();
  readonly #attitudes = new Map<string, ReviewedAttitude | undefined>();
  readonly #marks = new Map<string, ReviewedMention | undefined>();
  readonly #rejected = new Map<string, RejectedMention>();
  #idsByPlace: Map<string, string> | undefined;
  #idsByPair: Map<string, string> | undefined;
  #idsByMention: Map<string, Set<string>> | undefined;

  constructor(review: Review) {
    this.#review = review;
    this.#whole = wholeOf(review);
  }

  /** What came of it; records that are as before are left out. */
  change(): ReviewChange {
    return {
      ...noChange,
      mentions: replacements(this.#mentions, this.#whole.mentions),
      attitudes: replacements(this.#attitudes, this.#whole.attitudes),
      rejected: replacements(this.#rejected, this.#review.rejected),
      marks: replacements(this.#marks, this.#whole.marks),
    };
  }

  attitudeOf(id: string | undefined): ReviewedAttitude | undefined {
    if (id === undefined) return undefined;
    return this.#attitudes.has(id) ? this.#attitudes.get(id) : this.#whole.attitudes.get(id);
  }

  /** Id of the attitude of the ordered pair, if it has one. */
  attitudeBetween(sourceId: string, targetId: string): ReviewedAttitude | undefined {
    return this.attitudeOf(this.#pairs().get(`${sourceId} ${targetId}`));
  }

  /** The id of the mention in the file, where it is put if it was only suggested. */
  confirmMention(mention: EntityMention, model: string | undefined): string {
    const known = this.#find(mention);
    if (known === undefined) return this.#put(mention, suggestedOrigin(mention, 'accepted', model)).id;
    if (!isConfirmed(known)) this.#setMention({ ...known, origin: { ...known.origin, by: 'accepted' } });
    return known.id;
  }

  /** Puts a mention there by hand, or gives its type to the one in the same place. */
  addMention(mention: {
    readonly span: Span;
    readonly fragments?: readonly Span[];
    readonly type: string;
  }): void {
    const known = this.#at(mention);
    if (known === undefined) this.#put(mention, { by: 'added' });
    else if (known.type !== mention.type || !isConfirmed(known))
      this.#setMention({ ...known, type: mention.type, origin: { ...known.origin, by: 'corrected' } });
  }

  /** Changes a mention, suggested or annotated; a new span makes it one piece. */
  correctMention(
    mention: EntityMention,
    change: { readonly type: string } | { readonly span: Span },
    model: string | undefined,
  ): void {
    const known = this.#find(mention);
    const type = 'type' in change ? change.type : (known?.type ?? mention.type);
    if (known !== undefined && 'type' in change) {
      if (known.type !== type || !isConfirmed(known))
        this.#setMention({ ...known, type, origin: { ...known.origin, by: 'corrected' } });
      return;
    }
    const origin = known
      ? { ...known.origin, by: 'corrected' as const }
      : suggestedOrigin(mention, 'corrected', model);
    if ('type' in change) {
      this.#put({ ...mention, type }, origin);
      return;
    }
    const { span } = change;
    if (known && placeKey(known) === placeKey({ span })) return;
    if (known) this.#setMention({ id: known.id, type, span, origin });
    else this.#put({ span, type }, origin);
    if (!overlaps(mention.span, span)) this.#reject(mention);
  }

  /** Takes the mention and its attitudes away, and keeps suggestions from its place. */
  removeMention(mention: EntityMention): void {
    const known = this.#find(mention);
    if (known !== undefined) this.#drop(known);
    this.#reject(known ?? mention);
  }

  /** Gives the words at `span` to a lost mention, or removes it. */
  resolveLost(id: string, resolution: Span | 'remove'): void {
    const lost = this.#review.lost.find((each) => each.mention.id === id);
    if (lost === undefined) return;
    const { type, origin } = lost.mention;
    const found =
      resolution === 'remove'
        ? undefined
        : { id, type, span: resolution, ...(origin !== undefined && { origin }) };
    if (lost.isMark) this.#marks.set(id, found);
    else if (found === undefined) this.#drop(lost.mention);
    else this.#setMention(found);
  }

  /** Gives the ordered pair this label: to the attitude that it has, else to a new one. */
  putAttitude(sourceMentionId: string, targetMentionId: string, label: Label, origin: Origin): void {
    const known = this.attitudeBetween(sourceMentionId, targetMentionId);
    if (known !== undefined) {
      this.changeAttitude(known.id, { label, origin: { ...known.origin, ...origin } });
      return;
    }
    const id = attitudeId(sourceMentionId, targetMentionId, (each) => this.#isFree(each));
    this.#setAttitude({ id, sourceMentionId, targetMentionId, label, origin });
  }

  changeAttitude(id: string, change: Partial<Omit<ReviewedAttitude, 'id'>>): void {
    const known = this.attitudeOf(id);
    if (known === undefined) return;
    this.#idsByPair?.delete(pairKey(known));
    this.#setAttitude({ ...known, ...change });
  }

  removeAttitude(id: string): void {
    const known = this.attitudeOf(id);
    if (known === undefined) return;
    this.#idsByPair?.delete(pairKey(known));
    this.#attitudes.set(id, undefined);
  }

  #mention(id: string): ReviewedMention | undefined {
    return this.#mentions.has(id) ? this.#mentions.get(id) : this.#whole.mentions.get(id);
  }

  #find(mention: EntityMention): ReviewedMention | undefined {
    return this.#mention(mention.id) ?? this.#at(mention);
  }

  #at(place: Placed): ReviewedMention | undefined {
    this.#idsByPlace ??= new Map(
      [...this.#review.mentions.values()].map((each) => [placeKey(each), each.id] as const),
    );
    const known = this.#mention(this.#idsByPlace.get(placeKey(place)) ?? '');
    // It may have moved or gone since.
    return known !== undefined && placeKey(known) === placeKey(place) ? known : undefined;
  }

  #put(
    { span, fragments, type }: { span: Span; fragments?: readonly Span[]; type: string },
    origin: Origin | undefined,
  ): ReviewedMention {
    const id = mentionId(span, (each) => this.#isFree(each));
    const mention = {
      id,
      type,
      span,
      ...(fragments !== undefined && { fragments }),
      ...(origin !== undefined && { origin }),
    };
    this.#setMention(mention);
    this.#idsByPlace?.set(placeKey(mention), id);
    return mention;
  }

  #drop({ id }: ReviewedMention): void {
    this.#idsByMention ??= idsByMention(this.#whole.attitudes.values());
    for (const attitudeId of this.#idsByMention.get(id) ?? []) this.removeAttitude(attitudeId);
    for (const attitude of this.#attitudes.values())
      if (attitude?.sourceMentionId === id || attitude?.targetMentionId === id)
        this.removeAttitude(attitude.id);
    this.#mentions.set(id, undefined);
  }

  #reject({ span, fragments }: Placed): void {
    const id = rejectionId(span, (each) => this.#isFree(each));
    this.#rejected.set(id, { id, span, ...(fragments !== undefined && { fragments }) });
  }

  #setMention(mention: ReviewedMention): void {
    this.#mentions.set(mention.id, mention);
    this.#idsByPlace?.set(placeKey(mention), mention.id);
  }

  #setAttitude(attitude: ReviewedAttitude): void {
    this.#attitudes.set(attitude.id, attitude);
    this.#idsByPair?.set(pairKey(attitude), attitude.id);
  }

  /** Made when first asked for: a decision on what stands in the file does without. */
  #pairs(): ReadonlyMap<string, string> {
    if (this.#idsByPair) return this.#idsByPair;
    const ids = new Map<string, string>();
    for (const each of this.#whole.attitudes.values())
      if (!this.#attitudes.has(each.id)) ids.set(pairKey(each), each.id);
    for (const each of this.#attitudes.values()) if (each) ids.set(pairKey(each), each.id);
    this.#idsByPair = ids;
    return ids;
  }

  #isFree(id: string): boolean {
    const isGiven = this.#mentions.has(id) || this.#attitudes.has(id) || this.#rejected.has(id);
    return !isGiven && !this.#review.seenIds.has(id);
  }
}

function suggestedOrigin(
  { probability }: EntityMention,
  by: 'accepted' | 'corrected',
  model: string | undefined,
): Origin {
  return { by, ...(model !== undefined && { model }), ...(probability !== undefined && { probability }) };
}

function pairKey({ sourceMentionId, targetMentionId }: ReviewedAttitude): string {
  return `${sourceMentionId} ${targetMentionId}`;
}

function idsByMention(attitudes: Iterable<ReviewedAttitude>): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  const add = (mentionId: string, id: string) => {
    const known = ids.get(mentionId);
    if (known) known.add(id);
    else ids.set(mentionId, new Set([id]));
  };
  for (const { id, sourceMentionId, targetMentionId } of attitudes) {
    add(sourceMentionId, id);
    add(targetMentionId, id);
  }
  return ids;
}

function replacements<Value>(
  drafts: ReadonlyMap<string, Value | undefined>,
  records: ReadonlyMap<string, Value>,
): Replacement<Value>[] {
  const changed: Replacement<Value>[] = [];
  for (const [id, after] of drafts) {
    const before = records.get(id);
    if (before === after) continue;
    changed.push({ id, ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
  }
  return changed;
}
