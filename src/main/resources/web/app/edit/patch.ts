// Undo as patches: the values that a stroke changed, in rectangles of the maps, not pictures of the whole frame.

import type { Frame, Rect } from '../table/frame';
import type { LayerName } from '../table/layers';
import { union } from '../table/stage';

const TILE = 64;

/** Saves tiles of the maps before a stroke writes to them. */
export class Patch {
  private readonly tiles: { layer: LayerName; rect: Rect; before: Uint8Array }[] = [];
  private readonly saved: Uint8Array;
  private readonly columns: number;
  private readonly layers: LayerName[];
  rect: Rect | null = null;
  private boxes: Frame['boxes'];

  constructor(private readonly frame: Frame) {
    this.boxes = frame.boxes;
    this.columns = Math.ceil(frame.width / TILE);
    this.saved = new Uint8Array(this.columns * Math.ceil(frame.height / TILE));
    this.layers = Object.keys(frame.maps) as LayerName[];
  }

  /** Adds to the counts what has changed since this was saved. */
  tally(counts: Partial<Record<LayerName, Uint32Array>>): void {
    for (const { layer, rect, before } of this.tiles) {
      const count = counts[layer];
      if (!count) continue;
      const map = this.frame.maps[layer]!;
      for (let row = 0, i = 0; row < rect.height; row += 1) {
        for (let at = (rect.y + row) * this.frame.width + rect.x, end = at + rect.width; at < end; at += 1, i += 1) {
          if (map[at] === before[i]) continue;
          count[before[i]] -= 1;
          count[map[at]] += 1;
        }
      }
    }
  }

  /** What lies in this rectangle will change. */
  save(rect: Rect): void {
    if (rect.width === 0 || rect.height === 0) return;
    this.rect = this.rect ? union(this.rect, rect) : rect;
    for (let y = rect.y - (rect.y % TILE); y < rect.y + rect.height; y += TILE) {
      for (let x = rect.x - (rect.x % TILE); x < rect.x + rect.width; x += TILE) {
        const tile = (y / TILE) * this.columns + x / TILE;
        if (this.saved[tile] === 1) continue;
        this.saved[tile] = 1;
        for (const layer of this.layers) this.tile(layer, x, y);
      }
    }
  }

  private tile(layer: LayerName, x: number, y: number): void {
    const { width, height } = this.frame;
    const rect = { x, y, width: Math.min(TILE, width - x), height: Math.min(TILE, height - y) };
    this.tiles.push({ layer, rect, before: this.read(layer, rect) });
  }

  private read(layer: LayerName, rect: Rect): Uint8Array {
    const values = new Uint8Array(rect.width * rect.height);
    const map = this.frame.maps[layer]!;
    for (let row = 0; row < rect.height; row += 1) {
      const from = (rect.y + row) * this.frame.width + rect.x;
      values.set(map.subarray(from, from + rect.width), row * rect.width);
    }
    return values;
  }

  /** Puts back what was saved, and saves what was there instead: undo, and then redo. */
  swap(): void {
    const map = this.frame.maps;
    [this.boxes, this.frame.boxes] = [this.frame.boxes, this.boxes];
    for (const tile of this.tiles) {
      const now = this.read(tile.layer, tile.rect);
      for (let row = 0; row < tile.rect.height; row += 1) {
        const values = tile.before.subarray(row * tile.rect.width, (row + 1) * tile.rect.width);
        map[tile.layer]!.set(values, (tile.rect.y + row) * this.frame.width + tile.rect.x);
      }
      tile.before = now;
    }
  }
}
