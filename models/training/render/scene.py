"""A frame: people and things before a backdrop, seen by a camera, with exact labels for every pixel."""

from dataclasses import dataclass

import cv2
import numpy as np
from numba import njit

import shade
from fabric import SIZE
from figure import FROM_REGION, SKIN_PART
from raster import draw, draw_depth, occlusion

SHADOW = 640
VOLUME = shade.noise_volume()
TABLE = shade.display_table()
# How far in front of a joint its own skin may lie (dm, for a person of 17 dm), in COCO order.
JOINT_DEPTH = np.array([0.25, 0.3, 0.3, 0.35, 0.35, 1.3, 1.3, 0.9, 0.9, 0.7, 0.7, 2.3, 2.3, 1.2, 1.2, 1.0, 1.0])


@dataclass
class Light:
    direction: np.ndarray  # towards the sun
    key: np.ndarray
    sky: np.ndarray
    ground: np.ndarray
    shadow: float  # how dark its shadow is on the floor, 0..1


@dataclass
class Frame:
    image: np.ndarray  # HxWx3 uint8 RGB
    parts: np.ndarray
    anatomy: np.ndarray
    persons: np.ndarray
    keypoints: np.ndarray  # (P,17,3) x, y (pixel centres at whole numbers), 2 seen / 1 hidden / 0 outside
    people: list
    samples: tuple = None  # parts, anatomy and persons of the 2x2 samples of every pixel, (2H)x(2W) uint8
    drawn: tuple = None  # world vertices, triangles, and by sample the triangle, the place in it and the depth


class Packed:
    """All layers of a frame in flat arrays."""

    def __init__(self, layers, pixels_per_dm):
        starts = np.cumsum([0] + [len(l.verts) for l in layers])
        cat = lambda f: np.concatenate([f(l) for l in layers])
        self.world = cat(lambda l: l.verts)
        self.normal = cat(lambda l: l.normals)
        self.rest = cat(lambda l: l.rest.astype(np.float32))
        self.regions = cat(lambda l: l.regions)
        self.hairy = cat(lambda l: l.hairy.astype(np.float32))
        self.edge = cat(lambda l: np.ones(len(l.verts), np.float32) if l.edge is None else l.edge)
        self.colour = cat(lambda l: l.colour)
        self.tris = np.concatenate([l.tris + s for l, s in zip(layers, starts)]).astype(np.int32)
        self.uv = cat(lambda l: l.uv).astype(np.float32)
        self.part = cat(lambda l: l.part)
        self.person = np.concatenate([np.full(len(l.tris), l.person, np.uint8) for l in layers])
        self.mat = np.concatenate([np.full(len(l.tris), i, np.int32) for i, l in enumerate(layers)])
        self.cutout = np.concatenate([np.full(len(l.tris), l.cutout, np.float32) for l in layers])
        self.bias = np.concatenate([np.full(len(l.tris), l.bias, np.float32) for l in layers])
        tiles, values, kinds = [], [], []
        for l in layers:
            m = l.material
            number = -1
            if m.tile is not None:
                number = len(tiles)
                tiles.append(shrink(m.tile, m.repeat, pixels_per_dm))
            values.append([number, m.mapping, m.repeat, m.specular, m.gloss, m.fold, m.fold_size, m.grain, m.phase])
            kinds.append(m.kind)
        self.tiles = np.stack(tiles) if tiles else np.ones((1, SIZE, SIZE, 3), np.float32)
        self.values = np.array(values, np.float64)
        self.kinds = np.array(kinds, np.int32)


def shrink(tile, repeat, pixels_per_dm):
    """Blurs a tile to about the size its texels have on screen, so that far fabric does not sparkle."""
    texels = SIZE * repeat / 10.0  # texels per dm (planar mapping: one tile every 10/repeat dm)
    k = texels / max(pixels_per_dm, 1e-3)
    if k <= 1.3:
        return tile
    n = max(4, int(SIZE / k))
    small = cv2.resize(tile, (n, n), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (SIZE, SIZE), interpolation=cv2.INTER_LINEAR)


@njit(cache=True)
def label(ident, bary, tris, part, person, regions, hairy, skin_part, from_region, parts, anatomy, persons):
    """Per-sample labels; anatomy is the strongest interpolated region."""
    h, w = ident.shape
    for y in range(h):
        for x in range(w):
            t = ident[y, x]
            if t < 0:
                continue
            u, v = bary[y, x, 0], bary[y, x, 1]
            a, b, c = tris[t, 0], tris[t, 1], tris[t, 2]
            best, region = 1e-6, 0
            for k in range(17):
                r = (1 - u - v) * regions[a, k] + u * regions[b, k] + v * regions[c, k]
                if r > best:
                    best, region = r, k
            p = part[t]
            if p == from_region:
                p = skin_part[region]
                q = (1 - u - v) * hairy[a] + u * hairy[b] + v * hairy[c]
                if q > 0.5:
                    p = 2
                elif q < -0.5 and p == 18:
                    p = 11
            parts[y, x], anatomy[y, x], persons[y, x] = p, region, person[t]


