// The same by the command line and over HTTP, ready to paste into a shell.

import { words, type Reading } from '../queue/reading';
import { query, type Wish } from './render';

/** One word of a shell, whatever a file is called. */
export const quoted = (word: string): string => (/^[\w./=,:@+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

const file = (name: string): string => (name.startsWith('-') ? `./${name}` : name);

export function limn(names: string[], wish: Wish, reading?: Reading, clip = false): string {
  const line = ['limn', clip ? 'shot' : 'parse', ...names.map(file), '-o', 'out', '--outputs', wish.outputs.join(), ...(wish.parts ? ['--parts', wish.parts] : []), ...words(reading).flatMap(([name, value]) => [`--${name}`, value])];
  return line.map(quoted).join(' ');
}

export function curl(names: string[], wish: Wish, origin: string, reading?: Reading, clip = false): string {
  const pictures = names.map(name => `-F ${quoted(`image=@${file(name)}`)}`).join(' ');
  return `job=$(curl -s -o job.json -w '%header{location}' ${pictures} ${quoted(`${origin}/v1/${clip ? 'shots' : 'jobs'}?${query(wish, reading)}`)})\ncurl -sN "$job/events"\ncurl -s "$job/zip" -o results.zip`;
}
