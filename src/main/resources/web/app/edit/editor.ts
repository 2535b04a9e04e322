// Touch-up: the bar of tools, their keys, and what ties them to the table.

import { button, fill, h } from '../base/dom';
import { icon, type IconName } from '../base/icon';
import type { Actions } from '../keys/actions';
import type { Picture } from '../queue/picture';
import { sentence } from '../text/errors';
import { t, type Key } from '../text/text';
import type { Frame } from '../table/frame';
import type { Tool } from '../table/stage';
import type { Table } from '../table/table';
import type { Place } from '../table/view';
import { KeyboardTool } from './keyboard';
import { OptionRow } from './optionrow';
import * as options from './options';
import { Session } from './session';
import { BrushTool, ClickTool, LassoTool, LineTool, type Ink } from './tools';

const ICONS: Record<options.ToolName, IconName> = { pan: 'hand', brush: 'brush', eraser: 'eraser', fill: 'fill', lasso: 'lasso', edge: 'lasso', relabel: 'relabel', split: 'split', merge: 'merge', delete: 'bin', swap: 'swap' };

export class Editor {
  readonly session = new Session();
  readonly element = h('div', { class: 'editbar', role: 'toolbar' });
  readonly options: OptionRow;
  readonly saver = button(t('save'), () => void this.save(), { class: 'button', 'data-edit': 'save', hidden: true });
  readonly reverter = button(t('revert'), () => void this.revert(), { 'data-edit': 'revert', title: t('revert.about'), hidden: true });
  private saving = false;
  private readonly tools: Record<options.ToolName, Tool | null>;
  private readonly keyboard: KeyboardTool;

  constructor(
    private readonly table: Table,
    private readonly store: (picture: Picture, session: Session) => Promise<void>,
    private readonly say: (text: string) => void,
  ) {
    const { stage } = table;
    const ink: Ink = { target: () => this.target() };
    this.tools = {
      pan: null,
      brush: new BrushTool(stage, this.session, ink, false),
      eraser: new BrushTool(stage, this.session, ink, true),
      fill: new ClickTool(({ x, y }) => this.session.run({ kind: 'flood', ...this.target(), at: [x, y] })),
      lasso: new LassoTool(stage, this.session, ink, false),
      edge: new LassoTool(stage, this.session, ink, true),
      relabel: new ClickTool(({ x, y }, event) => this.relabel(x, y, event.shiftKey)),
      split: new LineTool((from, to) => this.split(from, to)),
      merge: new LineTool((from, to) => this.merge(from, to)),
      delete: new ClickTool(place => this.remove(place)),
      swap: new ClickTool(place => this.swapOf(this.person(place))),
    };
    this.options = new OptionRow(table, () => this.lasso()?.close());
    this.keyboard = new KeyboardTool(stage);
    options.tool.on(name => this.choose(name));
    options.person.on(() => this.draw());
    table.layers.shown.on(() => this.draw());
    table.frame.on(frame => {
      this.keyboard.release();
      void this.session.open(frame);
      this.draw();
    });
    this.session.changed.on(rect => {
      if (rect) {
        table.frame.value?.colour(rect);
        table.frame.value && table.layers.people(table.frame.value.people());
        stage.drawing.stale();
        stage.redraw(rect);
        table.legend.count();
      }
      this.refresh();
    });
    this.draw();
  }

  /** The label or person that is painted, as the service names it. */
  private target(): { layer: string; label?: string; person?: number } {
    const layer = this.table.layers.current;
    const id = this.table.legend.chosen.value;
    if (layer.name === 'persons') return { layer: layer.title, person: id };
    const label = layer.entry(id)?.name ?? layer.entries[1]?.name ?? '';
    const parts = layer.name === 'parts';
    return { layer: layer.title, label, ...(parts && options.person.value > 0 ? { person: options.person.value } : {}), ...(parts && options.inside.value ? { inside: true } : {}) };
  }

  private choose(name: options.ToolName): void {
    this.keyboard.release();
    this.table.stage.tool = this.tools[name];
    this.table.legend.editing = name !== 'pan';
    this.table.legend.draw();
    this.table.stage.redrawMark();
    this.draw();
  }

  private relabel(x: number, y: number, everywhere: boolean): void {
    const { layer, label } = this.target();
    const { locked } = this.table.layers.current;
    const frame = this.table.frame.value;
    const at = frame?.at(x, y) ?? null;
    const old = at === null ? 0 : (frame?.maps[this.table.layers.current.name]?.[at] ?? 0);
    if (locked.has(old)) this.warn(t('is.locked'));
    else if (label) this.session.run({ kind: 'relabel', layer, label, at: [x, y], ...(everywhere ? { everywhere } : {}) });
  }

  /** Why nothing was done; beside the tool's options, until the next change. */
  private warn(text: string): void {
    this.say(text);
    this.options.warn(text);
  }

  private person(place: Place): number {
    const frame = this.table.frame.value;
    const at = frame?.at(place.x, place.y) ?? null;
    return at === null ? 0 : (frame?.maps.persons?.[at] ?? 0);
  }

  private split(from: Place, to: Place): void {
    const frame = this.table.frame.value;
    if (!frame?.maps.persons || Math.hypot(to.x - from.x, to.y - from.y) < 2) return;
    const person = mostOn(frame, from, to);
    const into = Math.max(...frame.boxes.keys()) + 1;
    if (person === 0) return this.warn(t('how.split'));
    if (into <= 255) this.session.run({ kind: 'split', person, into, line: [[from.x, from.y], [to.x, to.y]] });
    this.table.layer('persons');
  }

