"""The network: BodyPix's encoder, a glance at half size, a light decoder to stride 4, five heads, and
autocontext on what they say (docs: models/limn/README.md)."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .autocontext import Autocontext
from .encoder import Depthwise, Encoder, load_encoder
from .glance import Glance
from .labels import ANATOMY, BODYPIX_TO_ANATOMY, JOINTS, PARTS

HEADS = {"parts": len(PARTS), "anatomy": len(ANATOMY), "centres": 1, "offsets": 2, "keypoints": len(JOINTS)}
CHANNELS = sum(HEADS.values())
OFFSET_SCALE = 64.0  # input pixels per unit of the offset channels
STRIDE, STRIDE_OUT = 16, 4
MEAN = STD = 127.5


def split(logits):
    """The heads' slices of the joint output, as a dict."""
    return dict(zip(HEADS, torch.split(logits, list(HEADS.values()), dim=1)))


class Block(nn.Module):
    """Residual depthwise k×k and pointwise convolution."""

    def __init__(self, channels, kernel, dilation=1, neutral=False):
        """`neutral`: begins as the identity, so that it can join a trained network."""
        super().__init__()
        self.depthwise = Depthwise(channels, kernel, padding=kernel // 2 * dilation, dilation=dilation, bias=False)
        self.norm1 = nn.BatchNorm2d(channels)
        self.pointwise = nn.Conv2d(channels, channels, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(channels)
        if neutral:
            nn.init.zeros_(self.norm2.weight)

    def forward(self, x):
        return F.relu(x + self.norm2(self.pointwise(F.relu(self.norm1(self.depthwise(x))))))


def _lateral(inputs, outputs):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs))


def _up(x, factor):
    return F.interpolate(x, scale_factor=factor, mode="bilinear", align_corners=False)


def _neutral(inputs, outputs):
    """A 1×1 convolution that adds nothing yet."""
    convolution = nn.Conv2d(inputs, outputs, 1)
    nn.init.zeros_(convolution.weight)
    nn.init.zeros_(convolution.bias)
    return convolution


class Network(nn.Module):
    """image N×3×H×W (normalised) to joint logits N×55×H/4×W/4."""

    def __init__(self, width, wide=160, middle=128, fine=80):
        super().__init__()
        self.encoder = Encoder(width)
        c4, c8, c16 = self.encoder.channels
        self.coarse = nn.Conv2d(c16, CHANNELS, 1)
        self.enter = _lateral(c16, wide)
        self.glance = Glance()
        self.glance32, self.glance64 = (_neutral(c, wide) for c in self.glance.channels)
        self.context = nn.Sequential(
            Block(wide, 7, 2),
            Block(wide, 5),
            Block(wide, 7, 3, neutral=True),
            Block(wide, 5, neutral=True),
            Block(wide, 7, 2, neutral=True),
        )
        self.down8 = _lateral(wide, middle)
        self.side8 = _lateral(c8, middle)
        self.merge8 = nn.Sequential(Block(middle, 5), Block(middle, 3), Block(middle, 5, neutral=True), Block(middle, 5, neutral=True))
        self.down4 = _lateral(middle, fine)
        self.side4 = _lateral(c4, fine)
        self.merge4 = nn.Sequential(Block(fine, 3), Block(fine, 3), Block(fine, 3))
        self.refine = nn.Conv2d(fine, CHANNELS, 1)
        nn.init.normal_(self.refine.weight, std=0.01)
        nn.init.zeros_(self.refine.bias)
        self.autocontext = Autocontext()

    def _seen(self, image, like):
        """The glance at stride 16: enlarged, and cut where its coarser cells reach past the frame."""
        f32, f64 = self.glance(image)
        rows, columns = like.shape[2:]
        fine, coarse = _up(self.glance32(f32), 2), _up(self.glance64(f64), 4)
        return fine[:, :, :rows, :columns] + coarse[:, :, :rows, :columns]

    def forward(self, image):
        f4, f8, f16 = self.encoder(image)
        x = self.context(F.relu(self.enter(f16) + self._seen(image, f16)))
        x = F.relu(_up(self.down8(x), 2) + self.side8(f8))
        x = self.merge8(x)
        x = F.relu(_up(self.down4(x), 2) + self.side4(f4))
        return self.autocontext(self.refine(self.merge4(x)) + _up(self.coarse(f16), 4))


def start_from(network, bodypix):
    """Encoder and coarse head from BodyPix: anatomy, keypoints, person and (from its long offsets) person centres."""
    load_encoder(network.encoder, bodypix)
    weight = np.zeros((CHANNELS, network.coarse.in_channels), np.float32)
    bias = np.zeros(CHANNELS, np.float32)

    def head(name):
        w, b = bodypix.heads[name]
        return w[:, :, 0, 0], b

    at = np.cumsum([0, *HEADS.values()])
    person_w, person_b = (v[0] for v in head("segments"))
    weight[at[0]], bias[at[0]] = -person_w, -person_b + 1.5
    part_w, part_b = head("part_heatmaps")
    rows = np.array(BODYPIX_TO_ANATOMY)
    for label in range(1, len(ANATOMY)):
        weight[at[1] + label], bias[at[1] + label] = part_w[rows == label].mean(0), part_b[rows == label].mean(0)
    weight[at[1]], bias[at[1]] = -person_w, -person_b
    bias[at[2]] = -3.0
    long_w, long_b = head("long_offsets")
    torso = [5, 6, 11, 12]  # y of joint j is row j, x is row 17 + j
    for axis, shift in ((0, 17), (1, 0)):
        chosen = [j + shift for j in torso]
        weight[at[3] + axis] = long_w[chosen].mean(0) / OFFSET_SCALE
        bias[at[3] + axis] = long_b[chosen].mean() / OFFSET_SCALE
    weight[at[4] : at[5]], bias[at[4] : at[5]] = head("heatmaps")
    with torch.no_grad():
        network.coarse.weight.copy_(torch.from_numpy(weight)[:, :, None, None])
        network.coarse.bias.copy_(torch.from_numpy(bias))
