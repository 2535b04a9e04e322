// Corrections of the frames of a shot: stored with the shot, carried to its other frames by the service, and the frames shown that it draws again.

import { blob, ServiceProblem, whenReached } from '../api/call';
import { follow } from '../api/follow';
import type { Job, JobFrame, Models } from '../api/types';
import * as db from '../base/db';
import { fill, h } from '../base/dom';
import { setting } from '../base/memory';
import { pause } from '../base/pause';
import * as drafts from '../edit/drafts';
import type { Session } from '../edit/session';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import { draftOf, result, type MaskFiles } from '../table/load';
import { sentence } from '../text/errors';
import { bytes, t } from '../text/text';
import { bases, framesToReview, reports, type FrameReport } from './reports';
import { jobOf, sendShot, shotOutputs, shotOf } from './send';

/** Shots with frames that are being drawn again, for after a reload. */
const begun = setting<string[]>('redrawn', []);
const FETCHERS = 4;
const STOPS = new AbortController().signal; // what is stored is drawn at the service, whether the page waits or not

export class Corrections {
  readonly element = h('div', { class: 'shotbar', id: 'corrections', hidden: true });
  private readonly said = h('span', { class: 'quiet', role: 'status' });
  private readonly bar = h('progress', { max: 1, 'aria-label': t('corrections') });
  /** Shots that are followed, and whether strokes came meanwhile. */
  private readonly followed = new Map<string, { again: boolean }>();

  constructor(
    private readonly queue: Queue,
    private readonly models: Models,
    /** The masks of these, without their own strokes, have changed. */
    private readonly came: (pictures: Set<Picture>) => void,
  ) {
    fill(this.element, this.bar, this.said);
    for (const href of begun.value) this.redraw(href);
  }

  /** Stores the strokes of the opened frame with its shot. Done once they are durable; the frames that they reach are drawn after that. */
  async save(picture: Picture, session: Session): Promise<void> {
    const edits = () => `${picture.record.shot!.href}/frames/${encodeURIComponent(picture.record.shot!.file)}/edits`;
    for (;;) {
      try {
        await session.save(edits(), false, picture.record.shot!.carried);
        break;
      } catch (problem) {
        if (!(problem instanceof ServiceProblem)) throw problem;
        if (problem.type === 'not-yet') {
          this.tell(t('corrections.wait'));
          await pause(1000 * Math.max(1, problem.retryAfter));
        } else if (problem.type === 'unknown-job') {
          await this.sendAgain(picture);
          await session.save(edits(), true, picture.record.shot!.carried);
          break;
        } else throw problem;
      }
    }
    this.redraw(picture.record.shot!.href);
  }

  /** Follows a shot until the frames are drawn that strokes reach, and takes these. */
  private redraw(href: string): void {
    const running = this.followed.get(href);
    if (running) {
      running.again = true;
      return;
    }
    const state = { again: false };
    this.followed.set(href, state);
    begun.value = [...this.followed.keys()];
    void this.run(href, state).finally(() => {
      this.followed.delete(href);
      begun.value = [...this.followed.keys()];
      this.element.hidden = this.followed.size === 0 && this.said.textContent === '';
    });
  }

  private async run(href: string, state: { again: boolean }): Promise<void> {
    try {
      do {
        state.again = false;
        this.tell(t('corrections.draw'));
        const self = jobOf(href);
        const job = { links: { self, events: `${self}/events`, zip: `${self}/zip` } } as Job;
        const hear = ({ shot }: JobFrame) => {
          const { done, frames } = shot?.redraw ?? {};
          if (done !== undefined) this.tell(t('corrections.count', { n: done, all: frames! }), done / frames!);
        };
        const ended = await follow(job, { frame: hear, job: now => now.frames.forEach(hear), reached: this.reached }, STOPS);
        const { state: end, error } = ended.frames[0];
        if (end !== 'done') throw ServiceProblem.of(error ?? {}, 500);
        await whenReached(() => this.take(href), this.reached, STOPS);
      } while (state.again);
      this.tell('');
    } catch (problem) {
      this.tell(problem instanceof ServiceProblem && problem.type === 'unknown-job' ? t('corrections.gone') : sentence(problem));
    }
  }

