"""`groups`: accuracy by skin tone and sex, on scenes that `render/groups.py` rendered once per group.

All groups hold the same scenes, so differences between them are of pairs: intervals are of 95 %, by bootstrap over the scenes (Efron 1979),
the same draws for all groups.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch

from .labels import ANATOMY, IGNORE, PARTS, pairs_of
from .predict import enlarged, onnx_heads, parts_of

DRAWS, SEED = 2000, 1
LIMBS = [i for i, name in enumerate(ANATOMY) if name.partition("-")[2] in ("upper-arm", "lower-arm", "hand", "upper-leg", "lower-leg", "foot")]
PAIRS = [(PARTS.index(a), PARTS.index(b)) for a, b in pairs_of(PARTS)]


@dataclass(frozen=True)
class Counts:
    """By scene: pixels of persons in both and in either, tables (truth × found) of parts and of anatomy."""

    persons: np.ndarray
    parts: np.ndarray
    anatomy: np.ndarray


def _table(truth, found, size, known):
    return np.bincount(truth[known].astype(int) * size + found[known], minlength=size * size)


def counted(ask, stem):
    """Counts of one frame, `stem`.jpg with `stem`.npz."""
    image = np.ascontiguousarray(cv2.imread(f"{stem}.jpg")[:, :, ::-1])
    with np.load(f"{stem}.npz") as file:
        truth = {name: file[name] for name in ("parts", "anatomy", "persons")}
    parts, heads, content = parts_of(ask, image)
    anatomy = enlarged(heads["anatomy"], content, image.shape[:2]).argmax(0).numpy()
    real, found = truth["persons"] > 0, parts > 0
    everywhere = np.ones(real.shape, bool)
    return (
        np.array([(real & found).sum(), (real | found).sum()]),
        _table(truth["parts"], parts, len(PARTS), truth["parts"] < IGNORE),
        _table(truth["anatomy"], anatomy, len(ANATOMY), everywhere),
    )


def gathered(ask, folder, stems):
    rows = [counted(ask, folder / stem) for stem in stems]
    return Counts(*(np.stack(column).astype(float) for column in zip(*rows)))


def figures(counts, weights):
    """{name: value per row of `weights`} over scenes weighted so (draws × scenes)."""
    persons = weights @ counts.persons
    parts = (weights @ counts.parts).reshape(-1, len(PARTS), len(PARTS))
    anatomy = (weights @ counts.anatomy).reshape(-1, len(ANATOMY), len(ANATOMY))
    same = sum(parts[:, i, i] for pair in PAIRS for i in pair)
    turned = sum(parts[:, a, b] + parts[:, b, a] for a, b in PAIRS)
    return {
        "person IoU": persons[:, 0] / persons[:, 1],
        "parts mIoU": _mean_iou(parts, range(len(PARTS))),
        "face IoU": _mean_iou(parts, [PARTS.index("face")]),
        "bare arms IoU": _mean_iou(parts, [PARTS.index("left-arm"), PARTS.index("right-arm")]),
        "hair IoU": _mean_iou(parts, [PARTS.index("hair")]),
        "sides": same / (same + turned),
        "limbs mIoU": _mean_iou(anatomy, LIMBS),
    }


def _mean_iou(tables, chosen):
    """Mean IoU of the chosen labels that are there."""
    hits, truth = np.einsum("dii->di", tables), tables.sum(2)
    there = truth[:, list(chosen)] > 0
    iou = (hits / np.maximum(1, truth + tables.sum(1) - hits))[:, list(chosen)]
    return (iou * there).sum(1) / np.maximum(1, there.sum(1))


def compared(groups):
    """Figures of {group: Counts} over the same scenes, and differences, each (value, least, greatest)."""
    scenes = len(next(iter(groups.values())).persons)
    draws = np.random.default_rng(SEED).multinomial(scenes, np.full(scenes, 1 / scenes), DRAWS)
    weights = np.vstack([np.ones(scenes), draws])  # the first row is all scenes once
    values = {group: figures(counts, weights) for group, counts in groups.items()}
    means = {}
    for word in sorted({word for group in groups for word in group.split("-")}):
        own = [values[group] for group in groups if word in group.split("-")]
        means[word] = {name: np.mean([v[name] for v in own], 0) for name in own[0]}
    table = {name: {k: _interval(v) for k, v in row.items()} for name, row in (values | means).items()}
    for a, b in (("dark", "light"), ("dark", "medium"), ("female", "male")):
        if a in means and b in means:
            table[f"{a} less {b}"] = {k: _interval(means[a][k] - means[b][k]) for k in means[a]}
    return table


def _interval(values):
    low, high = np.quantile(values[1:], (0.025, 0.975))
    return round(float(values[0]), 4), round(float(low), 4), round(float(high), 4)


def run(data, work, threads, model, renders):
    torch.set_num_threads(threads)
    ask = onnx_heads(model, threads)
    folders = [p for p in sorted(Path(renders).iterdir()) if p.is_dir()]
    if not folders:
        raise SystemExit(f"{renders}: has no folder of a group; render/groups.py writes them")
    stems = sorted(set.intersection(*({p.stem for p in folder.glob("*.npz")} for folder in folders)))
    if not stems:
        raise SystemExit(f"{renders}: there is no frame that all groups have")
    table = compared({folder.name: gathered(ask, folder, stems) for folder in folders})
    print(f"{len(stems)} scenes, {len(folders)} groups; value (95 % interval)")
    for name, row in table.items():
        print(f"{name:18}" + "  ".join(f"{k} {v:.3f} ({low:.3f} to {high:.3f})" for k, (v, low, high) in row.items()))
    Path(work).mkdir(parents=True, exist_ok=True)
    (Path(work) / "groups.json").write_text(json.dumps({"scenes": len(stems), "figures": table}, indent=1))
