import type { Attitude, EntityMention, Label } from '../annotations.ts';
import type { Origin, OriginKind } from '../formats/bratOrigin.ts';
import type { Span } from '../span.ts';
import { Draft } from './draft.ts';
import { isConfirmed, type Review, type ReviewChange, type ReviewedAttitude } from './review.ts';

/** Ids of the models that made the suggestions. */
export interface SuggestingModels {
  readonly entities?: string | undefined;
  readonly attitudes?: string | undefined;
}

/** An attitude of the merged view with its two ends; whether it or they stand in the file their ids tell. */
export interface ShownAttitude {
  /** Of its R line; absent for what only the model says. */
  readonly id?: string;
  readonly source: EntityMention;
  readonly target: EntityMention;
  readonly label: Label;
  /** Of `label`, in [0, 1]. */
  readonly probability: number;
}

/** A mention to add by hand. */
export interface MentionToAdd {
  readonly span: Span;
  readonly fragments?: readonly Span[];
  readonly type: string;
}

/** The attitude with its ends; undefined where `mention` knows an end not. */
export function shownAttitude(
  attitude: Attitude,
  mention: (id: string) => EntityMention | undefined,
): ShownAttitude | undefined {
  const source = mention(attitude.sourceMentionId);
  const target = mention(attitude.targetMentionId);
  if (source === undefined || target === undefined) return undefined;
  const { id, label, probability } = attitude;
  return { ...(id !== undefined && { id }), source, target, label, probability };
}

/** Confirms suggestions as they are; ends that are only suggested are confirmed with them. What is confirmed stays. */
export function acceptAttitudes(
  review: Review,
  suggestions: readonly ShownAttitude[],
  models: SuggestingModels = {},
): ReviewChange {
  const draft = new Draft(review);
  for (const suggestion of suggestions) judge(draft, suggestion, suggestion.label, 'accepted', models);
  return draft.change();
}

/** Says that there is no attitude (NEU), so that the suggestion does not come back; as `labelAttitudes` with `neutral`. */
export function rejectAttitudes(
  review: Review,
  suggestions: readonly ShownAttitude[],
  models: SuggestingModels = {},
): ReviewChange {
  return labelAttitudes(review, suggestions, 'neutral', models);
}

/** Gives attitudes, suggested or annotated, another label; the label that a suggestion has anyway accepts it. */
export function labelAttitudes(
  review: Review,
  attitudes: readonly ShownAttitude[],
  label: Label,
  models: SuggestingModels = {},
): ReviewChange {
  const draft = new Draft(review);
  for (const attitude of attitudes)
    judge(draft, attitude, label, attitude.label === label ? 'accepted' : 'corrected', models);
  return draft.change();
}

/**
 * Turns attitudes round. A suggestion becomes the annotated attitude in the other direction, and NEU in its own, so
 * that it does not come back; an annotation is turned where it stands.
 */
export function flipAttitudes(
  review: Review,
  attitudes: readonly ShownAttitude[],
  models: SuggestingModels = {},
): ReviewChange {
  const draft = new Draft(review);
  for (const attitude of attitudes) {
    const sourceId = draft.confirmMention(attitude.source, models.entities);
    const targetId = draft.confirmMention(attitude.target, models.entities);
    const own = draft.attitudeOf(attitude.id) ?? draft.attitudeBetween(sourceId, targetId);
    const origin = originOf('corrected', attitude, own, models);
    const label = own?.label ?? attitude.label;
    const isKept = own !== undefined && isConfirmed(own) && !draft.attitudeBetween(targetId, sourceId);
    if (isKept)
      draft.changeAttitude(own.id, { sourceMentionId: targetId, targetMentionId: sourceId, origin });
    else draft.putAttitude(targetId, sourceId, label, origin);
    // What the model had suggested it would suggest again.
    if (origin.model !== undefined || own === undefined)
      draft.putAttitude(sourceId, targetId, 'neutral', origin);
    else if (!isKept) draft.removeAttitude(own.id);
  }
  return draft.change();
}

