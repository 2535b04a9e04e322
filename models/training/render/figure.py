"""What a frame is drawn from: materials, labelled meshes in the world, and people made of them."""

from dataclasses import dataclass, field

import numpy as np

from wardrobe import FACE, IGNORE, LEFT_ARM, LEFT_LEG, RIGHT_ARM, RIGHT_LEG

# Part of bare skin for each anatomy id; the bare trunk is left out of training.
SKIN_PART = np.array([IGNORE, FACE, FACE] + [LEFT_ARM, RIGHT_ARM] * 3 + [IGNORE, IGNORE] + [LEFT_LEG, RIGHT_LEG] * 3, np.uint8)
FROM_REGION = 255  # part code: decided per pixel by SKIN_PART


@dataclass
class Material:
    kind: int  # one of shade.SKIN ...
    tile: np.ndarray = None  # fabric, linear RGB, tiling
    mapping: int = 0
    repeat: float = 1.0
    specular: float = 0.0
    gloss: float = 10.0
    fold: float = 0.0
    fold_size: float = 0.5
    grain: float = 0.0
    phase: float = 0.0


@dataclass
class Layer:
    """One posed mesh in the world."""

    verts: np.ndarray
    normals: np.ndarray
    rest: np.ndarray
    tris: np.ndarray
    uv: np.ndarray
    part: np.ndarray  # (M,) uint8, FROM_REGION for bare skin
    regions: np.ndarray  # (N,17)
    hairy: np.ndarray  # (N,) 1 where skin counts as hair, -1 where it is the neck
    colour: np.ndarray  # (N,3) linear
    material: Material
    person: int
    cutout: float = 0.0  # share of hair strands left out
    edge: np.ndarray = None  # (N,) drawn where the interpolated value is positive
    bias: float = 0.0  # drawn as if this much nearer, dm


@dataclass
class Person:
    layers: list
    joints: np.ndarray  # (17,3) in COCO order
    stature: float  # dm
    seat: float = None  # height of what the person sits on
    box: tuple = None  # lowest and highest corner
    extra: dict = field(default_factory=dict)  # skeleton, place (body to world), spin, where, width, sex, cap
