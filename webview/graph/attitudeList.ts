import { element, replaceContent } from './dom.ts';
import type { PageActions, Part } from './part.ts';
import { type GraphState, visibleGraph } from './state.ts';
import { signMark, type Wording } from './wording.ts';

/** The visible attitudes as a table: the graph for those who do not see it, and for quick reading. */
export function createAttitudeList(wording: Wording, actions: PageActions): Part {
  const { strings } = wording;
  const count = element('span', { class: 'count' });
  const body = element('tbody');
  // Most columns are too narrow for their names; a mark stands for those.
  const heading = (title: string, mark = title) =>
    element(
      'th',
      { scope: 'col', title, 'aria-label': title, class: mark === title ? 'wide' : 'mark' },
      mark,
    );
  const root = element(
    'details',
    { class: 'list' },
    element('summary', {}, `${strings.list} `, count),
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          heading(strings.subject),
          heading(strings.sign, '±'),
          heading(strings.object),
          heading(strings.probability, '%'),
        ),
      ),
      body,
    ),
  );
  root.addEventListener('toggle', () => actions.dispatch({ type: 'listToggled', isOpen: root.open }));
  let drawn: Pick<GraphState, 'document' | 'filter' | 'selection'> | undefined;

  return {
    root,
    render(state) {
      const { document, filter, selection } = state;
      root.hidden = !document?.graph || document.graph.edges.length === 0;
      if (root.open !== state.isListOpen) root.open = state.isListOpen;
      if (drawn?.document === document && drawn?.filter === filter && drawn?.selection === selection) return;
      drawn = { document, filter, selection };
      const { edges } = visibleGraph(state);
      const names = new Map(document?.graph?.nodes.map(({ id, name }) => [id, name]));
      count.textContent = String(edges.length);
      replaceContent(
        body,
        ...edges.map((edge) => {
          const follow = element(
            'button',
            { class: 'link', 'data-key': edge.id },
            names.get(edge.sourceId) ?? '',
          );
          follow.addEventListener('click', () =>
            actions.dispatch({ type: 'followed', kind: 'edge', id: edge.id }),
          );
          const isSelected = selection?.kind === 'edge' && selection.id === edge.id;
          return element(
            'tr',
            { 'aria-current': isSelected ? 'true' : undefined },
            element('th', { scope: 'row' }, follow),
            element(
              'td',
              { class: edge.label, 'aria-label': wording.signName(edge.label) },
              signMark(edge.label),
            ),
            element('td', {}, names.get(edge.targetId) ?? ''),
            element('td', { class: 'number' }, wording.certainty(edge)),
          );
        }),
      );
    },
  };
}
