import { setting } from '../base/memory';

/** Whether numbered frames that are added become a shot by themselves. */
export const auto = setting<boolean>('auto.shot', true);
