// The legend: labels of the layer in view with their share of the people, to show, solo and lock; by name, by keyboard, by swatch.

import { button, choice, eachFrame, fill, h, set } from '../base/dom';
import { icon, type IconName } from '../base/icon';
import { Signal } from '../base/signal';
import { labelWord, t, type Key } from '../text/text';
import type { Frame } from './frame';
import type { Layer, LayerName, Layers } from './layers';
import * as palettes from './palette';

const TABS: Record<LayerName, Key> = { parts: 'layer.parts', anatomy: 'layer.anatomy', persons: 'layer.persons' };

export class Legend {
  readonly element = h('section', { class: 'legend', 'aria-labelledby': 'legend-title' });
  /** The label that strokes paint. */
  readonly chosen = new Signal<number>(1);
  private readonly tabs = h('div', { class: 'tabs', role: 'group' });
  private readonly rows = h('ul', { id: 'legend' });
  private readonly groups = h('ul', { class: 'groups' });
  private readonly note = h('p', { class: 'quiet' });
  private readonly palette = choice(t('palette'), palettes.PALETTES.map(name => [name, t(`palette.${name}` as Key)]), palettes.palette.value, value => (palettes.palette.value = value as palettes.PaletteName), { id: 'palette' });
  private frame: Frame | null = null;

  constructor(private readonly layers: Layers) {
    fill(this.element, h('h2', { id: 'legend-title', class: 'unseen' }, t('legend')), this.tabs, this.note, this.rows, this.groups, h('div', { class: 'palette' }, h('label', { for: 'palette' }, t('palette')), this.palette));
    palettes.palette.on(name => (this.palette.value = name));
    layers.changed.on(() => this.draw());
    this.chosen.on(() => this.draw());
  }

  show(frame: Frame | null): void {
    this.frame = frame;
    this.draw();
  }

  /** Pixels have changed: only the shares are written anew, unless labels came or went. Once a frame is enough. */
  readonly count = eachFrame(() => {
    const layer = this.layers.current;
    const counts = this.frame?.count(layer.name);
    const there = layer.entries.filter(({ id }) => id > 0 && ((counts?.[id] ?? 0) > 0 || layer.solo === id || this.editing)).map(({ id }) => id);
    if (!counts || there.join() !== this.listed.join()) return this.draw();
    const people = this.people(layer);
    there.forEach((id, i) => (this.rows.children[i].querySelector('.share')!.textContent = percent(people === 0 ? 0 : counts[id] / people)));
  });
  private listed: number[] = [];

  private people(layer: Layer): number {
    return this.frame ? sum(this.frame.count(this.frame.maps.persons ? 'persons' : layer.name)) : 0;
  }

  draw(): void {
    const layer = this.layers.current;
    const focused = (document.activeElement as HTMLElement | null)?.dataset.row;
    set(this.tabs, 'aria-label', t('layers'));
    fill(
      this.tabs,
      ...this.layers.all.map(one =>
        button(t(TABS[one.name]), () => (this.layers.shown.value = one.name), { 'aria-pressed': String(one === layer), 'data-row': `tab-${one.name}` }),
      ),
    );
    const counts = this.frame?.count(layer.name) ?? new Uint32Array(256);
    const people = this.people(layer);
    const there = layer.entries.filter(({ id }) => id > 0 && (counts[id] > 0 || layer.solo === id || this.editing));
    this.listed = there.map(({ id }) => id);
    fill(this.rows, ...there.map(({ id, name }) => this.row(layer, id, name, people === 0 ? 0 : counts[id] / people)));
    this.note.textContent = !this.frame?.parsed ? '' : there.length === 0 ? t('nobody') : '';
    const groups = layer.name === 'persons' ? [] : this.layers.groups.filter(group => this.layers.members(group.name, layer.name).some(id => counts[id] > 0));
    fill(this.groups, ...(groups.length > 0 && there.length > 0 ? [h('li', { class: 'quiet' }, t('groups')), ...groups.map(group => this.group(layer, group.name))] : []));
    if (focused) this.element.querySelector<HTMLElement>(`[data-row="${CSS.escape(focused)}"]`)?.focus();
  }

  /** While touching up, labels that are not in the frame can be painted too. */
  editing = false;

  private row(layer: Layer, id: number, name: string, share: number): HTMLElement {
    const word = layer.name === 'persons' ? t('person', { n: id }) : labelWord(name);
    const shown = layer.shows(id);
    const swatch = h('input', { type: 'color', value: layer.colour(id), 'aria-label': t('colour.of', { name: word }), title: t('colour.of', { name: word }), onchange: () => this.recolour(layer, name, swatch.value) });
    return h(
      'li',
      { class: shown ? '' : 'off', 'data-label': name },
      swatch,
      button(word, () => (this.chosen.value = id), { class: 'plain label', 'aria-pressed': String(this.chosen.value === id), 'data-row': `label-${id}`, title: t('paint.with', { name: word }) }),
      h('span', { class: 'share', title: t('share') }, percent(share)),
      this.toggle('eye', t('show.label', { name: word }), shown, `show-${id}`, () => flip(layer.hidden, id)),
      this.toggle('solo', t('solo', { name: word }), layer.solo === id, `solo-${id}`, () => (layer.solo = layer.solo === id ? null : id)),
      this.toggle('lock', t('lock', { name: word }), layer.locked.has(id), `lock-${id}`, () => flip(layer.locked, id)),
    );
  }

  private toggle(mark: IconName, label: string, pressed: boolean, row: string, change: () => void): HTMLElement {
    const changed = () => {
      change();
      this.layers.changed.tell();
    };
    return button(icon(mark), changed, { class: 'plain toggle', 'aria-label': label, title: label, 'aria-pressed': String(pressed), 'data-row': row });
  }

  private group(layer: Layer, name: string): HTMLElement {
    const ids = this.layers.members(name, layer.name);
    const shown = ids.some(id => layer.shows(id));
    const change = () => {
      layer.solo = null;
      ids.forEach(id => (shown ? layer.hidden.add(id) : layer.hidden.delete(id)));
      this.layers.changed.tell();
    };
    return h('li', {}, button(labelWord(name), change, { class: 'chip', 'aria-pressed': String(shown), 'data-row': `group-${name}` }));
  }

  private recolour(layer: Layer, name: string, colour: string): void {
    const all = { ...palettes.own.value };
    for (const one of this.layers.all) for (const entry of one.entries) all[`${one.name}:${entry.name}`] ??= one.colour(entry.id);
    all[`${layer.name}:${name}`] = colour;
    palettes.own.value = all;
    palettes.palette.value = 'own';
  }
}

function flip(set: Set<number>, id: number): void {
  if (!set.delete(id)) set.add(id);
}

const percent = (share: number): string => (share === 0 ? '–' : share < 0.001 ? '<0.1 %' : `${(100 * share).toFixed(1)} %`);

const sum = (counts: Uint32Array): number => counts.reduce((all, count, id) => (id === 0 ? 0 : all + count), 0);