/** Adds an attitude by hand; ends that are only suggested are confirmed. One that the pair has is changed to `label`. */
export function addAttitude(
  review: Review,
  source: EntityMention,
  target: EntityMention,
  label: Label,
  models: SuggestingModels = {},
): ReviewChange {
  const draft = new Draft(review);
  const sourceId = draft.confirmMention(source, models.entities);
  const targetId = draft.confirmMention(target, models.entities);
  draft.putAttitude(sourceId, targetId, label, { by: 'added' });
  return draft.change();
}

/** Removes attitudes from the file; the pair may then be suggested again. */
export function removeAttitudes(review: Review, ids: readonly string[]): ReviewChange {
  const draft = new Draft(review);
  for (const id of ids) draft.removeAttitude(id);
  return draft.change();
}

/** Adds mentions by hand; where one stands in the same place already, it gets the type. */
export function addMentions(review: Review, mentions: readonly MentionToAdd[]): ReviewChange {
  const draft = new Draft(review);
  for (const mention of mentions) draft.addMention(mention);
  return draft.change();
}

/** Confirms suggested mentions as they are. */
export function acceptMentions(
  review: Review,
  mentions: readonly EntityMention[],
  models: SuggestingModels = {},
): ReviewChange {
  const draft = new Draft(review);
  for (const mention of mentions) draft.confirmMention(mention, models.entities);
  return draft.change();
}

/** Changes the type of mentions, annotated or suggested; a suggestion becomes an annotation by that. */
export function changeMentionType(
  review: Review,
  mentions: readonly EntityMention[],
  type: string,
  models: SuggestingModels = {},
): ReviewChange {
  const draft = new Draft(review);
  for (const mention of mentions) draft.correctMention(mention, { type }, models.entities);
  return draft.change();
}

/** Moves the borders of a mention, annotated or suggested; a discontinuous one becomes whole. */
export function changeMentionSpan(
  review: Review,
  mention: EntityMention,
  span: Span,
  models: SuggestingModels = {},
): ReviewChange {
  const draft = new Draft(review);
  draft.correctMention(mention, { span }, models.entities);
  return draft.change();
}

/** Removes mentions, annotated or suggested, with their attitudes; the model does not suggest them again. */
export function removeMentions(review: Review, mentions: readonly EntityMention[]): ReviewChange {
  const draft = new Draft(review);
  for (const mention of mentions) draft.removeMention(mention);
  return draft.change();
}

/** Gives a lost mention other words, or removes it and its attitudes for good (until undone). */
export function resolveLost(review: Review, id: string, resolution: Span | 'remove'): ReviewChange {
  const draft = new Draft(review);
  draft.resolveLost(id, resolution);
  return draft.change();
}

function judge(
  draft: Draft,
  attitude: ShownAttitude,
  label: Label,
  by: OriginKind,
  models: SuggestingModels,
): void {
  const sourceId = draft.confirmMention(attitude.source, models.entities);
  const targetId = draft.confirmMention(attitude.target, models.entities);
  const own = draft.attitudeOf(attitude.id) ?? draft.attitudeBetween(sourceId, targetId);
  const origin = originOf(by, attitude, own, models);
  if (own === undefined) draft.putAttitude(sourceId, targetId, label, origin);
  else if (!isConfirmed(own) || own.label !== label) draft.changeAttitude(own.id, { label, origin });
}

/** What is known of the model stays known, whatever a person makes of its suggestion. */
function originOf(
  by: OriginKind,
  { probability }: ShownAttitude,
  own: ReviewedAttitude | undefined,
  models: SuggestingModels,
): Origin {
  if (own !== undefined) return { ...own.origin, by };
  return { by, ...(models.attitudes !== undefined && { model: models.attitudes }), probability };
}