@njit(cache=True)
def vote(parts, anatomy, persons, out_parts, out_anatomy, out_persons):
    """2 x 2 samples to one pixel: the majority person (or thing), then its first sample's labels."""
    h, w = out_parts.shape
    for y in range(h):
        for x in range(w):
            best, count = 0, -1
            for k in range(4):
                p = persons[2 * y + k // 2, 2 * x + k % 2]
                n = 0
                for j in range(4):
                    if persons[2 * y + j // 2, 2 * x + j % 2] == p:
                        n += 1
                if n > count:
                    best, count = k, n
            yy, xx = 2 * y + best // 2, 2 * x + best % 2
            out_parts[y, x], out_anatomy[y, x], out_persons[y, x] = parts[yy, xx], anatomy[yy, xx], persons[yy, xx]


def light_view(direction, points):
    """Shadow-map axes and extent: rows right, up, along the light."""
    z = -direction / np.linalg.norm(direction)
    x = np.cross([0, 1, 0.01], z)
    x /= np.linalg.norm(x)
    basis = np.stack([x, np.cross(z, x), z])
    p = (points @ basis.T).astype(np.float32)
    low, high = p.min(0) - 0.5, p.max(0) + 0.5
    return basis, p, low.astype(np.float64), high.astype(np.float64)


def contact_map(points, step=0.35):
    """Shade on the floor below things near it."""
    near = points[points[:, 1] < 2.5]
    if not len(near):
        return np.zeros((1, 1), np.float32), np.zeros(2)
    low = near[:, [0, 2]].min(0) - 4
    size = np.ceil((near[:, [0, 2]].max(0) + 4 - low) / step).astype(int) + 1
    size = np.minimum(size, 1200)
    grid = np.zeros((size[1], size[0]), np.float32)
    i = np.clip(((near[:, [0, 2]] - low) / step).astype(int), 0, size - 1)
    np.maximum.at(grid, (i[:, 1], i[:, 0]), np.exp(-near[:, 1] / 0.9).astype(np.float32))
    grid = 0.5 * cv2.GaussianBlur(grid, (0, 0), 1.5) + 0.9 * cv2.GaussianBlur(grid, (0, 0), 4)
    return np.clip(grid, 0, 1), low.astype(np.float64)


def render(people, things, camera, light, backdrop, floor_shadow=True):
    """`backdrop` is linear HxWx3 at the output size. Returns linear image and a Frame without its image."""
    layers = [l for p in people for l in p.layers] + list(things)
    middle = np.mean([np.asarray(p.joints).mean(0) for p in people], 0) if people else np.zeros(3)
    distance = np.linalg.norm(camera.eye - middle)
    pack = Packed(layers, 2 * camera.focal / distance)
    big = camera.scaled(2)
    w, h = big.width, big.height
    depth = np.full((h, w), 1e9, np.float32)
    ident = np.full((h, w), -1, np.int32)
    bary = np.zeros((h, w, 2), np.float32)
    view = big.view(pack.world)
    draw(view, pack.tris, pack.edge, pack.bias, pack.cutout, pack.uv, big.focal, w, h, depth, ident, bary)
    half = np.ascontiguousarray(depth[::2, ::2])
    ao = np.zeros(half.shape, np.float32)
    occlusion(half, camera.focal, 1.2, ao)
    ao = cv2.resize(cv2.blur(ao, (3, 3)), (w, h), interpolation=cv2.INTER_LINEAR)
    basis, points, low, high = light_view(light.direction, pack.world)
    shadow = np.full((SHADOW, SHADOW), 1e9, np.float32)
    draw_depth(points, pack.tris, SHADOW, low, high, shadow)
    out = np.zeros((h, w, 3), np.float32)
    shade.shade(ident, bary, ao, pack.tris, pack.uv, pack.mat, pack.world, pack.normal, pack.rest, pack.colour, VOLUME,
                pack.tiles, pack.kinds, pack.values, camera.eye, light.direction, light.key, light.sky, light.ground,
                shadow, low, high, basis, out)
    behind = backdrop
    if floor_shadow:
        dark = np.ones((camera.height, camera.width), np.float32)
        contact, clow = contact_map(pack.world)
        shade.ground_light(camera.width, camera.height, camera.focal, camera.eye, camera.turn, shadow, low, high, basis,
                           contact, clow, 0.35, light.shadow, dark)
        behind = backdrop * cv2.GaussianBlur(dark, (0, 0), 1.2)[..., None]
    image = np.empty((camera.height, camera.width, 3), np.float32)
    shade.develop(ident, out, np.ascontiguousarray(behind, np.float32), TABLE, image)
    return image, labels(pack, camera, ident, bary, depth, people)


def labels(pack, camera, ident, bary, depth, people):
    fine = [np.zeros(ident.shape, np.uint8) for _ in range(3)]
    label(ident, bary, pack.tris, pack.part, pack.person, pack.regions, pack.hairy, SKIN_PART, FROM_REGION, *fine)
    coarse = [np.zeros((camera.height, camera.width), np.uint8) for _ in range(3)]
    vote(*fine, *coarse)
    parts, anatomy, persons = coarse
    joints = np.zeros((len(people), 17, 3), np.float32)
    for i, person in enumerate(people):
        xy, z = camera.project(person.joints)
        joints[i, :, :2] = xy - 0.5
        number = person.layers[0].person
        for j in range(17):
            x, y = int(np.floor(xy[j, 0])), int(np.floor(xy[j, 1]))
            if z[j] < 0.8 or x < 0 or y < 0 or x >= camera.width or y >= camera.height:
                continue
            near = depth[2 * y:2 * y + 2, 2 * x:2 * x + 2].min()
            mine = (persons[max(0, y - 1):y + 2, max(0, x - 1):x + 2] == number).any()
            seen = mine and near > z[j] - JOINT_DEPTH[j] * person.stature / 17
            joints[i, j, 2] = 2 if seen else 1
    return Frame(None, parts, anatomy, persons, joints, people, tuple(fine),
                 (pack.world, pack.tris, ident, bary, depth))
