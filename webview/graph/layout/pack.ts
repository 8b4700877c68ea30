import type { Box, Point } from './point.ts';

interface Row {
  readonly boxes: readonly Box[];
  readonly width: number;
  readonly height: number;
}

/**
 * Centres for boxes in rows, in the order given, so that the whole fits as large as possible into a frame that is
 * `aspectRatio` times as wide as high. Rows are centred under each other, the whole around the origin.
 */
export function pack(boxes: readonly Box[], aspectRatio: number, gap: number): readonly Point[] {
  const rows = bestRows(boxes, aspectRatio, gap);
  const centres: Point[] = [];
  let top = -height(rows, gap) / 2;
  for (const row of rows) {
    let left = -row.width / 2;
    for (const box of row.boxes) {
      centres.push({ x: left + box.width / 2, y: top + row.height / 2 });
      left += box.width + gap;
    }
    top += row.height + gap;
  }
  return centres;
}

/** Tries the widths of all possible first rows. */
function bestRows(boxes: readonly Box[], aspectRatio: number, gap: number): readonly Row[] {
  let best: readonly Row[] = [];
  let bestScale = 0;
  let width = -gap;
  for (const box of boxes) {
    width += gap + box.width;
    const rows = breakRows(boxes, width, gap);
    const widest = Math.max(...rows.map((row) => row.width));
    const scale = Math.min(aspectRatio / Math.max(widest, 1), 1 / Math.max(height(rows, gap), 1));
    if (scale > bestScale) [best, bestScale] = [rows, scale];
  }
  return best;
}

function breakRows(boxes: readonly Box[], longest: number, gap: number): readonly Row[] {
  const rows: { boxes: Box[]; width: number; height: number }[] = [];
  for (const box of boxes) {
    const row = rows.at(-1);
    if (row && row.width + gap + box.width <= longest) {
      row.boxes.push(box);
      row.width += gap + box.width;
      row.height = Math.max(row.height, box.height);
    } else {
      rows.push({ boxes: [box], width: box.width, height: box.height });
    }
  }
  return rows;
}

function height(rows: readonly Row[], gap: number): number {
  return rows.reduce((sum, row) => sum + row.height, 0) + gap * Math.max(0, rows.length - 1);
}
