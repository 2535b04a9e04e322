// Has the service draw what is taken along, touch-ups included, and joins the zips of its jobs to one tree.

import { call, ServiceProblem, upload } from '../api/call';
import { follow } from '../api/follow';
import type { Job, Limits } from '../api/types';
import * as db from '../base/db';
import type { Stroke } from '../edit/strokes';
import { nextBatch } from '../queue/batches';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import { words, type Reading } from '../queue/reading';
import { stem } from '../shot/sequence';
import { readZip, type Entry } from './zip';

export interface Wish {
  outputs: string[];
  parts: string;
}

export function query(wish: Wish, reading?: Reading): string {
  const wanted = new URLSearchParams();
  wish.outputs.forEach(output => wanted.append('output', output));
  if (wish.parts) wanted.set('parts', wish.parts);
  words(reading).forEach(([name, value]) => wanted.set(name, value));
  return wanted.toString();
}

const QUIET = { frame() {}, job() {} };

/** @returns the entries of one tree, as a results bucket has it; of frames of a clip those of a shot */
export async function render(pictures: Picture[], wish: Wish, queue: Queue, limits: Limits, done: (count: number) => void, signal: AbortSignal): Promise<Entry[]> {
  const tree = new Map<string, Entry>();
  const left = pictures.filter(({ record }) => record.of === undefined);
  let taken = 0;
  while (left.length > 0) {
    const batch = nextBatch(left, limits, 1);
    left.splice(0, batch.length);
    for (const entry of await one(batch, wish, queue, signal)) {
      const shared = entry.name.endsWith('/labels.json');
      // pictures of one name from different jobs have their number before it
      const name = tree.has(entry.name) && !shared ? `${batch[0].record.order}/${entry.name}` : entry.name;
      tree.set(name, { ...entry, name });
    }
    taken += batch.length;
    done(taken);
  }
  for (const id of new Set(pictures.map(({ record }) => record.of).filter(of => of !== undefined))) {
    const frames = pictures.filter(({ record }) => record.of === id);
    for (const entry of await clip(id, frames, queue, wish, signal)) tree.set(entry.name, entry);
    done((taken += frames.length));
  }
  return [...tree.values()];
}

/** A clip is sent once more for other outputs: its frames are of one pass, and none can be made alone. */
async function clip(id: string, frames: Picture[], queue: Queue, wish: Wish, signal: AbortSignal): Promise<Entry[]> {
  const file = await db.get<Blob>('files', id);
  if (!file) throw new ServiceProblem('lost', '');
  const form = new FormData();
  form.append('image', file, frames[0].record.clip!);
  const job = (await upload(`/v1/shots?${query(wish, frames[0].record.reading)}`, form, () => {}, signal)) as Job;
  try {
    const ended = await follow(job, QUIET, signal);
    const { state, error } = ended.frames[0];
    if (state !== 'done') throw ServiceProblem.of(error ?? {}, 500);
    const entries = readZip(new Uint8Array(await (await call(job.links.zip, { signal })).arrayBuffer()));
    const all = new Set(queue.pictures.filter(({ record }) => record.of === id).map(({ name }) => stem(name)));
    const chosen = new Set(frames.map(({ name }) => stem(name)));
    return entries.filter(({ name }) => {
      const frame = stem(name.split('/').at(-1)!);
      return !all.has(frame) || chosen.has(frame);
    });
  } finally {
    void call(job.links.self, { method: 'DELETE' }).catch(() => {});
  }
}

async function one(batch: Picture[], wish: Wish, queue: Queue, signal: AbortSignal): Promise<Entry[]> {
  const form = new FormData();
  for (const picture of batch) form.append('image', await queue.bytes(picture), picture.name);
  const job = (await upload(`/v1/jobs?${query(wish, batch[0].record.reading)}`, form, () => {}, signal)) as Job;
  try {
    await follow(job, QUIET, signal);
    if (await edit(job, batch, signal)) await follow(job, QUIET, signal);
    return readZip(new Uint8Array(await (await call(job.links.zip, { signal })).arrayBuffer()));
  } finally {
    void call(job.links.self, { method: 'DELETE' }).catch(() => {});
  }
}

async function edit(job: Job, batch: Picture[], signal: AbortSignal): Promise<boolean> {
  let edited = false;
  for (const [i, picture] of batch.entries()) {
    const { strokes = [] } = (await db.get<{ strokes: Stroke[] }>('drafts', picture.id)) ?? {};
    if (strokes.length === 0) continue;
    const { width, height } = picture.record;
    const body = JSON.stringify({ version: 1, width, height, strokes });
    await call(`${job.links.self}/frames/${job.frames[i].frame}/edits`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body, signal });
    edited = true;
  }
  return edited;
}
