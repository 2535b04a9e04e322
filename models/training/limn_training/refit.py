"""`refit`: fits the last layer of `parts` anew to the IoU over whole sets of training photographs.

A batch holds too few cells of a rare class to say what the IoU over a set of photographs will be; the last layer alone is
small enough to be fitted to hundreds of photographs at once. New logits = old + D·features + A·(old parts and anatomy) + b,
which folds into the two last 1×1 convolutions; at the end the 18 biases are tuned on the IoU itself. Only photographs that
training saw are looked at, never the validation split; every fifth is kept back to choose how much of D, A and b is taken.
"""

import itertools
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from .cache import read_cache
from .checkpoint import load_network
from .cutouts import crowd, from_photo
from .labels import ANATOMY, IGNORE, PARTS
from .losses import lovasz
from .predict import prepared
from .scenes import empty
from .validation import SIZE

SEED, CELLS, ROUNDS, SHEET, RATE, DECAY = 11, 2000, 150, 40_000, 6e-3, 0.02
P, LOGITS = len(PARTS), len(PARTS) + len(ANATOMY)
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
STEPS, FARTHEST, KEPT = (0.4, 0.2, 0.1), 1.2, 0.7


@dataclass(frozen=True)
class Cells:
    """Random cells of many pictures: features N×80, old logits N×35 of parts and anatomy, labels N, picture N."""

    features: torch.Tensor
    logits: torch.Tensor
    labels: torch.Tensor
    picture: torch.Tensor

    def where(self, mask):
        return Cells(self.features[mask], self.logits[mask], self.labels[mask], self.picture[mask])


@dataclass
class Change:
    """What is added: D (18×80), A (18×35), b (18)."""

    d: torch.Tensor
    a: torch.Tensor
    b: torch.Tensor

    @staticmethod
    def none(features):
        return Change(torch.zeros(P, features), torch.zeros(P, LOGITS), torch.zeros(P))

    def of(self, cells, share=1.0):
        return cells.logits[:, :P] + share * (cells.features @ self.d.T + cells.logits @ self.a.T + self.b)


def mean_iou(logits, labels):
    """Mean IoU over the labels that there are."""
    table = torch.bincount(labels * P + logits.argmax(1), minlength=P * P).reshape(P, P).double()
    hits, real = table.diag(), table.sum(1)
    return float((hits / (real + table.sum(0) - hits).clamp(min=1))[real > 0].mean())


def fit(groups, empties, rounds=ROUNDS):
    """The change that lowers Lovász and cross-entropy on the groups, and keeps the empty scenes empty."""
    change = Change.none(groups[0].features.shape[1])
    weights = [change.d, change.a, change.b]
    for w in weights:
        w.requires_grad_(True)
    optimizer = torch.optim.AdamW(weights, RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, rounds)
    generator = torch.Generator().manual_seed(SEED)
    for _ in range(rounds):
        loss = 0.0
        for cells in (*groups, empties):
            chosen = torch.randint(len(cells.labels), (min(SHEET, len(cells.labels)),), generator=generator)
            some = cells.where(chosen)
            log_p = F.log_softmax(change.of(some), 1)
            loss = loss + 0.3 * F.nll_loss(log_p, some.labels)
            if cells is not empties:
                grid = log_p.exp().T[None, :, None], some.labels[None, None]
                loss = loss + lovasz(*grid, torch.ones_like(grid[1], dtype=torch.bool))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    for w in weights:
        w.requires_grad_(False)
    return change


def best_biases(groups):
    """Coordinate ascent on the mean of the groups' mean IoU; each group is (cells×18 logits, labels)."""
    biases = torch.zeros(P)

    def score(candidate):
        return sum(mean_iou(logits + candidate, labels) for logits, labels in groups) / len(groups)

    best = score(biases)
    for step, label in itertools.product(STEPS, range(P)):
        for direction in (-step, step):
            while True:
                candidate = biases.clone()
                candidate[label] += direction
                if abs(candidate[label]) > FARTHEST or (reached := score(candidate)) <= best + 1e-5:
                    break
                biases, best = candidate, reached
    return biases, best


