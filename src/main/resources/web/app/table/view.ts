// Where the viewer looks: zoom and centre, in pixels of the frame. Zoom 1 is one frame pixel a screen pixel.

import { Signal } from '../base/signal';

export const MOST = 32;

export interface Place {
  x: number;
  y: number;
}

export class View {
  readonly changed = new Signal<null>(null);
  zoom = 1;
  x = 0;
  y = 0;
  private fitted = true;
  private frame = { width: 0, height: 0 };
  private room = { width: 1, height: 1 };

  /** The frame's size: another size is shown whole, the same one stays where it is, so that frames of a shot can be compared. */
  hold(width: number, height: number): void {
    const same = this.frame.width === width && this.frame.height === height;
    this.frame = { width, height };
    if (!same || this.fitted) this.fit();
    else this.changed.tell();
  }

  /** The pane's size in screen pixels. */
  resize(width: number, height: number): void {
    this.room = { width: Math.max(1, width), height: Math.max(1, height) };
    if (this.fitted) this.fit();
    else this.changed.tell();
  }

  get least(): number {
    return Math.min(1, 0.5 * this.whole);
  }

  /** As large as the pane allows; 1 while there is no frame, as for a clip of which none has come. */
  private get whole(): number {
    const { width, height } = this.frame;
    return width === 0 ? 1 : Math.min(MOST, this.room.width / width, this.room.height / height);
  }

  fit(): void {
    this.fitted = true;
    this.zoom = this.whole;
    this.x = this.frame.width / 2;
    this.y = this.frame.height / 2;
    this.changed.tell();
  }

  /** Zooms so that the place at (x, y) of the pane stays there; the middle where none is named. */
  to(zoom: number, at: Place = { x: this.room.width / 2, y: this.room.height / 2 }): void {
    const before = this.toFrame(at);
    this.fitted = false;
    this.zoom = Math.min(MOST, Math.max(this.least, zoom));
    const after = this.toFrame(at);
    this.move(before.x - after.x, before.y - after.y);
  }

  /** Moves by pixels of the frame; some of the frame stays in sight. */
  move(x: number, y: number): void {
    this.fitted = false;
    this.x = Math.min(this.frame.width, Math.max(0, this.x + x));
    this.y = Math.min(this.frame.height, Math.max(0, this.y + y));
    this.changed.tell();
  }

  toFrame(at: Place): Place {
    return { x: this.x + (at.x - this.room.width / 2) / this.zoom, y: this.y + (at.y - this.room.height / 2) / this.zoom };
  }

  toPane(at: Place): Place {
    return { x: (at.x - this.x) * this.zoom + this.room.width / 2, y: (at.y - this.y) * this.zoom + this.room.height / 2 };
  }

  get size(): { width: number; height: number } {
    return this.room;
  }

  /** For a reload. */
  get kept(): { zoom: number; x: number; y: number } | null {
    return this.fitted ? null : { zoom: this.zoom, x: this.x, y: this.y };
  }

  restore(kept: { zoom: number; x: number; y: number } | null): void {
    if (!kept) return;
    this.fitted = false;
    Object.assign(this, kept);
    this.changed.tell();
  }
}
