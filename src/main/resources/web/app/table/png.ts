// Reads grey PNGs of 8 and 16 bits exactly: a canvas would round 16 bits to 8, and may convert colours.

export interface Grey {
  width: number;
  height: number;
  /** One value a pixel, as in the file. */
  values: Uint8Array | Uint16Array;
}

export async function readGrey(blob: Blob): Promise<Grey> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const view = new DataView(bytes.buffer);
  let width = 0;
  let height = 0;
  let depth = 0;
  const packed: Uint8Array[] = [];
  for (let at = 8; at < bytes.length; ) {
    const size = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'IHDR') {
      width = view.getUint32(at + 8);
      height = view.getUint32(at + 12);
      depth = bytes[at + 16];
      if (bytes[at + 17] !== 0 || (depth !== 8 && depth !== 16) || bytes[at + 20] !== 0) throw new Error('not a grey mask');
    }
    if (type === 'IDAT') packed.push(bytes.subarray(at + 8, at + 8 + size));
    at += 12 + size;
  }
  const stream = new Blob(packed as BlobPart[]).stream().pipeThrough(new DecompressionStream('deflate'));
  const raw = new Uint8Array(await new Response(stream).arrayBuffer());
  const bytesOfPixel = depth / 8;
  const row = width * bytesOfPixel;
  const plain = unfilter(raw, row, height, bytesOfPixel);
  return { width, height, values: depth === 8 ? plain : words(plain) };
}

function words(bytes: Uint8Array): Uint16Array {
  const values = new Uint16Array(bytes.length / 2);
  for (let i = 0, j = 0; i < values.length; i += 1, j += 2) values[i] = (bytes[j] << 8) | bytes[j + 1];
  return values;
}

function unfilter(raw: Uint8Array, row: number, height: number, step: number): Uint8Array {
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1) {
    const from = y * (row + 1);
    const to = y * row;
    const filter = raw[from];
    if (filter === 0) {
      out.set(raw.subarray(from + 1, from + 1 + row), to);
      continue;
    }
    for (let x = 0; x < row; x += 1) {
      const left = x >= step ? out[to + x - step] : 0;
      const up = y > 0 ? out[to + x - row] : 0;
      let guess = left;
      if (filter === 2) guess = up;
      else if (filter === 3) guess = (left + up) >> 1;
      else if (filter === 4) guess = paeth(left, up, x >= step && y > 0 ? out[to + x - row - step] : 0);
      out[to + x] = raw[from + 1 + x] + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const byLeft = Math.abs(guess - left);
  const byUp = Math.abs(guess - up);
  const byCorner = Math.abs(guess - corner);
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
