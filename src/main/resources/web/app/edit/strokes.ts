// Corrections as the service takes them: see docs/edits.md. PageStrokesTest checks kinds and members against docs/edits.schema.json.

export type Point = [x: number, y: number] | [x: number, y: number, pressure: number];

export interface Stroke {
  kind: 'brush' | 'eraser' | 'polygon' | 'flood' | 'relabel' | 'swap-sides' | 'split' | 'merge' | 'delete';
  layer?: string;
  label?: string;
  person?: number;
  points?: Point[];
  size?: number;
  hardness?: number;
  inside?: boolean;
  keep?: string[];
  at?: Point;
  everywhere?: boolean;
  into?: number;
  line?: Point[];
  polygon?: Point[];
  persons?: number[];
}

export interface Edits {
  version: 1;
  width: number;
  height: number;
  over?: string[];
  strokes: Stroke[];
}
