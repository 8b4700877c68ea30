import type { Box, Point } from './point.ts';

/**
 * Centres for boxes in rows, in the order given, so that the whole is about `aspectRatio` times as wide as high.
 * Rows are centred under each other, the whole around the origin.
 */
export function pack(boxes: readonly Box[], aspectRatio: number, gap: number): readonly Point[] {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = Math.max(0, ...boxes.map(({ width }) => width));
  const rowWidth = Math.max(widest, Math.sqrt(area * aspectRatio));

  const rows: { first: number; width: number; height: number; count: number }[] = [];
  for (const [index, { width, height }] of boxes.entries()) {
    const row = rows.at(-1);
    if (row && row.width + gap + width <= rowWidth) {
      row.width += gap + width;
      row.height = Math.max(row.height, height);
      row.count++;
    } else {
      rows.push({ first: index, width, height, count: 1 });
    }
  }

  const centres: Point[] = [];
  let top = -(rows.reduce((sum, { height }) => sum + height, 0) + gap * (rows.length - 1)) / 2;
  for (const { first, width, height, count } of rows) {
    let left = -width / 2;
    for (const box of boxes.slice(first, first + count)) {
      centres.push({ x: left + box.width / 2, y: top + height / 2 });
      left += box.width + gap;
    }
    top += height + gap;
  }
  return centres;
}
