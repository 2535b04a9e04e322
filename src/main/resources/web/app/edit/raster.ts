// Rasters of strokes: which pixels a brush, a polygon or a flood takes, as runs of a row. All of it in typed arrays, no object a pixel.

import type { Rect } from '../table/frame';
import type { Point } from './strokes';

/** Takes the pixels from x0 up to but not x1 of row y. */
export type Run = (y: number, x0: number, x1: number) => void;

/** A smaller brush would miss the pixel that it stands on. */
const LEAST_RADIUS = Math.sqrt(0.5);

function radiusOf(point: Point, size: number): number {
  const pressure = point[2] ?? 1;
  return pressure <= 0 ? 0 : Math.max(LEAST_RADIUS, (size * pressure) / 2);
}

/** The pixels whose centres a piece of a brush stroke may reach, inside the frame. */
export function around(a: Point, b: Point, size: number, width: number, height: number): Rect {
  const most = Math.max(radiusOf(a, size), radiusOf(b, size));
  const x = Math.max(0, Math.ceil(Math.min(a[0], b[0]) - most - 0.5));
  const y = Math.max(0, Math.ceil(Math.min(a[1], b[1]) - most - 0.5));
  const right = Math.min(width, Math.floor(Math.max(a[0], b[0]) + most - 0.5) + 1);
  const bottom = Math.min(height, Math.floor(Math.max(a[1], b[1]) + most - 0.5) + 1);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

/**
 * A line with round ends, pixel by pixel as BrushArea of the service has it: a pixel is taken where half of it or more is painted, that is inside
 * the part of the radius that is painted fully, and half of what fades.
 */
export function capsule(a: Point, b: Point, size: number, hardness: number, rect: Rect, run: Run): void {
  const [ra, rb] = [radiusOf(a, size), radiusOf(b, size)];
  const reach = (1 + hardness) / 2;
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = dx * dx + dy * dy;
  const exact = (square: number, radius: number) => {
    const distance = Math.sqrt(square);
    if (radius <= 0 || distance > radius) return false;
    const share = distance / radius;
    return share <= hardness || Math.round((255 * (1 - share)) / (1 - hardness)) >= 128;
  };
  for (let y = rect.y, bottom = rect.y + rect.height; y < bottom; y += 1) {
    let from = -1;
    const py = y + 0.5 - a[1];
    for (let x = rect.x, right = rect.x + rect.width; x < right; x += 1) {
      const px = x + 0.5 - a[0];
      const t = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
      const radius = ra + (rb - ra) * t;
      const ox = px - t * dx;
      const oy = py - t * dy;
      const square = ox * ox + oy * oy;
      const edge = radius * radius * reach * reach;
      // rounding decides at the rim alone
      const inside = square < edge * 0.98 - 0.1 || (square < edge * 1.02 + 0.1 && exact(square, radius));
      if (inside === from >= 0) continue;
      if (inside) from = x;
      else {
        run(y, from, x);
        from = -1;
      }
    }
    if (from >= 0) run(y, from, rect.x + rect.width);
  }
}

/** A polygon by the non-zero rule; a pixel is taken where its centre is inside. */
export function polygon(points: Point[], width: number, height: number, run: Run): void {
  const ys = points.map(([, y]) => y);
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const bottom = Math.min(height, Math.ceil(Math.max(...ys)));
  for (let y = top; y < bottom; y += 1) {
    const centre = y + 0.5;
    // in 1/1024 pixels, as PolygonArea of the service has them; odd ones go up
    const crossings: number[] = [];
    points.forEach(([ax, ay], i) => {
      const [bx, by] = points[(i + 1) % points.length];
      const down = ay <= centre && by > centre;
      if (!down && !(by <= centre && ay > centre)) return;
      crossings.push(2 * Math.round((ax + ((centre - ay) / (by - ay)) * (bx - ax)) * 1024) + (down ? 0 : 1));
    });
    crossings.sort((p, q) => p - q);
    const column = (crossing: number) => Math.ceil(Math.floor(crossing / 2) / 1024 - 0.5);
    let winding = 0;
    for (let i = 0; i + 1 < crossings.length; i += 1) {
      winding += crossings[i] % 2 === 0 ? 1 : -1;
      const x0 = Math.max(0, column(crossings[i]));
      const x1 = Math.min(width, column(crossings[i + 1]));
      if (winding !== 0 && x1 > x0) run(y, x0, x1);
    }
  }
}

/** The connected area of a map's value around a pixel, row by row; with a second map, of both their values. */
export function flood(map: Uint8Array, second: Uint8Array | null, width: number, height: number, x: number, y: number, run: Run): void {
  const wanted = map[y * width + x];
  const other = second?.[y * width + x];
  const seen = new Uint8Array(map.length);
  const stack = [y * width + x];
  const open = (i: number) => map[i] === wanted && seen[i] === 0 && (second === null || second[i] === other);
  while (stack.length > 0) {
    const at = stack.pop()!;
    if (!open(at)) continue;
    const row = Math.floor(at / width);
    const start = row * width;
    let left = at;
    let right = at + 1;
    while (left > start && open(left - 1)) left -= 1;
    while (right < start + width && open(right)) right += 1;
    seen.fill(1, left, right);
    run(row, left - start, right - start);
    for (const step of [-width, width]) {
      if ((step < 0 && row === 0) || (step > 0 && row === height - 1)) continue;
      for (let i = left + step; i < right + step; i += 1) if (open(i) && (i === left + step || !open(i - 1))) stack.push(i);
    }
  }
}
