"""Colour, light, blur, noise and compression at random."""

import cv2
import numpy as np

from .labels import PARTS
from .recipe import constants

TURNED = constants("photometric", "turned")  # share of a recoloured person's garments
GAMMA, CONTRAST, BRIGHT, CAST, SATURATION = constants("photometric", "gamma", "contrast", "bright", "cast", "saturation")  # spreads
SATURATED, GREY = constants("photometric", "saturated", "grey")  # shares
BLURRED, BLUR, NOISY, NOISE, PACKED, QUALITY = constants(
    "photometric", "blurred", "blur", "noisy", "noise", "packed", "quality"
)  # shares, each with its least and greatest amount
_WORN = (("hat",), ("upper-clothes",), ("skirt",), ("pants",), ("dress",), ("belt",), ("left-shoe", "right-shoe"), ("bag",), ("scarf",))
_GARMENT = np.zeros(256, np.uint8)
for _number, _names in enumerate(_WORN, 1):
    _GARMENT[[PARTS.index(n) for n in _names]] = _number


def recolour(image, parts, rng):
    """Some of the garments in other colours: what is a skirt or a scarf is no matter of colour.

    `parts` are ids at the size of the image; returns a new image.
    """
    count = 1 + len(_WORN)
    turned = (rng.random(count) < TURNED) & (np.arange(count) > 0)
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
    gamma = np.exp(rng.normal(0, GAMMA * strength))
    contrast = 1 + rng.normal(0, CONTRAST * strength)
    bright = rng.normal(0, BRIGHT * strength)
    tables = []
    for cast in rng.normal(0, CAST * strength, 3):
        tables.append(np.clip(((ramp**gamma - 0.5) * contrast + 0.5 + bright) * (1 + cast) * 255, 0, 255))
    image = cv2.LUT(image, np.stack(tables, 1).astype(np.uint8)[None])
    if rng.random() < SATURATED:
        grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[:, :, None].repeat(3, 2)
        keep = 0.0 if rng.random() < GREY else float(np.clip(1 + rng.normal(0, SATURATION * strength), 0, 2))
        image = cv2.addWeighted(image, keep, grey, 1 - keep, 0)
    return image


def wear(image, rng):
    """What cameras and files do: blur, noise, JPEG."""
    if rng.random() < BLURRED:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(*BLUR))
    if rng.random() < NOISY:
        noise = np.empty(image.shape, np.int16)
        cv2.randn(noise, (0, 0, 0), (rng.uniform(*NOISE),) * 3)
        image = cv2.add(image, noise, dtype=cv2.CV_8U)
    if rng.random() < PACKED:
        _, file = cv2.imencode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(*QUALITY))))
        image = cv2.imdecode(file, cv2.IMREAD_COLOR)
    return image
