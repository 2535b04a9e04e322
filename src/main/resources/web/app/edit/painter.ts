// Writes strokes into the maps by the rules of docs/edits.md: parts say what belongs to a person at all, the other layers say more of it.

import type { Frame, Rect } from '../table/frame';
import type { LayerName } from '../table/layers';
import type { Patch } from './patch';

export interface Paint {
  layer: LayerName;
  /** The label's id, or the person's number; 0 erases. */
  id: number;
  /** Whom a part painted where nobody was belongs to. */
  person: number;
}

export class Painter {
  constructor(private readonly frame: Frame) {}

  /** Paints a run of pixels; those of locked labels stay. */
  run(paint: Paint, y: number, x0: number, x1: number): void {
    const { maps, layers, width } = this.frame;
    const { parts, anatomy, persons } = maps;
    const map = maps[paint.layer];
    if (!map || !parts) return;
    const locked = layers.get(paint.layer)!.locked;
    for (let i = y * width + x0, end = y * width + x1; i < end; i += 1) {
      if (locked.has(map[i])) continue;
      if (paint.layer !== 'parts') {
        if (parts[i] !== 0) map[i] = paint.id;
        continue;
      }
      map[i] = paint.id;
      if (paint.id === 0) {
        if (anatomy) anatomy[i] = 0;
        if (persons) persons[i] = 0;
      } else if (persons && persons[i] === 0) persons[i] = paint.person;
    }
  }

  /** The person with the most pixels there, else the nearest one, else the first. */
  owner(rect: Rect): number {
    const { persons } = this.frame.maps;
    if (!persons) return 1;
    const grow = { ...rect };
    for (;;) {
      const counts = new Uint32Array(256);
      for (let y = grow.y; y < grow.y + grow.height; y += 1) {
        for (let i = y * this.frame.width + grow.x, end = i + grow.width; i < end; i += 1) counts[persons[i]] += 1;
      }
      counts[0] = 0;
      const best = counts.indexOf(Math.max(...counts));
      if (counts[best] > 0) return best;
      if (grow.width === this.frame.width && grow.height === this.frame.height) return 1;
      const by = Math.max(16, Math.round(Math.max(grow.width, grow.height) / 2));
      const right = Math.min(this.frame.width, grow.x + grow.width + by);
      const bottom = Math.min(this.frame.height, grow.y + grow.height + by);
      grow.x = Math.max(0, grow.x - by);
      grow.y = Math.max(0, grow.y - by);
      grow.width = right - grow.x;
      grow.height = bottom - grow.y;
    }
  }

  /** Changes every pixel of one person, or of all where none is named. */
  map(patch: Patch, person: number, change: (i: number) => void): void {
    patch.save(this.box(person));
    const { rect } = patch;
    const { persons } = this.frame.maps;
    if (!rect) return;
    for (let y = rect.y; y < rect.y + rect.height; y += 1) {
      for (let i = y * this.frame.width + rect.x, end = i + rect.width; i < end; i += 1) {
        if (!persons || person === 0 || persons[i] === person) change(i);
      }
    }
  }

  private box(person: number): Rect {
    const { persons } = this.frame.maps;
    if (!persons || person === 0) return this.frame.all;
    const { width, height } = this.frame;
    let [left, top, right, bottom] = [width, height, 0, 0];
    for (let i = 0; i < persons.length; i += 1) {
      if (persons[i] !== person) continue;
      const x = i % width;
      const y = (i - x) / width;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      if (y >= bottom) bottom = y + 1;
    }
    return { x: Math.min(left, right), y: Math.min(top, bottom), width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
  }
}