  private merge(from: Place, to: Place): void {
    const persons = [this.person(from), this.person(to)];
    if (persons.includes(0) || persons[0] === persons[1]) return this.warn(t('how.merge'));
    this.session.run({ kind: 'merge', persons });
    this.table.layer('persons');
  }

  private remove(place: Place): void {
    const person = this.person(place);
    if (person > 0) this.session.run({ kind: 'delete', person });
    else this.warn(t('how.delete'));
  }

  /** Left and right of the person under the cursor, else of the chosen one, else of the only one, else of the one that is clicked next. */
  private swap(): void {
    const frame = this.table.frame.value;
    const { pointer, view } = this.table.stage;
    const people = frame?.people() ?? [];
    const person = (pointer.value && this.person(view.toFrame(pointer.value))) || options.person.value || (people.length === 1 || !frame?.maps.persons ? (people[0] ?? 1) : 0);
    if (person > 0) this.swapOf(person);
    else if (people.length > 0) options.tool.value = 'swap';
  }

  private swapOf(person: number): void {
    if (person === 0) return this.warn(t('how.swap'));
    this.session.run({ kind: 'swap-sides', person });
    if (options.tool.value === 'swap') options.tool.value = 'pan';
  }

  async save(): Promise<void> {
    const { picture } = this.table;
    if (!picture || this.saving) return;
    this.saving = true;
    try {
      await this.store(picture, this.session);
      this.say(t('saved'));
    } catch (problem) {
      this.say(sentence(problem));
      this.table.tell(sentence(problem));
    } finally {
      this.saving = false;
    }
    this.draw();
  }

  /** All of them at once; a redo brings them back. */
  private async revert(): Promise<void> {
    while (this.session.canUndo) this.session.undo();
    if (this.session.unsaved) await this.save();
  }

  private draw(): void {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.edit;
    const { tool } = options;
    const frame = this.table.frame.value;
    // their room is there before masks come, so that the picture does not move then
    this.element.hidden = !frame;
    this.element.inert = !frame?.parsed;
    this.element.setAttribute('aria-label', t('edit'));
    this.offer();
    const act = (name: IconName, key: Key, run: () => void, disabled = false) =>
      button(icon(name), run, { class: 'tool', 'aria-pressed': name === 'swap' && String(tool.value === name), 'aria-label': t(key), title: t(key), disabled, 'data-edit': name });
    fill(
      this.element,
      ...options.TOOLS.map(name =>
        button(icon(ICONS[name]), () => (tool.value = name), { class: `tool ${name}`, 'aria-label': t(`tool.${name}` as Key), title: t(`tool.${name}` as Key), 'aria-pressed': String(tool.value === name), 'data-edit': `tool-${name}` }),
      ),
      act('swap', 'swap', () => this.swap()),
      act('undo', 'undo', () => this.session.undo(), !this.session.canUndo),
      act('redo', 'redo', () => this.session.redo(), !this.session.canRedo),
    );
    this.options.draw();
    if (focused) document.querySelector<HTMLElement>(`[data-edit="${focused}"]`)?.focus();
  }

  private offer(): void {
    this.saver.hidden = !this.session.unsaved;
    this.reverter.hidden = !this.session.canUndo;
  }

  /** What a stroke changes of the bar. */
  private refresh(): void {
    this.options.refresh();
    this.offer();
    const able = { undo: this.session.canUndo, redo: this.session.canRedo };
    for (const [name, value] of Object.entries(able)) this.element.querySelector<HTMLButtonElement>(`[data-edit=${name}]`)!.disabled = !value;
  }

  keys(actions: Actions): void {
    const { legend } = this.table;
    const next = (by: number) => () => {
      const ids = this.table.layers.current.entries.map(({ id }) => id).filter(id => id > 0);
      legend.chosen.value = ids[(ids.indexOf(legend.chosen.value) + by + ids.length) % ids.length] ?? 1;
    };
    actions.add('edit', [
      ...options.TOOLS.map(name => [`tool.${name}`, `tool.${name}` as Key, () => (options.tool.value = name)] as [string, Key, () => void]),
      ['tool.close', 'tool.close', () => this.lasso()?.close()],
      ['tool.here', 'tool.here', () => this.keyboard.press()],
      ['brush.smaller', 'brush.smaller', () => this.resize(-1), true],
      ['brush.larger', 'brush.larger', () => this.resize(1), true],
      ['label.next', 'label.next', next(1), true],
      ['label.previous', 'label.previous', next(-1), true],
      ['edit.swap', 'swap', () => this.swap()],
      ['edit.undo', 'undo', () => this.session.undo(), true],
      ['edit.redo', 'redo', () => this.session.redo(), true],
      ['edit.save', 'save', () => void this.save()],
    ]);
  }

  private lasso(): LassoTool | null {
    return this.table.stage.tool instanceof LassoTool ? this.table.stage.tool : null;
  }

  private resize(by: number): void {
    options.resize(by);
    this.table.stage.redrawMark();
    this.draw();
  }
}

/** The person whom most of a line lies on. */
function mostOn(frame: Frame, from: Place, to: Place): number {
  const counts = new Uint32Array(256);
  for (let i = 0; i <= 256; i += 1) {
    const at = frame.at(from.x + ((to.x - from.x) * i) / 256, from.y + ((to.y - from.y) * i) / 256);
    if (at !== null) counts[frame.maps.persons![at]] += 1;
  }
  counts[0] = 0;
  const most = Math.max(...counts);
  return most > 0 ? counts.indexOf(most) : 0;
}
