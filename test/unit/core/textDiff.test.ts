import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepBetween } from '../../../src/core/textDiff.ts';
import { applyStep } from '../../../src/core/textPatch.ts';

const shown = (before: string, after: string) =>
  stepBetween(before, after).map(({ start, removed, inserted }) => `${start} -${removed}+${inserted}`);

test.each([
  ['🙂 Россия', '🙂 Россия', []],
  ['', 'Иран', ['0 -+Иран']],
  ['Иран', '', ['0 -Иран+']],
  // What stands between two changes stays.
  ['Раз.\r\nДва.\r\nТри.\r\n', 'Рас.\r\nДва.\r\nТр.\r\n', ['2 -з+с', '12 -Три+Тр']],
  ['Россия осудила США вчера', 'Сегодня Россия осудила КНР вчера', ['0 -+Сегодня ', '15 -США+КНР']],
  ['а\nб\nв\n', 'в\nа\nб\n', ['0 -+в\n', '3 -\nв+']],
  // A word rather than a mark beside it that went the other way.
  ['США! Иран', 'Иран КНР!', ['0 -США! +', '9 -+ КНР!']],
  // A mark stays with the word before it.
  ['США, Иран! и КНР!', 'Иран! КНР!', ['0 -США, +', '10 - и+']],
  ['Иран! Россия осудила', 'США, Иран! КНР! Россия осудила', ['0 -+США, ', '5 -+ КНР!']],
  // Words that went to another line.
  ['Вчера Россия осудила\r\nСША.', 'Вчера\r\nРоссия осудила КНР.', ['5 - +\r\n', '20 -\r\nСША+ КНР']],
  ['Кита\u0438\u0306 за', 'Кита\u0439 за', ['4 -\u0438\u0306+\u0439']],
])('turns %j into %j', (before, after, patches) => {
  expect(shown(before, after)).toEqual(patches);
});

const words = fc
  .array(fc.constantFrom('Россия', 'США', ' ', '\n', '\r\n', '😀', 'й', 'и\u0306', '. ', 'а'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

test('makes a step that comes to the other text, whatever the two are', () => {
  fc.assert(
    fc.property(fc.oneof(words, fc.string({ unit: 'binary' })), words, (before, after) => {
      const step = stepBetween(before, after);
      expect(applyStep(before, step)).toBe(after);
      for (const [index, patch] of step.entries()) {
        expect(before.slice(patch.start).startsWith(patch.removed)).toBe(true);
        const last = step[index - 1];
        if (last) expect(patch.start).toBeGreaterThan(last.start + last.removed.length);
      }
    }),
    { numRuns: 500 },
  );
});

test('compares texts of two megabytes at once', () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, index) => `Строка ${index}: Россия осудила США и других.\n`,
  );
  const before = lines.join('');
  const after = lines
    .flatMap((line, index) => (index % 7 === 0 ? [] : index % 5 === 0 ? [`${line}!`] : [line]))
    .join('');
  const start = performance.now();
  expect(applyStep(before, stepBetween(before, after))).toBe(after);
  expect(performance.now() - start).toBeLessThan(3000);
});
