// The light table: the opened picture on the stage, with its legend, toolbar and what is under the cursor.

import type { Labels } from '../api/types';
import { eachFrame, fill, h } from '../base/dom';
import { setting } from '../base/memory';
import { Signal } from '../base/signal';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import { underWay } from '../queue/state';
import { sentence } from '../text/errors';
import { labelWord, t } from '../text/text';
import { coverage } from './coverage';
import type { Frame } from './frame';
import { Layers, type LayerName } from './layers';
import { Legend } from './legend';
import { load } from './load';
import * as look from './look';
import { Probe } from './probe';
import { Stage } from './stage';
import { Toolbar } from './toolbar';

const keptView = setting<{ zoom: number; x: number; y: number } | null>('view', null);

export class Table {
  readonly layers: Layers;
  readonly stage = new Stage();
  readonly legend: Legend;
  readonly toolbar = new Toolbar(this.stage);
  readonly title = h('h2', { id: 'viewer-title', tabindex: -1 });
  readonly facts = h('p', { id: 'facts', class: 'quiet' });
  readonly note = h('div', { class: 'note', hidden: true });
  readonly probe = new Probe();
  readonly frame = new Signal<Frame | null>(null);
  picture: Picture | null = null;
  private loading = new AbortController();

  constructor(
    labels: Labels,
    private readonly queue: Queue,
  ) {
    this.layers = new Layers(labels);
    this.legend = new Legend(this.layers);
    this.layers.changed.on(() => this.recolour());
    this.stage.pointer.on(eachFrame(() => this.point(this.stage.pointer.value)));
    this.stage.view.restore(keptView.value);
    this.stage.view.changed.on(() => (keptView.value = this.stage.view.kept));
    this.stage.view.changed.on(eachFrame(() => this.point(this.stage.pointer.value)));
    look.mode.on(() => {
      void this.soften();
      void this.neighbour();
    });
    look.steady.on(() => void this.open(this.picture));
    [queue.changed, queue.away, queue.paused].forEach(one => one.on(() => this.progress()));
    queue.ended.on(picture => {
      if (picture === this.picture) void this.open(picture);
    });
  }

  /** Done when what was opened last is shown. */
  opened: Promise<void> = Promise.resolve();

  open(picture: Picture | null): Promise<void> {
    return (this.opened = this.bring(picture));
  }

  /** Shows the picture at once, and its masks as soon as they are there. */
  private async bring(picture: Picture | null): Promise<void> {
    this.loading.abort();
    const loading = (this.loading = new AbortController());
    const again = picture !== null && this.picture === picture;
    this.picture = picture;
    this.progress();
    if (!picture) return this.show(null);
    try {
      const frame = await load(picture, this.queue, this.layers, loading.signal);
      if (loading.signal.aborted) return frame?.close();
      if (frame || !again) this.show(frame);
      if (!frame && picture.state === 'done') throw new Error(t('cannot.draw'));
    } catch (problem) {
      if (loading.signal.aborted) return;
      if (!again) this.show(null);
      this.say(sentence(problem), picture);
    }
  }

  private show(frame: Frame | null): void {
    this.frame.value?.close();
    if (frame) this.layers.people(frame.people());
    this.frame.value = frame;
    frame?.colour();
    this.stage.show(frame);
    this.legend.show(frame);
    this.stage.describe(this.description());
    void this.soften();
    void this.neighbour();
    this.progress();
  }

  /** The picture before this one, for onion skin and difference. */
  private async neighbour(): Promise<void> {
    const frame = this.frame.value;
    const { pictures } = this.queue;
    const at = pictures.indexOf(this.picture!);
    if (!frame || (look.mode.value !== 'onion' && look.mode.value !== 'difference')) return;
    const other = pictures[at > 0 ? at - 1 : at + 1];
    const bitmap = other ? await createImageBitmap(await this.queue.bytes(other)).catch(() => null) : null;
    if (this.frame.value === frame) this.stage.show(frame, bitmap);
    else bitmap?.close();
  }

  /** What is in the picture, for those who don't see it. */
  private description(): string {
    const frame = this.frame.value;
    if (!this.picture || !frame) return t('stage');
    if (!frame.parsed) return this.picture.name;
    const counts = frame.count('parts');
    const labels = this.layers.get('parts')!.entries.filter(({ id }) => id > 0 && counts[id] > 0).map(({ name }) => labelWord(name));
    const people = frame.people().length;
    return [this.picture.name, people === 0 ? t('nobody') : t('people', { n: people }), labels.join(', ')].filter(Boolean).join(': ');
  }

  private progress(): void {
    const { picture } = this;
    this.title.textContent = picture?.name ?? '';
    const { persons } = picture?.record ?? {};
    const { width, height } = picture?.record.width ? picture.record : (this.frame.value ?? { width: 0, height: 0 });
    const people = picture?.state === 'done' ? (persons === 0 ? t('nobody') : t('people', { n: persons ?? 0 })) : '';
    this.facts.textContent = [width ? `${width} × ${height}` : '', people].filter(Boolean).join(' · ');
    if (picture?.state === 'failed') this.say(sentence(picture.record.trouble), picture);
    else if (picture && !picture.ended) this.say(underWay(picture, this.queue), null);
    else this.note.hidden = true;
  }

  private say(text: string, again: Picture | null): void {
    const same = !again && !this.note.hidden && this.note.childElementCount === 1 && this.note.textContent === text;
    if (same) return;
    const retry = again && (again.record.trouble?.passing ?? true);
    fill(this.note, h('p', {}, text), retry && h('button', { type: 'button', onclick: () => this.queue.again([again]) }, t('again')));
    this.note.hidden = false;
  }

  /** Says something about the opened picture. */
  tell(text: string): void {
    this.say(text, null);
  }

  recolour(): void {
    const frame = this.frame.value;
    if (!frame) return;
    frame.coverage = null;
    frame.colour();
    this.stage.drawing.stale();
    this.stage.redraw();
    void this.soften();
  }

  /** Soft edges are fetched once a view shows them. */
  private async soften(): Promise<void> {
    const frame = this.frame.value;
    const { picture } = this;
    if (!frame?.parsed || frame.inShot || !picture || frame.coverage || (look.mode.value !== 'matte' && look.mode.value !== 'cutout')) return;
    const { signal } = this.loading;
    const key = this.shownKey();
    try {
      const soft = await coverage(picture, this.queue, frame, this.layers, signal);
      if (signal.aborted || this.frame.value !== frame || key !== this.shownKey() || !soft) return;
      frame.coverage = soft;
      this.stage.drawing.stale();
      this.stage.redraw();
    } catch (problem) {
      if (!signal.aborted) this.say(t('hard.edges', { why: sentence(problem) }), null);
    }
  }

  private shownKey(): string {
    const layer = this.layers.current;
    return `${layer.name} ${layer.solo} ${[...layer.hidden].join()}`;
  }

  private point(place: { x: number; y: number } | null): void {
    const { view } = this.stage;
    this.probe.show(this.frame.value, place && view.toFrame(place), view.zoom);
  }

  /** What is in the middle of the view, as words. */
  here(): string {
    const frame = this.frame.value;
    return frame ? this.probe.words(frame, { x: this.stage.view.x, y: this.stage.view.y }).join(', ') : '';
  }

  layer(name: LayerName): void {
    if (this.layers.get(name)) this.layers.shown.value = name;
  }
}
