// The page: takes pictures in, sends them through the service, shows what comes back.

import * as api from './api.js';
import * as key from './key.js';
import * as list from './list.js';
import * as viewer from './viewer.js';
import * as words from './words.js';
import { Picture, Work } from './work.js';

const by = id => document.getElementById(id);
const VIEWS = ['overlay', 'color', 'persons'];
const pictures = [];
let outputs = [...VIEWS, 'labels']; // until the service has told which it has
let current = null;

const work = new Work(picture => {
  list.update(picture);
  list.showTotal(pictures);
  if (!picture.ended) return;
  by('said').textContent = `${picture.name}: ${words.state(picture)}`;
  // the first result shows itself; later ones wait to be opened
  if (current === picture || !current?.ended) open(picture);
});

function open(picture) {
  current = picture;
  list.current(picture);
  viewer.show(picture);
}

function settings() {
  const palette = by('palette').value;
  return { outputs, palette, opacity: palette && by('opacity').value }; // empty until the service has told its defaults: it fills them in
}

function add(files) {
  for (const file of files) {
    const picture = new Picture(file, settings());
    pictures.push(picture);
    list.add(picture, { opened: open, removed: remove });
    current ?? open(picture);
    work.add(picture);
  }
  list.showTotal(pictures);
}

function remove(picture) {
  work.remove(picture);
  const at = pictures.indexOf(picture);
  pictures.splice(at, 1);
  list.remove(picture);
  list.showTotal(pictures);
  if (current === picture) open(pictures[Math.min(at, pictures.length - 1)] ?? null);
}

function again(picture) {
  picture.reset();
  list.update(picture);
  viewer.show(picture);
  work.add(picture);
}

function takeFiles() {
  by('files').addEventListener('change', event => {
    add([...event.target.files]);
    event.target.value = ''; // the same picture may be chosen again
  });
  const over = event => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    document.body.classList.add('dropping');
  };
  document.addEventListener('dragenter', over);
  document.addEventListener('dragover', over);
  document.addEventListener('dragleave', event => {
    if (!event.relatedTarget) document.body.classList.remove('dropping');
  });
  document.addEventListener('drop', event => {
    event.preventDefault();
    document.body.classList.remove('dropping');
    add([...event.dataTransfer.files]);
  });
  document.addEventListener('paste', event => add([...event.clipboardData.files]));
}

async function start() {
  takeFiles();
  key.start();
  viewer.start({ again });
  const opacity = by('opacity');
  const showOpacity = () => {
    by('opacity-value').textContent = `${Math.round(100 * opacity.value)} %`;
  };
  opacity.addEventListener('input', showOpacity);
  try {
    const { models, palettes, defaults, defaultOutputs, kinds } = await api.models();
    outputs = kinds.map(kind => kind.output).filter(kind => VIEWS.includes(kind) || kind === 'labels' || defaultOutputs.includes(kind));
    by('model').textContent = `Model ${models[0].name} ${models[0].version}`;
    by('palette').replaceChildren(...palettes.map(name => new Option(name === 'model' ? 'the model’s own' : name, name)));
    by('palette').value = defaults.palette;
    opacity.value = defaults.opacity;
  } catch (problem) {
    by('model').textContent = problem.message;
  }
  showOpacity();
}

start();
