// The service's calls, as promises. Failures are Problems: their message is a sentence for people.

import * as key from './key.js';
import { events } from './events.js';
import { pause } from './pause.js';

export class Problem extends Error {
  constructor(detail, status = 0, retryAfter = 0) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether the same picture may fare better later. */
  get passing() {
    return this.status === 0 || this.status >= 500;
  }

  static of(json) {
    return new Problem(json.detail || json.title || 'Unexpected error.', json.status || 0);
  }
}

async function send(address, options, used) {
  try {
    return await fetch(address, { ...options, headers: { ...options.headers, ...key.headers(used) } });
  } catch (unreachable) {
    if (options.signal?.aborted) throw unreachable;
    throw new Problem('The service can\'t be reached.');
  }
}

/** Where the service wants a key, waits for one; where it is asked too often, what only reads waits as long as it says. */
async function call(address, options = {}) {
  for (;;) {
    const used = key.current();
    const answer = await send(address, options, used);
    if (answer.ok) return answer;
    const retryAfter = Number(answer.headers.get('Retry-After')) || 0;
    if (answer.status === 401) {
      await key.ask(used, options.signal);
    } else if (answer.status === 429 && !options.method) {
      await pause(Math.max(1, retryAfter) * 1000, options.signal);
    } else {
      const json = await answer.json().catch(() => ({}));
      throw new Problem(json.detail || `The service answered with status ${answer.status}.`, answer.status, retryAfter);
    }
  }
}

export const models = () => call('/v1/models').then(answer => answer.json());

export const labels = palette =>
  call(`/v1/labels?palette=${encodeURIComponent(palette)}`).then(answer => answer.json());

/** Opens a job of one picture. */
export async function openJob(file, { palette, opacity, outputs }, signal) {
  const form = new FormData();
  form.append('image', file, file.name);
  const query = new URLSearchParams({ palette, opacity });
  for (const output of outputs) query.append('output', output);
  const answer = await call(`/v1/jobs?${query}`, { method: 'POST', body: form, signal });
  return answer.json();
}

/** Fetches a finished file. */
export const fetchFile = (href, signal) => call(href, { signal }).then(answer => answer.blob());

/** Stops a job, or frees its place; that it is gone already is no matter. */
export const forgetJob = href => call(href, { method: 'DELETE' }).catch(() => {});

/**
 * Follows a job to its end, over connections that break.
 *
 * @param heard called with the job's only frame at every step
 * @returns the job as it ended
 */
export async function follow(job, heard, signal) {
  for (let broken = 0; broken < 5; broken += 1) {
    try {
      const answer = await call(job.links.events, { headers: { Accept: 'text/event-stream' }, signal });
      for await (const { name, data } of events(answer.body)) {
        broken = 0;
        if (name === 'state') heard(data.frames[0]);
        if (name === 'frame') heard(data.frame);
        if (name === 'done') return data;
      }
    } catch (problem) {
      if (signal.aborted) throw problem;
      if (problem.status >= 400 && problem.status < 500) break;
    }
    await pause(1000, signal);
  }
  throw new Problem('The connection to the service was lost. Try again.');
}
