// The service's calls, as promises. Failures are Problems: their message is a sentence for people.

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
    return new Problem(json.detail || json.title || 'Something went wrong.', json.status || 0);
  }
}

async function call(address, options) {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch (unreachable) {
    if (unreachable.name === 'AbortError') throw unreachable;
    throw new Problem('The service can\'t be reached.');
  }
  if (answer.ok) return answer;
  const retryAfter = Number(answer.headers.get('Retry-After')) || 0;
  const json = await answer.json().catch(() => ({}));
  throw new Problem(json.detail || `The service answered with status ${answer.status}.`, answer.status, retryAfter);
}

export const models = () => call('/v1/models').then(answer => answer.json());

export const labels = palette =>
  call(`/v1/labels?palette=${encodeURIComponent(palette)}`).then(answer => answer.json());

/** Opens a job of one picture. */
export async function openJob(file, { palette, opacity }, signal) {
  const form = new FormData();
  form.append('image', file, file.name);
  const query = new URLSearchParams({ palette, opacity });
  for (const output of ['overlay', 'color', 'labels', 'persons']) query.append('output', output);
  const answer = await call(`/v1/jobs?${query}`, { method: 'POST', body: form, signal });
  return answer.json();
}

/** Fetches a finished file. */
export const fetchFile = (href, signal) => call(href, { signal }).then(answer => answer.blob());

/** Stops a job, or frees its place; that it is gone already is no matter. */
export const forgetJob = href => call(href, { method: 'DELETE' }).catch(() => {});

/**
 * Follows a job to its end.
 *
 * @param heard called with the job's only frame at every step
 * @returns the job as it ended
 */
export function follow(job, heard, signal) {
  return new Promise((resolve, reject) => {
    const source = new EventSource(job.links.events);
    const end = (settle, value) => {
      source.close();
      settle(value);
    };
    signal.addEventListener('abort', () => end(reject, signal.reason));
    source.addEventListener('state', event => heard(JSON.parse(event.data).frames[0]));
    source.addEventListener('frame', event => heard(JSON.parse(event.data).frame));
    source.addEventListener('done', event => end(resolve, JSON.parse(event.data)));
    source.addEventListener('error', () => {
      // the browser comes back by itself unless the service has refused it
      if (source.readyState === EventSource.CLOSED) end(reject, new Problem('The service has lost track of this picture.'));
    });
  });
}
