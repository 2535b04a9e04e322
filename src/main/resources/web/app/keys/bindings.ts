// Keys to actions: a preset, and the keys that the user chose instead.

import { isField } from '../base/dom';
import { setting } from '../base/memory';
import type { Actions } from './actions';
import { PRESETS } from './presets';

export const preset = setting<'compositor' | 'annotator'>('keys.preset', 'compositor', name => name in PRESETS);
export const own = setting<Record<string, string>>('keys.own', {});

export const keyOf = (action: string): string => own.value[action] ?? PRESETS[preset.value][action] ?? '';

/** What is pressed, as one word: Ctrl+Shift+Z. Command counts as Ctrl; Shift is left out where the character tells it. */
export function pressed(event: KeyboardEvent): string {
  const { key } = event;
  const shifted = event.shiftKey && (key.length > 1 || key.toLowerCase() !== key.toUpperCase());
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${shifted ? 'Shift+' : ''}${key}`;
}

/** The action of a key; the user's own come first. */
export function actionOf(key: string): string | undefined {
  const bound = Object.keys({ ...PRESETS[preset.value], ...own.value });
  return bound.filter(action => keyOf(action) === key).sort((a, b) => Number(b in own.value) - Number(a in own.value))[0];
}

/** On these, keys belong to the control that has the focus. */
function isControls(event: KeyboardEvent): boolean {
  const { target, key } = event;
  if (isField(target)) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog')) return true;
  if (target instanceof HTMLInputElement && target.type === 'range') return key.startsWith('Arrow') || key === 'Home' || key === 'End';
  if (key === 'Enter' || key === ' ') return target.closest('button, a, summary, input, label') !== null;
  return false;
}

export function listen(actions: Actions): void {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || isControls(event)) return;
    const action = actions.get(actionOf(pressed(event)) ?? '');
    if (!action || (event.repeat && !action.repeats)) return;
    event.preventDefault();
    action.run();
  });
}
