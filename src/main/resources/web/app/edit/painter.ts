// What strokes of whole persons do to the maps.

import type { Frame, Rect } from '../table/frame';
import type { Patch } from './patch';

export class Painter {
  constructor(private readonly frame: Frame) {}

  /** Changes every pixel of one person. */
  map(patch: Patch, person: number, change: (i: number) => void): void {
    patch.save(this.box(person));
    const { rect } = patch;
    const { persons } = this.frame.maps;
    if (!rect) return;
    for (let y = rect.y; y < rect.y + rect.height; y += 1) {
      for (let i = y * this.frame.width + rect.x, end = i + rect.width; i < end; i += 1) {
        if (!persons || persons[i] === person) change(i);
      }
    }
  }

  private box(person: number): Rect {
    const { persons } = this.frame.maps;
    if (!persons) return this.frame.all;
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
