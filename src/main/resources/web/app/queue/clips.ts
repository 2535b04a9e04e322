// Clips of the queue, one at a time beside the pictures; what a clip gives are its frames, each a picture of the list.

import { json, ServiceProblem, whenReached } from '../api/call';
import type { Job, JobOutput, Models } from '../api/types';
import * as db from '../base/db';
import { Clip } from '../shot/clip';
import { Picture } from './picture';
import type { Queue } from './queue';

export interface Adopted {
  file: string;
  persons?: unknown[];
  outputs: JobOutput[];
  /** The shot's address. */
  shot: string;
  error?: string;
}

export class Clips {
  private waiting: Picture[] = [];
  private under: { picture: Picture; stop: AbortController } | null = null;

  constructor(private readonly queue: Queue) {}

  /** To be sent, or to be followed again after a reload. */
  add(clips: Picture[]): void {
    this.waiting.push(...clips);
  }

  remove(gone: Set<Picture>): void {
    this.waiting = this.waiting.filter(picture => !gone.has(picture));
    if (this.under && gone.has(this.under.picture)) this.under.stop.abort();
  }

  next(models: Models): void {
    const picture = this.under ? undefined : this.waiting.shift();
    if (!picture) return;
    const stop = new AbortController();
    this.under = { picture, stop };
    void this.run(picture, new Clip(picture, this.queue, this, models), stop.signal).finally(() => {
      this.under = null;
      this.next(models);
    });
  }

  private async run(picture: Picture, clip: Clip, signal: AbortSignal): Promise<void> {
    const { record } = picture;
    try {
      const job = record.job ? await whenReached(() => json<Job>(record.job!, { signal }), this.queue.reached, signal) : await clip.send(signal);
      Object.assign(record, { state: 'working', job: job.links.self });
      this.queue.keep(picture);
      await clip.finish(job, signal);
      this.replace(picture);
    } catch (problem) {
      if (signal.aborted) return;
      if (problem instanceof ServiceProblem && problem.status === 404 && record.job) this.queue.again([picture]);
      else this.queue.failed([picture], problem);
    }
  }

  /** Takes frames into the list, right behind their clip. Those that are known already, from before a reload, stay as they are. */
  adopt(clip: Picture, frames: Adopted[]): Picture[] {
    const { pictures } = this.queue;
    const mine = pictures.filter(({ record }) => record.of === clip.id);
    const known = new Map(mine.map(picture => [picture.record.path, picture]));
    const adopted = frames.map(frame => {
      const there = known.get(frame.file);
      if (there) return there;
      const picture = this.frame(clip, frame, mine.length + 1);
      mine.push(picture);
      return picture;
    });
    const at = pictures.indexOf(clip);
    if (at < 0) return adopted;
    const family = new Set([clip, ...mine]);
    const before = pictures.slice(0, at).filter(picture => !family.has(picture));
    const after = pictures.slice(at).filter(picture => !family.has(picture));
    pictures.splice(0, pictures.length, ...before, clip, ...mine, ...after);
    void db.put('pictures', adopted.map(picture => [picture.id, picture.record]));
    this.queue.tell(null);
    return adopted;
  }

  private frame(clip: Picture, { file, persons, outputs, shot, error }: Adopted, place: number): Picture {
    const name = outputs.find(({ output }) => output === 'frame')?.fileName ?? file.split('/').at(-1)!;
    const picture = Picture.frame(clip, file, name, clip.record.order + place / 1e6);
    Object.assign(picture.record, { outputs, persons: persons?.length ?? 0, shot: { href: shot, file: file.split('/').at(-1)! } });
    if (error) picture.fail({ type: 'frame', detail: error, passing: false });
    return picture;
  }

  /** The clip has become its frames; its bytes stay, for exports. */
  private replace(clip: Picture): void {
    clip.record.state = 'done';
    this.queue.pictures.splice(this.queue.pictures.indexOf(clip), 1);
    this.queue.finish(clip);
    this.queue.tell(null);
  }
}
