"""Skeleton state for one shaped person: global bone rotations, two-bone limbs, linear-blend skinning."""

import numpy as np
from numba import njit


def unit(v):
    return v / max(float(np.linalg.norm(v)), 1e-9)


def rotation(axis, degrees):
    """Rotation matrix about a unit axis (Rodrigues' formula)."""
    a = unit(np.asarray(axis, float))
    t = np.radians(degrees)
    k = np.array([[0, -a[2], a[1]], [a[2], 0, -a[0]], [-a[1], a[0], 0]])
    return np.eye(3) + np.sin(t) * k + (1 - np.cos(t)) * (k @ k)


def euler(pitch, yaw, roll):
    """Degrees: yaw about y (to the person's left), then pitch about x (forward), then roll about z."""
    return rotation((0, 1, 0), yaw) @ rotation((1, 0, 0), pitch) @ rotation((0, 0, 1), roll)


def frame(axis, hinge):
    x = unit(axis)
    y = unit(hinge - x * np.dot(hinge, x))
    return np.stack([x, y, np.cross(x, y)], 1)


def between(a, b):
    """Smallest rotation taking direction a to direction b."""
    a, b = unit(a), unit(b)
    axis = np.cross(a, b)
    s, c = np.linalg.norm(axis), float(np.dot(a, b))
    if s < 1e-7:
        return np.eye(3) if c > 0 else rotation(unit(np.cross(a, [0.3, 0.9, 0.2])), 180)
    return rotation(axis / s, np.degrees(np.arctan2(s, c)))


def power(r, fraction):
    """A rotation by a fraction of r's angle."""
    c = np.clip((np.trace(r) - 1) / 2, -1, 1)
    angle = np.degrees(np.arccos(c))
    axis = np.array([r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1]])
    if np.linalg.norm(axis) < 1e-6:
        return np.eye(3)
    return rotation(axis, angle * fraction)


EYE = np.eye(3)


@njit(cache=True)
def chain(parent, rest, move, kind, own):
    """Global rotations and joint places down the tree; kind 0 follows the parent, 1 turns in it, 2 is set in the world."""
    count = len(parent)
    turn, at = np.zeros((count, 3, 3)), np.zeros((count, 3))
    for b in range(count):
        p = parent[b]
        for i in range(3):
            at[b, i] = rest[b, i] + move[i]
            for j in range(3):
                turn[b, i, j] = own[b, i, j]
        if p < 0:
            continue
        for i in range(3):
            at[b, i] = at[p, i]
            for j in range(3):
                at[b, i] += turn[p, i, j] * (rest[b, j] - rest[p, j])
                if kind[b] == 0:
                    turn[b, i, j] = turn[p, i, j]
                elif kind[b] == 1:
                    turn[b, i, j] = turn[p, i, 0] * own[b, 0, j] + turn[p, i, 1] * own[b, 1, j] + turn[p, i, 2] * own[b, 2, j]
    return turn, at


class Skeleton:
    """Rotations are global: a vertex of bone b goes to turn[b] @ (v - rest[b]) + at[b]."""

    def __init__(self, rig, base):
        self.rig = rig
        self.names = {n: i for i, n in enumerate(rig.names)}
        self.rest = rig.heads(base).astype(np.float64)
        self.tail = rig.tails(base).astype(np.float64)
        self.local = [None] * len(rig.names)  # rotation given in the parent's frame
        self.fixed = [None] * len(rig.names)  # rotation given in the world's frame
        self.move = np.zeros(3)
        self.solve()

    def solve(self):
        kind = np.array([2 if f is not None else 1 if l is not None else 0 for l, f in zip(self.local, self.fixed)])
        own = np.array([f if f is not None else EYE if l is None else l for l, f in zip(self.local, self.fixed)], float)
        self.turn, self.at = chain(self.rig.parent, self.rest, self.move, kind, own)

    def i(self, name):
        return self.names[name]

    def head(self, name):
        return self.at[self.names[name]]

    def rest_head(self, name):
        return self.rest[self.names[name]]

    def span(self, a, b):
        return float(np.linalg.norm(self.rest_head(a) - self.rest_head(b)))

    def set_local(self, name, r):
        self.local[self.names[name]] = r

    def limb(self, upper, lower, end, target, pole, hinge, twist_share=0.5):
        """Two-bone reach: bends upper+lower so that `end` comes as near to target as the limb allows.

        `hinge` is the rest-pose axis of the middle joint; `pole` is where the joint points. Returns the
        direction of the lower segment.
        """
        root = self.head(upper + "01" + end[-2:])
        a, b, c = upper + "01" + end[-2:], lower + "01" + end[-2:], end
        l1, l2 = self.span(a, b), self.span(b, c)
        to = np.asarray(target, float) - root
        dist = float(np.clip(np.linalg.norm(to), 0.36 * (l1 + l2), 0.996 * (l1 + l2)))
        to = unit(to)
        pole = unit(np.asarray(pole, float) - to * np.dot(pole, to))
        cos = np.clip((l1 * l1 + dist * dist - l2 * l2) / (2 * l1 * dist), -1, 1)
        d1 = to * cos + pole * np.sqrt(1 - cos * cos)
        elbow = root + d1 * l1
        d2 = unit(root + to * dist - elbow)
        bend = np.cross(pole, to) * -1
        h = unit(np.cross(d1, d2)) if np.linalg.norm(np.cross(d1, d2)) > 0.02 else unit(bend)
        r1, r2 = self.rest_head(b) - self.rest_head(a), self.rest_head(c) - self.rest_head(b)
        g1 = frame(d1, h) @ frame(r1, hinge).T
        g2 = frame(d2, h) @ frame(r2, hinge).T
        up = self.turn[self.rig.parent[self.i(a)]]
        swing = between(up @ unit(r1), d1) @ up
        twist = g1 @ swing.T
        self.fixed[self.i(a)] = power(twist, twist_share) @ swing
        self.fixed[self.i(upper + "02" + end[-2:])] = g1
        self.fixed[self.i(b)] = g2
        return d2


@njit(cache=True)
def skin(verts, index, weight, turn, shift):
    """Linear-blend skinning with the K strongest bones of each vertex."""
    n, k = index.shape
    out = np.zeros((n, 3), np.float32)
    for i in range(n):
        x, y, z = verts[i, 0], verts[i, 1], verts[i, 2]
        a = b = c = 0.0
        for j in range(k):
            w = weight[i, j]
            if w == 0:
                continue
            m = turn[index[i, j]]
            s = shift[index[i, j]]
            a += w * (m[0, 0] * x + m[0, 1] * y + m[0, 2] * z + s[0])
            b += w * (m[1, 0] * x + m[1, 1] * y + m[1, 2] * z + s[1])
            c += w * (m[2, 0] * x + m[2, 1] * y + m[2, 2] * z + s[2])
        out[i, 0], out[i, 1], out[i, 2] = a, b, c
    return out


def strongest(weights, k=4):
    """Top-k bones per row of a dense weight matrix, renormalised."""
    index = np.argsort(-weights, 1)[:, :k].astype(np.int32)
    w = np.take_along_axis(weights, index, 1).astype(np.float32)
    return index, w / np.maximum(w.sum(1, keepdims=True), 1e-9)
