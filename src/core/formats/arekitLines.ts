import { type ArekitOptions, type ArekitRow, arekitColumns } from './arekit.ts';

/**
 * The rows as JSON lines: an object a row with the columns of the table in their order, lists as lists, `null` where
 * the table has an empty cell, so that every line has the same keys.
 */
export function formatArekitLines(rows: readonly ArekitRow[], options: ArekitOptions): string {
  const columns = arekitColumns(options);
  return rows
    .map((row) => `${JSON.stringify(Object.fromEntries(columns.map((name) => [name, row[name] ?? null])))}\n`)
    .join('');
}
