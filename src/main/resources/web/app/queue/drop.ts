// The place to begin: choose, drop, paste, or try a sample; what is taken, how large it may be and how long it stays is said before.

import type { Limits } from '../api/types';
import { below } from '../base/below';
import { button, fill, h } from '../base/dom';
import { bytes, t, type Key } from '../text/text';
import { ACCEPT } from './intake';

const SAMPLES = ['street-pair.jpg', 'portrait.jpg', 'crowd.jpg'];

export class Drop {
  private readonly files = h('input', { id: 'files', type: 'file', accept: ACCEPT, multiple: true, class: 'unseen', onchange: () => this.chosen(this.files) });
  private readonly folder = h('input', { id: 'folder', type: 'file', webkitdirectory: true, class: 'unseen', tabindex: -1, 'aria-hidden': 'true', onchange: () => this.chosen(this.folder) });
  readonly element = h('div', { class: 'drop' });
  readonly welcome = h('div', { class: 'welcome' });

  constructor(
    private readonly taken: (files: File[]) => void,
    private readonly failed: (problem: unknown) => void,
  ) {}

  draw(limits: Limits | null): void {
    fill(
      this.element,
      this.files,
      this.folder,
      h('label', { for: 'files', class: 'button' }, t('choose')),
      button(t('choose.folder'), () => this.folder.click(), { class: 'plain not-touch' }),
    );
    fill(
      this.welcome,
      h('h2', {}, t('welcome')),
      h('p', { class: 'not-touch' }, t('drop.here')),
      h('p', { class: 'quiet' }, t('formats')),
      limits && h('p', { class: 'quiet limits' }, t('limits', { bytes: bytes(limits.pictureBytes), clip: bytes(limits.clipBytes), pixels: Math.round(limits.pixels / 1e6) })),
      limits && h('p', { class: 'quiet' }, t('kept', { n: Math.round(limits.jobAge / 60) })),
      h('h3', {}, t('samples')),
      h('div', { class: 'samples' }, ...SAMPLES.map(name => this.sample(name))),
    );
  }

  private sample(name: string): HTMLElement {
    const url = below(`/samples/${name}`);
    const word = t(`sample.${name.replace(/\.\w+$/, '')}` as Key);
    return h('button', { type: 'button', class: 'sample', onclick: () => this.take(url, name) }, h('img', { src: url, alt: '', loading: 'lazy', width: 120, height: 90 }), word);
  }

  private async take(url: string, name: string): Promise<void> {
    try {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      const blob = await answer.blob();
      this.taken([new File([blob], name, { type: blob.type })]);
    } catch (problem) {
      this.failed(problem);
    }
  }

  private chosen(input: HTMLInputElement): void {
    const files = [...(input.files ?? [])];
    input.value = ''; // the same picture may be chosen again
    if (files.length > 0) this.taken(files);
  }
}
