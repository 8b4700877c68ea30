import * as v from 'valibot';
import { type GraphState, initialState } from './state.ts';

const point = v.object({ x: v.number(), y: v.number() });

const schema = v.object({
  documentUri: v.optional(v.string()),
  filter: v.object({
    signs: v.array(v.picklist(['positive', 'negative'])),
    minProbability: v.number(),
    hiddenTypes: v.array(v.string()),
    showUnconnected: v.boolean(),
  }),
  query: v.string(),
  layout: v.picklist(['camps', 'forces', 'circle']),
  selection: v.optional(
    v.variant('kind', [
      v.object({ kind: v.literal('node'), id: v.string(), shown: v.number() }),
      v.object({ kind: v.literal('edge'), id: v.string(), shown: v.number(), fromId: v.string() }),
    ]),
  ),
  moved: v.record(v.string(), point),
  isListOpen: v.boolean(),
  viewport: v.optional(v.object({ zoom: v.number(), pan: point })),
});

/** What `setState` keeps of the page: everything but what the host sends anyway. Plain data. */
export function saveState(state: GraphState): unknown {
  const { document, savedUri, filter, query, layout, selection, moved, isListOpen, viewport } = state;
  return {
    documentUri: document?.uri ?? savedUri,
    filter,
    query,
    layout,
    selection,
    moved,
    isListOpen,
    viewport,
  } satisfies Record<keyof v.InferInput<typeof schema>, unknown>;
}

/** The state to start with; what `getState` gives is not trusted, it may come from an older version. */
export function loadState(saved: unknown): GraphState {
  const result = v.safeParse(schema, saved);
  if (!result.success) return initialState;
  const { documentUri, ...rest } = result.output;
  return {
    ...initialState,
    ...rest,
    selection: rest.selection,
    viewport: rest.viewport,
    savedUri: documentUri,
  };
}
