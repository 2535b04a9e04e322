"""Things around people: seats, tables, poles, bags and sunglasses, as layers."""

import numpy as np

import shade
from fabric import drawn, linear, random_colour
from figure import Layer, Material
from raster import smooth_normals
from wardrobe import BAG, GLASSES, HAT, SCARF


def box(low, high, colour, spin=None, where=(0, 0), material=None, part=0, person=0):
    """A box as a layer; not a person unless it says so (a bag)."""
    x0, y0, z0 = low
    x1, y1, z1 = high
    corners = np.array([[x, y, z] for x in (x0, x1) for y in (y0, y1) for z in (z0, z1)], np.float32)
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    verts, normals, tris, uv = [], [], [], []
    for q in quads:
        p = corners[list(q)]
        n = np.cross(p[1] - p[0], p[2] - p[0])
        n = n / np.linalg.norm(n)
        if np.dot(n, p.mean(0) - corners.mean(0)) < 0:
            n = -n
        k = len(verts)
        verts.extend(p)
        normals.extend([n] * 4)
        tris.extend([(k, k + 1, k + 2), (k, k + 2, k + 3)])
        uv.extend([[(0, 0), (1, 0), (1, 1)], [(0, 0), (1, 1), (0, 1)]])
    rest = np.array(verts, np.float32)
    verts, normals = rest.copy(), np.array(normals, np.float32)
    if spin is not None:
        verts, normals = verts @ spin.T.astype(np.float32), normals @ spin.T.astype(np.float32)
    verts = verts + np.array([where[0], 0, where[1]], np.float32)
    count = len(verts)
    return Layer(verts.astype(np.float32), normals.astype(np.float32), rest, np.array(tris, np.int32), np.array(uv, np.float32),
                 np.full(len(tris), part, np.uint8), np.zeros((count, 17), np.float32), np.zeros(count, np.float32),
                 np.ones((count, 3), np.float32) * np.asarray(colour, np.float32),
                 material or Material(shade.THING, grain=0.05, specular=0.05), person)


def rounded(centre, half, power, colour, material, part, person, place):
    """A cushion-like solid (superellipsoid); `place` maps its points into the world."""
    n, m = 20, 12
    a, b = np.meshgrid(np.linspace(-np.pi, np.pi, n), np.linspace(-np.pi / 2, np.pi / 2, m))
    bend = lambda v: np.sign(v) * np.abs(v) ** power
    p = np.stack([bend(np.cos(b)) * bend(np.cos(a)), bend(np.sin(b)), bend(np.cos(b)) * bend(np.sin(a))], -1)
    rest = (p.reshape(-1, 3) * half + centre).astype(np.float32)
    i, j = np.meshgrid(np.arange(m - 1), np.arange(n - 1), indexing="ij")
    k = (i * n + j).ravel()
    tris = np.concatenate([np.stack([k, k + n, k + 1], 1), np.stack([k + 1, k + n, k + n + 1], 1)]).astype(np.int32)
    verts = place(rest).astype(np.float32)
    count = len(verts)
    uv = np.stack([a.ravel() / 6.28, b.ravel() / 3.14], 1).astype(np.float32)[tris]
    return Layer(verts, smooth_normals(verts, tris), rest, tris, uv, np.full(len(tris), part, np.uint8),
                 np.zeros((count, 17), np.float32), np.zeros(count, np.float32),
                 np.ones((count, 3), np.float32) * np.asarray(colour, np.float32), material, person)


def fabric_material(rng):
    tile, repeat, mapping = drawn(rng)
    return Material(shade.CLOTH, tile, 1, repeat, 0.05, 12, 0.05, 0.6, 0.03)


def seat(person, rng):
    """A stool, box, chair or bench under a sitting person."""
    spin, where, top = person.extra["spin"], person.extra["where"], person.seat + 0.12
    half = rng.uniform(2.0, 2.8)
    kind = str(rng.choice(["box", "chair", "bench"]))
    wide = rng.uniform(5, 9) if kind == "bench" else half
    back, front = -rng.uniform(1.6, 2.6), rng.uniform(1.2, 2.6)
    colour, colour2 = random_colour(rng), random_colour(rng)
    put = lambda low, high, c=colour: box(low, high, c, spin, where)
    if kind == "box":
        return [put((-wide, 0, back), (wide, top, front))]
    out = [put((-wide, top - rng.uniform(0.3, 0.9), back), (wide, top, front))]
    for x in (-wide, wide - 0.4):
        for z in (back, front - 0.4):
            out.append(put((x, 0, z), (x + 0.4, top - 0.2, z + 0.4), colour2))
    if kind == "chair" or rng.random() < 0.4:
        out.append(put((-wide, top + 0.6, back - 0.5), (wide, top + rng.uniform(3, 5), back)))
        for x in (-wide, wide - 0.4):
            out.append(put((x, 0, back - 0.45), (x + 0.4, top + 0.8, back - 0.05), colour2))
    return out


