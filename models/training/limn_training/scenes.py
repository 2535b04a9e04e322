"""Training scenes: crops of photographs and renders, each with what is known about it."""

import numpy as np

from .geometry import PADDING, cells, move_joints, pixels, placement, warp
from .labels import ANATOMY, ANATOMY_IGNORE, IGNORE, JOINTS, PARTS, mirror_of
from .photometric import recolour
from .recipe import constants
from .targets import UNKNOWN_PERSON, Scene

_BAG = PARTS.index("bag")
CLOSE, RECOLOURED = constants("scenes", "close", "recoloured")  # shares: seen from near; garments change colour
STREET_CLOSE, TAUGHT_CLOSE = constants("scenes", "street_close", "taught_close")  # least and greatest scale of those
# middle, spread (of the logarithm), least and greatest scale of the others
STREET_SCALE, EMPTY_SCALE, TAUGHT_SCALE, RENDER_SCALE = constants(
    "scenes", "street_scale", "empty_scale", "taught_scale", "render_scale"
)
STREET_TURN, EMPTY_TURN, TAUGHT_TURN, RENDER_TURN = constants(
    "scenes", "street_turn", "empty_turn", "taught_turn", "render_turn"
)  # spread of the angle, radians


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
    scale = scale or (rng.uniform(*STREET_CLOSE) if rng.random() < CLOSE else _draw(rng, *STREET_SCALE))
    flip = bool(rng.random() < 0.5)
    to_photo = somewhere(rng, photo.image, size, scale, rng.normal(0, STREET_TURN), flip)
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
    scale = least * _draw(rng, *EMPTY_SCALE)
    flip = bool(rng.random() < 0.5)
    to_photo = somewhere(rng, photo.image, size, scale, rng.normal(0, EMPTY_TURN), flip)
    nothing = np.zeros((size[0] // 4, size[1] // 4), np.uint8)
    image = warp(photo.image, to_photo, scale, size, PADDING)
    return Scene(image, nothing, nothing.copy(), nothing.copy(), np.zeros((0, 5), np.float32))


def taught(rng, photo, size):
    """A photograph with people known from teachers; who is who only where `photo.persons` says so."""
    middle, *spread = TAUGHT_SCALE
    fits = min(size[0] / photo.image.shape[0], size[1] / photo.image.shape[1])
    scale = rng.uniform(*TAUGHT_CLOSE) if rng.random() < CLOSE else _draw(rng, max(fits, 0.5) * middle, *spread)
    flip = bool(rng.random() < 0.5)
    to_photo = somewhere(rng, photo.image, size, scale, rng.normal(0, TAUGHT_TURN), flip)
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
    scale = fits * _draw(rng, *RENDER_SCALE)
    flip = bool(rng.random() < 0.5)
    to_photo = somewhere(rng, render.image, size, scale, rng.normal(0, RENDER_TURN), flip)
    parts, anatomy, persons = (
        cells(m, to_photo, size, b) for m, b in ((render.parts, 0), (render.anatomy, 0), (render.persons, 0))
    )
    joints = move_joints(render.joints, to_photo, flip, JOINTS_MIRROR)
    return Scene(warp(render.image, to_photo, scale, size, PADDING), *_sided(parts, anatomy, flip), persons, joints)
