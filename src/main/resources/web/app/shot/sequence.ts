// Numbered pictures that are one sequence, as the service tells them: names that differ in the number before the extension. Photographs of a
// camera are numbered too, so frames have one size and numbers near each other.

import type { Picture } from '../queue/picture';

const NUMBERED = /^(.*?)(\d{1,18})(\.[^.]+)$/;
const MOST_APART = 10;

export const stem = (name: string): string => name.replace(/\.[^.]+$/, '');

interface Numbered {
  picture: Picture;
  number: number;
}

function numbered(picture: Picture): { key: string; number: number } | null {
  const [, head, number, tail] = NUMBERED.exec(picture.name) ?? [];
  const { width, height } = picture.record;
  return head === undefined ? null : { key: `${head}*${tail} ${width}x${height}`, number: Number(number) };
}

/** @returns those of the opened picture's sequence, in the order of their numbers, one of each name */
export function sequence(pictures: Picture[], opened: Picture | null): Picture[] {
  const mine = opened && numbered(opened);
  if (!mine) return [];
  const found = new Map<string, Numbered>();
  for (const picture of pictures) {
    const one = numbered(picture);
    if (one?.key === mine.key && !found.has(picture.name)) found.set(picture.name, { picture, number: one.number });
  }
  const all = [...found.values()].sort((a, b) => a.number - b.number);
  const at = all.findIndex(({ number }) => number === mine.number);
  const near = (a: Numbered | undefined, b: Numbered) => a !== undefined && Math.abs(a.number - b.number) <= MOST_APART;
  let [first, last] = [at, at];
  if (at < 0) return [];
  while (near(all[first - 1], all[first])) first -= 1;
  while (near(all[last + 1], all[last])) last += 1;
  return all.slice(first, last + 1).map(({ picture }) => picture);
}

/** Whether one picture comes right after another. */
export function follows(before: Picture | undefined, picture: Picture): boolean {
  const a = before && numbered(before);
  const b = numbered(picture);
  return Boolean(a && b && a.key === b.key && b.number > a.number && b.number - a.number <= MOST_APART);
}
