// What shot.json tells of a shot and its frames: see docs/shots.md.

import { json, ServiceProblem } from '../api/call';
import { OUTPUTS, type MaskFiles } from '../table/load';

export interface FrameReport {
  file: string;
  persons?: unknown[];
  files?: string[];
  /** The corrections that it is drawn with: its own, over those of other frames. */
  edited?: { own?: string; carried?: { file: string; digest: string }[] };
  error?: string;
}

export interface Frames {
  frames: number;
  done: number;
  items: FrameReport[];
}

const AT_ONCE = 500;

/** All frames of a finished shot. */
export async function* reports(shot: string, signal: AbortSignal): AsyncGenerator<FrameReport> {
  for (let from = 1; ; from += AT_ONCE) {
    const { items } = await json<Frames>(`${shot}/frames?from=${from}&limit=${AT_ONCE}`, { signal });
    yield* items;
    if (items.length < AT_ONCE) return;
  }
}

/** Why frames should be reviewed, by their file's name. */
export async function framesToReview(shot: string, signal: AbortSignal): Promise<Map<string, string>> {
  try {
    const { lookFirst: found } = await json<{ lookFirst: { file: string; why: string }[] }>(`${shot}/files/shot.json`, { signal });
    return new Map(found.map(({ file, why }) => [file.split('/').at(-1)!, why]));
  } catch (problem) {
    if (problem instanceof ServiceProblem && problem.status === 404) return new Map();
    throw problem;
  }
}

/** Which output a file of a shot is; '' for none that has a folder of its own. */
export const outputOf = (file: string): string => /(?:^|\/)steady\/([a-z]+)\//.exec(file)?.[1] ?? '';

export const addressOf = (shot: string, file: string): string => `${shot}/files/${file.split('/').map(encodeURIComponent).join('/')}`;

/** The addresses of a frame's masks without its own corrections. */
export function bases(shot: string, { files = [], edited }: FrameReport): [keyof MaskFiles, string][] {
  const folder = edited?.own ? '/base/' : '/';
  return files.flatMap(file => {
    const mask = OUTPUTS[outputOf(file)];
    return mask ? [[mask, addressOf(shot, file.replace(/(^|\/)steady\//, `$1steady${folder}`))] as [keyof MaskFiles, string]] : [];
  });
}
