import type { RelationGraph } from '../../src/core/relationGraph.ts';
import { typeFamily } from '../../src/core/typeFamily.ts';
import { checkbox } from './controls.ts';
import { element, replaceContent } from './dom.ts';
import type { Sign } from './filter.ts';
import { shapeGlyph, signGlyph } from './glyphs.ts';
import type { PageActions, Part } from './part.ts';
import { shapesOf } from './shapes.ts';
import type { GraphState } from './state.ts';
import { signMark, type Wording } from './wording.ts';

const signs: readonly Sign[] = ['positive', 'negative'];

/** The row below the graph: it explains what signs and shapes mean, and its boxes filter by them. */
export function createLegend(wording: Wording, actions: PageActions): Part {
  const { strings } = wording;
  const root = element('div', { class: 'legend', role: 'group', 'aria-label': strings.legend });
  let state: GraphState | undefined;

  const signBox = (sign: Sign, graph: RelationGraph) =>
    checkbox(
      state?.filter.signs.includes(sign) ?? true,
      (isChecked) => {
        const shown = signs.filter((each) =>
          each === sign ? isChecked : state?.filter.signs.includes(each),
        );
        actions.dispatch({ type: 'filterChanged', change: { signs: shown } });
      },
      { 'data-key': sign },
      signGlyph(sign),
      element('b', { class: sign }, signMark(sign)),
      ` ${wording.signName(sign)} `,
      count(graph.edges.filter(({ label }) => label === sign).length),
    );

  const typeBox = (type: string, graph: RelationGraph) => {
    const shape = shapesOf(graph.nodes.map((node) => node.type)).get(type) ?? { kind: 'ellipse' };
    return checkbox(
      !state?.filter.hiddenTypes.includes(type),
      (isChecked) => {
        const others = (state?.filter.hiddenTypes ?? []).filter((hidden) => hidden !== type);
        actions.dispatch({
          type: 'filterChanged',
          change: { hiddenTypes: isChecked ? others : [...others, type] },
        });
      },
      { 'data-key': `type ${type}` },
      shapeGlyph(shape, typeFamily(type)),
      ` ${wording.typeName(type)} `,
      count(graph.nodes.filter((node) => node.type === type).length),
    );
  };

  const unconnectedBox = (graph: RelationGraph) => {
    const connected = new Set(graph.edges.flatMap(({ sourceId, targetId }) => [sourceId, targetId]));
    const unconnected = graph.nodes.filter(({ id }) => !connected.has(id)).length;
    if (unconnected === 0) return undefined;
    return checkbox(
      state?.filter.showUnconnected ?? false,
      (isChecked) => actions.dispatch({ type: 'filterChanged', change: { showUnconnected: isChecked } }),
      { 'data-key': 'unconnected' },
      `${strings.unconnected} `,
      count(unconnected),
    );
  };

  const count = (value: number) => element('span', { class: 'count' }, String(value));

  return {
    root,
    render(next) {
      const isSame = next.document?.graph === state?.document?.graph && next.filter === state?.filter;
      state = next;
      const graph = next.document?.graph;
      root.hidden = !graph || graph.nodes.length === 0;
      if (isSame || !graph) return;
      replaceContent(
        root,
        ...signs.map((sign) => signBox(sign, graph)),
        ...[...new Set(graph.nodes.map(({ type }) => type))].sort().map((type) => typeBox(type, graph)),
        unconnectedBox(graph),
      );
    },
  };
}
