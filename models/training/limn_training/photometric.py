"""Colour, light, blur, noise and compression at random."""

import cv2
import numpy as np

from .labels import PARTS

_WORN = (("hat",), ("upper-clothes",), ("skirt",), ("pants",), ("dress",), ("belt",), ("left-shoe", "right-shoe"), ("bag",), ("scarf",))
_GARMENT = np.zeros(256, np.uint8)
for _number, _names in enumerate(_WORN, 1):
    _GARMENT[[PARTS.index(n) for n in _names]] = _number


def recolour(image, parts, rng):
    """Some of the garments in other colours: what is a skirt or a scarf is no matter of colour.

    `parts` are ids at the size of the image; returns a new image.
    """
    count = 1 + len(_WORN)
    turned = (rng.random(count) < 0.6) & (np.arange(count) > 0)
    hue = np.where(turned, rng.integers(0, 180, count), 0)
    gain, more = np.where(turned, rng.uniform(0.5, 1.3, count), 1), np.where(turned, rng.uniform(0, 60, count), 0)
    gamma = np.where(turned, np.exp(rng.normal(0, 0.5, count)), 1)
    levels = np.arange(256.0)
    tables = np.stack([
        (levels % 180 + hue[:, None]) % 180, levels * gain[:, None] + more[:, None], 255 * (levels / 255) ** gamma[:, None]
    ]).clip(0, 255).astype(np.uint8)  # fmt: skip
    garment = _GARMENT[parts]
    worn = turned[garment]
    hsv = cv2.cvtColor(image, cv2.COLOR_RGB2HSV)
    for channel in range(3):
        hsv[:, :, channel][worn] = tables[channel][garment[worn], hsv[:, :, channel][worn]]
    other = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)
    matte = cv2.blur(worn.astype(np.uint8) * np.uint8(255), (3, 3))[:, :, None].astype(np.uint16)
    return ((image * (255 - matte) + other * matte) // 255).astype(np.uint8)


def tint(image, rng, strength=1.0):
    """Brightness, contrast, colour cast, gamma and saturation; uint8 in and out."""
    ramp = np.linspace(0, 1, 256)
    gamma = np.exp(rng.normal(0, 0.2 * strength))
    contrast = 1 + rng.normal(0, 0.18 * strength)
    bright = rng.normal(0, 0.08 * strength)
    tables = []
    for cast in rng.normal(0, 0.05 * strength, 3):
        tables.append(np.clip(((ramp**gamma - 0.5) * contrast + 0.5 + bright) * (1 + cast) * 255, 0, 255))
    image = cv2.LUT(image, np.stack(tables, 1).astype(np.uint8)[None])
    if rng.random() < 0.5:
        grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[:, :, None].repeat(3, 2)
        keep = 0.0 if rng.random() < 0.08 else float(np.clip(1 + rng.normal(0, 0.3 * strength), 0, 2))
        image = cv2.addWeighted(image, keep, grey, 1 - keep, 0)
    return image


def wear(image, rng):
    """What cameras and files do: blur, noise, JPEG."""
    if rng.random() < 0.25:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.4))
    if rng.random() < 0.25:
        noise = np.empty(image.shape, np.int16)
        cv2.randn(noise, (0, 0, 0), (rng.uniform(2, 12),) * 3)
        image = cv2.add(image, noise, dtype=cv2.CV_8U)
    if rng.random() < 0.3:
        _, file = cv2.imencode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 90))))
        image = cv2.imdecode(file, cv2.IMREAD_COLOR)
    return image