def bag(person, rng):
    """A handbag below a wrist, a shoulder bag at the hip, or a backpack; belongs to its wearer."""
    number = person.layers[0].person
    spin, size = person.extra["spin"], person.stature / 17
    colour = random_colour(rng)
    m = Material(shade.SHOE, specular=rng.uniform(0, 0.2), gloss=20, grain=0.06, fold=0.06, fold_size=0.8)
    if rng.random() < 0.4:
        m, colour = fabric_material(rng), (1, 1, 1)
    kind = str(rng.choice(["hand", "shoulder", "back"]))
    half = np.array([rng.uniform(0.9, 1.7), rng.uniform(0.7, 1.4), rng.uniform(0.25, 0.6)]) * size
    power = rng.uniform(0.3, 0.7)
    side = int(rng.integers(2))
    if kind == "hand":
        at = person.joints[9 + side] + np.array([0, -1.2 * size - half[1], 0])
        turn = spin @ np.array([[0, 0, 1], [0, 1, 0], [-1, 0, 0]])
        out = [rounded((0, 0, 0), half, power, colour, m, BAG, number, lambda v: v @ turn.T + at)]
        handle = np.array([0.08 * size, 0.7 * size, 0.08 * size])
        for x in (-0.4, 0.4):
            top = at + turn @ np.array([x * half[0], half[1] + 0.5 * size, 0])
            out.append(rounded((0, 0, 0), handle, 0.8, colour, m, BAG, number, lambda v, t=top: v @ turn.T + t))
        return out
    s, place = person.extra["skeleton"], person.extra["place"]
    if kind == "shoulder":
        b = s.i("root")
        x = (1 if side == 0 else -1) * (person.extra["width"] + half[2] + 0.1)
        local = np.array([x, s.rest_head("upperleg01.L")[1] + rng.uniform(-0.6, 1.2), 0.2])
        turn = np.array([[0, 0, 1], [0, 1, 0], [-1, 0, 0]], float)
    else:
        b = s.i("spine01")
        half = np.array([rng.uniform(1.1, 1.5), rng.uniform(1.5, 2.2), rng.uniform(0.5, 0.9)]) * size
        local = s.rest_head("spine01") + np.array([0, -0.3 * size, -(1.15 * size + half[2])])
        turn = np.eye(3)
    put = lambda v: place((v @ turn.T + local - s.rest[b]) @ s.turn[b].T + s.at[b])
    return [rounded((0, 0, 0), half, power, colour, m, BAG, number, put)]


def sunglasses(person, rng):
    """Two dark discs before the eyes and their side pieces."""
    number = person.layers[0].person
    s, place = person.extra["skeleton"], person.extra["place"]
    b = s.i("head")
    colour = linear(np.array([rng.uniform(0.02, 0.25)] * 3)) if rng.random() < 0.8 else random_colour(rng) * 0.4
    m = Material(shade.THING, specular=0.5, gloss=50)
    out = []
    size = np.linalg.norm(s.rest_head("eye.L") - s.rest_head("eye.R")) / 0.62
    rx, ry = rng.uniform(0.24, 0.32) * size, rng.uniform(0.17, 0.28) * size
    put = lambda v: place((v - s.rest[b]) @ s.turn[b].T + s.at[b])
    for k, x in ((".L", 1), (".R", -1)):
        eye = s.rest_head("eye" + k) + np.array([x * 0.03, -0.02, 0.34 * size])
        out.append(rounded(eye, (rx, ry, 0.045 * size), rng.uniform(0.6, 0.9), colour, m, GLASSES, number, put))
        arm = eye + np.array([x * (rx + 0.06), 0.08, -0.62 * size])
        out.append(rounded(arm, (0.03, 0.05, 0.62 * size), 0.5, colour, m, GLASSES, number, put))
    mid = (s.rest_head("eye.L") + s.rest_head("eye.R")) / 2 + np.array([0, 0.06, 0.40 * size])
    out.append(rounded(mid, (0.12 * size, 0.035, 0.03), 0.5, colour, m, GLASSES, number, put))
    return out


