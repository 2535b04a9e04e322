// Calls of the service. Failures are ServiceProblems, which the page words for its reader.

import { below } from '../base/below';
import { pause } from '../base/pause';
import * as key from './key';

export class ServiceProblem extends Error {
  constructor(
    readonly type: string,
    detail: string,
    readonly status = 0,
    readonly retryAfter = 0,
  ) {
    super(detail);
  }

  /** Whether the same call may fare better later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** Whether parsing again may: also what the service has no more. */
  get again(): boolean {
    return this.passing || this.type === 'unknown-job';
  }

  static of(json: { type?: string; detail?: string; title?: string; status?: number }, status = 0, retryAfter = 0): ServiceProblem {
    return new ServiceProblem(
      (json.type ?? '').replace('urn:limn:problem:', ''),
      json.detail ?? json.title ?? '',
      json.status ?? status,
      retryAfter,
    );
  }
}

/** The problem type of a service that can't be reached at all. */
export const UNREACHABLE = 'unreachable';

const LONGEST_WAIT = 10_000;
const LOST_AFTER = 10;

async function send(address: string, options: RequestInit, used: string): Promise<Response> {
  try {
    return await fetch(below(address), { ...options, headers: { ...(options.headers as object), ...key.headers(used) } });
  } catch (failed) {
    if (options.signal?.aborted) throw failed;
    throw new ServiceProblem(UNREACHABLE, '');
  }
}

/** Where the service wants a key, waits for one; where it is asked too often, what only reads waits as long as it says. */
export async function call(address: string, options: RequestInit = {}): Promise<Response> {
  const signal = options.signal ?? undefined;
  for (;;) {
    const used = key.current();
    const answer = await send(address, options, used);
    if (answer.ok || answer.status === 304) return answer;
    const retryAfter = Number(answer.headers.get('Retry-After')) || 0;
    if (answer.status === 401) await key.ask(used, signal);
    else if (answer.status === 429 && !options.method) await pause(Math.max(1, retryAfter) * 1000, signal);
    else throw ServiceProblem.of(await answer.json().catch(() => ({})), answer.status, retryAfter);
  }
}

export const json = <T>(address: string, options: RequestInit = {}): Promise<T> => body(address, options, answer => answer.json() as Promise<T>);

export const blob = (address: string, options: RequestInit = {}): Promise<Blob> => body(address, options, answer => answer.blob());

/** An answer that is cut off, as by a service that is killed meanwhile, counts as none. */
async function body<T>(address: string, options: RequestInit, read: (answer: Response) => Promise<T>): Promise<T> {
  const answer = await call(address, options);
  try {
    return await read(answer);
  } catch (failed) {
    if (options.signal?.aborted) throw failed;
    throw new ServiceProblem(UNREACHABLE, '');
  }
}

/** Repeats what only reads until the service can be reached; where a proxy answers in its place, a few times. */
export async function whenReached<T>(read: () => Promise<T>, reached: (yes: boolean) => void, signal: AbortSignal): Promise<T> {
  for (let lost = 1; ; lost += 1) {
    try {
      const found = await read();
      reached(true);
      return found;
    } catch (problem) {
      signal.throwIfAborted();
      if (!(problem instanceof ServiceProblem) || !problem.passing) throw problem;
      if (problem.type !== UNREACHABLE && lost >= LOST_AFTER) throw problem;
      reached(false);
      await pause(Math.min(LONGEST_WAIT, 1000 * lost), signal);
    }
  }
}

/** Sends a form and tells how many of its bytes have left. */
export async function upload(address: string, form: FormData, sent: (bytes: number) => void, signal: AbortSignal): Promise<unknown> {
  for (;;) {
    const used = key.current();
    const answer = await post(address, form, used, sent, signal);
    if (answer.status !== 401) return read(answer);
    await key.ask(used, signal);
  }
}

function post(address: string, form: FormData, used: string, sent: (bytes: number) => void, signal: AbortSignal): Promise<XMLHttpRequest> {
  return new Promise((done, failed) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open('POST', below(address));
    for (const [name, value] of Object.entries(key.headers(used))) request.setRequestHeader(name, value);
    const stop = () => request.abort();
    signal.addEventListener('abort', stop, { once: true });
    request.onloadend = () => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) failed(signal.reason);
      else if (request.status === 0) failed(new ServiceProblem(UNREACHABLE, ''));
      else done(request);
    };
    request.upload.onprogress = event => sent(event.loaded);
    request.send(form);
  });
}

function read(answer: XMLHttpRequest): unknown {
  let body: any = {};
  try {
    body = JSON.parse(answer.responseText);
  } catch {
    // a proxy's own page, say; the status tells enough
  }
  if (answer.status < 300) return body;
  throw ServiceProblem.of(body, answer.status, Number(answer.getResponseHeader('Retry-After')) || 0);
}
