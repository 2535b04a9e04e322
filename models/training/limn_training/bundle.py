"""`bundle` and `unbundle`: all that training needs as one file, for a machine that has nothing but this folder.

A ZIP of WebP photographs and PNG maps, with the cache's index and the checkpoint to begin from (weights in float16). `unbundle` writes the cache
folder back, decoded, and the renders beside it.
"""

import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import torch

from .cache import read_cache
from .prepare import end_of
from .renders import list_renders

MAPS = ("parts", "person", "anatomy", "pseudo", "persons")


def run(data, work, threads, output, checkpoint, renders, longest, quality, limit):
    """Writes the bundle; only what is trained on."""
    photos = [p for p in read_cache(work) if not p.validation and p.kind != "street"]
    rendered = list_renders(renders)[:limit]
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as file:
        file.writestr("begin.pt", _weights(checkpoint))
        for number, stem in enumerate(rendered):
            image = cv2.imread(str(stem.with_suffix(".jpg")))
            file.writestr(f"renders/{number:06d}.webp", _webp(image, quality))
            with np.load(stem.with_suffix(".npz")) as known:
                for name in ("parts", "anatomy", "persons"):
                    file.writestr(f"renders/{number:06d}.{name}.png", _png(known[name]))
                file.writestr(f"renders/{number:06d}.json", json.dumps(known["keypoints"].round(1).tolist()), zipfile.ZIP_DEFLATED)
        index = []
        for number, photo in enumerate(photos):
            scale = min(1.0, longest / max(photo.image.shape[:2]))
            image = _resized(np.ascontiguousarray(photo.image), scale, cv2.INTER_AREA)
            file.writestr(f"photos/{number:06d}.webp", _webp(image[:, :, ::-1], quality))
            row = {"name": photo.name, "kind": photo.kind, "maps": []}
            half = tuple((n + 1) // 2 for n in image.shape[:2])
            for name in MAPS:
                value = getattr(photo, name)
                if value is not None and not (name == "person" and photo.parts is not None):
                    size = image.shape[:2] if name == "parts" else half
                    how = cv2.INTER_AREA if name == "person" else cv2.INTER_NEAREST
                    value = cv2.resize(np.ascontiguousarray(value), size[::-1], interpolation=how)
                    value = _coarse(value) if name == "person" else value
                    file.writestr(f"photos/{number:06d}.{name}.png", _png(value))
                    row["maps"].append(name)
            if photo.joints is not None:
                row["joints"] = (photo.joints * (1, scale, scale, 1, 1)).round(2).tolist()
            index.append(row)
        file.writestr("index.json", json.dumps(index), zipfile.ZIP_DEFLATED)
    print(f"{output}: {Path(output).stat().st_size / 1e6:.1f} MB, {len(photos)} photographs, {len(rendered)} renders")


def _coarse(person):
    """The probability in the few steps that training tells apart."""
    return (person // 51 * 51).astype(np.uint8)


def _resized(array, scale, how):
    if scale == 1:
        return array
    return cv2.resize(array, (round(array.shape[1] * scale), round(array.shape[0] * scale)), interpolation=how)


def _webp(image, quality):
    return cv2.imencode(".webp", np.ascontiguousarray(image), (cv2.IMWRITE_WEBP_QUALITY, quality))[1].tobytes()


def _png(values):
    return cv2.imencode(".png", values, (cv2.IMWRITE_PNG_COMPRESSION, 7))[1].tobytes()


def _weights(checkpoint):
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)["average"]
    halves = {k: v.half() if v.dtype == torch.float32 and not k.endswith("running_var") else v for k, v in state.items()}
    buffer = io.BytesIO()
    torch.save({"average": halves}, buffer)
    return buffer.getvalue()


def unpack(bundle, work, threads):
    """Writes `cache`, `renders` and `begin.pt` into `work`."""
    work = Path(work)
    (work / "cache").mkdir(parents=True, exist_ok=True)
    (work / "renders").mkdir(exist_ok=True)
    cv2.setNumThreads(1)
    with zipfile.ZipFile(bundle) as file:
        members = {name: file.read(name) for name in file.namelist()}
    state = torch.load(io.BytesIO(members["begin.pt"]), weights_only=True)["average"]
    torch.save({"average": {k: v.float() if v.dtype == torch.float16 else v for k, v in state.items()}}, work / "begin.pt")
    index = json.loads(members["index.json"])
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda name: _unpack_render(members, name, work / "renders"), [n for n in members if n.startswith("renders/") and n.endswith(".webp")]))
        arrays = pool.map(lambda pair: _unpack_photo(members, *pair), enumerate(index))
        at = 0
        with open(work / "cache/arrays.bin", "wb") as out, open(work / "cache/index.jsonl", "w", encoding="utf-8") as lines:
            for row, found in zip(index, arrays):
                folder, _, name = row["name"].partition("/")
                line = {"set": folder, "name": name, "kind": row["kind"], "validation": False, "arrays": {}}
                for field, array in found.items():
                    line["arrays"][field] = {"at": at, "shape": list(array.shape), "dtype": str(array.dtype)}
                    out.write(np.ascontiguousarray(array).tobytes())
                    at = end_of(line["arrays"][field])
                lines.write(json.dumps(line) + "\n")


def _unpack_photo(members, number, row):
    stem = f"photos/{number:06d}"
    found = {"image": _decoded(members[f"{stem}.webp"], cv2.IMREAD_COLOR)[:, :, ::-1]}
    for name in row["maps"]:
        found[name] = _decoded(members[f"{stem}.{name}.png"], cv2.IMREAD_UNCHANGED)
    if "joints" in row:
        found["joints"] = np.array(row["joints"], np.float32).reshape(-1, 5)
    return found


def _unpack_render(members, name, folder):
    stem = name.removesuffix(".webp")
    maps = {n: _decoded(members[f"{stem}.{n}.png"], cv2.IMREAD_UNCHANGED) for n in ("parts", "anatomy", "persons")}
    target = folder / Path(stem).name
    cv2.imwrite(str(target.with_suffix(".jpg")), _decoded(members[name], cv2.IMREAD_COLOR), (cv2.IMWRITE_JPEG_QUALITY, 92))
    keypoints = np.array(json.loads(members[f"{stem}.json"]), np.float32)
    np.savez(target.with_suffix(".npz"), **maps, keypoints=keypoints)


def _decoded(encoded, how):
    return cv2.imdecode(np.frombuffer(encoded, np.uint8), how)
