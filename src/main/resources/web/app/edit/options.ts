// What a stroke is made with.

import { setting } from '../base/memory';
import { Signal } from '../base/signal';

export const TOOLS = ['pan', 'brush', 'eraser', 'fill', 'lasso', 'edge', 'relabel', 'split', 'merge', 'delete'] as const;
/** Swap is a tool only until a person was clicked. */
export type ToolName = (typeof TOOLS)[number] | 'swap';

export const tool = new Signal<ToolName>('pan');
export const size = setting<number>('brush.size', 24, value => value >= 1 && value <= 1000);
export const hardness = setting<number>('brush.hardness', 1, value => value >= 0 && value <= 1);
export const pressure = setting<boolean>('brush.pressure', true);
/** Whether parts are painted only where somebody is. */
export const inside = setting<boolean>('brush.inside', false);
/** Whom new parts belong to; 0: the person who is nearest. */
export const person = new Signal<number>(0);

/** Sizes by steps that look even. */
export function resize(by: number): void {
  size.value = Math.min(1000, Math.max(1, Math.round(by > 0 ? size.value * 1.2 + 1 : (size.value - 1) / 1.2)));
}
