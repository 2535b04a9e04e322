"""Fabric tiles (256 x 256, linear RGB, tiling): drawn patterns and, for training only, crops of garment photographs."""

import colorsys
import glob
import os

import cv2
import numpy as np

SIZE = 256


def linear(srgb):
    """0..1 sRGB to linear light."""
    srgb = np.asarray(srgb, np.float32)
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4).astype(np.float32)


def random_colour(rng, calm=False):
    """Garment colours as worn: many neutrals and blues, some strong ones (linear RGB); calm leaves those out."""
    kind = rng.random() * (0.72 if calm else 1)
    if kind < 0.17:
        v = rng.uniform(0.03, 0.2)
        c = [v * rng.uniform(0.9, 1.1) for _ in range(3)]
    elif kind < 0.32:
        v = rng.uniform(0.72, 0.96)
        c = [v, v * rng.uniform(0.95, 1), v * rng.uniform(0.88, 1)]
    elif kind < 0.42:
        v = rng.uniform(0.25, 0.7)
        c = [v, v * rng.uniform(0.96, 1.02), v * rng.uniform(0.94, 1.06)]
    elif kind < 0.57:
        c = colorsys.hsv_to_rgb(rng.uniform(0.55, 0.66), rng.uniform(0.2, 0.8), rng.uniform(0.15, 0.75))
    elif kind < 0.7:
        c = colorsys.hsv_to_rgb(rng.uniform(0.03, 0.12), rng.uniform(0.2, 0.6), rng.uniform(0.2, 0.85))
    else:
        c = colorsys.hsv_to_rgb(rng.random(), rng.uniform(0.25, 0.95), rng.uniform(0.25, 0.95))
    return linear(np.clip(c, 0, 1))


def leather_colour(rng):
    """Shoes, belts and bags: mostly black, brown, white and grey."""
    kind = rng.random()
    if kind < 0.4:
        return linear(np.full(3, rng.uniform(0.06, 0.2)))
    if kind < 0.6:
        return linear(np.clip(np.array([0.45, 0.3, 0.2]) * rng.uniform(0.4, 1.5), 0, 1))
    if kind < 0.8:
        return linear(np.full(3, rng.uniform(0.7, 0.95)))
    return linear(np.full(3, rng.uniform(0.2, 0.6))) if kind < 0.87 else random_colour(rng)


_POOL = {}


def _waves(rng, freq):
    """Tiling soft noise with standard deviation 1, `freq` waves a tile; a few of each kind, shifted at random."""
    key = round(freq * 2)
    if key not in _POOL:
        fixed = np.random.default_rng(key)
        fy, fx = np.fft.fftfreq(SIZE)[:, None] * SIZE, np.fft.rfftfreq(SIZE)[None] * SIZE
        mask = np.exp(-(fy * fy + fx * fx) / (freq * freq))
        fields = [np.fft.irfft2(np.fft.rfft2(fixed.standard_normal((SIZE, SIZE))) * mask, s=(SIZE, SIZE)) for _ in range(4)]
        _POOL[key] = [((n - n.mean()) / (n.std() + 1e-9)).astype(np.float32) for n in fields]
    field = _POOL[key][int(rng.integers(4))]
    return np.roll(field, (int(rng.integers(SIZE)), int(rng.integers(SIZE))), (0, 1))


KINDS = ["plain", "stripe", "check", "plaid", "dots", "denim", "knit", "blobs", "camo", "heather"]


