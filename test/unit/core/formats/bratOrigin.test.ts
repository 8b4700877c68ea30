import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatOrigin,
  type Origin,
  parseOrigin,
  replaceOrigin,
} from '../../../../src/core/formats/bratOrigin.ts';

describe('origins in notes', () => {
  it('come back the same, whatever the model is called', () => {
    const origin = fc.record(
      {
        by: fc.constantFrom<Origin['by']>('model', 'accepted', 'corrected', 'added'),
        model: fc.string({ unit: 'grapheme', minLength: 1 }),
        probability: fc.nat(10_000).map((value) => value / 10_000),
      },
      { requiredKeys: ['by'] },
    );
    fc.assert(
      fc.property(origin, fc.constantFrom('', 'слово', 'см. [1]'), (written, around) => {
        const note = `${around} ${formatOrigin(written)} ${around}`;
        expect(note).not.toMatch(/[\t\n\r]/);
        expect(parseOrigin(note)).toEqual(written);
        expect(parseOrigin(replaceOrigin(note, { by: 'added' }))).toEqual({ by: 'added' });
      }),
    );
  });
  it.each(['', 'aredit accepted', '[aredit]', '[aredit nonsense]', 'p=0.93', '[другое accepted]'])(
    'are not read from %j',
    (note) => expect(parseOrigin(note)).toBeUndefined(),
  );
  it.each(['[aredit model probability=2]', '[aredit model probability=x]', '[aredit model probability=]'])(
    'leave out the bad number of %j',
    (note) => expect(parseOrigin(note)).toEqual({ by: 'model' }),
  );
  it('stand in front of a note that had none', () => {
    expect(replaceOrigin('моё', { by: 'accepted' })).toBe('[aredit accepted] моё');
  });
});
