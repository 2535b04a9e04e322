"""People cut out of labelled photographs and renders, pasted onto other scenes."""

from dataclasses import dataclass

import cv2
import numpy as np

from .geometry import box_of, cells, move_joints, pixels, placement, warp
from .labels import IGNORE
from .photometric import recolour, tint
from .scenes import JOINTS_MIRROR, _sided, join_anatomy


@dataclass(frozen=True)
class Cutout:
    """One person: image h×w×4 (the fourth channel is the matte), labels of the same size, joints."""

    image: np.ndarray
    parts: np.ndarray
    anatomy: np.ndarray
    joints: np.ndarray


def from_photo(photo):
    inside = (photo.parts > 0) & (photo.parts < IGNORE)
    box = box_of(inside)
    parts, inside = photo.parts[box], inside[box]
    closed = cv2.morphologyEx(inside.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    parts = np.where(inside, parts, np.where(closed > 0, IGNORE, 0)).astype(np.uint8)
    half = photo.anatomy
    rows, columns = ((np.arange(s.start, s.stop) // 2).clip(0, n - 1) for s, n in zip(box, half.shape))
    anatomy = join_anatomy(parts, half[np.ix_(rows, columns)])
    joints = photo.joints[:, :4].copy()
    joints[:, 1:3] -= (box[1].start, box[0].start)
    near = cv2.dilate(closed, np.ones((13, 13), np.uint8))
    return Cutout(_matted(photo.image[box], closed), parts, anatomy, _on(near, joints))


def from_render(render, person):
    inside = render.persons == person
    box = box_of(inside)
    inside = inside[box]
    joints = render.joints[render.joints[:, 4] == person, :4] - np.float32([0, box[1].start, box[0].start, 0])
    parts, anatomy = (np.where(inside, m[box], 0).astype(np.uint8) for m in (render.parts, render.anatomy))
    return Cutout(_matted(render.image[box], inside.astype(np.uint8)), parts, anatomy, joints)


def _matted(image, inside):
    soft = cv2.blur(inside * np.uint8(255), (3, 3))
    return np.dstack([image, cv2.LUT(soft, np.clip((np.arange(256) - 80) * 1.6, 0, 255).astype(np.uint8))])


def _on(near, joints):
    x, y = joints[:, 1].round().astype(int), joints[:, 2].round().astype(int)
    within = (x >= 0) & (y >= 0) & (x < near.shape[1]) & (y < near.shape[0])
    within[within] = near[y[within], x[within]] > 0
    return joints[within]


def paste(rng, scene, cutout, height, foot, person, recoloured=0.0):
    """Pastes a person, `height` crop pixels tall with the feet at `foot` (x, y), over what is in the scene."""
    h, w = cutout.parts.shape
    size = scene.image.shape[:2]
    scale, flip = height / h, bool(rng.random() < 0.5)
    to_cutout = placement((w / 2, h), foot, scale, rng.normal(0, 0.06), flip)
    drawn = warp(cutout.image, to_cutout, scale, size, (0, 0, 0, 0))
    ys, xs = np.nonzero(drawn[:, :, 3].any(1))[0], np.nonzero(drawn[:, :, 3].any(0))[0]
    if len(ys) == 0:
        return
    box = (slice(ys[0], ys[-1] + 1), slice(xs[0], xs[-1] + 1))
    matte = drawn[box][:, :, 3:].astype(np.float32) / 255
    looks = np.ascontiguousarray(drawn[box][:, :, :3])
    if recoloured and rng.random() < recoloured:
        looks = recolour(looks, pixels(cutout.parts, to_cutout, size)[box], rng)
    mixed = tint(looks, rng, 0.6) * matte + scene.image[box] * (1 - matte)
    scene.image[box] = mixed.astype(np.uint8)
    parts, anatomy = _sided(cells(cutout.parts, to_cutout, size, 0), cells(cutout.anatomy, to_cutout, size, 0), flip)
    over = parts > 0
    scene.parts[over], scene.anatomy[over], scene.persons[over] = parts[over], anatomy[over], person
    joints = move_joints(cutout.joints, to_cutout, flip, JOINTS_MIRROR)
    joints = np.column_stack([joints, np.full(len(joints), person, np.float32)])
    scene.joints = np.vstack([scene.joints[_seen(scene, over)], joints]).astype(np.float32)


def _seen(scene, over):
    u = ((scene.joints[:, 1] - 1.5) / 4).round().astype(int)
    v = ((scene.joints[:, 2] - 1.5) / 4).round().astype(int)
    seen = np.ones(len(u), bool)
    within = (u >= 0) & (v >= 0) & (u < over.shape[1]) & (v < over.shape[0])
    seen[within] = ~over[v[within], u[within]]
    return seen


def crowd(rng, scene, cutouts, recoloured=0.0):
    """Pastes people as they stand in streets: like heights and feet (mostly), far ones first."""
    height, width = scene.image.shape[:2]
    first = int(scene.persons[scene.persons < 255].max(initial=0)) + 1
    common = height * float(np.exp(rng.uniform(np.log(0.15), np.log(1.25))))
    ground = max(rng.uniform(0.55, 1.05) * height, 0.85 * common)
    alike = rng.random() < 0.7
    tall = [common * np.exp(rng.normal(0, 0.18 if alike else 0.55)) for _ in cutouts]
    for person, (cutout, size) in enumerate(sorted(zip(cutouts, tall), key=lambda c: c[1]), first):
        size *= min(1.0, cutout.parts.shape[0] / (2.2 * cutout.parts.shape[1])) if alike else 1.0
        y = ground + (size - common) * rng.uniform(0.1, 0.6) if alike else rng.uniform(0.3, 1.3) * height
        y += max(0.0, rng.normal(0, 0.25)) * size if rng.random() < 0.4 else 0
        paste(rng, scene, cutout, float(np.clip(size, 24, 1.6 * height)), (rng.uniform(0, 1) * width, y), person, recoloured)


def hidden_below(cutout, share):
    """The upper `share` of a person, as behind a table."""
    rows = max(8, round(cutout.parts.shape[0] * share))
    joints = cutout.joints[cutout.joints[:, 2] < rows]
    return Cutout(cutout.image[:rows], cutout.parts[:rows], cutout.anatomy[:rows], joints)
