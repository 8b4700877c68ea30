/** What ends each row of a table. */
export type RowEnd = '\n' | '\r\n';

/**
 * A table with TAB between cells. A cell that holds `"` is put in quotes, each inner one doubled, as Python's csv
 * module and pandas do; TABs and line ends inside a cell become a space, so that a row is always one line.
 */
export function formatTable(rows: readonly (readonly string[])[], rowEnd: RowEnd): string {
  return rows.map((cells) => cells.map(formatCell).join('\t') + rowEnd).join('');
}

/** The rows of such a table, whatever its line ends; cells in quotes may hold TABs and line ends. */
export function parseTable(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/y;
  const body = text.replace(/^\uFEFF/, '');
  while (cell.lastIndex < body.length) {
    const match = cell.exec(body) ?? unquoted(body, cell);
    const [, quoted, plain = '', end] = match;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\t') {
      if (cell.lastIndex === body.length) row.push('');
      else continue;
    }
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function formatCell(value: string): string {
  const line = value.replace(/[\t\r\n]+/g, ' ');
  return line.includes('"') ? `"${line.replaceAll('"', '""')}"` : line;
}

/** A cell that begins with a quote which nothing closes properly is taken as it stands. */
function unquoted(body: string, cell: RegExp): readonly (string | undefined)[] {
  const plain = /([^\t\r\n]*)(\t|\r\n|\r|\n|$)/y;
  plain.lastIndex = cell.lastIndex;
  const match = plain.exec(body);
  cell.lastIndex = plain.lastIndex;
  return [match?.[0], undefined, match?.[1] ?? '', match?.[2]];
}