  /** Takes the masks of the frames whose corrections are others than those they were drawn with. */
  private async take(href: string): Promise<void> {
    const members = this.members(href);
    const byFile = new Map(members.map(picture => [picture.record.shot!.file, picture]));
    const changed = new Map<Picture, FrameReport>();
    for await (const report of reports(href, STOPS)) {
      const picture = byFile.get(report.file.split('/').at(-1)!);
      if (picture && drawnWith(report) !== (picture.record.shot!.edited ?? '')) changed.set(picture, report);
    }
    const based = new Set([...changed].filter(([picture, report]) => baseOf(report.edited) !== baseOf(parsed(picture.record.shot!.edited))).map(([picture]) => picture));
    let taken = 0;
    const left = [...changed];
    const fetch = async () => {
      for (let one = left.shift(); one; one = left.shift()) {
        await this.replace(one[0], href, one[1], based.has(one[0]));
        this.tell(t('corrections.fetch', { n: (taken += 1), all: changed.size }), taken / changed.size);
      }
    };
    await Promise.all(Array.from({ length: FETCHERS }, fetch));
    const doubts = await framesToReview(href, STOPS);
    for (const picture of members) {
      const look = doubts.get(picture.record.shot!.file) ?? '';
      if (!changed.has(picture) && picture.record.look === look) continue;
      picture.record.look = look;
      this.queue.keep(picture);
    }
    this.came(based);
    this.queue.tell(null);
  }

  private async replace(picture: Picture, href: string, report: FrameReport, anew: boolean): Promise<void> {
    const { record } = picture;
    const kept = await result(picture);
    const from = report.edited?.carried?.map(({ file }) => file.split('/').at(-1)!);
    const found: MaskFiles = {};
    if (anew && from) for (const [layer, file] of bases(href, report)) found[layer] = await blob(file);
    if (anew) await db.put('results', [[picture.id, { ...kept, carried: from ? found : undefined }]]);
    record.shot = { ...record.shot!, edited: drawnWith(report), carried: from };
    if (record.of !== undefined) record.persons = report.persons?.length ?? record.persons;
  }

  private members(href: string): Picture[] {
    return this.queue.pictures.filter(({ record }) => record.shot?.href === href);
  }

  /** The service keeps a shot for a while only. What was drawn on it is kept here, and goes to the service once more with the shot. */
  private async sendAgain(picture: Picture): Promise<void> {
    const { href } = picture.record.shot!;
    const members = this.members(href);
    const sent = (count: number, all: number) => this.tell(t('sent', { sent: bytes(count), all: bytes(all) }), count / all);
    const job = await sendShot(members, this.queue, shotOutputs(this.models), sent, STOPS);
    const hear = ({ shot, fraction }: JobFrame) => this.tell(shot ? t('shot.frames', { n: shot.done, all: shot.frames }) : t('stage.queue'), fraction);
    const ended = await follow(job, { frame: hear, job: now => now.frames.forEach(hear), reached: this.queue.reached }, STOPS);
    const { state, error } = ended.frames[0];
    if (state !== 'done') throw ServiceProblem.of(error ?? {}, 500);
    const now = shotOf(job);
    for (const one of members) {
      one.record.shot!.href = now;
      this.queue.keep(one);
      const id = one.record.of === undefined ? draftOf(one.id) : one.id;
      const draft = one === picture ? undefined : await drafts.find(id);
      if (!draft || draft.saved === 0) continue;
      const eTag = await drafts.send(`${now}/frames/${encodeURIComponent(one.record.shot!.file)}/edits`, { ...draft, strokes: draft.strokes.slice(0, draft.saved), eTag: null }, one.record.shot!.carried);
      drafts.keep(id, { ...draft, eTag });
    }
  }

  private readonly reached = (yes: boolean): void => {
    this.queue.reached(yes);
    if (!yes) this.tell(t('under.way.away'));
  };

  private tell(text: string, share?: number): void {
    if (this.said.textContent !== text) this.said.textContent = text;
    if (share === undefined) this.bar.removeAttribute('value');
    else this.bar.value = share;
    this.bar.hidden = this.followed.size === 0 && share === undefined;
    this.element.hidden = text === '';
  }
}

type Edited = FrameReport['edited'];

const parsed = (edited: string | undefined): Edited => (edited ? (JSON.parse(edited) as Edited) : undefined);

/** What a frame's own strokes are drawn over. */
const baseOf = (edited: Edited): string => JSON.stringify(edited?.carried ?? []);

const drawnWith = ({ edited }: FrameReport): string => (edited ? JSON.stringify(edited) : '');