def peak(person, rng):
    """The peak of a cap, before the forehead."""
    s, place, size = person.extra["skeleton"], person.extra["place"], person.stature / 17
    b = s.i("head")
    put = lambda v: place((v - s.rest[b]) @ s.turn[b].T + s.at[b])
    eyes = (s.rest_head("eye.L") + s.rest_head("eye.R")) / 2
    at = eyes + np.array([0, 0.44, 0.42]) * size
    m = Material(shade.CLOTH, specular=0.03, grain=0.03)
    brim = rounded(at, np.array([0.62, 0.05, 0.75]) * size, 0.7, random_colour(rng), m, HAT, person.layers[0].person, put)
    brim.regions[:, 1] = brim.rest[:, 0] > 0
    brim.regions[:, 2] = brim.rest[:, 0] <= 0
    return [brim]


def scarf(person, rng):
    """A loose ring of cloth around the neck, sometimes with an end hanging down the chest."""
    number, size = person.layers[0].person, person.stature / 17
    s, place = person.extra["skeleton"], person.extra["place"]
    b = s.i("neck01")
    put = lambda v: place((v - s.rest[b]) @ s.turn[b].T + s.at[b])
    around, across = np.meshgrid(np.linspace(0, 2 * np.pi, 41), np.linspace(0, 2 * np.pi, 17))
    tube = rng.uniform(0.3, 0.48) * (1 + 0.14 * np.sin(around * 3 + rng.uniform(0, 6)) + 0.08 * np.sin(around * 7))
    radius = 0.72 + 0.25 * rng.random() + tube * np.cos(across)
    wide = 1 + 0.12 * np.abs(np.sin(around))
    p = np.stack([radius * wide * np.sin(around), tube * 1.25 * np.sin(across) - 0.28 * np.cos(around) + 0.06 * np.sin(4 * around),
                  radius * np.cos(around) * 1.05], -1).reshape(-1, 3) * size
    rest = (p + s.rest_head("neck01") + np.array([0, 0.05, 0.3]) * size).astype(np.float32)
    i, j = np.meshgrid(np.arange(16), np.arange(40), indexing="ij")
    k = (i * 41 + j).ravel()
    tris = np.concatenate([np.stack([k, k + 1, k + 41], 1), np.stack([k + 1, k + 42, k + 41], 1)]).astype(np.int32)
    uv = np.stack([around.ravel(), across.ravel()], 1).astype(np.float32)[tris]
    tile, repeat, _ = drawn(rng)
    m = Material(shade.CLOTH, tile, 1, repeat, 0.02, 8, 0.35, 1.2, 0.04)
    verts = put(rest).astype(np.float32)
    regions = np.zeros((len(rest), 17), np.float32)
    front = p[:, 2] > 0
    regions[front, 9], regions[~front, 10] = 1, 1
    out = [Layer(verts, smooth_normals(verts, tris), rest, tris, uv, np.full(len(tris), SCARF, np.uint8), regions,
                 np.zeros(len(rest), np.float32), np.ones((len(rest), 3), np.float32), m, number)]
    if rng.random() < 0.6:
        long = rng.uniform(1.0, 2.4)
        at = s.rest_head("neck01") + np.array([rng.uniform(-0.5, 0.5), -0.5 - long, 1.45]) * size
        end = rounded(at, np.array([0.42, long, 0.12]) * size, 0.4, (1, 1, 1), m, SCARF, number, put)
        end.regions[:, 9] = 1
        out.append(end)
    return out


def obstacle(camera_eye, middle, rng):
    """Something between the camera and people: a pole, a table, a low wall."""
    share = rng.uniform(0.25, 0.7)
    at = middle + (camera_eye - middle) * share
    side = np.cross([0, 1, 0], camera_eye - middle)
    side /= np.linalg.norm(side) + 1e-9
    at = at + side * rng.normal(0, 4)
    kind = str(rng.choice(["pole", "table", "wall", "post"]))
    w, h, d = {"pole": (0.5, 40, 0.5), "table": (rng.uniform(3, 8), rng.uniform(6, 8), 3), "wall": (14, rng.uniform(3, 7), 0.7),
               "post": (1.5, rng.uniform(6, 14), 1.5)}[kind]
    a = rng.uniform(-0.6, 0.6)
    spin = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    material = fabric_material(rng) if rng.random() < 0.4 else None
    low = h - 0.5 if kind == "table" else 0
    return [box((-w, low, -d), (w, h, d), (1, 1, 1) if material else random_colour(rng), spin, (at[0], at[2]), material)]
