import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WindowPlan } from '../../../src/engine/windows.ts';

const input = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 80 }),
  capacity: fc.integer({ min: 2, max: 30 }),
  overlapShare: fc.double({ min: 0, max: 0.9, noNaN: true }),
});

function sizeOf(sizes: readonly number[], capacity: number) {
  return sizes.reduce((sum, size) => sum + Math.min(size, capacity), 0);
}

test('covers every item, fits every window, and shares no more than the overlap', () => {
  fc.assert(
    fc.property(input, ({ sizes, capacity, overlapShare }) => {
      const overlap = Math.floor(capacity * overlapShare);
      const { windows } = new WindowPlan(sizes, capacity, overlap);
      let covered = 0;
      for (const [index, { first, end }] of windows.entries()) {
        expect(sizeOf(sizes.slice(first, end), capacity)).toBeLessThanOrEqual(capacity);
        expect(first).toBeLessThanOrEqual(covered);
        expect(end).toBeGreaterThan(covered);
        expect(sizeOf(sizes.slice(first, covered), capacity)).toBeLessThanOrEqual(overlap);
        if (index > 0) expect(first).toBeGreaterThan(windows[index - 1]?.first ?? -1);
        covered = end;
      }
      expect(covered).toBe(sizes.length);
    }),
  );
});

test('finds for every item the window with the most context', () => {
  fc.assert(
    fc.property(input, ({ sizes, capacity, overlapShare }) => {
      const plan = new WindowPlan(sizes, capacity, Math.floor(capacity * overlapShare));
      const contextIn = (window: { first: number; end: number }, item: number) =>
        Math.min(
          window.first === 0 ? Infinity : sizeOf(sizes.slice(window.first, item), capacity),
          window.end === sizes.length ? Infinity : sizeOf(sizes.slice(item + 1, window.end), capacity),
        );
      for (const item of sizes.keys()) {
        const best = plan.windows[plan.bestWindow(item, item + 1) ?? -1];
        const contexts = plan.windows
          .filter(({ first, end }) => first <= item && item < end)
          .map((window) => contextIn(window, item));
        expect(best && contextIn(best, item)).toBe(Math.max(...contexts));
      }
    }),
  );
});

test('takes one window where everything fits', () => {
  expect(new WindowPlan([3, 3, 4], 10, 5).windows).toEqual([{ first: 0, end: 3 }]);
  expect(new WindowPlan([], 10, 5).windows).toEqual([]);
});

test('says that nothing holds items which are too far apart', () => {
  const plan = new WindowPlan([5, 5, 5, 5], 10, 5);
  expect(plan.bestWindow(0, 2)).toBe(0);
  expect(plan.bestWindow(0, 3)).toBeUndefined();
});
