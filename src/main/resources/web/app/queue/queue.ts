// The queue: pictures in the order they came, sent as jobs of several, two jobs at once, each followed by one stream.

import { blob, call, ServiceProblem, upload, UNREACHABLE } from '../api/call';
import { follow } from '../api/follow';
import type { Job, JobFrame, Models } from '../api/types';
import * as db from '../base/db';
import { pause } from '../base/pause';
import { Signal } from '../base/signal';
import { nextBatch } from './batches';
import { Clips } from './clips';
import { Pace } from './pace';
import { Picture, type Record } from './picture';
import { reading, words } from './reading';

const AT_ONCE = 2;
const RETRIES = 3;
const LONGEST_WAIT = 15_000;

export class Queue {
  readonly pictures: Picture[] = [];
  /** Tells of any change of any picture; the list draws once a frame. */
  readonly changed = new Signal<Picture | null>(null);
  readonly ended = new Signal<Picture | null>(null);
  readonly paused = new Signal(false);
  /** Whether the service can't be reached; what is to be done waits for it. */
  readonly away = new Signal(false);
  readonly reached = (yes: boolean): void => {
    this.away.value = !yes;
  };
  readonly pace = new Pace(Date.now());

  private models: Models | null = null;
  private waiting: Picture[] = [];
  private readonly clips = new Clips(this);
  private jobs = new Map<string, { pictures: Picture[]; stop: AbortController }>();
  private busy = 0;
  private opened = 0;
  private fullUntil = 0;

  constructor() {
    this.paused.on(() => this.next());
  }

  get unfinished(): number {
    return this.pictures.filter(picture => !picture.ended).length;
  }

  /** Pictures, and frames of clips, that have ended, and how many there are; a clip that the service has not counted yet is one. */
  get counts(): { done: number; all: number; parts: number } {
    const clips = new Set(this.pictures.filter(picture => picture.isClip && !picture.ended).map(({ id }) => id));
    let [done, all, parts] = [0, 0, 0];
    for (const { id, ended, fraction, record, shot } of this.pictures) {
      if (record.of !== undefined && clips.has(record.of)) continue; // counted with its clip
      const [ready, size] = clips.has(id) ? [shot?.done ?? 0, shot?.frames ?? 1] : [ended ? 1 : 0, 1];
      done += ready;
      all += size;
      parts += clips.has(id) || ended ? ready : 0.95 * fraction;
    }
    return { done, all, parts };
  }

  /** The service has told its limits and outputs: work can begin. */
  begin(models: Models): void {
    this.models = models;
    this.next();
  }

  /** Takes up what was there before a reload. */
  async restore(): Promise<void> {
    const records = (await db.all<Record>('pictures')).sort((a, b) => a.order - b.order);
    const followed = new Map<string, Picture[]>();
    for (const record of records) {
      const picture = new Picture(record, null);
      if (picture.isClip && record.state === 'done') continue; // its frames are there
      if (record.state === 'sending') picture.reset();
      this.pictures.push(picture);
      if (picture.state === 'waiting') this.waiting.push(picture);
      if (picture.isClip && picture.state === 'working') this.clips.add([picture]);
      else if (picture.state === 'working') followed.set(record.job!, [...(followed.get(record.job!) ?? []), picture]);
    }
    for (const [href, pictures] of followed) void this.resume(href, pictures);
    this.tell(null);
    this.next();
  }

  add(files: File[]): Picture[] {
    const { limits } = this.models ?? {};
    const start = (this.pictures.at(-1)?.record.order ?? 0) + 1;
    const added = files.map((file, i) => Picture.of(file, start + i));
    for (const picture of added) {
      if (limits && picture.record.size > (picture.isClip ? limits.clipBytes : limits.pictureBytes)) picture.fail({ type: 'too-large', detail: '', passing: false });
      else if (picture.record.size === 0) picture.fail({ type: 'empty', detail: '', passing: false });
    }
    const going = added.filter(picture => picture.state === 'waiting');
    if (this.unfinished === 0) this.pace.start(Date.now());
    this.pictures.push(...added);
    this.waiting.push(...going);
    void db.put('pictures', added.map(picture => [picture.id, picture.record]));
    void db.put('files', added.map(picture => [picture.id, picture.file]));
    this.tell(added[0]);
    this.next();
    return added;
  }

