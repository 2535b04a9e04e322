// Soft coverage of what is shown, as the service's mattes have it: everybody, or the sum of the labels that are switched on.

import { call, json } from '../api/call';
import { follow } from '../api/follow';
import type { Job, JobOutput } from '../api/types';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import { words } from '../queue/reading';
import type { Frame } from './frame';
import type { Layers } from './layers';
import { readGrey } from './png';

const MOST_PARTS = 24;

/** @returns 0..65535 a pixel; null where the service has no matte of this */
export async function coverage(picture: Picture, queue: Queue, frame: Frame, layers: Layers, signal: AbortSignal): Promise<Uint16Array | null> {
  const parts = wanted(frame, layers);
  if (parts.length === 0 || parts.length > MOST_PARTS) return null;
  const form = new FormData();
  form.append('image', await queue.bytes(picture), picture.name);
  const query = new URLSearchParams([['output', 'mattes'], ['parts', parts.join()], ...words(picture.record.reading)]);
  const job = await json<Job>(`/v1/jobs?${query}`, { method: 'POST', body: form, signal });
  try {
    const ended = await follow(job, { frame() {}, job() {} }, signal);
    const mattes = (ended.frames[0].outputs ?? []).filter(({ output }) => output === 'mattes');
    return await sum(mattes, frame, signal);
  } finally {
    void call(job.links.self, { method: 'DELETE' }).catch(() => {});
  }
}

async function sum(mattes: JobOutput[], frame: Frame, signal: AbortSignal): Promise<Uint16Array | null> {
  let all: Uint16Array | null = null;
  for (const { href } of mattes) {
    const { values } = await readGrey(await (await call(href, { signal })).blob());
    if (values.length !== frame.width * frame.height) return null;
    if (all === null) all = values as Uint16Array;
    else for (let i = 0; i < all.length; i += 1) all[i] = Math.min(65535, all[i] + values[i]);
  }
  return all;
}

function wanted(frame: Frame, layers: Layers): string[] {
  const layer = layers.current;
  const counts = frame.count(layer.name);
  const there = layer.entries.filter(({ id }) => id > 0 && counts[id] > 0);
  const shown = there.filter(({ id }) => layer.shows(id));
  if (shown.length === there.length && layer.solo === null) return ['person'];
  if (layer.name === 'persons') return shown.map(({ id }) => `person-${id}`);
  const groups = new Set(layers.groups.map(({ name }) => name));
  // the name of a group goes before that of a label; bare skin has a group of its own
  return shown.map(({ name }) => (layer.name === 'parts' && groups.has(name) ? (groups.has(`${name}.skin`) ? `${name}.skin` : name) : name));
}
