"""Where the hands go: wrists are placed by what the arms do, elbows point where they can."""

import numpy as np

from skeleton import rotation, unit
from stance import SIGN

ARMS = ["hang", "hang", "swing", "hip", "cross", "behind", "up", "phone", "pocket", "reach", "clasp", "random",
        "random", "chin", "side", "head", "sign", "sign", "sign", "sign"]


def choose(rng, legs, arms, calm):
    """What the left and the right arm do."""
    both = rng.random() < 0.55 or calm
    first = arms or str(rng.choice(ARMS))
    if legs in ("walk", "run") and arms is None and rng.random() < 0.75:
        first, both = "swing", True
    if legs == "sit" and arms is None and rng.random() < 0.6:
        first = str(rng.choice(["lap", "lap", "clasp", "cross", "chin"]))
    other = first if both or first in ("cross", "clasp", "behind") else str(rng.choice(["hang", "hang", "random", "pocket"]))
    if legs == "sit" and other in ("hang", "swing"):
        other = "lap"
    return [first, other] if rng.random() < 0.5 else [other, first]


def wrist(s, rng, k, kind, legs, width, phase):
    """(where the wrist goes, where the elbow points in the chest's frame, turn of the forearm in degrees)."""
    x = SIGN[k]
    arm = s.span("upperarm01" + k, "lowerarm01" + k) + s.span("lowerarm01" + k, "wrist" + k)
    chest, hip = s.turn[s.i("spine01")], s.turn[s.i("root")]
    shoulder, hipjoint = s.head("upperarm01" + k), s.head("upperleg01" + k)
    outside = width - abs(s.rest_head("upperleg01.L")[0])  # from the hip joint to the hip's side
    wide = max(0.0, width + 0.9 - abs(s.rest_head("upperarm01" + k)[0]))
    pole, pronate = np.array([x * 0.6, -0.1, -1.0]), rng.uniform(-25, 25)
    if kind == "hang":
        t = shoulder + chest @ np.array([x * (wide + rng.uniform(0.1, 0.9)), -0.965 * arm, rng.uniform(-0.3, 0.9)])
    elif kind == "swing":
        a = np.cos(2 * np.pi * ((phase if phase is not None else rng.random()) + (0.5 if k == ".L" else 0)))
        bend = 0.72 if legs == "run" else 0.95
        swing = 26 if legs == "walk" else 40
        d = rotation((1, 0, 0), -a * swing - (8 if legs == "walk" else 15)) @ np.array([x * (wide + 0.5) / arm, -bend, 0.02])
        t = shoulder + chest @ (d * arm)
    elif kind == "hip":
        t = hipjoint + hip @ np.array([x * (outside + 0.55), 0.75, -0.1])
        pole, pronate = np.array([x, 0.05, rng.uniform(-0.9, 0.0)]), 60
    elif kind == "cross":
        up = 0.25 if k == ".L" else -0.25
        t = shoulder + chest @ np.array([-x * rng.uniform(0.42, 0.52) * arm, -0.47 * arm + up, 0.36 * arm])
        pole, pronate = np.array([x * 0.75, -0.8, 0.15]), rng.uniform(-10, 30)
    elif kind == "behind":
        t = hipjoint + hip @ np.array([-x * rng.uniform(0.5, 0.9), rng.uniform(0.3, 1.2), -rng.uniform(1.5, 1.9)])
        pole, pronate = np.array([x, 0, -0.7]), -60
    elif kind == "up":
        t = shoulder + chest @ np.array([x * rng.uniform(-0.1, 0.6), rng.uniform(0.55, 0.93), rng.uniform(-0.1, 0.35)]) * arm
        pole = np.array([x, 0.1, rng.uniform(-0.3, 0.4)])
    elif kind == "head":
        t = s.head("head") + s.turn[s.i("head")] @ np.array([x * 0.9, 1.1, -0.4])
        pole = np.array([x, 0.3, -0.1])
    elif kind in ("phone", "chin"):
        off = np.array([x * 1.15, -0.25, 0.5]) if kind == "phone" else np.array([x * 0.35, -0.85, 1.5])
        t = s.head("head") + s.turn[s.i("head")] @ off
        pole, pronate = np.array([x * 0.6, -1, 0.2]), rng.uniform(-20, 30)
    elif kind == "pocket":
        t = hipjoint + hip @ np.array([x * (outside + 0.35), 0.15, 0.5])
        pole = np.array([x * 0.7, 0, -1])
    elif kind == "reach":
        t = shoulder + rotation((0, 1, 0), rng.uniform(-40, 60) * x) @ np.array([0, rng.uniform(-0.45, 0.3), 0.9]) * arm * rng.uniform(0.6, 1)
        pole = np.array([x * 0.5, -1, 0])
    elif kind == "side":
        t = shoulder + np.array([x * 0.95, rng.uniform(-0.5, 0.35), rng.uniform(-0.2, 0.3)]) * arm
        pole = np.array([0, -0.6, -1])
    elif kind == "clasp":
        t = hipjoint * np.array([0, 1, 1]) + np.array([x * 0.35, rng.uniform(0.2, 2.0), 0]) + hip @ np.array([0, 0, rng.uniform(1.9, 2.6)])
        pole, pronate = np.array([x, -0.2, -0.5]), 20
    elif kind == "sign":  # a hand before the chest or the face, as people have it who talk with their hands
        t = shoulder + chest @ np.array([x * rng.uniform(-0.45, 0.15), rng.uniform(-0.6, 0.2), rng.uniform(0.3, 0.7)]) * arm
        pole, pronate = np.array([x * 0.7, -0.9, rng.uniform(-0.3, 0.2)]), rng.uniform(-60, 60)
    elif kind == "lap":
        knee = s.head("lowerleg01" + k)
        t = hipjoint + (knee - hipjoint) * rng.uniform(0.45, 0.9) + np.array([0, 1.0, 0])
        pole, pronate = np.array([x * 0.8, -0.3, -0.6]), 40
    else:
        d = unit(np.array([x * rng.uniform(-0.35, 1), rng.uniform(-1, 0.9), rng.uniform(-0.3, 1)]))
        t = shoulder + chest @ d * arm * rng.uniform(0.5, 0.98)
        pole = np.array([x * 0.7, -0.6, -0.6]) + rng.normal(0, 0.2, 3)
    return t, pole, pronate


