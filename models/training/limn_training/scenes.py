"""Training scenes: crops of photographs and renders, each with what is known about it."""

import numpy as np

from .geometry import PADDING, cells, move_joints, pixels, placement, warp
from .labels import ANATOMY, ANATOMY_IGNORE, IGNORE, JOINTS, PARTS, mirror_of
from .photometric import recolour
from .targets import UNKNOWN_PERSON, Scene

_BAG = PARTS.index("bag")
CLOSE = 0.12  # share of photographs seen from near
RECOLOURED = 0.08  # share of labelled people whose garments change colour


def _table(names):
    return np.array([*mirror_of(names), *range(len(names), 256)], np.uint8)


PARTS_MIRROR, ANATOMY_MIRROR, JOINTS_MIRROR = _table(PARTS), _table(ANATOMY), mirror_of(JOINTS)


def join_anatomy(parts, teacher):
    """The teacher's anatomy where the hand-made map agrees that there is a person at all."""
    person = (parts > 0) & (parts < IGNORE)
    missed = person & (teacher == 0)
    anatomy = np.where(parts == 0, 0, teacher)
    anatomy[missed] = ANATOMY_IGNORE
    anatomy[missed & (parts == _BAG)] = 0
    return anatomy.astype(np.uint8)


def somewhere(rng, photo, size, scale, angle, flip):
    """A crop whose middle falls anywhere that keeps it over the photo as far as it reaches."""
    height, width = photo.shape[:2]
    room = [max(n * scale - c, 0) / scale / 2 for n, c in ((width, size[1]), (height, size[0]))]
    middle = [n / 2 + rng.uniform(-r, r) for n, r in zip((width, height), room)]
    return placement(middle, (size[1] / 2, size[0] / 2), scale, angle, flip)


def _draw(rng, middle, spread, low, high):
    return float(np.clip(middle * np.exp(rng.normal(0, spread)), low, high))


def street(rng, photo, size, scale=None):
    """A labelled street photograph: one known person; what the map ignores may be others. One in eight is a close-up."""
    scale = scale or (rng.uniform(1.6, 3.2) if rng.random() < CLOSE else _draw(rng, 0.86, 0.32, 0.45, 1.9))
    flip = bool(rng.random() < 0.5)
    to_photo = somewhere(rng, photo.image, size, scale, rng.normal(0, 0.07), flip)
    parts = cells(photo.parts, to_photo, size, 0)
    anatomy = join_anatomy(parts, cells(photo.anatomy, to_photo, size, 0, half=True))
    persons = ((parts > 0) & (parts < IGNORE)).astype(np.uint8)
    joints = move_joints(photo.joints, to_photo, flip, JOINTS_MIRROR)
    image = warp(photo.image, to_photo, scale, size, PADDING)
    if rng.random() < RECOLOURED:
        image = recolour(image, pixels(photo.parts, to_photo, size), rng)
    return Scene(image, *_sided(parts, anatomy, flip), persons, joints)


def _sided(parts, anatomy, flip):
    return (PARTS_MIRROR[parts], ANATOMY_MIRROR[anatomy]) if flip else (parts, anatomy)


def empty(rng, photo, size):
    """A photograph without people (or a garment nobody wears): all background."""
    least = max(size[0] / photo.image.shape[0], size[1] / photo.image.shape[1])
    scale = least * _draw(rng, 1.1, 0.3, 0.7, 2.2)
    flip = bool(rng.random() < 0.5)
    to_photo = somewhere(rng, photo.image, size, scale, rng.normal(0, 0.1), flip)
    nothing = np.zeros((size[0] // 4, size[1] // 4), np.uint8)
    image = warp(photo.image, to_photo, scale, size, PADDING)
    return Scene(image, nothing, nothing.copy(), nothing.copy(), np.zeros((0, 5), np.float32))


def taught(rng, photo, size):
    """A photograph with people known from teachers; who is who only where `photo.persons` says so."""
    fits = min(size[0] / photo.image.shape[0], size[1] / photo.image.shape[1])
    scale = rng.uniform(1.5, 3.0) if rng.random() < CLOSE else _draw(rng, max(fits, 0.5) * 1.2, 0.4, 0.3, 2.0)
    flip = bool(rng.random() < 0.5)
    to_photo = somewhere(rng, photo.image, size, scale, rng.normal(0, 0.07), flip)
    parts, anatomy, person = (cells(m, to_photo, size, 0, half=True) for m in (photo.pseudo, photo.anatomy, photo.person))
    if photo.persons is not None:
        persons = cells(photo.persons, to_photo, size, 0, half=True)
    else:
        persons = np.where(person > 100, UNKNOWN_PERSON, 0).astype(np.uint8)
    joints = move_joints(photo.joints, to_photo, flip, JOINTS_MIRROR)
    image = warp(photo.image, to_photo, scale, size, PADDING)
    return Scene(image, *_sided(parts, anatomy, flip), persons, joints)


def rendered(rng, render, size):
    """A rendered frame: everything is known exactly."""
    fits = max(size[0] / render.image.shape[0], size[1] / render.image.shape[1])
    scale = _draw(rng, fits, 0.3, 0.5 * fits, 1.8 * fits)
    flip = bool(rng.random() < 0.5)
    to_photo = somewhere(rng, render.image, size, scale, rng.normal(0, 0.05), flip)
    parts, anatomy, persons = (
        cells(m, to_photo, size, b) for m, b in ((render.parts, 0), (render.anatomy, 0), (render.persons, 0))
    )
    joints = move_joints(render.joints, to_photo, flip, JOINTS_MIRROR)
    return Scene(warp(render.image, to_photo, scale, size, PADDING), *_sided(parts, anatomy, flip), persons, joints)
