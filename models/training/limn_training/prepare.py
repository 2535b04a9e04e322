"""`prepare`: decodes all photographs once, asks the teachers about each, and writes one cache folder; resumes."""

import csv
import json
from pathlib import Path

import cv2
import numpy as np

from .fuse import Fuse
from .recipe import constants

LONGEST, CLIP_FRAMES, VALIDATION_EVERY = constants("prepare", "longest", "clip_frames", "validation_every")


def photographs(data):
    """All photographs as (set, name, read, kind), kind one of labelled, street, none, some, garment, people, clip."""
    for path in sorted((data / "ccp/photos").glob("*.jpg")):
        labelled = (data / "ccp/fused18" / f"{path.stem}.png").exists()  # 0536 is empty, and missing from sides18; it counts
        yield "ccp", path.stem, lambda p=path: _read(p), "labelled" if labelled else "street"
    known = {p.stem for p in (data / "coco_people/photos").glob("*.jpg")}
    for path in sorted((data / "coco_people/photos").glob("*.jpg")):
        yield "coco_people", path.stem, lambda p=path: _read(p), "people"
    for folder, column, none in (("more_photos", "persons_guess", "none"), ("coco_cc", "persons", "0")):
        with open(data / folder / "ATTRIBUTION.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                path = data / folder / row["file"]
                if path.exists() and path.stem.removeprefix("coco_") not in known:
                    yield folder, path.stem, lambda p=path: _read(p), "none" if row[column] == none else "some"
    for path in sorted((data / "cc0_clothing").glob("*.jpg")):
        yield "cc0_clothing", path.stem, lambda p=path: _read(p), "garment"
    for path in sorted((data / "clips").glob("*.m*")):
        kind = "some" if "detection" in path.stem else "clip"
        for number in range(CLIP_FRAMES):
            yield "clips", f"{path.stem}-{number:02d}", lambda p=path, n=number: _frame(p, n), kind


def is_validation(kind, position):
    """Every so many-th labelled photograph by number, and of the everyday scenes."""
    return kind in ("labelled", "people") and position % VALIDATION_EVERY == VALIDATION_EVERY - 1


def run(data, work, threads, model, pose):
    cv2.setNumThreads(threads)
    data, cache = Path(data), Path(work) / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    fuse = Fuse(data, model, pose, threads)
    index = cache / "index.jsonl"
    done = [json.loads(line) for line in index.read_text().splitlines()] if index.exists() else []
    names = {(row["set"], row["name"]) for row in done}
    at = max((end_of(place) for row in done for place in row["arrays"].values()), default=0)
    positions = {}
    with open(cache / "arrays.bin", "r+b" if done else "wb") as out, open(index, "a", encoding="utf-8") as lines:
        out.seek(at)
        for number, (folder, name, read, kind) in enumerate(sorted(photographs(data), key=lambda photo: photo[3] == "street")):
            validation = is_validation(kind, positions.setdefault(kind, 0))
            positions[kind] += 1
            photo = None if (folder, name) in names else read()
            if photo is None or (kind == "labelled" and not (data / "ccp/sides18" / f"{name}.png").exists()):
                continue
            arrays = fuse.arrays(folder, name, _bounded(photo, LONGEST), photo.shape[:2], kind)
            row = {"set": folder, "name": name, "kind": kind, "validation": validation, "arrays": {}}
            for field, array in arrays.items():
                row["arrays"][field] = {"at": at, "shape": list(array.shape), "dtype": str(array.dtype)}
                out.write(np.ascontiguousarray(array).tobytes())
                at += array.nbytes
            out.flush()
            lines.write(json.dumps(row) + "\n")
            lines.flush()
            if number % 50 == 0:
                print(f"{number} photographs, {at >> 20} MiB", flush=True)
    print(f"all photographs cached in {cache}")


def end_of(place):
    return place["at"] + int(np.prod(place["shape"])) * np.dtype(place["dtype"]).itemsize


def _read(path):
    photo = cv2.imread(str(path), cv2.IMREAD_COLOR)
    return None if photo is None else photo[:, :, ::-1]


def _frame(path, number):
    """One of the frames spread evenly over a clip."""
    clip = cv2.VideoCapture(str(path))
    count = int(clip.get(cv2.CAP_PROP_FRAME_COUNT))
    wanted = round((number + 0.5) * count / CLIP_FRAMES)
    frame = None
    for _ in range(wanted + 1):
        more, found = clip.read()
        if not more:
            break
        frame = found
    clip.release()
    return None if frame is None else frame[:, :, ::-1]


def _bounded(array, longest):
    scale = longest / max(array.shape[:2])
    if scale >= 1:
        return np.ascontiguousarray(array)
    size = (round(array.shape[1] * scale), round(array.shape[0] * scale))
    return cv2.resize(np.ascontiguousarray(array), size, interpolation=cv2.INTER_AREA)
