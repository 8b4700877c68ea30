import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrames } from '../../../src/core/frameLexicon.ts';
import { findFrames, indexFrames } from '../../../src/core/frames.ts';
import { splitSentences } from '../../../src/core/sentences.ts';
import { readRuSentRel, ruSentRelNumbers } from './rusentrel.ts';

const frames = readFrames(
  JSON.parse(readFileSync(new URL('../../../lexicons/rusentiframes.json', import.meta.url), 'utf8')),
);
const index = indexFrames(frames);

function find(text: string): string[] {
  return findFrames(text, { start: 0, end: text.length }, index).map(
    ({ span, label, isNegated }) =>
      `${text.slice(span.start, span.end)} ${label}${isNegated ? ' (negated)' : ''}`,
  );
}

describe('findFrames', () => {
  it.each([
    ['Россия поддержала Иран', ['поддержала positive']],
    ['США обвиняют Россию', ['обвиняют negative']],
    ['Москва не поддерживает санкции', ['поддерживает negative (negated)', 'санкции negative']],
    ['Москва не может поддержать Киев', ['поддержать negative (negated)']],
    ['Париж возлагает надежды на Берлин', ['возлагает надежды positive']],
    ['он не терял надежды', ['не терял надежды positive']],
    ['Это зависит от погоды', []],
    ['', []],
  ])('reads %j', (text, found) => {
    expect(find(text)).toEqual(found);
  });

  it('reads no variant across a mark', () => {
    expect(find('Он возлагает. Надежды больше нет')).not.toContain('возлагает. Надежды positive');
  });

  it('stays inside its sentence and gives offsets of the whole text', () => {
    const text = '🎉 США обвинили Россию.\r\nРоссия поддержала Иран.';
    const second = splitSentences(text)[1] ?? { start: 0, end: 0 };
    expect(findFrames(text, second, index).map(({ span }) => text.slice(span.start, span.end))).toEqual([
      'поддержала',
    ]);
  });

  it('leaves out variants that frames of both labels have', () => {
    const both = indexFrames([
      { id: '1', title: 'а', label: 'positive', variants: ['бороться', 'помочь'] },
      { id: '2', title: 'б', label: 'negative', variants: ['бороться'] },
    ]);
    const text = 'боролись и помогли, помочь';
    expect(findFrames(text, { start: 0, end: text.length }, both).map(({ variant }) => variant)).toEqual([
      'помочь',
    ]);
  });

  it('finds every variant of the lexicon in its own text, or says that it has two labels', () => {
    for (const variant of frames.flatMap(({ variants }) => variants)) {
      const [found] = findFrames(variant, { start: 0, end: variant.length }, index);
      if (found) expect(found.span).toEqual({ start: 0, end: variant.length });
    }
    const silent = frames.flatMap(({ variants }) => variants).filter((variant) => find(variant).length === 0);
    expect(silent.length / frames.flatMap(({ variants }) => variants).length).toBeLessThan(0.03);
  });

  it('finds some frame in a third of the sentences of RuSentRel, in order and without overlap', () => {
    let withFrame = 0;
    let all = 0;
    for (const number of ruSentRelNumbers()) {
      const text = readRuSentRel(`art${number}.txt`);
      for (const sentence of splitSentences(text)) {
        const found = findFrames(text, sentence, index);
        let end = sentence.start;
        for (const { span } of found) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(sentence.end);
        all++;
        withFrame += Number(found.length > 0);
      }
    }
    expect(withFrame / all).toBeGreaterThan(1 / 3);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => findFrames(text, { start: 0, end: text.length }, index)).not.toThrow();
      }),
    );
  });
});

describe('readFrames', () => {
  it.each([null, [], {}, { frames: 1 }, { frames: [{ id: '1' }] }, { frames: [null] }])(
    'refuses %j, which is no lexicon',
    (value) => {
      expect(() => readFrames(value)).toThrow();
    },
  );

  it('reads the lexicon of RuSentiFrames', () => {
    expect(frames.length).toBe(276);
    expect(frames.flatMap(({ variants }) => variants).length).toBe(5991);
  });
});
