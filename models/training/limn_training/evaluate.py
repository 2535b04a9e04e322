"""`evaluate`: figures on the validation split, for an ONNX file."""

import json
from pathlib import Path

import numpy as np
import torch

from .decode import matches, persons_of
from .labels import ANATOMY, IGNORE, JOINTS, PARTS, pairs_of
from .predict import PIXELS, enlarged, onnx_heads, parts_of
from .validation import composites, everyday_photos, hand_made_joints, street_photos

_LIMBS = {"elbow": ("upper-arm", "lower-arm"), "wrist": ("lower-arm", "hand"), "knee": ("upper-leg", "lower-leg"),
          "ankle": ("lower-leg", "foot")}  # fmt: skip


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


def everyday(ask, data, work, pixels=PIXELS):
    """Person IoU, persons' F1 and, at joints marked by hand, whose limb the anatomy says it is."""
    inside, union, ious, counts, joints = 0, 0, [], np.zeros(3, int), {}
    for photo in everyday_photos(work):
        image = np.ascontiguousarray(photo.image)
        parts, heads, content = parts_of(ask, image, pixels)
        known, truth = photo.person != 128, photo.persons
        found = parts[: 2 * truth.shape[0] : 2, : 2 * truth.shape[1] : 2] > 0
        real = (truth > 0) & (truth < 255)
        both, either = (found & real & known).sum(), ((found | real) & known).sum()
        inside, union = inside + both, union + either
        ious.append(both / max(1, either))
        cells = [-(-n // 4) for n in content]
        seen = heads["parts"][0, :, : cells[0], : cells[1]].argmax(0) > 0
        persons = persons_of(seen, heads["centres"][0, 0, : cells[0], : cells[1]], heads["offsets"][0])
        rows, columns = ((np.arange(n) * c // n) for n, c in zip(truth.shape, cells))
        counts += matches(persons[np.ix_(rows, columns)], np.where(truth == 255, 0, truth), (truth != 255) & known, least=80)
        anatomy = enlarged(heads["anatomy"], content, image.shape[:2]).argmax(0).numpy()
        for joint, x, y in hand_made_joints(data, photo):
            side, _, name = JOINTS[joint].partition("-")
            if name in _LIMBS and 0 <= y < anatomy.shape[0] and 0 <= x < anatomy.shape[1]:
                said = ANATOMY[anatomy[int(y), int(x)]]
                right = said in [f"{side}-{limb}" for limb in _LIMBS[name]]
                other = said in [f"{'right' if side == 'left' else 'left'}-{limb}" for limb in _LIMBS[name]]
                joints.setdefault(name, []).append((right, other))
    figures = {"personIoU": inside / union, "meanIoU": np.mean(ious), "personsF1": 2 * counts[0] / max(1, counts[1] + counts[2])}
    for name, answers in joints.items():
        right, other = np.array(answers).sum(0)
        figures |= {f"{name}Own": right / len(answers), f"{name}Side": right / max(1, right + other)}
    return {k: round(float(v), 4) for k, v in figures.items()}


def _count(table, truth, found):
    known = truth < IGNORE
    table += np.bincount(truth[known].astype(int) * 18 + found[known], minlength=324).reshape(18, 18)


def run(data, work, threads, model, keep):
    torch.set_num_threads(threads)
    ask = onnx_heads(model, threads)
    figures = evaluate(ask, work) | {"everyday": everyday(ask, data, work)}
    print(json.dumps(figures, indent=1))
    if keep:
        (Path(work) / "accuracy.json").write_text(json.dumps(figures))
