// Colours of labels. The default tells face, hair and dark trousers from the photograph below; "safe" stays apart in lightness for
// colour-blind eyes.

import { setting } from '../base/memory';

export const PALETTES = ['clear', 'safe', 'model', 'voc', 'own'] as const;
export type PaletteName = (typeof PALETTES)[number];

export const palette = setting<PaletteName>('palette', 'clear', name => PALETTES.includes(name));
/** The colours that the user chose, by layer and label. */
export const own = setting<Record<string, string>>('colours', {});

// Left is warm and right is cool, wherever there are both.
const CLEAR: Record<string, string> = {
  hat: '#ff3b3b',
  hair: '#00d5ff',
  sunglasses: '#ffffff',
  'upper-clothes': '#2f6bff',
  coat: '#7b5bff',
  skirt: '#ff5cf0',
  pants: '#ffe600',
  dress: '#b44dff',
  jumpsuits: '#6a5cff',
  belt: '#ff8a00',
  'left-shoe': '#ff7a45',
  'right-shoe': '#38b6ff',
  face: '#ff2fa0',
  'torso-skin': '#ff9ad5',
  'left-leg': '#ffb300',
  'right-leg': '#00e07a',
  'left-arm': '#ff5b2e',
  'right-arm': '#00c8a8',
  bag: '#b6ff1f',
  scarf: '#ff0055',
  glove: '#d9ff6b',
  gloves: '#d9ff6b',
  socks: '#8cffd9',
  'left-face': '#ff2fa0',
  'right-face': '#00d5ff',
  'left-upper-arm': '#ff5b2e',
  'right-upper-arm': '#2f6bff',
  'left-lower-arm': '#ff9b2e',
  'right-lower-arm': '#4f9bff',
  'left-hand': '#ffd52e',
  'right-hand': '#00e5ff',
  'torso-front': '#b44dff',
  'torso-back': '#7a5cff',
  'left-upper-leg': '#ffe600',
  'right-upper-leg': '#00e07a',
  'left-lower-leg': '#ffb300',
  'right-lower-leg': '#00c8a8',
  'left-foot': '#ff7a45',
  'right-foot': '#38b6ff',
};
// Okabe and Ito's colours, and lighter and darker ones of them.
const SAFE = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7', '#ffd88a', '#a8dcff', '#7fe0c4', '#fff7a8', '#4da3d9', '#ff9d5c', '#f0b8d4', '#8a5f00', '#1f6f9c', '#005c43', '#8f8700', '#003e66', '#7d3700'];
const PEOPLE = ['#ff5b2e', '#2f9bff', '#ffe600', '#b44dff', '#00e07a', '#ff2fa0', '#00d5ff', '#ff9b2e'];

/** @param model the colour that the service gives for the model's own palette */
export function colour(layer: string, id: number, name: string, model: string): string {
  if (id === 0) return '#000000';
  const mine = palette.value === 'own' ? own.value[`${layer}:${name}`] : undefined;
  if (mine) return mine;
  if (palette.value === 'voc') return voc(id);
  if (palette.value === 'safe') return SAFE[(id - 1) % SAFE.length];
  if (layer === 'persons') return PEOPLE[(id - 1) % PEOPLE.length];
  return palette.value === 'model' ? model : (CLEAR[name] ?? spread(id));
}

/** PASCAL VOC's colour of an id: its bits, spread over red, green and blue from the highest down. */
export function voc(id: number): string {
  const rgb = [0, 0, 0];
  for (let bit = 0; bit < 8; bit += 1) rgb[bit % 3] |= ((id >> bit) & 1) << (7 - Math.floor(bit / 3));
  return `#${rgb.map(hex).join('')}`;
}

/** Hues by the golden angle, for labels of models that have names of their own. */
function spread(id: number): string {
  const hue = (id * 137.508) % 360;
  const part = (n: number) => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (0.55 - 0.45 * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return `#${[part(0), part(8), part(4)].map(hex).join('')}`;
}

export const hex = (value: number): string => value.toString(16).padStart(2, '0');

/** #rrggbb as the number that a little-endian Uint32Array over RGBA holds, opaque. */
export function packed(colour: string): number {
  const rgb = Number.parseInt(colour.slice(1), 16);
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}
