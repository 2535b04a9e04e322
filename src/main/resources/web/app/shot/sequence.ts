// Numbered pictures that are one sequence, as the service tells them: names that differ in the number before the extension.

import type { Picture } from '../queue/picture';

const NUMBERED = /^(.*?)(\d{1,18})(\.[^.]+)$/;

export const stem = (name: string): string => name.replace(/\.[^.]+$/, '');

/** @returns those of the opened picture's sequence, in the order of their numbers, one of each name */
export function sequence(pictures: Picture[], opened: Picture | null): Picture[] {
  const [, before, , after] = NUMBERED.exec(opened?.name ?? '') ?? [];
  if (before === undefined) return [];
  const found = new Map<string, { picture: Picture; number: number }>();
  for (const picture of pictures) {
    const [, head, number, tail] = NUMBERED.exec(picture.name) ?? [];
    if (head === before && tail === after && !found.has(picture.name)) found.set(picture.name, { picture, number: Number(number) });
  }
  return [...found.values()].sort((a, b) => a.number - b.number).map(({ picture }) => picture);
}
