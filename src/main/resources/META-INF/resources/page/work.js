// Pictures on their way through the service: a few at once, each as a job of its own.

import * as api from './api.js';
import { pause } from './pause.js';

const AT_ONCE = 3; // a browser keeps six connections to a host, and each job takes one for its events

/**
 * A picture that was added.
 * state: waiting, sending, working, done, failed.
 */
export class Picture {
  constructor(file, settings) {
    this.file = file;
    this.settings = settings;
    this.preview = URL.createObjectURL(file);
    this.reset();
  }

  reset() {
    this.state = 'waiting';
    this.stage = null;
    this.fraction = 0;
    this.eta = null;
    this.problem = null;
    this.result = null;
    this.stopped = new AbortController();
  }

  get name() {
    return this.file.name;
  }

  get ended() {
    return this.state === 'done' || this.state === 'failed';
  }

  close() {
    this.stopped.abort();
    URL.revokeObjectURL(this.preview);
    Object.values(this.result?.files ?? {}).forEach(file => URL.revokeObjectURL(file.url));
    this.result?.colourfulPersons?.then(url => URL.revokeObjectURL(url));
  }
}

/** Works through pictures in the order they came. */
export class Work {
  #waiting = [];
  #busy = 0;
  #changed;
  #pausedUntil = 0;

  constructor(changed) {
    this.#changed = changed;
  }

  add(picture) {
    this.#waiting.push(picture);
    this.#next();
  }

  remove(picture) {
    this.#waiting = this.#waiting.filter(other => other !== picture);
    picture.close();
  }

  #next() {
    while (this.#busy < AT_ONCE && this.#waiting.length > 0) {
      this.#busy += 1;
      this.#run(this.#waiting.shift()).finally(() => {
        this.#busy -= 1;
        this.#next();
      });
    }
  }

  async #run(picture) {
    const { signal } = picture.stopped;
    let job = null;
    try {
      job = await this.#open(picture, signal);
      this.#move(picture, { state: 'working' });
      const ended = await api.follow(job, frame => this.#hear(picture, frame), signal);
      const frame = ended.frames[0];
      if (frame.state !== 'done') throw api.Problem.of(frame.error ?? { detail: 'The work was stopped.' });
      picture.result = await collect(frame, signal);
      this.#move(picture, { state: 'done', fraction: 1, eta: null });
    } catch (problem) {
      if (!signal.aborted) this.#move(picture, { state: 'failed', problem, eta: null });
    } finally {
      if (job) api.forgetJob(job.links.self);
    }
  }

  /** A service that is full says when to come back; every picture waits for that. */
  async #open(picture, signal) {
    for (;;) {
      await pause(this.#pausedUntil - Date.now(), signal);
      this.#move(picture, { state: 'sending' });
      try {
        return await api.openJob(picture.file, picture.settings, signal);
      } catch (problem) {
        if (problem.status !== 429) throw problem;
        this.#pausedUntil = Math.max(this.#pausedUntil, Date.now() + Math.max(1, problem.retryAfter) * 1000);
        this.#move(picture, { state: 'waiting' });
      }
    }
  }

  #hear(picture, frame) {
    this.#move(picture, { stage: frame.stage ?? null, fraction: Math.max(picture.fraction, frame.fraction), eta: frame.eta ?? null });
  }

  #move(picture, change) {
    Object.assign(picture, change);
    this.#changed(picture);
  }
}

/** Brings a frame's files into the browser, so that they outlast the job; by output, and part where it has some. */
async function collect(frame, signal) {
  const files = {};
  await Promise.all(
    frame.outputs.map(async ({ output, part, href, fileName }) => {
      const blob = await api.fetchFile(href, signal);
      files[part ? `${output}/${part}` : output] = { name: fileName, blob, url: URL.createObjectURL(blob) };
    }),
  );
  return { files, manifest: JSON.parse(await files.json.blob.text()) };
}
