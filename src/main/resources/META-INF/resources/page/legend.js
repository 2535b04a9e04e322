// Which colour is which label, and how much of the picture it takes.

import * as api from './api.js';
import * as words from './words.js';

const asked = new Map();
const rows = new Map();

/** The label layers in a palette's colours; asked for once. */
export function layers(palette) {
  if (!asked.has(palette)) {
    const answer = api.labels(palette).then(labels => labels.layers);
    answer.catch(() => asked.delete(palette));
    asked.set(palette, answer);
  }
  return asked.get(palette);
}

export function swatch(colour) {
  const made = document.createElement('span');
  made.className = 'swatch';
  made.style.background = colour;
  return made;
}

function cell(row, content) {
  const made = document.createElement('td');
  made.append(content);
  row.append(made);
}

/**
 * Draws the labels that are in the picture, largest first, without the background.
 *
 * @returns the labels drawn
 */
export function draw(body, layer, manifest) {
  const pixels = manifest.labels[layer.name] ?? {};
  const all = manifest.width * manifest.height;
  const found = layer.labels
    .filter(label => label.id > 0 && pixels[label.name] > 0)
    .sort((a, b) => pixels[b.name] - pixels[a.name]);
  rows.clear();
  body.replaceChildren(
    ...found.map(label => {
      const row = document.createElement('tr');
      row.dataset.label = label.name;
      cell(row, swatch(label.colour));
      cell(row, words.label(label.name));
      cell(row, words.share(pixels[label.name], all));
      rows.set(label.name, row);
      return row;
    }),
  );
  return found;
}

/** Marks the row of the label that is pointed at; null marks none. */
export function point(label) {
  for (const [name, row] of rows) row.classList.toggle('pointed', name === label?.name);
}
