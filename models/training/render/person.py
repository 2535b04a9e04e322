"""One random person: shape, pose, clothes, colours; gives posed meshes with labels, and the 17 joints."""

from dataclasses import dataclass, field, replace

import numpy as np

import shade
from body import random_shape, shaped
from fabric import leather_colour, linear, random_colour
from poses import random_pose
from raster import smooth_normals
from skeleton import skin
from wardrobe import (BELT, DRESS, FACE, HAIR, IGNORE, LEFT_ARM, LEFT_LEG, PANTS, RIGHT_ARM, RIGHT_LEG, SKIRT,
                      push_out)

# Part of bare skin for each anatomy id; the bare trunk is left out of training.
SKIN_PART = np.array([IGNORE, FACE, FACE] + [LEFT_ARM, RIGHT_ARM] * 3 + [IGNORE, IGNORE] + [LEFT_LEG, RIGHT_LEG] * 3, np.uint8)
FROM_REGION = 255

HAIRS = {"f": ["bob01", "bob02", "braid01", "long01", "ponytail01", "short03", "afro01"],
         "m": ["short01", "short02", "short04", "short03", "afro01"]}
SKIN_TONES = [(255, 226, 205), (244, 205, 178), (233, 184, 150), (210, 155, 118), (177, 122, 86), (133, 85, 58),
              (94, 59, 42), (62, 40, 32)]
HAIR_TONES = [(24, 20, 19), (38, 28, 24), (62, 42, 30), (95, 64, 42), (134, 96, 60), (190, 150, 96), (214, 184, 134),
              (130, 58, 32), (168, 162, 156), (222, 218, 212)]


@dataclass
class Material:
    kind: int
    tile: np.ndarray = None
    mapping: int = 0
    repeat: float = 1.0
    specular: float = 0.0
    gloss: float = 10.0
    fold: float = 0.0
    fold_size: float = 0.5
    grain: float = 0.0
    phase: float = 0.0


@dataclass
class Layer:
    """One posed mesh in the world."""

    verts: np.ndarray
    normals: np.ndarray
    rest: np.ndarray
    tris: np.ndarray
    uv: np.ndarray
    part: np.ndarray  # (M,) uint8, FROM_REGION for bare skin
    regions: np.ndarray  # (N,17)
    hairy: np.ndarray  # (N,) 1 where skin counts as hair, -1 where it is the neck
    colour: np.ndarray  # (N,3) linear
    material: Material
    person: int
    cutout: float = 0.0
    edge: np.ndarray = None


@dataclass
class Person:
    layers: list
    joints: np.ndarray  # (17,3) in COCO order
    stature: float
    seat: float = None
    box: tuple = None
    extra: dict = field(default_factory=dict)


def tone(table, rng, at=None):
    t = (rng.random() if at is None else at) * (len(table) - 1)
    i = min(int(t), len(table) - 2)
    c = np.array(table[i]) * (1 - t + i) + np.array(table[i + 1]) * (t - i)
    return linear(np.clip(c / 255.0 * rng.uniform(0.92, 1.06, 3) ** 0.5, 0, 1))


def shoe_below(shoe, top):
    """The shoe without what trousers reaching down to `top` would cover (it would poke through them)."""
    y = shoe.bound.rest[shoe.bound.mesh.tris[shoe.tris]][..., 1]
    return replace(shoe, tris=shoe.tris[(y < top).any(1)])


