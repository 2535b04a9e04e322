"""`prepare`: decodes all photographs once, asks the teacher about each, and writes one cache folder; resumes."""

import csv
import json
from pathlib import Path

import cv2
import numpy as np
import torch

from .labels import IGNORE
from .teacher import Teacher, ask

LONGEST = 832
_UNTAUGHT = ("garment", "none")
_ORDER = {"garment": 0, "none": 0, "some": 1, "labelled": 2, "street": 2}  # what training can least do without comes first
_TEACHERS = ("bodypix_mobilenet_v1_075_720_1280_16_quant.tflite", "patched_MobileNetV1-x050-stride16.onnx")


def photographs(data):
    """All photographs as (set, path, persons) with persons one of labelled, street, none, some."""
    for path in sorted((data / "ccp/photos").glob("*.jpg")):
        labelled = (data / "ccp/fused18" / f"{path.stem}.png").exists()
        yield "ccp", path, "labelled" if labelled else "street"
    for folder, column, none in (("more_photos", "persons_guess", "none"), ("coco_cc", "persons", "0")):
        with open(data / folder / "ATTRIBUTION.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                path = data / folder / row["file"]
                if path.exists():
                    yield folder, path, "none" if row[column] == none else "some"
    for path in sorted((data / "cc0_clothing").glob("*.jpg")):
        yield "cc0_clothing", path, "garment"


def is_validation(kind, position):
    """Every 10th labelled photograph by number."""
    return kind == "labelled" and position % 10 == 9


def run(data, work, threads):
    torch.set_num_threads(threads)
    data, cache = Path(data), Path(work) / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    teachers = [Teacher(data / "teachers" / name).eval() for name in _TEACHERS]
    index = cache / "index.jsonl"
    done = [json.loads(line) for line in index.read_text().splitlines()] if index.exists() else []
    names = {(row["set"], row["name"]) for row in done}
    at = max((end_of(place) for row in done for place in row["arrays"].values()), default=0)
    labelled = 0
    with open(cache / "arrays.bin", "r+b" if done else "wb") as out, open(index, "a", encoding="utf-8") as lines:
        out.seek(at)
        ordered = sorted(photographs(data), key=lambda photo: _ORDER[photo[2]])
        for number, (folder, path, kind) in enumerate(ordered):
            validation = is_validation(kind, labelled)
            labelled += kind == "labelled"
            if (folder, path.stem) in names:
                continue
            arrays = _arrays(data, path, kind, teachers)
            if arrays is None:
                continue
            row = {"set": folder, "name": path.stem, "kind": kind, "validation": validation, "arrays": {}}
            for name, array in arrays.items():
                row["arrays"][name] = {"at": at, "shape": list(array.shape), "dtype": str(array.dtype)}
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


def _arrays(data, path, kind, teachers):
    photo = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if photo is None:
        return None
    arrays = {"image": _bounded(photo[:, :, ::-1], cv2.INTER_AREA)}
    if kind == "labelled":
        parts = cv2.imread(str(data / "ccp/fused18" / f"{path.stem}.png"), cv2.IMREAD_UNCHANGED)
        arrays["parts"] = _bounded(parts, cv2.INTER_NEAREST)
        if parts.shape != photo.shape[:2] or not ((parts > 0) & (parts < IGNORE)).any():
            return None
    if kind not in _UNTAUGHT:
        arrays["person"], arrays["anatomy"], arrays["joints"] = ask(teachers, arrays["image"])
    return arrays


def _bounded(array, interpolation):
    scale = LONGEST / max(array.shape[:2])
    if scale >= 1:
        return np.ascontiguousarray(array)
    size = (round(array.shape[1] * scale), round(array.shape[0] * scale))
    return cv2.resize(np.ascontiguousarray(array), size, interpolation=interpolation)
