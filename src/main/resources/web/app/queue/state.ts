// A picture's state as people read it.

import { sentence } from '../text/errors';
import { bytes, t, timeLeft, type Key } from '../text/text';
import type { Picture } from './picture';
import type { Queue } from './queue';

const STAGES: Record<string, Key> = {
  queue: 'stage.queue',
  fetch: 'stage.read',
  decode: 'stage.read',
  infer: 'stage.infer',
  render: 'stage.draw',
  put: 'stage.draw',
};

export function state(picture: Picture): string {
  const { record } = picture;
  switch (record.state) {
    case 'waiting':
      return t('state.waiting');
    case 'sending':
      return picture.sent >= record.size ? t('state.sent') : t('state.sending', { n: Math.round((100 * picture.sent) / Math.max(1, record.size)) });
    case 'done':
      return record.persons === 0 ? t('nobody') : t('people', { n: record.persons ?? 0 });
    case 'failed':
      return sentence(record.trouble);
    default:
      if (picture.shot) return t('shot.frames', { n: picture.shot.done, all: picture.shot.frames });
      // a clip whose first frame is on its way is at one stage and then another
      return t(picture.isClip && (picture.stage === 'render' || picture.stage === 'put') ? 'stage.infer' : (STAGES[picture.stage] ?? 'stage.queue'));
  }
}

/** What an unfinished picture waits for, for its reader: bytes while it is sent, frames of a clip, and the time that they take. */
export function underWay(picture: Picture, { away, paused, pace }: Queue): string {
  const { record, shot } = picture;
  if (away.value) return t('under.way.away');
  switch (record.state) {
    case 'waiting':
      return paused.value ? t('under.way.paused') : t('under.way.waiting');
    case 'sending':
      return picture.sent >= record.size ? t('under.way.sent') : t('sent', { sent: bytes(picture.sent), all: bytes(record.size) });
    default:
      if (shot && shot.done > 0) {
        const left = pace.left(shot.frames - shot.done, Date.now());
        return [state(picture), ...(left === null || shot.done === shot.frames ? [] : [timeLeft(left)])].join(' · ');
      }
      return picture.isClip && picture.stage !== 'queue' ? t('under.way.clip') : state(picture);
  }
}
