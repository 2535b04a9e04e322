// Asks for the API key where the service wants one.

import { h } from './base/dom';
import * as key from './api/key';
import { t } from './text/text';

export function keyForm(): HTMLElement {
  const field = h('input', { id: 'key-field', type: 'password', autocomplete: 'off', spellcheck: 'false', required: true, 'aria-describedby': 'key-said' });
  const said = h('p', { id: 'key-said', role: 'alert' }, t('key.kept'));
  const form = h('form', { id: 'key', class: 'key', hidden: true }, h('label', { for: 'key-field' }, t('key.needed')), field, h('button', { class: 'button' }, t('key.enter')), said);
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (field.value.trim() === '') return;
    key.enter(field.value);
    field.value = '';
  });
  const show = () => {
    form.hidden = key.wanted.value === 'no';
    form.dataset.refused = String(key.wanted.value === 'another');
    said.textContent = key.wanted.value === 'another' ? t('key.unknown') : t('key.kept');
    if (!form.hidden) field.focus();
  };
  key.wanted.on(show);
  show();
  return form;
}
