"""`prepare`: decodes all photographs once, asks the teacher about each, and writes one cache folder."""

import csv
import json
from pathlib import Path

import cv2
import numpy as np
import torch

from .labels import IGNORE
from .teacher import Teacher, ask

LONGEST = 832
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


def is_validation(folder, path, kind, position):
    """Every 10th labelled photograph by number."""
    return folder == "ccp" and kind == "labelled" and position % 10 == 9


def run(data, work, threads):
    torch.set_num_threads(threads)
    data, cache = Path(data), Path(work) / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    teachers = [Teacher(data / "teachers" / name).eval() for name in _TEACHERS]
    rows, at, labelled = [], 0, 0
    with open(cache / "arrays.bin", "wb") as out:

        def put(array):
            nonlocal at
            place = {"at": at, "shape": list(array.shape), "dtype": str(array.dtype)}
            out.write(np.ascontiguousarray(array).tobytes())
            at += array.nbytes
            return place

        for number, (folder, path, kind) in enumerate(photographs(data)):
            photo = cv2.imread(str(path), cv2.IMREAD_COLOR)
            if photo is None:
                continue
            photo = _bounded(photo[:, :, ::-1], cv2.INTER_AREA)
            row = {"set": folder, "name": path.stem, "kind": kind, "validation": False, "arrays": {"image": put(photo)}}
            if kind == "labelled":
                row["validation"] = is_validation(folder, path, kind, labelled)
                labelled += 1
                parts = cv2.imread(str(data / "ccp/fused18" / f"{path.stem}.png"), cv2.IMREAD_UNCHANGED)
                parts = _bounded(parts, cv2.INTER_NEAREST)
                if parts.shape != photo.shape[:2] or not ((parts > 0) & (parts < IGNORE)).any():
                    continue
                row["arrays"]["parts"] = put(parts)
            if kind != "garment":
                person, anatomy, joints = ask(teachers, photo)
                row["arrays"] |= {"person": put(person), "anatomy": put(anatomy), "joints": put(joints)}
            rows.append(row)
            if number % 50 == 0:
                print(f"{number} photographs, {at >> 20} MiB", flush=True)
    (cache / "index.json").write_text(json.dumps(rows))
    print(f"{len(rows)} photographs cached in {cache}")


def _bounded(array, interpolation):
    scale = LONGEST / max(array.shape[:2])
    if scale >= 1:
        return np.ascontiguousarray(array)
    size = (round(array.shape[1] * scale), round(array.shape[0] * scale))
    return cv2.resize(np.ascontiguousarray(array), size, interpolation=interpolation)
