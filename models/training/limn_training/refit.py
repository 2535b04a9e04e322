"""`refit`: fits the last layers of `parts`, autocontext among them, anew to the IoU over sets of training photographs.

A batch of training crops holds too few cells of a rare class to say what the IoU over a set of photographs will be, and a crop
is not what the service sees. The last layers are small enough to be fitted to hundreds of whole photographs and crowds at the
service's size: everything before them is computed once and kept. Only photographs that training saw are looked at, never the
validation split; every fifth is kept back to choose how much of the change is taken.
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
from .labels import ANATOMY, IGNORE, PARTS
from .losses import lovasz
from .predict import prepared
from .scenes import PARTS_MIRROR, empty
from .validation import SIZE

SEED, ROUNDS, RATE, DECAY, CELLS, NOISE = 11, 300, 3e-3, 0.02, 0.25, 0.15
BATCH = (9, 6, 2)  # street photographs, crowds, empty scenes
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
P, LOGITS = len(PARTS), len(PARTS) + len(ANATOMY)


@dataclass(frozen=True)
class Picture:
    """What the last layers are given: features 80×h×w and coarse logits 35×h×w in half precision; labels h×w."""

    features: torch.Tensor
    coarse: torch.Tensor
    labels: torch.Tensor


class Last(torch.nn.Module):
    """The last layers of a network as far as parts and anatomy go; trains parts' own and the autocontext."""

    def __init__(self, network):
        super().__init__()
        self.weight = torch.nn.Parameter(network.refine.weight[:P].clone())
        self.bias = torch.nn.Parameter(network.refine.bias[:P].clone())
        self.anatomy = network.refine.weight[P:LOGITS].clone(), network.refine.bias[P:LOGITS].clone()
        self.autocontext = network.autocontext

    def forward(self, picture):
        features, coarse = picture.features[None].float(), picture.coarse[None].float()
        parts = F.conv2d(features, self.weight, self.bias) + coarse[:, :P]
        anatomy = F.conv2d(features, *self.anatomy) + coarse[:, P:]
        if self.training:  # no photograph's shares of labels are to be learnt by heart
            parts = parts + NOISE * torch.randn(1, P, 1, 1)
            anatomy = anatomy + NOISE * torch.randn(1, LOGITS - P, 1, 1)
        return parts + self.autocontext.correction(parts.detach(), anatomy)

    def put_into(self, network):
        with torch.no_grad():
            network.refine.weight[:P], network.refine.bias[:P] = self.weight, self.bias


def mean_iou(table):
    """Mean IoU over the labels that there are, of an 18×18 table (truth × found)."""
    hits, real = table.diag(), table.sum(1)
    return float((hits / (real + table.sum(0) - hits).clamp(min=1))[real > 0].mean())


def reached(last, pictures):
    table = torch.zeros(P, P, dtype=torch.float64)
    last.eval()
    with torch.no_grad():
        for picture in pictures:
            known = picture.labels < IGNORE
            found = last(picture)[0].argmax(0)[known]
            table += torch.bincount(picture.labels[known].long() * P + found, minlength=P * P).reshape(P, P)
    return mean_iou(table)


def _batch_loss(last, pictures, generator):
    log_ps, labels = [], []
    for picture in pictures:
        chosen = (picture.labels < IGNORE) & (torch.rand(picture.labels.shape, generator=generator) < CELLS)
        log_ps.append(F.log_softmax(last(picture)[0][:, chosen], 0))
        labels.append(picture.labels[chosen].long())
    log_p, truth = torch.cat(log_ps, 1), torch.cat(labels)
    grid = log_p.exp()[None, :, None], truth[None, None]
    return 0.3 * F.nll_loss(log_p.T, truth) + lovasz(*grid, torch.ones_like(grid[1], dtype=torch.bool))


