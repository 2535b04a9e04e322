"""What lies behind people: drawn studios, rooms, streets and parks (ray-cast with the frame's own camera), or photographs."""

import csv
import glob
import os

import cv2
import numpy as np

from fabric import drawn, linear, random_colour
from scene import VOLUME


def cloud(x, y, seed):
    """Two-octave value noise at any points, about -2..2."""
    def octave(u, v):
        i, j = np.floor(u).astype(int), np.floor(v).astype(int)
        a, b = u - i, v - j
        a, b = a * a * (3 - 2 * a), b * b * (3 - 2 * b)
        g = np.ascontiguousarray(VOLUME[:, :, seed % 32, 0])
        at = lambda p, q: g[p & 31, q & 31]
        return (at(i, j) * (1 - a) + at(i + 1, j) * a) * (1 - b) + (at(i, j + 1) * (1 - a) + at(i + 1, j + 1) * a) * b
    return octave(x, y) + 0.5 * octave(x * 2.7 + 5, y * 2.7 + 9)


def rays(camera):
    x, y = np.meshgrid(np.arange(camera.width) + 0.5, np.arange(camera.height) + 0.5)
    d = np.stack([(x - camera.width / 2) / camera.focal, -(y - camera.height / 2) / camera.focal, -np.ones_like(x)], -1)
    return d @ camera.turn


def muted(rng, low=0.15, high=0.8):
    v = rng.uniform(low, high)
    return linear(np.clip(v * (1 + rng.normal(0, 0.045, 3)), 0.03, 0.95))


def studio(camera, rng):
    d = rays(camera)
    a, b = muted(rng, 0.1, 0.95), muted(rng, 0.1, 0.95)
    t = np.clip(d[..., 1] / (np.abs(d[..., 2]) + 1e-6) * 1.2 + 0.5, 0, 1)[..., None]
    out = a * (1 - t) + b * t
    h, w = d.shape[:2]
    y, x = np.mgrid[0:h, 0:w]
    r = ((x / w - rng.uniform(0.3, 0.7)) ** 2 + (y / h - rng.uniform(0.2, 0.6)) ** 2)[..., None]
    return out * (1.15 - rng.uniform(0.2, 0.8) * r)


def floor_texture(px, pz, rng, kind=None):
    kind = kind or str(rng.choice(["plain", "tiles", "boards", "asphalt", "grass", "paving"]))
    base = muted(rng, 0.25, 0.75)
    n = cloud(px * 0.12, pz * 0.12, int(rng.integers(32)))[..., None]
    fine = cloud(px * 3, pz * 3, int(rng.integers(32)))[..., None]
    out = base * (1 + 0.06 * n + 0.05 * fine)
    if kind in ("tiles", "paving"):
        s = rng.uniform(2, 7)
        u, v = px / s, pz / (s if kind == "tiles" else s * 0.5)
        if kind == "paving":
            u = u + 0.5 * (np.floor(v) % 2)
        line = ((u % 1 < 0.03) | (v % 1 < 0.04))[..., None]
        shade_ = 1 + 0.12 * VOLUME[np.floor(u).astype(int) & 31, np.floor(v).astype(int) & 31, 3, 0][..., None]
        out = np.where(line, out * 0.6, out * shade_)
    elif kind == "boards":
        base = linear(np.array([0.55, 0.4, 0.28]) * rng.uniform(0.5, 1.4))
        u = px / 1.3
        shade_ = VOLUME[np.floor(u).astype(int) & 31, 5, 3, 0]
        grain = cloud(px * 4, pz * 0.3 + shade_ * 9, 4)
        out = base * (1 + 0.15 * shade_ + 0.1 * grain)[..., None]
        out = np.where((u % 1 < 0.03)[..., None], out * 0.5, out)
    elif kind == "grass":
        out = linear(np.array([0.32, 0.42, 0.2]) * rng.uniform(0.7, 1.2)) * (1 + 0.3 * fine + 0.2 * n)
    elif kind == "asphalt":
        out = linear(np.full(3, rng.uniform(0.3, 0.55))) * (1 + 0.12 * fine + 0.08 * n)
    return np.clip(out, 0.01, 0.95)


