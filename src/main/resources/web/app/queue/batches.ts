// How many pictures go into the next job: few at first, so that the first result is soon there, then many, so that calls are few.

import type { Limits } from '../api/types';
import type { Picture } from './picture';
import { same } from './reading';

const FIRST = 2;
const LATER = 20;
const BYTES = 48_000_000;

/** @returns pictures of one kind (those that need a proxy, or are read otherwise, apart) from the head of the queue */
export function nextBatch(waiting: Picture[], limits: Limits, opened: number): Picture[] {
  const most = Math.min(opened === 0 ? FIRST : LATER, limits.jobFrames);
  const bytes = Math.min(BYTES, limits.jobBytes);
  const batch: Picture[] = [];
  let sum = 0;
  for (const picture of waiting) {
    if (batch.length === most) break;
    if (batch.length > 0 && (picture.needsProxy !== batch[0].needsProxy || !same(picture.record.reading, batch[0].record.reading) || sum + picture.record.size > bytes)) break;
    batch.push(picture);
    sum += picture.record.size;
  }
  return batch;
}
