import type { Entity, EntityMention } from '../annotations.ts';
import { formKey } from '../entities/nameForm.ts';
import { groupingMentions } from '../entities.ts';
import { compareSpans } from '../span.ts';
import type { Work } from '../work.ts';
import { isSamePlace } from './placeKey.ts';

/** Mentions in groups; immutable. */
export interface Grouping {
  readonly text: string;
  /** In reading order. */
  readonly mentions: readonly EntityMention[];
  readonly entities: readonly Entity[];
  readonly synonyms: readonly (readonly string[])[];
  /** Whether some mentions wait to be judged: they stand where they stood before an edit, or by themselves. */
  readonly isProvisional: boolean;
}

/** In a document with more mentions than this new names wait: to judge them takes longer than a key may. */
const longDocument = 5000;

/** More mentions than this that come or go are grouped anew with all others. */
const mostChanges = 1000;

/**
 * Groups the mentions. Where only mentions with known spellings came, went or moved since `previous`, they go into
 * the entity that has the spelling, and no name is judged anew: grouping a long document takes a while. Mentions that
 * an edit has changed keep their entities, and new names in a long document stand by themselves, until this is asked
 * for the same text again.
 */
export function* regrouping(
  text: string,
  mentions: readonly EntityMention[],
  synonyms: readonly (readonly string[])[],
  previous: Grouping | undefined,
): Work<Grouping> {
  if (previous !== undefined && areSame(previous.synonyms, synonyms)) {
    const isTextSame = previous.text === text;
    if (isTextSame && previous.mentions === mentions && !previous.isProvisional) return previous;
    const adapted = isTextSame && previous.isProvisional ? undefined : adapt(previous, text, mentions);
    if (adapted !== undefined) return { text, mentions, synonyms, ...adapted };
  }
  const entities = yield* groupingMentions(text, mentions, synonyms);
  return { text, mentions, synonyms, entities, isProvisional: false };
}

function areSame(a: readonly (readonly string[])[], b: readonly (readonly string[])[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((group, index) => {
      const other = b[index];
      return other?.length === group.length && group.every((name, at) => name === other[at]);
    })
  );
}

