import * as v from 'valibot';
import { l10n, Uri } from 'vscode';
import type { EntityMention } from '../../core/annotations.ts';
import { mentionsArguments } from '../commands/arguments.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { viewIds } from '../ids.ts';
import { meantItems } from '../meantItems.ts';
import { say } from '../say.ts';
import { type EntityNode, isEntityNode, mentionsOfNode } from './entityNodes.ts';
import { nameOfMentions } from './wording.ts';

/** What an entity command is to act on. */
export interface EntityTarget {
  readonly annotations: DocumentAnnotations;
  /** The mentions that were meant, at least one: the one at the cursor, those of list items. */
  readonly mentions: readonly EntityMention[];
}

/** What finding a target needs. */
export interface TargetParts {
  readonly current: CurrentDocument;
  /** The list whose selected items a key in it is meant for. */
  readonly entities: { readonly selection: readonly EntityNode[] };
  /** What is known of a document, its files read. */
  readonly forEditing: (uri: Uri) => Promise<DocumentAnnotations>;
}

/**
 * The mentions that a command is meant for: those of its arguments (list items, the name of the list, a link), else
 * the one at the cursor. Where there is none that is said.
 */
export async function entityTarget(
  parts: TargetParts,
  args: readonly unknown[],
): Promise<EntityTarget | undefined> {
  const items = await itemsOf(parts, args);
  const link = v.safeParse(mentionsArguments, args);
  if (items) return targetOfItems(parts, items);
  if (link.success) return targetOfLink(parts, link.output);
  return targetAtCursor(parts);
}

/** What of the entities that a command names it is about, and how a message calls that. */
export interface ScopedTarget extends EntityTarget {
  readonly words: string;
}

/** The target of a command that is about the mentions meant, or about all mentions of their entities. */
export async function scopedTarget(
  parts: TargetParts,
  args: readonly unknown[],
  scope: 'mention' | 'entity',
): Promise<ScopedTarget | undefined> {
  const target = await entityTarget(parts, args);
  if (!target) return undefined;
  const { annotations } = target;
  const mentions = scope === 'entity' ? wholeEntities(target) : target.mentions;
  const spans = mentions.map(({ span }) => span);
  return { annotations, mentions, words: nameOfMentions(annotations, spans) };
}

/** All mentions of the entities that the mentions belong to. */
export function wholeEntities({ annotations, mentions }: EntityTarget): readonly EntityMention[] {
  const { index } = annotations;
  const entities = new Set(mentions.flatMap(({ id }) => index.entityOfMention(id) ?? []));
  return [...entities].flatMap((entity) => index.mentionsOf(entity));
}

/** The list items that a command is meant for: those selected when several are, else the one clicked or focused. */
export async function itemsOf(
  { entities }: Pick<TargetParts, 'entities'>,
  [first, selected]: readonly unknown[],
): Promise<readonly EntityNode[] | undefined> {
  if (first === viewIds.entities) return meantItems(entities);
  if (!isEntityNode(first)) return undefined;
  return Array.isArray(selected) && selected.includes(first) ? selected.filter(isEntityNode) : [first];
}

async function targetOfItems(
  { forEditing }: TargetParts,
  items: readonly EntityNode[],
): Promise<EntityTarget | undefined> {
  const [first] = items;
  if (!first) return undefined;
  const annotations = await forEditing(first.annotations.uri);
  // What the list shows may be a moment old.
  const ids = new Set(items.flatMap((item) => mentionsOfNode(item).map(({ id }) => id)));
  const mentions = [...ids].flatMap((id) => annotations.index.mention(id) ?? []);
  return mentions.length > 0 ? { annotations, mentions } : undefined;
}

async function targetOfLink(
  { forEditing }: TargetParts,
  [uri, ...ids]: v.InferOutput<typeof mentionsArguments>,
): Promise<EntityTarget | undefined> {
  const annotations = await forEditing(Uri.parse(uri));
  const mentions = ids.flatMap((id) => annotations.index.mention(id) ?? []);
  return mentions.length > 0 ? { annotations, mentions } : undefined;
}

async function targetAtCursor({ current, forEditing }: TargetParts): Promise<EntityTarget | undefined> {
  const editor = current.editor;
  const annotations = editor && (await forEditing(editor.document.uri));
  const mention = annotations?.index.mentionAt(editor?.document.offsetAt(editor.selection.active) ?? 0);
  if (annotations && mention) return { annotations, mentions: [mention] };
  say(l10n.t('Put the cursor on an entity first.'));
  return undefined;
}
