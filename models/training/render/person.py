"""One random person: shape, pose, clothes, colours; gives posed meshes with labels, and the 17 joints."""

from typing import NamedTuple

import numpy as np

import shade
from body import random_shape, shaped
from complexion import HAIR_TONES, SKIN_TONES, Complexion, tone
from fabric import linear, random_colour
from figure import FROM_REGION, Layer, Material, Person
from outfit import Dresser
from poses import random_pose
from raster import smooth_normals
from skeleton import skin
from wardrobe import FACE, HAIR, push_out

HAIRS = {"f": ["bob01", "bob02", "braid01", "long01", "ponytail01", "short03", "afro01"],
         "m": ["short01", "short02", "short04", "short03", "afro01"]}
IRIS = [(70, 45, 30), (40, 30, 25), (80, 100, 110), (70, 90, 60)]


class Piece(NamedTuple):
    """A posed mesh in body space, before the person is put in place."""

    verts: np.ndarray
    tris: np.ndarray  # numbers of the triangles drawn
    bound: object
    part: np.ndarray
    colour: np.ndarray
    material: Material
    cutout: float = 0.0
    edge: np.ndarray = None
    bias: float = 0.0


def hip_width(base, regions):
    """Half the width of the hips, dm."""
    body, trunk = base[:13380], regions[:13380, 9:11].sum(1) > 0.6
    band = trunk & (np.abs(body[:, 1] - body[trunk, 1].min() - 1.6) < 0.8)
    return float(np.abs(body[band, 0]).max())


