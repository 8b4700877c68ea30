import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Annotator, ComparedDocument } from '../../../../src/core/agreement/comparedDocument.ts';
import type { Label } from '../../../../src/core/annotations.ts';

const annotatorSchema = v.object({
  mentions: v.array(v.tuple([v.number(), v.number(), v.string()])),
  relations: v.array(v.tuple([v.number(), v.number(), v.picklist(['POS', 'NEG', 'NEU'])])),
});
const figures = v.tuple([v.number(), v.number(), v.number()]);
const annotationsSchema = v.object({
  kind: v.literal('annotations'),
  documents: v.array(v.object({ text: v.string(), a: annotatorSchema, b: annotatorSchema })),
  expected: v.object({
    micro: figures,
    macro: figures,
    byType: v.record(v.string(), figures),
    byDocument: v.array(figures),
    relations: v.object({ micro: figures, macro: figures, byType: v.record(v.string(), figures) }),
    mentionTypes: v.nullable(v.number()),
    pairLabels: v.nullable(v.number()),
    pairs: v.number(),
    tokenTags: v.nullable(v.number()),
  }),
});
const spanSchema = v.tuple([v.number(), v.number()]);
const overlapsSchema = v.object({
  kind: v.literal('overlaps'),
  a: v.array(spanSchema),
  b: v.array(spanSchema),
  matched: v.number(),
  shared: v.number(),
});
const caseSchema = v.variant('kind', [annotationsSchema, overlapsSchema]);

const cases = readFileSync(join(import.meta.dirname, '../../../data/agreement/cases.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => v.parse(caseSchema, JSON.parse(line)));

const labels: Readonly<Record<'POS' | 'NEG' | 'NEU', Label>> = {
  POS: 'positive',
  NEG: 'negative',
  NEU: 'neutral',
};

/** Annotated documents and what the published programs say of them. */
export const annotationCases = cases.flatMap((each) =>
  each.kind === 'annotations' ? [{ documents: each.documents.map(toDocument), expected: each.expected }] : [],
);

/** Overlapping spans and the best matching of them. */
export const overlapCases = cases.flatMap((each) => (each.kind === 'overlaps' ? [each] : []));

type GivenDocument = v.InferOutput<typeof annotationsSchema>['documents'][number];

function toDocument({ text, a, b }: GivenDocument, index: number): ComparedDocument {
  return { id: `d${index}`, text, a: toAnnotator(a), b: toAnnotator(b) };
}

function toAnnotator(given: v.InferOutput<typeof annotatorSchema>): Annotator {
  const mentions = given.mentions.map(([start, end, type], index) => ({
    id: `T${index + 1}`,
    span: { start, end },
    type,
  }));
  const relations = given.relations.flatMap(([from, to, type], index) => {
    const [source, target] = [mentions[from], mentions[to]];
    if (source === undefined || target === undefined) throw new Error('A relation without its ends.');
    return [{ id: `R${index + 1}`, type, label: labels[type], source, target }];
  });
  return { mentions, relations };
}
