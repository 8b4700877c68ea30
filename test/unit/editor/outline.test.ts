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
});
