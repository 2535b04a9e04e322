// The coloured labels in tiles: a stroke writes and draws a few small canvases, not one of the frame's size, which would be copied whole.

import type { Rect } from './frame';

const TILE = 256; // a tile that was drawn is copied before the next stroke writes to it

/** Where each tile is coloured: strokes allocate nothing. */
const IMAGE = new ImageData(TILE, TILE);
const PIXELS = new Uint32Array(IMAGE.data.buffer);

export class Overlay {
  private readonly columns: number;
  private readonly rows: number;
  private readonly tiles: (OffscreenCanvasRenderingContext2D | undefined)[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.columns = Math.ceil(width / TILE);
    this.rows = Math.ceil(height / TILE);
  }

  /** Colours a rectangle by a table of RGBA values. */
  colour(map: Uint8Array | undefined, table: Uint32Array, rect: Rect): void {
    this.each(rect, (index, tile) => {
      const pen = (this.tiles[index] ??= new OffscreenCanvas(tile.width, tile.height).getContext('2d')!);
      const x0 = Math.max(tile.x, rect.x);
      const y0 = Math.max(tile.y, rect.y);
      const width = Math.min(tile.x + tile.width, rect.x + rect.width) - x0;
      const height = Math.min(tile.y + tile.height, rect.y + rect.height) - y0;
      const [left, top] = [x0 - tile.x, y0 - tile.y];
      for (let y = 0; y < height; y += 1) {
        let from = (y0 + y) * this.width + x0;
        let to = (top + y) * TILE + left;
        if (map) for (let x = 0; x < width; x += 1) PIXELS[to++] = table[map[from++]];
        else PIXELS.fill(0, to, to + width);
      }
      pen.putImageData(IMAGE, 0, 0, left, top, width, height);
    });
  }

  /**
   * Draws what lies in a rectangle of the frame.
   *
   * @param left the frame's left edge on the canvas, in its own pixels
   * @param zoom canvas pixels a frame pixel
   */
  draw(pen: CanvasRenderingContext2D, left: number, top: number, zoom: number, part: Rect): void {
    this.each(part, (index, tile) => {
      const tiles = this.tiles[index];
      if (!tiles) return;
      // whole pixels, else the edges of two tiles would shine through each other
      const x = Math.round(left + tile.x * zoom);
      const y = Math.round(top + tile.y * zoom);
      const right = Math.round(left + (tile.x + tile.width) * zoom);
      const bottom = Math.round(top + (tile.y + tile.height) * zoom);
      pen.drawImage(tiles.canvas, x, y, right - x, bottom - y);
    });
  }

  private each(rect: Rect, visit: (index: number, tile: Rect) => void): void {
    const right = Math.min(this.columns, Math.ceil((rect.x + rect.width) / TILE));
    const bottom = Math.min(this.rows, Math.ceil((rect.y + rect.height) / TILE));
    for (let row = Math.max(0, Math.floor(rect.y / TILE)); row < bottom; row += 1) {
      for (let column = Math.max(0, Math.floor(rect.x / TILE)); column < right; column += 1) {
        const x = column * TILE;
        const y = row * TILE;
        visit(row * this.columns + column, { x, y, width: Math.min(TILE, this.width - x), height: Math.min(TILE, this.height - y) });
      }
    }
  }
}
