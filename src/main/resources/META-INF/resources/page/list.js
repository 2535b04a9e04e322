// The list of pictures, with their progress.

import * as words from './words.js';

const list = document.getElementById('list');
const total = document.getElementById('total');
const totalText = document.getElementById('total-text');
const totalBar = document.getElementById('total-bar');
const rows = new Map();

function element(name, className, parent) {
  const made = document.createElement(name);
  if (className) made.className = className;
  parent?.append(made);
  return made;
}

function thumbnail(picture, place) {
  const image = element('img', '', place);
  image.alt = '';
  image.addEventListener('error', () => {
    const kind = document.createElement('span');
    kind.textContent = picture.name.split('.').pop().slice(0, 5);
    image.replaceWith(kind);
  });
  image.src = picture.preview;
}

/** Adds a row. */
export function add(picture, { opened, removed }) {
  const item = element('li', 'item', list);
  const open = element('button', 'open', item);
  open.type = 'button';
  open.addEventListener('click', () => opened(picture));
  thumbnail(picture, element('span', 'thumb', open));
  const text = element('span', '', open);
  const name = element('div', 'name', text);
  name.textContent = picture.name;
  name.title = picture.name;
  const state = element('div', 'state', text);
  const bar = element('progress', '', text);
  bar.max = 1;
  bar.setAttribute('aria-label', `Progress of ${picture.name}`);
  const remove = element('button', 'remove', item);
  remove.type = 'button';
  remove.textContent = '×';
  remove.setAttribute('aria-label', `Remove ${picture.name}`);
  remove.addEventListener('click', () => removed(picture));
  rows.set(picture, { item, open, state, bar });
  update(picture);
}

export function update(picture) {
  const row = rows.get(picture);
  if (!row) return;
  row.item.dataset.state = picture.state;
  row.state.textContent = words.state(picture);
  row.bar.hidden = picture.ended;
  row.bar.value = picture.fraction;
}

/** Takes a row away and puts the focus on its neighbour. */
export function remove(picture) {
  const row = rows.get(picture);
  const neighbour = row.item.nextElementSibling ?? row.item.previousElementSibling;
  row.item.remove();
  rows.delete(picture);
  (neighbour?.querySelector('.open') ?? document.getElementById('files')).focus();
}

export function current(picture) {
  for (const [other, row] of rows) row.open.setAttribute('aria-current', String(other === picture));
}

/** All pictures together; shown while there is work. */
export function showTotal(pictures) {
  const ended = pictures.filter(picture => picture.ended).length;
  const left = Math.max(0, ...pictures.filter(picture => !picture.ended).map(picture => picture.eta ?? 0));
  total.hidden = ended === pictures.length;
  totalText.textContent = [`${ended} of ${pictures.length} done`, left > 0 ? words.timeLeft(left) : ''].filter(Boolean).join(' · ');
  totalBar.value = pictures.reduce((sum, picture) => sum + (picture.ended ? 1 : picture.fraction), 0) / Math.max(1, pictures.length);
}
