// The label layers of the model and the people of a frame: names, colours, what is shown, alone or locked.

import type { LabelGroup, Labels } from '../api/types';
import { Signal } from '../base/signal';
import * as palettes from './palette';

export type LayerName = 'parts' | 'anatomy' | 'persons';

export interface Entry {
  id: number;
  name: string;
  model: string;
}

export class Layer {
  readonly hidden = new Set<number>();
  readonly locked = new Set<number>();
  solo: number | null = null;

  constructor(
    readonly name: LayerName,
    public entries: Entry[],
    readonly pairs: { left: string; right: string }[],
    /** As the service names it. */
    readonly title: string = name,
  ) {}

  shows(id: number): boolean {
    return id !== 0 && (this.solo === null ? !this.hidden.has(id) : this.solo === id);
  }

  entry(id: number): Entry | undefined {
    return this.entries.find(entry => entry.id === id);
  }

  id(name: string): number {
    return this.entries.find(entry => entry.name === name)?.id ?? -1;
  }

  colour(id: number): string {
    const { name, model } = this.entry(id) ?? { name: `${id}`, model: '#808080' };
    return palettes.colour(this.name, id, name, model);
  }

  /** RGBA of each id, as a canvas wants it; nothing for what is not shown. */
  colours(): Uint32Array {
    const table = new Uint32Array(256);
    for (let id = 1; id < 256; id += 1) if (this.shows(id)) table[id] = palettes.packed(this.colour(id));
    return table;
  }

  /** The id of the other side of each id, itself where it has no sides. */
  mirrored(): Uint8Array {
    const table = Uint8Array.from({ length: 256 }, (_, id) => id);
    for (const { left, right } of this.pairs) {
      table[this.id(left)] = this.id(right);
      table[this.id(right)] = this.id(left);
    }
    return table;
  }
}

/** What the legend and the surface share. */
export class Layers {
  readonly all: Layer[];
  readonly groups: LabelGroup[];
  /** Something about how they are shown has changed. */
  readonly changed = new Signal<null>(null);
  readonly shown: Signal<LayerName> = new Signal<LayerName>('parts');

  constructor(labels: Labels) {
    this.all = labels.layers.slice(0, 2).map(
      (layer, i) =>
        new Layer(
          i === 0 ? 'parts' : 'anatomy',
          layer.labels.map(({ id, name, colour }) => ({ id, name, model: colour })),
          layer.pairs,
          layer.name,
        ),
    );
    this.all.push(new Layer('persons', [], []));
    this.groups = labels.groups;
    palettes.palette.on(() => this.changed.tell());
    palettes.own.on(() => this.changed.tell());
    this.shown.on(() => this.changed.tell());
  }

  get(name: LayerName): Layer | undefined {
    return this.all.find(layer => layer.name === name);
  }

  get current(): Layer {
    return this.get(this.shown.value) ?? this.all[0];
  }

  /** People are another matter in each frame. */
  people(ids: number[]): void {
    const layer = this.get('persons')!;
    layer.entries = ids.map(id => ({ id, name: `${id}`, model: '#808080' }));
    if (layer.solo !== null && !ids.includes(layer.solo)) layer.solo = null;
  }

  /** The labels of a layer that a group is made of, groups in it resolved. */
  members(group: string, layer: string): number[] {
    const found = this.groups.find(one => one.name === group);
    if (!found) return [];
    const ids = (names: string[]) =>
      names.flatMap(name => {
        const [where, label] = name.split(':');
        return label === undefined ? this.members(where, layer) : where === this.get(layer as LayerName)?.title ? [this.get(layer as LayerName)!.id(label)] : [];
      });
    const without = new Set(ids(found.without));
    return ids(found.of).filter(id => id > 0 && !without.has(id));
  }
}
