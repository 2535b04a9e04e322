// Applies a stroke to the opened frame's maps, as the service will: for replay, and for strokes that are whole at once.

import type { Frame, Rect } from '../table/frame';
import type { Layer } from '../table/layers';
import { Painter, type Paint } from './painter';
import type { Patch } from './patch';
import { around, capsule, flood, polygon } from './raster';
import type { Point, Stroke } from './strokes';

/** The layer of that name, as the service calls it. */
export const layerOf = (frame: Frame, title: string | undefined): Layer | undefined =>
  frame.layers.all.find(layer => layer.title === title && frame.maps[layer.name]);

export function paintOf(frame: Frame, stroke: Stroke, rect: Rect): Paint | null {
  const layer = layerOf(frame, stroke.layer);
  if (!layer) return null;
  const id = stroke.kind === 'eraser' ? 0 : layer.name === 'persons' ? (stroke.person ?? 0) : layer.id(stroke.label ?? '');
  if (id < 0) return null;
  const person = layer.name === 'parts' ? (stroke.person ?? new Painter(frame).owner(rect)) : 0;
  return { layer: layer.name, id, person };
}

/** Paints along the points from one to another: a whole stroke, or the piece that has just been drawn. */
export function brush(frame: Frame, stroke: Stroke, patch: Patch, from = 0, paint?: Paint | null): Paint | null {
  const points = stroke.points!;
  const size = stroke.size!;
  const painter = new Painter(frame);
  for (let i = from; i < points.length; i += 1) {
    const a = points[Math.max(0, i - 1)];
    const rect = around(a, points[i], size / 2, frame.width, frame.height);
    paint ??= paintOf(frame, stroke, rect);
    if (!paint) return null;
    patch.save(rect);
    capsule(a, points[i], size, stroke.hardness ?? 1, rect, (y, x0, x1) => painter.run(paint!, y, x0, x1));
  }
  return paint ?? null;
}

/** @returns whether there was something to do */
export function apply(frame: Frame, stroke: Stroke, patch: Patch): boolean {
  const painter = new Painter(frame);
  const { maps, width, height } = frame;
  const at = stroke.at ? frame.at(stroke.at[0], stroke.at[1]) : null;
  switch (stroke.kind) {
    case 'brush':
    case 'eraser':
      return brush(frame, stroke, patch) !== null;
    case 'polygon': {
      const rect = bounds(stroke.points!, frame);
      const paint = paintOf(frame, stroke, rect);
      if (!paint) return false;
      patch.save(rect);
      polygon(stroke.points!, width, height, (y, x0, x1) => painter.run(paint, y, x0, x1));
      return true;
    }
    case 'flood': {
      const layer = layerOf(frame, stroke.layer);
      if (!layer || at === null) return false;
      const runs: [number, number, number][] = [];
      flood(maps[layer.name]!, width, height, at % width, Math.floor(at / width), (y, x0, x1) => runs.push([y, x0, x1]));
      const rect = runs.map(([y, x, x1]) => ({ x, y, width: x1 - x, height: 1 }));
      const paint = paintOf(frame, stroke, rect[0]);
      if (!paint) return false;
      rect.forEach(run => patch.save(run));
      runs.forEach(([y, x0, x1]) => painter.run(paint, y, x0, x1));
      return true;
    }
    case 'relabel':
      return relabel(frame, stroke, patch, at);
    case 'swap-sides': {
      const tables = frame.layers.all.filter(layer => layer.name !== 'persons' && maps[layer.name]).map(layer => ({ map: maps[layer.name]!, table: layer.mirrored() }));
      painter.map(patch, maps.persons ? stroke.person! : 0, i => tables.forEach(({ map, table }) => (map[i] = table[map[i]])));
      return true;
    }
    case 'split': {
      const [a, b] = stroke.line!;
      const right = (i: number) => (b[0] - a[0]) * (Math.floor(i / width) + 0.5 - a[1]) - (b[1] - a[1]) * ((i % width) + 0.5 - a[0]) > 0;
      painter.map(patch, stroke.person!, i => {
        if (right(i)) maps.persons![i] = stroke.into!;
      });
      return true;
    }
    case 'merge':
      for (const person of stroke.persons!.slice(1)) painter.map(patch, person, i => (maps.persons![i] = maps.persons![i] === person ? stroke.persons![0] : maps.persons![i]));
      return true;
    default:
      painter.map(patch, stroke.person!, i => Object.values(maps).forEach(map => (map[i] = 0)));
      return true;
  }
}

function relabel(frame: Frame, stroke: Stroke, patch: Patch, at: number | null): boolean {
  const layer = layerOf(frame, stroke.layer);
  if (!layer || at === null) return false;
  const map = frame.maps[layer.name]!;
  const id = layer.id(stroke.label!);
  const old = map[at];
  if (old === 0 || id < 0) return false;
  if (stroke.everywhere) {
    new Painter(frame).map(patch, frame.maps.persons?.[at] ?? 0, i => {
      if (map[i] === old) map[i] = id;
    });
    return true;
  }
  const { width, height } = frame;
  const runs: [number, number, number][] = [];
  flood(map, width, height, at % width, Math.floor(at / width), (y, x0, x1) => runs.push([y, x0, x1]));
  for (const [y, x, x1] of runs) {
    patch.save({ x, y, width: x1 - x, height: 1 });
    map.fill(id, y * width + x, y * width + x1);
  }
  return true;
}

export function bounds(points: Point[], frame: Frame): Rect {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const x = Math.max(0, Math.floor(Math.min(...xs)));
  const y = Math.max(0, Math.floor(Math.min(...ys)));
  return {
    x,
    y,
    width: Math.max(0, Math.min(frame.width, Math.ceil(Math.max(...xs)) + 1) - x),
    height: Math.max(0, Math.min(frame.height, Math.ceil(Math.max(...ys)) + 1) - y),
  };
}
