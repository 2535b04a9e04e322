// A picture's state as people read it.

import { sentence } from '../text/errors';
import { t, type Key } from '../text/text';
import type { Picture } from './picture';

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
