"""Where the legs go: each stance places the ankles, points knees and toes, and bends the trunk.

Stances draw from the generator in a fixed order, so that a seed gives the same pose each time.
"""

from dataclasses import dataclass, field

import numpy as np

from skeleton import euler, rotation

SIGN = {".L": 1.0, ".R": -1.0}
OTHER = {".L": ".R", ".R": ".L"}


@dataclass
class Limbs:
    """Lengths of one person's legs, dm."""

    thigh: float
    shin: float
    hip_x: float  # half the distance of the hip joints
    ankle: dict  # height of the ankle on a flat foot
    hips: dict  # hip joints from the root

    @property
    def reach(self):
        return self.thigh + self.shin

    @staticmethod
    def of(s):
        hips = {k: s.rest_head("upperleg01" + k) - s.rest_head("root") for k in SIGN}
        return Limbs(s.span("upperleg01.L", "lowerleg01.L"), s.span("lowerleg01.L", "foot.L"), abs(hips[".L"][0]),
                     {k: s.rest_head("foot" + k)[1] for k in SIGN}, hips)


@dataclass
class Stance:
    """Ankles relative to the floor below the hips, dm; angles in degrees. `height` is the hips', None where legs are long."""

    lean: float
    twist: float
    side: float
    feet: dict = field(default_factory=dict)
    poles: dict = field(default_factory=dict)  # where knees point
    toes: dict = field(default_factory=dict)  # turn outwards
    flat: dict = field(default_factory=dict)  # heel up
    pelvis: np.ndarray = field(default_factory=lambda: np.eye(3))
    height: float = None
    seat: float = None


def walk(t, b, rng, phase, calm, run=False):
    step = (0.2 + 0.1 * rng.random() if not calm else 0.24) * b.reach * (1.5 if run else 1)
    for k in SIGN:
        a = 2 * np.pi * (phase + (0 if k == ".L" else 0.5))
        forward, lift = np.cos(a) * step, max(0.0, -np.sin(a))
        up = lift * (0.35 if run else 0.13) * b.reach
        t.feet[k] = np.array([SIGN[k] * b.hip_x * 0.6, up, forward - (0.1 * b.reach * lift if run else 0)])
        # Heel first in front, toe last behind.
        t.flat[k] = -18 * max(0, np.cos(a)) + 34 * max(0, -np.cos(a)) + lift * 15
        t.toes[k] *= 0.4
        t.poles[k] = np.array([0.1 * SIGN[k], 0, 1.0])
    t.twist = 7 * np.cos(2 * np.pi * phase) * -1
    t.lean += 10 if run else 3


def stand(t, b, rng, calm):
    apart = rng.uniform(0.35, 1.5)
    for k in SIGN:
        t.feet[k] = np.array([SIGN[k] * b.hip_x * apart, 0, rng.normal(0, 0.05) * b.reach])
    if rng.random() < 0.5 and not calm:  # weight on one leg
        k = some_side(rng)
        t.pelvis = euler(0, rng.normal(0, 8), SIGN[k] * -rng.uniform(2, 7))
        t.feet[k][2] += rng.uniform(0, 0.2) * b.reach
        t.side += SIGN[k] * 4


def cross(t, b, rng):
    order = 1 if rng.random() < 0.5 else -1
    for k in SIGN:
        t.feet[k] = np.array([-SIGN[k] * b.hip_x * rng.uniform(0.3, 0.9), 0, order * SIGN[k] * 0.12 * b.reach])
        t.poles[k] = np.array([0.1 * SIGN[k], 0, 1.0])


def lunge(t, b, rng):
    k = some_side(rng)
    o, d = OTHER[k], rng.uniform(0.3, 0.5) * b.reach
    t.feet[k], t.feet[o] = np.array([SIGN[k] * b.hip_x, 0, d]), np.array([SIGN[o] * b.hip_x, 0, -d])
    t.flat[o], t.height = 38.0, rng.uniform(0.68, 0.85) * b.reach
    t.lean += rng.uniform(0, 14)


def step(t, b, rng):
    k = some_side(rng)
    o = OTHER[k]
    t.feet[k] = np.array([SIGN[k] * b.hip_x, rng.uniform(0.1, 0.5) * b.reach, rng.uniform(0.05, 0.45) * b.reach])
    t.feet[o] = np.array([SIGN[o] * b.hip_x * 0.6, 0, 0])
    t.flat[k] = rng.uniform(-10, 30)
    t.lean += rng.uniform(0, 14)


