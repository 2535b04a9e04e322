// Draws one pane: the frame in a mode, at a view, in screen pixels of a canvas.

import type { Frame, Rect } from './frame';
import * as look from './look';
import type { View } from './view';

/** The zoom from which pixels are told apart. */
export const GRID_FROM = 8;

export class Drawing {
  private matte: OffscreenCanvas | null = null;
  private cut: OffscreenCanvas | null = null;
  private drawnOf: Frame | null = null;
  private base: OffscreenCanvas | null = null;
  private pictured = '';
  private picturedOf: Frame | null = null;

  /** Mattes and cutouts are drawn anew when the maps, the layers or the coverage have changed. */
  stale(): void {
    this.drawnOf = null;
  }

  draw(pen: CanvasRenderingContext2D, frame: Frame, neighbour: ImageBitmap | null, mode: look.Mode, view: View, scale: number, part: Rect): void {
    const corner = view.toPane({ x: 0, y: 0 });
    const place: Rect = { x: corner.x, y: corner.y, width: frame.width * view.zoom, height: frame.height * view.zoom };
    pen.save();
    smooth(pen, view, scale);
    const show = (image: CanvasImageSource, alpha = 1, blend: GlobalCompositeOperation = 'source-over') => {
      pen.globalAlpha = alpha;
      pen.globalCompositeOperation = blend;
      pen.drawImage(image, place.x, place.y, place.width, place.height);
      pen.globalAlpha = 1;
      pen.globalCompositeOperation = 'source-over';
    };
    if (mode === 'labels' || mode === 'matte') this.plain(pen, place, '#000');
    else if (mode === 'cutout' && frame.parsed) this.back(pen, place);
    else this.picture(pen, frame, place, view, scale);
    if (mode === 'overlay' || mode === 'labels') this.labels(pen, frame, place, view.zoom * scale, scale, mode === 'labels' ? 1 : look.opacity.value, part);
    else if (mode === 'matte' && frame.parsed) show(this.soft(frame).matte);
    else if (mode === 'cutout' && frame.parsed) show(this.soft(frame).cut);
    else if (mode === 'before' && frame.parsed) show(this.changes(frame));
    else if (mode === 'onion' && neighbour) show(neighbour, 0.5);
    else if (mode === 'difference' && neighbour) show(neighbour, 1, 'difference');
    if (look.grid.value && view.zoom >= GRID_FROM) this.grid(pen, place, view);
    pen.restore();
  }

