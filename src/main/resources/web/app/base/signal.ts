// A value that tells when it changes, and a plain list of listeners.

export class Signal<T> {
  private readonly listeners = new Set<(value: T) => void>();

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  set value(next: T) {
    if (next === this.current) return;
    this.current = next;
    this.tell();
  }

  /** Tells everybody, though the value may be the one that it was. */
  send(value: T): void {
    this.current = value;
    this.tell();
  }

  tell(): void {
    for (const listener of [...this.listeners]) listener(this.current);
  }

  /** Another value, of which nobody is told. */
  set(value: T): void {
    this.current = value;
  }

  /** Hears of changes from now on. */
  on(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