  remove(gone: Picture[]): void {
    const set = new Set(gone);
    this.waiting = this.waiting.filter(picture => !set.has(picture));
    const left = this.pictures.filter(picture => !set.has(picture));
    this.pictures.splice(0, this.pictures.length, ...left);
    const jobs = (pictures: Picture[]) => pictures.flatMap(({ record }) => [record.job, record.shot?.href.replace('/v1/shots/', '/v1/jobs/') ?? null]);
    const inUse = new Set(jobs(left));
    this.clips.remove(set);
    for (const href of new Set(jobs(gone))) {
      if (href === null || inUse.has(href)) continue;
      this.jobs.get(href)?.stop.abort();
      void call(href, { method: 'DELETE' }).catch(() => {}); // that it is gone already is no matter
    }
    const clips = new Set(gone.map(({ record }) => record.of).filter(id => id !== undefined && !left.some(({ record }) => record.of === id)));
    void db.forget([...gone.flatMap(({ id }) => [id, `${id}/steady`]), ...(clips as Set<string>)]);
    this.tell(null);
  }

  /** Sends pictures again, those that failed for a passing reason, or one that is named. */
  again(pictures = this.pictures.filter(picture => picture.state === 'failed' && picture.record.trouble?.passing)): void {
    if (this.unfinished === 0) this.pace.start(Date.now());
    for (const picture of pictures) {
      picture.reset();
      this.keep(picture);
    }
    this.waiting.push(...pictures);
    this.tell(null);
    this.next();
  }

  /** Parses a picture anew, read as it is set now. */
  readAgain(picture: Picture): void {
    if (!picture.ended) return;
    picture.record.reading = reading.value;
    void db.drop('results', picture.id);
    this.again([picture]);
  }

  /** Stops what is under way and takes what waits out of the list. */
  cancel(): void {
    this.remove(this.pictures.filter(picture => !picture.ended));
  }

  async bytes(picture: Picture): Promise<Blob> {
    picture.file ??= (await db.get<Blob>('files', picture.id)) ?? null;
    const frame = picture.record.outputs.find(({ output }) => output === 'frame');
    if (!picture.file && frame) {
      picture.file = await blob(frame.href);
      void db.put('files', [[picture.id, picture.file]]);
    }
    if (!picture.file) throw new ServiceProblem('lost', '');
    return picture.file;
  }

  private next(): void {
    this.clips.add(this.waiting.filter(picture => picture.isClip));
    this.waiting = this.waiting.filter(picture => !picture.isClip);
    if (this.models && !this.paused.value) this.clips.next(this.models);
    while (this.models && !this.paused.value && this.busy < AT_ONCE && this.waiting.length > 0) {
      const batch = nextBatch(this.waiting, this.models.limits, this.opened);
      this.waiting.splice(0, batch.length);
      this.opened += 1;
      this.busy += 1;
      void this.run(batch).finally(() => {
        this.busy -= 1;
        this.next();
      });
    }
  }

  private async run(batch: Picture[]): Promise<void> {
    const stop = new AbortController();
    try {
      const job = await this.open(batch, stop.signal);
      batch.forEach((picture, i) => {
        Object.assign(picture.record, { state: 'working', job: job.links.self, frame: job.frames[i].frame });
        this.keep(picture);
      });
      await this.follow(job, batch, stop);
    } catch (problem) {
      if (!stop.signal.aborted) this.failed(batch, problem);
    }
  }

  private async resume(href: string, pictures: Picture[]): Promise<void> {
    const links = { self: href, events: `${href}/events`, zip: `${href}/zip` };
    const job: Job = { id: '', state: 'running', fraction: 0, created: '', frames: [], links };
    try {
      await this.follow(job, pictures, new AbortController());
    } catch (problem) {
      // the job is gone, the pictures aren't: they go again
      if (problem instanceof ServiceProblem && problem.status === 404) this.again(pictures.filter(picture => !picture.ended));
      else this.failed(pictures, problem);
    }
  }

