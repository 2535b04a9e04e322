// Pointer, wheel and pinch on the stage: zoom to the cursor, pan, and the tool's strokes.

import type { Stage } from './stage';
import type { Place } from './view';

/** How far a finger goes, in pixels of the screen, before it draws: a second one may follow. */
const STROKE_FROM = 6;

export class Gestures {
  private readonly fingers = new Map<number, Place>();
  private panning = false;
  private drawing = false;
  private space = false;
  /** Whether the stroke's places come at once, by pointerrawupdate, which Chromium has on secure pages; else they come with the next frame of the screen. */
  private raw = false;
  /** A finger that may become a stroke, or the first one of a pinch. */
  private held: { at: Place; event: PointerEvent } | null = null;
  private box: DOMRect | null = null;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly stage: Stage,
  ) {
    canvas.addEventListener('pointerdown', event => this.down(event));
    canvas.addEventListener('pointermove', event => this.move(event));
    canvas.addEventListener('pointerrawupdate', event => this.rawMove(event as PointerEvent));
    canvas.addEventListener('pointerup', event => this.up(event));
    canvas.addEventListener('pointercancel', event => this.up(event));
    canvas.addEventListener('pointerleave', () => {
      if (!this.drawing) stage.pointer.value = null;
      stage.redrawMark();
    });
    canvas.addEventListener('wheel', event => this.wheel(event), { passive: false });
    canvas.addEventListener('dblclick', event => {
      if (!stage.tool) stage.view.zoom === 1 ? stage.view.fit() : stage.view.to(1, this.at(event));
    });
    canvas.addEventListener('contextmenu', event => event.preventDefault());
    document.addEventListener('keydown', event => {
      if (event.code === 'Space') this.space = true;
    });
    document.addEventListener('keyup', event => {
      if (event.code === 'Space') this.space = false;
    });
  }

  /** The place in a pane; both panes show the same. */
  private at(event: { clientX: number; clientY: number }): Place {
    const box = (this.box ??= this.canvas.getBoundingClientRect()); // a stroke's moves ask for no layout
    const { width } = this.stage.view.size;
    const x = event.clientX - box.left;
    return { x: x >= width ? x - width : x, y: event.clientY - box.top };
  }

  private down(event: PointerEvent): void {
    this.canvas.focus({ preventScroll: true });
    this.box = null;
    this.canvas.setPointerCapture(event.pointerId);
    const at = this.at(event);
    this.fingers.set(event.pointerId, at);
    const { tool } = this.stage;
    if (this.fingers.size === 2) {
      this.held = null;
      this.finish(at);
    } else if (tool && event.button === 0 && !this.space && this.stage.shown?.parsed) {
      if (event.pointerType === 'touch') this.held = { at, event };
      else this.begin(at, event);
      return;
    }
    this.panning = true;
  }

  private begin(at: Place, event: PointerEvent): void {
    const { tool, view } = this.stage;
    this.held = null;
    this.drawing = true;
    this.raw = false;
    tool?.down(view.toFrame(at), event);
  }

  private move(event: PointerEvent): void {
    if (!this.drawing) this.box = null;
    const at = this.at(event);
    const { stage } = this;
    const before = this.fingers.get(event.pointerId);
    const { held } = this;
    if (held && Math.hypot(at.x - held.at.x, at.y - held.at.y) >= STROKE_FROM) this.begin(held.at, held.event);
    if (this.drawing) {
      if (!this.raw) this.stroke(event);
    } else if (before && this.fingers.size === 2) this.pinch(event.pointerId, before, at);
    else if (before && this.panning) stage.view.move((before.x - at.x) / stage.view.zoom, (before.y - at.y) / stage.view.zoom);
    if (before) this.fingers.set(event.pointerId, at);
    stage.crossed = false;
    if (this.drawing) stage.follow(at);
    else stage.pointer.value = at;
    stage.redrawMark();
  }

  /** Draws without waiting for the next frame of the screen. */
  private rawMove(event: PointerEvent): void {
    if (!this.drawing) return;
    this.raw = true;
    this.stroke(event);
    this.stage.flush();
  }

  private stroke(event: PointerEvent): void {
    const { stage } = this;
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length > 0 ? all : [event]) stage.tool?.move(stage.view.toFrame(this.at(one)), one);
  }

  private up(event: PointerEvent): void {
    this.fingers.delete(event.pointerId);
    if (this.held && event.type === 'pointerup') this.begin(this.held.at, this.held.event);
    this.held = null;
    this.finish(this.at(event));
    this.panning = this.fingers.size > 0;
  }

  private finish(at: Place): void {
    if (!this.drawing) return;
    this.drawing = false;
    this.stage.pointer.send(at);
    this.stage.tool?.up(this.stage.view.toFrame(at));
  }

  private pinch(id: number, before: Place, at: Place): void {
    const other = [...this.fingers].find(([finger]) => finger !== id)![1];
    const apart = (a: Place) => Math.hypot(a.x - other.x, a.y - other.y);
    const { view } = this.stage;
    view.move((before.x - at.x) / 2 / view.zoom, (before.y - at.y) / 2 / view.zoom);
    view.to((view.zoom * apart(at)) / Math.max(1, apart(before)), { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    const { view } = this.stage;
    // a trackpad's pinch comes as a wheel with Ctrl, in small steps
    const speed = event.ctrlKey ? 0.01 : 0.0015;
    view.to(view.zoom * Math.exp(-event.deltaY * lines * speed), this.at(event));
  }
}