/** What differs between two lists of mentions. */
interface Changes {
  /** Ids in the new list by ids in the old one, where they differ. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly removed: readonly EntityMention[];
  readonly added: readonly EntityMention[];
  readonly isProvisional: boolean;
}

function adapt(
  previous: Grouping,
  text: string,
  mentions: readonly EntityMention[],
): Pick<Grouping, 'entities' | 'isProvisional'> | undefined {
  const changes = compare(previous, text, mentions);
  if (changes === undefined) return undefined;
  const { renamed, removed, added } = changes;
  const wasProvisional = changes.isProvisional || previous.isProvisional;
  if (renamed.size + removed.length + added.length === 0)
    return { entities: previous.entities, isProvisional: wasProvisional };
  const { addedTo, newNames } = findEntities(previous, text, added);
  if (newNames.length > 0 && mentions.length <= longDocument) return undefined;
  const isProvisional = wasProvisional || newNames.length > 0;

  const gone = new Set(removed.map(({ id }) => id));
  const drafts = previous.entities.flatMap((entity) => {
    const extra = addedTo.get(entity.id) ?? [];
    const isTouched = extra.length > 0 || entity.mentionIds.some((id) => gone.has(id) || renamed.has(id));
    if (!isTouched) return { entity, isTouched };
    const mentionIds = entity.mentionIds.flatMap((id) => (gone.has(id) ? [] : (renamed.get(id) ?? id)));
    for (const { id } of extra) mentionIds.push(id);
    return mentionIds.length > 0 ? { entity: { ...entity, mentionIds }, isTouched } : [];
  });
  for (const mentionsOfName of newNames) {
    const [first] = mentionsOfName;
    if (first === undefined) continue;
    const name = wordsOf(text, first).replace(/\s+/g, ' ').trim();
    const entity = { id: '', name, type: first.type, mentionIds: mentionsOfName.map(({ id }) => id) };
    drafts.push({ entity, isTouched: true });
  }
  // Ranks of those alone that are asked for: of all, they would take longer than the rest together.
  const ranks = new Map<string, number>();
  for (const { entity, isTouched } of drafts)
    for (const id of isTouched ? entity.mentionIds : entity.mentionIds.slice(0, 1)) ranks.set(id, -1);
  for (const [index, { id }] of mentions.entries()) if (ranks.has(id)) ranks.set(id, index);
  const rankOf = (id: string | undefined) => ranks.get(id ?? '') ?? -1;
  const entities = drafts.map(({ entity, isTouched }) => {
    if (!isTouched) return entity;
    const mentionIds = entity.mentionIds.toSorted((a, b) => rankOf(a) - rankOf(b));
    const type = mostFrequentType(mentionIds.flatMap((id) => mentions[rankOf(id)] ?? []));
    return { ...entity, id: `E${mentionIds[0]}`, type: type ?? entity.type, mentionIds };
  });
  entities.sort((a, b) => rankOf(a.mentionIds[0]) - rankOf(b.mentionIds[0]));
  return { entities, isProvisional };
}

/** Undefined where the two differ in too much. */
function compare(
  { text: oldText, mentions: old }: Grouping,
  text: string,
  mentions: readonly EntityMention[],
): Changes | undefined {
  const renamed = new Map<string, string>();
  const removed: EntityMention[] = [];
  const added: EntityMention[] = [];
  let isProvisional = false;
  const pair = (before: EntityMention, after: EntityMention) => {
    if (before.id !== after.id) renamed.set(before.id, after.id);
  };
  if (text === oldText) {
    let next = 0;
    for (const mention of mentions) {
      let before = old[next];
      if (before === mention) {
        next += 1;
        continue;
      }
      for (; before && compareSpans(before.span, mention.span) < 0; before = old[next]) {
        removed.push(before);
        next += 1;
      }
      if (before && isSame(before, mention)) {
        pair(before, mention);
        next += 1;
      } else added.push(mention);
      if (removed.length + added.length > mostChanges) return undefined;
    }
    removed.push(...old.slice(next));
  } else {
    const isAlike = (before: EntityMention | undefined, after: EntityMention | undefined) =>
      before?.type === after?.type && before && after && wordsOf(oldText, before) === wordsOf(text, after);
    const shorter = Math.min(old.length, mentions.length);
    let head = 0;
    while (head < shorter && isAlike(old[head], mentions[head])) head += 1;
    let tail = 0;
    while (tail < shorter - head && isAlike(old.at(-1 - tail), mentions.at(-1 - tail))) tail += 1;
    for (let index = 0; index < head; index += 1) {
      const [before, after] = [old[index], mentions[index]];
      if (before && after) pair(before, after);
    }
    for (let index = 1; index <= tail; index += 1) {
      const [before, after] = [old.at(-index), mentions.at(-index)];
      if (before && after) pair(before, after);
    }
    const [oldMiddle, middle] = [
      old.slice(head, old.length - tail),
      mentions.slice(head, mentions.length - tail),
    ];
    isProvisional =
      oldMiddle.length === middle.length &&
      middle.every(({ type }, index) => type === oldMiddle[index]?.type);
    if (isProvisional)
      for (const [index, mention] of middle.entries()) pair(oldMiddle[index] ?? mention, mention);
    else {
      removed.push(...oldMiddle);
      added.push(...middle);
    }
    isProvisional &&= middle.length > 0;
  }
  if (removed.length + added.length > mostChanges) return undefined;
  return { renamed, removed, added, isProvisional };
}

function isSame(a: EntityMention, b: EntityMention): boolean {
  return a === b || (a.type === b.type && isSamePlace(a, b));
}

function wordsOf(text: string, { span, fragments }: EntityMention): string {
  if (fragments === undefined) return text.slice(span.start, span.end);
  return fragments.map(({ start, end }) => text.slice(start, end)).join(' ');
}

/** The added mentions by the entity that has their spelling, and by spelling those that none has. */
function findEntities(
  { text: oldText, mentions: old, entities }: Grouping,
  text: string,
  added: readonly EntityMention[],
): { readonly addedTo: ReadonlyMap<string, EntityMention[]>; readonly newNames: readonly EntityMention[][] } {
  const addedTo = new Map<string, EntityMention[]>();
  if (added.length === 0) return { addedTo, newNames: [] };
  const addedByKey = new Map<string, EntityMention[]>();
  for (const mention of added) put(addedByKey, formKey(text, mention), mention);
  const lengths = new Set(added.map(({ span }) => span.end - span.start));
  const keysByMention = new Map<string, string>();
  const found = new Set<string>();
  for (const mention of old) {
    if (!lengths.has(mention.span.end - mention.span.start)) continue;
    const key = formKey(oldText, mention);
    if (!addedByKey.has(key) || found.has(key)) continue;
    found.add(key);
    keysByMention.set(mention.id, key);
  }
  for (const { id, mentionIds } of entities)
    for (const mentionId of mentionIds) {
      const key = keysByMention.get(mentionId);
      for (const mention of addedByKey.get(key ?? '') ?? []) put(addedTo, id, mention);
    }
  const newNames = [...addedByKey].flatMap(([key, mentions]) => (found.has(key) ? [] : [mentions]));
  return { addedTo, newNames };
}

function put<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** The earliest of equals. */
function mostFrequentType(mentions: readonly EntityMention[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { type } of mentions) counts.set(type, (counts.get(type) ?? 0) + 1);
  let best: string | undefined;
  for (const [type, count] of counts) if (count > (counts.get(best ?? '') ?? 0)) best = type;
  return best;
}
