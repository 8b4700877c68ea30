import type { ExportFormat } from '../../src/protocol/graphMessages.ts';
import { dropdown, iconButton, textField } from './controls.ts';
import { element } from './dom.ts';
import { icon } from './glyphs.ts';
import type { PageActions, Part } from './part.ts';
import type { LayoutName } from './state.ts';
import { fill, type Wording } from './wording.ts';

/** Least probabilities to choose from. */
const probabilities: readonly number[] = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

const formats: readonly ExportFormat[] = ['svg', 'png', 'json'];

/** The row above the graph: search, layout, zoom, export. */
export function createToolbar(
  { strings, percent }: Wording,
  actions: PageActions,
): Part & { focusSearch(): void } {
  const search = textField(strings.search, (query) => actions.dispatch({ type: 'queryChanged', query }), {
    class: 'search',
  });
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') actions.dispatch({ type: 'nextFound' });
    if (event.key === 'Escape') actions.dispatch({ type: 'queryChanged', query: '' });
  });
  const layouts: readonly (readonly [LayoutName, string])[] = [
    ['camps', strings.layoutCamps],
    ['forces', strings.layoutForces],
    ['circle', strings.layoutCircle],
  ];
  const layout = dropdown(strings.layout, layouts, (value) => {
    const chosen = layouts.find(([name]) => name === value);
    if (chosen) actions.dispatch({ type: 'layoutChosen', layout: chosen[0] });
  });
  const probability = dropdown(
    strings.minProbability,
    probabilities.map((value) => [
      String(value),
      value === 0 ? strings.anyProbability : `≥ ${percent(value)}`,
    ]),
    (value) => actions.dispatch({ type: 'filterChanged', change: { minProbability: Number(value) } }),
    { class: 'probability' },
  );
  const root = element(
    'div',
    { class: 'toolbar' },
    search,
    layout,
    probability,
    element(
      'div',
      { class: 'buttons' },
      iconButton(strings.arrange, icon('arrange'), () => actions.dispatch({ type: 'arrangedAgain' })),
      iconButton(strings.fit, icon('fit'), actions.fit),
      iconButton(strings.zoomOut, icon('zoomOut'), () => actions.zoomBy(0.8)),
      iconButton(strings.zoomIn, icon('zoomIn'), () => actions.zoomBy(1.25)),
    ),
    element(
      'div',
      { class: 'buttons exports' },
      ...formats.map((format) => {
        const name = format.toUpperCase();
        return iconButton(fill(strings.exportAs, name), name, () => actions.exportAs(format));
      }),
    ),
  );
  return {
    root,
    focusSearch: () => search.focus(),
    render(state) {
      // The toolkit names the field "Text field" when it is put into the page.
      search.setAttribute('aria-label', strings.search);
      if (search.value !== state.query) search.value = state.query;
      if (layout.value !== state.layout) layout.value = state.layout;
      const least = String(state.filter.minProbability);
      if (probability.value !== least) probability.value = least;
    },
  };
}
