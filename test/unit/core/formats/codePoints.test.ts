import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mapCodePoints } from '../../../../src/core/formats/codePoints.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('a', 'й', 'и\u0306', '😀', '\r\n', '𝔸')).map((parts) => parts.join('')),
);

it('counts code points as a walk over the text does, and comes back to the same offset', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const map = mapCodePoints(text);
      let offset = 0;
      let codePoint = 0;
      for (const character of text) {
        expect(map.toCodePoints(offset)).toBe(codePoint);
        expect(map.toOffset(codePoint)).toBe(offset);
        if (character.length === 2) expect(map.toCodePoints(offset + 1)).toBe(codePoint);
        offset += character.length;
        codePoint += 1;
      }
      expect(map.toOffset(codePoint)).toBe(text.length);
      expect(map.length).toBe(codePoint);
    }),
  );
});

it('counts a lone surrogate as one', () => {
  const map = mapCodePoints('\uD83D😀\uDE00x');
  expect([map.length, map.toOffset(2), map.toCodePoints(4)]).toEqual([4, 3, 3]);
});
