// Zips: reads those of the service, and joins them to one. Entries stay packed as they are.

export interface Entry {
  name: string;
  crc: number;
  method: number;
  size: number;
  /** As in the zip. */
  data: Uint8Array;
}

export function readZip(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error('not a zip');
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const packed = view.getUint32(at + 20, true);
    const nameSize = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameSize)),
      crc: view.getUint32(at + 16, true),
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 24, true),
      data: bytes.subarray(start, start + packed),
    });
    at += 46 + nameSize + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

const UTF8 = 0x0800;
const MIDNIGHT_1980 = 0x21;

/** @throws RangeError beyond what a zip without extensions holds: 65,535 files or 4 GB */
export function writeZip(entries: Entry[]): Blob {
  const parts: BlobPart[] = [];
  const central: BlobPart[] = [];
  let at = 0;
  let listed = 0;
  for (const { name, crc, method, size, data } of entries) {
    const title = new TextEncoder().encode(name);
    const head = (signature: number, extra: number) => {
      const bytes = new DataView(new ArrayBuffer(extra));
      const shift = signature === 0x02014b50 ? 2 : 0;
      bytes.setUint32(0, signature, true);
      if (shift) bytes.setUint16(4, 20, true);
      bytes.setUint16(4 + shift, 20, true);
      bytes.setUint16(6 + shift, UTF8, true);
      bytes.setUint16(8 + shift, method, true);
      bytes.setUint16(12 + shift, MIDNIGHT_1980, true);
      bytes.setUint32(14 + shift, crc, true);
      bytes.setUint32(18 + shift, data.length, true);
      bytes.setUint32(22 + shift, size, true);
      bytes.setUint16(26 + shift, title.length, true);
      return bytes;
    };
    const listing = head(0x02014b50, 46);
    listing.setUint32(42, at, true);
    parts.push(head(0x04034b50, 30).buffer as ArrayBuffer, title, data as BlobPart);
    central.push(listing.buffer as ArrayBuffer, title);
    at += 30 + title.length + data.length;
    listed += 46 + title.length;
  }
  if (entries.length > 65535 || at > 0xffffffff) throw new RangeError('more than a zip holds');
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, listed, true);
  end.setUint32(16, at, true);
  return new Blob([...parts, ...central, end.buffer as ArrayBuffer], { type: 'application/zip' });
}
