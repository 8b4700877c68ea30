import type { Span } from '../../../src/core/span.ts';

/** Reads `'Да.| |Нет.'`: the text without the bars, and the spans of the pieces between them that are not blank. */
export function parseBars(marked: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = '';
  for (const piece of marked.split('|')) {
    if (piece.trim() !== '') spans.push({ start: text.length, end: text.length + piece.length });
    text += piece;
  }
  return { text, spans };
}

/** Writes the spans of `text` in the form that `parseBars` reads. */
export function formatBars(text: string, spans: readonly Span[]): string {
  const borders = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].filter(
    (border) => border > 0 && border < text.length,
  );
  const starts = [0, ...borders];
  return starts.map((start, index) => text.slice(start, starts[index + 1])).join('|');
}
