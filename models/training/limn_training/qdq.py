"""An exported graph rewritten so that a runtime computes it in bytes: rounded values between conversions (ONNX's QDQ pattern).

Weights get one scale a channel, so that none exceeds 127 and no two neighbours of one sign do together: x86 processors without
VNNI add two products of bytes in 16 bits, and 255 · 128 is the most that fits. Neighbours are so in the order in which ONNX Runtime lays
out a product: the channels of a place of the kernel, then those of the next. What is added up along shortcuts is rounded
like everything else; what gives the logits and corrects them stays in fp32.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

_WEIGHT, _STEPS, _WHOLE = 127, 255, 2**31 - 1
_ACTIVATIONS = ("Clip", "Relu")


def watched(graph):
    """Names of the values that may be rounded: what enters and leaves convolutions and activations."""
    names = set()
    for node in graph.node:
        if node.op_type == "Conv":
            names |= {node.input[0], node.output[0]}
        elif node.op_type in _ACTIVATIONS:
            names.add(node.output[0])
    return sorted(names - {i.name for i in graph.input})


def watching(model):
    """A copy whose outputs are the watched values."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    del copy.graph.output[:]
    copy.graph.output.extend(helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in watched(model.graph))
    return copy


def whole(model, ranges, plain):
    """The rewritten model. `ranges` {value: (least, greatest)}; `plain(node name)`: convolutions and activations that stay in fp32."""
    rewriter = _Rewriter(model.graph, ranges, plain)
    for node in model.graph.node:
        rewriter.take(node)
    result = onnx.ModelProto()
    result.CopyFrom(model)
    graph = result.graph
    del graph.node[:]
    graph.node.extend(rewriter.nodes)
    used = {i for n in rewriter.nodes for i in n.input}
    constants = [i for i in [*graph.initializer, *rewriter.constants.values()] if i.name in used]
    del graph.initializer[:]
    graph.initializer.extend(constants)
    onnx.checker.check_model(result)
    return result


class _Rewriter:
    def __init__(self, graph, ranges, plain):
        self.ranges, self.plain = ranges, plain
        self.values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
        self.makers = {o: n for n in graph.node for o in n.output}
        self.users = {}
        for node in graph.node:
            for name in node.input:
                self.users.setdefault(name, []).append(node)
        self.nodes, self.constants, self.rounded = [], {}, {}

    def take(self, node):
        for output, name in zip(node.output, node.input):
            if node.op_type == "Identity" and name in self.values:  # the exporter writes equal weights once
                self.values[output] = self.values[name]
        if node.op_type == "Conv" and not self.plain(node.name):
            self._convolution(node)
        elif node.op_type == "Add" and any(i in self.rounded for i in node.input):
            self.nodes.append(_like(node, inputs=[self.rounded.get(i, i) for i in node.input]))
        elif node.op_type in _ACTIVATIONS and not self.plain(node.name) and self._rounds(node):
            self._rounding_output(node)
        else:
            self.nodes.append(node)

    def _rounds(self, activation):
        maker = self.makers.get(activation.input[0])
        convolved = maker is not None and maker.op_type == "Conv" and not self.plain(maker.name)
        return convolved or (maker is not None and maker.op_type == "Add")

    def _convolution(self, node):
        x = node.input[0]
        if x not in self.rounded:
            self._round(x, x, f"{x}_rounded")
            self.rounded[x] = f"{x}_rounded"
        weight = self.values[node.input[1]]
        rows = _most(weight)
        scale = np.where(rows > 0, rows / _WEIGHT, 1).astype(np.float32)
        bytes_ = np.round(weight / scale[:, None, None, None]).clip(-_WEIGHT, _WEIGHT).astype(np.int8)
        inputs = [self.rounded[x], self._constant(f"{node.name}/weight", bytes_, scale)]
        if len(node.input) > 2:
            step = (scale * self._step(x)[0]).astype(np.float32)
            bias = np.round(self.values[node.input[2]].astype(np.float64) / step).clip(-_WHOLE, _WHOLE)
            inputs.append(self._constant(f"{node.name}/bias", bias.astype(np.int32), step))
        users = self.users[node.output[0]]
        convolution = _like(node, inputs=inputs)
        if len(users) == 1 and users[0].op_type in _ACTIVATIONS:
            self.nodes.append(convolution)
        else:
            self._rounding_output(convolution)

    def _rounding_output(self, node):
        """Whoever reads the output reads it rounded."""
        name = node.output[0]
        self.nodes.append(_like(node, outputs=[f"{name}_exact"]))
        self._round(f"{name}_exact", name, name)
        self.rounded[name] = name

    def _step(self, name):
        least, greatest = min(self.ranges[name][0], 0.0), max(self.ranges[name][1], 1e-6)
        step = np.float32((greatest - least) / _STEPS)
        return step, np.uint8(np.clip(round(-least / step), 0, _STEPS))

    def _round(self, source, ranged, target):
        step, zero = self._step(ranged)
        scale, offset = self._keep(f"{target}/scale", step), self._keep(f"{target}/zero", zero)
        self.nodes.append(helper.make_node("QuantizeLinear", [source, scale, offset], [f"{target}/bytes"], f"{target}/quantize"))
        self.nodes.append(helper.make_node("DequantizeLinear", [f"{target}/bytes", scale, offset], [target], f"{target}/dequantize"))

    def _constant(self, name, numbers, scale):
        parts = [self._keep(f"{name}/{p}", v) for p, v in (("whole", numbers), ("scale", scale), ("zero", np.zeros(len(scale), numbers.dtype)))]
        self.nodes.append(helper.make_node("DequantizeLinear", parts, [name], f"{name}/dequantize", axis=0))
        return name

    def _keep(self, name, numbers):
        self.constants[name] = numpy_helper.from_array(np.asarray(numbers), name)
        return name


def neighbours(weight):
    """Pairs of weights, channels × pairs × 2, as a runtime multiplies them; an odd one stands beside 0."""
    rows = weight.transpose(0, 2, 3, 1).reshape(len(weight), -1)
    return np.pad(rows, ((0, 0), (0, rows.shape[1] % 2))).reshape(len(weight), -1, 2)


def _most(weight):
    """By channel the largest sum of the weights of one sign in a pair."""
    pairs = neighbours(weight)
    return np.maximum(pairs.clip(min=0).sum(2), (-pairs).clip(min=0).sum(2)).max(1)


def _like(node, inputs=None, outputs=None):
    copy = onnx.NodeProto()
    copy.CopyFrom(node)
    for field, names in ((copy.input, inputs), (copy.output, outputs)):
        if names:
            del field[:]
            field.extend(names)
    return copy
