// What the two label layers say of each other, as Limb of the service has it: an arm in parts is an arm in anatomy, and of the same side.

import type { Layer } from '../table/layers';

/** A part of the body, or what is worn on just one; the likeliest label of anatomy first. */
const LIMBS: { part: string; skin: boolean; anatomy: string[] }[] = [
  { part: 'left-arm', skin: true, anatomy: ['left-lower-arm', 'left-upper-arm', 'left-hand'] },
  { part: 'right-arm', skin: true, anatomy: ['right-lower-arm', 'right-upper-arm', 'right-hand'] },
  { part: 'left-leg', skin: true, anatomy: ['left-lower-leg', 'left-upper-leg', 'left-foot'] },
  { part: 'right-leg', skin: true, anatomy: ['right-lower-leg', 'right-upper-leg', 'right-foot'] },
  { part: 'left-shoe', skin: false, anatomy: ['left-foot', 'left-lower-leg'] },
  { part: 'right-shoe', skin: false, anatomy: ['right-foot', 'right-lower-leg'] },
  { part: 'face', skin: true, anatomy: ['left-face', 'right-face'] },
  { part: 'torso-skin', skin: true, anatomy: ['torso-front', 'torso-back'] },
];

export interface Agreement {
  /** What becomes of each id of the other layer. */
  table: Uint8Array;
  /** 1 for ids that become the likeliest label, which is known when the stroke has ended. */
  guessed: Uint8Array;
}

/**
 * @param counts how many of the painted pixels have each id of anatomy
 * @returns null where nothing changes
 */
export function anatomyFor(parts: Layer, part: number, anatomy: Layer, counts: Uint32Array): Agreement | null {
  const name = parts.entry(part)?.name ?? '';
  const limb = LIMBS.find(one => one.part === name);
  const allowed = limb ? limb.anatomy.map(label => anatomy.id(label)).filter(id => id > 0) : [];
  const sides = anatomy.mirrored();
  if (allowed.length === 0) return sided(parts, name, anatomy, sides);
  const count = (id: number) => counts[id] + (sides[id] === id ? 0 : counts[sides[id]]);
  let most = allowed[0];
  for (const id of allowed) if (count(id) > count(most)) most = id;
  const table = new Uint8Array(256);
  const guessed = new Uint8Array(256);
  for (let id = 0; id < 256; id += 1) {
    table[id] = allowed.includes(id) ? id : allowed.includes(sides[id]) ? sides[id] : most;
    guessed[id] = allowed.includes(id) || allowed.includes(sides[id]) ? 0 : 1;
  }
  return { table, guessed };
}

export function partsFor(anatomy: Layer, painted: number, parts: Layer): Agreement {
  const name = anatomy.entry(painted)?.name ?? '';
  const { table, guessed } = sided(anatomy, name, parts, parts.mirrored()) ?? { table: identity(), guessed: new Uint8Array(256) };
  const skin = LIMBS.filter(limb => limb.skin && limb.anatomy.includes(name)).map(limb => parts.id(limb.part)).find(id => id > 0);
  for (const { id } of parts.entries) {
    const limb = LIMBS.find(one => one.part === parts.entry(table[id])?.name);
    if (skin !== undefined && limb && !limb.anatomy.includes(name)) table[id] = skin;
  }
  return { table, guessed };
}

/** The other side's ids become those of the painted label's side; null for a label without a side. */
function sided(painted: Layer, name: string, other: Layer, sides: Uint8Array): Agreement | null {
  const left = painted.pairs.some(pair => pair.left === name);
  const right = painted.pairs.some(pair => pair.right === name);
  if (left === right) return null;
  const table = identity();
  for (const pair of other.pairs) {
    const wrong = other.id(left ? pair.right : pair.left);
    table[wrong] = sides[wrong];
  }
  return { table, guessed: new Uint8Array(256) };
}

const identity = (): Uint8Array => Uint8Array.from({ length: 256 }, (_, id) => id);
