// A sequence as a shot: sent as one job, its steady masks kept beside the pictures' own, the frames to look at first marked. The service keeps the
// shot for a while, so that its frames can be corrected.

import { blob, call, json, ServiceProblem, whenReached } from '../api/call';
import { follow } from '../api/follow';
import type { Job, JobFrame, JobOutput, Models } from '../api/types';
import * as db from '../base/db';
import { button, eachFrame, fill, h } from '../base/dom';
import { setting } from '../base/memory';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import * as drafts from '../edit/drafts';
import { draftOf, OUTPUTS, result, type MaskFiles } from '../table/load';
import * as look from '../table/look';
import { sentence } from '../text/errors';
import { bytes, labelWord, t } from '../text/text';
import { framesToReview } from './reports';
import { jobOf, sendShot, shotOf, shotOutputs } from './send';
import { sequence, stem } from './sequence';

/** The shot under way, for after a reload. */
const begun = setting<{ href: string; ids: string[] } | null>('shot', null);

export class ShotRun {
  readonly element = h('div', { class: 'shotbar' });
  private readonly said = h('span', { class: 'quiet', role: 'status' });
  private readonly bar = h('progress', { max: 1, value: 0, 'aria-label': t('shot.start') });
  private stop: AbortController | null = null;

  constructor(
    private readonly queue: Queue,
    private readonly models: Models,
    /** The pictures between in and out, and the opened one. */
    private readonly range: () => Picture[],
    private readonly current: () => Picture | null,
    /** Steady masks have come. */
    private readonly came: () => void,
  ) {
    queue.changed.on(eachFrame(() => this.draw()));
    look.steady.on(() => this.draw());
    const kept = begun.value;
    if (kept) void this.work(signal => this.resume(kept.href, kept.ids, signal));
    this.draw();
  }

  /** Draws again; for a change of in and out, or of the opened picture. */
  draw(): void {
    const { look: why, shot } = this.current()?.record ?? {};
    const carried = (look.steady.value || this.current()?.record.of !== undefined) && shot?.carried;
    const frames = this.frames();
    const steady = this.queue.pictures.some(picture => picture.record.steady);
    this.element.hidden = !this.stop && frames.length < 2 && !steady && !why && !carried && this.said.textContent === '';
    if (this.stop) {
      fill(this.element, this.bar, this.said, button(t('shot.stop'), () => this.stop?.abort(), { id: 'shot-stop' }));
      return;
    }
    const focused = document.activeElement?.id;
    fill(
      this.element,
      frames.length > 1 && button(t('shot.start'), () => this.start(), { id: 'shot', title: t('shot.about', { n: frames.length }) }),
      steady && button(t('shot.steady'), () => (look.steady.value = !look.steady.value), { id: 'steady', 'aria-pressed': String(look.steady.value) }),
      why && h('span', { class: 'doubt' }, t('shot.review', { why: reason(why) })),
      carried && h('span', { class: 'carried' }, t('corrections.carried', { name: carried.join(', ') })),
      this.said,
    );
    if (focused === 'shot' || focused === 'steady') document.getElementById(focused)?.focus();
  }

  get running(): boolean {
    return this.stop !== null;
  }

  /** Whether the service takes as much as one shot. */
  fits(frames: Picture[]): boolean {
    const { shotFrames, jobBytes } = this.models.limits;
    return frames.length <= shotFrames && frames.reduce((sum, picture) => sum + picture.record.size, 0) <= jobBytes;
  }

  start(frames = this.frames()): void {
    if (this.stop || frames.length < 2) return;
    if (this.fits(frames)) void this.work(signal => this.send(frames, signal));
    else {
      const { shotFrames, jobBytes } = this.models.limits;
      this.tell(t('shot.too.long', { n: shotFrames, bytes: bytes(jobBytes) }), 0);
      this.draw();
    }
  }

  private frames(): Picture[] {
    return sequence(this.range().filter(picture => picture.state === 'done' && picture.record.of === undefined), this.current());
  }

  private async work(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const stop = (this.stop = new AbortController());
    this.tell('', 0);
    this.draw();
    try {
      await task(stop.signal);
      this.tell('', 1);
    } catch (problem) {
      const gone = problem instanceof ServiceProblem && problem.type === 'unknown-job';
      this.tell(stop.signal.aborted ? '' : gone ? t('shot.gone') : sentence(problem), 0);
      if (begun.value) drop(begun.value.href);
    }
    begun.value = null;
    this.stop = null;
    this.draw();
  }

