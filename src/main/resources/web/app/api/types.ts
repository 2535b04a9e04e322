// What the service answers. PageTypesTest checks each interface against the schema of its name in the OpenAPI document.

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
}

export interface JobLinks {
  self: string;
  events: string;
  zip: string;
}

export interface JobOutput {
  output: string;
  part?: string;
  href: string;
  fileName: string;
  mediaType: string;
  size: number;
}

export interface ShotRedraw {
  done: number;
  frames: number;
}

export interface ShotProgress {
  done: number;
  frames: number;
  redraw?: ShotRedraw;
}

export interface JobFrame {
  frame: number;
  name: string;
  state: string;
  stage?: string;
  fraction: number;
  eta?: number;
  width?: number;
  height?: number;
  persons?: number;
  shot?: ShotProgress;
  outputs?: JobOutput[];
  error?: Problem;
}

export interface Job {
  id: string;
  state: string;
  fraction: number;
  eta?: number;
  created: string;
  ended?: string;
  expires?: string;
  frames: JobFrame[];
  error?: Problem;
  links: JobLinks;
}

export interface JobProgress {
  id: string;
  fraction: number;
  eta?: number;
  frame: JobFrame;
}

export interface Label {
  id: number;
  name: string;
  colour: string;
}

export interface Pair {
  left: string;
  right: string;
}

export interface LabelLayer {
  name: string;
  labels: Label[];
  pairs: Pair[];
}

export interface LabelGroup {
  name: string;
  of: string[];
  without: string[];
}

export interface Labels {
  palette: string;
  layers: LabelLayer[];
  groups: LabelGroup[];
}

export interface ModelId {
  name: string;
  version: string;
  sha256: string;
}

export interface OutputKind {
  output: string;
  about: string;
  mediaType: string;
  extension: string;
  inParts: boolean;
  options: string[];
}

export interface Limits {
  jobFrames: number;
  jobBytes: number;
  shotFrames: number;
  clipBytes: number;
  pictureBytes: number;
  pixels: number;
  jobAge: number;
}

export interface Models {
  models: ModelId[];
  outputs: string[];
  kinds: OutputKind[];
  defaultOutputs: string[];
  palettes: string[];
  limits: Limits;
}
