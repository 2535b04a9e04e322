"""Colour, light, blur, noise and compression at random."""

import cv2
import numpy as np


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
