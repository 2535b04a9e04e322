// Tools without a pointer: a key puts the tool down in the middle of the view and lifts it there; in between, it follows as the view is panned.

import type { Stage } from '../table/stage';

const EVENT = { pointerType: 'mouse', pressure: 1, shiftKey: false } as PointerEvent;

export class KeyboardTool {
  private down = false;

  constructor(private readonly stage: Stage) {
    stage.view.changed.on(() => {
      if (!stage.crossed) return;
      if (this.down) stage.tool?.move(this.middle, EVENT);
      stage.pointer.set(stage.view.toPane(this.middle));
      stage.redrawMark();
    });
  }

  private get middle(): { x: number; y: number } {
    const { x, y } = this.stage.view;
    return { x, y };
  }

  press(): void {
    const { stage } = this;
    if (!stage.tool || !stage.shown?.parsed) return;
    stage.crossed = true;
    stage.pointer.value = stage.view.toPane(this.middle);
    if (this.down) return this.release();
    stage.tool.down(this.middle, EVENT);
    this.down = stage.tool.drags;
    if (!this.down) stage.tool.up(this.middle);
    stage.redrawMark();
  }

  release(): void {
    if (this.down) this.stage.tool?.up(this.middle);
    this.down = false;
  }
}
