// Soft edges of labels by the matte of everybody: outlines of people are as soft as the matte, borders between labels as hard as these.

import type { Layer } from './layers';

/**
 * @param map ids of the layer
 * @param matte 0..65535 a pixel, of all people
 * @returns the coverage of the labels that the layer shows
 */
export function shownOf(layer: Layer, map: Uint8Array, matte: Uint16Array, width: number): Uint16Array {
  if (layer.solo === null && layer.hidden.size === 0) return matte;
  const shows = Uint8Array.from({ length: 256 }, (_, id) => (layer.shows(id) ? 1 : 0));
  const nearest = outwards(map, matte, width);
  const found = new Uint16Array(map.length);
  for (let i = 0; i < found.length; i += 1) if (shows[nearest[i]] === 1) found[i] = matte[i];
  return found;
}

/** Ids, carried on into pixels without one that the matte covers: in two sweeps, each from where the last ones came. */
function outwards(map: Uint8Array, matte: Uint16Array, width: number): Uint8Array {
  const ids = map.slice();
  const last = ids.length - 1;
  for (let i = 0; i <= last; i += 1) if (ids[i] === 0 && matte[i] > 0) ids[i] = (i % width > 0 ? ids[i - 1] : 0) || (i >= width ? ids[i - width] : 0);
  for (let i = last; i >= 0; i -= 1) if (ids[i] === 0 && matte[i] > 0) ids[i] = (i % width < width - 1 ? ids[i + 1] : 0) || (i + width <= last ? ids[i + width] : 0);
  return ids;
}
