"""From label maps, person ids and joints to what the heads are trained on."""

from dataclasses import dataclass

import cv2
import numpy as np

from .labels import IGNORE, JOINTS
from .network import OFFSET_SCALE, STRIDE_OUT
from .recipe import constants

UNKNOWN_PERSON = 255  # person id: somebody, not known who
SOME_PART = 254  # parts: a person, label not known
SURE, SIGMA, _SMALLEST = constants("targets", "sure", "sigma", "smallest")  # score; cells, least and greatest; cells
SIGMA_SHARE, CENTRE_SHARE, CENTRE_SIGMA = constants("targets", "sigma_share", "centre_share", "centre_sigma")


@dataclass
class Scene:
    """A crop with its labels at the output cells.

    image h×w×3; parts, anatomy, persons at h/4×w/4; joints rows (joint, x, y, score, person id) in crop pixels.
    """

    image: np.ndarray
    parts: np.ndarray
    anatomy: np.ndarray
    persons: np.ndarray
    joints: np.ndarray


def targets(scene):
    """image, parts, anatomy, heat (1+17 maps, 0..255), heat_mask, offsets, offset_mask as arrays of one sample."""
    grid = scene.persons.shape
    heat = np.zeros((1 + len(JOINTS), *grid), np.float32)
    mask = np.ones((1 + len(JOINTS), *grid), np.uint8)
    offsets = np.zeros((2, *grid), np.float32)
    offset_mask = np.zeros(grid, np.uint8)
    unknown = (scene.persons == UNKNOWN_PERSON) | (scene.parts == IGNORE)
    mask[0] = cv2.dilate(unknown.astype(np.uint8), np.ones((5, 5), np.uint8)) == 0
    sigmas = {}
    for person in np.unique(scene.persons):
        if person in (0, UNKNOWN_PERSON):
            continue
        ys, xs = np.nonzero(scene.persons == person)
        sigmas[person] = float(np.clip(SIGMA_SHARE * np.ptp(ys), *SIGMA))
        cy, cx = ys.mean(), xs.mean()
        if len(ys) < _SMALLEST:
            mask[0, ys, xs] = 0
            continue
        blob(heat[0], cx, cy, float(np.clip(CENTRE_SHARE * np.sqrt(len(ys)), *CENTRE_SIGMA)))
        mask[0, round(cy), round(cx)] = 1
        offsets[:, ys, xs] = np.stack([cx - xs, cy - ys]) * (STRIDE_OUT / OFFSET_SCALE)
        offset_mask[ys, xs] = 1
    for joint, x, y, score, person in scene.joints:
        u, v = (x - 1.5) / STRIDE_OUT, (y - 1.5) / STRIDE_OUT
        if not (-0.5 <= u < grid[1] - 0.5 and -0.5 <= v < grid[0] - 0.5):
            continue
        at = 1 + int(joint)
        if score >= SURE:
            blob(heat[at], u, v, sigmas.get(person, 1.2))
        else:
            cv2.circle(mask[at], (round(u), round(v)), 3, 0, -1)
    return {
        "image": np.ascontiguousarray(scene.image),
        "parts": scene.parts,
        "anatomy": scene.anatomy,
        "heat": (heat * 255).astype(np.uint8),  # bytes and halves: a quarter of what travels between processes
        "heat_mask": mask,
        "offsets": offsets.astype(np.float16),
        "offset_mask": offset_mask,
    }


def blob(plane, x, y, sigma):
    """Raises `plane` to a Gaussian bump whose top cell is exactly 1."""
    x0, y0 = int(round(x)), int(round(y))
    reach = int(np.ceil(3 * sigma))
    ys = np.arange(max(0, y0 - reach), min(plane.shape[0], y0 + reach + 1))
    xs = np.arange(max(0, x0 - reach), min(plane.shape[1], x0 + reach + 1))
    if len(ys) == 0 or len(xs) == 0:
        return
    bump = np.exp(-((ys[:, None] - y) ** 2 + (xs[None] - x) ** 2) / (2 * sigma**2)).astype(np.float32)
    if ys[0] <= y0 <= ys[-1] and xs[0] <= x0 <= xs[-1]:
        bump[y0 - ys[0], x0 - xs[0]] = 1
    view = plane[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
    np.maximum(view, bump, out=view)