def wall_texture(u, y, rng, kind=None):
    """Colours of a wall at u along it and y above the floor, in dm."""
    bare = kind is not None
    kind = kind or str(rng.choice(["plain", "brick", "facade", "panel", "shelves", "pattern"], p=[0.2, 0.15, 0.3, 0.1, 0.15, 0.1]))
    base = muted(rng, 0.3, 0.9)
    out = base * (1 + 0.05 * cloud(u * 0.1, y * 0.1, int(rng.integers(32)))[..., None])
    if kind == "brick":
        v = y / 0.8
        q = u / 2.2 + 0.5 * (np.floor(v) % 2)
        tint = VOLUME[np.floor(q).astype(int) & 31, np.floor(v).astype(int) & 31, 2, 0][..., None]
        out = linear(np.array([0.6, 0.35, 0.28]) * rng.uniform(0.7, 1.3)) * (1 + 0.15 * tint)
        out = np.where(((q % 1 < 0.04) | (v % 1 < 0.1))[..., None], muted(rng, 0.5, 0.7), out)
    elif kind == "facade":
        w, h = rng.uniform(8, 22), rng.uniform(14, 34)
        q, v = u / w, y / h
        inside = (np.abs(q % 1 - 0.5) < rng.uniform(0.2, 0.4)) & (np.abs(v % 1 - 0.55) < rng.uniform(0.2, 0.38))
        glow = VOLUME[np.floor(q).astype(int) & 31, np.floor(v).astype(int) & 31, 9, 0]
        glass = linear(np.array([0.3, 0.36, 0.42])) * (1 + 0.5 * glow + 0.25 * cloud(u * 0.2, y * 0.2, 8))[..., None]
        rim = (np.abs(q % 1 - 0.5) < 0.45) & (np.abs(v % 1 - 0.55) < 0.42) & ~inside
        out = np.where(rim[..., None], out * 0.8, out)
        out = np.where(inside[..., None], glass, out)
    elif kind == "panel":
        w = rng.uniform(4, 12)
        out = np.where((u / w % 1 < 0.03)[..., None], out * 0.7, out)
        out = np.where((y < rng.uniform(6, 12))[..., None], muted(rng, 0.2, 0.7), out)
    elif kind == "shelves":
        h = rng.uniform(3, 5)
        q, v = u / rng.uniform(0.5, 1.6), y / h
        i, j = np.floor(q).astype(int) & 31, np.floor(v).astype(int) & 31
        goods = linear(np.clip(0.45 + 0.2 * VOLUME[i, j, :3, 0], 0.03, 1))
        height = 0.55 + 0.15 * np.clip(VOLUME[i, j, 5, 0], -1.5, 1.5)
        out = np.where(((v % 1) < height)[..., None], goods, out * 0.35)
        out = np.where((v % 1 < 0.07)[..., None], muted(rng, 0.3, 0.8), out)
    elif kind == "pattern":
        tile = drawn(rng)[0]
        s = rng.uniform(4, 16)
        out = tile[((y / s) % 1 * 255).astype(int), ((u / s) % 1 * 255).astype(int)]
    if not bare and rng.random() < 0.5:  # posters, doors, windows
        for _ in range(int(rng.integers(1, 5))):
            u0, y0 = rng.uniform(-30, 30), rng.uniform(0, 16)
            w, h = rng.uniform(3, 14), rng.uniform(3, 16)
            hit = (np.abs(u - u0) < w / 2) & (np.abs(y - y0 - h / 2) < h / 2)
            out = np.where(hit[..., None], random_colour(rng) * (1 + 0.2 * cloud(u * 0.4, y * 0.4, 3))[..., None], out)
    return np.clip(out, 0.005, 0.95)


