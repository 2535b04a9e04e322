"""Training scenes: crops of photographs and renders, each with what is known about it."""

import numpy as np

from .geometry import PADDING, cells, move_joints, pixels, placement, warp
from .labels import ANATOMY, ANATOMY_IGNORE, IGNORE, JOINTS, PARTS, mirror_of
from .photometric import recolour
from .targets import SOME_PART, UNKNOWN_PERSON, Scene

_BAG = PARTS.index("bag")
RECOLOURED = 0.08  # share of labelled people whose garments change colour
_HARDLY, _SURELY = 25, 205  # the teacher's person, 0..255


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


def doubtful_sides(joints, reach):
    """Scores lowered where left and right of a joint were found in the same place."""
    joints = joints.copy()
    for left, right in ((i, m) for i, m in enumerate(JOINTS_MIRROR) if m > i):
        for row in np.nonzero(joints[:, 0] == left)[0]:
            for other in np.nonzero(joints[:, 0] == right)[0]:
                near = np.hypot(*(joints[row, 1:3] - joints[other, 1:3])) < reach
                if near and left > 4 and max(joints[row, 3], joints[other, 3]) < 0.8:
                    joints[[row, other], 3] = 0.3
    return joints


def somewhere(rng, photo, size, scale, angle, flip):
    """A crop whose middle falls anywhere that keeps it over the photo as far as it reaches."""
    height, width = photo.shape[:2]
    room = [max(n * scale - c, 0) / scale / 2 for n, c in ((width, size[1]), (height, size[0]))]
    middle = [n / 2 + rng.uniform(-r, r) for n, r in zip((width, height), room)]
    return placement(middle, (size[1] / 2, size[0] / 2), scale, angle, flip)


def _draw(rng, middle, spread, low, high):
    return float(np.clip(middle * np.exp(rng.normal(0, spread)), low, high))


def street(rng, photo, size, scale=None):
    """A labelled street photograph: one known person; what the map ignores may be others."""
    scale = scale or _draw(rng, 0.66, 0.32, 0.35, 1.5)
    flip = bool(rng.random() < 0.5)
    to_photo = somewhere(rng, photo.image, size, scale, rng.normal(0, 0.07), flip)
    parts = cells(photo.parts, to_photo, size, 0)
    anatomy = join_anatomy(parts, cells(photo.anatomy, to_photo, size, 0, half=True))
    persons = ((parts > 0) & (parts < IGNORE)).astype(np.uint8)
    joints = move_joints(doubtful_sides(photo.joints, 0.03 * photo.image.shape[0]), to_photo, flip, JOINTS_MIRROR)
    joints = np.column_stack([joints, np.ones(len(joints), np.float32)])
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
    """A photograph with people known only from the teacher (and a first model's parts, where there are some)."""
    fits = min(size[0] / photo.image.shape[0], size[1] / photo.image.shape[1])
    scale = _draw(rng, max(fits, 0.5) * 1.3, 0.35, 0.3, 1.6)
    flip = bool(rng.random() < 0.5)
    to_photo = somewhere(rng, photo.image, size, scale, rng.normal(0, 0.07), flip)
    person = cells(photo.person, to_photo, size, 0, half=True)
    parts = np.full(person.shape, IGNORE, np.uint8)
    parts[person < _HARDLY] = 0
    parts[person > _SURELY] = SOME_PART
    if photo.pseudo is not None:
        found = cells(photo.pseudo, to_photo, size, 0, half=True)
        parts = np.where(found != IGNORE, found, parts).astype(np.uint8)
    anatomy = cells(photo.anatomy, to_photo, size, 0, half=True)
    anatomy[(person >= _HARDLY) & (person <= _SURELY)] = ANATOMY_IGNORE  # the teacher's outlines are too wide
    persons = np.where(person > 100, UNKNOWN_PERSON, 0).astype(np.uint8)
    joints = move_joints(doubtful_sides(photo.joints, 12), to_photo, flip, JOINTS_MIRROR)
    joints = np.column_stack([joints, np.zeros(len(joints), np.float32)])
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
