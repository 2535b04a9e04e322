// Sends the frames of a sequence, or a clip, as one shot.

import { ServiceProblem, upload } from '../api/call';
import type { Job, Models } from '../api/types';
import * as db from '../base/db';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import { words } from '../queue/reading';

const MASKS = ['labels', 'anatomy', 'persons'];

/** What the light table needs of a shot: the id masks that this model gives, and the matte of all people for soft edges. */
export function shotOutputs({ outputs }: Models): [string, string][] {
  const wanted = MASKS.filter(output => outputs.includes(output)).map(output => ['output', output] as [string, string]);
  return outputs.includes('mattes') ? [...wanted, ['output', 'mattes'], ['parts', 'person']] : wanted;
}

/** The job that a shot is. */
export const jobOf = (shot: string): string => shot.replace('/v1/shots/', '/v1/jobs/');

export const shotOf = (job: Job): string => job.links.self.replace('/v1/jobs/', '/v1/shots/');

/** @param frames of one shot; those of a clip stand for the clip */
export async function sendShot(frames: Picture[], queue: Queue, query: [string, string][], sent: (bytes: number, all: number) => void, signal: AbortSignal): Promise<Job> {
  const { of, clip, reading } = frames[0].record;
  const form = new FormData();
  let size = 0;
  const add = (file: Blob, name: string) => {
    form.append('image', file, name);
    size += file.size;
  };
  if (of === undefined) for (const picture of frames) add(await queue.bytes(picture), picture.name);
  else {
    const file = await db.get<Blob>('files', of);
    if (!file) throw new ServiceProblem('lost', '');
    add(file, clip!);
  }
  const all = new URLSearchParams([...query, ...words(reading)]);
  return (await upload(`/v1/shots?${all}`, form, count => sent(Math.min(count, size), size), signal)) as Job;
}
