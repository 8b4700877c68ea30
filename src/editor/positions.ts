import { Range, type TextDocument } from 'vscode';
import type { Span } from '../core/span.ts';

/** `span` as the editor names it. */
export function rangeOf(document: TextDocument, span: Span): Range {
  return new Range(document.positionAt(span.start), document.positionAt(span.end));
}

/** `range` as the core names it. */
export function spanOf(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}
