/** Waits; an aborted signal ends the wait with its reason. */
export function pause(millis, signal) {
  if (millis <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, millis);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