  /** The picture as it is at this view: drawn well once, and copied while only labels change. */
  private picture(pen: CanvasRenderingContext2D, frame: Frame, place: Rect, view: View, scale: number): void {
    const { width, height } = pen.canvas;
    const key = [frame.id, width, height, place.x, place.y, view.zoom].join();
    if (this.pictured !== key || this.picturedOf !== frame) {
      this.base ??= new OffscreenCanvas(width, height);
      this.base.width = width;
      this.base.height = height;
      const base = this.base.getContext('2d')!;
      smooth(base, view, scale);
      base.drawImage(frame.bitmap, place.x, place.y, place.width, place.height);
      this.pictured = key;
      this.picturedOf = frame;
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(this.base!, 0, 0);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
  }

  private labels(pen: CanvasRenderingContext2D, frame: Frame, place: Rect, zoom: number, scale: number, alpha: number, part: Rect): void {
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.globalAlpha = alpha;
    pen.imageSmoothingQuality = 'low';
    frame.overlay.draw(pen, place.x * scale, place.y * scale, zoom, part);
    pen.globalAlpha = 1;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
  }

  private plain(pen: CanvasRenderingContext2D, place: Rect, colour: string): void {
    pen.fillStyle = colour;
    pen.fillRect(place.x, place.y, place.width, place.height);
  }

  private back(pen: CanvasRenderingContext2D, place: Rect): void {
    const { value } = look.back;
    this.plain(pen, place, value === 'black' ? '#000' : value === 'colour' ? look.backColour.value : value === 'white' ? '#fff' : '#999');
    if (value !== 'checker') return;
    pen.fillStyle = this.checker(pen);
    pen.fillRect(place.x, place.y, place.width, place.height);
  }

  private checker(pen: CanvasRenderingContext2D): CanvasPattern {
    const tile = new OffscreenCanvas(24, 24);
    const small = tile.getContext('2d')!;
    small.fillStyle = '#666';
    small.fillRect(0, 0, 12, 12);
    small.fillRect(12, 12, 12, 12);
    return pen.createPattern(tile, 'repeat')!;
  }

  private grid(pen: CanvasRenderingContext2D, place: Rect, view: View): void {
    const { width, height } = view.size;
    pen.strokeStyle = 'rgba(128,128,128,0.5)';
    pen.lineWidth = 1;
    pen.beginPath();
    const first = (from: number) => (from >= 0 ? from : from + Math.ceil(-from / view.zoom) * view.zoom);
    const right = Math.min(width, place.x + place.width);
    const bottom = Math.min(height, place.y + place.height);
    for (let x = first(place.x); x <= right; x += view.zoom) {
      pen.moveTo(Math.round(x) + 0.5, Math.max(0, place.y));
      pen.lineTo(Math.round(x) + 0.5, bottom);
    }
    for (let y = first(place.y); y <= bottom; y += view.zoom) {
      pen.moveTo(Math.max(0, place.x), Math.round(y) + 0.5);
      pen.lineTo(right, Math.round(y) + 0.5);
    }
    pen.stroke();
  }

  /** The matte in grey, and the frame cut out by it. */
  private soft(frame: Frame): { matte: OffscreenCanvas; cut: OffscreenCanvas } {
    if (this.drawnOf === frame && this.matte && this.cut) return { matte: this.matte, cut: this.cut };
    frame.soften();
    const { width, height } = frame;
    const matte = new OffscreenCanvas(width, height);
    const cut = new OffscreenCanvas(width, height);
    const grey = matte.getContext('2d')!;
    const pen = cut.getContext('2d')!;
    const rows = 256;
    for (let top = 0; top < height; top += rows) {
      const image = new ImageData(width, Math.min(rows, height - top));
      const alpha = new ImageData(width, image.height);
      const greys = new Uint32Array(image.data.buffer);
      const alphas = new Uint32Array(alpha.data.buffer);
      for (let i = 0, from = top * width; i < greys.length; i += 1, from += 1) {
        const value = Math.round(255 * frame.alpha(from));
        greys[i] = (0xff000000 | (value * 0x010101)) >>> 0;
        alphas[i] = (value << 24) >>> 0;
      }
      grey.putImageData(image, 0, top);
      pen.putImageData(alpha, 0, top);
    }
    pen.globalCompositeOperation = 'source-in';
    pen.drawImage(frame.bitmap, 0, 0);
    this.matte = matte;
    this.cut = cut;
    this.drawnOf = frame;
    return { matte, cut };
  }

  /** What was touched up: pixels whose id in the shown layer is another than the service's. */
  private changes(frame: Frame): OffscreenCanvas {
    const canvas = new OffscreenCanvas(frame.width, frame.height);
    const layer = frame.layers.shown.value;
    const now = frame.maps[layer]!;
    const before = frame.original[layer]!;
    const image = new ImageData(frame.width, frame.height);
    const pixels = new Uint32Array(image.data.buffer);
    for (let i = 0; i < pixels.length; i += 1) pixels[i] = now[i] === before[i] ? 0xa0000000 : 0xff40ff40;
    canvas.getContext('2d')!.putImageData(image, 0, 0);
    return canvas;
  }
}

/** Nearest neighbour from 200 % on: who zooms in wants to see pixels. */
function smooth(pen: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, view: View, scale: number): void {
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.imageSmoothingEnabled = view.zoom * scale < 2;
  pen.imageSmoothingQuality = 'medium';
}
