import { describe, expect, test } from 'vitest';
import { compareChecks } from '../../../scripts/peers/agreement.mjs';
import { figuresOf } from '../../../scripts/peers/figures.mjs';

const turn = (pairs: number, seconds: number, cpuSeconds = seconds) => ({
  pairs,
  finite: true,
  seconds,
  cpuSeconds,
});

describe('Figures of the peers', () => {
  test('are medians of rounds, and ratios within each round', () => {
    const rounds = [
      [[turn(100, 1)], [turn(100, 2, 4)]],
      [[turn(100, 10)], [turn(100, 40, 4)]],
      [[turn(100, 2)], [turn(100, 6, 4)]],
    ];
    expect(figuresOf(rounds, 1)).toEqual([
      { rate: 50, least: 10, most: 100, ratePerCpu: 50, ratios: [1] },
      { rate: 100 / 6, least: 2.5, most: 50, ratePerCpu: 25, ratios: [3] },
    ]);
  });

  test('add up processes that work at once', () => {
    const [figures] = figuresOf([[[turn(100, 1), turn(100, 2)]]], 0);
    expect(figures).toMatchObject({ rate: 150, ratePerCpu: 200 / 3 });
  });

  test.each([
    ['a number that is none', [{ ...turn(10, 1), finite: false }]],
    ['no pair', [turn(0, 1)]],
    ['no process', []],
  ])('are not given for %s', (_, turns) => {
    expect(() => figuresOf([[turns]], 0)).toThrow('did not give a number');
  });
});

describe('Peers that run one model', () => {
  const logits = [
    [0, 1, 2],
    [2, 0, 1],
    [0, 0, 0],
    [1, 1, 0],
  ];
  const scores = logits.map((row) => {
    const sum = row.reduce((all, logit) => all + Math.exp(logit), 0);
    return row.slice(1).map((logit) => Math.exp(logit) / sum);
  });
  const same = logits.map(() => true);

  test('agree, whether they tell logits or probabilities', () => {
    const checks = new Map([
      ['pair-1', { scores }],
      ['onnx-int8', { logits, same }],
    ]);
    expect(compareChecks(checks)).toEqual([expect.stringMatching(/^pair-1 and onnx-int8: 4 of 4 rows/)]);
  });

  test('may differ on rows that they cut otherwise', () => {
    const other = [[9, 0, 0], ...logits.slice(1)];
    const ids = [[1], [2], [3], [4]];
    const checks = new Map([
      ['onnx-fp32', { logits, ids }],
      ['transformers-fp32', { logits: other, ids: [[7], ...ids.slice(1)] }],
    ]);
    expect(compareChecks(checks)).toEqual([expect.stringContaining('3 of 4 rows')]);
  });

  test.each([
    ['probabilities that differ', logits.map((row) => row.toReversed()), same],
    ['logits that are no numbers', logits.map(() => [Number.NaN, 0, 0]), same],
    ['too few rows to compare', logits, same.map((_, row) => row < 2)],
    ['fewer pairs', logits.slice(1), same.slice(1)],
  ])('are refused for %s', (_, given, rows) => {
    const checks = new Map<string, object>([
      ['pair-1', { scores }],
      ['onnx-int8', { logits: given, same: rows }],
    ]);
    expect(() => compareChecks(checks)).toThrow('Not the same model');
  });
});
