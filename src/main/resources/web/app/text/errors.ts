// What went wrong, in the reader's words. Types without words of their own are told as the service tells them.

import { ServiceProblem } from '../api/call';
import type { Trouble } from '../queue/picture';
import { en } from './en';
import { problemWord, t, type Key } from './text';

export function sentence(trouble: Trouble | unknown): string {
  const { type = '', detail = '' } = (trouble instanceof ServiceProblem
    ? { type: trouble.type, detail: trouble.message }
    : trouble instanceof Error
      ? { type: 'page', detail: trouble.message }
      : trouble) as Partial<Trouble>;
  const key = `error.${type}`;
  if (key in en) return t(key as Key, { detail });
  const worded = problemWord(type);
  if (worded) return worded.replace('{detail}', detail);
  return detail || t('error.page', { detail: '' });
}
