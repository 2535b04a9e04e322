// Time left is what is left times the pace seen, and nothing else: a rate over the last half minute of work.

const WINDOW = 30_000;

export class Pace {
  private ends: number[] = [];

  constructor(private began: number) {}

  /** Work begins, or goes on after a rest. */
  start(now: number): void {
    this.ends = [];
    this.began = now;
  }

  end(now: number, count = 1): void {
    for (let i = 0; i < count; i += 1) this.ends.push(now);
    while (this.ends.length > 0 && this.ends[0] < now - WINDOW) this.ends.shift();
  }

  /** Frames a second; null until one has ended. */
  rate(now: number): number | null {
    if (this.ends.length === 0) return null;
    const since = Math.max(this.began, now - WINDOW);
    return this.ends.length / Math.max(0.2, (now - since) / 1000);
  }

  /** Seconds; null while nobody can know. */
  left(count: number, now: number): number | null {
    const rate = this.rate(now);
    return rate === null ? null : count / rate;
  }
}
