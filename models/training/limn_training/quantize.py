"""`quantize`: the exported graph in int8, with its speed and accuracy against fp32."""

import hashlib
import json
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

from .cache import read_cache
from .evaluate import evaluate
from .predict import PIXELS, onnx_heads, prepared, session_options
from .qdq import watched, watching, whole
from .recipe import constants

_LEAST_GAIN, _MOST_LOSS = constants("quantize", "least_gain", "most_loss")
PLAIN = ("/network/refine/", "/network/coarse/", "/network/autocontext/")


def measured(model, work, count, threads):
    """{value: (least, greatest)} over training photographs."""
    session = onnxruntime.InferenceSession(watching(model).SerializeToString(), session_options(threads))
    names = watched(model.graph)
    ranges = {"image": (-1.0, 1.0)}
    photos = [p for p in read_cache(work) if not p.validation and p.kind != "garment"]
    for photo in photos[:: max(1, len(photos) // count)]:
        image = prepared(np.ascontiguousarray(photo.image), PIXELS)[0]
        for name, value in zip(names, session.run(names, {"image": image})):
            least, greatest = ranges.get(name, (0.0, 0.0))
            ranges[name] = (min(least, float(value.min())), max(greatest, float(value.max())))
    return ranges


def milliseconds(path, threads, rounds=60):
    """Median time at 512×384. One file at a time: the waiting threads of a second session would take its cores."""
    ask = onnx_heads(path, threads)
    image = np.random.default_rng(1).uniform(-1, 1, (1, 3, 384, 512)).astype(np.float32)
    spent = []
    for _ in range(rounds):
        begin = time.perf_counter()
        ask(image)
        spent.append((time.perf_counter() - begin) * 1000)
    return float(np.median(spent[5:]))


def run(data, work, threads, model, count, ship):
    plain, small = Path(model), Path(work) / "int8.onnx"
    graph = onnx.load(plain)
    if any(node.op_type == "QuantizeLinear" for node in graph.graph.node):
        raise SystemExit(f"{plain} computes in 8 bits already: give the file that `export` wrote")
    ranges = measured(graph, work, count, threads)
    onnx.save(whole(graph, ranges, lambda name: name.startswith(PLAIN)), small)
    times = {p: sorted(milliseconds(p, threads) for _ in range(3))[1] for p in (plain, small)}
    accuracy = {p: evaluate(onnx_heads(p, threads), work) for p in (plain, small)}
    before, after = (accuracy[p]["street"]["mIoU"] for p in (plain, small))
    figures = {
        "fp32Milliseconds": round(times[plain], 2),
        "int8Milliseconds": round(times[small], 2),
        "fp32": accuracy[plain],
        "int8": accuracy[small],
        "better": times[plain] / times[small] >= _LEAST_GAIN and before - after < _MOST_LOSS,
    }
    (Path(work) / "int8.json").write_text(json.dumps(figures))
    print(json.dumps(figures, indent=1))
    if ship and figures["better"]:
        _replace(plain, small)


def _replace(plain, small):
    """Puts the small file into the package of the plain one."""
    manifest = plain.with_name("model.json")
    description = json.loads(manifest.read_text())
    plain.write_bytes(small.read_bytes())
    description["sha256"] = hashlib.sha256(plain.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(description, indent=1) + "\n")
    print(f"{plain} is the int8 file now")
