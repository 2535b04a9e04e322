"""Persons from centres and offsets, as the product decodes them."""

import cv2
import numpy as np

from .network import STRIDE_OUT
from .recipe import constants

THRESHOLD, WINDOW = constants("decode", "threshold", "window")


def persons_of(foreground, centres, offsets):
    """Ids (0 nobody) at the output cells: each foreground cell goes to the centre nearest to where it points."""
    top = cv2.dilate(centres, np.ones((WINDOW, WINDOW), np.uint8))
    ys, xs = np.nonzero((centres >= top) & (centres > THRESHOLD))
    persons = np.zeros(centres.shape, np.uint8)
    if len(ys) == 0:
        return foreground.astype(np.uint8)
    v, u = np.nonzero(foreground)
    gap_x = (u + offsets[0, v, u] / STRIDE_OUT)[:, None] - xs
    gap_y = (v + offsets[1, v, u] / STRIDE_OUT)[:, None] - ys
    persons[v, u] = (gap_x**2 + gap_y**2).argmin(1) + 1
    return persons


def matches(found, truth, known, least=20):
    """(true positives, found, real) at IoU 0.5."""
    found, truth = found * known, truth * known
    ids, real = (
        [i for i in np.unique(m) if i and (m == i).sum() >= least] for m in (found, truth)
    )
    hits = 0
    for i in real:
        for j in ids:
            a, b = truth == i, found == j
            if (a & b).sum() / max(1, (a | b).sum()) >= 0.5:
                hits += 1
                break
    return hits, len(ids), len(real)
