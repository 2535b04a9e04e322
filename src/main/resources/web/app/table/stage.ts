// The stage: one or two panes of canvas with the same view, the wipe's handle, and what the pointer does on them.

import { eachFrame, h } from '../base/dom';
import { Signal } from '../base/signal';
import { t } from '../text/text';
import { Drawing } from './drawing';
import type { Frame, Rect } from './frame';
import { Gestures } from './gestures';
import * as look from './look';
import { View, type Place } from './view';

/** What the pointer does to the frame; the stage itself pans where there is none. */
export interface Tool {
  readonly cursor: string;
  /** Whether it does its work from down to up; else down is all of it. */
  readonly drags: boolean;
  /** A cursor that shows what the tool reaches; the system moves it without delay. Null: it is drawn as the mark. */
  shape?(view: View): string | null;
  down(place: Place, event: PointerEvent): void;
  move(place: Place, event: PointerEvent): void;
  up(place: Place): void;
  /** Draws its mark over the pane, in pane pixels; tells what it covers, where that is less than the pane. */
  mark?(pen: CanvasRenderingContext2D, view: View, pointer: Place | null): Rect | void;
}

const BLINK = 500;
const FLUSH = 4; // ms

export class Stage {
  readonly view = new View();
  readonly pointer = new Signal<Place | null>(null);
  readonly element: HTMLElement;
  readonly drawing = new Drawing();
  tool: Tool | null = null;
  /** Whether the tool is in the middle of the view, moved by keys; the pointer ends that. */
  crossed = false;
  private readonly panes: HTMLCanvasElement[];
  private readonly mark: HTMLCanvasElement;
  private readonly handle: HTMLElement;
  private frame: Frame | null = null;
  private neighbour: ImageBitmap | null = null;
  private dirty: Rect | 'all' | null = null;
  private marked: Rect | 'all' | null = 'all';
  private ground = '#222';
  private cursor = '';
  private blinked = false;
  private blinking = 0;
  private flushed = 0;
  private readonly ask = eachFrame(() => this.draw());
  private readonly askMark = eachFrame(() => this.drawMark());

  constructor() {
    this.panes = [0, 1].map(() => h('canvas', { class: 'pane' }));
    this.mark = h('canvas', { class: 'mark', tabindex: 0, role: 'img' });
    this.handle = h('div', { class: 'wipe', role: 'slider', tabindex: 0, 'aria-valuemin': 0, 'aria-valuemax': 100 });
    this.element = h('div', { class: 'stage' }, ...this.panes, this.mark, this.handle);
    this.view.changed.on(() => this.redraw());
    look.all.forEach(one => one.on(() => this.arrange()));
    new ResizeObserver(() => this.arrange()).observe(this.element);
    new Gestures(this.mark, this);
    this.wiping();
    this.arrange();
  }

  get canvas(): HTMLCanvasElement {
    return this.mark;
  }

  /** What is described to those who don't see it. */
  describe(text: string): void {
    this.mark.setAttribute('aria-label', text);
  }

  show(frame: Frame | null, neighbour: ImageBitmap | null = null): void {
    this.frame = frame;
    Object.assign(this.element, { frame, view: this.view }); // for the browser's console, and for tests
    this.neighbour = neighbour;
    this.drawing.stale();
    if (frame) this.view.hold(frame.width, frame.height);
    this.redraw();
  }

  /** The pointer during a stroke: only the tool's mark needs to know. */
  follow(at: Place): void {
    this.pointer.set(at);
  }

  get shown(): Frame | null {
    return this.frame;
  }

  /** Draws again, all or the part that shows this rectangle of the frame. */
  redraw(rect: Rect | 'all' = 'all'): void {
    if (rect === 'all' || this.dirty === 'all') this.dirty = 'all';
    else this.dirty = this.dirty === null ? rect : union(this.dirty, rect);
    this.ask();
  }

  /** Draws a part at once, for strokes; more often than every few milliseconds is left to the next frame of the screen. */
  flush(): void {
    const now = performance.now();
    if (this.dirty === null || this.dirty === 'all' || now - this.flushed < FLUSH) return;
    this.flushed = now;
    this.draw();
  }

  redrawMark(): void {
    this.askMark();
  }

  private get side(): boolean {
    return look.compare.value === 'side';
  }

  private arrange(): void {
    const scale = devicePixelRatio || 1;
    const { clientWidth, clientHeight } = this.element;
    const width = this.side ? Math.floor(clientWidth / 2) : clientWidth;
    this.element.dataset.compare = look.compare.value;
    this.panes.forEach(pane => size(pane, width, clientHeight, scale));
    size(this.mark, clientWidth, clientHeight, scale);
    this.marked = 'all';
    this.handle.hidden = look.compare.value !== 'wipe';
    this.handle.style.left = `${100 * look.wipe.value}%`;
    this.handle.setAttribute('aria-valuenow', String(Math.round(100 * look.wipe.value)));
    this.handle.setAttribute('aria-label', t('compare.wipe'));
    this.view.resize(width, clientHeight);
    clearInterval(this.blinking);
    this.blinked = false;
    if (look.compare.value === 'blink') {
      this.blinking = window.setInterval(() => {
        this.blinked = !this.blinked;
        this.redraw();
      }, BLINK);
    }
    this.redraw();
  }

