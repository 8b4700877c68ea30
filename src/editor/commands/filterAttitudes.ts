import { commands } from 'vscode';
import type { AttitudeTree } from '../attitudeTree.ts';
import { viewIds } from '../ids.ts';
import type { AttitudeFilter } from '../treeNodes.ts';
import type { CommandHandler } from './runCommand.ts';

/** Shows the list of attitudes with only these in it; "both" also takes back the choice of one entity. */
export function filterAttitudes(tree: AttitudeTree, sign: AttitudeFilter['sign']): CommandHandler {
  return async () => {
    tree.filter(sign === 'both' ? { sign, entityId: undefined } : { sign });
    await commands.executeCommand(`${viewIds.attitudes}.focus`);
  };
}
