// The page's words in the reader's language. A language is one file; English says which words there are.

import { setting } from '../base/memory';
import { en } from './en';
import { zh } from './zh';

export type Key = keyof typeof en;
export type Words = Record<Key, string>;

export interface Language {
  code: string;
  name: string;
  words: Words;
  /** Names of labels and groups; those that are missing are shown as the service names them. */
  labels: Record<string, string>;
  /** What outputs are; those that are missing are described by the service. */
  outputs: Record<string, string>;
  /** Problems of the service by type; those that are missing are told in its own words. */
  problems: Record<string, string>;
}

export const LANGUAGES: Language[] = [
  { code: 'en', name: 'English', words: en, labels: {}, outputs: {}, problems: {} },
  { code: 'zh', name: '中文', words: zh.words, labels: zh.labels, outputs: zh.outputs, problems: zh.problems },
];

const preferred = LANGUAGES.find(one => navigator.language.toLowerCase().startsWith(one.code))?.code ?? 'en';
export const language = setting<string>('language', preferred, code => LANGUAGES.some(one => one.code === code));

const current = (): Language => LANGUAGES.find(one => one.code === language.value)!;

/** A sentence. {name} stands for a value; of "one | many" the first is said where n is 1. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const forms = current().words[key].split(' | ');
  const text = forms.length > 1 && values.n !== 1 ? forms[1] : forms[0];
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** left-arm → left arm */
export const labelWord = (name: string): string => current().labels[name] ?? name.replaceAll('-', ' ').replaceAll('.', ', ');

export const outputWord = (output: string): string | undefined => current().outputs[output];

/** The service's problem in the reader's language, where it has words for it. */
export const problemWord = (type: string): string | undefined => current().problems[type];

export function bytes(count: number): string {
  if (count < 1e3) return `${count} B`;
  if (count < 1e6) return `${Math.round(count / 1e3)} kB`;
  return count < 1e9 ? `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)} MB` : `${(count / 1e9).toFixed(count < 1e10 ? 1 : 0)} GB`;
}

export function timeLeft(seconds: number): string {
  if (seconds < 1) return t('left.now');
  if (seconds < 90) return t('left.seconds', { n: Math.ceil(seconds) });
  return t('left.minutes', { n: Math.ceil(seconds / 60) });
}
