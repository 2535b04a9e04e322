// The light table's keys.

import type { Actions } from '../keys/actions';
import type { Sheet } from '../keys/sheet';
import type { List } from '../queue/list';
import type { Key } from '../text/text';
import * as look from './look';
import type { Table } from './table';
import { after } from './toolbar';

export function tableActions(actions: Actions, table: Table, list: List, sheet: Sheet, say: (text: string) => void): void {
  const { view } = table.stage;
  const pan = (x: number, y: number) => () => view.move((x * view.size.width) / 8 / view.zoom, (y * view.size.height) / 8 / view.zoom);
  const compare = (value: look.Compare) => () => (look.compare.value = look.compare.value === value ? 'none' : value);
  actions.add('keys.frames', [
    ['frame.next', 'frame.next', () => list.step(1), true],
    ['frame.previous', 'frame.previous', () => list.step(-1), true],
    ['frame.first', 'frame.first', () => list.step(-1e9)],
    ['frame.last', 'frame.last', () => list.step(1e9)],
  ]);
  actions.add('view', [
    ...look.MODES.map(mode => [`mode.${mode}`, `mode.${mode}` as Key, () => (look.mode.value = mode)] as [string, Key, () => void]),
    ['compare.wipe', 'compare.wipe', compare('wipe')],
    ['compare.side', 'compare.side', compare('side')],
    ['compare.blink', 'compare.blink', compare('blink')],
    ['back.next', 'back', () => (look.back.value = after(look.BACKS, look.back.value))],
    ['layer.next', 'layers', () => table.layer(after(table.layers.all, table.layers.current).name)],
    ['opacity.more', 'opacity.more', () => (look.opacity.value = Math.min(1, look.opacity.value + 0.1)), true],
    ['opacity.less', 'opacity.less', () => (look.opacity.value = Math.max(0, look.opacity.value - 0.1)), true],
    ['grid', 'grid', () => (look.grid.value = !look.grid.value)],
    ['say.here', 'say.here', () => say(table.here())],
  ]);
  actions.add('zoom', [
    ['zoom.in', 'zoom.in', () => view.to(view.zoom * 1.5), true],
    ['zoom.out', 'zoom.out', () => view.to(view.zoom / 1.5), true],
    ['zoom.fit', 'zoom.fit', () => view.fit()],
    ['zoom.full', 'zoom.full', () => view.to(1)],
    ['pan.left', 'pan.left', pan(-1, 0), true],
    ['pan.right', 'pan.right', pan(1, 0), true],
    ['pan.up', 'pan.up', pan(0, -1), true],
    ['pan.down', 'pan.down', pan(0, 1), true],
  ]);
  actions.add('keys.more', [['help', 'keys', () => sheet.open()]]);
}