  private async send(frames: Picture[], signal: AbortSignal): Promise<void> {
    const sent = (count: number, all: number) => this.tell(t('sent', { sent: bytes(count), all: bytes(all) }), 0);
    const job = await sendShot(frames, this.queue, shotOutputs(this.models), sent, signal);
    begun.value = { href: job.links.self, ids: frames.map(({ id }) => id) };
    await this.follow(job, frames, signal);
  }

  private async resume(href: string, ids: string[], signal: AbortSignal): Promise<void> {
    const frames = this.queue.pictures.filter(({ id }) => ids.includes(id));
    if (frames.length > 0) await this.follow(await whenReached(() => json<Job>(href, { signal }), this.reached, signal), frames, signal);
  }

  private async follow(job: Job, frames: Picture[], signal: AbortSignal): Promise<void> {
    const hear = ({ shot, fraction }: JobFrame) => this.tell(shot ? t('shot.frames', { n: shot.done, all: shot.frames }) : t('stage.queue'), fraction);
    const ended = await follow(job, { frame: hear, job: now => now.frames.forEach(hear), reached: this.reached }, signal);
    const { state, outputs = [], error } = ended.frames[0];
    if (state !== 'done') throw ServiceProblem.of(error ?? {}, 500);
    const href = shotOf(job);
    const doubts = await whenReached(() => framesToReview(href, signal), this.reached, signal);
    const before = new Set(frames.map(({ record }) => record.shot?.href));
    for (const [i, picture] of frames.entries()) {
      this.tell(t('shot.fetch', { n: i + 1, all: frames.length }), 1);
      const mine = outputs.filter(({ part }) => part?.split('/').at(-1) === stem(picture.name));
      await whenReached(() => this.keep(picture, mine, signal), this.reached, signal);
      picture.record.look = doubts.get(picture.name) ?? '';
      picture.record.shot = { href, file: picture.name };
      void db.put('pictures', [[picture.id, picture.record]]);
      const draft = await drafts.find(draftOf(picture.id));
      if (draft) drafts.keep(draftOf(picture.id), { ...draft, saved: 0, eTag: null }); // this shot has none of it
    }
    for (const old of before) if (old && old !== href && !this.queue.pictures.some(({ record }) => record.shot?.href === old)) drop(jobOf(old));
    look.steady.value = true;
    this.queue.changed.send(null);
    this.came();
  }

  private async keep(picture: Picture, outputs: JobOutput[], signal: AbortSignal): Promise<void> {
    const own = await result(picture, signal);
    const steady: MaskFiles = {};
    const fetched = async ({ output, href }: JobOutput) => {
      if (output in OUTPUTS) steady[OUTPUTS[output]] = await blob(href, { signal });
    };
    await Promise.all(outputs.map(fetched));
    picture.record.steady = own !== null && steady.parts !== undefined;
    if (picture.record.steady) await db.put('results', [[picture.id, { ...own, steady, carried: undefined }]]);
  }

  private readonly reached = (yes: boolean): void => {
    this.queue.reached(yes);
    if (!yes) this.tell(t('under.way.away'), this.bar.value);
  };

  private tell(text: string, share: number): void {
    if (this.said.textContent !== text) this.said.textContent = text;
    this.bar.value = share;
  }
}

function drop(job: string): void {
  void call(job, { method: 'DELETE' }).catch(() => {}); // that it is gone already is no matter
}

/** The service's reasons in the reader's language; others as they are. */
function reason(why: string): string {
  const [, label, from, to] = /^[\w-]+\/([\w.-]+) goes from (\d+) to (\d+) pixels$/.exec(why) ?? [];
  if (label) return t('review.jump', { name: labelWord(label), from, to });
  const [, changed] = /^(\d+) % of the persons were labelled otherwise/.exec(why) ?? [];
  if (changed) return t('review.changed', { n: changed });
  const [, confidence] = /^mean confidence is (\d+) %$/.exec(why) ?? [];
  return confidence ? t('review.confidence', { n: confidence }) : why;
}
