"""Anatomy from joints: which side a limb is on, and arms that cross the body.

The model's own anatomy takes forearms and hands before the chest for torso, and swaps the legs of people who turn. Bones
between reliable joints say better: a limb's pixel goes to the side of the nearer bone, and the core of a bone of the arm is that
arm, whatever lies behind it. Pixels between core and outline are ignored where the two disagree.
"""

import cv2
import numpy as np

from .labels import ANATOMY, ANATOMY_IGNORE
from .recipe import constants

SURE = constants("limbs", "sure")
_AT = {name: i for i, name in enumerate(ANATOMY)}
# points of the 33: shoulder, elbow, wrist, pinky, index, hip, knee, ankle, heel, toe
_SIDES = {"left": (11, 13, 15, 17, 19, 23, 25, 27, 29, 31), "right": (12, 14, 16, 18, 20, 24, 26, 28, 30, 32)}
_CORE = constants("limbs", "core")  # half width in units of the person
_TORSO = (_AT["torso-front"], _AT["torso-back"], 0)


def bones(points):
    """(side, part, start, end, confidence) of each limb; hands end beyond the knuckles."""
    for side, at in _SIDES.items():
        shoulder, elbow, wrist, pinky, index, hip, knee, ankle, heel, toe = points[list(at)]
        knuckles = (pinky + index) / 2
        tip = np.append(wrist[:2] + 1.5 * (knuckles[:2] - wrist[:2]), min(pinky[2], index[2]))
        for part, a, b in (
            ("upper-arm", shoulder, elbow), ("lower-arm", elbow, wrist), ("hand", wrist, tip),
            ("upper-leg", hip, knee), ("lower-leg", knee, ankle), ("foot", heel, toe),
        ):  # fmt: skip
            yield side, part, a[:2], b[:2], float(min(a[2], b[2]))


def unit(points):
    """The person's measure in pixels: the shoulders' width, or half of the trunk's length where that is more."""
    shoulders = np.hypot(*(points[11, :2] - points[12, :2]))
    trunk = np.hypot(*((points[11, :2] + points[12, :2] - points[23, :2] - points[24, :2]) / 2))
    return float(max(shoulders, 0.6 * trunk, 4))


def _distance(xs, ys, a, b):
    along = b - a
    share = ((xs - a[0]) * along[0] + (ys - a[1]) * along[1]) / max(float(along @ along), 1e-6)
    share = np.clip(share, 0, 1)
    return np.hypot(xs - a[0] - share * along[0], ys - a[1] - share * along[1])


def corrected(anatomy, person, points):
    """`anatomy` with the limbs of one person (a mask) laid by `points` (33 × x, y, confidence in the map's pixels).

    Legs follow the joints below the knee; above it, where hips can't be trusted, disagreement is ignored.
    """
    ys, xs = np.nonzero(person)
    if len(ys) == 0:
        return anatomy
    anatomy, found, measure = anatomy.copy(), anatomy[ys, xs], unit(points)
    laid = found.copy()
    limbs = {}
    for side, part, a, b, confidence in bones(points):
        if confidence >= SURE:
            limbs[side, part] = _distance(xs, ys, a, b)
    _sides(laid, found, limbs, ("upper-arm", "lower-arm", "hand"), measure, trusted=True)
    _sides(laid, found, limbs, ("lower-leg", "foot"), measure, trusted=True)
    _sides(laid, found, limbs, ("upper-leg",), measure, trusted=False)
    for part in ("upper-arm", "lower-arm", "hand"):  # what is farther out covers what is nearer the trunk
        for side in _SIDES:
            if (side, part) not in limbs:
                continue
            distance, label = limbs[side, part] / (measure * _CORE[part]), _AT[f"{side}-{part}"]
            elsewhere = np.isin(found, _TORSO)
            laid[(distance < 1) & elsewhere] = label
            laid[(distance >= 1) & (distance < 1.9) & elsewhere & np.isin(laid, _TORSO)] = ANATOMY_IGNORE
            if part == "hand":
                laid[(distance < 0.9) & np.isin(found, [_AT["left-face"], _AT["right-face"]])] = ANATOMY_IGNORE
    anatomy[ys, xs] = laid
    return anatomy


def _sides(laid, found, limbs, parts, measure, trusted):
    left, right = ([limbs[s, p] for p in parts if (s, p) in limbs] for s in ("left", "right"))
    if len(left) < len(parts) or len(right) < len(parts):
        return
    left, right = np.min(left, 0), np.min(right, 0)
    clear = np.abs(left - right) > 0.12 * measure
    for part in parts:
        ids = _AT[f"left-{part}"], _AT[f"right-{part}"]
        limb = np.isin(found, ids)
        side = np.where(left < right, *ids)
        if trusted:
            laid[limb] = np.where(clear, side, np.where(side == found, found, ANATOMY_IGNORE))[limb]
        else:
            laid[limb & clear & (side != found)] = ANATOMY_IGNORE


def parts_sides(parts, person, points, names):
    """`parts` with arms, legs and shoes of one person on the side of the nearer bone, ignored where both are near."""
    ys, xs = np.nonzero(person)
    found = parts[ys, xs]
    measure = unit(points)
    groups = {"arm": ("upper-arm", "lower-arm", "hand"), "leg": ("lower-leg",), "shoe": ("foot",)}
    near = {}
    for side, part, a, b, confidence in bones(points):
        if confidence >= SURE:
            near[side, part] = _distance(xs, ys, a, b)
    for group, pieces in groups.items():
        left, right = ([near[s, p] for p in pieces if (s, p) in near] for s in ("left", "right"))
        if not left or not right:
            continue
        left, right = np.min(left, 0), np.min(right, 0)
        ids = names.index(f"left-{group}"), names.index(f"right-{group}")
        clear = np.abs(left - right) > 0.12 * measure
        limb = np.isin(found, ids)
        side = np.where(left < right, *ids)
        found[limb] = np.where(clear, side, np.where(side == found, found, len(names)))[limb]
    result = parts.copy()
    result[ys, xs] = found
    return result


def hand_discs(shape, points):
    """{side: mask} of reliable hands, from wrist to finger tips."""
    discs = {}
    for side, part, a, b, confidence in bones(points):
        if part == "hand" and confidence >= SURE:
            mask = np.zeros(shape, np.uint8)
            width = max(1, round(2 * unit(points) * _CORE["hand"]))
            cv2.line(mask, tuple(int(v) for v in a.round()), tuple(int(v) for v in b.round()), 1, width)
            discs[side] = mask > 0
    return discs
