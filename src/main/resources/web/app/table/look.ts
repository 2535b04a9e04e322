// How the frame is shown: what, against what, over what. Kept over a reload.

import { setting } from '../base/memory';

export const MODES = ['picture', 'overlay', 'labels', 'matte', 'cutout', 'before', 'onion', 'difference'] as const;
export type Mode = (typeof MODES)[number];
export const COMPARES = ['none', 'wipe', 'side', 'blink'] as const;
export type Compare = (typeof COMPARES)[number];
export const BACKS = ['checker', 'black', 'white', 'colour'] as const;
export type Back = (typeof BACKS)[number];

export const mode = setting<Mode>('mode', 'overlay', value => MODES.includes(value));
export const compare = setting<Compare>('compare', 'none', value => COMPARES.includes(value));
export const back = setting<Back>('back', 'checker', value => BACKS.includes(value));
export const backColour = setting<string>('backColour', '#00b140', value => /^#[0-9a-f]{6}$/i.test(value));
export const opacity = setting<number>('opacity', 0.55, value => value >= 0 && value <= 1);
/** The wipe's place, a share of the pane's width. */
export const wipe = setting<number>('wipe', 0.5, value => value >= 0 && value <= 1);
/** Whether masks of a shot are shown where they are there. */
export const steady = setting<boolean>('steady', true);
export const grid = setting<boolean>('grid', true);

export const all = [mode, compare, back, backColour, opacity, wipe, grid] as { on(listener: () => void): unknown }[];
