import type {
  RelationEdge,
  RelationGraph,
  RelationNode,
  RelationSentence,
} from '../../src/core/relationGraph.ts';
import { iconButton, textButton } from './controls.ts';
import { type Child, element, replaceContent } from './dom.ts';
import type { PageActions, Part } from './part.ts';
import { type GraphState, type Selection, selectedEdge, selectedNode, visibleGraph } from './state.ts';
import { fill, signMark, type Wording } from './wording.ts';

/** What is known about the selected entity or attitude, with the ways into the text. */
export function createDetails(wording: Wording, actions: PageActions): Part {
  const { strings } = wording;
  const root = element('section', { class: 'details', 'aria-label': strings.details });
  return {
    root,
    render(state) {
      const node = selectedNode(state);
      const edge = selectedEdge(state);
      root.hidden = !state.document?.graph;
      if (node) replaceContent(root, ...nodeDetails(node, state));
      else if (edge && state.selection) replaceContent(root, ...edgeDetails(edge, state, state.selection));
      else
        replaceContent(
          root,
          element('p', { class: 'hint' }, strings.selectHint),
          element('p', { class: 'hint' }, strings.graphHelp),
        );
    },
  };

  function nodeDetails(node: RelationNode, state: GraphState): readonly Child[] {
    const { edges } = visibleGraph(state);
    const outgoing = edges.filter(({ sourceId }) => sourceId === node.id);
    const incoming = edges.filter(({ targetId }) => targetId === node.id);
    return [
      element('h2', {}, node.name),
      element(
        'p',
        { class: 'facts' },
        `${wording.typeName(node.type)} · ${wording.counted(strings.mentions, node.mentionIds.length)}`,
      ),
      textButton(
        strings.showInText,
        () => actions.dispatch({ type: 'followed', kind: 'node', id: node.id }),
        {
          'data-key': 'show',
        },
      ),
      ...relations(strings.outgoing, outgoing, state, ({ targetId }) => targetId),
      ...relations(strings.incoming, incoming, state, ({ sourceId }) => sourceId),
      edges.length > 0 && outgoing.length + incoming.length === 0
        ? element('p', { class: 'hint' }, strings.noAttitudes)
        : undefined,
    ];
  }

  function relations(
    title: string,
    edges: readonly RelationEdge[],
    state: GraphState,
    partner: (edge: RelationEdge) => string,
  ): readonly Child[] {
    const graph = state.document?.graph;
    if (!graph || edges.length === 0) return [];
    return [
      element('h3', {}, title),
      element(
        'ul',
        { class: 'rows' },
        ...edges.map((edge) => {
          const row = element(
            'button',
            { class: 'row', 'data-key': edge.id, 'aria-label': wording.describeEdge(edge, graph) },
            element('b', { class: edge.label }, signMark(edge.label)),
            element('span', { class: 'name' }, nameOf(partner(edge), graph)),
            element('span', { class: 'number' }, wording.certainty(edge)),
          );
          row.addEventListener('click', () =>
            actions.dispatch({ type: 'selected', kind: 'edge', id: edge.id }),
          );
          return element('li', {}, row);
        }),
      ),
    ];
  }

  function edgeDetails(edge: RelationEdge, state: GraphState, selection: Selection): readonly Child[] {
    const graph = state.document?.graph;
    if (!graph) return [];
    const follow = (step: 1 | -1) => () =>
      actions.dispatch({ type: 'followed', kind: 'edge', id: edge.id, step });
    const position = Math.max(0, selection.shown) + 1;
    return [
      element('h2', {}, end(edge.sourceId, graph), ' → ', end(edge.targetId, graph)),
      element(
        'p',
        { class: 'facts' },
        element('b', { class: edge.label }, signMark(edge.label)),
        ` ${wording.signName(edge.label)} · ${wording.certainty(edge)}`,
      ),
      edge.sentences.length === 0 ? element('p', { class: 'hint' }, strings.noSentence) : undefined,
      edge.sentences.length > 1
        ? element(
            'div',
            { class: 'walk' },
            iconButton(strings.previousSentence, '‹', follow(-1), { 'data-key': 'previous' }),
            element('span', {}, fill(strings.position, position, edge.sentences.length)),
            iconButton(strings.nextSentence, '›', follow(1), { 'data-key': 'next' }),
          )
        : undefined,
      element(
        'ol',
        { class: 'sentences' },
        ...edge.sentences.map((sentence, index) =>
          element('li', {}, sentenceButton(edge, sentence, index, selection)),
        ),
      ),
    ];
  }

  function end(id: string, graph: RelationGraph): HTMLElement {
    const link = element('button', { class: 'link', 'data-key': `end ${id}` }, nameOf(id, graph));
    link.addEventListener('click', () => actions.dispatch({ type: 'selected', kind: 'node', id }));
    return link;
  }

  function sentenceButton(
    edge: RelationEdge,
    sentence: RelationSentence,
    index: number,
    selection: Selection,
  ): HTMLElement {
    const button = element(
      'button',
      {
        class: 'sentence',
        'data-key': `sentence ${index}`,
        'aria-current': index === selection.shown ? 'true' : undefined,
      },
      ...sentence.snippet.map(({ role, text }) =>
        role === 'plain' ? text : element('mark', { class: role }, text),
      ),
      element('span', { class: 'number' }, ` ${wording.percent(sentence.probability)}`),
    );
    button.addEventListener('click', () =>
      actions.dispatch({ type: 'sentenceChosen', edgeId: edge.id, index }),
    );
    return button;
  }
}

function nameOf(id: string, { nodes }: RelationGraph): string {
  return nodes.find((node) => node.id === id)?.name ?? '';
}
