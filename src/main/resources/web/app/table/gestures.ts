// Pointer, wheel and pinch on the stage: zoom to the cursor, pan, and the tool's strokes.

import type { Stage } from './stage';
import type { Place } from './view';

export class Gestures {
  private readonly fingers = new Map<number, Place>();
  private panning = false;
  private drawing = false;
  private space = false;
  private box: DOMRect | null = null;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly stage: Stage,
  ) {
    canvas.addEventListener('pointerdown', event => this.down(event));
    canvas.addEventListener('pointermove', event => this.move(event));
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
    const { tool, view } = this.stage;
    if (this.fingers.size === 2) this.finish(at);
    else if (tool && event.button === 0 && !this.space && this.stage.shown?.parsed) {
      this.drawing = true;
      tool.down(view.toFrame(at), event);
      return;
    }
    this.panning = true;
  }

  private move(event: PointerEvent): void {
    if (!this.drawing) this.box = null;
    const at = this.at(event);
    const { stage } = this;
    const before = this.fingers.get(event.pointerId);
    if (this.drawing) {
      const all = event.getCoalescedEvents?.() ?? [];
      for (const one of all.length > 0 ? all : [event]) stage.tool?.move(stage.view.toFrame(this.at(one)), one);
    } else if (before && this.fingers.size === 2) this.pinch(event.pointerId, before, at);
    else if (before && this.panning) stage.view.move((before.x - at.x) / stage.view.zoom, (before.y - at.y) / stage.view.zoom);
    if (before) this.fingers.set(event.pointerId, at);
    stage.crossed = false;
    if (this.drawing) stage.follow(at);
    else stage.pointer.value = at;
    stage.redrawMark();
  }

  private up(event: PointerEvent): void {
    this.fingers.delete(event.pointerId);
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
