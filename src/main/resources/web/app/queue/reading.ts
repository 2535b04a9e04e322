// How pictures are read and looked at: colour space, exposure, layer of an EXR, detail. Each picture keeps what it was added with.

import { button, choice, fill, h } from '../base/dom';
import { setting } from '../base/memory';
import { Signal } from '../base/signal';
import { auto } from '../shot/setting';
import { t } from '../text/text';

/** As the service names them in queries; what is missing is left to the file and the service. */
export interface Reading {
  colour?: string;
  exposure?: string;
  layer?: string;
  detail?: string;
}

/** PageReadingTest holds them against the service's. */
export const COLOURS = ['auto', 'srgb', 'linear', 'acescg', 'aces2065-1', 'acescct', 'cineon', 'logc3', 'logc4', 'slog3', 'vlog', 'log3g10', 'rec709', 'rec2020', 'rec2100-pq', 'rec2100-hlg'];

const NAMES: (keyof Reading)[] = ['colour', 'exposure', 'layer', 'detail'];

export const reading = setting<Reading>('reading', {});

/** In words of a query or of a command line. */
export const words = (one: Reading | undefined): [string, string][] => NAMES.flatMap(name => (one?.[name] ? [[name, one[name]!] as [string, string]] : []));

export const same = (a: Reading | undefined, b: Reading | undefined): boolean => JSON.stringify(words(a)) === JSON.stringify(words(b));

/** The dialog that changes it. */
export class ReadingDialog {
  readonly element = h('dialog', { class: 'reading', 'aria-labelledby': 'reading-title' });
  readonly again = new Signal<null>(null);

  open(): void {
    this.draw();
    if (!this.element.open) this.element.showModal();
  }

  private draw(): void {
    const { value } = reading;
    const change = (name: keyof Reading, text: string) => (reading.value = { ...reading.value, [name]: text.trim() });
    const field = (name: 'exposure' | 'layer', attributes: Record<string, string | number>) => {
      const input = h('input', { id: `reading-${name}`, ...attributes, onchange: () => input.checkValidity() && change(name, input.value) });
      input.value = value[name] ?? '';
      return [h('label', { for: `reading-${name}` }, t(`reading.${name}`)), input];
    };
    const select = (name: 'colour' | 'detail', options: [string, string][]) => [
      h('label', { for: `reading-${name}` }, t(`reading.${name}`)),
      choice(t(`reading.${name}`), options, value[name] ?? '', word => change(name, word), { id: `reading-${name}` }),
    ];
    const steady = h('input', { type: 'checkbox', id: 'reading-auto', onchange: () => (auto.value = steady.checked) });
    steady.checked = auto.value;
    fill(
      this.element,
      h('h2', { id: 'reading-title' }, t('reading')),
      h('p', { class: 'quiet' }, t('reading.about')),
      h(
        'div',
        { class: 'fields' },
        ...select('colour', [['', t('reading.service')], ...COLOURS.map(word => [word, word === 'auto' ? t('reading.auto') : word] as [string, string])]),
        ...field('exposure', { type: 'number', min: -20, max: 20, step: 0.1, placeholder: '0' }),
        ...field('layer', { type: 'text', maxlength: 200, placeholder: t('reading.layer.first') }),
        ...select('detail', [['', t('reading.service')], ['frame', t('reading.frame')], ['persons', t('reading.persons')]]),
      ),
      h('label', { class: 'check' }, steady, t('reading.auto.shot')),
      h('div', { class: 'row' }, button(t('reading.again'), () => this.parse(), { id: 'reading-again' }), button(t('close'), () => this.element.close())),
    );
  }

  private parse(): void {
    this.element.close();
    this.again.tell();
  }
}
