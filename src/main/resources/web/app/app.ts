// The page: brings its parts together.

import './css/base.css';
import './css/list.css';
import './css/table.css';
import './css/legend.css';
import './css/dialogs.css';
import { json } from './api/call';
import type { Labels, Models } from './api/types';
import * as db from './base/db';
import { button, fill, h } from './base/dom';
import { pause } from './base/pause';
import { Actions } from './keys/actions';
import * as bindings from './keys/bindings';
import { Sheet } from './keys/sheet';
import { Drop } from './queue/drop';
import * as intake from './queue/intake';
import { Editor } from './edit/editor';
import { Saving } from './edit/saving';
import { List } from './queue/list';
import type { Picture } from './queue/picture';
import { ReadingDialog } from './queue/reading';
import { Progress } from './queue/progress';
import { Queue } from './queue/queue';
import { state } from './queue/state';
import { setting } from './base/memory';
import { shotActions } from './shot/actions';
import { Player } from './shot/player';
import { ShotRun } from './shot/run';
import { AutoShot } from './shot/auto';
import { NewestFrame } from './shot/newest';
import { Corrections } from './shot/corrections';
import { Timeline } from './shot/timeline';
import { Shell, theme } from './shell';
import { tableActions } from './table/actions';
import { Table } from './table/table';
import { ExportDialog } from './export/dialog';
import { sentence } from './text/errors';
import { t } from './text/text';

const opened = setting<string>('opened', '');

async function catalogue(shell: Shell): Promise<[Models, Labels]> {
  for (let wait = 1000; ; wait = Math.min(15_000, wait * 2)) {
    try {
      return await Promise.all([json<Models>('/v1/models'), json<Labels>('/v1/labels?palette=model')]);
    } catch (problem) {
      shell.model.textContent = sentence(problem);
      await pause(wait);
    }
  }
}

async function start(): Promise<void> {
  const shell = new Shell(document.getElementById('page')!);
  const queue = new Queue();
  const actions = new Actions();
  const sheet = new Sheet(actions);
  const add = (files: File[]) => queue.add(files);
  const drop = new Drop(add, problem => shell.say(sentence(problem)));
  const list = new List(queue, picture => queue.remove([picture]));
  drop.draw(null);
  fill(shell.left, drop.element, new Progress(queue).element, list.element);
  fill(shell.middle, drop.welcome);
  intake.listen(add, () => shell.say(t('drop.nothing')));
  document.body.append(sheet.element);
  await queue.restore();

  const [models, labels] = await catalogue(shell);
  shell.model.textContent = t('model', { name: models.models[0].name, version: models.models[0].version });
  drop.draw(models.limits);
  const table = new Table(labels, queue);
  const corrections = new Corrections(queue, models, pictures => {
    if (table.picture && pictures.has(table.picture)) void table.open(table.picture);
  });
  const editor = new Editor(table, new Saving(queue, table, corrections).save, text => shell.say(text));
  const edited = new Set(await db.ids('drafts'));
  const timeline = new Timeline(queue, list, edited);
  const player = new Player(timeline, () => table.opened);
  const shot = new ShotRun(queue, models, () => timeline.range, () => table.picture, () => void table.open(table.picture));
  new AutoShot(queue, shot);
  const newest = new NewestFrame(queue, timeline, () => list.opened.value, () => table.opened);
  timeline.changed.on(() => shot.draw());
  theme.on(() => {
    timeline.redraw();
    table.stage.redraw();
  });
  table.frame.on(() => shot.draw());
  const exporting = new ExportDialog(models, queue, table.layers, () => table.picture, () => timeline.range);
  const settings = new ReadingDialog();
  settings.again.on(() => table.picture && queue.readAgain(table.picture));
  document.body.append(exporting.element, settings.element);
  editor.session.changed.on(() => {
    const { frame } = editor.session;
    if (!frame) return;
    if (editor.session.canUndo) edited.add(frame.draft);
    else edited.delete(frame.draft);
    timeline.redraw();
  });
  const view = h(
    'div',
    { class: 'table', hidden: true },
    h('div', { class: 'heading' }, table.title, table.facts, editor.reverter, editor.saver, table.toolbar.zoomer),
    table.toolbar.element,
    editor.options.element,
    h('div', { class: 'desk' }, editor.element, h('div', { class: 'over' }, table.stage.element, table.note)),
    shot.element,
    corrections.element,
    timeline.element,
    table.probe.element,
  );
  fill(shell.middle, drop.welcome, view);
  fill(shell.right, table.legend.element);
  fill(shell.bar, button(t('reading'), () => settings.open(), { class: 'plain', id: 'reading' }), button(t('export'), () => exporting.open(), { class: 'plain', id: 'export' }), button(t('keys'), () => sheet.open(), { class: 'plain not-touch', id: 'help' }));

  list.opened.on(picture => open(picture));
  const open = (picture: Picture | null) => {
    view.hidden = !picture;
    drop.welcome.hidden = picture !== null;
    shell.right.hidden = !picture;
    opened.value = picture?.id ?? '';
    void table.open(picture);
    if (picture && !newest.opening && matchMedia('(max-width: 760px)').matches) view.scrollIntoView({ block: 'start' });
  };
  const choose = () => {
    const there = queue.pictures.includes(list.opened.value!);
    const next = there ? list.opened.value : (queue.pictures.find(({ id }) => id === opened.value) ?? queue.pictures[0] ?? null);
    if (next !== list.opened.value) list.opened.value = next;
    table.toolbar.inSequence = queue.pictures.length > 1;
  };
  queue.changed.on(choose);
  queue.ended.on(picture => picture && shell.say(`${picture.name}: ${state(picture)}`));
  shell.right.hidden = true;
  choose();
  tableActions(actions, table, list, sheet, text => shell.say(text));
  editor.keys(actions);
  shotActions(actions, timeline, player, shot);
  actions.add('keys.more', [['export', 'export', () => exporting.open()], ['reading', 'reading', () => settings.open()]]);
  bindings.listen(actions);
  queue.begin(models);

  addEventListener('online', () => queue.again());
  addEventListener('beforeunload', async event => {
    if ((queue.unfinished > 0 || editor.session.unsaved) && !keeps) event.preventDefault();
  });
}

let keeps = true;
void db.keeps().then(answer => (keeps = answer));
void start();
