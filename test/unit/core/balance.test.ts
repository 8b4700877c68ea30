import fc from 'fast-check';
import { expect, it } from 'vitest';
import { balanceRows } from '../../../src/core/balance.ts';

it('makes all classes that occur equally frequent, keeps the rows in front and depends on the seed alone', () => {
  const rows = fc.array(fc.record({ id: fc.nat(), label: fc.nat(2) }));
  fc.assert(
    fc.property(rows, fc.nat(), (given, seed) => {
      const balanced = balanceRows(given, ({ label }) => label, seed);
      expect(balanced.slice(0, given.length)).toEqual(given);
      expect(balanced.every((row) => given.includes(row))).toBe(true);
      const counts = [0, 1, 2].map((label) => balanced.filter((row) => row.label === label).length);
      expect(new Set(counts.filter((count) => count > 0)).size).toBeLessThanOrEqual(1);
      expect(balanceRows(given, ({ label }) => label, seed)).toEqual(balanced);
    }),
  );
});

it('draws other rows for another seed', () => {
  const rows = [
    ...Array.from({ length: 100 }, () => 0),
    ...Array.from({ length: 20 }, (_, index) => index + 1),
  ];
  const drawn = (seed: number) => balanceRows(rows, (row) => Math.min(row, 1), seed).slice(rows.length);
  expect(drawn(1)).not.toEqual(drawn(2));
  expect(new Set(drawn(1)).size).toBeGreaterThan(10);
});
