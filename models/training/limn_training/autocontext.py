"""Autocontext (Tu 2008): the network's first answer, seen from afar, corrects itself.

Cell by cell a garment may be half skirt, half trousers. How much of each label there is in the frame and around a cell says
which of them is meant; so the first answer goes through a few small layers at stride 16, as probabilities with their mean over
the whole frame beside them, and what comes out is added to the logits of `parts`. Logits are averaged before the softmax, so
that it runs on a sixteenth of the cells.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .encoder import Depthwise
from .labels import ANATOMY, PARTS

_SHRINK = 4
_SHARES = len(PARTS) + len(ANATOMY)
_LEAST = 3e-3, 3e-4  # share of a cell and of the frame below which a label counts as absent


class Autocontext(nn.Module):
    """Logits N×C×H×W (parts and anatomy first) to the same with `parts` corrected; adds nothing at first."""

    def __init__(self, width=96):
        super().__init__()
        self.around = nn.Conv2d(_SHARES, width, 1)
        self.overall = nn.Conv2d(_SHARES, width, 1)
        self.near = Depthwise(width, 7, padding=3)
        self.mix1 = nn.Conv2d(width, width, 1)
        self.far = Depthwise(width, 7, padding=6, dilation=2)
        self.mix2 = nn.Conv2d(width, width, 1)
        self.correct = nn.Conv2d(width, len(PARTS), 1)
        nn.init.zeros_(self.correct.weight)
        nn.init.zeros_(self.correct.bias)

    def forward(self, logits):
        parts, anatomy, rest = torch.split(logits, [len(PARTS), len(ANATOMY), logits.shape[1] - _SHARES], 1)
        return torch.cat([parts + self.correction(parts.detach(), anatomy.detach()), anatomy, rest], 1)

    def correction(self, parts, anatomy):
        shares = torch.cat([F.avg_pool2d(x, _SHRINK).softmax(1) for x in (parts, anatomy)], 1)
        frame = shares.mean((2, 3), keepdim=True)
        x = self.around((shares + _LEAST[0]).log() + 2) + self.overall((frame + _LEAST[1]).log() + 5)
        x = F.relu(x)
        x = F.relu(x + self.mix1(self.near(x)))
        x = F.relu(x + self.mix2(self.far(x)))
        return F.interpolate(self.correct(x), scale_factor=_SHRINK, mode="bilinear", align_corners=False)
