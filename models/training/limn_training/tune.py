"""`tune`: biases of the 18 parts that give the best mean IoU on training photographs, folded into the last convolution.

Cross-entropy asks for honest probabilities; the argmax of honest probabilities is not what maximises IoU where classes
are rare. Only photographs that training saw are looked at, never the validation split.
"""

import itertools
from pathlib import Path

import cv2
import numpy as np
import torch

from .cache import read_cache
from .checkpoint import load_network
from .cutouts import crowd, from_photo
from .labels import IGNORE, PARTS
from .predict import parts_logits, torch_heads
from .scenes import empty
from .validation import SIZE

SEED, CELLS, STEPS, FARTHEST = 11, 6000, (0.4, 0.2, 0.1), 1.2


def mean_iou(logits, truth):
    """Mean IoU over the labels that `truth` holds."""
    found = logits.argmax(1)
    table = np.bincount(truth.astype(int) * len(PARTS) + found, minlength=len(PARTS) ** 2).reshape(len(PARTS), -1)
    hits, real = np.diag(table), table.sum(1)
    return float((hits / np.maximum(1, real + table.sum(0) - hits))[real > 0].mean())


def best_biases(groups):
    """Coordinate ascent on the mean of the groups' mean IoU; each group is (cells×18 logits, cells labels)."""
    biases = np.zeros(len(PARTS), np.float32)

    def score(candidate):
        return float(np.mean([mean_iou(logits + candidate, truth) for logits, truth in groups]))

    best = score(biases)
    for step, label in itertools.product(STEPS, range(len(PARTS))):
        for direction in (-step, step):
            while True:
                candidate = biases.copy()
                candidate[label] += direction
                if abs(candidate[label]) > FARTHEST or (reached := score(candidate)) <= best + 1e-5:
                    break
                biases, best = candidate, reached
    return biases, best


def _cells(rng, ask, image, labels):
    """Random known pixels of a picture: their logits and labels (full size or stride 4)."""
    logits = parts_logits(ask, np.ascontiguousarray(image))
    full = cv2.resize(labels, image.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    known = np.flatnonzero(full.ravel() < IGNORE)
    chosen = rng.choice(known, min(CELLS, len(known)), replace=False)
    return logits.reshape(len(PARTS), -1)[:, chosen].T, full.ravel()[chosen]


def _joined(samples):
    logits, truth = zip(*samples)
    return np.concatenate(logits), np.concatenate(truth)


def groups(ask, work, count):
    """Street photographs and composites, of training photographs alone."""
    photos = read_cache(work)
    people, places = ([p for p in photos if p.kind == k and not p.validation] for k in ("labelled", "none"))
    rng = np.random.default_rng(SEED)
    street = [people[i] for i in rng.permutation(len(people))[:count]]
    yield _joined([_cells(rng, ask, p.image, np.ascontiguousarray(p.parts)) for p in street])
    crowds = []
    for _ in range(count // 3):
        scene = empty(rng, places[rng.integers(len(places))], SIZE)
        scene.image = np.ascontiguousarray(scene.image)
        crowd(rng, scene, [from_photo(people[i]) for i in rng.integers(len(people), size=rng.integers(2, 9))])
        crowds.append(_cells(rng, ask, scene.image, scene.parts))
    yield _joined(crowds)


def run(data, work, threads, checkpoint, output, count, share):
    torch.set_num_threads(threads)
    network = load_network(data, checkpoint)
    measured = list(groups(torch_heads(network), work, count))
    before = [mean_iou(*g) for g in measured]
    biases, _ = best_biases(measured)
    biases *= share
    after = [mean_iou(logits + biases, truth) for logits, truth in measured]
    with torch.no_grad():
        network.refine.bias[: len(PARTS)] += torch.from_numpy(biases)
    torch.save({"average": network.state_dict()}, Path(output))
    print("street, composites:", *(f"{b:.4f} to {a:.4f}" for b, a in zip(before, after)))
    print(*(f"{n} {b:+.2f}" for n, b in zip(PARTS, biases)), sep=", ")
