// The brush's outline as a cursor: the system draws it where the pointer is, while a canvas would be a frame late.

const LARGEST = 60; // browsers refuse larger cursors

let made = { radius: 0, cursor: '' };

/** @returns null for a brush that is too large for a cursor */
export function circle(radius: number): string | null {
  const r = Math.round(radius * 2) / 2;
  if (r > LARGEST) return null;
  if (made.radius === r) return made.cursor;
  const middle = Math.ceil(r) + 2;
  const side = 2 * middle;
  const ring = (colour: string, width: number) => `<circle cx="${middle}" cy="${middle}" r="${r}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${ring('#000', 3)}${ring('#fff', 1)}</svg>`;
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const old = /url\(([^)]+)\)/.exec(made.cursor)?.[1];
  if (old) setTimeout(() => URL.revokeObjectURL(old), 1000);
  made = { radius: r, cursor: `url(${address}) ${middle} ${middle}, crosshair` };
  return made.cursor;
}
