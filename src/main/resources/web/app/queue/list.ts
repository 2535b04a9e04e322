// The list of pictures. Only the rows in sight are elements, so that thousands of frames scroll smoothly.

import { eachFrame, h, set } from '../base/dom';
import { Signal } from '../base/signal';
import { thumbnail } from '../table/load';
import { t } from '../text/text';
import type { Picture } from './picture';
import type { Queue } from './queue';
import { state } from './state';

const ROW = 52;
const SPARE = 4;
const TAIL = 9; // a number and an extension tell frames apart; more leaves a narrow list no room for the beginning
const THUMBNAILS = 400;

interface Row {
  element: HTMLLIElement;
  open: HTMLButtonElement;
  remove: HTMLButtonElement;
  thumb: HTMLCanvasElement;
  name: HTMLElement;
  state: HTMLElement;
  bar: HTMLElement;
  id: string;
}

export class List {
  readonly element: HTMLElement;
  readonly opened = new Signal<Picture | null>(null);
  private readonly inner = h('ul', { class: 'rows' });
  private readonly rows = new Map<string, Row>();
  private readonly thumbs = new Map<string, Promise<ImageBitmap | null>>();
  private readonly ask = eachFrame(() => this.draw());

  constructor(
    private readonly queue: Queue,
    private readonly removed: (picture: Picture) => void,
  ) {
    this.element = h('div', { class: 'list', onscroll: () => this.ask(), onkeydown: (event: KeyboardEvent) => this.key(event) }, this.inner);
    queue.changed.on(() => this.ask());
    this.opened.on(() => this.ask());
    new ResizeObserver(() => this.ask()).observe(this.element);
  }

  /** Opens the picture so many rows on. */
  step(by: number, focus = false): void {
    const { pictures } = this.queue;
    const at = pictures.indexOf(this.opened.value!);
    const next = pictures[Math.min(pictures.length - 1, Math.max(0, at + by))];
    if (!next) return;
    this.opened.value = next;
    this.reveal(next);
    if (focus) this.rows.get(next.id)?.open.focus({ preventScroll: true });
  }

  reveal(picture: Picture): void {
    const top = this.queue.pictures.indexOf(picture) * ROW;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + ROW > scrollTop + clientHeight) this.element.scrollTop = top + ROW - clientHeight;
    this.draw();
  }

  private key(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 }[event.key];
    if (!by || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.step(by, true);
  }

  private draw(): void {
    const { pictures } = this.queue;
    this.inner.style.height = `${pictures.length * ROW}px`;
    const first = Math.max(0, Math.floor(this.element.scrollTop / ROW) - SPARE);
    const last = Math.min(pictures.length, Math.ceil((this.element.scrollTop + this.element.clientHeight) / ROW) + SPARE);
    const seen = new Set<string>();
    let before: Element | null = null;
    for (let i = first; i < last; i += 1) {
      const picture = pictures[i];
      seen.add(picture.id);
      const row = this.rows.get(picture.id) ?? this.make(picture);
      this.update(row, picture, i);
      const place: Element | null = before === null ? this.inner.firstElementChild : before.nextElementSibling;
      if (place !== row.element) this.inner.insertBefore(row.element, place);
      before = row.element;
    }
    for (const [id, row] of this.rows) {
      if (seen.has(id)) continue;
      row.element.remove();
      this.rows.delete(id);
    }
  }

  private make(picture: Picture): Row {
    const thumb = h('canvas', { class: 'thumb', width: 64, height: 44 });
    const name = h('span', { class: 'name' }, h('span', {}, picture.name.slice(0, -TAIL)), picture.name.slice(-TAIL));
    const said = h('span', { class: 'state' });
    const open = h('button', { type: 'button', class: 'open', title: picture.name, onclick: () => this.choose(picture) }, thumb, h('span', { class: 'words' }, name, said));
    const remove = h('button', { type: 'button', class: 'remove', onclick: () => this.take(picture) }, '×');
    const bar = h('span', { class: 'bar' });
    const element = h('li', { class: 'item' }, open, remove, bar);
    const row = { element, open, remove, thumb, name, state: said, bar, id: picture.id };
    this.rows.set(picture.id, row);
    void this.paint(row, picture);
    return row;
  }

  private choose(picture: Picture): void {
    if (this.opened.value === picture) this.opened.tell();
    else this.opened.value = picture;
  }

  private take(picture: Picture): void {
    const at = this.queue.pictures.indexOf(picture);
    this.removed(picture);
    this.draw();
    const next = this.queue.pictures[Math.min(at, this.queue.pictures.length - 1)];
    if (next) this.rows.get(next.id)?.open.focus();
  }

  private update(row: Row, picture: Picture, at: number): void {
    row.element.style.transform = `translateY(${at * ROW}px)`;
    set(row.element, 'data-state', picture.state);
    set(row.element, 'aria-setsize', this.queue.pictures.length);
    set(row.element, 'aria-posinset', at + 1);
    set(row.open, 'aria-current', this.opened.value === picture ? 'true' : null);
    set(row.remove, 'aria-label', t('remove', { name: picture.name }));
    const words = state(picture);
    if (row.state.textContent !== words) row.state.textContent = words;
    const share = picture.state === 'working' ? picture.fraction : picture.state === 'sending' ? picture.sent / Math.max(1, picture.record.size) : 0;
    row.bar.style.transform = `scaleX(${share})`;
    if (picture.needsProxy && picture.state === 'done' && !row.thumb.dataset.drawn) void this.paint(row, picture, true);
  }

  private async paint(row: Row, picture: Picture, anew = false): Promise<void> {
    if (anew) {
      row.thumb.dataset.drawn = 'asked';
      this.thumbs.delete(picture.id);
    }
    if (!this.thumbs.has(picture.id)) this.thumbs.set(picture.id, thumbnail(picture, this.queue));
    if (this.thumbs.size > THUMBNAILS) {
      const [oldest, bitmap] = this.thumbs.entries().next().value!;
      this.thumbs.delete(oldest);
      void bitmap.then(one => one?.close());
    }
    const bitmap = await this.thumbs.get(picture.id);
    if (!bitmap || bitmap.width === 0 || !row.element.isConnected) return;
    const scale = Math.max(64 / bitmap.width, 44 / bitmap.height);
    const pen = row.thumb.getContext('2d')!;
    pen.drawImage(bitmap, (64 - bitmap.width * scale) / 2, (44 - bitmap.height * scale) / 2, bitmap.width * scale, bitmap.height * scale);
    row.thumb.dataset.drawn = 'yes';
  }
}
