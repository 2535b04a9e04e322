// Rasters of strokes: which pixels a brush, a polygon or a flood takes, as runs of a row. All of it in typed arrays, no object a pixel.

import type { Rect } from '../table/frame';
import type { Point } from './strokes';

/** Takes the pixels from x0 up to but not x1 of row y. */
export type Run = (y: number, x0: number, x1: number) => void;

/** The rectangle of a disc or a capsule, inside the frame. */
export function around(a: Point, b: Point, radius: number, width: number, height: number): Rect {
  const x = Math.max(0, Math.floor(Math.min(a[0], b[0]) - radius));
  const y = Math.max(0, Math.floor(Math.min(a[1], b[1]) - radius));
  const right = Math.min(width, Math.ceil(Math.max(a[0], b[0]) + radius) + 1);
  const bottom = Math.min(height, Math.ceil(Math.max(a[1], b[1]) + radius) + 1);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

/**
 * A line with round ends. A pixel is taken where half of it or more is painted: inside the part of the radius that is painted fully, and
 * half of what fades.
 */
export function capsule(a: Point, b: Point, size: number, hardness: number, rect: Rect, run: Run): void {
  const radiusOf = (point: Point) => (size / 2) * (point[2] ?? 1);
  const [ra, rb] = [radiusOf(a), radiusOf(b)];
  const reach = (1 + hardness) / 2;
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = dx * dx + dy * dy;
  for (let y = rect.y; y < rect.y + rect.height; y += 1) {
    let from = -1;
    for (let x = rect.x; x <= rect.x + rect.width; x += 1) {
      let inside = false;
      if (x < rect.x + rect.width) {
        const px = x + 0.5 - a[0];
        const py = y + 0.5 - a[1];
        const t = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
        const ox = px - t * dx;
        const oy = py - t * dy;
        const radius = Math.max(0.5, (ra + t * (rb - ra)) * reach);
        inside = ox * ox + oy * oy <= radius * radius;
      }
      if (inside && from < 0) from = x;
      if (!inside && from >= 0) {
        run(y, from, x);
        from = -1;
      }
    }
  }
}

/** A polygon by the non-zero rule; a pixel is taken where its centre is inside. */
export function polygon(points: Point[], width: number, height: number, run: Run): void {
  const ys = points.map(([, y]) => y);
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const bottom = Math.min(height, Math.ceil(Math.max(...ys)));
  for (let y = top; y < bottom; y += 1) {
    const centre = y + 0.5;
    const crossings: [x: number, winding: number][] = [];
    points.forEach(([ax, ay], i) => {
      const [bx, by] = points[(i + 1) % points.length];
      if (ay <= centre === by <= centre) return;
      crossings.push([ax + ((centre - ay) / (by - ay)) * (bx - ax), ay <= centre ? 1 : -1]);
    });
    crossings.sort((p, q) => p[0] - q[0]);
    let winding = 0;
    crossings.forEach(([x, turn], i) => {
      winding += turn;
      if (winding === 0 || i + 1 === crossings.length) return;
      const x0 = Math.max(0, Math.ceil(x - 0.5));
      const x1 = Math.min(width, Math.ceil(crossings[i + 1][0] - 0.5));
      if (x1 > x0) run(y, x0, x1);
    });
  }
}

/** The connected area of a map's value around a pixel, row by row. */
export function flood(map: Uint8Array, width: number, height: number, x: number, y: number, run: Run): void {
  const wanted = map[y * width + x];
  const seen = new Uint8Array(map.length);
  const stack = [y * width + x];
  const open = (i: number) => map[i] === wanted && seen[i] === 0;
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
