"""Poses for a shaped skeleton: captured ones (BVH) and composed ones within anatomical limits.

Composed poses place ankles and wrists and let two-bone limbs solve the rest, so knees and elbows only
bend the way they can. All lengths scale with the person.
"""

import numpy as np

from skeleton import Skeleton, euler, rotation, unit

SPINE = ["spine05", "spine04", "spine03", "spine02", "spine01"]
LEGS = ["stand", "stand", "stand", "walk", "walk", "run", "sit", "sit", "crouch", "cross", "kneel", "step", "lunge"]
ARMS = ["hang", "hang", "swing", "hip", "cross", "behind", "up", "phone", "pocket", "reach", "clasp", "random",
        "random", "chin", "side", "head"]


class Posed:
    """A skeleton in a pose; `seat` is the height of what the person sits on, or None."""

    def __init__(self, skeleton, kind, seat=None):
        self.skeleton, self.kind, self.seat = skeleton, kind, seat


def captured(skeleton, pose, rng):
    """A pose from a BVH, without its overall turn about y."""
    for name, r in pose.items():
        if name in skeleton.names:
            skeleton.set_local(name, r)
    skeleton.solve()
    return Posed(skeleton, "captured")


def composed(skeleton, rng, width, legs=None, arms=None, phase=None, calm=False):
    """`width` is half the person's hip width in dm; `phase` in 0..1 fixes a step of the walk."""
    s = skeleton
    legs = legs or str(rng.choice(LEGS))
    lean, twist, side = rng.normal(2, 5), rng.normal(0, 7), rng.normal(0, 4)
    if calm:
        lean, twist, side = 1.0, 0.0, 0.0
    pelvis = euler(0, 0, 0)
    thigh = s.span("upperleg01.L", "lowerleg01.L")
    shin = s.span("lowerleg01.L", "foot.L")
    reach = thigh + shin
    ankle = {k: s.rest_head("foot" + k)[1] for k in (".L", ".R")}  # height of the ankle on flat feet
    hips = {k: s.rest_head("upperleg01" + k) - s.rest_head("root") for k in (".L", ".R")}
    sign = {".L": 1.0, ".R": -1.0}
    feet, poles, toes, flat, seat = {}, {}, {}, {}, None
    for k in feet_keys(rng):
        out = rng.uniform(2, 24) * sign[k]
        toes[k], flat[k] = out, 0.0
        poles[k] = rotation((0, 1, 0), out * 0.8) @ np.array([0, 0, 1.0])
    hip_x = abs(hips[".L"][0])
    height = None
    if legs in ("walk", "run"):
        phase = rng.random() if phase is None else phase
        step = (0.2 + 0.1 * rng.random() if not calm else 0.24) * reach * (1.5 if legs == "run" else 1)
        for k in sign:
            t = 2 * np.pi * (phase + (0 if k == ".L" else 0.5))
            forward, lift = np.cos(t) * step, max(0.0, -np.sin(t))
            up = lift * (0.13 if legs == "walk" else 0.35) * reach
            feet[k] = np.array([sign[k] * hip_x * 0.6, up, forward - (0.1 * reach * lift if legs == "run" else 0)])
            # Heel first in front, toe last behind.
            flat[k] = -18 * max(0, np.cos(t)) + 34 * max(0, -np.cos(t)) + lift * 15
            toes[k] *= 0.4
            poles[k] = np.array([0.1 * sign[k], 0, 1.0])
        twist = 7 * np.cos(2 * np.pi * phase) * -1
        lean += 3 if legs == "walk" else 10
    elif legs == "stand":
        apart = rng.uniform(0.35, 1.5)
        for k in sign:
            feet[k] = np.array([sign[k] * hip_x * apart, 0, rng.normal(0, 0.05) * reach])
        if rng.random() < 0.5 and not calm:  # weight on one leg
            k = ".L" if rng.random() < 0.5 else ".R"
            pelvis = euler(0, rng.normal(0, 8), sign[k] * -rng.uniform(2, 7))
            feet[k][2] += rng.uniform(0, 0.2) * reach
            side += sign[k] * 4
    elif legs == "cross":
        order = 1 if rng.random() < 0.5 else -1
        for k in sign:
            feet[k] = np.array([-sign[k] * hip_x * rng.uniform(0.3, 0.9), 0, order * sign[k] * 0.12 * reach])
            poles[k] = np.array([0.1 * sign[k], 0, 1.0])
    elif legs in ("lunge", "step"):
        k = ".L" if rng.random() < 0.5 else ".R"
        o = ".R" if k == ".L" else ".L"
        if legs == "lunge":
            d = rng.uniform(0.3, 0.5) * reach
            feet[k], feet[o] = np.array([sign[k] * hip_x, 0, d]), np.array([sign[o] * hip_x, 0, -d])
            flat[o], height = 38.0, rng.uniform(0.68, 0.85) * reach
        else:
            feet[k] = np.array([sign[k] * hip_x, rng.uniform(0.1, 0.5) * reach, rng.uniform(0.05, 0.45) * reach])
            feet[o] = np.array([sign[o] * hip_x * 0.6, 0, 0])
            flat[k] = rng.uniform(-10, 30)
        lean += rng.uniform(0, 14)
    elif legs == "crouch":
        height = rng.uniform(0.22, 0.55) * reach
        lean += rng.uniform(12, 40)
        for k in sign:
            feet[k] = np.array([sign[k] * hip_x * rng.uniform(0.8, 1.7), 0, rng.uniform(0.08, 0.24) * reach])
            poles[k] = np.array([sign[k] * rng.uniform(0.1, 0.7), 0.25, 1.0])
        pelvis = euler(rng.uniform(5, 30), 0, 0)
    elif legs == "kneel":
        k = ".L" if rng.random() < 0.5 else ".R"
        o = ".R" if k == ".L" else ".L"
        height = 0.95 * thigh
        feet[k] = np.array([sign[k] * hip_x, 0, thigh * 0.85])
        feet[o] = np.array([sign[o] * hip_x, 0.02 * reach, -shin * 0.9])
        flat[o] = 75.0
    elif legs == "sit":
        height = shin * rng.uniform(0.85, 1.15) + ankle[".L"]
        seat = height
        lean = rng.normal(-3, 12)
        pelvis = euler(-rng.uniform(0, 15), 0, 0)
        crossed = rng.random()
        for k in sign:
            out = rng.uniform(0.6, 1.8)
            feet[k] = np.array([sign[k] * hip_x * out, 0, thigh * rng.uniform(0.75, 1.3)])
            poles[k] = np.array([sign[k] * rng.uniform(-0.1, 0.35), 0.8, 0.7])
        if crossed < 0.3:  # one leg laid over the other
            k = ".L" if rng.random() < 0.5 else ".R"
            o = ".R" if k == ".L" else ".L"
            feet[o] = np.array([sign[o] * hip_x * 0.7, 0, thigh * 0.95])
            feet[k] = np.array([sign[o] * hip_x * rng.uniform(0.6, 1.6), height * rng.uniform(0.35, 0.55),
                                thigh * rng.uniform(1.2, 1.35)])
            poles[k] = np.array([sign[k] * 0.2, 1.0, 0.5])
            flat[k] = rng.uniform(10, 35)
        elif crossed < 0.5:  # ankles crossed on the floor
            for k in sign:
                feet[k][0] *= -0.5
                feet[k][2] += sign[k] * 0.5

    if height is None:
        height = 1e9
        for k in sign:
            if feet[k][1] < 0.02 * reach:
                d = feet[k] - pelvis @ hips[k] * np.array([1, 0, 1])
                flatly = reach * rng.uniform(0.985, 0.996)
                height = min(height, np.sqrt(max(flatly**2 - d[0] ** 2 - d[2] ** 2, (0.5 * reach) ** 2)))
        if height > 1e8:
            height = 0.96 * reach
        height += ankle[".L"]
    s.fixed[s.i("root")] = pelvis
    s.solve()
    mid = (s.head("upperleg01.L") + s.head("upperleg01.R")) / 2
    s.move = s.move + np.array([-mid[0], height + (0.55 * width if legs == "sit" else 0) - mid[1], -mid[2]])
    for name in SPINE:
        s.set_local(name, euler(lean / 5, twist / 5, side / 5) if legs != "crouch" else euler(lean / 5, twist / 5, 0))
    if calm:
        yaw, pitch, roll = 0.0, 0.0, 0.0
    else:
        yaw, pitch, roll = np.clip(rng.normal(0, 24), -65, 65), np.clip(rng.normal(-lean * 0.4, 11), -35, 30), rng.normal(0, 5)
    for name, share in (("neck01", 0.2), ("neck02", 0.2), ("neck03", 0.2), ("head", 0.4)):
        s.set_local(name, euler(pitch * share, yaw * share, roll * share))
    s.solve()
    for k in sign:
        target = np.array([feet[k][0], feet[k][1] + ankle[k] * max(1.0, 1 + 0.012 * flat[k]), feet[k][2]])
        s.limb("upperleg", "lowerleg", "foot" + k, target, poles[k], np.array([1.0, 0, 0]))
        s.fixed[s.i("foot" + k)] = rotation((0, 1, 0), toes[k]) @ rotation((1, 0, 0), flat[k])
        for toe in range(1, 6):
            if flat[k] > 15:
                s.set_local(f"toe{toe}-1{k}", rotation((1, 0, 0), -min(flat[k], 40) * 0.8))
    s.solve()
    pose_arms(s, rng, legs, arms, width, phase, calm)
    return Posed(s, legs, seat)


