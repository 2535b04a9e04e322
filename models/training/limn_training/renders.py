"""Rendered frames: NNNNNN.jpg with NNNNNN.npz (parts, anatomy, persons, keypoints)."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from .labels import JOINTS


@dataclass(frozen=True)
class Render:
    """image H×W×3; parts, anatomy, persons H×W; joints rows (joint, x, y, score, person id)."""

    image: np.ndarray
    parts: np.ndarray
    anatomy: np.ndarray
    persons: np.ndarray
    joints: np.ndarray


def list_renders(folder):
    """Stems of the frames that are complete, oldest first."""
    if not folder or not Path(folder).is_dir():
        return []
    return [p.with_suffix("") for p in sorted(Path(folder).glob("*.npz")) if p.with_suffix(".jpg").exists()]


def read_render(stem):
    image = cv2.imread(str(stem.with_suffix(".jpg")), cv2.IMREAD_COLOR)[:, :, ::-1]
    with np.load(stem.with_suffix(".npz")) as file:
        parts, anatomy, persons, keypoints = (file[n] for n in ("parts", "anatomy", "persons", "keypoints"))
    joints = [
        (joint, x, y, {2: 1.0, 1: 0.3}[int(seen)], person + 1)
        for person, points in enumerate(keypoints)
        for joint, (x, y, seen) in enumerate(points[: len(JOINTS)])
        if seen > 0
    ]
    return Render(
        np.ascontiguousarray(image), parts, anatomy, persons, np.array(joints, np.float32).reshape(-1, 5)
    )
