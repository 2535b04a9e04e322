// The opened frame: its picture, its label maps as typed arrays, and the canvases drawn from them, kept up by dirty rectangles.

import type { LayerName, Layers } from './layers';
import { Overlay } from './overlay';
import { shownOf } from './soft';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Maps = Partial<Record<LayerName, Uint8Array>>;

export interface Masks {
  maps: Maps;
  /** Of all people, 0..65535 a pixel; of frames of shots. */
  matte: Uint16Array | null;
}

export class Frame {
  readonly overlay: Overlay;
  /** The bitmap's, which is asked for them only once: loops over pixels use them. */
  readonly width: number;
  readonly height: number;
  readonly maps: Maps;
  /** As they were found. */
  readonly original: Maps;
  /** What strokes on this frame are drawn over: as found, with other frames' corrections that were carried here. */
  private readonly base: Maps;
  /** What strokes on it are kept under. */
  readonly draft: string;
  /** Share of each person's pixels by layer and id is counted from these. */
  private counts: Partial<Record<LayerName, Uint32Array>> = {};
  coverage: Uint16Array | null = null;
  /** Those who exist and where they were found; replaced and never changed, so that undo can keep what was. */
  boxes: ReadonlyMap<number, Rect>;
  private marks: Uint8Array | null = null;

  constructor(
    readonly id: string,
    readonly bitmap: ImageBitmap,
    private readonly masks: Masks,
    readonly layers: Layers,
    /** Where these are the masks of a shot: how strokes on them are named, and what other frames' corrections make of them. */
    private readonly shot: { draft: string; carried: Masks | null } | null = null,
  ) {
    this.width = bitmap.width;
    this.height = bitmap.height;
    this.original = masks.maps;
    this.base = { ...masks.maps, ...shot?.carried?.maps };
    this.maps = {};
    for (const name of Object.keys(this.base) as LayerName[]) this.maps[name] = this.base[name]!.slice();
    this.draft = shot?.draft ?? id;
    this.boxes = boxesOf(this.maps.persons, this.width);
    this.overlay = new Overlay(this.width, this.height);
    this.colour();
  }

  get inShot(): boolean {
    return this.shot !== null;
  }

  /** Takes the shot's matte for soft edges; other pictures' coverage is fetched. */
  soften(): void {
    const matte = this.shot?.carried ? this.shot.carried.matte : this.masks.matte;
    if (matte && !this.coverage) this.coverage = shownOf(this.layers.current, this.base[this.layers.shown.value]!, matte, this.width);
  }

  /** Whether masks have come. */
  get parsed(): boolean {
    return this.maps.parts !== undefined;
  }

  /** What the stroke under way has taken; zero before and after. */
  get taken(): Uint8Array {
    return (this.marks ??= new Uint8Array(this.width * this.height));
  }

  /** Somebody new, without pixels until something is painted. */
  begin(person: number): void {
    if (!this.boxes.has(person)) this.boxes = new Map([...this.boxes, [person, { x: 0, y: 0, width: 1, height: 1 }]]);
  }

  get all(): Rect {
    return { x: 0, y: 0, width: this.width, height: this.height };
  }

  /** Colours the overlay anew, all of it or a part. */
  colour(rect: Rect = this.all): void {
    if (rect.width > 0 && rect.height > 0) this.overlay.colour(this.maps[this.layers.shown.value], this.layers.current.colours(), rect);
  }

  /** Counts anew after maps have changed; only what a patch covers, where there is one. */
  recount(patch?: { tally(counts: Partial<Record<LayerName, Uint32Array>>): void }): void {
    if (patch) patch.tally(this.counts);
    else this.counts = {};
  }

  count(layer: LayerName): Uint32Array {
    const known = this.counts[layer];
    if (known) return known;
    const counts = new Uint32Array(256);
    const map = this.maps[layer];
    if (map) for (let i = 0; i < map.length; i += 1) counts[map[i]] += 1;
    this.counts[layer] = counts;
    return counts;
  }

  /** Ids of people, in order. */
  people(): number[] {
    const counts = this.count('persons');
    return [...counts.keys()].filter(id => id > 0 && counts[id] > 0);
  }

  /** Coverage 0..1 of what is shown: of the soft matte, and all or nothing where the map was touched up since. */
  alpha(i: number): number {
    const layer = this.layers.shown.value;
    const map = this.maps[layer];
    if (!map) return 0;
    const shown = this.layers.current.shows(map[i]);
    if (!this.coverage || map[i] !== this.base[layer]![i]) return shown ? 1 : 0;
    return this.coverage[i] / 65535;
  }

  at(x: number, y: number): number | null {
    const column = Math.floor(x);
    const row = Math.floor(y);
    return column < 0 || row < 0 || column >= this.width || row >= this.height ? null : row * this.width + column;
  }

  close(): void {
    this.bitmap.close();
  }
}

function boxesOf(persons: Uint8Array | undefined, width: number): Map<number, Rect> {
  const [left, top, right, bottom] = [0, 0, 0, 0].map(() => new Int32Array(256).fill(-1));
  if (persons) {
    for (let i = 0, x = 0, y = 0; i < persons.length; i += 1) {
      const id = persons[i];
      if (id !== 0) {
        if (top[id] < 0) [top[id], left[id], right[id]] = [y, x, x];
        if (x < left[id]) left[id] = x;
        if (x > right[id]) right[id] = x;
        bottom[id] = y;
      }
      if (++x === width) [x, y] = [0, y + 1];
    }
  }
  const boxes = new Map<number, Rect>();
  for (let id = 1; id < 256; id += 1) if (top[id] >= 0) boxes.set(id, { x: left[id], y: top[id], width: right[id] - left[id] + 1, height: bottom[id] - top[id] + 1 });
  return boxes;
}
