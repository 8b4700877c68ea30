import { expect, test } from 'vitest';
import { placeMarkers } from '../../../src/engine/mentionMarkers.ts';

/** `mentions` as `start-end` or, with fragments, `start-end;start-end`; markers come back the same way. */
function check(mentions: string, expected: string) {
  const parsed = mentions.split(' ').map((mention) => {
    const fragments = mention.split(';').map((piece) => {
      const [start, end] = piece.split('-').map(Number);
      return { start: start ?? 0, end: end ?? 0 };
    });
    const span = { start: fragments[0]?.start ?? 0, end: fragments.at(-1)?.end ?? 0 };
    return { span, type: 'PER', entityId: mention, ...(fragments.length > 1 ? { fragments } : {}) };
  });
  const { markers, markerOfMention } = placeMarkers(parsed);
  const shown = markers.map(({ span }) => `${span.start}-${span.end}`);
  expect(`${shown.join(' ')} | ${markerOfMention.join(' ')}`).toBe(expected);
}

test.each([
  ['0-3 5-8', '0-3 5-8 | 0 1'],
  ['0-3 3-8', '0-3 3-8 | 0 1'],
  // The inner one shares the marker of the outer one.
  ['0-9 5-9 12-15', '0-9 12-15 | 0 0 1'],
  ['0-5 3-9 8-12', '0-12 | 0 0 0'],
  ['0-3;6-9 12-15', '0-3 6-9 12-15 | 0 2'],
  ['0-3;6-9 4-5', '0-3 4-5 6-9 | 0 1'],
])('places markers for %j', check);
