// Brings a picture and its masks together, from the browser's own store where they are there, else from the service.

import { blob as bytesOf, ServiceProblem } from '../api/call';
import type { JobOutput } from '../api/types';
import * as db from '../base/db';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import type { Maps, Masks } from './frame';
import { Frame } from './frame';
import type { LayerName, Layers } from './layers';
import * as look from './look';
import { readGrey } from './png';
import { firstPicture } from './poster';

/** Files by what they show. */
export type MaskFiles = Partial<Record<LayerName | 'matte', Blob>>;

export interface Result {
  masks: MaskFiles;
  /** As a shot made them. */
  steady?: MaskFiles;
  /** The shot's, drawn with corrections that were carried here. */
  carried?: MaskFiles;
  proxy: Blob | null;
  manifest: any;
}

export const OUTPUTS: Record<string, keyof MaskFiles> = { labels: 'parts', anatomy: 'anatomy', persons: 'persons', mattes: 'matte' };

/** The files of a frame that has ended; kept here from then on, so that they outlast the job. */
export async function result(picture: Picture, signal?: AbortSignal): Promise<Result | null> {
  if (picture.state !== 'done') return null;
  const kept = await db.get<Result>('results', picture.id);
  if (kept) return kept;
  const found: Result = { masks: {}, proxy: null, manifest: null };
  const fetched = async ({ output, href }: JobOutput) => {
    if (!(output in OUTPUTS) && output !== 'overlay' && output !== 'json') return;
    const blob = await bytesOf(href, { signal });
    if (output in OUTPUTS) found.masks[OUTPUTS[output]] = blob;
    else if (output === 'overlay') found.proxy = blob;
    else if (output === 'json') found.manifest = JSON.parse(await blob.text());
  };
  await Promise.all(picture.record.outputs.map(fetched));
  void db.put('results', [[picture.id, found]]);
  return found;
}

/** A frame to show; without masks while it is under way. Null where nothing can be drawn yet. */
export async function load(picture: Picture, queue: Queue, layers: Layers, signal: AbortSignal): Promise<Frame | null> {
  const file = await queue.bytes(picture);
  if (picture.isClip) {
    const poster = await firstPicture(file);
    return poster && !signal.aborted ? new Frame(picture.id, poster, { maps: {}, matte: null }, layers) : null;
  }
  const found = await result(picture, signal).catch(problem => {
    if (problem instanceof ServiceProblem && problem.status === 404 && picture.record.of === undefined) queue.again([picture]); // the job has expired
    else throw problem;
    return null;
  });
  const bitmap = await draw(found?.proxy ?? file);
  if (!bitmap || signal.aborted) return null;
  const steady = look.steady.value && picture.record.steady && found?.steady !== undefined;
  const inShot = steady || picture.record.of !== undefined;
  const masks = await read((steady ? found!.steady : found?.masks) ?? {}, bitmap);
  const carried = inShot && found?.carried ? await read(found.carried, bitmap) : null;
  if (signal.aborted) return null;
  return new Frame(picture.id, bitmap, masks, layers, inShot ? { draft: steady ? draftOf(picture.id) : picture.id, carried } : null);
}

/** Under which name strokes on the masks of a shot are kept, beside those on the picture's own. */
export const draftOf = (id: string): string => `${id}/steady`;

async function read(files: MaskFiles, { width, height }: ImageBitmap): Promise<Masks> {
  const maps: Maps = {};
  let matte: Uint16Array | null = null;
  for (const [name, blob] of Object.entries(files)) {
    const mask = await readGrey(blob);
    if (mask.width !== width || mask.height !== height) continue;
    if (name === 'matte') matte = mask.values as Uint16Array;
    else maps[name as LayerName] = mask.values as Uint8Array;
  }
  return { maps, matte };
}

async function draw(blob: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(blob);
  } catch {
    return null; // a format that the browser can't draw; its proxy comes with the result
  }
}

/** A small picture of a picture, for lists. */
export async function thumbnail(picture: Picture, queue: Queue): Promise<ImageBitmap | null> {
  const kept = picture.needsProxy ? (await result(picture).catch(() => null))?.proxy : null;
  try {
    const blob = kept ?? (await queue.bytes(picture));
    if (picture.isClip) return await firstPicture(blob, 88);
    return await createImageBitmap(blob, { resizeHeight: 88, resizeQuality: 'medium' });
  } catch {
    return null;
  }
}