def fit(last, groups, rounds=ROUNDS, rate=RATE):
    """Lowers Lovász and cross-entropy over batches that hold some pictures of every group."""
    optimizer = torch.optim.AdamW(last.parameters(), rate, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=rounds, pct_start=0.1)
    rng, generator = np.random.default_rng(SEED), torch.Generator().manual_seed(SEED)
    torch.manual_seed(SEED)
    last.train()
    for number in range(rounds):
        pictures = [group[i] for group, count in groups for i in rng.integers(len(group), size=count)]
        loss = _batch_loss(last, pictures, generator)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if number % 50 == 0:
            print(f"{number}: loss {float(loss.detach()):.4f}", flush=True)


class Source:
    """Pictures as the network sees them at its default size, every other one in the mirror."""

    def __init__(self, network):
        self.network, self.kept = network, {}
        network.merge4.register_forward_hook(lambda module, inputs, output: self.kept.update(features=output))
        network.autocontext.register_forward_hook(lambda module, inputs, output: self.kept.update(logits=inputs[0]))
        self.rng = np.random.default_rng(SEED)

    def picture(self, image, labels):
        if self.rng.random() < 0.5:
            image, labels = image[:, ::-1], PARTS_MIRROR[labels[:, ::-1]]
        tensor, content = prepared(np.ascontiguousarray(image))
        with torch.inference_mode():
            self.network(torch.from_numpy(tensor))
            features, logits = self.kept["features"], self.kept["logits"][:, :LOGITS]
            coarse = logits - F.conv2d(features, self.network.refine.weight[:LOGITS], self.network.refine.bias[:LOGITS])
        rows, columns = ((np.arange(-(-n // 4)) + 0.5) * 4 for n in content)
        y = (rows * labels.shape[0] / content[0]).astype(int).clip(0, labels.shape[0] - 1)
        x = (columns * labels.shape[1] / content[1]).astype(int).clip(0, labels.shape[1] - 1)
        truth = np.full(features.shape[2:], IGNORE, np.uint8)
        truth[: len(y), : len(x)] = labels[np.ix_(y, x)]
        return Picture(features[0].half().clone(), coarse[0].half().clone(), torch.from_numpy(truth))


def look(network, work, count):
    """(street, composites, empty scenes) of training photographs."""
    photos, source = read_cache(work), Source(network)
    people, places = ([p for p in photos if p.kind == k and not p.validation] for k in ("labelled", "none"))
    rng = np.random.default_rng(SEED)

    def crowds():
        for _ in range(count // 2):
            scene = empty(rng, places[rng.integers(len(places))], SIZE)
            scene.image = np.ascontiguousarray(scene.image)
            crowd(rng, scene, [from_photo(people[i]) for i in rng.integers(len(people), size=rng.integers(2, 9))])
            yield source.picture(scene.image, scene.parts)

    street = [people[i] for i in rng.permutation(len(people))[:count]]
    nobody = [np.zeros(p.image.shape[:2], np.uint8) for p in places]
    return (
        [source.picture(p.image, p.parts) for p in street],
        list(crowds()),
        [source.picture(p.image, n) for p, n in zip(places, nobody)],
    )


def _mixed(before, after, share):
    return {name: torch.lerp(before[name], after[name], share) for name in before}


def run(data, work, threads, checkpoint, output, count):
    torch.set_num_threads(threads)
    cv2.setNumThreads(threads)
    network = load_network(data, checkpoint)
    groups = look(network, work, count)
    last = Last(network)
    before = {name: value.clone() for name, value in last.state_dict().items()}
    fit(last, [([p for i, p in enumerate(g) if i % 5], n) for g, n in zip(groups, BATCH)])
    after = {name: value.clone() for name, value in last.state_dict().items()}
    figures = []
    for share in SHARES:
        last.load_state_dict(_mixed(before, after, share))
        figures.append([reached(last, g[::5]) for g in groups[:2]])
        print(f"share {share}: street {figures[-1][0]:.4f}, composites {figures[-1][1]:.4f}", flush=True)
    share = SHARES[int(np.argmax([sum(f) for f in figures]))]
    last.load_state_dict(_mixed(before, after, share))
    last.put_into(network)
    torch.save({"average": network.state_dict()}, Path(output))
    print(f"{output}: share {share}")
