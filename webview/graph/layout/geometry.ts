import type { Box, Point } from './point.ts';

/** The middle and size of the smallest rectangle around all boxes. */
export function bounds(
  points: readonly Point[],
  boxes: readonly Box[],
): { readonly centre: Point; readonly box: Box } {
  const left = Math.min(...points.map(({ x }, index) => x - (boxes[index]?.width ?? 0) / 2));
  const right = Math.max(...points.map(({ x }, index) => x + (boxes[index]?.width ?? 0) / 2));
  const top = Math.min(...points.map(({ y }, index) => y - (boxes[index]?.height ?? 0) / 2));
  const bottom = Math.max(...points.map(({ y }, index) => y + (boxes[index]?.height ?? 0) / 2));
  return {
    centre: { x: (left + right) / 2, y: (top + bottom) / 2 },
    box: { width: right - left, height: bottom - top },
  };
}

/** Turns all points around their centre so that `direction` points right, or down if `isTall`. */
export function turn(points: readonly Point[], direction: Point, isTall: boolean): readonly Point[] {
  const angle = (isTall ? Math.PI / 2 : 0) - Math.atan2(direction.y, direction.x);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return points.map(({ x, y }) => ({ x: x * cos - y * sin, y: x * sin + y * cos }));
}

/** The mean of the points; the origin for none. */
export function mean(points: readonly Point[]): Point {
  const count = Math.max(1, points.length);
  return {
    x: points.reduce((sum, { x }) => sum + x, 0) / count,
    y: points.reduce((sum, { y }) => sum + y, 0) / count,
  };
}

/** The direction in which the points spread most, pointing right or, when upright, down; of length 1. */
export function mainAxis(points: readonly Point[]): Point {
  const centre = mean(points);
  let [xx, xy, yy] = [0, 0, 0];
  for (const { x, y } of points) {
    xx += (x - centre.x) ** 2;
    xy += (x - centre.x) * (y - centre.y);
    yy += (y - centre.y) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { x: Math.cos(angle), y: Math.sin(angle) };
}
