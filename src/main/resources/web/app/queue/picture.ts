// A picture on its way through the service.

import type { JobFrame, JobOutput, ShotProgress } from '../api/types';
import { reading, type Reading } from './reading';

export type State = 'waiting' | 'sending' | 'working' | 'done' | 'failed';

export interface Trouble {
  type: string;
  detail: string;
  passing: boolean;
}

/** A frame's place in a shot on the service. */
export interface InShot {
  /** The shot's address. */
  href: string;
  /** The frame's file there. */
  file: string;
  /** The corrections that it is drawn with, as shot.json has them. */
  edited?: string;
  /** Whether these are corrections of other frames. */
  carried?: string[];
}

/** What is kept of a picture over a reload. */
export interface Record {
  id: string;
  order: number;
  name: string;
  path: string;
  size: number;
  added: number;
  state: State;
  job: string | null;
  frame: number;
  outputs: JobOutput[];
  width: number;
  height: number;
  persons: number | null;
  expires: string | null;
  trouble: Trouble | null;
  reading?: Reading;
  /** The clip that this is a frame of: its id, and its name. */
  of?: string;
  clip?: string;
  /** Whether masks of a shot are there, too. */
  steady?: boolean;
  /** The shot whose masks these are. */
  shot?: InShot;
  /** Why the shot says that it ought to be looked at. */
  look?: string;
}

const CLIP = /\.(mp4|m4v|mov|mkv|webm|avi|mxf|mpe?g|m2ts|mts|flv|ogv|wmv|asf)$/i;
const NOT_DRAWN = /\.(tiff?|exr|dpx|cin|hei[cf]|jp2|psd)$/i;

export class Picture {
  stage = '';
  fraction = 0;
  sent = 0;
  /** Of a clip: how many frames are done. */
  shot: ShotProgress | undefined;

  constructor(
    readonly record: Record,
    /** The bytes, where the page has them at hand; else they are in the store. */
    public file: Blob | null,
  ) {}

  static of(file: File, order: number): Picture {
    return new Picture(
      {
        id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`,
        order,
        name: file.name,
        path: (file as any).path_ ?? file.webkitRelativePath ?? '',
        size: file.size,
        added: Date.now(),
        state: 'waiting',
        job: null,
        frame: 0,
        outputs: [],
        width: 0,
        height: 0,
        persons: null,
        expires: null,
        trouble: null,
        reading: reading.value,
      },
      file,
    );
  }

  /** A frame of a clip, which the service has parsed already. */
  static frame(clip: Picture, path: string, name: string, order: number): Picture {
    const one = Picture.of(new File([], name), order);
    Object.assign(one.record, { path, state: 'done', of: clip.id, clip: clip.name, job: null, reading: clip.record.reading });
    return new Picture(one.record, null);
  }

  get id(): string {
    return this.record.id;
  }

  get name(): string {
    return this.record.name;
  }

  get state(): State {
    return this.record.state;
  }

  get ended(): boolean {
    return this.state === 'done' || this.state === 'failed';
  }

  get isClip(): boolean {
    return this.record.of === undefined && CLIP.test(this.name);
  }

  /** Whether browsers can't draw its format, so that the service has to. */
  get needsProxy(): boolean {
    return NOT_DRAWN.test(this.name);
  }

  /** Takes over what the service says. */
  hear(frame: JobFrame): void {
    const { record } = this;
    this.stage = frame.stage ?? '';
    this.fraction = frame.fraction;
    if (frame.state === 'done') {
      record.state = 'done';
      record.outputs = frame.outputs ?? [];
      record.width = frame.width ?? 0;
      record.height = frame.height ?? 0;
      record.persons = frame.persons ?? 0;
      record.trouble = null;
    } else if (frame.state === 'failed') {
      const { type = '', detail = '', status = 500 } = frame.error ?? {};
      this.fail({ type: type.replace('urn:limn:problem:', ''), detail, passing: status >= 500 });
    } else {
      record.state = 'working';
    }
  }

  fail(trouble: Trouble): void {
    this.record.state = 'failed';
    this.record.trouble = trouble;
  }

  /** Back to the start. */
  reset(): void {
    Object.assign(this.record, { state: 'waiting', job: null, frame: 0, outputs: [], trouble: null, expires: null, steady: false, shot: undefined, look: '' });
    this.stage = '';
    this.fraction = 0;
    this.sent = 0;
    this.shot = undefined;
  }
}
