// The API key: kept in sessionStorage until the tab is closed, asked for when the service wants one.

import { Signal } from '../base/signal';

const NAME = 'limn-key';

/** Whether a key is wanted: no, the first one, or another one as the last was refused. */
export const wanted = new Signal<'no' | 'first' | 'another'>('no');
export const present = new Signal(current() !== '');

let waiting: ((key: string) => void)[] = [];

export function current(): string {
  try {
    return sessionStorage.getItem(NAME) ?? '';
  } catch {
    return '';
  }
}

export function headers(key: string): Record<string, string> {
  return key === '' ? {} : { Authorization: `Bearer ${key}` };
}

/** Waits for another key than the refused one. */
export function ask(refused: string, signal?: AbortSignal): Promise<void> {
  if (current() !== refused) return Promise.resolve();
  wanted.value = refused === '' ? 'first' : 'another';
  return new Promise((done, failed) => {
    waiting.push(() => done());
    signal?.addEventListener('abort', () => failed(signal.reason), { once: true });
  });
}

export function enter(key: string): void {
  sessionStorage.setItem(NAME, key.trim());
  wanted.value = 'no';
  present.value = true;
  const those = waiting;
  waiting = [];
  those.forEach(go => go(key));
}

export function forget(): void {
  sessionStorage.removeItem(NAME);
  present.value = false;
  wanted.value = 'first';
}
