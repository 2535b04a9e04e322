"""Who is a person, pixel by pixel: the mean of DeepLab on several views and of an exported model on several scales.

DeepLabV3 (Chen et al. 2017, VOC) finds large people near the camera that a model trained on street photographs misses; the
model knows small people and outlines better. Where both are sure, the answer is right on some 90 % of person pixels.
"""

import cv2
import numpy as np

from .predict import MIRRORS, prepared
from .recipe import constants
from .tflite_runtime import TfliteModel

_LOGITS, _PERSON = "logits/semantic/BiasAdd", 15
SCALES = constants("person_teacher", "scales")  # pixels


class DeepLab:
    """deeplabv3_mnv2_pascal_quant.tflite; the logits before its arg-max, 33×33 of a square of 513."""

    def __init__(self, path, threads):
        self._model = TfliteModel(path, threads, inner=True)
        self._logits = self._model.tensor(_LOGITS, 4)

    def person(self, photo):
        """Probability of a person, H×W: the whole photo and both halves of its long side, straight and mirrored."""
        height, width = photo.shape[:2]
        total, count = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
        for rows, columns in _views(height, width):
            view = photo[rows, columns]
            for mirrored in (False, True):
                found = self._view(view[:, ::-1] if mirrored else view)
                total[rows, columns] += found[:, ::-1] if mirrored else found
                count[rows, columns] += 1
        return total / count

    def _view(self, view):
        side, (h, w) = self._model.side, view.shape[:2]
        scale = side / max(h, w)
        th, tw = round(h * scale), round(w * scale)
        square = np.full((side, side, 3), 127, np.uint8)
        square[:th, :tw] = cv2.resize(view, (tw, th), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        logits = self._model.run(square, [self._logits])[0][0]
        odds = np.exp(logits - logits.max(2, keepdims=True))
        person = np.ascontiguousarray(odds[:, :, _PERSON] / odds.sum(2))
        person = cv2.resize(person, (side, side), interpolation=cv2.INTER_LINEAR)[:th, :tw]
        return cv2.resize(person, (w, h), interpolation=cv2.INTER_LINEAR)


def _views(height, width):
    yield slice(0, height), slice(0, width)
    long, short = max(height, width), min(height, width)
    side = max(long // 2, min(short, round(0.62 * long)))
    for start in (0, long - side):
        part = slice(start, start + side)
        yield (part, slice(0, width)) if height > width else (slice(0, height), part)


def answers(ask, photo, scales=SCALES):
    """Mean probabilities of an exported model over scales and the mirror: parts, anatomy, keypoints at half the photo's size.

    `agreement` is the share of views that say the same anatomy as the mean.
    """
    size = tuple((n + 1) // 2 for n in photo.shape[:2])
    mean = {"parts": 0, "anatomy": 0, "keypoints": 0}
    said = []
    for pixels in scales:
        for mirrored in (False, True):
            tensor, content = prepared(cv2.flip(photo, 1) if mirrored else photo, pixels, 1.5)
            heads = ask(tensor)
            for name in mean:
                value = _at(heads[name][0], content, size, name != "keypoints")
                value = np.ascontiguousarray(value[MIRRORS[name], :, ::-1]) if mirrored else value
                mean[name] = mean[name] + value / (2 * len(scales))
                if name == "anatomy":
                    said.append(value.argmax(0))
    mean["agreement"] = np.mean([s == mean["anatomy"].argmax(0) for s in said], 0)
    return mean


def _at(maps, content, size, logits):
    """Maps of the stride-4 grid at `size`, as probabilities."""
    rows, columns = (n / 4 for n in content)
    if logits:
        odds = np.exp(maps - maps.max(0))
        maps = odds / odds.sum(0)
    to_cells = np.float64([[columns / size[1], 0, 0.5 * columns / size[1] - 0.5], [0, rows / size[0], 0.5 * rows / size[0] - 0.5]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.stack([cv2.warpAffine(m, to_cells, size[::-1], flags=how, borderMode=cv2.BORDER_REPLICATE) for m in maps])
