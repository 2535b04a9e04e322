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
    const { done, all, parts } = this.queue.counts;
    this.element.hidden = unfinished === 0 && failed === 0;
    document.title = unfinished > 0 ? `${done}/${all} · Limn` : 'Limn';
    this.bar.hidden = this.pause.hidden = this.cancel.hidden = unfinished === 0;
    this.again.hidden = failed === 0;
    this.again.textContent = t('again.all', { n: failed });
    this.pause.textContent = t(this.queue.paused.value ? 'go.on' : 'pause');
    this.cancel.textContent = t('cancel');
    this.bar.value = parts / Math.max(1, all);
    fill(this.text, unfinished > 0 ? this.words(done, all) : failed > 0 ? t('failed.some', { n: failed }) : '');
  }

  private words(done: number, all: number): string {
    const { pictures, pace, paused } = this.queue;
    const words = [t('done.of', { n: done, all })];
    const sending = pictures.filter(picture => picture.state === 'sending');
    if (sending.length > 0) {
      const sent = sending.reduce((sum, picture) => sum + picture.sent, 0);
      const size = sending.reduce((sum, picture) => sum + picture.record.size, 0);
      if (sent < size) words.push(t('sent', { sent: bytes(sent), all: bytes(size) }));
    }
    if (this.queue.away.value) words.push(t('away'));
    else if (paused.value) words.push(t('paused'));
    else {
      const left = pace.left(all - done, Date.now());
      words.push(left === null ? t('left.unknown') : timeLeft(left));
    }
    return words.join(' · ');
  }
}
