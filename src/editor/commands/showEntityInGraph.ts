import * as v from 'valibot';
import { Uri } from 'vscode';
import type { GraphPanel } from '../graphPanel.ts';
import { idArguments } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Opens the graph with the entity of a mention in focus; a link's command. */
export function showEntityInGraph(graph: GraphPanel): CommandHandler {
  return (...args) => {
    const [uriText, mentionId] = v.parse(idArguments, args);
    const uri = Uri.parse(uriText);
    graph.show(uri);
    graph.selectMention(uri, mentionId);
  };
}
