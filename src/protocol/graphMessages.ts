import * as v from 'valibot';
import type { RelationGraph } from '../core/relationGraph.ts';
import type { Span } from '../core/span.ts';
import { type GraphStrings, graphStrings } from './graphStrings.ts';

/** From the host to the graph page. */
export type ToGraph =
  | { readonly type: 'showStrings'; readonly strings: GraphStrings }
  | {
      readonly type: 'showGraph';
      readonly documentUri: string;
      readonly documentName: string;
      readonly documentVersion: number;
      /** Absent before the first extraction. */
      readonly graph?: RelationGraph | undefined;
    }
  | { readonly type: 'selectMention'; readonly documentVersion: number; readonly mentionId: string }
  | { readonly type: 'showProblem'; readonly message: string };

/** From the graph page to the host. */
export type FromGraph =
  | { readonly type: 'ready' }
  | { readonly type: 'revealMention'; readonly documentVersion: number; readonly mentionId: string }
  | { readonly type: 'revealSentence'; readonly documentVersion: number; readonly span: Span }
  | { readonly type: 'extractAttitudes' }
  | {
      readonly type: 'exportGraph';
      readonly format: ExportFormat;
      /** The file: text for SVG and JSON, base64 for PNG. */
      readonly content: string;
    };

/** What the graph can be saved as. */
export type ExportFormat = 'svg' | 'png' | 'json';

const span = v.pipe(
  v.object({ start: count(), end: count() }),
  v.check(({ start, end }) => start <= end, 'must not end before it starts'),
);
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const documentVersion = v.pipe(v.number(), v.integer());

const relationGraph = v.object({
  nodes: v.array(
    v.object({ id: v.string(), name: v.string(), type: v.string(), mentionIds: v.array(v.string()) }),
  ),
  edges: v.array(
    v.object({
      id: v.string(),
      sourceId: v.string(),
      targetId: v.string(),
      label: v.picklist(['positive', 'negative']),
      count: count(),
      confirmed: count(),
      probability,
      sentences: v.array(
        v.object({
          span,
          snippet: v.array(v.object({ text: v.string(), role: v.picklist(['plain', 'source', 'target']) })),
          attitudeIndices: v.array(count()),
          probability,
        }),
      ),
    }),
  ),
});

/** One schema a message; the type makes sure that none is missing and none differs from its union. */
type Schemas<Message extends { readonly type: string }> = {
  readonly [Type in Message['type']]: v.GenericSchema<Extract<Message, { readonly type: Type }>>;
};

const toGraph = {
  showStrings: v.object({ type: v.literal('showStrings'), strings: graphStrings }),
  showGraph: v.object({
    type: v.literal('showGraph'),
    documentUri: v.string(),
    documentName: v.string(),
    documentVersion,
    graph: v.optional(relationGraph),
  }),
  selectMention: v.object({ type: v.literal('selectMention'), documentVersion, mentionId: v.string() }),
  showProblem: v.object({ type: v.literal('showProblem'), message: v.string() }),
} satisfies Schemas<ToGraph>;

const fromGraph = {
  ready: v.object({ type: v.literal('ready') }),
  revealMention: v.object({ type: v.literal('revealMention'), documentVersion, mentionId: v.string() }),
  revealSentence: v.object({ type: v.literal('revealSentence'), documentVersion, span }),
  extractAttitudes: v.object({ type: v.literal('extractAttitudes') }),
  exportGraph: v.object({
    type: v.literal('exportGraph'),
    format: v.picklist(['svg', 'png', 'json']),
    content: v.string(),
  }),
} satisfies Schemas<FromGraph>;

const toGraphSchema = v.variant('type', Object.values(toGraph));
const fromGraphSchema = v.variant('type', Object.values(fromGraph));

/** The message that `data` is, or a sentence that says why it is none. */
export type Parsed<Message> =
  | { readonly message: Message; readonly problem?: never }
  | { readonly message?: never; readonly problem: string };

/** Reads what came from the host. Unknown fields are dropped. */
export function parseToGraph(data: unknown): Parsed<ToGraph> {
  return parse(toGraphSchema, data);
}

/** Reads what came from the page. Unknown fields are dropped. */
export function parseFromGraph(data: unknown): Parsed<FromGraph> {
  return parse(fromGraphSchema, data);
}

function parse<Message>(schema: v.GenericSchema<Message>, data: unknown): Parsed<Message> {
  const result = v.safeParse(schema, data);
  return result.success ? { message: result.output } : { problem: v.summarize(result.issues) };
}

function count() {
  return v.pipe(v.number(), v.integer(), v.minValue(0));
}