def place(camera, rng, middle, floor=None, walls=None, distance=None, trees=None):
    """A floor and one or two walls, or open ground with trees and sky; what is not given is random.

    `walls` lists the kinds of wall, the first of them `distance` dm behind `middle`.
    """
    d = rays(camera)
    eye = camera.eye
    with np.errstate(divide="ignore", invalid="ignore"):
        k = np.where(d[..., 1] < -1e-4, -eye[1] / d[..., 1], 1e6)
    px, pz = eye[0] + k * d[..., 0], eye[2] + k * d[..., 2]
    far = np.clip(k / (600 if walls is None else 2500), 0, 1)[..., None] * (1.0 if walls is None else 0.6)
    haze = muted(rng, 0.6, 0.95) if walls is None else linear(np.array([0.86, 0.88, 0.9]))
    out = floor_texture(np.clip(px, -3000, 3000), np.clip(pz, -3000, 3000), rng, floor) * (1 - far) + haze * far
    up = np.clip(d[..., 1] / np.linalg.norm(d, axis=-1) * 2, 0, 1)[..., None]
    blue = linear(np.array([0.35, 0.55, 0.85])) if walls is not None or rng.random() < 0.6 else muted(rng, 0.5, 0.9)
    heaven = haze * (1 - up) + blue * up
    c = cloud(d[..., 0] / (np.abs(d[..., 1]) + 0.15) * 0.8, d[..., 2] / (np.abs(d[..., 1]) + 0.15) * 0.8, 6)
    heaven = heaven + np.clip(c, 0, 1.5)[..., None] * 0.12
    out = np.where(d[..., 1:2] < -1e-4, out, heaven)
    depth = np.where(d[..., 1] < -1e-4, k, 1e6)
    outward = middle - eye
    outward[1] = 0
    outward /= np.linalg.norm(outward) + 1e-9
    kinds = walls if walls is not None else [None] * int(rng.choice([0, 1, 1, 2]))
    for number, kind in enumerate(kinds):
        a = rng.normal(0, 0.25) if number == 0 else rng.choice([-1, 1]) * rng.uniform(1.0, 1.5)
        n = np.array([outward[0] * np.cos(a) + outward[2] * np.sin(a), 0, -outward[0] * np.sin(a) + outward[2] * np.cos(a)])
        point = middle + n * (distance if distance and number == 0 else rng.uniform(8, 60))
        with np.errstate(divide="ignore", invalid="ignore"):
            t = ((point - eye) @ n) / (d @ n)
        y = eye[1] + t * d[..., 1]
        hit = (t > 0) & (t < depth) & (y > 0) & (y < rng.uniform(30, 200))
        along = np.array([n[2], 0, -n[0]])
        u = (eye + t[..., None] * d - point) @ along
        colour = wall_texture(np.clip(u, -900, 900), np.clip(y, 0, 300), rng, kind)
        foot = 1 - 0.35 * np.exp(-np.clip(y, 0, 50) / 1.5)[..., None]
        out = np.where(hit[..., None], colour * foot, out)
        depth = np.where(hit, t, depth)
    if trees or (trees is None and not kinds and rng.random() < 0.7):
        az = np.arctan2(d @ np.array([outward[2], 0, -outward[0]]), d @ outward)
        el = d[..., 1] / np.linalg.norm(d, axis=-1)
        for k, (mist, rise) in enumerate(((0.35, 0.05), (0.1, 0.02))):  # a far row, then a near one
            seed = int(rng.integers(32))
            top = rise + 0.05 * (1 + cloud(az * (9 - 4 * k), az * 0 + 3.0, seed)) + 0.012 * cloud(az * 60, el * 60, 2)
            leaf = linear(np.array([0.24, 0.33, 0.16]) * rng.uniform(0.7, 1.4)) * (
                1 + 0.35 * cloud(az * 70, el * 70, 21) + 0.35 * cloud(az * 18, el * 24 + 2, seed))[..., None]
            leaf = np.clip(leaf * (0.7 + 6 * np.clip(el, 0, 0.1))[..., None], 0.004, 1) * (1 - mist) + haze * mist
            out = np.where(((el > -0.012) & (el < top))[..., None], leaf, out)
    blur = rng.uniform(0, 2.2)
    out = cv2.GaussianBlur(out.astype(np.float32), (0, 0), blur) if blur > 0.3 else out
    return np.clip(out, 0.003, 1.0).astype(np.float32)


class Photographs:
    """Photographs without people from the training material (never used for published samples)."""

    def __init__(self, data):
        self.files = []
        for folder, column, value in (("more_photos", "persons_guess", "none"), ("coco_cc", "persons", "0")):
            path = os.path.join(data, folder, "ATTRIBUTION.csv")
            if os.path.exists(path):
                for row in csv.DictReader(open(path)):
                    file = glob.glob(os.path.join(data, folder, "**", row["file"]), recursive=True)
                    if row.get(column) == value and file:
                        self.files.append(file[0])

    def crop(self, rng, width, height):
        image = cv2.imread(self.files[int(rng.integers(len(self.files)))])
        h, w = image.shape[:2]
        scale = max(width / w, height / h) * rng.uniform(1.0, 1.6)
        image = cv2.resize(image, (int(np.ceil(w * scale)), int(np.ceil(h * scale))),
                           interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        y, x = int(rng.integers(image.shape[0] - height + 1)), int(rng.integers(image.shape[1] - width + 1))
        image = image[y:y + height, x:x + width, ::-1]
        if rng.random() < 0.5:
            image = image[:, ::-1]
        return linear(image / 255.0)
