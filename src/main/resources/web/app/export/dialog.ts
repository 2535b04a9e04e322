// Export: which outputs, parts and pictures, as one zip; the commands that give the same; a link.

import type { Models } from '../api/types';
import { button, choice, copy, download, fill, h } from '../base/dom';
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

const wish = setting<Wish>('export', { outputs: ['labels', 'mattes'], parts: '' });
const MOST_NAMES = 40; // a command line of thousands of names is of no use

export class ExportDialog {
  readonly element = h('dialog', { class: 'export', 'aria-labelledby': 'export-title' });
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
    const field = h('input', { type: 'text', list: 'export-parts', placeholder: t('export.parts.all'), onchange: () => (wish.value = { ...wish.value, parts: field.value.replaceAll(' ', '') }), onblur: () => this.commands() });
    field.value = parts;
    const link = this.results;
    const inParts = this.models.kinds.some(kind => kind.inParts && outputs.includes(kind.output));
    fill(
      this.element,
      h('h2', { id: 'export-title' }, t('export')),
      choice(t('export.which'), [['all', t('export.all', { n: this.queue.pictures.filter(one => one.state === 'done').length })], ['one', t('export.one')], ['range', t('export.range', { n: this.range().length })]], this.which, value => {
        this.which = value as typeof this.which;
        this.draw();
      }),
      h('ul', { class: 'outputs' }, ...this.models.kinds.map(({ output, about }) => box(output, about))),
      inParts && h('label', { class: 'row' }, t('export.parts'), field, h('datalist', { id: 'export-parts' }, ...names.map(name => h('option', { value: name })))),
      h('div', { class: 'row' }, button(t('export.zip'), () => void this.zip(), { class: 'button', id: 'export-zip', disabled: outputs.length === 0 || this.pictures.length === 0 }), button(t('export.link'), () => void this.copy(link ?? ''), { disabled: link === null }), button(t('close'), () => this.element.close())),
      this.said,
      h('h3', {}, t('export.same')),
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
    const line = (text: string) => h('div', { class: 'command' }, h('pre', { tabindex: 0 }, text), button(t('copy'), () => void this.copy(text)));
    fill(this.shown, names.length > 0 && line(limn(many ? ['.'] : names, wish.value, reading, clip)), names.length > 0 && !many && line(curl(names, wish.value, location.origin, reading, clip)), many && h('p', { class: 'quiet' }, t('export.folder')));
  }

  private change(outputs: string[]): void {
    wish.value = { ...wish.value, outputs: this.models.kinds.map(({ output }) => output).filter(output => outputs.includes(output)) };
    this.draw();
  }

  private async copy(text: string): Promise<void> {
    this.said.textContent = (await copy(text, this.element)) ? t('copied') : t('copy.failed');
  }

  /** Where the opened picture's results are; null before it was parsed. */
  private get results(): string | null {
    const one = this.current();
    const job = one && asShot(one) && one.record.shot ? jobOf(one.record.shot.href) : one?.record.job;
    return job ? `${location.origin}${job}/zip` : null;
  }

  private async zip(): Promise<void> {
    const { pictures } = this;
    this.working?.abort();
    const working = (this.working = new AbortController());
    const tell = (count: number) => (this.said.textContent = t('export.working', { n: count, all: pictures.length }));
    tell(0);
    try {
      const entries = await render(pictures, wish.value, this.queue, this.models.limits, tell, working.signal);
      const zip = writeZip(entries);
      download(zip, 'limn-results.zip');
      this.said.textContent = t('export.done', { n: entries.length, bytes: bytes(zip.size) });
    } catch (problem) {
      if (!working.signal.aborted) this.said.textContent = sentence(problem);
    }
  }
}
