// The strokes of the opened frame: undo and redo without a limit, kept in the browser until they are saved, replayed when it is opened.

import { call, ServiceProblem } from '../api/call';
import * as db from '../base/db';
import { Signal } from '../base/signal';
import type { Frame, Rect } from '../table/frame';
import { apply } from './apply';
import { locked } from './painting';
import { Patch } from './patch';
import type { Stroke } from './strokes';

/** The kinds that leave alone what is locked. */
const PAINTS = ['polygon', 'flood'];

interface Draft {
  strokes: Stroke[];
  saved: number;
  eTag: string | null;
}

interface Done {
  stroke: Stroke;
  patch: Patch;
}

export class Session {
  readonly changed = new Signal<Rect | null>(null);
  private done: Done[] = [];
  private undone: Done[] = [];
  private saved: Stroke[] = [];
  private eTag: string | null = null;
  frame: Frame | null = null;

  /** Takes up a frame and replays what was drawn on it. */
  async open(frame: Frame | null): Promise<void> {
    this.frame = frame?.steady ? null : frame;
    this.done = [];
    this.undone = [];
    this.saved = [];
    this.eTag = null;
    this.changed.send(null);
    if (!frame?.parsed || frame.steady) return;
    const draft = await db.get<Draft>('drafts', frame.id);
    if (!draft || this.frame !== frame) return;
    this.eTag = draft.eTag;
    this.saved = draft.strokes.slice(0, draft.saved);
    for (const stroke of draft.strokes) {
      const patch = new Patch(frame);
      if (apply(frame, stroke, patch)) this.done.push({ stroke, patch });
    }
    frame.recount();
    this.changed.send(frame.all);
  }

  get strokes(): Stroke[] {
    return this.done.map(({ stroke }) => stroke);
  }

  get unsaved(): boolean {
    return this.done.length !== this.saved.length || this.done.some(({ stroke }, i) => stroke !== this.saved[i]);
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** A stroke that is whole at once. */
  run(stroke: Stroke): void {
    if (!this.frame?.parsed) return;
    const keep = PAINTS.includes(stroke.kind) ? locked(this.frame) : [];
    const whole = keep.length > 0 ? { ...stroke, keep } : stroke;
    const patch = new Patch(this.frame);
    if (apply(this.frame, whole, patch)) this.add(whole, patch);
  }

  /** A stroke that was painted as it came; drawn: it is on the screen already. */
  add(stroke: Stroke, patch: Patch, drawn = false): void {
    this.done.push({ stroke, patch });
    this.undone = [];
    this.after(patch, drawn);
  }

  undo(): void {
    this.move(this.done, this.undone);
  }

  redo(): void {
    this.move(this.undone, this.done);
  }

  private move(from: Done[], to: Done[]): void {
    const one = from.pop();
    if (!one) return;
    one.patch.swap();
    to.push(one);
    this.after(one.patch);
  }

  private after(patch: Patch, drawn = false): void {
    this.frame?.recount(patch);
    this.keep();
    this.changed.send(drawn && patch.rect ? { ...patch.rect, width: 0, height: 0 } : patch.rect);
  }

  private keep(): void {
    const { frame, strokes, eTag } = this;
    if (!frame) return;
    const saved = this.saved.every((stroke, i) => strokes[i] === stroke) ? this.saved.length : 0;
    void db.put('drafts', [[frame.id, { strokes, saved, eTag } satisfies Draft]]);
  }

  /** Stores the edits beside the frame's result; nothing is lost where that fails. */
  async save(job: string, number: number): Promise<void> {
    const { frame } = this;
    if (!frame) return;
    const strokes = this.strokes;
    const address = `${job}/frames/${number}/edits`;
    const headers: Record<string, string> = { 'Content-Type': 'application/json', ...(this.eTag ? { 'If-Match': this.eTag } : {}) };
    const body = JSON.stringify({ version: 1, width: frame.width, height: frame.height, strokes });
    const answer = strokes.length === 0 ? await this.takeBack(address) : await call(address, { method: 'PUT', headers, body });
    this.eTag = strokes.length === 0 ? null : (answer?.headers.get('ETag') ?? null);
    this.saved = strokes;
    this.keep();
    this.changed.send(null);
  }

  private async takeBack(address: string): Promise<Response | null> {
    try {
      return await call(address, { method: 'DELETE' });
    } catch (problem) {
      if (problem instanceof ServiceProblem && problem.status === 404) return null; // there were none
      throw problem;
    }
  }
}
