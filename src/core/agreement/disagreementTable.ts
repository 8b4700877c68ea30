import type { ComparedDocument } from './comparedDocument.ts';
import type { Disagreement, Statement } from './disagreements.ts';
import { createLinePositions } from './linePositions.ts';

/** The header of a table of disagreements. */
export const disagreementHeader = 'kind\tdocument\tplace\ta\tb\ta_id\tb_id';

/**
 * The disagreements of one document as rows with TABs: kind, document, `line:column`, what A and B say, their ids.
 * No two rows are equal.
 */
export function disagreementRows(
  { text }: Pick<ComparedDocument, 'text'>,
  disagreements: readonly Disagreement[],
): string[] {
  const positionOf = createLinePositions(text);
  return disagreements.map(({ kind, documentId, span, a, b }) => {
    const { line, column } = positionOf(span.start);
    const cells = [kind, documentId, `${line}:${column}`, say(a, text), say(b, text), a?.id, b?.id];
    return cells.map((cell) => (cell ?? '').replace(/\s+/g, ' ')).join('\t');
  });
}

function say(statement: Statement | undefined, text: string): string {
  if (statement === undefined) return '';
  const values = statement.spans.map(({ start, end }) => text.slice(start, end));
  return `${statement.type} ${values.join(' → ')}`;
}
