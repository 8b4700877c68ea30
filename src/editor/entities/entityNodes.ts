import type { Entity, EntityMention } from '../../core/annotations.ts';
import { DocumentAnnotations } from '../documentAnnotations.ts';

/** An item of the list of entities: an entity, or one of its mentions. */
export type EntityNode =
  | { readonly type: 'entity'; readonly annotations: DocumentAnnotations; readonly entity: Entity }
  | { readonly type: 'mention'; readonly annotations: DocumentAnnotations; readonly mention: EntityMention };

/** Whether an argument of a command is such an item. */
export function isEntityNode(value: unknown): value is EntityNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'annotations' in value &&
    value.annotations instanceof DocumentAnnotations &&
    ('entity' in value || 'mention' in value)
  );
}

/** The mention of the item, or all of its entity. */
export function mentionsOfNode(node: EntityNode): readonly EntityMention[] {
  return node.type === 'mention' ? [node.mention] : node.annotations.index.mentionsOf(node.entity);
}