def crouch(t, b, rng):
    t.height = rng.uniform(0.22, 0.55) * b.reach
    t.lean += rng.uniform(12, 40)
    for k in SIGN:
        t.feet[k] = np.array([SIGN[k] * b.hip_x * rng.uniform(0.8, 1.7), 0, rng.uniform(0.08, 0.24) * b.reach])
        t.poles[k] = np.array([SIGN[k] * rng.uniform(0.1, 0.7), 0.25, 1.0])
    t.pelvis, t.side = euler(rng.uniform(5, 30), 0, 0), 0.0


def kneel(t, b, rng):
    k = some_side(rng)
    o = OTHER[k]
    t.height = 0.95 * b.thigh
    t.feet[k] = np.array([SIGN[k] * b.hip_x, 0, b.thigh * 0.85])
    t.feet[o] = np.array([SIGN[o] * b.hip_x, 0.02 * b.reach, -b.shin * 0.9])
    t.flat[o] = 75.0


def sit(t, b, rng):
    t.height = t.seat = b.shin * rng.uniform(0.85, 1.15) + b.ankle[".L"]
    t.lean = rng.normal(-3, 12)
    t.pelvis = euler(-rng.uniform(0, 15), 0, 0)
    crossed = rng.random()
    for k in SIGN:
        out = rng.uniform(0.6, 1.8)
        t.feet[k] = np.array([SIGN[k] * b.hip_x * out, 0, b.thigh * rng.uniform(0.75, 1.3)])
        t.poles[k] = np.array([SIGN[k] * rng.uniform(-0.1, 0.35), 0.8, 0.7])
    if crossed < 0.3:  # one leg laid over the other
        k = some_side(rng)
        o = OTHER[k]
        t.feet[o] = np.array([SIGN[o] * b.hip_x * 0.7, 0, b.thigh * 0.95])
        t.feet[k] = np.array([SIGN[o] * b.hip_x * rng.uniform(0.6, 1.6), t.height * rng.uniform(0.35, 0.55),
                              b.thigh * rng.uniform(1.2, 1.35)])
        t.poles[k] = np.array([SIGN[k] * 0.2, 1.0, 0.5])
        t.flat[k] = rng.uniform(10, 35)
    elif crossed < 0.5:  # ankles crossed on the floor
        for k in SIGN:
            t.feet[k][0] *= -0.5
            t.feet[k][2] += SIGN[k] * 0.5


def some_side(rng):
    return ".L" if rng.random() < 0.5 else ".R"


def standing_height(t, b, rng):
    """Hip height at which every foot on the floor is reached by a nearly straight leg."""
    height = 1e9
    for k in SIGN:
        if t.feet[k][1] < 0.02 * b.reach:
            d = t.feet[k] - t.pelvis @ b.hips[k] * np.array([1, 0, 1])
            straight = b.reach * rng.uniform(0.985, 0.996)
            height = min(height, np.sqrt(max(straight**2 - d[0] ** 2 - d[2] ** 2, (0.5 * b.reach) ** 2)))
    return (0.96 * b.reach if height > 1e8 else height) + b.ankle[".L"]


def stance(kind, b, rng, phase, calm):
    """One of stand, walk, run, cross, lunge, step, crouch, kneel, sit."""
    t = Stance(rng.normal(2, 5), rng.normal(0, 7), rng.normal(0, 4))
    if calm:
        t.lean, t.twist, t.side = 1.0, 0.0, 0.0
    for k in SIGN:
        t.toes[k], t.flat[k] = rng.uniform(2, 24) * SIGN[k], 0.0
        t.poles[k] = rotation((0, 1, 0), t.toes[k] * 0.8) @ np.array([0, 0, 1.0])
    if kind in ("walk", "run"):
        phase = rng.random() if phase is None else phase
        walk(t, b, rng, phase, calm, run=kind == "run")
    elif kind == "stand":
        stand(t, b, rng, calm)
    else:
        {"cross": cross, "lunge": lunge, "step": step, "crouch": crouch, "kneel": kneel, "sit": sit}[kind](t, b, rng)
    if t.height is None:
        t.height = standing_height(t, b, rng)
    return t, phase
