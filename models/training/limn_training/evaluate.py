"""`evaluate`: figures on the validation split, for an ONNX file."""

import json
from pathlib import Path

import numpy as np
import torch

from .decode import matches, persons_of
from .labels import IGNORE, PARTS, pairs_of
from .predict import PIXELS, onnx_heads, parts_of
from .validation import composites, street_photos


def summary(confusion):
    """Figures of an 18×18 table (truth × found)."""
    hits, truth, found = np.diag(confusion), confusion.sum(1), confusion.sum(0)
    iou = hits / np.maximum(1, truth + found - hits)
    person_hits = confusion[1:, 1:].sum()
    figures = {
        "mIoU": iou[truth > 0].mean(),
        "pixelAccuracy": hits.sum() / confusion.sum(),
        "personIoU": person_hits / (confusion.sum() - confusion[0, 0]),
    }
    for left, right in ((PARTS.index(a), PARTS.index(b)) for a, b in pairs_of(PARTS)):
        same = confusion[left, left] + confusion[right, right]
        name = PARTS[left].removeprefix("left-")
        figures[f"{name}Side"] = same / max(1, same + confusion[left, right] + confusion[right, left])
    return {k: round(float(v), 4) for k, v in figures.items()}, {n: round(float(v), 3) for n, v in zip(PARTS, iou)}


def evaluate(ask, work, pixels=PIXELS, photos=None):
    confusion, crowds, counts = np.zeros((18, 18)), np.zeros((18, 18)), np.zeros(3, int)
    for photo in (photos or street_photos(work)):
        parts, _, _ = parts_of(ask, np.ascontiguousarray(photo.image), pixels)
        _count(confusion, photo.parts, parts)
    street = summary(confusion)
    if photos:
        return {"street": street[0]}
    for _, scene in composites(work):
        size = scene.parts.shape
        parts, heads, content = parts_of(ask, scene.image, pixels)
        cells = [-(-n // 4) for n in content]
        seen = heads["parts"][0, :, : cells[0], : cells[1]].argmax(0) > 0
        persons = persons_of(seen, heads["centres"][0, 0, : cells[0], : cells[1]], heads["offsets"][0])
        rows, columns = ((np.arange(n) * c // n) for n, c in zip(size, cells))
        counts += matches(persons[np.ix_(rows, columns)], scene.persons, scene.parts != IGNORE)
        _count(crowds, scene.parts, parts[1::4, 1::4])
    crowd = summary(crowds)
    f1 = round(float(2 * counts[0] / max(1, counts[1] + counts[2])), 4)
    return {"street": street[0], "composites": crowd[0] | {"personsF1": f1}, "streetIoU": street[1]}


def _count(table, truth, found):
    known = truth < IGNORE
    table += np.bincount(truth[known].astype(int) * 18 + found[known], minlength=324).reshape(18, 18)


def run(data, work, threads, model, keep):
    torch.set_num_threads(threads)
    figures = evaluate(onnx_heads(model, threads), work)
    print(json.dumps(figures, indent=1))
    if keep:
        (Path(work) / "accuracy.json").write_text(json.dumps(figures))
