// Has the service draw what is exported, touch-ups included, and joins the zips of its jobs to one tree.

import { call, ServiceProblem, upload } from '../api/call';
import { follow } from '../api/follow';
import type { Job, Limits } from '../api/types';
import * as drafts from '../edit/drafts';
import { nextBatch } from '../queue/batches';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import { words, type Reading } from '../queue/reading';
import { sendShot, shotOf } from '../shot/send';
import { stem } from '../shot/sequence';
import { draftOf } from '../table/load';
import * as look from '../table/look';
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

/** Whether the picture is exported as a frame of its shot, as it is shown. */
export const asShot = ({ record }: Picture): boolean => record.of !== undefined || (look.steady.value && record.steady === true && record.shot !== undefined);

/** @returns the entries of one tree, as a results bucket has it; of frames of shots those of the shot */
export async function render(pictures: Picture[], wish: Wish, queue: Queue, limits: Limits, done: (count: number) => void, signal: AbortSignal): Promise<Entry[]> {
  const tree = new Map<string, Entry>();
  const left = pictures.filter(picture => !asShot(picture));
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
  const shots = pictures.filter(asShot);
  const idOf = ({ record }: Picture) => record.of ?? record.shot!.href;
  for (const id of new Set(shots.map(idOf))) {
    const chosen = shots.filter(picture => idOf(picture) === id);
    const all = queue.pictures.filter(picture => asShot(picture) && idOf(picture) === id);
    for (const entry of await shot(all, new Set(chosen), wish, queue, signal)) tree.set(entry.name, entry);
    done((taken += chosen.length));
  }
  return [...tree.values()];
}

/** A shot is sent once more for other outputs: its frames are of one pass, and none can be made alone. Its corrections go with it. */
async function shot(all: Picture[], chosen: Set<Picture>, wish: Wish, queue: Queue, signal: AbortSignal): Promise<Entry[]> {
  const outputs: [string, string][] = [...wish.outputs.map(output => ['output', output] as [string, string]), ...(wish.parts ? [['parts', wish.parts] as [string, string]] : [])];
  const job = await sendShot(all, queue, outputs, () => {}, signal);
  try {
    await ended(job, signal);
    let edited = false;
    for (const picture of all) {
      const draft = await drafts.find(picture.record.of === undefined ? draftOf(picture.id) : picture.id);
      if (!draft || draft.strokes.length === 0) continue;
      await drafts.send(`${shotOf(job)}/frames/${encodeURIComponent(picture.record.shot!.file)}/edits`, { ...draft, eTag: null }, picture.record.shot!.carried, signal);
      edited = true;
    }
    if (edited) await ended(job, signal);
    const entries = readZip(new Uint8Array(await (await call(job.links.zip, { signal })).arrayBuffer()));
    const names = (pictures: Iterable<Picture>) => new Set([...pictures].map(({ name }) => stem(name)));
    const [every, some] = [names(all), names(chosen)];
    return entries.filter(({ name }) => {
      const frame = stem(name.split('/').at(-1)!);
      return !every.has(frame) || some.has(frame);
    });
  } finally {
    void call(job.links.self, { method: 'DELETE' }).catch(() => {});
  }
}

async function ended(job: Job, signal: AbortSignal): Promise<void> {
  const { state, error } = (await follow(job, QUIET, signal)).frames[0];
  if (state !== 'done') throw ServiceProblem.of(error ?? {}, 500);
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
    const draft = await drafts.find(picture.id);
    if (!draft || draft.strokes.length === 0) continue;
    const { width, height } = picture.record;
    await drafts.send(`${job.links.self}/frames/${job.frames[i].frame}/edits`, { ...draft, width, height, eTag: null }, undefined, signal);
    edited = true;
  }
  return edited;
}
