import './graph.css';
import type { ToGraph } from '../../src/protocol/graphMessages.ts';
import { registerControls } from './controls.ts';
import { connectHost } from './host.ts';
import { loadState, saveState } from './savedState.ts';
import { type GraphEvent, reduce, revealOrder } from './state.ts';
import { GraphView } from './view.ts';
import { createWording } from './wording.ts';

const root = document.querySelector<HTMLElement>('#page');
if (!root) throw new Error('The page has no element #page.');

registerControls();
const host = connectHost();
let state = loadState(host.saved);
let view: GraphView | undefined;

function dispatch(event: GraphEvent): void {
  const next = reduce(state, event);
  if (next === state) return;
  state = next;
  host.save(saveState(state));
  view?.render(state);
  if (event.type !== 'followed' && event.type !== 'sentenceChosen') return;
  const order = revealOrder(state);
  if (order) host.send(order);
}

function receive(message: ToGraph, page: HTMLElement): void {
  switch (message.type) {
    case 'showStrings':
      view?.dispose();
      view = new GraphView(page, createWording(message.strings), {
        dispatch,
        extract: () => host.send({ type: 'extractAttitudes' }),
        saveFile: (format, content) => host.send({ type: 'exportGraph', format, content }),
      });
      view.render(state);
      break;
    case 'showGraph': {
      const { documentUri: uri, documentName: name, documentVersion: version, graph } = message;
      dispatch({ type: 'graphShown', document: { uri, name, version, graph } });
      break;
    }
    case 'selectMention':
      dispatch({
        type: 'mentionSelected',
        documentVersion: message.documentVersion,
        mentionId: message.mentionId,
      });
      break;
    case 'showProblem':
      dispatch({ type: 'problemShown', message: message.message });
      break;
    default:
      message satisfies never;
  }
}

host.onMessage((message) => receive(message, root));
host.send({ type: 'ready' });
