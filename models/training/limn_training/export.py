"""`export`: a checkpoint as models/limn/model.onnx and model.json, checked against torch at two sizes."""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper
from torch import nn

from .checkpoint import load_network
from .decode import THRESHOLD, WINDOW
from .labels import ANATOMY, ANATOMY_COLOURS, JOINTS, PARTS, PARTS_COLOURS, pairs_of
from .network import HEADS, MEAN, OFFSET_SCALE, STD, STRIDE, STRIDE_OUT, split
from .predict import PIXELS
from .recipe import constants, current
from .recover import module_of

OPSET, IR = 17, 8
REGION_THRESHOLD, JOINT_THRESHOLD = constants("decode", "region_threshold", "joint_threshold")


class Shipped(nn.Module):
    """The network with the outputs in the units of the model package."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        heads = split(self.network(image))
        heads["centres"] = torch.sigmoid(heads["centres"])
        heads["keypoints"] = torch.sigmoid(heads["keypoints"])
        heads["offsets"] = heads["offsets"] * OFFSET_SCALE
        return tuple(heads[name] for name in HEADS)


def write_onnx(network, path):
    """fp32 graph, batch 1, dynamic height and width."""
    shipped = Shipped(network).float().eval()
    grid = {2: "height4", 3: "width4"}
    torch.onnx.export(
        shipped,
        (torch.zeros(1, 3, 64, 96),),
        str(path),
        opset_version=OPSET,
        input_names=["image"],
        output_names=list(HEADS),
        dynamic_axes={"image": {2: "height", 3: "width"}, **{name: grid for name in HEADS}},
        dynamo=False,
    )
    model = onnx.load(path)
    _join_pads(model.graph, dict(network.named_modules()))
    model.ir_version = IR
    model.producer_name, model.producer_version = "limn", ""
    onnx.checker.check_model(model)
    onnx.save(model, path)
    _compare(shipped, path)


def _join_pads(graph, modules):
    """Moves each end padding into the convolution that follows it."""
    users = {i: n for n in graph.node for i in n.input}
    for pad in [n for n in graph.node if n.op_type == "Pad"]:
        convolution, end = users[pad.output[0]], modules[module_of(pad.output[0])].end_only
        convolution.input[0] = pad.input[0]
        kept = [a for a in convolution.attribute if a.name != "pads"]
        del convolution.attribute[:]
        convolution.attribute.extend([*kept, helper.make_attribute("pads", [0, 0, int(end), int(end)])])
        graph.node.remove(pad)
    needed = {i for n in graph.node for i in n.input} | {o.name for o in graph.output}
    while unused := [n for n in graph.node if not set(n.output) & needed]:
        for node in unused:
            graph.node.remove(node)
        needed = {i for n in graph.node for i in n.input} | {o.name for o in graph.output}


def _compare(shipped, path):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    generator = torch.Generator().manual_seed(1)
    for height, width in ((384, 512), (176, 96)):
        image = torch.rand(1, 3, height, width, generator=generator) * 2 - 1
        with torch.inference_mode():
            expected = shipped(image)
        for name, want, got in zip(HEADS, expected, session.run(list(HEADS), {"image": image.numpy()})):
            assert got.shape == tuple(want.shape) == (1, HEADS[name], height // STRIDE_OUT, width // STRIDE_OUT), name
            worst = float(np.abs(want.numpy() - got).max())
            assert worst < 1e-2 * max(1.0, float(want.abs().max())), f"{name} differs by {worst} at {height}×{width}"


def manifest(path, accuracy):
    """model.json for the graph at `path`."""

    def layer(name, names, colours):
        labels = [{"id": i, "name": n, "colour": c} for i, (n, c) in enumerate(zip(names, colours))]
        return {"name": name, "labels": labels, "pairs": [list(p) for p in pairs_of(names)]}

    def dense(name):
        return {"kind": "dense", "layer": name, "logits": name, "stride": STRIDE_OUT}

    return {
        "name": "limn",
        "version": current()["version"],
        "licence": "Apache-2.0",
        "source": "trained by the Limn project, see README.md",
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "input": {
            "tensor": "image",
            "colour": "RGB",
            "mean": [MEAN] * 3,
            "std": [STD] * 3,
            "size": {"rule": "budget", "pixels": PIXELS, "stride": STRIDE, "enlarge": 1.0},
            "detail": "auto",
        },
        "layers": [layer("parts", PARTS, PARTS_COLOURS), layer("anatomy", ANATOMY, ANATOMY_COLOURS)],
        "heads": [
            dense("parts"),
            dense("anatomy"),
            {
                "kind": "persons",
                "centres": "centres",
                "offsets": "offsets",
                "stride": STRIDE_OUT,
                "threshold": THRESHOLD,
                "regionThreshold": REGION_THRESHOLD,
                "window": WINDOW,
            },
            {
                "kind": "keypoints",
                "heatmaps": "keypoints",
                "stride": STRIDE_OUT,
                "threshold": JOINT_THRESHOLD,
                "joints": list(JOINTS),
            },
        ],
        "accuracy": accuracy,
    }


def run(data, work, threads, checkpoint, output):
    torch.set_num_threads(threads)
    output = Path(output)
    output.mkdir(parents=True, exist_ok=True)
    network = load_network(data, checkpoint)
    path = output / "model.onnx"
    write_onnx(network, path)
    figures = Path(work) / "accuracy.json"
    accuracy = json.loads(figures.read_text()) if checkpoint and figures.exists() else {}
    (output / "model.json").write_text(json.dumps(manifest(path, accuracy), indent=1) + "\n")
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, agrees with torch at two sizes")
