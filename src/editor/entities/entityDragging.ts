import { commands, type DataTransfer, DataTransferItem, type TreeDragAndDropController } from 'vscode';
import { commandIds, viewIds } from '../ids.ts';
import { type EntityNode, isEntityNode } from './entityNodes.ts';

const mimeType = `application/vnd.code.tree.${viewIds.entities.toLowerCase()}`;

/** Entities dropped onto an entity become one with it; mentions dropped beside all entities become one of their own. */
export class EntityDragging implements TreeDragAndDropController<EntityNode> {
  readonly dragMimeTypes: readonly string[] = [mimeType];
  readonly dropMimeTypes: readonly string[] = [mimeType];

  handleDrag(nodes: readonly EntityNode[], transfer: DataTransfer): void {
    transfer.set(mimeType, new DataTransferItem(nodes));
  }

  async handleDrop(target: EntityNode | undefined, transfer: DataTransfer): Promise<void> {
    const dragged: unknown = transfer.get(mimeType)?.value;
    const nodes = Array.isArray(dragged) ? dragged.filter(isEntityNode) : [];
    const [first] = nodes;
    if (target) await commands.executeCommand(commandIds.mergeEntities, target, [target, ...nodes]);
    else if (first?.type === 'mention') await commands.executeCommand(commandIds.splitEntity, first, nodes);
  }
}
