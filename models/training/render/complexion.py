"""Skin, lips, brows, beard and scalp painted on the body mesh, and the landmarks of the head."""

import numpy as np

from fabric import linear

SKIN_TONES = [(255, 226, 205), (244, 205, 178), (233, 184, 150), (210, 155, 118), (177, 122, 86), (133, 85, 58),
              (94, 59, 42), (62, 40, 32)]
HAIR_TONES = [(24, 20, 19), (38, 28, 24), (62, 42, 30), (95, 64, 42), (134, 96, 60), (190, 150, 96), (214, 184, 134),
              (130, 58, 32), (168, 162, 156), (222, 218, 212)]


def tone(table, rng, at=None):
    t = (rng.random() if at is None else at) * (len(table) - 1)
    i = min(int(t), len(table) - 2)
    c = np.array(table[i]) * (1 - t + i) + np.array(table[i + 1]) * (t - i)
    return linear(np.clip(c / 255.0 * rng.uniform(0.92, 1.06, 3) ** 0.5, 0, 1))


class Complexion:
    """Masks over the body mesh's vertices, found once on the neutral base."""

    def __init__(self, assets, body):
        base, ref = assets.base, assets.body.ref[:, 0]
        x, y, z = base[ref].T
        head = body.regions[:, 1:3].sum(1) > 0.5
        line = 6.75 + np.clip((z + 0.15) / 1.25, 0, 1) ** 0.8 * 1.3
        ear = (np.abs(x) > 0.66) & (y < 7.45) & (z > -0.15)
        self.scalp = (head & (y > line) & ~ear).astype(np.float32)
        # Bare neck counts as face: marked -1 beside the scalp's 1.
        neck = assets.weights[:, [i for i, n in enumerate(assets.rig.names) if n.startswith("neck")]].sum(1)[ref]
        self.neck = ((neck > 0.25) & ~head).astype(np.float32)
        self.lips = np.exp(-((x / 0.22) ** 4 + ((y - 6.66) / 0.085) ** 4)) * (z > 1.3)
        brow_y = 7.43 + 0.07 * np.sin(np.clip((np.abs(x) - 0.12) / 0.45, 0, 1) * np.pi * 0.75)
        self.brows = np.exp(-((np.abs(np.abs(x) - 0.33) / 0.2) ** 4 + ((y - brow_y) / 0.038) ** 2)) * (z > 1.05)
        self.cheeks = np.exp(-(((np.abs(x) - 0.42) / 0.22) ** 2 + ((y - 6.95) / 0.22) ** 2)) * (z > 0.9)
        nose = np.flatnonzero((np.abs(x) < 0.02) & head)
        self.nose = ref[nose[np.argmax(z[nose])]]
        ears = {s: np.flatnonzero(head & (y > 6.9) & (y < 7.6) & (np.sign(x) == s)) for s in (1, -1)}
        self.ears = {s: ref[i[np.argmax(np.abs(x[i]))]] for s, i in ears.items()}
        jaw = (y < 6.95 - 0.1 * (np.abs(x) < 0.25)) & (y > 6.05) & (z > 0.55) & head
        self.beard = np.exp(-((np.abs(x) / 0.75) ** 6)) * jaw * (1 - self.lips)

    def paint(self, rng, skin, hair, scalp, bearded):
        """(N,3) linear colours of the body; a beard grows on some who may have one (`bearded`)."""
        out = np.ones((len(self.scalp), 3), np.float32) * skin
        out *= 1 + self.cheeks[:, None] * np.array([0.06, -0.08, -0.08]) * rng.uniform(0, 1.2)
        lip = np.clip(skin * np.array([0.85, 0.5, 0.5]) * rng.uniform(0.7, 1.1), 0, 1)
        out += self.lips[:, None] * (lip - out)
        if bearded and rng.random() < 0.45:
            out += (self.beard * rng.uniform(0.15, 0.9))[:, None] * (hair * 0.8 - out)
        out += np.clip(self.brows * 0.9, 0, 1)[:, None] * (np.minimum(hair, 0.25) * 0.7 - out)
        out += scalp[:, None] * (hair * 0.75 - out)
        return out.astype(np.float32)

    def joints(self, s, body_verts):
        """The 17 COCO joints of a posed skeleton, in body space."""
        out = [body_verts[self.nose]]
        out += [s.head("eye" + k) + s.turn[s.i("head")] @ np.array([0, 0, 0.12]) for k in (".L", ".R")]
        out += [body_verts[self.ears[1]], body_verts[self.ears[-1]]]
        for bone in ("upperarm01", "lowerarm01", "wrist", "upperleg01", "lowerleg01", "foot"):
            out += [s.head(bone + k) for k in (".L", ".R")]
        return np.array(out, np.float32)
