import * as v from 'valibot';

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'));
const fileName = v.pipe(v.string(), v.regex(/^[\w.-]+$/, 'must be a plain file name'));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const modelFile = v.object({ name: fileName, sha256 });

const scoreCalibration = v.object({ slope: v.pipe(v.number(), v.minValue(0)), offset: v.number() });

const common = {
  format: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  version: v.string(),
  title: v.string(),
  licence: v.string(),
  language: v.string(),
  files: v.object({ model: modelFile, tokenizer: modelFile }),
  tokenizer: v.object({
    lowercase: v.boolean(),
    yoToYe: v.boolean(),
    normalization: v.picklist(['none', 'NFC', 'NFKC']),
    special: v.object({ start: v.string(), end: v.string(), pad: v.string(), unknown: v.string() }),
  }),
  maxSubwords: v.pipe(v.number(), v.integer(), v.minValue(8)),
  temperature: v.pipe(v.number(), v.gtValue(0)),
};

const entitiesManifest = v.object({
  ...common,
  task: v.literal('entities'),
  input: v.object({ kind: v.literal('words') }),
  labels: v.pipe(v.array(v.pipe(v.string(), v.regex(/^(O|[BI]-.+)$/))), v.minLength(3)),
});

const attitudesManifest = v.object({
  ...common,
  task: v.literal('attitudes'),
  input: v.variant('kind', [
    v.object({
      kind: v.literal('sentence'),
      mentionTokens: v.record(v.string(), v.string()),
      otherMention: v.string(),
      longestName: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    }),
    v.object({
      kind: v.literal('pair'),
      prompt: v.picklist(['c_m', 'nli_m', 'qa_m']),
      masks: v.object({ source: v.string(), target: v.string(), other: v.string() }),
    }),
  ]),
  labels: v.pipe(v.array(v.picklist(['neutral', 'positive', 'negative'])), v.length(3)),
  thresholds: v.object({
    attitude: v.object({ positive: probability, negative: probability }),
    opinion: v.object({
      gather: v.picklist(['sum', 'noisy-or']),
      positive: v.pipe(v.number(), v.minValue(0)),
      negative: v.pipe(v.number(), v.minValue(0)),
      calibration: v.optional(v.object({ positive: scoreCalibration, negative: scoreCalibration })),
    }),
  }),
});

/** `manifest.json` of a model folder; every field is explained in `models/README.md`. */
export const modelManifest = v.variant('task', [entitiesManifest, attitudesManifest]);

export type ModelManifest = v.InferOutput<typeof modelManifest>;
export type EntitiesManifest = v.InferOutput<typeof entitiesManifest>;
export type AttitudesManifest = v.InferOutput<typeof attitudesManifest>;
