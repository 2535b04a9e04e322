"""Poses for a shaped skeleton: captured ones (BVH) and composed ones within anatomical limits.

Composed poses place ankles and wrists and let two-bone limbs solve the rest, so knees and elbows only
bend the way they can. All lengths scale with the person.
"""

from dataclasses import dataclass

import numpy as np

from arms import pose_arms
from skeleton import Skeleton, euler, rotation
from stance import SIGN, Limbs, stance

SPINE = ["spine05", "spine04", "spine03", "spine02", "spine01"]
LEGS = ["stand", "stand", "stand", "walk", "walk", "run", "sit", "sit", "crouch", "cross", "kneel", "step", "lunge"]


@dataclass
class Posed:
    skeleton: Skeleton
    kind: str


def captured(skeleton, pose):
    """A pose from a BVH."""
    for name, r in pose.items():
        if name in skeleton.names:
            skeleton.set_local(name, r)
    skeleton.solve()
    return Posed(skeleton, "captured")


def composed(skeleton, rng, width, legs=None, arms=None, phase=None, calm=False):
    """`width` is half the person's hip width in dm; `phase` in 0..1 fixes a step of the walk; calm looks ahead."""
    s = skeleton
    legs = legs or str(rng.choice(LEGS))
    b = Limbs.of(s)
    t, phase = stance(legs, b, rng, phase, calm)
    s.fixed[s.i("root")] = t.pelvis
    s.solve()
    mid = (s.head("upperleg01.L") + s.head("upperleg01.R")) / 2
    s.move = s.move + np.array([-mid[0], t.height + (0.55 * width if legs == "sit" else 0) - mid[1], -mid[2]])
    for name in SPINE:
        s.set_local(name, euler(t.lean / 5, t.twist / 5, t.side / 5))
    yaw, pitch, roll = (0.0, 0.0, 0.0) if calm else (
        np.clip(rng.normal(0, 24), -65, 65), np.clip(rng.normal(-t.lean * 0.4, 11), -35, 30), rng.normal(0, 5))
    for name, share in (("neck01", 0.2), ("neck02", 0.2), ("neck03", 0.2), ("head", 0.4)):
        s.set_local(name, euler(pitch * share, yaw * share, roll * share))
    s.solve()
    for k in SIGN:
        lift = b.ankle[k] * max(1.0, 1 + 0.012 * t.flat[k])
        s.limb("upperleg", "lowerleg", "foot" + k, t.feet[k] + [0, lift, 0], t.poles[k], np.array([1.0, 0, 0]))
        s.fixed[s.i("foot" + k)] = rotation((0, 1, 0), t.toes[k]) @ rotation((1, 0, 0), t.flat[k])
        for toe in range(1, 6):
            if t.flat[k] > 15:
                s.set_local(f"toe{toe}-1{k}", rotation((1, 0, 0), -min(t.flat[k], 40) * 0.8))
    s.solve()
    pose_arms(s, rng, legs, arms, width, phase, calm)
    return Posed(s, legs)


def random_pose(assets, base, rng, width):
    """Any pose: one in six from the captured ones."""
    s = Skeleton(assets.rig, base)
    if rng.random() < 0.16:
        return captured(s, assets.poses[str(rng.choice([n for n in assets.poses if n != "tpose"]))])
    return composed(s, rng, width)