def feet_keys(rng):
    return (".L", ".R")


def pose_arms(s, rng, legs, arms, width, phase, calm):
    sign = {".L": 1.0, ".R": -1.0}
    both = rng.random() < 0.55
    first = arms or str(rng.choice(ARMS))
    if legs in ("walk", "run") and arms is None and rng.random() < 0.75:
        first, both = "swing", True
    if legs == "sit" and arms is None and rng.random() < 0.6:
        first = str(rng.choice(["lap", "lap", "clasp", "cross", "chin"]))
    other = first if both or first in ("cross", "clasp", "behind") else str(rng.choice(["hang", "hang", "random", "pocket"]))
    if legs == "sit" and other in ("hang", "swing"):
        other = "lap"
    order = [first, other] if rng.random() < 0.5 else [other, first]
    chest = s.turn[s.i("spine01")]
    hip = s.turn[s.i("root")]
    for k, kind in zip((".L", ".R"), order):
        x = sign[k]
        shoulder0 = s.rest_head("upperarm01" + k)
        arm = s.span("upperarm01" + k, "lowerarm01" + k) + s.span("lowerarm01" + k, "wrist" + k)
        raise_ = {"up": 28, "head": 20, "reach": 8, "side": 10}.get(kind, rng.uniform(-3, 3))
        s.set_local("clavicle" + k, rotation((0, 0, 1), x * raise_))
        s.solve()
        shoulder = s.head("upperarm01" + k)
        hipjoint = s.head("upperleg01" + k)
        pole = np.array([x * 0.6, -0.1, -1.0])
        pronate = rng.uniform(-25, 25)
        wide = max(0.0, width + 0.9 - abs(shoulder0[0]))
        if kind == "hang":
            t = shoulder + chest @ np.array([x * (wide + rng.uniform(0.1, 0.9)), -0.965 * arm, rng.uniform(-0.3, 0.9)])
        elif kind == "swing":
            a = np.cos(2 * np.pi * ((phase if phase is not None else rng.random()) + (0.5 if k == ".L" else 0)))
            bend = 0.72 if legs == "run" else 0.95
            swing = 26 if legs == "walk" else 40
            d = rotation((1, 0, 0), -a * swing - (8 if legs == "walk" else 15)) @ np.array([x * (wide + 0.5) / arm, -bend, 0.02])
            t = shoulder + chest @ (d * arm)
        elif kind == "hip":
            t = hipjoint + hip @ np.array([x * (width - abs(s.rest_head("upperleg01.L")[0]) + 0.55), 0.75, -0.1])
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
            t = hipjoint + hip @ np.array([x * (width - abs(s.rest_head("upperleg01.L")[0]) + 0.35), 0.15, 0.5])
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
        elif kind == "lap":
            knee = s.head("lowerleg01" + k)
            t = hipjoint + (knee - hipjoint) * rng.uniform(0.45, 0.9) + np.array([0, 1.0, 0])
            pole, pronate = np.array([x * 0.8, -0.3, -0.6]), 40
        else:
            d = unit(np.array([x * rng.uniform(-0.35, 1), rng.uniform(-1, 0.9), rng.uniform(-0.3, 1)]))
            t = shoulder + chest @ d * arm * rng.uniform(0.5, 0.98)
            pole = np.array([x * 0.7, -0.6, -0.6]) + rng.normal(0, 0.2, 3)
        pole = chest @ pole
        a, b, c = (s.rest_head(n + k) for n in ("upperarm01", "lowerarm01", "wrist"))
        s.limb("upperarm", "lowerarm", "wrist" + k, t, pole, np.cross(b - a, c - b))
        g = s.turn  # stale until solved
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


def random_pose(assets, base, rng, width):
    """Any pose: one in six from the captured ones."""
    s = Skeleton(assets.rig, base)
    if rng.random() < 0.16:
        names = [n for n in assets.poses if n not in ("tpose",)]
        return captured(s, assets.poses[str(rng.choice(names))], rng)
    return composed(s, rng, width)
