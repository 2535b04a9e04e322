"""A labelled photograph in other clothes, where its own would be rare: dresses dyed or cut at the waist, somebody else's hat.

A hundred photographs of hats and of skirts are overfit: the mean of 0.3's and 0.4's weights knew 0.58 of hat (IoU) on those
that it was trained on, 0.32 on others.
"""

import dataclasses

import cv2
import numpy as np

from .geometry import box_of
from .labels import JOINTS, PARTS
from .recipe import constants

_HAT, _HAIR, _GLASSES, _SKIRT, _DRESS, _FACE = (
    PARTS.index(n) for n in ("hat", "hair", "sunglasses", "skirt", "dress", "face")
)
_TOP = PARTS.index("upper-clothes")
RARE = [PARTS.index(n) for n in constants("restyle", "rare")]
DYED, CUT, HATTED, PATTERNED = constants("restyle", "dyed", "cut", "hatted", "patterned")  # shares of the photographs that it can be done to
_LEAST = constants("restyle", "least")  # pixels


def restyle(rng, photo, hats, cloth):
    """The photo as it is or changed; `hats` are photos of people with one, `cloth` gives a picture (RGB) of some cloth."""
    image, parts = photo.image, photo.parts
    if rng.random() < CUT:
        parts = _cut_dress(rng, photo)
    dyed = [label for label in RARE if rng.random() < DYED and np.count_nonzero(parts == label) > _LEAST]
    if parts is not photo.parts:
        dyed = [[_SKIRT], [_TOP], [_SKIRT, _TOP]][rng.integers(3)] + [n for n in dyed if n != _SKIRT]
    if dyed:
        image = image.copy()
        for label in dyed:
            dye(rng, image, parts == label, cloth)
    if hats and rng.random() < HATTED and not (parts == _HAT).any():
        image, parts = _put_on(rng, image, parts, hats[rng.integers(len(hats))], cloth)
    return photo if image is photo.image else dataclasses.replace(photo, image=image, parts=parts)


def dye(rng, image, worn, cloth):
    """Changes colour, brightness and perhaps pattern of the pixels `worn` in place; folds and shadows stay."""
    box = box_of(worn)
    looks, worn = np.ascontiguousarray(image[box]), worn[box]
    light = cv2.cvtColor(looks, cv2.COLOR_RGB2GRAY).astype(np.float32)
    mean = float(light[worn].mean())
    folds = 1 + (light - mean) / max(mean, 50.0) * rng.uniform(0.6, 1.1)
    stuff = _pattern(rng, cloth(), looks.shape) if rng.random() < PATTERNED else _plain(rng)
    matte = cv2.blur(worn.astype(np.float32), (3, 3))[:, :, None]
    image[box] = looks * (1 - matte) + np.clip(stuff * folds[:, :, None], 0, 255) * matte


def _plain(rng):
    hsv = np.uint8([[[rng.integers(180), 255 * rng.beta(1, 1.6), rng.uniform(15, 245)]]])
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB).astype(np.float32)


def _pattern(rng, picture, shape):
    """A square from the middle of a picture of cloth, repeated over `shape` where it is smaller."""
    h, w = picture.shape[:2]
    side = max(8, int(min(h, w) * rng.uniform(0.2, 0.5)))
    y, x = (h - side) // 2, (w - side) // 2
    size = max(8, int(max(shape[:2]) * np.exp(rng.uniform(np.log(0.2), np.log(1.2)))))
    tile = cv2.resize(np.ascontiguousarray(picture[y : y + side, x : x + side]), (size, size), interpolation=cv2.INTER_AREA)
    times = [-(-n // size) for n in shape[:2]]
    return np.tile(tile, (*times, 1))[: shape[0], : shape[1]].astype(np.float32)


def _cut_dress(rng, photo):
    """Parts with the dress taken for a top and a skirt that meet at the waist; the same array where that can't be done."""
    dress, waist = photo.parts == _DRESS, _torso(photo.joints)
    if waist is None or not dress.any():
        return photo.parts
    (top, bottom), share = waist, rng.uniform(0.5, 0.85)
    down = bottom - top
    ys, xs = np.nonzero(dress)
    below = (xs - top[0]) * down[0] + (ys - top[1]) * down[1] > share * float(down @ down)
    if not 0.2 < below.mean() < 0.9:
        return photo.parts
    parts = photo.parts.copy()
    parts[ys, xs] = np.where(below, _SKIRT, _TOP)
    return parts


def _torso(joints):
    """Middle of the shoulders and of the hips (x, y), or None where one isn't sure."""
    sure = {int(j): np.array([x, y]) for j, x, y, score, _ in joints if score >= 0.5}
    wanted = [JOINTS.index(f"{side}-{joint}") for joint in ("shoulder", "hip") for side in ("left", "right")]
    if any(j not in sure for j in wanted):
        return None
    a, b, c, d = (sure[j] for j in wanted)
    return (a + b) / 2, (c + d) / 2


def _face(parts):
    """Middle x, top y and width of the face, or None."""
    ys, xs = np.nonzero((parts == _FACE) | (parts == _GLASSES))
    if len(ys) < _LEAST:
        return None
    (left, right), top = np.quantile(xs, (0.03, 0.97)), np.quantile(ys, 0.03)
    return (left + right) / 2, top, right - left + 1


def _put_on(rng, image, parts, donor, cloth):
    """Copies with the donor's hat on, or the same arrays where it wouldn't cover the hair above it."""
    here, there = _face(parts), _face(donor.parts)
    if here is None or there is None:
        return image, parts
    scale = here[2] / there[2] * rng.uniform(0.95, 1.15)
    turn = -1 if rng.random() < 0.5 else 1
    to_here = np.float32([
        [turn * scale, 0, here[0] - turn * scale * there[0]],
        [0, scale, here[1] - scale * (there[1] + rng.uniform(-0.1, 0.1) * there[2])],
    ])  # fmt: skip
    size = parts.shape[::-1]
    looks = donor.image.copy()
    if rng.random() < 0.6:
        dye(rng, looks, donor.parts == _HAT, cloth)
    drawn = cv2.warpAffine(looks, to_here, size)
    matte = cv2.warpAffine((donor.parts == _HAT).astype(np.float32), to_here, size)
    over = matte > 0.5
    if np.count_nonzero(over) < _LEAST or not _covers(over, parts == _HAIR):
        return image, parts
    soft = cv2.blur(matte, (3, 3))[:, :, None]
    worn = parts.copy()
    worn[over] = _HAT
    return (image * (1 - soft) + drawn * soft).astype(np.uint8), worn


def _covers(hat, hair):
    """Whether hardly any hair is above the hat's lower edge without being under it."""
    columns = np.nonzero(hat.any(0))[0]
    bottom = np.zeros(hat.shape[1], int)
    bottom[columns] = hat.shape[0] - hat[::-1, columns].argmax(0)
    above = hair & (np.arange(hat.shape[0])[:, None] < bottom) & ~hat
    return np.count_nonzero(above) < 0.06 * np.count_nonzero(hat)
