import type { BorderMove } from '../../core/moveBorder.ts';
import type { RegroupParts } from '../entities/regroup.ts';
import { commandIds } from '../ids.ts';
import { addAttitude } from './addAttitude.ts';
import { addEntity } from './addEntity.ts';
import { annotateEqualMentions } from './annotateEqualMentions.ts';
import { changeEntityType } from './changeEntityType.ts';
import { entityActions } from './entityActions.ts';
import { mergeEntities } from './mergeEntities.ts';
import { moveMentionBorder, setMentionBorders } from './moveMentionBorder.ts';
import { removeEntity } from './removeEntity.ts';
import type { CommandHandler } from './runCommand.ts';
import { splitEntity } from './splitEntity.ts';

/** The commands that change entities, and those that connect two; each finds what the one before it left. */
export function entityCommands(
  parts: RegroupParts,
  inTurn: (handler: CommandHandler) => CommandHandler,
): Readonly<Record<string, CommandHandler>> {
  const { store } = parts;
  const move = (border: BorderMove['border'], by: BorderMove['by']) =>
    moveMentionBorder(parts, store, { border, by });
  const handlers = {
    [commandIds.addEntity]: addEntity(parts, store),
    [commandIds.addPerson]: addEntity(parts, store, 'PER'),
    [commandIds.addOrganisation]: addEntity(parts, store, 'ORG'),
    [commandIds.addPlace]: addEntity(parts, store, 'LOC'),
    [commandIds.addGeopolitical]: addEntity(parts, store, 'GEOPOLIT'),
    [commandIds.changeEntityType]: changeEntityType(parts, store, 'entity'),
    [commandIds.changeMentionType]: changeEntityType(parts, store, 'mention'),
    [commandIds.growMentionEnd]: move('end', 'grow'),
    [commandIds.shrinkMentionEnd]: move('end', 'shrink'),
    [commandIds.growMentionStart]: move('start', 'grow'),
    [commandIds.shrinkMentionStart]: move('start', 'shrink'),
    [commandIds.setMentionBorders]: setMentionBorders(parts, store),
    [commandIds.removeMention]: removeEntity(parts, store, 'mention'),
    [commandIds.removeEntity]: removeEntity(parts, store, 'entity'),
    [commandIds.annotateEqualMentions]: annotateEqualMentions(parts, store),
    [commandIds.mergeEntities]: mergeEntities(parts),
    [commandIds.splitEntity]: splitEntity(parts),
    [commandIds.addAttitude]: addAttitude(parts, store, 'letters'),
    [commandIds.addAttitudeFromList]: addAttitude(parts, store, 'list'),
  };
  const turned = Object.entries(handlers).map(([id, handler]) => [id, inTurn(handler)] as const);
  // What it offers are commands that wait for their turn themselves.
  return { [commandIds.entityActions]: entityActions(parts.current, store), ...Object.fromEntries(turned) };
}
