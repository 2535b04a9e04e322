"""MobileNetV1 in stride 16, as BodyPix uses it, and its published weights.

Batch norms are folded into the convolutions in both sources, so there are none here.
"""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

STRIDES = (1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1)
WIDTHS = (64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 512, 512)


class Depthwise(nn.Conv2d):
    """A convolution per channel; strided or large, it stays in fp32 where a processor computes the rest in bfloat16.

    The processor's own kernels for these in bfloat16 are three to thirty times slower than the ones for fp32.
    """

    def __init__(self, channels, kernel, stride=1, **options):
        super().__init__(channels, channels, kernel, stride, groups=channels, **options)
        self.plain = kernel > 3 or stride > 1

    def forward(self, x):
        if not (self.plain and x.device.type == "cpu" and torch.is_autocast_enabled("cpu")):
            return super().forward(x)
        with torch.autocast("cpu", enabled=False):
            return super().forward(x.float()).to(torch.bfloat16)


class Conv(nn.Module):
    """3×3 or 1×1 convolution, bias, ReLU6.

    A strided convolution pads either both sides or only the end (`end_only` cells of it; two where the side may be odd);
    alternating the two keeps the centre of every cell within half a pixel (stride 4) to 2.5 pixels (stride 16) of the
    half-pixel grid.
    """

    def __init__(self, inputs, outputs, kernel, stride=1, groups=1, end_only=0):
        super().__init__()
        self.end_only = end_only
        padding = 0 if end_only else kernel // 2
        if groups == 1:
            self.conv = nn.Conv2d(inputs, outputs, kernel, stride, padding)
        else:
            self.conv = Depthwise(inputs, kernel, stride, padding=padding)

    def forward(self, x):
        if self.end_only:
            x = F.pad(x, (0, self.end_only, 0, self.end_only))
        return F.relu6(self.conv(x))


class Encoder(nn.Module):
    """Gives features at strides 4, 8 and 16.

    `centred=False` pads both sides everywhere, as BodyPix did (for sides of 16 n + 1).
    """

    def __init__(self, width, centred=True):
        super().__init__()
        self.widths = [int(w * width) for w in WIDTHS]
        layers = [Conv(3, int(32 * width), 3, 2, end_only=centred)]
        inputs, end_only = int(32 * width), False
        for outputs, stride in zip(self.widths, STRIDES):
            layers.append(Conv(inputs, inputs, 3, stride, inputs, centred and end_only and stride == 2))
            layers.append(Conv(inputs, outputs, 1))
            inputs, end_only = outputs, (not end_only) if stride == 2 else end_only
        self.layers = nn.ModuleList(layers)
        self.channels = (self.widths[2], self.widths[4], self.widths[12])

    def forward(self, x):
        taps = []
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if i in (6, 10, 26):
                taps.append(x)
        return taps


@dataclass(frozen=True)
class BodyPix:
    """Published weights: width, the 27 folded (weight, bias) of the encoder, and the heads by name."""

    width: float
    convolutions: list
    heads: dict


_HEADS = ("segments", "part_heatmaps", "heatmaps", "long_offsets", "short_offsets")


def read_bodypix(path):
    """BodyPix from a quantised .tflite or an .onnx file."""
    convolutions, named = _from_tflite(path) if str(path).endswith(".tflite") else _from_onnx(path)
    heads = {h: v for h in _HEADS for name, v in named if f"float_{h}" in name}
    return BodyPix(convolutions[0][0].shape[0] / 32, convolutions[:27], heads)


def _from_tflite(path):
    from .tflite import CONV_2D, DEPTHWISE_CONV_2D, TfliteFile

    file = TfliteFile(path)
    ordered = []
    for operator in file.operators:
        if operator.code not in (CONV_2D, DEPTHWISE_CONV_2D):
            continue
        weight, bias = (file.values(n) for n in operator.inputs[1:3])
        weight = weight.transpose((3, 0, 1, 2) if operator.code == DEPTHWISE_CONV_2D else (0, 3, 1, 2))
        ordered.append((file.name(operator.outputs[0]), (weight, bias)))
    return [v for _, v in ordered], ordered[27:]


def _from_onnx(path):
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    ordered = [(n.output[0], tuple(values[i] for i in n.input[1:3])) for n in graph.node if n.op_type == "Conv"]
    return [v for _, v in ordered], ordered[27:]


def load_encoder(encoder, bodypix):
    with torch.no_grad():
        for layer, (weight, bias) in zip(encoder.layers, bodypix.convolutions):
            layer.conv.weight.copy_(torch.from_numpy(np.array(weight)))
            layer.conv.bias.copy_(torch.from_numpy(np.array(bias)))
