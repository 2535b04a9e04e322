"""`pseudo`: parts on photographs without labels, where a first model is sure and the teacher agrees on the person."""

from pathlib import Path

import cv2
import numpy as np
import torch

from .cache import read_cache
from .labels import IGNORE
from .predict import MIRRORS, enlarged, onnx_heads, prepared
from .targets import SOME_PART

SCALES = (196608, 393216)


def run(data, work, threads, model):
    torch.set_num_threads(threads)
    ask = onnx_heads(model, threads)
    found = {}
    for photo in (p for p in read_cache(work) if p.kind in ("some", "street")):
        found[photo.name] = sure_parts(ask, np.ascontiguousarray(photo.image), photo.person)
    np.savez_compressed(Path(work) / "pseudo.npz", **found)
    print(f"{len(found)} photographs")


def sure_parts(ask, image, teacher, sure=0.7):
    """Part ids at half size; IGNORE where in doubt, SOME_PART where only the person is sure."""
    size, mean = teacher.shape, 0
    for pixels in SCALES:
        for mirrored in (False, True):
            tensor, content = prepared(cv2.flip(image, 1) if mirrored else image, pixels, 1.5)
            probability = enlarged(ask(tensor)["parts"], content, size).softmax(0)
            mean = mean + (probability.flip(2)[MIRRORS["parts"]] if mirrored else probability).numpy()
    mean /= 2 * len(SCALES)
    parts, best = mean.argmax(0).astype(np.uint8), mean.max(0)
    answer = np.full(size, IGNORE, np.uint8)
    answer[(mean[0] < 0.4) & (teacher > 205)] = SOME_PART
    person = (parts > 0) & (best > sure) & (teacher > 128)
    answer[person] = parts[person]
    answer[(mean[0] > 0.9) & (teacher < 77)] = 0
    return answer