  private draw(): void {
    const { dirty, frame } = this;
    if (dirty === null) return this.drawMark();
    const scale = devicePixelRatio || 1;
    const { width, height } = this.view.size;
    this.dirty = null;
    if (dirty === 'all') this.ground = ground(this.element); // asking for styles takes time that strokes don't have
    const paint = (pane: HTMLCanvasElement, mode: look.Mode, left: number, right: number) => {
      const pen = pane.getContext('2d', { alpha: false, desynchronized: true })!;
      pen.save();
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      pen.beginPath();
      const part = this.part(dirty, left, right, width, height);
      pen.rect(part.x, part.y, part.width, part.height);
      pen.clip();
      pen.fillStyle = this.ground;
      pen.fillRect(part.x, part.y, part.width, part.height);
      if (frame) this.drawing.draw(pen, frame, this.neighbour, mode, this.view, scale, this.inFrame(part));
      pen.restore();
    };
    const mode = this.blinked ? 'picture' : look.mode.value;
    const split = look.compare.value === 'wipe' ? look.wipe.value * width : 0;
    if (split > 0) paint(this.panes[0], 'picture', 0, split);
    paint(this.panes[0], mode, split, width);
    if (this.side) paint(this.panes[1], 'picture', 0, width);
    this.drawMark();
  }

  /** The part of a pane that has to be drawn, in its pixels. */
  private part(dirty: Rect | 'all', left: number, right: number, width: number, height: number): Rect {
    if (dirty === 'all') return { x: left, y: 0, width: right - left, height };
    const a = this.view.toPane(dirty);
    const b = this.view.toPane({ x: dirty.x + dirty.width, y: dirty.y + dirty.height });
    const x = Math.max(left, Math.floor(a.x) - 2);
    const y = Math.max(0, Math.floor(a.y) - 2);
    return {
      x,
      y,
      width: Math.max(0, Math.min(right, Math.min(width, Math.ceil(b.x) + 2)) - x),
      height: Math.max(0, Math.min(height, Math.ceil(b.y) + 2) - y),
    };
  }

  /** A part of the pane as a rectangle of the frame. */
  private inFrame(part: Rect): Rect {
    const a = this.view.toFrame(part);
    const { zoom } = this.view;
    return { x: Math.floor(a.x) - 1, y: Math.floor(a.y) - 1, width: Math.ceil(part.width / zoom) + 2, height: Math.ceil(part.height / zoom) + 2 };
  }

  private drawMark(): void {
    const shape = this.tool?.shape?.(this.view) ?? null;
    const cursor = shape ?? this.tool?.cursor ?? 'grab';
    if (this.cursor !== cursor) this.mark.style.cursor = this.cursor = cursor;
    const marks = this.frame !== null && this.tool?.mark !== undefined && (shape === null || this.crossed);
    const draws = marks || (this.frame !== null && this.crossed);
    if (!draws && this.marked === null) return;
    const pen = this.mark.getContext('2d')!;
    const scale = devicePixelRatio || 1;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    const { marked } = this;
    // a canvas is uploaded as far as it was changed
    if (marked === 'all') pen.clearRect(0, 0, this.mark.width, this.mark.height);
    else if (marked) pen.clearRect(marked.x, marked.y, marked.width, marked.height);
    this.marked = marks ? (this.tool!.mark!(pen, this.view, this.pointer.value) ?? 'all') : null;
    if (this.crossed && draws) this.cross(pen);
  }

  private cross(pen: CanvasRenderingContext2D): void {
    const { x, y } = this.view.toPane(this.view);
    for (const [colour, width] of [['#000', 3], ['#fff', 1]] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      pen.moveTo(x - 10, y);
      pen.lineTo(x + 10, y);
      pen.moveTo(x, y - 10);
      pen.lineTo(x, y + 10);
      pen.stroke();
    }
    this.marked = 'all';
  }

  private wiping(): void {
    const { handle } = this;
    const set = (share: number) => (look.wipe.value = Math.min(1, Math.max(0, share)));
    handle.addEventListener('pointerdown', event => handle.setPointerCapture(event.pointerId));
    handle.addEventListener('pointermove', event => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const box = this.element.getBoundingClientRect();
      set((event.clientX - box.left) / box.width);
    });
    handle.addEventListener('keydown', event => {
      const step = { ArrowLeft: -0.02, ArrowRight: 0.02, Home: -1, End: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      set(look.wipe.value + step);
    });
  }
}

function ground(element: HTMLElement): string {
  return getComputedStyle(element).getPropertyValue('--ground').trim() || '#222';
}

function size(canvas: HTMLCanvasElement, width: number, height: number, scale: number): void {
  const [w, hh] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== hh) canvas.height = hh;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

export function union(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}