  private async follow(job: Job, pictures: Picture[], stop: AbortController): Promise<void> {
    const hear = (frame: JobFrame) => {
      const picture = pictures.find(one => one.record.frame === frame.frame);
      if (picture && !picture.ended) this.hear(picture, frame);
    };
    this.jobs.set(job.links.self, { pictures, stop });
    const ended = await follow(job, { frame: hear, job: now => now.frames.forEach(hear), reached: this.reached }, stop.signal);
    this.jobs.delete(job.links.self);
    for (const picture of pictures) {
      picture.record.expires = ended.expires ?? null;
      this.keep(picture);
    }
  }

  private hear(picture: Picture, frame: JobFrame): void {
    picture.hear(frame);
    if (picture.ended) this.finish(picture);
    this.tell(picture);
  }

  finish(picture: Picture): void {
    this.pace.end(Date.now());
    this.keep(picture);
    this.ended.send(picture);
  }

  failed(pictures: Picture[], problem: unknown): void {
    const { type, message, again } = problem instanceof ServiceProblem ? problem : { type: 'page', message: String(problem), again: true };
    for (const picture of pictures.filter(one => !one.ended && this.pictures.includes(one))) {
      picture.fail({ type, detail: message, passing: again });
      this.finish(picture);
    }
    this.tell(null);
  }

  /** A service that is full says when to come back, and every job waits for that; one that can't be reached is waited for. */
  private async open(batch: Picture[], signal: AbortSignal): Promise<Job> {
    for (let tried = 0; ; ) {
      await pause(this.fullUntil - Date.now(), signal);
      try {
        const job = await this.post(batch, signal);
        this.away.value = false;
        return job;
      } catch (problem) {
        if (!(problem instanceof ServiceProblem)) throw problem;
        if (problem.status === 429) this.fullUntil = Date.now() + Math.max(1, problem.retryAfter) * 1000;
        else if (problem.status === 413 && batch.length > 1) this.waiting.unshift(...batch.splice(Math.ceil(batch.length / 2)));
        else if (problem.type === UNREACHABLE || (problem.status >= 502 && tried < RETRIES)) {
          batch.forEach(picture => (picture.record.state = 'waiting'));
          this.away.value = problem.type === UNREACHABLE;
          await this.retry(Math.min(LONGEST_WAIT, 500 * 2 ** tried++), signal);
        }
        else throw problem;
        batch.forEach(picture => (picture.record.state = 'waiting'));
        this.tell(null);
      }
    }
  }

  /** Ends early where the browser says that it is on a network again. */
  private retry(millis: number, signal: AbortSignal): Promise<void> {
    const online = new Promise<void>(done => addEventListener('online', () => done(), { once: true }));
    return Promise.race([pause(millis, signal), online]);
  }

  private async post(batch: Picture[], signal: AbortSignal): Promise<Job> {
    const form = new FormData();
    for (const picture of batch) form.append('image', await this.bytes(picture), picture.name);
    batch.forEach(picture => (picture.record.state = 'sending'));
    const query = new URLSearchParams();
    for (const output of this.outputs(batch[0].needsProxy)) query.append('output', output);
    if (batch[0].needsProxy) query.set('opacity', '0');
    words(batch[0].record.reading).forEach(([name, value]) => query.set(name, value));
    const total = batch.reduce((sum, picture) => sum + picture.record.size, 0);
    const sent = (bytes: number) => {
      let before = 0;
      for (const picture of batch) {
        picture.sent = Math.min(picture.record.size, Math.max(0, Math.min(bytes, total) - before));
        before += picture.record.size;
      }
      this.tell(batch[0]);
    };
    sent(0);
    return (await upload(`/v1/jobs?${query}`, form, sent, signal)) as Job;
  }

  /** Id masks for the light table; of formats that browsers can't draw, the frame itself as a JPEG: an overlay without colour. */
  private outputs(proxy: boolean): string[] {
    const wanted = ['labels', 'anatomy', 'persons', ...(proxy ? ['overlay'] : [])];
    return wanted.filter(output => this.models!.outputs.includes(output));
  }

  keep(picture: Picture): void {
    void db.put('pictures', [[picture.id, picture.record]]);
  }

  tell(picture: Picture | null): void {
    this.changed.send(picture);
  }
}
