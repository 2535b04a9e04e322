"""`refit`: fits autocontext to the IoU over sets of whole training photographs and crowds.

A batch of training crops holds too few cells of a rare class to say what the IoU over a set of photographs will be, and how much
of a label there is in a crop is not how much there is in a frame. Autocontext is small enough to be fitted to hundreds of frames
at the service's size: what it is given is computed once and kept. Only photographs that training saw are looked at, never the
validation split; every fifth is kept back to say what the fit is worth. (Tried on other weights with the
last layer of `parts` fitted too: less on street photographs.)
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from .cache import read_cache
from .checkpoint import load_network
from .cutouts import crowd, from_photo
from .labels import ANATOMY, IGNORE, PARTS, mirror_of
from .losses import lovasz
from .predict import prepared
from .recipe import constants
from .scenes import PARTS_MIRROR, empty
from .validation import SIZE

SEED, ROUNDS, RATE, DECAY = constants("refit", "seed", "rounds", "rate", "decay")
BATCH = constants("refit", "batch")  # street photographs, crowds, empty scenes
CELLS, NOISE = constants("refit", "cells", "noise")  # share of a picture's cells in a round; of the logits, so that no picture's shares are learnt by heart
P, LOGITS = len(PARTS), len(PARTS) + len(ANATOMY)
MIRROR = mirror_of(PARTS) + [P + i for i in mirror_of(ANATOMY)]


@dataclass(frozen=True)
class Picture:
    """What autocontext is given: logits 35×h×w of parts and anatomy in half precision; labels h×w."""

    logits: torch.Tensor
    labels: torch.Tensor

    def mirrored(self):
        return Picture(self.logits.flip(2)[MIRROR], torch.from_numpy(PARTS_MIRROR[self.labels.flip(1).numpy()]))


def corrected(autocontext, picture, noise=0.0):
    """Logits 18×h×w."""
    logits = picture.logits[None].float()
    if noise:
        logits = logits + noise * torch.randn(1, LOGITS, 1, 1)
    return (logits[:, :P] + autocontext.correction(logits[:, :P], logits[:, P:]))[0]


def mean_iou(table):
    """Mean IoU over the labels that there are, of an 18×18 table (truth × found)."""
    hits, real = table.diag(), table.sum(1)
    return float((hits / (real + table.sum(0) - hits).clamp(min=1))[real > 0].mean())


def reached(autocontext, pictures):
    """Mean IoU over all cells of the pictures that are labelled."""
    table = torch.zeros(P, P, dtype=torch.float64)
    with torch.no_grad():
        for picture in pictures:
            known = picture.labels < IGNORE
            found = corrected(autocontext, picture).argmax(0)[known]
            table += torch.bincount(picture.labels[known].long() * P + found, minlength=P * P).reshape(P, P)
    return mean_iou(table)


def _batch_loss(autocontext, pictures):
    log_ps, labels = [], []
    for picture in pictures:
        chosen = (picture.labels < IGNORE) & (torch.rand(picture.labels.shape) < CELLS)
        log_ps.append(F.log_softmax(corrected(autocontext, picture, NOISE)[:, chosen], 0))
        labels.append(picture.labels[chosen].long())
    log_p, truth = torch.cat(log_ps, 1), torch.cat(labels)
    grid = log_p.exp()[None, :, None], truth[None, None]
    return 0.3 * F.nll_loss(log_p.T, truth) + lovasz(*grid, torch.ones_like(grid[1], dtype=torch.bool))


def fit(autocontext, groups, rounds=ROUNDS):
    """Lowers Lovász and cross-entropy over batches of so many pictures of every group, half of them in the mirror."""
    optimizer = torch.optim.AdamW(autocontext.parameters(), RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, rounds)
    rng = np.random.default_rng(SEED)
    torch.manual_seed(SEED)
    for number in range(rounds):
        pictures = [group[i] for group, count in groups for i in rng.integers(len(group), size=count)]
        loss = _batch_loss(autocontext, [p.mirrored() if rng.random() < 0.5 else p for p in pictures])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if number % 50 == 0:
            print(f"{number}: loss {float(loss.detach()):.4f}", flush=True)


class Source:
    """Pictures as the network sees them at its default size; what pads them is not labelled."""

    def __init__(self, network):
        self.network, self.kept = network, None
        network.autocontext.register_forward_hook(lambda module, inputs, output: setattr(self, "kept", inputs[0]))

    def picture(self, image, labels):
        tensor, content = prepared(np.ascontiguousarray(image))
        with torch.inference_mode():
            self.network(torch.from_numpy(tensor))
        rows, columns = ((np.arange(-(-n // 4)) + 0.5) * 4 for n in content)
        y = (rows * labels.shape[0] / content[0]).astype(int).clip(0, labels.shape[0] - 1)
        x = (columns * labels.shape[1] / content[1]).astype(int).clip(0, labels.shape[1] - 1)
        truth = np.full(self.kept.shape[2:], IGNORE, np.uint8)
        truth[: len(y), : len(x)] = labels[np.ix_(y, x)]
        return Picture(self.kept[0, :LOGITS].half().clone(), torch.from_numpy(truth))


def look(network, work, count):
    """(street, composites, empty scenes) of training photographs."""
    photos, source = read_cache(work), Source(network)
    people, places = ([p for p in photos if p.kind == k and not p.validation] for k in ("labelled", "none"))
    rng = np.random.default_rng(SEED)

    def crowds():
        for _ in range(count // 6):
            scene = empty(rng, places[rng.integers(len(places))], SIZE)
            scene.image = np.ascontiguousarray(scene.image)
            crowd(rng, scene, [from_photo(people[i]) for i in rng.integers(len(people), size=rng.integers(2, 9))])
            yield source.picture(scene.image, scene.parts)

    street = [people[i] for i in rng.permutation(len(people))[:count]]
    nobody = [np.zeros(p.image.shape[:2], np.uint8) for p in places[::2]]
    return (
        [source.picture(p.image, p.parts) for p in street],
        list(crowds()),
        [source.picture(p.image, n) for p, n in zip(places[::2], nobody)],
    )


def run(data, work, threads, checkpoint, output, count):
    torch.set_num_threads(threads)
    cv2.setNumThreads(threads)
    network = load_network(data, checkpoint)
    groups = look(network, work, count)
    before = [reached(network.autocontext, g[::5]) for g in groups[:2]]
    fit(network.autocontext, [([p for i, p in enumerate(g) if i % 5], n) for g, n in zip(groups, BATCH)])
    after = [reached(network.autocontext, g[::5]) for g in groups[:2]]
    for name, old, new in zip(("street", "composites"), before, after):
        print(f"{name}, mean IoU of pictures kept back: {old:.4f} before, {new:.4f} after")
    torch.save({"average": network.state_dict()}, Path(output))
    print(output)
