// Keys of the timeline.

import type { Actions } from '../keys/actions';
import type { Player } from './player';
import type { Timeline } from './timeline';

export function shotActions(actions: Actions, timeline: Timeline, player: Player): void {
  const mark = (change: () => void) => () => {
    change();
    timeline.redraw();
  };
  const look = (by: number) => () => {
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
    ['look.next', 'look.next', look(1)],
    ['look.previous', 'look.previous', look(-1)],
  ]);
}
