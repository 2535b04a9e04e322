"""A second look at the frame: MobileNetV2 (Sandler et al. 2018) at half its size, with its published ImageNet weights.

What a garment is called (skirt or dress, hat or hair) is known to a network that has named a thousand kinds of things; the
pose network that the encoder comes from never had to. Batch norms are folded in the source, so there are none here.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .encoder import Conv

# expansion, channels, repeats, stride (table 2 of the paper), as far as the 320 channels
_STAGES = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))
_ENDS = (0, 1, 0, 2)  # padding of the strided blocks: 0 on both sides, else so many cells at the end only


class Inverted(nn.Module):
    """Expand, depthwise 3×3, project; residual where the shapes allow."""

    def __init__(self, inputs, outputs, expansion, stride, end):
        super().__init__()
        inner = inputs * expansion
        self.expand = Conv(inputs, inner, 1) if expansion > 1 else nn.Identity()
        self.depthwise = Conv(inner, inner, 3, stride, inner, end)
        self.project = nn.Conv2d(inner, outputs, 1)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        y = self.project(self.depthwise(self.expand(x)))
        return x + y if self.residual else y


class Glance(nn.Module):
    """image N×3×H×W to features at strides 32 (96 channels) and 64 (320), each side rounded up.

    Like the encoder's, strided convolutions pad in turn so that the cells stay on the half-pixel grid.
    """

    channels = (96, 320)

    def __init__(self):
        super().__init__()
        self.first = Conv(3, 32, 3, 2, end_only=1)
        blocks, inputs, strided = [], 32, 0
        for expansion, outputs, repeats, stride in _STAGES:
            for i in range(repeats):
                end = _ENDS[strided] if stride == 2 and i == 0 else 0
                strided += stride == 2 and i == 0
                blocks.append(Inverted(inputs, outputs, expansion, stride if i == 0 else 1, end))
                inputs = outputs
        self.blocks = nn.ModuleList(blocks)

    def forward(self, image):
        x = self.first(F.avg_pool2d(image, 2))
        for i, block in enumerate(self.blocks):
            x = block(x)
            if i == 12:
                middle = x
        return middle, x


def load_glance(glance, path):
    """Weights of mobilenet_v2_1.0_224_quant.tflite, dequantised."""
    from .tflite import CONV_2D, DEPTHWISE_CONV_2D, TfliteFile

    file = TfliteFile(path)
    wanted = [m for m in glance.modules() if isinstance(m, nn.Conv2d)]
    found = [o for o in file.operators if o.code in (CONV_2D, DEPTHWISE_CONV_2D)]
    with torch.no_grad():
        for convolution, operator in zip(wanted, found):
            weight, bias = (torch.from_numpy(file.values(n)) for n in operator.inputs[1:3])
            order = (3, 0, 1, 2) if operator.code == DEPTHWISE_CONV_2D else (0, 3, 1, 2)
            convolution.weight.copy_(weight.permute(*order))
            convolution.bias.copy_(bias)
