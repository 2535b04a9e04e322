// Above the stage: what is shown, against what, over what, how strongly; the palette; zoom.

import { button, choice, fill, h } from '../base/dom';
import { t, type Key } from '../text/text';
import { GRID_FROM } from './drawing';
import * as look from './look';
import type { Stage } from './stage';

export class Toolbar {
  readonly element = h('div', { class: 'toolbar', role: 'toolbar' });
  private readonly modes = h('div', { class: 'segments', role: 'group' });
  readonly zoomer = h('div', { class: 'segments zoomer', role: 'group' });
  private readonly zoom = h('output', { class: 'zoom' });
  private readonly strength = h('input', { type: 'range', min: 0, max: 1, step: 0.05, 'aria-label': t('opacity'), title: t('opacity'), oninput: () => (look.opacity.value = Number(this.strength.value)), 'data-tool': 'opacity' });
  private readonly grid = button('#', () => (look.grid.value = !look.grid.value), { 'data-tool': 'grid' });
  private sequence = false;

  constructor(private readonly stage: Stage) {
    look.opacity.on(() => this.tellOpacity());
    [look.mode, look.compare, look.back, look.grid].forEach(one => one.on(() => this.draw()));
    stage.view.changed.on(() => this.tellZoom());
    this.draw();
  }

  /** Onion skin and difference need a neighbour. */
  set inSequence(value: boolean) {
    if (this.sequence === value) return;
    this.sequence = value;
    this.draw();
  }

  /** The grid's switch is there where there is a grid. */
  private tellZoom(): void {
    const { zoom } = this.stage.view;
    this.zoom.textContent = `${Math.round(100 * zoom)} %`;
    this.grid.hidden = zoom < GRID_FROM;
  }

  private tellOpacity(): void {
    this.strength.value = String(look.opacity.value);
    this.strength.setAttribute('aria-valuetext', `${Math.round(100 * look.opacity.value)} %`);
  }

  draw(): void {
    const { view } = this.stage;
    const focused = (document.activeElement as HTMLElement | null)?.dataset.tool;
    const modes = look.MODES.filter(mode => this.sequence || (mode !== 'onion' && mode !== 'difference'));
    this.element.setAttribute('aria-label', t('view'));
    this.modes.setAttribute('aria-label', t('view'));
    fill(
      this.modes,
      ...modes.map(mode =>
        button(t(`mode.${mode}` as Key), () => (look.mode.value = mode), { 'aria-pressed': String(look.mode.value === mode), 'data-mode': mode, 'data-tool': `mode-${mode}` }),
      ),
    );
    this.tellOpacity();
    const ground = h('input', { type: 'color', value: look.backColour.value, 'aria-label': t('back.colour'), oninput: () => (look.backColour.value = ground.value) });
    fill(
      this.element,
      this.modes,
      look.mode.value === 'overlay' && h('label', { class: 'strength' }, this.strength),
      look.mode.value === 'cutout' && choice(t('back'), look.BACKS.map(back => [back, t(`back.${back}` as Key)]), look.back.value, value => (look.back.value = value as look.Back)),
      look.mode.value === 'cutout' && look.back.value === 'colour' && ground,
      choice(t('compare'), look.COMPARES.map(one => [one, t(`compare.${one}` as Key)]), look.compare.value, value => (look.compare.value = value as look.Compare), { 'data-tool': 'compare' }),
    );
    this.zoomer.setAttribute('aria-label', t('zoom'));
    this.grid.setAttribute('aria-label', t('grid'));
    this.grid.setAttribute('aria-pressed', String(look.grid.value));
    this.grid.title = t('grid.about');
    fill(
      this.zoomer,
      button('−', () => view.to(view.zoom / 1.5), { 'aria-label': t('zoom.out') }),
      this.zoom,
      button('+', () => view.to(view.zoom * 1.5), { 'aria-label': t('zoom.in') }),
      button(t('zoom.fit'), () => view.fit()),
      button('100 %', () => view.to(1)),
      this.grid,
    );
    if (focused) [this.element, this.zoomer].forEach(bar => bar.querySelector<HTMLElement>(`[data-tool="${focused}"]`)?.focus());
  }
}

/** Goes to the next value of a list. */
export function after<T>(values: readonly T[], value: T, by = 1): T {
  return values[(values.indexOf(value) + by + values.length) % values.length];
}