def drawn(rng, share=(0.34, 0.12, 0.06, 0.08, 0.05, 0.1, 0.06, 0.08, 0.03, 0.08), calm=False):
    """(tile, repeats every 10 dm, mapping): one drawn fabric; `share` is how likely each of KINDS is."""
    y, x = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32) / SIZE
    a, b, c = random_colour(rng, calm), random_colour(rng, calm), random_colour(rng, calm)
    kind = str(rng.choice(KINDS, p=share))
    t = np.ones((SIZE, SIZE, 3), np.float32) * a
    n = int(rng.integers(2, 9))
    mapping, repeat = 2, rng.uniform(1.3, 3.2) * (1 if rng.random() < 0.6 else 2)
    if kind == "stripe":
        v = y if rng.random() < 0.7 else x
        edge = rng.uniform(0.2, 0.6)
        m = ((v * n) % 1 < edge)[..., None]
        t = np.where(m, b, t)
        if rng.random() < 0.3:
            t = np.where((((v * n) % 1 > 0.7) & ((v * n) % 1 < 0.8))[..., None], c, t)
    elif kind == "check":
        m = (((x * n) % 1 < 0.5) ^ ((y * n) % 1 < 0.5))[..., None]
        t = np.where(m, b, t)
    elif kind == "plaid":
        h, v = ((x * n) % 1 < 0.4)[..., None] * 0.5, ((y * n) % 1 < 0.4)[..., None] * 0.5
        t = t * (1 - h) + b * h
        t = t * (1 - v) + b * v
        t = np.where((np.abs((x * n) % 1 - 0.7) < 0.04)[..., None] | (np.abs((y * n) % 1 - 0.7) < 0.04)[..., None], c, t)
    elif kind == "dots":
        r = rng.uniform(0.15, 0.35)
        ox = (np.floor(y * n) % 2) * 0.5
        d = ((x * n + ox) % 1 - 0.5) ** 2 + ((y * n) % 1 - 0.5) ** 2
        t = np.where((d < r * r)[..., None], b, t)
    elif kind == "denim":
        a = linear(np.clip(np.array(colorsys.hsv_to_rgb(rng.uniform(0.57, 0.63), rng.uniform(0.3, 0.65), rng.uniform(0.18, 0.65))), 0, 1))
        weave = 0.08 * np.sin(2 * np.pi * (x + y) * 64) + 0.1 * _waves(rng, 60) * 0.5 + 0.12 * _waves(rng, 3)
        t = np.ones_like(t) * a * (1 + weave[..., None])
    elif kind == "knit":
        t = t * (0.75 + 0.25 * np.abs(np.sin(2 * np.pi * y * 32 + np.abs(np.sin(np.pi * x * 32)) * 2)))[..., None]
    elif kind == "blobs":
        for colour, f in ((b, n * 1.5), (c, n * 2.0)):
            t = np.where((_waves(rng, f) > rng.uniform(0.4, 1.1))[..., None], colour, t)
    elif kind == "camo":
        for colour in (b * 0.6, c * 0.5, a * 0.5):
            t = np.where((_waves(rng, 6) > 0.5)[..., None], colour, t)
    elif kind == "heather":
        t = t * (1 + 0.16 * _waves(rng, 90))[..., None]
    t = t * (1 + 0.05 * _waves(rng, 80) + 0.05 * _waves(rng, 2))[..., None]
    return np.clip(t, 0.004, 0.95).astype(np.float32), repeat, mapping


class Fabrics:
    """Chooses fabrics; photographs are used only when a folder of them is given."""

    def __init__(self, photos=None, calm=False):
        self.calm = calm
        self.photos = sorted(glob.glob(os.path.join(photos, "*.jpg"))) if photos else []

    def choose(self, rng):
        if self.photos and rng.random() < 0.3:
            return self.photographed(rng)
        return drawn(rng, (0.45, 0.09, 0.0, 0.07, 0.03, 0.14, 0.08, 0.0, 0.0, 0.14), True) if self.calm else drawn(rng)

    def photographed(self, rng):
        image = cv2.imread(str(rng.choice(self.photos)))
        if image is None:
            return drawn(rng)
        h, w = image.shape[:2]
        s = int(min(h, w) * rng.uniform(0.2, 0.5))
        y = int(np.clip(rng.normal(0.5, 0.08) * h - s / 2, 0, h - s))
        x = int(np.clip(rng.normal(0.5, 0.08) * w - s / 2, 0, w - s))
        half = cv2.resize(image[y:y + s, x:x + s, ::-1], (SIZE // 2, SIZE // 2), interpolation=cv2.INTER_LINEAR)
        tile = np.concatenate([half, half[:, ::-1]], 1)  # mirrored so that it tiles
        tile = linear(np.concatenate([tile, tile[::-1]], 0) / 255.0)
        return np.clip(tile, 0.004, 0.95), rng.uniform(0.5, 2.0), int(rng.integers(1, 3))
