"""Clothes and hair as meshes bound to the body: MakeHuman's own, taken apart into tops and bottoms, and cuts of
the base mesh's tights and skirt helpers (shirts, shorts, leggings, skirts, dresses, scarves)."""

from dataclasses import dataclass, field

import numpy as np

from body import region_weights, vertex_normals
from skeleton import strongest

HAT, HAIR, GLASSES, UPPER, SKIRT, PANTS, DRESS, BELT = 1, 2, 3, 4, 5, 6, 7, 8
LEFT_SHOE, RIGHT_SHOE, FACE, LEFT_LEG, RIGHT_LEG, LEFT_ARM, RIGHT_ARM, BAG, SCARF, IGNORE = range(9, 19)
SPLIT, SHOES = 254, 253  # part codes resolved per triangle: by body region, by side


@dataclass
class Bound:
    """A mesh ready to be worn: skinning, region membership and its place on the neutral body."""

    mesh: object
    index: np.ndarray
    weight: np.ndarray
    regions: np.ndarray
    rest: np.ndarray


@dataclass
class Garment:
    name: str
    kind: str
    bound: Bound
    tris: np.ndarray  # numbers of the mesh's triangles that belong to it
    part: int
    hide: np.ndarray  # body vertices not drawn beneath it
    loose: float = 0.0  # pushed out along the normals, dm
    bias: float = 0.04  # drawn as if this much nearer, dm
    genders: str = "fm"
    fold: float = 1.0
    parts: np.ndarray = field(default=None)  # per triangle, where `part` is a code
    edge: np.ndarray = None  # per vertex: cut away where the interpolated value is negative


