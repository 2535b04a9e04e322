// The tools of the stage: each turns the pointer's way into one stroke.

import type { Frame, Rect } from '../table/frame';
import { union, type Stage, type Tool } from '../table/stage';
import type { Place, View } from '../table/view';
import { brush } from './apply';
import * as options from './options';
import { locked, Painting } from './painting';
import { Patch } from './patch';
import type { Session } from './session';
import { circle } from './cursor';
import { snap } from './snap';
import type { Point, Stroke } from './strokes';

/** What the tools paint with: the legend's label, in the layer that is shown. */
export interface Ink {
  target(): { layer: string; label?: string; person?: number; inside?: boolean };
}

export class BrushTool implements Tool {
  readonly cursor = 'none';
  readonly drags = true;
  private stroke: Stroke | null = null;
  private patch: Patch | null = null;
  private painting: Painting | null = null;
  private frame: Frame | null = null;
  private covered: Rect | null = null;

  constructor(
    private readonly stage: Stage,
    private readonly session: Session,
    private readonly ink: Ink,
    private readonly erases: boolean,
  ) {}

  down(place: Place, event: PointerEvent): void {
    this.frame = this.stage.shown;
    if (!this.frame) return;
    const { layer, ...target } = this.ink.target();
    const keep = locked(this.frame);
    this.stroke = { kind: this.erases ? 'eraser' : 'brush', layer, ...(this.erases ? {} : target), points: [], size: options.size.value, hardness: options.hardness.value, ...(keep.length > 0 ? { keep } : {}) };
    this.painting = Painting.of(this.frame, this.stroke);
    this.patch = new Patch(this.frame);
    this.covered = null;
    this.move(place, event);
  }

  move(place: Place, event: PointerEvent): void {
    const { stroke, patch, frame } = this;
    if (!stroke || !patch || !frame || !this.painting || this.stage.shown !== frame) return;
    const { x, y } = round(place);
    const presses = options.pressure.value && event.pointerType === 'pen';
    stroke.points!.push(presses ? [x, y, Math.round(100 * event.pressure) / 100] : [x, y]);
    patch.rect = null;
    brush(frame, stroke, patch, this.painting, stroke.points!.length - 1);
    if (!patch.rect) return;
    this.covered = this.covered ? union(this.covered, patch.rect) : patch.rect;
    frame.colour(patch.rect);
    this.stage.redraw(patch.rect);
  }

  up(): void {
    const { stroke, patch, frame } = this;
    this.stroke = null;
    if (!stroke || !patch || !frame || !this.painting) return;
    patch.rect = this.covered;
    if (!patch.rect) return;
    const settled = this.painting.end(patch.rect);
    this.session.add(stroke, patch, !settled);
  }

  shape(view: View): string | null {
    return circle(Math.max(1, (options.size.value / 2) * view.zoom));
  }

  mark(pen: CanvasRenderingContext2D, view: View, pointer: Place | null): Rect {
    if (!pointer) return { x: 0, y: 0, width: 0, height: 0 };
    const radius = Math.max(1, (options.size.value / 2) * view.zoom);
    for (const [colour, width] of [['#000', 3], ['#fff', 1]] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      pen.arc(pointer.x, pointer.y, radius, 0, 7);
      pen.stroke();
    }
    const reach = Math.ceil(radius) + 3;
    return { x: Math.floor(pointer.x) - reach, y: Math.floor(pointer.y) - reach, width: 2 * reach + 1, height: 2 * reach + 1 };
  }
}

/** A polygon by clicks, or freehand by dragging; with snap, its points go to the picture's edges. */
export class LassoTool implements Tool {
  readonly cursor = 'crosshair';
  readonly drags = false;
  private points: Point[] = [];
  private last: Place = { x: 0, y: 0 };

  constructor(
    private readonly stage: Stage,
    private readonly session: Session,
    private readonly ink: Ink,
    private readonly snaps: boolean,
  ) {}

  down(place: Place): void {
    const first = this.points[0];
    const near = (10 / this.stage.view.zoom) ** 2;
    if (this.points.length > 2 && (first[0] - place.x) ** 2 + (first[1] - place.y) ** 2 < near) return this.close();
    this.push(place);
  }

  move(place: Place): void {
    const step = Math.max(1, 4 / this.stage.view.zoom);
    if (this.points.length > 0 && Math.hypot(place.x - this.last.x, place.y - this.last.y) >= step) this.push(place);
  }

  up(place: Place): void {
    const [x, y] = this.points[0] ?? [0, 0];
    // a drag that comes back to where it began is closed; clicks go on
    if (this.points.length > 8 && Math.hypot(x - place.x, y - place.y) < 24 / this.stage.view.zoom) this.close();
  }

  /** Enter, or a click on the first point. */
  close(): void {
    const { layer, ...target } = this.ink.target();
    if (this.points.length > 2) this.session.run({ kind: 'polygon', layer, ...target, points: this.points });
    this.cancel();
  }

  cancel(): void {
    this.points = [];
    this.stage.redrawMark();
  }

  mark(pen: CanvasRenderingContext2D, view: View, pointer: Place | null): void {
    if (this.points.length === 0) return;
    for (const [colour, width] of [['#000', 3], ['#fff', 1]] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      for (const [x, y] of this.points) {
        const at = view.toPane({ x, y });
        pen.lineTo(at.x, at.y);
      }
      if (pointer) pen.lineTo(pointer.x, pointer.y);
      pen.stroke();
    }
  }

  private push(place: Place): void {
    this.last = place;
    const frame = this.stage.shown;
    const { x, y } = round(this.snaps && frame ? snap(frame.bitmap, place, Math.min(12, Math.ceil(8 / this.stage.view.zoom) + 2)) : place);
    this.points.push([x, y]);
    this.stage.redrawMark();
  }
}

/** One click. */
export class ClickTool implements Tool {
  readonly cursor = 'crosshair';
  readonly drags = false;

  constructor(private readonly clicked: (place: Place, event: PointerEvent) => void) {}

  down(place: Place, event: PointerEvent): void {
    this.clicked(round(place), event);
  }

  move(): void {}

  up(): void {}
}

/** From here to there. */
export class LineTool implements Tool {
  readonly cursor = 'crosshair';
  readonly drags = true;
  private from: Place | null = null;
  private to: Place | null = null;

  constructor(private readonly drawn: (from: Place, to: Place) => void) {}

  down(place: Place): void {
    this.from = this.to = place;
  }

  move(place: Place): void {
    this.to = place;
  }

  up(place: Place): void {
    if (this.from) this.drawn(round(this.from), round(place));
    this.from = null;
  }

  mark(pen: CanvasRenderingContext2D, view: View): void {
    if (!this.from || !this.to) return;
    const a = view.toPane(this.from);
    const b = view.toPane(this.to);
    for (const [colour, width] of [['#000', 3], ['#fff', 1]] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      pen.moveTo(a.x, a.y);
      pen.lineTo(b.x, b.y);
      pen.stroke();
    }
  }
}

/** Hundredths of a pixel do. */
const round = ({ x, y }: Place): Place => ({ x: Math.round(100 * x) / 100, y: Math.round(100 * y) / 100 });
