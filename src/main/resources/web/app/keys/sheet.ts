// The sheet of keys: every action with its key, each of which can be changed.

import { button, choice, fill, h } from '../base/dom';
import { t, type Key } from '../text/text';
import type { Actions } from './actions';
import { keyOf, own, pressed, preset } from './bindings';

export class Sheet {
  readonly element = h('dialog', { class: 'sheet', 'aria-labelledby': 'sheet-title' });

  constructor(private readonly actions: Actions) {}

  open(): void {
    this.draw();
    if (!this.element.open) this.element.showModal();
  }

  private draw(): void {
    const groups = new Map<Key, HTMLElement[]>();
    for (const action of this.actions.all) {
      const rows = groups.get(action.group) ?? [];
      groups.set(action.group, rows);
      rows.push(h('li', {}, h('span', {}, t(action.name)), this.key(action.id, t(action.name))));
    }
    const more = groups.get('keys.more') ?? [];
    groups.delete('keys.more');
    groups.set('keys.more', more);
    fill(
      this.element,
      h('h2', { id: 'sheet-title' }, t('keys')),
      h(
        'div',
        { class: 'row' },
        choice(t('keys.preset'), [['compositor', t('keys.compositor')], ['annotator', t('keys.annotator')]], preset.value, value => {
          preset.value = value as typeof preset.value;
          this.draw();
        }),
        button(t('keys.reset'), () => {
          own.value = {};
          this.draw();
        }),
        button(t('close'), () => this.element.close()),
      ),
      h('p', { class: 'quiet' }, t('keys.mouse')),
      h('div', { class: 'columns' }, ...[...groups].map(([group, rows]) => h('section', {}, h('h3', {}, t(group)), h('ul', {}, ...rows)))),
    );
  }

  private key(action: string, name: string): HTMLElement {
    const shown = button(shownAs(keyOf(action)), () => {}, { class: 'key', 'aria-label': t('keys.change', { name, key: shownAs(keyOf(action)) }) });
    shown.addEventListener('click', () => {
      shown.textContent = t('keys.press');
      shown.addEventListener('keydown', event => {
        event.preventDefault();
        if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
        if (event.key !== 'Escape') own.value = { ...own.value, [action]: pressed(event) };
        this.draw();
      });
    });
    return shown;
  }
}

/** Letters in capitals, as on the keys themselves; Shift is named where it is needed. */
function shownAs(key: string): string {
  const named = key.replace('ArrowLeft', '←').replace('ArrowRight', '→').replace('ArrowUp', '↑').replace('ArrowDown', '↓').replace('PageDown', 'Page Down').replace('PageUp', 'Page Up');
  return named.replace(/(^|\+)([a-z])$/, (_, before, letter) => before + letter.toUpperCase()) || '–';
}
