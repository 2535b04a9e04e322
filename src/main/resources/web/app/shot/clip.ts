// A clip: sent as a shot of its own, its frames taken into the list while they come, and kept in the browser once it has ended.

import { call, json, ServiceProblem, upload } from '../api/call';
import { follow } from '../api/follow';
import type { Job, JobFrame, JobOutput, Models } from '../api/types';
import type { Clips } from '../queue/clips';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import { words } from '../queue/reading';
import { result } from '../table/load';

const SHOWN = ['frame', 'labels', 'anatomy', 'persons'];
const AT_ONCE = 100;
const FETCHERS = 4;

/** What the page reads of a frame of shot.json: see docs/shots.md. */
export interface FrameReport {
  file: string;
  persons?: unknown[];
  files?: string[];
  error?: string;
}

interface Frames {
  frames: number;
  done: number;
  items: FrameReport[];
}

interface LookFirst {
  lookFirst: { file: string; why: string }[];
}

export class Clip {
  private known = 0;
  private asking = false;
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
    const query = new URLSearchParams(SHOWN.map(output => ['output', output]));
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
    const address = `${job.links.self.replace('/v1/jobs/', '/v1/shots/')}`;
    const hear = (frame: JobFrame) => {
      picture.shot = frame.shot ?? picture.shot;
      picture.fraction = frame.fraction;
      picture.stage = frame.stage ?? 'queue';
      if (picture.state !== 'working') picture.record.state = 'working';
      queue.changed.send(picture);
      void this.take(address, signal).catch(() => {}); // those that are missed come with the next ones, at the latest at the end
    };
    const ended = await follow(job, { frame: hear, job: now => now.frames.forEach(hear), reached: yes => (queue.away.value = !yes) }, signal);
    const { state, error, outputs = [] } = ended.frames[0];
    if (state !== 'done') throw ServiceProblem.of(error ?? {}, 500);
    await this.take(address, signal);
    const list = outputs.find(({ output }) => output === 'shot');
    const { lookFirst } = list ? await json<LookFirst>(list.href, { signal }) : { lookFirst: [] };
    for (const { file, why } of lookFirst) {
      const frame = this.taken.find(one => one.file === file);
      if (!frame) continue;
      frame.picture.record.look = why;
      queue.keep(frame.picture);
    }
    await this.keep(signal);
    void call(job.links.self, { method: 'DELETE' }).catch(() => {});
  }

  /** Takes the frames that have come since. */
  private async take(address: string, signal: AbortSignal): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      for (;;) {
        const found = await json<Frames>(`${address}/frames?from=${this.known + 1}&limit=${AT_ONCE}`, { signal }).catch(problem => {
          if (problem instanceof ServiceProblem && problem.status === 409) return null; // not begun
          throw problem;
        });
        if (!found || found.items.length === 0) return;
        this.known += found.items.length;
        const pictures = this.clips.adopt(this.picture, found.items.map(item => ({ ...item, outputs: outputs(address, item.files ?? []) })));
        found.items.forEach(({ file }, i) => this.taken.push({ picture: pictures[i], file }));
      }
    } finally {
      this.asking = false;
    }
  }

  /** Fetches what the server will not keep. */
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
  const path = (file: string) => file.split('/').map(encodeURIComponent).join('/');
  return files.flatMap(file => {
    const [, output] = /(?:^|\/)steady\/([a-z]+)\//.exec(file) ?? [];
    return SHOWN.includes(output) ? [{ output, href: `${address}/files/${path(file)}`, fileName: file.split('/').at(-1)!, mediaType: '', size: 0 }] : [];
  });
}
