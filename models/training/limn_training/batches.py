"""Endless mixed batches: street photographs, crowds by cut and paste, empty scenes, taught photographs, renders."""

import functools

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

from .cache import read_cache
from .cutouts import crowd, from_photo, from_render, hidden_below
from .decoys import lay
from .labels import PARTS
from .photometric import tint, wear
from .recipe import constants
from .renders import list_renders, read_render
from .restyle import restyle
from .scenes import RECOLOURED, empty, rendered, street, taught
from .targets import targets

# crops (height, width), how many of them stand in for one of 544×368 in a batch, how often they are drawn
SIZES = constants("batches", "sizes")
# what a row of scenes holds; of two kinds, either at even odds
MIX = constants("batches", "mix")
# photographs that hold a thin class are drawn more often
_SOUGHT = constants("batches", "sought")
# shares
GARMENT, DECOYS, STREET_TAUGHT, CLOTH_GARMENT = constants("batches", "garment", "decoys", "street_taught", "cloth_garment")
CROWD_ON_STREET, CROWD_ON_TAUGHT, RENDERED_CUTOUT, HIDDEN = constants(
    "batches", "crowd_on_street", "crowd_on_taught", "rendered_cutout", "hidden"
)
FEW, MANY = constants("batches", "few_people", "many_people")  # least and most, in crowds on scenes with and without people


def _appeal(photo):
    held = np.flatnonzero(np.bincount(photo.parts[::4, ::4].ravel(), minlength=19)[:18] > 8)
    return 1 + sum(_SOUGHT.get(PARTS[i], 0) for i in held)


class Batches(IterableDataset):
    """Batches as dicts of tensors; every worker has its own random stream."""

    def __init__(self, work, renders, seed, count=2):
        """`count`: scenes of the largest size in a batch; more of the smaller ones."""
        self.work, self.folder, self.seed, self.count = work, renders, seed, count

    def open(self):
        """Reads the cache; done by the process that uses it, since views of a mapped file don't travel."""
        photos = [p for p in read_cache(self.work) if not p.validation]
        self.by_kind = {k: [p for p in photos if p.kind == k] for k in ("labelled", "street", "none", "some", "garment", "people", "clip")}
        appeal = np.array([_appeal(p) for p in self.by_kind["labelled"]])
        self.odds = appeal / appeal.sum()
        self.hats = [p for p in self.by_kind["labelled"] if (p.parts == PARTS.index("hat")).any()]
        self.renders = list_renders(self.folder)
        self.cut = functools.lru_cache(maxsize=384)(lambda i: from_photo(self.by_kind["labelled"][i]))  # some 300 MB a worker

    def __iter__(self):
        self.open()
        info = torch.utils.data.get_worker_info()
        cv2.setNumThreads(1)
        rng = np.random.default_rng([self.seed, info.id if info else 0])
        kinds, odds = [], [odds for _, _, odds in SIZES]
        while True:
            size, share, _ = SIZES[rng.choice(len(SIZES), p=odds)]
            count = share * self.count
            while len(kinds) < count:
                kinds += self._kinds(rng)
            samples = [targets(self._scene(rng, kinds.pop(), size)) for _ in range(count)]
            yield {k: torch.from_numpy(np.stack([s[k] for s in samples])) for k in samples[0]}

    def _kinds(self, rng):
        return [MIX[i][rng.integers(len(MIX[i]))] for i in rng.permutation(len(MIX))]

    def _scene(self, rng, kind, size):
        if kind == "render" and not self.renders:
            kind = "crowd" if rng.random() < 0.5 else "taught"
        scene = getattr(self, f"_{kind}")(rng, size)
        scene.image = wear(tint(np.ascontiguousarray(scene.image), rng), rng)
        return scene

    def _number(self, rng):
        return int(rng.choice(len(self.odds), p=self.odds))

    def _labelled(self, rng):
        return self.by_kind["labelled"][self._number(rng)]

    def _any(self, rng, kind):
        photos = self.by_kind[kind] or self.by_kind["labelled"]
        return photos[rng.integers(len(photos))]

    def _street(self, rng, size):
        photo = restyle(rng, self._labelled(rng), self.hats, lambda: self._cloth(rng))
        return street(rng, photo, size)

    def _empty(self, rng, size):
        scene = empty(rng, self._any(rng, "garment" if rng.random() < GARMENT else "none"), size)
        if rng.random() < DECOYS:
            scene.image = np.ascontiguousarray(scene.image)
            lay(rng, scene.image, lambda: self._cloth(rng))
        return scene

    def _cloth(self, rng):
        """A garment, or the middle of somebody's clothes."""
        if rng.random() < CLOTH_GARMENT:
            return self._any(rng, "garment").image
        return self.cut(self._number(rng)).image[:, :, :3]

    def _taught(self, rng, size):
        street = self.by_kind["street"] and rng.random() < STREET_TAUGHT
        return taught(rng, self._any(rng, "street" if street else "some"), size)

    def _people(self, rng, size):
        return taught(rng, self._any(rng, "people"), size)

    def _clip(self, rng, size):
        return taught(rng, self._any(rng, "clip"), size)

    def _render(self, rng, size):
        return rendered(rng, read_render(self.renders[rng.integers(len(self.renders))]), size)

    def _crowd(self, rng, size):
        dice = rng.random()
        if dice < CROWD_ON_STREET:
            scene = street(rng, self._labelled(rng), size, scale=float(rng.uniform(0.33, 0.8)))
        elif dice < CROWD_ON_STREET + CROWD_ON_TAUGHT:
            scene = taught(rng, self._any(rng, "some"), size)
        else:
            scene = self._empty(rng, size)
        scene.image = np.ascontiguousarray(scene.image)
        least, most = FEW if dice < CROWD_ON_STREET + CROWD_ON_TAUGHT else MANY
        count = int(rng.integers(least, most + 1))
        crowd(rng, scene, [self._cutout(rng) for _ in range(count)], RECOLOURED)
        return scene

    def _cutout(self, rng):
        cutout = None
        if self.renders and rng.random() < RENDERED_CUTOUT:
            render = read_render(self.renders[rng.integers(len(self.renders))])
            people, counts = np.unique(render.persons[render.persons > 0], return_counts=True)
            if len(people) and counts.max() > 400:
                cutout = from_render(render, people[counts.argmax()])
        cutout = cutout or self.cut(self._number(rng))
        return hidden_below(cutout, rng.uniform(0.3, 0.85)) if rng.random() < HIDDEN else cutout


def loader(work, renders, seed, workers, count):
    ahead = {"prefetch_factor": 4} if workers else {}
    return DataLoader(
        Batches(work, renders, seed, count), batch_size=None, num_workers=workers, pin_memory=torch.cuda.is_available(), **ahead
    )
