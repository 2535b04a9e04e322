"""`lighten`: an int8 graph rewritten so that a runtime computes nearly the same in less time.

Two places cost more than what they compute. The first two convolutions work on a quarter of the image's pixels with 3 and 24 channels, too few
for ONNX Runtime's kernels for bytes: in floats they take half the time, conversion to bytes included. And a softmax over channels transposes
there and back: its powers and their sum don't.
"""

import hashlib
import json
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

from .predict import session_options

STEM = ("/network/encoder/layers.0/", "/network/encoder/layers.1/")
_MOST = 80.0  # e to the power of more than 88 is infinite in float32


class _Graph:
    def __init__(self, model):
        self.graph = model.graph
        self.values = {i.name: numpy_helper.to_array(i) for i in self.graph.initializer}
        self.makers = {output: node for node in self.graph.node for output in node.output}

    def operators(self, kind):
        return [node for node in self.graph.node if node.op_type == kind]

    def dequantized(self, name):
        """The operator that turns bytes into the value, or None."""
        maker = self.makers.get(name)
        return maker if maker is not None and maker.op_type == "DequantizeLinear" else None

    def exact(self, name):
        """A constant's values, which may be kept as bytes."""
        maker = self.dequantized(name)
        if maker is None:
            return self.values[name]
        numbers, scale = (self.values[i] for i in maker.input[:2])
        return (numbers.astype(np.float64) * scale.reshape(-1, *[1] * (numbers.ndim - 1))).astype(np.float32)

    def keep(self, name, values):
        self.graph.initializer.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def add(self, kind, inputs, output, **attributes):
        self.graph.node.append(helper.make_node(kind, inputs, [output], f"{output}/{kind.lower()}", **attributes))
        return output


def lightened(model):
    """A copy of a graph that `quantize` wrote, rewritten."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    for rewrite in (stem_in_floats, powers_over_channels):
        rewrite(_Graph(copy))
        _tidy(copy.graph)
    onnx.checker.check_model(copy)
    return copy


def stem_in_floats(graph):
    """The first convolutions with the values of their rounded weights, and nothing rounded before or between them."""
    for convolution in graph.operators("Conv"):
        if convolution.name.startswith(STEM) and graph.dequantized(convolution.input[1]):
            for i, part in ((1, "weight"), (2, "bias")):
                convolution.input[i] = graph.keep(f"{convolution.name}/{part}/exact", graph.exact(convolution.input[i]))
            rounded = graph.dequantized(convolution.input[0])
            convolution.input[0] = graph.makers[rounded.input[0]].input[0]


def powers_over_channels(graph):
    """softmax(x) = e^x / sum(e^x) as written; logits lie far below where that ends."""
    for softmax in graph.operators("Softmax"):
        name, source, answer = softmax.name, softmax.input[0], softmax.output[0]
        graph.graph.node.remove(softmax)
        bounded = graph.add("Clip", [source, "", graph.keep(f"{name}/most", np.float32(_MOST))], f"{name}/bounded")
        powers = graph.add("Exp", [bounded], f"{name}/powers")
        total = graph.add("ReduceSum", [powers, graph.keep(f"{name}/axis", np.array([1]))], f"{name}/total", keepdims=1)
        graph.add("Div", [powers, total], answer)


def _tidy(graph):
    """Drops what nobody reads and puts operators after what they read."""
    wanted = {output.name for output in graph.output}
    makers = {output: node for node in graph.node for output in node.output}
    ordered, seen = [], set()

    def visit(name):
        node = makers.get(name)
        if node is None or node.output[0] in seen:
            return
        seen.add(node.output[0])
        for source in node.input:
            visit(source)
        ordered.append(node)

    for name in sorted(wanted):
        visit(name)
    used = {i for node in ordered for i in node.input}
    constants = [i for i in graph.initializer if i.name in used]
    nodes = [onnx.NodeProto.FromString(node.SerializeToString()) for node in ordered]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(constants)


def ratio(before, after, threads, rounds=40):
    """Processor time of the second graph, as a share of the first's: the median over runs by turns."""
    sessions = [onnxruntime.InferenceSession(m.SerializeToString(), session_options(threads)) for m in (before, after)]
    image = np.random.default_rng(1).uniform(-1, 1, (1, 3, 384, 512)).astype(np.float32)
    shares = []
    for _ in range(rounds):
        spent = []
        for session in sessions:
            begin = time.process_time()
            session.run(None, {"image": image})
            spent.append(time.process_time() - begin)
        shares.append(spent[1] / spent[0])
    return float(np.median(shares[2:]))


def run(data, work, threads, model):
    path = Path(model)
    before = onnx.load(path)
    if not any(node.op_type == "QuantizeLinear" for node in before.graph.node):
        raise SystemExit(f"{path} computes in floats: give the file that `quantize --ship` wrote")
    after = lightened(before)
    print(f"{path}: {ratio(before, after, threads):.2f} of the time; evaluate it before it is shipped")
    onnx.save(after, path)
    manifest = path.with_name("model.json")
    description = json.loads(manifest.read_text())
    description["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(description, indent=1) + "\n")