class Wardrobe:
    def __init__(self, assets):
        self.assets = assets
        self.base_regions = region_weights(assets)
        self.body = self.bind(assets.body)
        self.eyes = self.bind(assets.eyes)
        self.tights = self.bind(assets.tights)
        self.skirt = self.bind(assets.skirt)
        self._coordinates()
        self.tops, self.bottoms, self.suits, self.shoes, self.hats = [], [], [], [], []
        for name, mesh in assets.clothes.items():
            self._take_apart(name, self.bind(mesh))
        self.hair = {n: self.bind(m) for n, m in assets.hair.items()}

    def bind(self, mesh):
        a = self.assets
        w = np.zeros((len(mesh.ref), a.weights.shape[1]), np.float32)
        r = np.zeros((len(mesh.ref), 17), np.float32)
        share = np.maximum(mesh.weight, 0) + 1e-4
        share = share / share.sum(1, keepdims=True)
        for k in range(3):
            w += share[:, k:k + 1] * a.weights[mesh.ref[:, k]]
            r += share[:, k:k + 1] * self.base_regions[mesh.ref[:, k]]
        index, weight = strongest(w)
        return Bound(mesh, index, weight, r, mesh.fit(a.base))

    def _coordinates(self):
        """Where each base vertex lies along its arm or leg: 0 at the shoulder or hip, 1 elbow or knee, 2 the end."""
        a, rig = self.assets, self.assets.rig
        heads = rig.heads(a.base)
        at = {n: heads[i] for i, n in enumerate(rig.names)}
        r = self.base_regions
        self.arm = np.full(len(a.base), -1.0)
        self.leg = np.full(len(a.base), -1.0)
        for side, x in ((".L", 1), (".R", -1)):
            mine = np.sign(a.base[:, 0]) == x
            for out, ids, chain in ((self.arm, (3, 4, 5, 6, 7, 8), ("upperarm01", "lowerarm01", "wrist")),
                                    (self.leg, (11, 12, 13, 14, 15, 16), ("upperleg01", "lowerleg01", "foot"))):
                member = (r[:, ids].sum(1) > 0.35) & mine
                p = [at[n + side] for n in chain]
                t = []
                for q0, q1 in ((p[0], p[1]), (p[1], p[2])):
                    d = q1 - q0
                    t.append(((a.base - q0) @ d) / (d @ d))
                value = np.where(t[0] < 1, np.clip(t[0], 0, 1), 1 + np.clip(t[1], 0, 1.4))
                out[member] = value[member]

    def _take_apart(self, name, bound):
        mesh, comp = bound.mesh, bound.mesh.component
        if name.startswith("shoes"):
            parts = np.where(bound.rest[mesh.tris].mean(1)[:, 0] > 0, LEFT_SHOE, RIGHT_SHOE)
            self.shoes.append(Garment(name, "shoes", bound, np.arange(len(mesh.tris)), SHOES, mesh.delete, parts=parts))
            return
        if name.startswith("fedora"):
            self.hats.append(Garment(name, "hat", bound, np.arange(len(mesh.tris)), HAT, mesh.delete))
            return
        genders = "f" if name.startswith("female") else "m"
        islands = np.unique(comp)
        big = [c for c in islands if (comp == c).sum() > 300]
        if name in ("male_worksuit01", "male_casualsuit01"):
            legs = bound.regions[:, 11:17].sum(1)
            low = bound.rest[:, 1] < 1.0
            parts = np.where(((legs > 0.5) | low)[mesh.tris].mean(1) > 0.5, PANTS, UPPER)
            self.suits.append(Garment(name, "suit", bound, np.arange(len(mesh.tris)), SPLIT, mesh.delete,
                                      genders=genders, parts=parts))
            return
        is_top = {c: bound.rest[comp == c, 1].max() > 3 for c in big}
        tri_comp = comp[mesh.tris[:, 0]]
        points = {c: bound.rest[comp == c].mean(0) for c in islands}
        home = {c: c if c in big else min(big, key=lambda b: np.linalg.norm(points[b] - points[c])) for c in islands}
        for top in (True, False):
            mine = [c for c in islands if is_top[home[c]] == top]
            tris = np.flatnonzero(np.isin(tri_comp, mine))
            if not len(tris):
                continue
            body = self.assets.base[mesh.delete]
            own = bound.rest[np.unique(mesh.tris[tris])]
            low, high = own[:, 1].min(), own[:, 1].max()
            if top:
                hide = mesh.delete[(body[:, 1] > low + 0.25)]
                hide = hide[(self.leg[hide] < 0.3)]
            else:
                hide = mesh.delete[(body[:, 1] < high - 0.25) & (self.arm[mesh.delete] < 0)]
            part = UPPER if top else PANTS
            if name == "female_elegantsuit01" and not top:
                part = SKIRT
            g = Garment(name, "top" if top else "bottom", bound, tris, part, hide, genders=genders)
            (self.tops if top else self.bottoms).append(g)

    # --- cuts of the helper meshes -----------------------------------------------------------------------

    def _cut(self, name, kind, bound, inside, part, under=0.35, **more):
        """`inside` is a signed depth (dm) per base vertex: drawn where > 0, hiding the body where > `under`."""
        field_ = np.clip(inside, -5, 5).astype(np.float32)[bound.mesh.ref[:, 0]]
        tris = np.flatnonzero((field_ > 0)[bound.mesh.tris].any(1))
        return Garment(name, kind, bound, tris, part, np.flatnonzero(inside > under), edge=field_, **more)

    def shirt(self, rng, part=UPPER, hem=None, sleeve=None):
        x, y, z = self.assets.base.T
        neck = rng.uniform(5.7, 6.25) if rng.random() < 0.85 else rng.uniform(5.0, 5.7)
        drop = rng.uniform(0, 1.0) if rng.random() < 0.4 else 0.0  # a lower front
        sleeve = sleeve if sleeve is not None else float(rng.choice([-0.05, 0.25, 0.55, 1.3, 1.9, 1.95]))
        hem = hem if hem is not None else rng.uniform(-0.9, 1.2)
        collar = neck - drop * np.clip((z - 0.2) * 3, 0, 1) * np.clip(1.2 - np.abs(x), 0, 1)
        inside = np.minimum.reduce([y - hem, collar - y, (sleeve - self.arm) * 3, (0.34 - self.leg) * 4])
        return self._cut("shirt", "top", self.tights, inside, part, loose=rng.uniform(0.02, 0.17), fold=1.3)

    def trousers(self, rng, part=PANTS, length=None):
        y = self.assets.base[:, 1]
        waist = rng.uniform(0.9, 1.9)
        length = length if length is not None else float(rng.choice([0.3, 0.55, 0.85, 1.5, 1.9, 2.0], p=[0.06, 0.14, 0.2, 0.1, 0.15, 0.35]))
        inside = np.minimum.reduce([waist - y, (length - self.leg) * 4, -self.arm])
        return self._cut("trousers", "bottom", self.tights, inside, part, loose=rng.uniform(0.0, 0.2), fold=1.2)

    def skirt_cut(self, rng, part=SKIRT, top=None, hem=None):
        y = self.assets.base[:, 1]
        hem = hem if hem is not None else rng.uniform(-6.6, -1.6)
        inside = np.minimum(y - hem, (top if top is not None else rng.uniform(1.2, 1.9)) - y)
        g = self._cut("skirt", "bottom", self.skirt, inside, part, loose=rng.uniform(0.0, 0.15), fold=1.6)
        g.hide = np.flatnonzero((self.leg < 0.02) & (self.arm < 0) & (y < 0.9) & (y > -0.6))
        return g

    def beanie(self, rng):
        """A close cap: the scalp, pushed outwards. Its edge runs from the forehead to the nape."""
        x, y, z = self.assets.base.T
        head = self.base_regions[:, 1:3].sum(1) > 0.5
        edge = rng.uniform(6.95, 7.3) + np.clip((z + 0.1) / 1.2, 0, 1) * rng.uniform(0.4, 0.55)
        inside = np.where(head, y - edge, -1.0)
        g = self._cut("beanie", "beanie", self.body, inside, HAT, under=9, loose=rng.uniform(0.13, 0.24), fold=0.8)
        return g

    def band(self, name, part, low, high, loose):
        """A belt or a scarf: a ring of the tights."""
        y = self.assets.base[:, 1]
        inside = np.minimum.reduce([y - low, high - y, -self.arm, (0.1 - self.leg) * 4])
        return self._cut(name, name, self.tights, inside, part, under=9, loose=loose, bias=0.25)


def push_out(verts, tris, amount):
    return verts + vertex_normals(verts, tris) * amount if amount else verts
