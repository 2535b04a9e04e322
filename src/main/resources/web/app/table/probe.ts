// What is under the cursor: label of each layer, person, coverage, colour.

import { h } from '../base/dom';
import { labelWord, t } from '../text/text';
import type { Frame } from './frame';
import { hex } from './palette';
import type { Place } from './view';

export class Probe {
  readonly element = h('output', { class: 'probe', 'aria-live': 'off' });
  private readonly pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;

  show(frame: Frame | null, place: Place | null, zoom: number): void {
    this.element.textContent = [`${Math.round(100 * zoom)} %`, ...(frame && place ? this.words(frame, place) : frame && matchMedia('(pointer: coarse)').matches ? [t('hint.touch')] : [])].join(' · ');
  }

  /** The labels at a place as words; also announced to screen readers on a key press. */
  words(frame: Frame, place: Place): string[] {
    const i = frame.at(place.x, place.y);
    if (i === null) return [];
    const words = [`${Math.floor(place.x)}, ${Math.floor(place.y)}`];
    for (const name of ['parts', 'anatomy'] as const) {
      const id = frame.maps[name]?.[i];
      if (id) words.push(labelWord(frame.layers.get(name)?.entry(id)?.name ?? ''));
    }
    const person = frame.maps.persons?.[i];
    if (person) words.push(t('person', { n: person }));
    if (frame.parsed) words.push(t('coverage', { n: Math.round(100 * frame.alpha(i)) }));
    words.push(this.colour(frame, place));
    return words;
  }

  private colour(frame: Frame, place: Place): string {
    this.pixel.drawImage(frame.bitmap, Math.floor(place.x), Math.floor(place.y), 1, 1, 0, 0, 1, 1);
    const [r, g, b] = this.pixel.getImageData(0, 0, 1, 1).data;
    return `#${hex(r)}${hex(g)}${hex(b)}`;
  }
}
