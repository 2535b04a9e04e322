// Numbered frames that were added become a shot by themselves, once they are parsed: where they follow each other like frames, not like a camera's photographs.

import * as db from '../base/db';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import { thumbnail } from '../table/load';
import type { ShotRun } from './run';
import { sequence } from './sequence';
import { auto } from './setting';

const FEWEST = 3;
const PAIRS = 16;
const [WIDE, HIGH] = [32, 18];
/** Mean difference of two neighbours' brightness, of 255. */
const ALIKE = 16;

export class AutoShot {
  private readonly tried = new Set<string>();

  constructor(
    private readonly queue: Queue,
    private readonly shot: ShotRun,
  ) {
    queue.ended.on(() => {
      if (auto.value && queue.unfinished === 0 && !shot.running) void this.look();
    });
  }

  private async look(): Promise<void> {
    const edited = new Set(await db.ids('drafts'));
    const fresh = this.queue.pictures.filter(({ id, state, record }) => state === 'done' && !record.steady && record.of === undefined && !this.tried.has(id));
    for (let left = fresh; left.length >= FEWEST; ) {
      const frames = sequence(left, left[0]);
      const seen = new Set(frames.length > 0 ? frames : [left[0]]);
      seen.forEach(({ id }) => this.tried.add(id));
      left = left.filter(picture => !seen.has(picture));
      if (frames.length < FEWEST || frames.some(({ id }) => edited.has(id)) || !this.shot.fits(frames) || !(await this.alike(frames))) continue;
      if (!this.shot.running) this.shot.start(frames);
      return;
    }
  }

  /** Whether most of some neighbours are nearly one picture. */
  private async alike(frames: Picture[]): Promise<boolean> {
    const step = Math.max(1, Math.floor((frames.length - 1) / PAIRS));
    let same = 0;
    let pairs = 0;
    for (let i = 0; i + 1 < frames.length; i += step) {
      const [a, b] = [await this.small(frames[i]), await this.small(frames[i + 1])];
      if (!a || !b) return false;
      let sum = 0;
      for (let k = 0; k < a.length; k += 4) sum += Math.abs(a[k] + a[k + 1] + a[k + 2] - b[k] - b[k + 1] - b[k + 2]) / 3;
      pairs += 1;
      if (sum / (WIDE * HIGH) < ALIKE) same += 1;
    }
    return same > 0.7 * pairs;
  }

  private async small(picture: Picture): Promise<Uint8ClampedArray | null> {
    const bitmap = await thumbnail(picture, this.queue);
    if (!bitmap) return null;
    const pen = new OffscreenCanvas(WIDE, HIGH).getContext('2d', { willReadFrequently: true })!;
    pen.drawImage(bitmap, 0, 0, WIDE, HIGH);
    bitmap.close();
    return pen.getImageData(0, 0, WIDE, HIGH).data;
  }
}
