// Finds the strongest edge of the picture near a place: the largest gradient of its brightness, nearer ones first.

import type { Place } from '../table/view';

export function snap(bitmap: ImageBitmap, place: Place, radius: number): Place {
  const side = 2 * radius + 3;
  const left = Math.floor(place.x) - radius - 1;
  const top = Math.floor(place.y) - radius - 1;
  const pen = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })!;
  pen.drawImage(bitmap, -left, -top);
  const { data } = pen.getImageData(0, 0, side, side);
  const light = (x: number, y: number) => {
    const i = 4 * (y * side + x);
    return 0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2];
  };
  let best = 12; // weaker ones are noise
  let found = place;
  for (let y = 1; y < side - 1; y += 1) {
    for (let x = 1; x < side - 1; x += 1) {
      const away = Math.hypot(x - radius - 1, y - radius - 1);
      if (away > radius) continue;
      const slope = Math.hypot(light(x + 1, y) - light(x - 1, y), light(x, y + 1) - light(x, y - 1));
      const score = slope * (1 - (0.5 * away) / radius);
      if (score > best) {
        best = score;
        found = { x: left + x + 0.5, y: top + y + 0.5 };
      }
    }
  }
  return found;
}
