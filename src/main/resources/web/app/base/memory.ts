// Settings that outlast the page, in localStorage; a browser that forbids it forgets them, and the page works all the same.

import { Signal } from './signal';

function read<T>(name: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(`limn.${name}`);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

/** A setting by its name; what was stored is taken only where it is allowed. */
export function setting<T>(name: string, otherwise: T, allowed: (value: T) => boolean = () => true): Signal<T> {
  const stored = read(name, otherwise);
  const signal = new Signal<T>(allowed(stored) ? stored : otherwise);
  signal.on(value => {
    try {
      localStorage.setItem(`limn.${name}`, JSON.stringify(value));
    } catch {
      // it lasts as long as the page
    }
  });
  return signal;
}
