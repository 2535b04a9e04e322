"""Quantisation-aware training: the network computes with the rounding that `quantize` will bring (Jacob et al. 2018).

Batch norms are folded into their convolutions first, since that is what gets rounded; the norms stay in place and pass on what
they are given, so a checkpoint keeps its form. Gradients pass through the rounding unchanged (straight-through).
"""

import torch
from torch import nn

from .encoder import Conv
from .glance import Inverted
from .network import Block
from .recover import norms_of

_STEPS, _WEIGHT = 255, 127
PLAIN = ("refine", "coarse", "autocontext")  # what `quantize` leaves in fp32


class Range:
    """Least and greatest value seen; rounds to 256 steps between them once it is closed."""

    def __init__(self):
        self.least, self.greatest, self.closed = 0.0, 1e-6, False

    def __call__(self, x):
        if not self.closed:
            self.least, self.greatest = min(self.least, float(x.min())), max(self.greatest, float(x.max()))
            return x
        step = (self.greatest - self.least) / _STEPS
        zero = round(-self.least / step)
        return torch.fake_quantize_per_tensor_affine(x.float(), step, zero, 0, _STEPS).to(x.dtype)


class _Rounded:
    """A convolution of rounded inputs with rounded weights."""

    def _conv_forward(self, x, weight, bias):
        return super()._conv_forward(self.input_range(x), rounded_weight(weight.float()).to(weight.dtype), bias)


def rounded_weight(weight):
    """One scale per output channel, so that no two neighbouring products exceed 16 bits together (see qdq.py)."""
    with torch.no_grad():
        rows = weight.permute(0, 2, 3, 1).flatten(1)
        if rows.shape[1] % 2:
            rows = torch.nn.functional.pad(rows, (0, 1))
        pairs = rows.view(len(rows), -1, 2)
        most = torch.maximum(pairs.clamp(min=0).sum(2), (-pairs).clamp(min=0).sum(2)).amax(1)
        scale = torch.where(most > 0, most / _WEIGHT, torch.ones_like(most))
    zero = torch.zeros(len(scale), dtype=torch.int32, device=weight.device)
    return torch.fake_quantize_per_channel_affine(weight, scale, zero, 0, -_WEIGHT, _WEIGHT)


class _InputRange:
    """Forward pre-hook of a residual block: its shortcut carries rounded values too."""

    def __init__(self):
        self.range = Range()

    def __call__(self, module, inputs):
        return (self.range(inputs[0]),)


class _OutputRange:
    """Forward hook: rounds what a module gives."""

    def __init__(self):
        self.range = Range()

    def __call__(self, module, inputs, output):
        return self.range(output)


@torch.no_grad()
def fold_norms(network):
    """Moves every batch norm into its convolution; the norm keeps the bias alone."""
    modules = dict(network.named_modules())
    for name, norm in norms_of(network).items():
        factor = norm.weight / (norm.running_var + norm.eps).sqrt()
        modules[name].weight.mul_(factor[:, None, None, None])
        norm.bias.sub_(norm.running_mean * factor)
        norm.running_mean.zero_()
        norm.running_var.fill_(1 - norm.eps)
        norm.weight.fill_(1).requires_grad_(False)
    return network.eval()


def _before_activation(network):
    """Names of convolutions whose output goes straight into an activation, which is rounded instead."""
    names = {f"{n}.conv" for n, m in network.named_modules() if isinstance(m, Conv)}
    return names | {f"{n}.depthwise" for n, m in network.named_modules() if isinstance(m, Block)}


def rounded(network, images):
    """The network with rounding, its ranges taken from `images` (normalised batches). It stays in evaluation mode."""
    fold_norms(network)
    norms, modules, ranges = norms_of(network), dict(network.named_modules()), []
    skipped = _before_activation(network)
    for name, module in modules.items():
        if isinstance(module, (Block, Inverted)):
            shortcut = _InputRange()
            module.register_forward_pre_hook(shortcut)
            ranges.append(shortcut.range)
        if not isinstance(module, nn.Conv2d) or name.split(".")[0] in PLAIN:
            continue
        module.__class__ = type(f"Rounded{type(module).__name__}", (_Rounded, type(module)), {})
        module.input_range = Range()
        ranges.append(module.input_range)
        if name not in skipped:
            hook = _OutputRange()
            norms.get(name, module).register_forward_hook(hook)
            ranges.append(hook.range)
    with torch.no_grad():
        for image in images:
            network(image)
    for each in ranges:
        each.closed = True
    return network
