// What the page can do by key. Every action has a name in the sheet of keys, and may have another key there.

import type { Key } from '../text/text';

export interface Action {
  id: string;
  group: Key;
  name: Key;
  run: () => void;
  /** Acts again while its key is held. */
  repeats?: boolean;
}

export class Actions {
  private readonly byId = new Map<string, Action>();

  add(group: Key, actions: [id: string, name: Key, run: () => void, repeats?: boolean][]): void {
    for (const [id, name, run, repeats] of actions) this.byId.set(id, { id, group, name, run, repeats });
  }

  get(id: string): Action | undefined {
    return this.byId.get(id);
  }

  get all(): Action[] {
    return [...this.byId.values()];
  }
}
