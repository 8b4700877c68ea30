import { expect, test } from 'vitest';
import { decodeMentions } from '../../../src/engine/bioDecoding.ts';
import { logProbabilities } from '../../../src/engine/softmax.ts';

const labels = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG'];

/** One word a string: the labels it may have with their odds, e.g. `B-PER:3 O:2`. */
function check(words: readonly string[], expected: string) {
  const scores = words.map((word) => {
    const odds = new Map(word.split(' ').map((entry) => entry.split(':') as [string, string]));
    return logProbabilities(
      Float32Array.from(labels, (label) => Math.log(Number(odds.get(label) ?? 0.001))),
      1,
    );
  });
  const shown = decodeMentions(scores, labels).map(({ first, end, type }) => `${type} ${first}-${end}`);
  expect(shown.join(', ')).toBe(expected);
}

test.each([
  [[], ''],
  [['O:9', 'O:9'], ''],
  [['B-PER:9', 'I-PER:9', 'O:9'], 'PER 0-2'],
  [['B-PER:9', 'B-PER:9'], 'PER 0-1, PER 1-2'],
  [['B-PER:9', 'B-ORG:9', 'I-ORG:9'], 'PER 0-1, ORG 1-3'],
  // I- cannot begin a mention: the sequence is repaired where that costs least.
  [['I-PER:9 B-PER:5', 'O:9'], 'PER 0-1'],
  [['I-PER:9 O:8', 'O:9'], ''],
  [['B-PER:5 B-ORG:4', 'I-ORG:9 I-PER:1'], 'ORG 0-2'],
  [['B-ORG:9', 'I-PER:5 I-ORG:4'], 'ORG 0-2'],
])('decodes %j to %j', check);

test('multiplies the probabilities of the words of a mention', () => {
  const scores = [
    [0.1, 0.9, 0, 0, 0],
    [0.4, 0.1, 0.5, 0, 0],
  ].map((row) => row.map(Math.log));
  expect(decodeMentions(scores, labels)[0]?.probability).toBeCloseTo(0.45);
});
