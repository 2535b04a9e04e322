"""BodyPix as a teacher: person, 24 parts and joints of a photograph, averaged over networks, scales and the mirror."""

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .encoder import Encoder, load_encoder, read_bodypix
from .labels import ANATOMY_IGNORE, BODYPIX_TO_ANATOMY, JOINTS, mirror_of

_PARTS_MIRROR = [1, 0, 4, 5, 2, 3, 8, 9, 6, 7, 11, 10, 12, 13, 16, 17, 14, 15, 20, 21, 18, 19, 23, 22]
_HEADS = ("segments", "part_heatmaps", "heatmaps", "short_offsets")


class Teacher(nn.Module):
    """One BodyPix network with its original padding; takes sides of 16 n + 1."""

    def __init__(self, path):
        super().__init__()
        weights = read_bodypix(path)
        self.encoder = Encoder(weights.width, centred=False)
        load_encoder(self.encoder, weights)
        heads = [weights.heads[h] for h in _HEADS]
        self.counts = [len(b) for _, b in heads]
        self.head = nn.Conv2d(self.encoder.channels[2], sum(self.counts), 1)
        with torch.no_grad():
            self.head.weight.copy_(torch.from_numpy(np.concatenate([w for w, _ in heads])))
            self.head.bias.copy_(torch.from_numpy(np.concatenate([b for _, b in heads])))

    def forward(self, image):
        return dict(zip(_HEADS, torch.split(self.head(self.encoder(image)[2]), self.counts, dim=1)))


def _answer(teacher, photo, side, mirrored, size):
    """Person, parts, joints in 0..1 and joint offsets in photo pixels, at `size` (height, width)."""
    height, width = photo.shape[:2]
    scale = side / max(height, width)
    th, tw = (max(3, round(n * scale / 16)) * 16 + 1 for n in (height, width))
    shrunk = cv2.resize(photo, (tw, th), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    image = torch.from_numpy(shrunk).permute(2, 0, 1)[None].float() / 127.5 - 1
    out = teacher(image.flip(3) if mirrored else image)
    maps = [torch.sigmoid(out[h]) for h in _HEADS[:3]]
    short = out["short_offsets"].unflatten(1, (2, 17)).clone()
    short[:, 0] *= height / th
    short[:, 1] *= width / tw
    if mirrored:
        joints = mirror_of(JOINTS)
        maps = [maps[0].flip(3), maps[1].flip(3)[:, _PARTS_MIRROR], maps[2].flip(3)[:, joints]]
        short = short.flip(4)[:, :, joints]
        short[:, 1] *= -1
    joined = torch.cat([*maps, short.flatten(1, 2)], dim=1)
    return F.interpolate(joined, size=size, mode="bilinear", align_corners=True)[0]


def ask(teachers, photo, sides=((641, 897), (513,))):
    """Labels of one photograph (RGB) at half its size: person 0..255, anatomy ids with doubt ignored, and joints.

    Joints are rows (joint, x, y, score) in photo pixels, several people mixed.
    """
    size = tuple((n + 1) // 2 for n in photo.shape[:2])
    straight, mirrored, count = 0, 0, 0
    with torch.inference_mode():
        for teacher, scales in zip(teachers, sides):
            for side in scales:
                straight = straight + _answer(teacher, photo, side, False, size)
                mirrored = mirrored + _answer(teacher, photo, side, True, size)
                count += 1
    mean = ((straight + mirrored) / (2 * count)).numpy()
    to_anatomy = np.array(BODYPIX_TO_ANATOMY, np.uint8)
    anatomy = to_anatomy[mean[1:25].argmax(0)]
    doubt = to_anatomy[straight[1:25].argmax(0).numpy()] != to_anatomy[mirrored[1:25].argmax(0).numpy()]
    person = mean[0]
    anatomy[doubt] = ANATOMY_IGNORE
    anatomy[(person > 0.3) & (person < 0.5)] = ANATOMY_IGNORE
    anatomy[person <= 0.3] = 0
    return (person * 255).astype(np.uint8), anatomy, _peaks(mean[25:42], mean[42:59], mean[59:76])


def _peaks(heat, offset_y, offset_x, floor=0.25):
    found = []
    for joint in range(len(JOINTS)):
        smooth = cv2.GaussianBlur(heat[joint], (0, 0), 3)
        top = cv2.dilate(smooth, np.ones((25, 25), np.uint8))
        for y, x in zip(*np.nonzero((smooth >= top) & (heat[joint] > floor))):
            px, py = 2 * x + 0.5 + offset_x[joint, y, x], 2 * y + 0.5 + offset_y[joint, y, x]
            found.append((joint, px, py, heat[joint, y, x]))
    return np.array(found, np.float32).reshape(-1, 4)
