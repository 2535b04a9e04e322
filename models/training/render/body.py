"""Random people: macro shape targets mixed into the base mesh, and which body region each vertex belongs to."""

from dataclasses import dataclass

import numpy as np
from numba import njit

ANATOMY = ["background", "left-face", "right-face", "left-upper-arm", "right-upper-arm", "left-lower-arm",
           "right-lower-arm", "left-hand", "right-hand", "torso-front", "torso-back", "left-upper-leg",
           "right-upper-leg", "left-lower-leg", "right-lower-leg", "left-foot", "right-foot"]


@dataclass
class Shape:
    """Each value in 0..1 except `race`, three weights summing to 1 (african, asian, caucasian)."""

    gender: float  # 0 female, 1 male
    age: float  # 0.19 a child of about ten, 0.5 young, 1 old
    muscle: float
    weight: float
    height: float
    proportions: float
    race: tuple
    bust: float = 0.5


def random_shape(rng):
    child = rng.random() < 0.15
    return Shape(gender=float(np.clip(rng.choice([rng.normal(0.04, 0.1), rng.normal(0.96, 0.1)]), 0, 1)),
                 age=float(rng.uniform(0.19, 0.38) if child else rng.choice(
                     [rng.uniform(0.44, 0.6), rng.uniform(0.5, 0.95)], p=[0.65, 0.35])),
                 muscle=float(np.clip(rng.normal(0.5, 0.2), 0, 1)),
                 weight=float(np.clip(rng.normal(0.5, 0.22), 0.05, 1)),
                 height=float(np.clip(rng.normal(0.5, 0.2), 0, 1)),
                 proportions=float(np.clip(rng.normal(0.6, 0.25), 0, 1)),
                 race=tuple(float(x) for x in rng.dirichlet([0.4, 0.4, 0.5])), bust=float(rng.random()))


def _ends(value, low, middle, high, at=0.5):
    if value < at:
        return {low: 1 - value / at, middle: value / at}
    return {middle: (1 - value) / (1 - at), high: (value - at) / (1 - at)}


@njit(cache=True)
def accumulate(verts, index, delta, amount):
    for i in range(len(index)):
        for k in range(3):
            verts[index[i], k] += amount * delta[i, k]


def shaped(assets, shape):
    """The base mesh with this person's macro targets added, standing on y = 0."""
    genders = {"female": 1 - shape.gender, "male": shape.gender}
    if shape.age < 0.5:
        t = np.clip((shape.age - 0.1875) / (0.5 - 0.1875), 0, 1)
        ages = {"child": 1 - t, "young": t}
    else:
        ages = {"young": 2 - 2 * shape.age, "old": 2 * shape.age - 1}
    muscles = _ends(shape.muscle, "minmuscle", "averagemuscle", "maxmuscle")
    weights = _ends(shape.weight, "minweight", "averageweight", "maxweight")
    heights = _ends(shape.height, "minheight", "", "maxheight")
    props = _ends(shape.proportions, "uncommonproportions", "", "idealproportions")
    v = assets.base.astype(np.float64)

    def add(name, amount):
        if amount > 1e-3 and name in assets.targets:
            accumulate(v, *assets.targets[name], amount)

    for g, gw in genders.items():
        for a, aw in ages.items():
            for race, rw in zip(("african", "asian", "caucasian"), shape.race):
                add(f"{race}-{g}-{a}", gw * aw * rw)
            for m, mw in muscles.items():
                for w, ww in weights.items():
                    amount = gw * aw * mw * ww
                    add(f"universal-{g}-{a}-{m}-{w}", amount)
                    for kind in (heights, props):
                        for k, kw in kind.items():
                            if k:
                                add(f"{g}-{a}-{m}-{w}-{k}", amount * kw)
    v[:, 1] -= v[assets.body.ref[:, 0], 1].min()
    return v.astype(np.float32)


def vertex_normals(verts, tris):
    n = np.zeros_like(verts)
    a, b, c = verts[tris[:, 0]], verts[tris[:, 1]], verts[tris[:, 2]]
    face = np.cross(b - a, c - a)
    for k in range(3):
        np.add.at(n, tris[:, k], face)
    return n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)


def _bone_region(name):
    """Region of a bone without its side: (left id, right id) or 'torso' or 'face'."""
    stem = name.split(".")[0]
    for prefix, region in (("upperarm", 3), ("lowerarm", 5), ("wrist", 7), ("metacarpal", 7), ("finger", 7),
                           ("upperleg", 11), ("lowerleg", 13), ("foot", 15), ("toe", 15)):
        if stem.startswith(prefix):
            return region + (0 if name.endswith(".L") else 1)
    if stem in ("root", "breast", "clavicle", "shoulder01", "pelvis", "neck01") or stem.startswith("spine"):
        return 9
    return 1


def region_weights(assets):
    """(base vertices, 17) soft anatomy membership; argmax after interpolation gives smooth borders."""
    count = len(assets.base)
    out = np.zeros((count, 17), np.float32)
    for bone, name in enumerate(assets.rig.names):
        out[:, _bone_region(name)] += assets.weights[:, bone]
    normals = np.zeros((count, 3), np.float32)
    for mesh in (assets.body, assets.tights, assets.skirt):
        index = mesh.ref[:, 0]
        normals[index] = vertex_normals(assets.base[index], mesh.tris)
    x, z = assets.base[:, 0], assets.base[:, 2]
    # The side seam of the trunk: where the normal turns backwards, steadied by the position.
    front = 1 / (1 + np.exp(-(normals[:, 2] * 6 + (z - 0.15) * 4)))
    trunk = out[:, 9].copy()
    out[:, 9], out[:, 10] = trunk * front, trunk * (1 - front)
    left = 1 / (1 + np.exp(-np.clip(x * 60, -30, 30)))
    face = out[:, 1].copy()
    out[:, 1], out[:, 2] = face * left, face * (1 - left)
    return out
