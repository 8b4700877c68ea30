import type { Span } from '../../../src/core/span.ts';

/** Reads `'в ⟦США⟧'`, or `'в |США'` for a cursor. */
export function readSpan(marked: string): { text: string; span: Span } {
  const cursor = marked.indexOf('|');
  if (cursor >= 0) return { text: marked.replace('|', ''), span: { start: cursor, end: cursor } };
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  return { text: marked.replace('⟦', '').replace('⟧', ''), span: { start, end } };
}

/** The text with the span marked; without marks if there is none. */
export function showSpan(text: string, span: Span | undefined): string {
  if (!span) return text;
  return `${text.slice(0, span.start)}⟦${text.slice(span.start, span.end)}⟧${text.slice(span.end)}`;
}
