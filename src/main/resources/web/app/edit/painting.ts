// One stroke on its way into the maps, by the rules of docs/edits.md, so that the page shows what the service will store. A stroke may come
// piece by piece; what depends on all of it (whose new pixels are, which part of a limb) is settled at its end.

import type { Frame, Rect } from '../table/frame';
import type { Layer } from '../table/layers';
import { anatomyFor, partsFor, type Agreement } from './limbs';
import type { Stroke } from './strokes';

const TAKEN = 1;
const WAS_NOBODYS = 2;
const GUESSED = 4;

/** The layer of that name, as the service calls it. */
export const layerOf = (frame: Frame, title: string | undefined): Layer | undefined =>
  frame.layers.all.find(layer => layer.title === title && frame.maps[layer.name]);

/** Labels and persons that strokes leave alone: those that are locked in the legend. */
export function locked(frame: Frame): string[] {
  return frame.layers.all.flatMap(layer => [...layer.locked].map(id => `${layer.title}:${layer.entry(id)?.name ?? id}`));
}

export class Painting {
  private readonly people = new Uint32Array(256);
  private readonly others = new Uint32Array(256);
  private readonly kept: { map: Uint8Array; ids: Uint8Array }[] = [];
  private readonly other: Uint8Array | undefined;
  private agreement: Agreement | null = null;
  private giver: number;
  private readonly box = { left: Infinity, top: Infinity, right: -1, bottom: -1 };

  private constructor(
    private readonly frame: Frame,
    private readonly layer: Layer,
    private readonly id: number,
    private readonly stroke: Stroke,
  ) {
    const { layers, maps } = frame;
    for (const name of stroke.keep ?? []) this.keep(name);
    this.giver = layer.name === 'parts' && id > 0 ? (stroke.person ?? 0) : 0;
    const [parts, anatomy] = [layers.get('parts')!, layers.get('anatomy')];
    if (id > 0 && layer.name !== 'persons' && anatomy && maps.anatomy) {
      this.other = layer.name === 'parts' ? maps.anatomy : maps.parts;
      this.agreement = layer.name === 'parts' ? anatomyFor(parts, id, anatomy, this.others) : partsFor(anatomy, id, parts);
    }
  }

  /** Null where the frame has no such layer or label. */
  static of(frame: Frame, stroke: Stroke): Painting | null {
    const layer = layerOf(frame, stroke.layer);
    if (!layer) return null;
    const id = stroke.kind === 'eraser' ? 0 : layer.name === 'persons' ? (stroke.person ?? 0) : layer.id(stroke.label ?? '');
    return id < 0 ? null : new Painting(frame, layer, id, stroke);
  }

  private keep(name: string): void {
    const colon = name.indexOf(':');
    const layer = layerOf(this.frame, name.slice(0, colon));
    if (!layer) return;
    const label = name.slice(colon + 1);
    const id = layer.name === 'persons' ? Number(label) : layer.id(label);
    if (!(id > 0 && id < 256)) return;
    const map = this.frame.maps[layer.name]!;
    const found = this.kept.find(one => one.map === map) ?? { map, ids: new Uint8Array(256) };
    if (!this.kept.includes(found)) this.kept.push(found);
    found.ids[id] = 1;
  }

  /** Paints a run of pixels, each once. */
  run(y: number, x0: number, x1: number): void {
    const { frame, kept, people, others, other, agreement } = this;
    const { parts, persons } = frame.maps;
    const { taken, width } = frame;
    for (let i = y * width + x0, end = y * width + x1; i < end; i += 1) {
      if (taken[i] !== 0 || (kept.length > 0 && kept.some(({ map, ids }) => ids[map[i]] === 1))) continue;
      const person = persons ? persons[i] : 1;
      let mark = person === 0 ? TAKEN | WAS_NOBODYS : TAKEN;
      people[person] += 1;
      if (other) others[other[i]] += 1;
      this.pixel(i);
      if (agreement && other && parts![i] !== 0) {
        if (agreement.guessed[other[i]] === 1) mark |= GUESSED;
        other[i] = agreement.table[other[i]];
      }
      taken[i] = mark;
      const x = i - y * width;
      if (x < this.box.left) this.box.left = x;
      if (x > this.box.right) this.box.right = x;
      if (y < this.box.top) this.box.top = y;
      if (y > this.box.bottom) this.box.bottom = y;
    }
  }

