// The row above the stage: how the chosen tool is used, what it paints, and with what.

import { button, choice, fill, h } from '../base/dom';
import { labelWord, t, type Key } from '../text/text';
import type { Table } from '../table/table';
import * as options from './options';

/** Always there beside a picture, but on a phone, so that nothing moves when a tool is chosen. */
export class OptionRow {
  readonly element = h('div', { class: 'options', role: 'group', hidden: true });
  private people = '';

  constructor(
    private readonly table: Table,
    private readonly closeLasso: () => void,
  ) {
    table.legend.chosen.on(id => {
      const label = this.element.querySelector<HTMLSelectElement>('[data-edit=label]');
      if (label) label.value = String(id);
    });
  }

  /** After a stroke: people may have come or gone, and what was said is answered. */
  refresh(): void {
    const people = (this.table.frame.value?.people() ?? []).join();
    if (people !== this.people || this.element.querySelector('.warning')) this.draw();
  }

  /** Why nothing was done, until the next change. */
  warn(text: string): void {
    const how = this.element.querySelector('.how');
    how?.classList.add('warning');
    if (how) how.textContent = text;
  }

  draw(): void {
    const { tool, size, hardness, inside } = options;
    const frame = this.table.frame.value;
    const brushes = tool.value === 'brush' || tool.value === 'eraser';
    const lassos = tool.value === 'lasso' || tool.value === 'edge';
    const gives = (lassos || tool.value === 'brush' || tool.value === 'fill') && this.table.layers.current.name === 'parts';
    const paints = lassos || ['brush', 'fill', 'relabel'].includes(tool.value);
    const layer = this.table.layers.current;
    const { chosen } = this.table.legend;
    const people = frame?.people() ?? [];
    this.people = people.join();
    this.element.hidden = !frame;
    this.element.inert = !frame?.parsed;
    this.element.dataset.tool = tool.value;
    this.element.setAttribute('aria-label', t('options'));
    const slide = (name: 'size' | 'hardness', value: number, max: number, step: number, word: (value: number) => string, set: (value: number) => void) => {
      const said = h('output', {}, word(value));
      const input = h('input', {
        type: 'range',
        min: step === 1 ? 1 : 0,
        max,
        step,
        'aria-label': t(name),
        'data-edit': name,
        oninput: () => {
          set(Number(input.value));
          said.textContent = word(Number(input.value));
          input.setAttribute('aria-valuetext', said.textContent);
          this.table.stage.redrawMark();
        },
      });
      input.value = String(value);
      input.setAttribute('aria-valuetext', word(value));
      return h('label', { class: 'strength' }, h('span', {}, t(name)), input, said);
    };
    const only = h('input', { type: 'checkbox', 'data-edit': 'inside', onchange: () => (inside.value = only.checked) });
    only.checked = inside.value;
    fill(
      this.element,
      h('b', {}, t((tool.value === 'swap' ? 'swap' : `tool.${tool.value}`) as Key)),
      paints &&
        choice(
          t('paint'),
          layer.entries.filter(({ id }) => id > 0).map(({ id, name }) => [String(id), layer.name === 'persons' ? t('person', { n: id }) : labelWord(name)]),
          String(chosen.value),
          value => (chosen.value = Number(value)),
          { 'data-edit': 'label' },
        ),
      brushes && slide('size', size.value, 300, 1, value => `${value} px`, value => (size.value = value)),
      brushes && slide('hardness', hardness.value, 1, 0.05, value => `${Math.round(100 * value)} %`, value => (hardness.value = value)),
      gives && people.length > 1 &&
        choice(t('belongs'), [['0', t('belongs.nearest')], ...people.map(id => [String(id), t('person', { n: id })] as [string, string])], String(options.person.value), value => (options.person.value = Number(value)), { 'data-edit': 'person' }),
      gives && h('label', { class: 'check' }, only, t('inside')),
      lassos && button(t('tool.close'), () => this.closeLasso(), { 'data-edit': 'close' }),
      h('span', { class: 'quiet how' }, brushes ? '' : t(`how.${tool.value}` as Key)),
    );
  }
}
