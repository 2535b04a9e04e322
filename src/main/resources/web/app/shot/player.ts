// Plays the pictures: J backwards, K stop, L forwards, faster with each press. Where a picture takes too long, some are left out.

import { Signal } from '../base/signal';
import type { Timeline } from './timeline';

const RATE = 12;

export class Player {
  /** Times 12 frames a second; negative is backwards. */
  readonly speed = new Signal(0);
  private began = 0;
  private start = 0;

  constructor(
    private readonly timeline: Timeline,
    private readonly shown: () => Promise<void>,
  ) {}

  play(by: number): void {
    const faster = Math.sign(this.speed.value) === by ? this.speed.value * 2 : by;
    const idle = this.speed.value === 0;
    this.speed.value = Math.max(-4, Math.min(4, faster));
    this.began = performance.now();
    this.start = this.timeline.at;
    if (idle) void this.run();
  }

  stop(): void {
    this.speed.value = 0;
  }

  private async run(): Promise<void> {
    while (this.speed.value !== 0) {
      const { range } = this.timeline;
      if (range.length < 2) return this.stop();
      const first = Math.max(0, this.timeline.from);
      const passed = Math.round(((performance.now() - this.began) / 1000) * RATE * this.speed.value);
      const at = first + ((((this.start - first + passed) % range.length) + range.length) % range.length);
      if (at !== this.timeline.at) {
        this.timeline.open(at);
        await this.shown();
      }
      await new Promise(next => requestAnimationFrame(next));
    }
  }
}
