/** Waits; ends early, with the signal's reason, where the wait is called off. */
export function pause(millis: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      failed(signal!.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      done();
    }, Math.max(0, millis));
    signal?.addEventListener('abort', stop, { once: true });
  });
}
