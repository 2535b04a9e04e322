// Take it along: which outputs, parts and pictures, as one zip; the commands that give the same; a link.

import type { Models } from '../api/types';
import { button, choice, download, fill, h } from '../base/dom';
import { setting } from '../base/memory';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import { jobOf } from '../shot/send';
import type { Layers } from '../table/layers';
import { sentence } from '../text/errors';
import { bytes, outputWord, t } from '../text/text';
import { curl, limn } from './commands';
import { asShot, render, type Wish } from './render';
import { writeZip } from './zip';

const wish = setting<Wish>('take', { outputs: ['labels', 'mattes'], parts: '' });
const MOST_NAMES = 40; // a command line of thousands of names is of no use

export class Take {
  readonly element = h('dialog', { class: 'take', 'aria-labelledby': 'take-title' });
  private readonly said = h('p', { role: 'status' });
  private which: 'one' | 'range' | 'all' = 'all';
  private working: AbortController | null = null;

  constructor(
    private readonly models: Models,
    private readonly queue: Queue,
    private readonly layers: Layers,
    private readonly current: () => Picture | null,
    private readonly range: () => Picture[],
  ) {
    this.element.addEventListener('close', () => this.working?.abort());
  }

  open(): void {
    this.draw();
    if (!this.element.open) this.element.showModal();
  }

  private get pictures(): Picture[] {
    const one = this.current();
    const chosen = this.which === 'one' ? (one ? [one] : []) : this.which === 'range' ? this.range() : this.queue.pictures;
    return chosen.filter(picture => picture.state === 'done');
  }

  private draw(): void {
    const { outputs, parts } = wish.value;
    const box = (output: string, about: string) => {
      const check = h('input', { type: 'checkbox', onchange: () => this.change(check.checked ? [...outputs, output] : outputs.filter(one => one !== output)) });
      check.checked = outputs.includes(output);
      return h('li', {}, h('label', {}, check, h('b', {}, output), h('span', { class: 'quiet' }, outputWord(output) ?? about)));
    };
    const names = [...this.layers.groups.map(({ name }) => name), ...this.layers.all.flatMap(layer => layer.entries.filter(({ id }) => id > 0).map(({ id, name }) => (layer.name === 'persons' ? `person-${id}` : name)))];
    const field = h('input', { type: 'text', list: 'take-parts', placeholder: t('take.parts.all'), onchange: () => (wish.value = { ...wish.value, parts: field.value.replaceAll(' ', '') }), onblur: () => this.commands() });
    field.value = parts;
    const inParts = this.models.kinds.some(kind => kind.inParts && outputs.includes(kind.output));
    fill(
      this.element,
      h('h2', { id: 'take-title' }, t('take')),
      choice(t('take.which'), [['all', t('take.all', { n: this.queue.pictures.filter(one => one.state === 'done').length })], ['one', t('take.one')], ['range', t('take.range', { n: this.range().length })]], this.which, value => {
        this.which = value as typeof this.which;
        this.draw();
      }),
      h('ul', { class: 'outputs' }, ...this.models.kinds.map(({ output, about }) => box(output, about))),
      inParts && h('label', { class: 'row' }, t('take.parts'), field, h('datalist', { id: 'take-parts' }, ...names.map(name => h('option', { value: name })))),
      h('div', { class: 'row' }, button(t('take.zip'), () => void this.zip(), { class: 'button', id: 'take-zip', disabled: outputs.length === 0 || this.pictures.length === 0 }), button(t('take.link'), () => this.link()), button(t('close'), () => this.element.close())),
      this.said,
      h('h3', {}, t('take.same')),
      this.shown,
    );
    this.commands();
  }

  private readonly shown = h('div', { class: 'commands' });

  private commands(): void {
    const clip = this.pictures.length > 0 && this.pictures.every(asShot);
    const names = [...new Set(this.pictures.map(({ name, record }) => record.clip ?? name))];
    const many = names.length > MOST_NAMES;
    const reading = this.pictures[0]?.record.reading;
    const line = (text: string) => h('div', { class: 'command' }, h('pre', { tabindex: 0 }, text), button(t('copy'), () => this.copy(text)));
    fill(this.shown, names.length > 0 && line(limn(many ? ['.'] : names, wish.value, reading, clip)), names.length > 0 && !many && line(curl(names, wish.value, location.origin, reading, clip)), many && h('p', { class: 'quiet' }, t('take.folder')));
  }

  private change(outputs: string[]): void {
    wish.value = { ...wish.value, outputs: this.models.kinds.map(({ output }) => output).filter(output => outputs.includes(output)) };
    this.draw();
  }

  private copy(text: string): void {
    navigator.clipboard?.writeText(text).then(() => (this.said.textContent = t('copied')), () => {});
  }

  private link(): void {
    const one = this.current();
    const job = one && asShot(one) && one.record.shot ? jobOf(one.record.shot.href) : one?.record.job;
    if (job) this.copy(`${location.origin}${job}/zip`);
  }

  private async zip(): Promise<void> {
    const { pictures } = this;
    this.working?.abort();
    const working = (this.working = new AbortController());
    const tell = (count: number) => (this.said.textContent = t('take.working', { n: count, all: pictures.length }));
    tell(0);
    try {
      const entries = await render(pictures, wish.value, this.queue, this.models.limits, tell, working.signal);
      const zip = writeZip(entries);
      download(zip, 'limn-results.zip');
      this.said.textContent = t('take.done', { n: entries.length, bytes: bytes(zip.size) });
    } catch (problem) {
      if (!working.signal.aborted) this.said.textContent = sentence(problem);
    }
  }
}
