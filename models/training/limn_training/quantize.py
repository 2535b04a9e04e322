"""`quantize`: static int8 (QDQ, per channel) of the exported graph, with its speed and accuracy against fp32."""

import json
import time
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from .cache import read_cache
from .evaluate import evaluate
from .predict import PIXELS, onnx_heads, prepared

_LEAST_GAIN, _MOST_LOSS = 1.3, 0.01


class Photographs(CalibrationDataReader):
    def __init__(self, work, count):
        photos = [p for p in read_cache(work) if not p.validation and p.kind in ("labelled", "some", "none")]
        self.rest = iter(photos[:: max(1, len(photos) // count)])

    def get_next(self):
        photo = next(self.rest, None)
        return None if photo is None else {"image": prepared(np.ascontiguousarray(photo.image), PIXELS)[0]}


def milliseconds(paths, threads, rounds=60):
    """Median time at 512×384 of each file, taken in turn."""
    asks = [onnx_heads(p, threads) for p in paths]
    image = np.random.default_rng(1).uniform(-1, 1, (1, 3, 384, 512)).astype(np.float32)
    times = [[] for _ in asks]
    for _ in range(rounds):
        for ask, spent in zip(asks, times):
            begin = time.perf_counter()
            ask(image)
            spent.append((time.perf_counter() - begin) * 1000)
    return [float(np.median(t[5:])) for t in times]


def run(data, work, threads, model, count):
    torch.set_num_threads(threads)
    plain, ready, small = Path(model), Path(work) / "ready.onnx", Path(work) / "int8.onnx"
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    quantize_static(
        str(ready),
        str(small),
        Photographs(work, count),
        quant_format=QuantFormat.QDQ,
        per_channel=True,
        op_types_to_quantize=["Conv"],
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
    )
    before, after = milliseconds([plain, small], threads)
    lost = [evaluate(onnx_heads(p, threads), work)["street"]["mIoU"] for p in (plain, small)]
    figures = {
        "fp32Milliseconds": round(before, 2),
        "int8Milliseconds": round(after, 2),
        "fp32mIoU": lost[0],
        "int8mIoU": lost[1],
        "ship": before / after >= _LEAST_GAIN and lost[0] - lost[1] < _MOST_LOSS,
    }
    (Path(work) / "int8.json").write_text(json.dumps(figures))
    print(json.dumps(figures, indent=1))
