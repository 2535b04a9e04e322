"""`recover`: a checkpoint from an exported file, so that training can go on from what was shipped.

Exporting folds every batch norm into its convolution. Here the folded weights go back into the convolutions, and each norm
is given the statistics of its convolution's output over a few hundred training samples together with the scale and shift
that undo them: the same answers in evaluation, sound statistics to train on from.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from .batches import Batches
from .checkpoint import untrained
from .network import MEAN, STD


def folded(path):
    """{module name: (weight, bias)} of every convolution in an exported file."""
    graph = onnx.load(path).graph
    values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    for node in graph.node:
        if node.op_type == "Identity" and node.input[0] in values:  # the exporter writes equal weights once
            values[node.output[0]] = values[node.input[0]]
        if node.op_type == "DequantizeLinear" and node.input[0] in values:  # a file that `quantize` wrote
            numbers, scale = (values[i] for i in node.input[:2])
            values[node.output[0]] = numbers * scale.reshape(-1, *[1] * (numbers.ndim - 1))
    nodes = [n for n in graph.node if n.op_type == "Conv"]
    return {module_of(n.output[0]): tuple(torch.from_numpy(np.array(values[i])) for i in n.input[1:3]) for n in nodes}


def module_of(output):
    """'/network/enter/enter.0/Conv_output_0' is the output of module 'enter.0'."""
    names = []
    for step in output.split("/")[2:-1]:
        if names and step.startswith(f"{names[-1]}."):
            names.pop()
        names.append(step)
    return ".".join(names)


def norms_of(network):
    """{name of a convolution without bias: the norm that follows it}."""
    found, convolution = {}, None
    for name, module in network.named_modules():
        if isinstance(module, nn.Conv2d):
            convolution = name if module.bias is None else None
        elif isinstance(module, nn.BatchNorm2d):
            found[convolution] = module
    return found


class _Statistics:
    """Mean and variance per channel of what a norm is given."""

    def __init__(self, norm):
        self.count, self.sum, self.squares = 0, 0, 0
        self.hook = norm.register_forward_pre_hook(self._add)

    def _add(self, norm, inputs):
        x = inputs[0].double()
        self.count += x.numel() // x.shape[1]
        self.sum, self.squares = self.sum + x.sum((0, 2, 3)), self.squares + (x**2).sum((0, 2, 3))

    def take(self):
        self.hook.remove()
        mean = self.sum / self.count
        return mean.float(), (self.squares / self.count - mean**2).clamp(min=0).float()


@torch.no_grad()
def restore(network, convolutions, images):
    """Loads folded convolutions; blocks that the file lacks keep their neutral start. Images are normalised batches."""
    modules, norms = dict(network.named_modules()), norms_of(network)
    statistics = {name: _Statistics(norm) for name, norm in norms.items()}
    for name, (weight, bias) in convolutions.items():
        modules[name].weight.copy_(weight)
        if name not in norms:
            modules[name].bias.copy_(bias)
            continue
        norm = norms[name]
        norm.running_mean.zero_()
        norm.running_var.fill_(1 - norm.eps)
        norm.weight.fill_(1)
        norm.bias.copy_(bias)
    network.eval()
    for batch in images:
        network(batch)
    for name, measured in statistics.items():
        norm = norms[name]
        mean, variance = measured.take()
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        if name not in convolutions:
            continue
        norm.weight.copy_((variance + norm.eps).sqrt())
        norm.bias.copy_(mean + convolutions[name][1])
    return network


def run(data, work, threads, model, renders, output, batches):
    torch.set_num_threads(threads)
    source = iter(Batches(work, renders, 7))
    images = ((next(source)["image"].permute(0, 3, 1, 2).float() - MEAN) / STD for _ in range(batches))
    network = restore(untrained(data), folded(model), images)
    torch.save({"average": network.state_dict()}, Path(output))
    print(f"{output}: begin from it with train --begin")
