/**
 * The assignment of rows to columns of the greatest total weight, each row and column used once at most (Hungarian
 * method with potentials, Kuhn 1955, Munkres 1957; rows * columns * rows steps at worst).
 * @param weight a whole number of at least 0; 0 says that row and column do not go together
 * @returns pairs of indices with a weight above 0, by row
 */
export function assign(
  rowCount: number,
  columnCount: number,
  weight: (row: number, column: number) => number,
): [row: number, column: number][] {
  if (rowCount > columnCount) {
    const turned = assign(columnCount, rowCount, (row, column) => weight(column, row));
    return turned
      .map(([row, column]): [number, number] => [column, row])
      .sort(([left], [right]) => left - right);
  }
  // Rows and columns count from 1 below; 0 is the row being placed and the column where its path begins.
  const rowPotentials = new Array<number>(rowCount + 1).fill(0);
  const columnPotentials = new Array<number>(columnCount + 1).fill(0);
  const rowOfColumn = new Array<number>(columnCount + 1).fill(0);
  for (let row = 1; row <= rowCount; row += 1) {
    const previous = new Array<number>(columnCount + 1).fill(0);
    const slack = new Array<number>(columnCount + 1).fill(Number.POSITIVE_INFINITY);
    const isDone = new Array<boolean>(columnCount + 1).fill(false);
    rowOfColumn[0] = row;
    let column = 0;
    do {
      isDone[column] = true;
      const current = rowOfColumn[column] ?? 0;
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= columnCount; other += 1) {
        if (isDone[other]) continue;
        const reduced =
          -weight(current - 1, other - 1) - (rowPotentials[current] ?? 0) - (columnPotentials[other] ?? 0);
        if (reduced < (slack[other] ?? 0)) {
          slack[other] = reduced;
          previous[other] = column;
        }
        if ((slack[other] ?? 0) < step) {
          step = slack[other] ?? 0;
          next = other;
        }
      }
      for (let other = 0; other <= columnCount; other += 1) {
        if (isDone[other]) {
          const owner = rowOfColumn[other] ?? 0;
          rowPotentials[owner] = (rowPotentials[owner] ?? 0) + step;
          columnPotentials[other] = (columnPotentials[other] ?? 0) - step;
        } else slack[other] = (slack[other] ?? 0) - step;
      }
      column = next;
    } while (rowOfColumn[column] !== 0);
    while (column !== 0) {
      const before = previous[column] ?? 0;
      rowOfColumn[column] = rowOfColumn[before] ?? 0;
      column = before;
    }
  }
  return rowOfColumn
    .map((row, column): [number, number] => [row - 1, column - 1])
    .filter(([row, column]) => row >= 0 && column >= 0 && weight(row, column) > 0)
    .sort(([left], [right]) => left - right);
}
