import { describe, expect, test } from 'vitest';
import { type OutlineEntry, outlineOf } from '../../../src/editor/outline.ts';
import { annotated, article, articleAttitudes } from './annotated.ts';

describe('outlineOf', () => {
  const annotations = annotated(`Пустая строка.\r\n${article}`, articleAttitudes);
  const outline = outlineOf(annotations);

  test('has the sentences that mention somebody, each with attitudes and mentions', () => {
    expect(outline.map(({ name, children }) => [name, children.map((child) => child.name)])).toEqual([
      [
        '🙂 Россия обвинила США в давлении на Иран.',
        ['Россия → США −', 'США → Иран −', 'Россия', 'США', 'Иран'],
      ],
      [
        'Кита\u0438\u0306 поддержал Россию, но не НАТО.',
        ['Кита\u0438\u0306 → Россию +', 'Кита\u0438\u0306', 'Россию', 'НАТО'],
      ],
      ['Иванов молчит.', ['Иванов']],
    ]);
  });

  test('keeps children within their parents and selections within spans, as VS Code demands', () => {
    const check = (entry: OutlineEntry) => {
      expect(entry.selection.start).toBeGreaterThanOrEqual(entry.span.start);
      expect(entry.selection.end).toBeLessThanOrEqual(entry.span.end);
      expect(entry.name).not.toBe('');
      for (const child of entry.children) {
        expect(child.span.start).toBeGreaterThanOrEqual(entry.span.start);
        expect(child.span.end).toBeLessThanOrEqual(entry.span.end);
        check(child);
      }
    };
    outline.forEach(check);
  });

  test('shortens long sentences at a word', () => {
    const [entry] = outlineOf(annotated(`[Россия]GEOPOLIT ${'обвинила '.repeat(30)}`));
    expect(entry?.name).toMatch(/обвинила…$/u);
    expect(entry?.name.length).toBeLessThanOrEqual(81);
  });

  test('puts sentences of a very long text together, and loses none of what is in them', () => {
    const sentence = 'Вчера 🙂 [Россия]GEOPOLIT обвинила [США]GEOPOLIT.\r\n';
    const long = outlineOf(
      annotated(`Пролог.\r\n${sentence.repeat(2500)}Молчание.`, ['T5 - T6 0.9', 'T7 + T8 0.8']),
    );
    expect(long.length).toBeLessThanOrEqual(1000);
    expect(long[0]).toMatchObject({
      kind: 'stretch',
      name: 'Вчера 🙂 Россия обвинила США.',
      detail: '3 sentences · 6 mentions · 1 attitude',
      children: [],
    });
    const count = (word: RegExp) =>
      long.reduce((sum, { detail }) => sum + Number(word.exec(detail)?.[1] ?? 0), 0);
    expect([/(\d+) sent/, /(\d+) ment/, /(\d+) att/].map(count)).toEqual([2500, 5000, 2]);
    for (const [index, { span, selection }] of long.entries()) {
      expect(selection).toEqual({ start: span.start, end: span.start });
      expect(span.start).toBeGreaterThanOrEqual(long[index - 1]?.span.end ?? 0);
    }
  });
});