def fold(network, change, share):
    """Writes the change into the last two convolutions."""
    with torch.no_grad():
        d, a, b = share * change.d, share * change.a, share * change.b
        refine, coarse = network.refine, network.coarse
        old = refine.weight[:LOGITS, :, 0, 0], coarse.weight[:LOGITS, :, 0, 0]
        bias = refine.bias[:LOGITS] + coarse.bias[:LOGITS]
        refine.bias[:P] += a @ bias + b
        refine.weight[:P, :, 0, 0] += d + a @ old[0]
        coarse.weight[:P, :, 0, 0] += a @ old[1]


class Source:
    """Cells of pictures, as the network sees them at its default size."""

    def __init__(self, network):
        self.network, self.kept = network, None
        network.merge4.register_forward_hook(lambda module, inputs, output: setattr(self, "kept", output))
        self.rng = np.random.default_rng(SEED)

    def cells(self, image, labels, number):
        tensor, content = prepared(np.ascontiguousarray(image))
        with torch.inference_mode():
            logits = self.network(torch.from_numpy(tensor))[0, :LOGITS]
        rows, columns = ((np.arange(-(-n // 4)) + 0.5) * 4 for n in content)
        y = (rows * labels.shape[0] / content[0]).astype(int).clip(0, labels.shape[0] - 1)
        x = (columns * labels.shape[1] / content[1]).astype(int).clip(0, labels.shape[1] - 1)
        truth = labels[np.ix_(y, x)]
        v, u = np.nonzero(truth < IGNORE)
        chosen = self.rng.choice(len(v), min(CELLS, len(v)), replace=False)
        v, u = v[chosen], u[chosen]
        picture = torch.full((len(v),), number)
        return Cells(self.kept[0, :, v, u].T.clone(), logits[:, v, u].T.clone(), torch.from_numpy(truth[v, u]).long(), picture)


def joined(samples):
    samples = list(samples)
    return Cells(*(torch.cat([getattr(s, n) for s in samples]) for n in ("features", "logits", "labels", "picture")))


def look(network, work, count):
    """(street, composites, empty scenes) of training photographs."""
    photos, source = read_cache(work), Source(network)
    people, places = ([p for p in photos if p.kind == k and not p.validation] for k in ("labelled", "none"))
    rng = np.random.default_rng(SEED)

    def crowds():
        for number in range(count // 2):
            scene = empty(rng, places[rng.integers(len(places))], SIZE)
            scene.image = np.ascontiguousarray(scene.image)
            crowd(rng, scene, [from_photo(people[i]) for i in rng.integers(len(people), size=rng.integers(2, 9))])
            yield source.cells(scene.image, scene.parts, number)

    street = [people[i] for i in rng.permutation(len(people))[:count]]
    nobody = [np.zeros(p.image.shape[:2], np.uint8) for p in places]
    return (
        joined(source.cells(p.image, p.parts, i) for i, p in enumerate(street)),
        joined(crowds()),
        joined(source.cells(p.image, n, i) for i, (p, n) in enumerate(zip(places, nobody))),
    )


def run(data, work, threads, checkpoint, output, count):
    torch.set_num_threads(threads)
    cv2.setNumThreads(threads)
    network = load_network(data, checkpoint)
    *groups, empties = look(network, work, count)
    change = fit([g.where(g.picture % 5 > 0) for g in groups], empties)
    back = [g.where(g.picture % 5 == 0) for g in groups]
    reached = [[mean_iou(change.of(g, share), g.labels) for g in back] for share in SHARES]
    for share, (street, crowds) in zip(SHARES, reached):
        print(f"share {share}: street {street:.4f}, composites {crowds:.4f}", flush=True)
    share = SHARES[int(np.argmax([sum(r) for r in reached]))]
    biases = KEPT * best_biases([(change.of(g, share)[::2], g.labels[::2]) for g in groups])[0]
    print(", ".join(f"{n} {b:+.2f}" for n, b in zip(PARTS, biases)))
    for name, logits in (("before", empties.logits[:, :P]), ("after", change.of(empties, share) + biases)):
        print(f"empty scenes lit {name}: {(logits.argmax(1) > 0).float().mean():.4%}")
    fold(network, change, share)
    with torch.no_grad():
        network.refine.bias[:P] += biases
    torch.save({"average": network.state_dict()}, Path(output))
    print(f"{output}: share {share}")
