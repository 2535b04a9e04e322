// The pictures as a strip of time: what is parsed, where to look, what was touched up; in and out; a click goes there.

import { eachFrame, h, set } from '../base/dom';
import { Signal } from '../base/signal';
import type { List } from '../queue/list';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import { t } from '../text/text';
import { draftOf, thumbnail } from '../table/load';
import { follows } from './sequence';

const LANES = { parsed: '#6fbf7f', look: '#ffb347', edited: '#7fb2ff', carried: '#7fb2ff80' };
const LANE = 5;
const FILM = 40;

export class Timeline {
  /** In or out, or the opened picture, is another. */
  readonly changed = new Signal<null>(null);
  readonly element = h('div', { class: 'timeline', hidden: true, role: 'slider', tabindex: 0, 'aria-valuemin': 1 });
  private readonly canvas = h('canvas', {});
  private readonly ask = eachFrame(() => this.draw());
  private readonly thumbs = new Map<string, ImageBitmap | null>();
  /** In and out; -1: the ends. */
  from = -1;
  to = -1;

  constructor(
    private readonly queue: Queue,
    private readonly list: List,
    /** What strokes are kept under. */
    private readonly edited: Set<string>,
  ) {
    this.element.append(this.canvas);
    queue.changed.on(this.ask);
    list.opened.on(() => this.redraw());
    new ResizeObserver(this.ask).observe(this.element);
    const go = (event: PointerEvent) => {
      const box = this.element.getBoundingClientRect();
      this.open(Math.floor(((event.clientX - box.left) / box.width) * queue.pictures.length));
    };
    this.element.addEventListener('pointerdown', event => {
      this.element.setPointerCapture(event.pointerId);
      go(event);
    });
    this.element.addEventListener('pointermove', event => {
      if (this.element.hasPointerCapture(event.pointerId)) go(event);
    });
  }

  redraw(): void {
    this.ask();
    this.changed.tell();
  }

  open(at: number): void {
    const picture = this.queue.pictures[Math.min(this.queue.pictures.length - 1, Math.max(0, at))];
    if (!picture) return;
    this.list.opened.value = picture;
    this.list.reveal(picture);
  }

  get at(): number {
    return this.queue.pictures.indexOf(this.list.opened.value!);
  }

  get range(): Picture[] {
    const { pictures } = this.queue;
    return pictures.slice(Math.max(0, this.from), this.to < 0 ? pictures.length : this.to + 1);
  }

  /** Where the number of people is another than before, a picture failed, or the shot says so. */
  get looks(): number[] {
    const { pictures } = this.queue;
    const people = (picture: Picture | undefined) => (picture?.state === 'done' ? picture.record.persons : null);
    return [...pictures.keys()].filter(i => {
      const [before, now] = [people(pictures[i - 1]), people(pictures[i])];
      return pictures[i].state === 'failed' || Boolean(pictures[i].record.look) || (before !== null && now !== null && before !== now && follows(pictures[i - 1], pictures[i]));
    });
  }

  private isEdited({ id, record }: Picture): boolean {
    return this.edited.has(id) || (record.steady === true && this.edited.has(draftOf(id)));
  }

  private draw(): void {
    const { pictures } = this.queue;
    this.element.hidden = pictures.length < 2;
    if (this.element.hidden) return;
    const scale = devicePixelRatio || 1;
    const { clientWidth: width } = this.element;
    const height = FILM + 3 * LANE;
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    const pen = this.canvas.getContext('2d')!;
    pen.scale(scale, scale);
    const cell = width / pictures.length;
    pen.fillStyle = getComputedStyle(this.element).getPropertyValue('--ground');
    pen.fillRect(0, 0, width, FILM);
    this.film(pen, width, cell);
    const looks = new Set(this.looks);
    pictures.forEach((picture, i) => {
      const lane = (row: number, colour: string) => {
        pen.fillStyle = colour;
        pen.fillRect(i * cell, FILM + row * LANE + 1, Math.max(1, cell - (cell > 4 ? 1 : 0)), LANE - 1);
      };
      if (picture.state === 'done') lane(0, LANES.parsed);
      if (looks.has(i)) lane(1, LANES.look);
      if (this.isEdited(picture)) lane(2, LANES.edited);
      else if (picture.record.shot?.carried) lane(2, LANES.carried);
    });
    pen.fillStyle = '#0009';
    if (this.from > 0) pen.fillRect(0, 0, this.from * cell, FILM);
    if (this.to >= 0) pen.fillRect((this.to + 1) * cell, 0, width, FILM);
    pen.strokeStyle = '#fff';
    pen.lineWidth = 2;
    pen.strokeRect(this.at * cell + 1, 1, Math.max(2, cell - 2), height - 2);
    set(this.element, 'aria-label', t('timeline'));
    set(this.element, 'aria-valuemax', pictures.length);
    set(this.element, 'aria-valuenow', this.at + 1);
    set(this.element, 'aria-valuetext', [this.list.opened.value?.name, this.list.opened.value?.record.look].filter(Boolean).join(': '));
  }

  private film(pen: CanvasRenderingContext2D, width: number, cell: number): void {
    const count = Math.min(this.queue.pictures.length, Math.max(1, Math.floor(width / Math.max(cell, 56))));
    const each = width / count;
    for (let i = 0; i < count; i += 1) {
      const picture = this.queue.pictures[Math.floor(((i + 0.5) * this.queue.pictures.length) / count)];
      const thumb = this.thumbs.get(picture.id);
      if (thumb === undefined) {
        this.thumbs.set(picture.id, null);
        void thumbnail(picture, this.queue).then(found => {
          this.thumbs.set(picture.id, found);
          if (found) this.ask();
        });
      } else if (thumb) {
        // as wide as it is, in the middle of its place; the sides are cut where that is narrower
        const wide = (thumb.width * FILM) / thumb.height;
        const cut = Math.min(1, each / wide);
        const shown = Math.min(each, wide);
        pen.drawImage(thumb, ((1 - cut) / 2) * thumb.width, 0, cut * thumb.width, thumb.height, i * each + (each - shown) / 2, 0, shown, FILM);
      }
    }
  }
}