class Tailor:
    """Makes people; holds what does not depend on the person."""

    def __init__(self, assets, wardrobe, fabrics, calm=False):
        self.calm = calm  # no dyed hair, no clashing extras: for pictures that are shown
        self.assets, self.wardrobe, self.fabrics = assets, wardrobe, fabrics
        base, ref = assets.base, assets.body.ref[:, 0]
        x, y, z = base[ref].T
        head = wardrobe.body.regions[:, 1:3].sum(1) > 0.5
        line = 6.75 + np.clip((z + 0.15) / 1.25, 0, 1) ** 0.8 * 1.3
        ear = (np.abs(x) > 0.66) & (y < 7.45) & (z > -0.15)
        self.scalp = (head & (y > line) & ~ear).astype(np.float32)
        # Bare neck counts as face: marked -1 beside the scalp's 1.
        neck = assets.weights[:, [i for i, n in enumerate(assets.rig.names) if n.startswith("neck")]].sum(1)[ref]
        self.neck = ((neck > 0.25) & ~head).astype(np.float32)
        self.lips = np.exp(-((x / 0.22) ** 4 + ((y - 6.66) / 0.085) ** 4)) * (z > 1.3)
        brow_y = 7.43 + 0.07 * np.sin(np.clip((np.abs(x) - 0.12) / 0.45, 0, 1) * np.pi * 0.75)
        self.brows = np.exp(-((np.abs(np.abs(x) - 0.33) / 0.2) ** 4 + ((y - brow_y) / 0.038) ** 2)) * (z > 1.05)
        self.cheeks = np.exp(-(((np.abs(x) - 0.42) / 0.22) ** 2 + ((y - 6.95) / 0.22) ** 2)) * (z > 0.9)
        nose = np.flatnonzero((np.abs(x) < 0.02) & head)
        self.nose = ref[nose[np.argmax(z[nose])]]
        ears = {s: np.flatnonzero(head & (y > 6.9) & (y < 7.6) & (np.sign(x) == s)) for s in (1, -1)}
        self.ears = {s: ref[i[np.argmax(np.abs(x[i]))]] for s, i in ears.items()}
        self.beard = np.exp(-((np.abs(x) / 0.75) ** 6)) * (y < 6.95 - 0.1 * (np.abs(x) < 0.25)) * (y > 6.05) * (z > 0.55) * head * (1 - self.lips)

    # --- clothes ----------------------------------------------------------------------------------------

    def outfit(self, rng, sex):
        w = self.wardrobe
        pick = lambda items: items[int(rng.integers(len(items)))]
        tops = [g for g in w.tops if sex in g.genders or rng.random() < 0.3]
        bottoms = [g for g in w.bottoms if (sex in g.genders or rng.random() < 0.4) and not (sex == "m" and g.part == SKIRT)]
        worn = []
        style = rng.random()
        if sex == "f" and style < 0.22:
            waist = rng.uniform(1.0, 2.2)
            worn = [w.shirt(rng, DRESS, hem=waist - 0.5), w.skirt_cut(rng, DRESS, top=waist)]
            for g in worn:
                g.kind = "dress"
        elif style < (0.06 if sex == "f" else 0.15):
            worn = [pick(w.suits)]
        else:
            if sex == "f" and rng.random() < 0.33:
                bottom = w.skirt_cut(rng)
            elif rng.random() < 0.4:
                bottom = w.trousers(rng)
            else:
                bottom = pick(bottoms or w.bottoms)
            top = w.shirt(rng) if rng.random() < 0.35 else pick(tops or w.tops)
            if top.name == "female_sportsuit01" and rng.random() < 0.7:  # few bare midriffs
                top = w.shirt(rng)
            if top.edge is not None and rng.random() < 0.4:  # tucked in
                top, bottom = replace(top, loose=0.02), replace(bottom, loose=bottom.loose + 0.06)
            else:
                top = replace(top, loose=max(top.loose, bottom.loose + 0.08))
            worn = [bottom, top]
        if rng.random() < 0.12 and not worn[0].kind == "suit":
            worn.append(w.band("belt", BELT, 0.75, 1.25, 0.3))
        if rng.random() < 0.93:
            legs = [g for g in worn if g.part == PANTS or g.kind == "suit"]
            hem = min((np.where(g.edge > 0, g.bound.rest[:, 1], 9).min() if g.edge is not None else g.bound.rest[g.bound.mesh.tris[g.tris]][..., 1].min()
                       for g in legs), default=9.0)
            worn.append(shoe_below(pick(w.shoes), hem + 0.3))
        hat = rng.random() < 0.14
        if hat:
            worn.append(pick(w.hats))
        return worn, hat

    def material(self, garment, rng, shared=None):
        if garment.kind == "shoes":
            return Material(shade.SHOE, specular=rng.uniform(0, 0.25), gloss=rng.uniform(8, 40), grain=0.08), None
        tile, repeat, mapping = shared or self.fabrics.choose(rng)
        return Material(shade.CLOTH, tile, mapping, repeat, rng.uniform(0, 0.04), rng.uniform(4, 20),
                        rng.uniform(0.08, 0.3) * garment.fold, rng.uniform(0.35, 0.9), rng.uniform(0, 0.06),
                        float(rng.uniform(0, 30))), (tile, repeat, mapping)

    # --- the whole person -------------------------------------------------------------------------------

    def make(self, rng, number, where=(0.0, 0.0), yaw=0.0, shape=None, pose=None, sex=None):
        """`where` on the floor (dm), `yaw` in degrees (0 faces +z); shape, pose and sex are random unless given."""
        shape = shape or random_shape(rng)
        base = shaped(self.assets, shape)
        w = self.wardrobe
        hip = w.base_regions[:13380, 9:11].sum(1) > 0.6
        band = hip & (np.abs(base[:13380, 1] - base[:13380, 1][hip].min() - 1.6) < 0.8)
        width = float(np.abs(base[:13380][band, 0]).max())
        posed = (pose or random_pose)(self.assets, base, rng, width)
        s = posed.skeleton
        a = np.radians(yaw)
        spin = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
        turn = s.turn.astype(np.float32)
        shift = (s.at - np.einsum("bij,bj->bi", s.turn, s.rest)).astype(np.float32)
        put = lambda b, v: skin(v, b.index, b.weight, turn, shift)

        sex = sex or ("m" if shape.gender > 0.5 else "f")
        worn, hat = self.outfit(rng, sex)
        hidden = np.zeros(len(base), bool)
        pieces = []
        skin_colour = tone(SKIN_TONES, rng, float(np.clip(shape.race[0] * 0.85 + shape.race[1] * 0.25 + shape.race[2] * 0.12
                                                        + rng.normal(0, 0.13), 0, 1)))
        hair_colour = tone(HAIR_TONES, rng, float(rng.uniform(0, 0.25) if max(shape.race[:2]) > 0.5 and shape.age < 0.8
                                                 else rng.random()))
        if rng.random() < 0.04 and not self.calm:
            hair_colour = random_colour(rng)
        shared = None
        for g in worn:
            rest = g.bound.mesh.fit(base)
            tris = g.bound.mesh.tris[g.tris]
            if g.loose:
                rest = push_out(rest, tris, np.float32(g.loose))
            v = put(g.bound, rest)
            hidden[g.hide] = True
            material, fabric = self.material(g, rng, shared if g.kind == "dress" else None)
            shared = fabric or shared
            plain = np.ones((len(v), 3), np.float32)
            if g.kind in ("shoes", "belt"):
                material.tile, plain = None, plain * leather_colour(rng)
            elif g.kind == "hat":
                material.tile, plain = None, plain * random_colour(rng, self.calm)
            part = g.parts[g.tris] if g.parts is not None else np.full(len(tris), g.part)
            pieces.append([v, g.tris, g.bound, part, plain, material, 0.0, g.edge])

        body = w.body
        skin_map = np.ones((len(body.rest), 3), np.float32) * skin_colour
        bald = rng.random() < (0.12 if sex == "m" else 0.01)
        scalp = self.scalp * (0 if bald else 1)
        skin_map *= 1 + self.cheeks[:, None] * np.array([0.06, -0.08, -0.08]) * rng.uniform(0, 1.2)
        lip = np.clip(skin_colour * np.array([0.85, 0.5, 0.5]) * rng.uniform(0.7, 1.1), 0, 1)
        skin_map += self.lips[:, None] * (lip - skin_map)
        if sex == "m" and shape.age > 0.42 and rng.random() < 0.45:
            skin_map += (self.beard * rng.uniform(0.15, 0.9))[:, None] * (hair_colour * 0.8 - skin_map)
        skin_map += np.clip(self.brows * 0.9, 0, 1)[:, None] * (np.minimum(hair_colour, 0.25) * 0.7 - skin_map)
        skin_map += scalp[:, None] * (hair_colour * 0.75 - skin_map)
        keep = ~hidden[body.mesh.ref[:, 0]]
        tri_keep = np.flatnonzero(keep[body.mesh.tris].any(1))
        verts = put(body, base[body.mesh.ref[:, 0]])
        pieces.append([verts, tri_keep, body, np.full(len(tri_keep), FROM_REGION), skin_map.astype(np.float32),
                       Material(shade.SKIN, specular=rng.uniform(0.02, 0.12), gloss=rng.uniform(8, 25), grain=0.035), 0.0, None])
        eyes = w.eyes
        iris = linear(np.array([[70, 45, 30], [40, 30, 25], [80, 100, 110], [70, 90, 60]])[int(rng.integers(4))] / 255.0)
        pieces.append([put(eyes, base[eyes.mesh.ref[:, 0]]), np.arange(len(eyes.mesh.tris)), eyes, np.full(len(eyes.mesh.tris), FACE),
                       np.ones((len(eyes.rest), 3), np.float32) * iris, Material(shade.EYE, specular=0.4, gloss=60), 0.0, None])
        if not bald:
            names = HAIRS[sex]
            h = w.hair[names[int(rng.integers(len(names)))]]
            if not (hat and h.mesh.name in ("afro01", "bob01")):
                colour = hair_colour * np.ones((len(h.rest), 1), np.float32)
                strands = np.arange(len(h.mesh.tris))
                if hat:  # what the hat would squash
                    strands = np.flatnonzero((h.rest[:, 1] < 7.75)[h.mesh.tris].all(1))
                pieces.append([put(h, h.mesh.fit(base)), strands, h, np.full(len(strands), HAIR), colour,
                               Material(shade.HAIR, specular=rng.uniform(0.05, 0.3), gloss=rng.uniform(10, 40), grain=0.3,
                                        phase=float(rng.uniform(0, 9))), rng.uniform(0.15, 0.35), None])

        floor = min(p[0][:, 1].min() for p in pieces)
        place = lambda v: (np.asarray(v, np.float32) @ spin.T.astype(np.float32) + (spin @ [0, -floor, 0] + [where[0], 0, where[1]]).astype(np.float32)).astype(np.float32)
        layers = []
        for v, t, b, part, colour, material, cutout, edge in pieces:
            v = place(v)
            rest = b.rest
            tris = b.mesh.tris[t]
            normals = smooth_normals(v, b.mesh.tris if b is body else tris)
            layers.append(Layer(v, normals, rest, tris, b.mesh.uv[t], part.astype(np.uint8),
                                b.regions, scalp - self.neck if b is body else np.zeros(len(v), np.float32), colour.astype(np.float32),
                                material, number, cutout, edge))
        joints = self.joints(s, verts)
        joints = place(joints)
        seat = None
        if posed.kind == "sit":
            thigh = (body.regions[:, 9:13].sum(1) > 0.6) & (body.rest[:, 1] < 0.6) & (body.rest[:, 1] > -2.2)
            seat = float(place(verts[thigh])[:, 1].min())
        allv = np.concatenate([l.verts for l in layers])
        return Person(layers, joints, float(np.ptp(base[:13380, 1])), seat, (allv.min(0), allv.max(0)),
                      {"sex": sex, "spin": spin, "where": where, "skeleton": s, "place": place, "width": width})

    def joints(self, s, body_verts):
        out = [body_verts[self.nose]]
        out += [s.head("eye" + k) + s.turn[s.i("head")] @ np.array([0, 0, 0.12]) for k in (".L", ".R")]
        out += [body_verts[self.ears[1]], body_verts[self.ears[-1]]]
        for bone in ("upperarm01", "lowerarm01", "wrist", "upperleg01", "lowerleg01", "foot"):
            out += [s.head(bone + k) for k in (".L", ".R")]
        return np.array(out, np.float32)