  private pixel(i: number): void {
    const { id, stroke } = this;
    const { parts, anatomy, persons } = this.frame.maps;
    const named = stroke.person ?? 0;
    if (stroke.kind === 'relabel' && (id > 0 || this.layer.name !== 'parts')) this.frame.maps[this.layer.name]![i] = id;
    else if (this.layer.name !== 'parts' || (stroke.inside && id > 0)) {
      if (parts![i] === 0) return;
      this.frame.maps[this.layer.name]![i] = id;
      if (persons && named > 0 && id > 0) persons[i] = named;
    } else if (id === 0) {
      parts![i] = 0;
      if (anatomy) anatomy[i] = 0;
      if (persons) persons[i] = 0;
    } else {
      parts![i] = id;
      if (persons && (named > 0 || persons[i] === 0)) persons[i] = this.giver || this.nearest(i % this.frame.width, Math.floor(i / this.frame.width));
    }
  }

  /** Settles what all of the stroke decides; tells whether that changed pixels. */
  end(rect: Rect): boolean {
    const { frame, layer, id, stroke } = this;
    const { taken, width, layers } = frame;
    const { persons } = frame.maps;
    const paintsParts = layer.name === 'parts' && id > 0 && stroke.kind !== 'relabel' && !stroke.inside;
    const owner = stroke.person ?? (paintsParts ? this.owner() : 0);
    const gives = paintsParts && stroke.person === undefined && persons && owner !== this.giver;
    const anatomy = layer.name === 'parts' && this.agreement ? anatomyFor(layer, id, layers.get('anatomy')!, this.others) : null;
    const likeliest = anatomy?.table[anatomy.guessed.indexOf(1)] ?? 0;
    let changed = false;
    for (let y = rect.y; y < rect.y + rect.height; y += 1) {
      for (let i = y * width + rect.x, end = i + rect.width; i < end; i += 1) {
        const mark = taken[i];
        if (mark === 0) continue;
        if (gives && mark & WAS_NOBODYS) {
          persons[i] = owner;
          changed = true;
        }
        if (mark & GUESSED && this.other![i] !== likeliest) {
          this.other![i] = likeliest;
          changed = true;
        }
        taken[i] = 0;
      }
    }
    if (owner > 0) frame.begin(owner);
    return changed;
  }

  /** The person with the most pixels under the stroke, else the nearest one. */
  private owner(): number {
    let best = 0;
    for (let id = 1; id < 256; id += 1) if (this.people[id] > 0 && (best === 0 || this.people[id] > this.people[best])) best = id;
    const { left, top, right, bottom } = this.box;
    return best > 0 ? best : right < 0 ? 0 : nearest(this.frame, left, top, right + 1, bottom + 1);
  }

  private nearest(x: number, y: number): number {
    return (this.giver = nearest(this.frame, x, y, x + 1, y + 1));
  }
}

/** Whose box is nearest to a rectangle; 1 where there is nobody. */
function nearest(frame: Frame, left: number, top: number, right: number, bottom: number): number {
  let best = 1;
  let least = Infinity;
  for (const [id, box] of [...frame.boxes].sort(([a], [b]) => a - b)) {
    const gapX = Math.max(0, box.x - right, left - box.x - box.width);
    const gapY = Math.max(0, box.y - bottom, top - box.y - box.height);
    const gap = gapX * gapX + gapY * gapY;
    if (gap < least) [least, best] = [gap, id];
  }
  return best;
}
