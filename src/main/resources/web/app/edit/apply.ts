// Applies a stroke to the opened frame's maps, as the service will: for replay, and for strokes that are whole at once.

import type { Frame, Rect } from '../table/frame';
import { Painter } from './painter';
import { layerOf, Painting } from './painting';
import type { Patch } from './patch';
import { around, capsule, flood, polygon } from './raster';
import type { Point, Stroke } from './strokes';

/** Paints along the points from one to another: a whole stroke, or the piece that has just been drawn. */
export function brush(frame: Frame, stroke: Stroke, patch: Patch, painting: Painting, from = 0): void {
  const points = stroke.points!;
  const size = stroke.size!;
  for (let i = from; i < points.length; i += 1) {
    const a = points[Math.max(0, i - 1)];
    const rect = around(a, points[i], size, frame.width, frame.height);
    patch.save(rect);
    capsule(a, points[i], size, stroke.hardness ?? 1, rect, (y, x0, x1) => painting.run(y, x0, x1));
  }
}

/** @returns whether there was something to do */
export function apply(frame: Frame, stroke: Stroke, patch: Patch): boolean {
  const painter = new Painter(frame);
  const { maps, width } = frame;
  const exists = (person: number | undefined) => !maps.persons || frame.boxes.has(person!);
  switch (stroke.kind) {
    case 'brush':
    case 'eraser':
    case 'polygon':
    case 'flood':
    case 'relabel':
      return paint(frame, stroke, patch);
    case 'swap-sides': {
      if (!exists(stroke.person)) return false;
      const tables = frame.layers.all.filter(layer => layer.name !== 'persons' && maps[layer.name]).map(layer => ({ map: maps[layer.name]!, table: layer.mirrored() }));
      painter.map(patch, stroke.person!, i => tables.forEach(({ map, table }) => (map[i] = table[map[i]])));
      return true;
    }
    case 'split': {
      const box = frame.boxes.get(stroke.person!);
      if (!box || frame.boxes.has(stroke.into!)) return false;
      const [a, b] = stroke.line!;
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      let any = false;
      painter.map(patch, stroke.person!, i => {
        if ((Math.floor(i / width) + 0.5 - a[1]) * dx - ((i % width) + 0.5 - a[0]) * dy <= 0) return;
        maps.persons![i] = stroke.into!;
        any = true;
      });
      if (any) frame.boxes = new Map([...frame.boxes, [stroke.into!, box]]);
      return any;
    }
    case 'merge': {
      const [first, ...others] = stroke.persons!;
      if (!stroke.persons!.every(exists)) return false;
      for (const person of others) painter.map(patch, person, i => (maps.persons![i] = first));
      frame.boxes = new Map([...frame.boxes].filter(([id]) => !others.includes(id)));
      return true;
    }
    default:
      if (!exists(stroke.person)) return false;
      painter.map(patch, stroke.person!, i => Object.values(maps).forEach(map => (map[i] = 0)));
      frame.boxes = new Map([...frame.boxes].filter(([id]) => id !== stroke.person));
      return true;
  }
}

function paint(frame: Frame, stroke: Stroke, patch: Patch): boolean {
  const painting = Painting.of(frame, stroke);
  if (!painting) return false;
  if (stroke.points) {
    if (stroke.kind === 'polygon') {
      patch.save(bounds(stroke.points, frame));
      polygon(stroke.points, frame.width, frame.height, (y, x0, x1) => painting.run(y, x0, x1));
    } else brush(frame, stroke, patch, painting);
  } else if (!region(frame, stroke, patch, painting)) return false;
  if (patch.rect) painting.end(patch.rect);
  return true;
}

/** What is connected to the stroke's place, or all of its label that the person has. */
function region(frame: Frame, stroke: Stroke, patch: Patch, painting: Painting): boolean {
  const { maps, width, height } = frame;
  const at = frame.at(stroke.at![0], stroke.at![1]);
  const layer = layerOf(frame, stroke.layer)!;
  const map = maps[layer.name]!;
  if (at === null) return false;
  const old = map[at];
  const person = maps.persons?.[at];
  if (stroke.kind === 'relabel' && (old === 0 || old === layer.id(stroke.label!))) return false;
  const runs: [number, number, number][] = [];
  if (stroke.everywhere) {
    for (let i = 0; i < map.length; i += 1) if (map[i] === old && maps.persons?.[i] === person) runs.push([Math.floor(i / width), i % width, (i % width) + 1]);
  } else {
    const second = stroke.kind === 'relabel' ? (maps.persons ?? null) : null;
    flood(map, second, width, height, at % width, Math.floor(at / width), (y, x0, x1) => runs.push([y, x0, x1]));
  }
  for (const [y, x, x1] of runs) patch.save({ x, y, width: x1 - x, height: 1 });
  for (const [y, x0, x1] of runs) painting.run(y, x0, x1);
  return true;
}

function bounds(points: Point[], frame: Frame): Rect {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const x = Math.max(0, Math.floor(Math.min(...xs)));
  const y = Math.max(0, Math.floor(Math.min(...ys)));
  return {
    x,
    y,
    width: Math.max(0, Math.min(frame.width, Math.ceil(Math.max(...xs))) - x),
    height: Math.max(0, Math.min(frame.height, Math.ceil(Math.max(...ys))) - y),
  };
}
