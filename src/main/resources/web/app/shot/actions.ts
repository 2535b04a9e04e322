// Keys of the timeline.

import type { Actions } from '../keys/actions';
import * as look from '../table/look';
import type { Player } from './player';
import type { ShotRun } from './run';
import type { Timeline } from './timeline';

export function shotActions(actions: Actions, timeline: Timeline, player: Player, shot: ShotRun): void {
  const mark = (change: () => void) => () => {
    change();
    timeline.redraw();
  };
  const jump = (by: number) => () => {
    const { looks, at } = timeline;
    const next = by > 0 ? looks.find(i => i > at) : looks.reverse().find(i => i < at);
    if (next !== undefined) timeline.open(next);
  };
  actions.add('timeline', [
    ['play.back', 'play.back', () => player.play(-1)],
    ['play.stop', 'play.stop', () => player.stop()],
    ['play.forward', 'play.forward', () => player.play(1)],
    ['play.in', 'play.in', mark(() => (timeline.from = timeline.from === timeline.at ? -1 : timeline.at))],
    ['play.out', 'play.out', mark(() => (timeline.to = timeline.to === timeline.at ? -1 : timeline.at))],
    ['shot.start', 'shot.start', () => shot.start()],
    ['shot.steady', 'shot.steady', () => (look.steady.value = !look.steady.value)],
    ['review.next', 'review.next', jump(1)],
    ['review.previous', 'review.previous', jump(-1)],
  ]);
}
