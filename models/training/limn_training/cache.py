"""Reads the cache that `prepare` writes: photographs and labels as views of one mapped file."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Photo:
    """One photograph and what is known of it.

    image H×W×3 RGB; parts H×W ids or None; of the teachers, at half size, or None: person 0..255, anatomy, pseudo (parts), persons
    (ids, 255 unknown); joints rows (joint, x, y, score, person id) in photograph pixels.
    """

    name: str
    kind: str
    validation: bool
    image: np.ndarray
    parts: np.ndarray | None
    person: np.ndarray | None
    anatomy: np.ndarray | None
    joints: np.ndarray | None
    pseudo: np.ndarray | None = None
    persons: np.ndarray | None = None


def read_cache(work):
    folder = Path(work) / "cache"
    bytes_ = np.memmap(folder / "arrays.bin", mode="r")

    def view(place):
        if place is None:
            return None
        dtype = np.dtype(place["dtype"])
        size = int(np.prod(place["shape"])) * dtype.itemsize
        # joints may start off an alignment boundary, so they are copied
        raw = bytes_[place["at"] : place["at"] + size]
        return (raw if dtype.itemsize == 1 else np.array(raw).view(dtype)).reshape(place["shape"])

    names = ("image", "parts", "person", "anatomy", "joints", "pseudo", "persons")
    photos = []
    for row in map(json.loads, (folder / "index.jsonl").read_text().splitlines()):
        arrays = [view(row["arrays"].get(n)) for n in names]
        photos.append(Photo(f"{row['set']}/{row['name']}", row["kind"], row["validation"], *arrays))
    return photos
