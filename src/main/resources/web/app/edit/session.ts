// The strokes of the opened frame: undo and redo without a limit, kept in the browser until they are saved, replayed when it is opened.

import { Signal } from '../base/signal';
import type { Frame, Rect } from '../table/frame';
import { apply } from './apply';
import * as drafts from './drafts';
import { locked } from './painting';
import { Patch } from './patch';
import type { Stroke } from './strokes';

/** The kinds that leave alone what is locked. */
const PAINTS = ['polygon', 'flood'];

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

  /** Done when what was drawn on the frame is there. */
  opened: Promise<void> = Promise.resolve();

  /** Takes up a frame and replays what was drawn on it. */
  open(frame: Frame | null): Promise<void> {
    return (this.opened = this.replay(frame));
  }

  private async replay(frame: Frame | null): Promise<void> {
    this.frame = frame;
    this.done = [];
    this.undone = [];
    this.saved = [];
    this.eTag = null;
    this.changed.send(null);
    if (!frame?.parsed) return;
    const draft = await drafts.find(frame.draft);
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
    if (this.done.length === 0 && this.eTag !== null) return true;
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
    if (this.frame) drafts.keep(this.frame.draft, this.draft(this.frame));
  }

  private draft({ width, height }: Frame): drafts.Draft {
    const { strokes, eTag } = this;
    const saved = this.saved.every((stroke, i) => strokes[i] === stroke) ? this.saved.length : 0;
    return { width, height, strokes, saved, eTag };
  }

  /**
   * Stores the edits beside the frame's result; nothing is lost where that fails.
   *
   * @param address of the edits
   * @param anew whether the result is new, and has none
   * @param over the frames whose corrections were carried here, under these strokes
   */
  async save(address: string, anew = false, over?: string[]): Promise<void> {
    const { frame } = this;
    if (!frame) return;
    const draft = this.draft(frame);
    const eTag = await drafts.send(address, anew ? { ...draft, eTag: null } : draft, over);
    if (this.frame !== frame) return drafts.keep(frame.draft, { ...draft, saved: draft.strokes.length, eTag });
    this.eTag = eTag;
    this.saved = draft.strokes;
    this.keep();
    this.changed.send(null);
  }
}