class Tailor:
    """Makes people; holds what does not depend on the person."""

    def __init__(self, assets, wardrobe, fabrics, calm=False):
        self.calm = calm  # no dyed hair, no loud colours: for pictures that are shown
        self.assets, self.wardrobe = assets, wardrobe
        self.dresser = Dresser(wardrobe, fabrics, calm)
        self.complexion = Complexion(assets, wardrobe.body)

    def make(self, rng, number, where=(0.0, 0.0), yaw=0.0, shape=None, pose=None, sex=None):
        """`where` on the floor (dm), `yaw` in degrees (0 faces +z); shape, pose and sex are random unless given."""
        shape = shape or random_shape(rng)
        base = shaped(self.assets, shape)
        width = hip_width(base, self.wardrobe.base_regions)
        posed = (pose or random_pose)(self.assets, base, rng, width)
        s = posed.skeleton
        turn = s.turn.astype(np.float32)
        shift = (s.at - np.einsum("bij,bj->bi", s.turn, s.rest)).astype(np.float32)
        put = lambda bound, v: skin(v, bound.index, bound.weight, turn, shift)

        sex = sex or ("m" if shape.gender > 0.5 else "f")
        worn, hat = self.dresser.outfit(rng, sex)
        skin_colour, hair_colour = self.tones(rng, shape)
        pieces, hidden = self.clothes(rng, worn, base, put)
        bald = rng.random() < (0.12 if sex == "m" else 0.01)
        scalp = self.complexion.scalp * (0 if bald else 1)
        colours = self.complexion.paint(rng, skin_colour, hair_colour, scalp, sex == "m" and shape.age > 0.42)
        bare = self.bare(rng, base, put, hidden, colours)
        pieces += bare
        if not bald:
            pieces += self.hair(rng, sex, base, put, hair_colour, worn[-1].kind if hat else None)

        a = np.radians(yaw)
        spin = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
        move = spin @ [0, -min(p.verts[:, 1].min() for p in pieces), 0] + [where[0], 0, where[1]]
        place = lambda v: (np.asarray(v, np.float32) @ spin.T.astype(np.float32) + move.astype(np.float32)).astype(np.float32)
        layers = [self.layer(p, place, number, scalp) for p in pieces]
        verts = bare[0].verts
        points = np.concatenate([layer.verts for layer in layers])
        return Person(layers, place(self.complexion.joints(s, verts)), float(np.ptp(base[:13380, 1])),
                      self.seat(place(verts)) if posed.kind == "sit" else None, (points.min(0), points.max(0)),
                      {"cap": hat and worn[-1].kind == "beanie", "sex": sex, "spin": spin, "where": where,
                       "skeleton": s, "place": place, "width": width})

    def tones(self, rng, shape):
        african, asian, european = shape.race
        dark = african * 0.85 + asian * 0.25 + european * 0.12
        skin_colour = tone(SKIN_TONES, rng, float(np.clip(dark + rng.normal(0, 0.13), 0, 1)))
        black = max(african, asian) > 0.5 and shape.age < 0.8
        hair_colour = tone(HAIR_TONES, rng, float(rng.uniform(0, 0.25) if black else rng.random()))
        if rng.random() < 0.04 and not self.calm:
            hair_colour = random_colour(rng)
        return skin_colour, hair_colour

    def clothes(self, rng, worn, base, put):
        pieces, hidden, shared = [], np.zeros(len(base), bool), None
        for g in worn:
            rest = g.bound.mesh.fit(base)
            if g.loose:
                rest = push_out(rest, g.bound.mesh.tris[g.tris], np.float32(g.loose))
            hidden[g.hide] = True
            material, colour, shared = self.dresser.cloth(g, rng, shared, len(rest))
            part = g.parts[g.tris] if g.parts is not None else np.full(len(g.tris), g.part)
            pieces.append(Piece(put(g.bound, rest), g.tris, g.bound, part, colour, material, 0.0, g.edge, g.bias))
        return pieces, hidden

    def bare(self, rng, base, put, hidden, colours):
        """Skin and eyes; the body comes first."""
        body, eyes = self.wardrobe.body, self.wardrobe.eyes
        tris = np.flatnonzero(~hidden[body.mesh.ref[:, 0]][body.mesh.tris].all(1))
        flesh = Material(shade.SKIN, specular=rng.uniform(0.02, 0.12), gloss=rng.uniform(8, 25), grain=0.035)
        iris = linear(np.array(IRIS[int(rng.integers(len(IRIS)))]) / 255.0)
        every = np.arange(len(eyes.mesh.tris))
        return [Piece(put(body, base[body.mesh.ref[:, 0]]), tris, body, np.full(len(tris), FROM_REGION), colours, flesh),
                Piece(put(eyes, base[eyes.mesh.ref[:, 0]]), every, eyes, np.full(len(every), FACE),
                      np.ones((len(eyes.rest), 3), np.float32) * iris, Material(shade.EYE, specular=0.4, gloss=60))]

    def hair(self, rng, sex, base, put, colour, hat):
        names = HAIRS[sex]
        h = self.wardrobe.hair[names[int(rng.integers(len(names)))]]
        if hat and h.mesh.name in ("afro01", "bob01"):
            return []
        strands = np.arange(len(h.mesh.tris))
        if hat:  # what it would squash
            brim = 7.75 if hat == "hat" else 7.45
            fringe = (h.rest[:, 2] > 0.75) & (h.rest[:, 1] > 7.0)
            strands = np.flatnonzero(((h.rest[:, 1] < brim) & ~fringe)[h.mesh.tris].all(1))
        sheen = Material(shade.HAIR, specular=rng.uniform(0.05, 0.3), gloss=rng.uniform(10, 40), grain=0.3,
                         phase=float(rng.uniform(0, 9)))
        return [Piece(put(h, h.mesh.fit(base)), strands, h, np.full(len(strands), HAIR),
                      colour * np.ones((len(h.rest), 1), np.float32), sheen, rng.uniform(0.15, 0.35))]

    def layer(self, piece, place, number, scalp):
        mesh, body = piece.bound.mesh, piece.bound is self.wardrobe.body
        verts, tris = place(piece.verts), mesh.tris[piece.tris]
        hairy = scalp - self.complexion.neck if body else np.zeros(len(verts), np.float32)
        return Layer(verts, smooth_normals(verts, mesh.tris if body else tris), piece.bound.rest, tris, mesh.uv[piece.tris],
                     piece.part.astype(np.uint8), piece.bound.regions, hairy, piece.colour.astype(np.float32),
                     piece.material, number, piece.cutout, piece.edge, piece.bias)

    def seat(self, verts):
        """Height of the lowest point of the placed seat and thighs."""
        body = self.wardrobe.body
        thigh = (body.regions[:, 9:13].sum(1) > 0.6) & (body.rest[:, 1] < 0.6) & (body.rest[:, 1] > -2.2)
        return float(verts[thigh, 1].min())
