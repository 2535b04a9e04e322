"""Six shots of people who move: what happens in each, as functions of time in seconds. Drawn backdrops, no photograph."""

from dataclasses import dataclass, field
from typing import Callable

import numpy as np

from arms import SIGN
from poses import composed
from samples import AFRICAN, ASIAN, EUROPEAN, MIXED, who
from skeleton import Skeleton, euler, rotation, unit

RATE = 24.0


def ease(t, begin, end):
    """0 before `begin`, 1 after `end`, smooth between."""
    x = np.clip((t - begin) / (end - begin), 0, 1)
    return x * x * (3 - 2 * x)


def mix(keys):
    """A path through (time, value) keys, smooth at each."""
    def at(t):
        value = np.asarray(keys[0][1], float)
        for (begin, a), (end, b) in zip(keys, keys[1:]):
            if t >= begin:
                value = np.asarray(a, float) + ease(t, begin, end) * (np.asarray(b, float) - np.asarray(a, float))
        return value
    return at


@dataclass
class Actor:
    """`seed` gives the clothes; `path` x, z and yaw; `hands` the wrists, in arm lengths from the shoulder (out, up, forward)."""

    seed: int
    shape: object
    path: Callable
    sex: str = None
    pace: float = 0.0  # steps' full cycles a second; 0 stands
    hands: dict = field(default_factory=dict)
    head: Callable = None  # yaw of the head, degrees

    def pose(self, t):
        def make(assets, base, _, width):
            s = Skeleton(assets.rig, base)
            rng = np.random.default_rng(self.seed + 1)
            walks = self.pace > 0
            posed = composed(s, rng, width, "walk" if walks else "stand", "swing" if walks else "hang",
                             (self.pace * t) % 1.0 if walks else None, calm=True)
            for side, place in self.hands.items():
                reach(s, side, np.asarray(place(t), float))
            if self.head:
                turn = float(self.head(t))
                for name, share in (("neck01", 0.2), ("neck02", 0.2), ("neck03", 0.2), ("head", 0.4)):
                    s.set_local(name, euler(0, turn * share, 0))
                s.solve()
            return posed
        return make


def reach(s, k, place):
    """Puts a wrist; the elbow hangs outwards and down, the palm turns as the hand comes before the body."""
    x, chest = SIGN[k], s.turn[s.i("spine01")]
    arm = s.span("upperarm01" + k, "lowerarm01" + k) + s.span("lowerarm01" + k, "wrist" + k)
    target = s.head("upperarm01" + k) + chest @ (place * [x, 1, 1] * arm)
    a, b, c = (s.rest_head(n + k) for n in ("upperarm01", "lowerarm01", "wrist"))
    s.limb("upperarm", "lowerarm", "wrist" + k, target, chest @ np.array([x * 0.8, -0.7, -0.35]), np.cross(b - a, c - b))
    s.solve()
    axis = unit(s.rest_head("wrist" + k) - s.rest_head("lowerarm01" + k))
    turn = rotation(axis, x * 30 * np.clip(place[2] * 2, 0, 1))
    s.set_local("lowerarm02" + k, turn)
    s.solve()


@dataclass
class Shot:
    name: str
    actors: list
    eye: tuple = (0, 13, 44)
    at: Callable = lambda t: (0, 9.2, 0)
    fov: float = 26.0
    seed: int = 1
    floor: str = "boards"
    walls: tuple = ("panel",)
    distance: float = 18.0
    trees: bool = False
    samples: int = 1  # an odd number of moments, averaged while the shutter is open
    shutter: float = 0.5  # share of a frame's time


REST = (0.18, -0.93, 0.1)


def wave(low, high, every, start=0.0):
    low, high = np.asarray(low, float), np.asarray(high, float)
    return lambda t: low + (high - low) * (0.5 - 0.5 * np.cos(2 * np.pi * (t + start) / every))


def stays(x, z, yaw):
    return lambda t: (x, z, yaw)


SHOTS = [
    # Long sleeves, both hands before the chest, as somebody has them who signs; the camera stands.
    Shot("sleeves", [Actor(303, who(0, 0.45, EUROPEAN), stays(0, 0, 6), "f", hands={
        ".L": mix([(0.0, REST), (0.4, (-0.15, -0.3, 0.5)), (0.8, (0.2, -0.1, 0.5)), (1.15, (-0.3, -0.35, 0.45)),
                   (1.6, (0.05, 0.1, 0.45)), (2.0, REST)]),
        ".R": mix([(0.1, REST), (0.5, (-0.1, -0.15, 0.5)), (0.9, (-0.25, -0.4, 0.5)), (1.3, (0.25, 0.0, 0.45)),
                   (1.7, (-0.05, -0.3, 0.5)), (2.0, (0.0, -0.5, 0.4))])},
        head=wave(-8, 10, 1.7))], at=lambda t: (0, 11.5, 0), fov=20, seed=51),
    # Two who walk past each other; the farther is hidden for some frames.
    Shot("crossing", [
        Actor(309, who(1, 0.5, AFRICAN), lambda t: (-9 + 9 * t, 2, 85), "m", pace=0.95),
        Actor(312, who(0, 0.4, ASIAN), lambda t: (8.5 - 8.5 * t, -3, -86), "f", pace=1.0)],
        fov=27, seed=52, floor="paving", walls=("brick",), distance=24),
    # One hand goes across trunk and face and back, the other lies on the chest.
    Shot("hand", [Actor(316, who(1, 0.6, EUROPEAN), stays(0, 0, -10), "m", hands={
        ".R": mix([(0.0, (0.3, -0.5, 0.5)), (0.55, (-0.55, -0.25, 0.45)), (1.0, (-0.2, 0.3, 0.4)), (1.5, (0.15, -0.2, 0.55)),
                   (2.0, (-0.5, -0.45, 0.4))]),
        ".L": wave((-0.3, -0.45, 0.38), (-0.2, -0.4, 0.42), 1.3)})], at=lambda t: (0, 11.8, 0), fov=18, seed=53,
        floor="tiles", walls=("shelves",)),
    # A walker whom the camera follows by a pan.
    Shot("pan", [Actor(321, who(0, 0.5, MIXED), lambda t: (-10 + 10 * t, 0, 78), "f", pace=0.9)],
         at=lambda t: (-8 + 8.6 * t, 8.9, 0), fov=25, seed=54, floor="paving", walls=("facade",), distance=22),
    # Fast arms, a long shutter: hands are smeared over many pixels.
    Shot("blur", [Actor(325, who(1, 0.45, ASIAN), stays(0, 0, 0), "m", hands={
        ".L": wave((0.75, -0.25, 0.25), (0.15, 0.75, 0.3), 0.62), ".R": wave((0.1, -0.35, 0.5), (0.8, 0.3, 0.3), 0.5, 0.1)})],
         at=lambda t: (0, 10.5, 0), fov=25, seed=55, floor="grass", walls=(), trees=True, samples=5, shutter=0.8),
    # One turns round on the spot, another walks in from the side and stays.
    Shot("turn", [
        Actor(330, who(0, 0.4, AFRICAN), lambda t: (-2.5, 0, 360 * ease(t, 0.1, 1.9)), "f"),
        Actor(334, who(1, 0.5, MIXED), lambda t: (13 - 8.5 * ease(t, 0.2, 1.7), 1, -70 * (1 - ease(t, 1.4, 2.0))), "m",
              pace=0.8)],
        fov=26, seed=56, floor="boards", walls=("panel",)),
]
