// One picture's result: frame and mask side by side, legend, downloads.

import * as legend from './legend.js';
import * as words from './words.js';
import { Eye } from './eye.js';
import { colourful } from './ids.js';

const by = id => document.getElementById(id);
const parts = { empty: by('empty'), failed: by('failed'), result: by('result') };
const frame = by('frame');
const mask = by('mask');
const caption = by('mask-caption');
const CAPTIONS = { overlay: 'Overlay', color: 'Colours', persons: 'Persons, one colour each' };
const TITLES = { color: 'Colours', exr: 'EXR', json: 'Manifest' }; // where it is not the output's own name

let shown = null;
let eye = null;

function only(name) {
  for (const [other, part] of Object.entries(parts)) part.hidden = other !== name;
}

const view = () => document.querySelector('input[name="view"]:checked').value;

/** Shows a picture however it stands; null shows nothing. */
export async function show(picture) {
  shown = picture;
  if (picture?.state === 'failed') {
    parts.failed.querySelector('.failed-name').textContent = picture.name;
    parts.failed.querySelector('.failed-why').textContent = picture.problem.message;
    by('again').hidden = !picture.problem.passing;
    only('failed');
  } else if (picture?.state === 'done') {
    await showResult(picture);
  } else {
    only('empty');
  }
}

async function showResult(picture) {
  const { files, manifest } = picture.result;
  const layers = await legend.layers(picture.settings.palette);
  if (shown !== picture) return;
  by('viewer-title').textContent = picture.name;
  by('facts').textContent = `${manifest.width} × ${manifest.height} · ${words.people(manifest.persons?.length ?? 0)}`;
  by('no-frame').hidden = true;
  frame.hidden = false;
  frame.src = picture.preview;
  const found = legend.draw(by('legend'), layers[0], manifest);
  by('nobody').hidden = found.length > 0;
  eye?.close();
  eye = new Eye(files.color.blob, found);
  drawDownloads(files);
  showMask();
  only('result');
}

async function showMask() {
  const kind = view();
  const picture = shown;
  const url = await address(picture, kind);
  if (shown !== picture || view() !== kind) return;
  mask.src = url;
  mask.alt = `${CAPTIONS[kind]} of ${shown.name}`;
  mask.classList.toggle('crisp', kind !== 'overlay');
  caption.textContent = CAPTIONS[kind];
}

/** Ids of persons are grey values too close to tell apart: they are shown in colours. */
async function address({ result }, kind) {
  if (kind !== 'persons') return result.files[kind].url;
  result.colourfulPersons ??= colourful(result.files.persons.blob);
  return result.colourfulPersons;
}

function drawDownloads(files) {
  by('downloads').replaceChildren(
    ...Object.keys(files)
      .sort((a, b) => (a === 'json') - (b === 'json'))
      .map(kind => {
        const title = TITLES[kind] ?? kind[0].toUpperCase() + kind.slice(1).replaceAll(/[-/]/g, ' ');
        const item = document.createElement('li');
        const link = document.createElement('a');
        const size = document.createElement('small');
        link.href = files[kind].url;
        link.download = files[kind].name;
        link.title = files[kind].name;
        link.dataset.output = kind;
        size.textContent = words.size(files[kind].blob.size);
        link.append(title, size);
        item.append(link);
        return item;
      }),
  );
}

/** Names the label under the pointer, on either side. */
function point(event) {
  const box = event.currentTarget.getBoundingClientRect();
  const label = eye?.at((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height) ?? null;
  legend.point(label);
  caption.textContent = label ? words.label(label.name) : CAPTIONS[view()];
  if (label) caption.prepend(legend.swatch(label.colour));
}

function unpoint() {
  legend.point(null);
  if (shown?.state === 'done') caption.textContent = CAPTIONS[view()];
}

export function start({ again }) {
  document.querySelectorAll('input[name="view"]').forEach(input => input.addEventListener('change', showMask));
  frame.addEventListener('error', () => {
    frame.hidden = true;
    by('no-frame').hidden = false;
  });
  for (const image of [frame, mask]) {
    image.addEventListener('pointermove', point);
    image.addEventListener('pointerleave', unpoint);
  }
  by('again').addEventListener('click', () => again(shown));
}
