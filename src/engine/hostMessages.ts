import * as v from 'valibot';
import type { EntityMention, Extraction } from '../core/annotations.ts';
import type { ExtractionAnswer, ExtractionProgress, ExtractionRequest } from './extractionRequest.ts';

/** A request without its long parts, which follow in pieces: one long message would hold up both event loops. */
export type RequestHead = Omit<ExtractionRequest, 'text' | 'mentions' | 'synonyms' | 'key'>;

/** What the client tells its child process. Pieces of a request come in order, then `start`. */
export type ToHost =
  | { readonly type: 'request'; readonly requestId: number; readonly head: RequestHead }
  | { readonly type: 'text'; readonly requestId: number; readonly text: string }
  | { readonly type: 'mentions'; readonly requestId: number; readonly mentions: readonly EntityMention[] }
  | {
      readonly type: 'synonyms';
      readonly requestId: number;
      readonly synonyms: readonly (readonly string[])[];
    }
  | { readonly type: 'start'; readonly requestId: number }
  | { readonly type: 'cancel'; readonly requestId: number };

/** A piece of an extraction: some of its lists, or parts of them. */
export type ExtractionPart = Partial<Extraction>;

/** Why a request failed. */
export type Failure =
  | {
      readonly kind: 'model';
      readonly reason: 'missing' | 'corrupt' | 'incompatible';
      readonly message: string;
    }
  | { readonly kind: 'engine'; readonly message: string; readonly stack: string };

/** What the child process answers. Parts add up until `partial` or `answer` says that they are a whole. */
export type FromHost =
  | { readonly type: 'progress'; readonly requestId: number; readonly progress: ExtractionProgress }
  | { readonly type: 'part'; readonly requestId: number; readonly part: ExtractionPart }
  | { readonly type: 'partial'; readonly requestId: number; readonly progress: ExtractionProgress }
  | ({ readonly type: 'answer'; readonly requestId: number } & Omit<ExtractionAnswer, 'extraction'>)
  | { readonly type: 'failed'; readonly requestId: number; readonly failure: Failure }
  | { readonly type: 'cancelled'; readonly requestId: number };

const span = v.object({ start: v.number(), end: v.number() });
const mention = v.object({
  id: v.string(),
  span,
  type: v.string(),
  fragments: v.exactOptional(v.array(span)),
  probability: v.exactOptional(v.number()),
});
const requestId = v.number();

/** Parses messages of the client. */
export const toHost: v.GenericSchema<unknown, ToHost> = v.variant('type', [
  v.object({
    type: v.literal('request'),
    requestId,
    head: v.object({
      source: v.picklist(['plain', 'rusentrel']),
      folders: v.object({ entities: v.string(), attitudes: v.string() }),
      recognise: v.exactOptional(v.literal('besides')),
      excluded: v.exactOptional(v.array(span)),
      range: v.exactOptional(span),
      startAt: v.exactOptional(v.number()),
      threshold: v.exactOptional(v.number()),
    }),
  }),
  v.object({ type: v.literal('text'), requestId, text: v.string() }),
  v.object({ type: v.literal('mentions'), requestId, mentions: v.array(mention) }),
  v.object({ type: v.literal('synonyms'), requestId, synonyms: v.array(v.array(v.string())) }),
  v.object({ type: v.literal('start'), requestId }),
  v.object({ type: v.literal('cancel'), requestId }),
]);

const progress = v.object({ doneSentences: v.number(), totalSentences: v.number() });
const probability = v.number();
const part = v.object({
  sentences: v.exactOptional(v.array(span)),
  mentions: v.exactOptional(v.array(mention)),
  entities: v.exactOptional(
    v.array(
      v.object({ id: v.string(), name: v.string(), type: v.string(), mentionIds: v.array(v.string()) }),
    ),
  ),
  attitudes: v.exactOptional(
    v.array(
      v.object({
        sourceMentionId: v.string(),
        targetMentionId: v.string(),
        label: v.picklist(['neutral', 'positive', 'negative']),
        probability,
        sentenceIndex: v.number(),
      }),
    ),
  ),
  opinions: v.exactOptional(
    v.array(
      v.object({
        sourceEntityId: v.string(),
        targetEntityId: v.string(),
        label: v.picklist(['positive', 'negative']),
        probability,
        attitudeIndices: v.array(v.number()),
      }),
    ),
  ),
  problems: v.exactOptional(
    v.array(
      v.object({ message: v.string(), line: v.exactOptional(v.number()), span: v.exactOptional(span) }),
    ),
  ),
});

/** Parses messages of the child process. */
export const fromHost: v.GenericSchema<unknown, FromHost> = v.variant('type', [
  v.object({ type: v.literal('progress'), requestId, progress }),
  v.object({ type: v.literal('part'), requestId, part }),
  v.object({ type: v.literal('partial'), requestId, progress }),
  v.object({
    type: v.literal('answer'),
    requestId,
    models: v.object({ entities: v.undefinedable(v.string()), attitudes: v.string() }),
    timings: v.object({
      loadMs: v.number(),
      totalMs: v.number(),
      cachedSentences: v.number(),
      peakMemoryBytes: v.number(),
    }),
  }),
  v.object({
    type: v.literal('failed'),
    requestId,
    failure: v.variant('kind', [
      v.object({
        kind: v.literal('model'),
        reason: v.picklist(['missing', 'corrupt', 'incompatible']),
        message: v.string(),
      }),
      v.object({ kind: v.literal('engine'), message: v.string(), stack: v.string() }),
    ]),
  }),
  v.object({ type: v.literal('cancelled'), requestId }),
]);
