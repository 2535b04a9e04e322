// A clip: sent as a shot of its own, its frames taken into the list while they come, and kept in the browser once it has ended. The service keeps
// the shot too, for a while, so that its frames can be corrected.

import { json, ServiceProblem, upload, whenReached } from '../api/call';
import { follow } from '../api/follow';
import type { Job, JobFrame, JobOutput, Models } from '../api/types';
import type { Clips } from '../queue/clips';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import { words } from '../queue/reading';
import { result } from '../table/load';
import { shotOutputs, shotOf } from './send';
import { addressOf, framesToReview, outputOf, type Frames } from './reports';

const SHOWN = ['frame', 'labels', 'anatomy', 'persons', 'mattes'];
const AT_ONCE = 100;
const FETCHERS = 4;

export class Clip {
  private known = 0;
  private taking: Promise<void> | null = null;
  private readonly taken: { picture: Picture; file: string }[] = [];

  constructor(
    private readonly picture: Picture,
    private readonly queue: Queue,
    private readonly clips: Clips,
    private readonly models: Models,
  ) {}

  /** Sends it. */
  async send(signal: AbortSignal): Promise<Job> {
    const { picture, queue } = this;
    if (picture.record.size > this.models.limits.clipBytes) throw new ServiceProblem('too-large', '', 413);
    const form = new FormData();
    form.append('image', await queue.bytes(picture), picture.name);
    picture.record.state = 'sending';
    const query = new URLSearchParams([['output', 'frame'], ...shotOutputs(this.models)]);
    words(picture.record.reading).forEach(([name, value]) => query.set(name, value));
    const sent = (bytes: number) => {
      picture.sent = Math.min(bytes, picture.record.size);
      queue.changed.send(picture);
    };
    sent(0);
    return (await upload(`/v1/shots?${query}`, form, sent, signal)) as Job;
  }

  /** Follows it to its end. */
  async finish(job: Job, signal: AbortSignal): Promise<void> {
    const { picture, queue } = this;
    const address = shotOf(job);
    const hear = (frame: JobFrame) => {
      // the first report after a reload counts frames of before it, which tell nothing of the pace
      const before = picture.shot?.done ?? frame.shot?.done ?? 0;
      queue.pace.end(Date.now(), Math.max(0, (frame.shot?.done ?? 0) - before));
      picture.shot = frame.shot ?? picture.shot;
      picture.fraction = frame.fraction;
      picture.stage = frame.stage ?? 'queue';
      if (picture.state !== 'working') picture.record.state = 'working';
      queue.changed.send(picture);
      // those that are missed come with the next ones, at the latest at the end; before the first one there is nothing to ask for
      if ((picture.shot?.done ?? 0) > this.known) void this.take(address, signal).catch(() => {});
    };
    const ended = await follow(job, { frame: hear, job: now => now.frames.forEach(hear), reached: queue.reached }, signal);
    const { state, error } = ended.frames[0];
    if (state !== 'done') throw ServiceProblem.of(error ?? {}, 500);
    await this.taking?.catch(() => {});
    await whenReached(() => this.take(address, signal), queue.reached, signal);
    for (const [file, why] of await whenReached(() => framesToReview(address, signal), queue.reached, signal)) {
      const frame = this.taken.find(one => one.file.split('/').at(-1) === file);
      if (!frame) continue;
      frame.picture.record.look = why;
      queue.keep(frame.picture);
    }
    await whenReached(() => this.keep(signal), queue.reached, signal);
  }

  /** Takes the frames that have come since, one call after the other. */
  private take(address: string, signal: AbortSignal): Promise<void> {
    this.taking ??= this.ask(address, signal).finally(() => (this.taking = null));
    return this.taking;
  }

  private async ask(address: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const { items } = await json<Frames>(`${address}/frames?from=${this.known + 1}&limit=${AT_ONCE}`, { signal });
      if (items.length === 0) return;
      this.known += items.length;
      const pictures = this.clips.adopt(this.picture, items.map(item => ({ ...item, shot: address, outputs: outputs(address, item.files ?? []) })));
      items.forEach(({ file }, i) => this.taken.push({ picture: pictures[i], file }));
    }
  }

  /** Fetches what the server keeps for a while only. */
  private async keep(signal: AbortSignal): Promise<void> {
    const left = this.taken.map(({ picture }) => picture).filter(picture => picture.state === 'done');
    const fetch = async () => {
      for (let picture = left.shift(); picture; picture = left.shift()) {
        signal.throwIfAborted();
        await this.queue.bytes(picture);
        await result(picture, signal);
      }
    };
    await Promise.all(Array.from({ length: FETCHERS }, fetch));
  }
}

function outputs(address: string, files: string[]): JobOutput[] {
  return files
    .filter(file => SHOWN.includes(outputOf(file)))
    .map(file => ({ output: outputOf(file), href: addressOf(address, file), fileName: file.split('/').at(-1)!, mediaType: '', size: 0 }));
}
