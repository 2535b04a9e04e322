// While a clip is parsed, the stage shows its newest frame: from the clip itself on, until another picture is opened or a tool is taken up.

import { tool } from '../edit/options';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import type { Timeline } from './timeline';

export class NewestFrame {
  /** The frame that was opened by itself. */
  private followed: Picture | null = null;
  /** Whether a frame is being opened by itself. */
  opening = false;

  constructor(
    private readonly queue: Queue,
    private readonly timeline: Timeline,
    private readonly opened: () => Picture | null,
    /** Done when what was opened is shown. */
    private readonly shown: () => Promise<void>,
  ) {
    queue.changed.on(() => this.follow());
  }

  private follow(): void {
    const opened = this.opened();
    if (this.opening || !opened || tool.value !== 'pan') return;
    const clip = opened.isClip ? opened : opened === this.followed ? this.queue.pictures.find(({ id }) => id === opened.record.of) : undefined;
    if (!clip) return;
    const at = this.queue.pictures.findLastIndex(({ state, record }) => record.of === clip.id && state === 'done');
    const newest = this.queue.pictures[at];
    if (!newest || newest === opened) return;
    this.opening = true;
    this.followed = newest;
    this.timeline.open(at);
    void this.shown().finally(() => {
      this.opening = false;
      this.follow();
    });
  }
}
