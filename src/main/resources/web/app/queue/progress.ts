// What is left of all pictures: count, bytes sent, time by the pace seen; pause, cancel, try again.

import { button, eachFrame, fill, h } from '../base/dom';
import { bytes, t, timeLeft } from '../text/text';
import type { Queue } from './queue';

export class Progress {
  private readonly text = h('p', { id: 'total-text' });
  private readonly bar = h('progress', { max: 1, value: 0, 'aria-labelledby': 'total-text' });
  private readonly pause = button('', () => (this.queue.paused.value = !this.queue.paused.value));
  private readonly cancel = button('', () => this.queue.cancel());
  private readonly again = button('', () => this.queue.again());
  readonly element = h('div', { class: 'total', hidden: true }, this.text, this.bar, h('div', { class: 'row' }, this.pause, this.cancel, this.again));

  constructor(private readonly queue: Queue) {
    const ask = eachFrame(() => this.draw());
    queue.changed.on(ask);
    queue.paused.on(ask);
    queue.away.on(ask);
    setInterval(() => {
      if (queue.unfinished > 0) ask();
    }, 1000);
  }

  private draw(): void {
    const { pictures, unfinished } = this.queue;
    const failed = pictures.filter(picture => picture.state === 'failed' && picture.record.trouble?.passing).length;
    const done = pictures.length - unfinished;
    this.element.hidden = unfinished === 0 && failed === 0;
    document.title = unfinished > 0 ? `${done}/${pictures.length} · Limn` : 'Limn';
    this.bar.hidden = this.pause.hidden = this.cancel.hidden = unfinished === 0;
    this.again.hidden = failed === 0;
    this.again.textContent = t('again.all', { n: failed });
    this.pause.textContent = t(this.queue.paused.value ? 'go.on' : 'pause');
    this.cancel.textContent = t('cancel');
    this.bar.value = pictures.reduce((sum, picture) => sum + (picture.ended ? 1 : 0.95 * picture.fraction), 0) / Math.max(1, pictures.length);
    fill(this.text, this.words(done, unfinished, failed));
  }

  private words(done: number, unfinished: number, failed: number): string {
    const { pictures, pace, paused } = this.queue;
    if (unfinished === 0) return t('failed.some', { n: failed });
    const words = [t('done.of', { n: done, all: pictures.length })];
    const sending = pictures.filter(picture => picture.state === 'sending');
    if (sending.length > 0) {
      const sent = sending.reduce((sum, picture) => sum + picture.sent, 0);
      const all = sending.reduce((sum, picture) => sum + picture.record.size, 0);
      if (sent < all) words.push(t('sent', { sent: bytes(sent), all: bytes(all) }));
    }
    if (this.queue.away.value) words.push(t('away'));
    else if (paused.value) words.push(t('paused'));
    else {
      const left = pace.left(unfinished, Date.now());
      words.push(left === null ? t('left.unknown') : timeLeft(left));
    }
    return words.join(' · ');
  }
}
