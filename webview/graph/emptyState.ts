import { textButton } from './controls.ts';
import { element, replaceContent } from './dom.ts';
import type { PageActions, Part } from './part.ts';
import { type GraphState, visibleGraph } from './state.ts';
import type { Wording } from './wording.ts';

/** What stands in place of the graph when there is nothing to draw, and what to do about it. */
export function createEmptyState({ strings }: Wording, actions: PageActions): Part {
  const root = element('div', { class: 'empty' });
  const extract = () =>
    textButton(strings.extract, actions.extract, { appearance: 'primary', 'data-key': 'extract' });
  const reset = () =>
    textButton(strings.resetFilters, () => actions.dispatch({ type: 'filterReset' }), {
      'data-key': 'reset',
    });
  let drawn: ReturnType<typeof emptiness>;
  return {
    root,
    render(state) {
      const now = emptiness(state);
      root.hidden = now === undefined;
      if (now === drawn) return;
      drawn = now;
      switch (now) {
        case 'notExtracted':
          replaceContent(
            root,
            element('h2', {}, strings.emptyTitle),
            element('p', {}, strings.emptyHint),
            extract(),
          );
          break;
        case 'noAttitudes':
          replaceContent(root, element('p', {}, strings.emptyWithoutAttitudes), extract());
          break;
        case 'filtered':
          replaceContent(root, element('p', {}, strings.allFiltered), reset());
          break;
        case undefined:
          replaceContent(root);
          break;
        default:
          now satisfies never;
      }
    },
  };
}

function emptiness(state: GraphState): 'notExtracted' | 'noAttitudes' | 'filtered' | undefined {
  if (!state.document) return undefined;
  const { graph } = state.document;
  if (!graph) return 'notExtracted';
  if (visibleGraph(state).nodes.length > 0) return undefined;
  return graph.edges.length === 0 ? 'noAttitudes' : 'filtered';
}