def pose_arms(s, rng, legs, arms, width, phase, calm):
    """Sets both arms of a skeleton whose trunk and legs are solved; `legs` is the kind of stance."""
    chest = s.turn[s.i("spine01")]
    for k, kind in zip(SIGN, choose(rng, legs, arms, calm)):
        x = SIGN[k]
        raised = {"up": 28, "head": 20, "reach": 8, "side": 10}.get(kind, rng.uniform(-3, 3))
        s.set_local("clavicle" + k, rotation((0, 0, 1), x * raised))
        s.solve()
        target, pole, pronate = wrist(s, rng, k, kind, legs, width, phase)
        a, b, c = (s.rest_head(n + k) for n in ("upperarm01", "lowerarm01", "wrist"))
        s.limb("upperarm", "lowerarm", "wrist" + k, target, chest @ pole, np.cross(b - a, c - b))
        s.solve()
        axis = unit(s.rest_head("wrist" + k) - s.rest_head("lowerarm01" + k))
        s.set_local("lowerarm02" + k, rotation(axis, x * pronate * 0.5))
        knuckles = unit(s.rest_head("finger5-1" + k) - s.rest_head("finger2-1" + k))
        s.set_local("wrist" + k, rotation(axis, x * pronate * 0.5) @ rotation(knuckles, x * rng.normal(0, 14)))
        curl = 12.0 if calm else rng.uniform(2, 45)
        for finger in range(2, 6):
            for joint in range(1, 4):
                s.set_local(f"finger{finger}-{joint}{k}", rotation(knuckles, x * curl * rng.uniform(0.7, 1.2)))
        s.solve()
