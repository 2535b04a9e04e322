// Follows a job: by its event stream, and by asking now and then where a proxy keeps the stream back.

import { pause } from '../base/pause';
import { call, json, ServiceProblem, UNREACHABLE } from './call';
import type { Job, JobFrame, JobProgress } from './types';

const SILENCE = 20_000; // the service sends a comment every 15 s, so a stream that says nothing for longer is held back
const FIRST_WORD = 4_000; // the whole job comes at once
const EVERY = 1_000;
const SELDOM = 10_000;
const LOST_AFTER = 30;

interface Heard {
  frame(frame: JobFrame): void;
  job(job: Job): void;
  /** Whether the service can be reached. */
  reached?(yes: boolean): void;
}

/** @returns the job as it ended */
export async function follow(job: Job, heard: Heard, signal: AbortSignal): Promise<Job> {
  try {
    const ended = await stream(job, heard, signal);
    if (ended) return ended;
  } catch (problem) {
    signal.throwIfAborted();
    if (problem instanceof ServiceProblem && problem.status >= 400 && problem.status < 500) throw problem;
  }
  return poll(job, heard, signal);
}

async function poll(job: Job, heard: Heard, signal: AbortSignal): Promise<Job> {
  for (let lost = 0; ; ) {
    try {
      const now = await json<Job>(job.links.self, { signal });
      lost = 0;
      heard.reached?.(true);
      heard.job(now);
      if (now.ended) return now;
    } catch (problem) {
      signal.throwIfAborted();
      lost += 1;
      if (!(problem instanceof ServiceProblem) || !problem.passing) throw problem;
      // a service that is away for long may come back, and goes on with the job
      if (problem.type === UNREACHABLE) heard.reached?.(false);
      else if (lost > LOST_AFTER) throw problem;
    }
    await pause(Math.min(SELDOM, EVERY * Math.max(1, lost)), signal);
  }
}

async function stream(job: Job, heard: Heard, outer: AbortSignal): Promise<Job | null> {
  const silent = new AbortController();
  const signal = AbortSignal.any([outer, silent.signal]);
  let timer = setTimeout(() => silent.abort(), FIRST_WORD);
  try {
    const answer = await call(job.links.events, { headers: { Accept: 'text/event-stream' }, signal });
    if (answer.status === 204 || !answer.body) return null;
    for await (const { name, data } of events(answer.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silent.abort(), SILENCE);
      if (name === 'state') heard.job(data as Job);
      if (name === 'frame') heard.frame((data as JobProgress).frame);
      if (name === 'done') {
        heard.job(data as Job);
        return data as Job;
      }
    }
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Server-sent events from an answer's body; unlike EventSource, fetch can send a key. Comments are events without a name. */
export async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<{ name: string; data: unknown }> {
  const reader = body.pipeThrough(new TextDecoderStream() as any).getReader() as ReadableStreamDefaultReader<string>;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) yield parse(block);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parse(block: string): { name: string; data: unknown } {
  let name = '';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line)!;
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
  }
  return data.length > 0 ? { name, data: JSON.parse(data.join('\n')) } : { name: '', data: null };
}
