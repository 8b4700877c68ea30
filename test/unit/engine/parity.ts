import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { testData } from './folders.ts';

const pairOfNumbers = v.tuple([v.number(), v.number()]);
const common = {
  text: v.string(),
  words: v.array(pairOfNumbers),
  ids: v.array(v.number()),
  logits: v.array(v.array(v.number())),
};
const mentions = v.array(v.object({ start: v.number(), end: v.number(), type: v.string() }));
/** `mentions`: what is decoded from the logits; not in every file. */
const wordsCase = v.object({ ...common, mentions: v.optional(mentions) });
const pairsCase = v.object({
  ...common,
  mentions,
  pairs: v.array(pairOfNumbers),
});

/** Cases of a parity file of an entity model; the first line, which tells versions, is left out. */
export function readWordsParity(model: string) {
  return v.parse(v.array(wordsCase), readCases(model));
}

/** Cases of a parity file of a sentence model for attitudes. */
export function readPairsParity(model: string) {
  return v.parse(v.array(pairsCase), readCases(model));
}

function readCases(model: string): unknown[] {
  const lines = readFileSync(`${testData}/parity/${model}.jsonl`, 'utf8').trimEnd().split('\n');
  return lines.slice(1).map((line) => JSON.parse(line));
}
