// Strokes as they are kept in the browser, and on their way to the service.

import { call, ServiceProblem } from '../api/call';
import * as db from '../base/db';
import type { Edits, Stroke } from './strokes';

export interface Draft {
  width: number;
  height: number;
  strokes: Stroke[];
  /** How many of them, from the first, the service has. */
  saved: number;
  eTag: string | null;
}

export const find = (id: string): Promise<Draft | undefined> => db.get<Draft>('drafts', id);

/** Nothing is kept of strokes that are gone at the service, too. */
export function keep(id: string, draft: Draft): void {
  if (draft.strokes.length === 0 && draft.saved === 0 && draft.eTag === null) void db.drop('drafts', id);
  else void db.put('drafts', [[id, draft]]);
}

/**
 * Stores strokes beside a result, in place of those that are there; without strokes, deletes those.
 *
 * @param address of the result's edits
 * @param over of a shot's frame: the frames whose corrections were carried to it, under these strokes
 * @returns the tag of what is there now
 */
export async function send(address: string, { width, height, strokes, eTag }: Draft, over?: string[], signal?: AbortSignal): Promise<string | null> {
  if (strokes.length === 0) {
    await call(address, { method: 'DELETE', signal }).catch(problem => {
      if (!(problem instanceof ServiceProblem && problem.type === 'no-edits')) throw problem;
    });
    return null;
  }
  const headers = { 'Content-Type': 'application/json', ...(eTag ? { 'If-Match': eTag } : {}) };
  const answer = await call(address, { method: 'PUT', headers, body: JSON.stringify({ version: 1, width, height, ...(over ? { over } : {}), strokes } satisfies Edits), signal });
  return answer.headers.get('ETag');
}
