"""Renders the published samples at several sizes, with the exact coverage of persons and parts; no photograph is read.

    python mattes.py OUT [--data ../shared/data] [--cache FILE] [--only NAME] [--sizes 1,2,4]

Writes OUT/NAME.1.png, OUT/NAME.2.png ... (the sample at so many times its size) and OUT/NAME.1/MATTE.png: 16-bit grey,
65535 is all of a pixel. Coverage is counted from four samples a pixel of the largest size; smaller frames are means of
the largest one, so a frame of a quarter of the size has 64 samples a pixel.
"""

import argparse
import os

import cv2
import numpy as np

import assets
from fabric import Fabrics
from person import Tailor
from samples import SCENES, picture
from wardrobe import Wardrobe

# Ids of anatomy and parts, as in the model's manifest.
GROUPS = {
    "left-arm": ("anatomy", [3, 5, 7]), "right-arm": ("anatomy", [4, 6, 8]), "hands": ("anatomy", [7, 8]),
    "left-leg": ("anatomy", [11, 13, 15]), "right-leg": ("anatomy", [12, 14, 16]), "torso": ("anatomy", [9, 10]),
    "hair": ("parts", [2]), "face": ("parts", [11]), "upper-clothes": ("parts", [4]), "pants": ("parts", [6]),
}


def coverage(mask, factor):
    """The share of each factor x factor block of samples, as 16 bits."""
    height, width = mask.shape
    small = cv2.resize(mask.astype(np.float32), (width // factor, height // factor), interpolation=cv2.INTER_AREA)
    return (np.clip(small, 0, 1) * 65535 + 0.5).astype(np.uint16)


def masks(frame):
    parts, anatomy, persons = frame.samples
    yield "person", persons > 0
    for number in range(1, int(persons.max()) + 1):
        yield f"person-{number}", persons == number
    for name, (layer, ids) in GROUPS.items():
        found = np.isin(parts if layer == "parts" else anatomy, ids) & (persons > 0)
        if found.any():
            yield name, found


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out")
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--cache", default="render-assets.pkl")
    args.add_argument("--only")
    args.add_argument("--sizes", default="1,2,4")
    args = args.parse_args()
    sizes = sorted(int(size) for size in args.sizes.split(","))
    largest = sizes[-1]
    cv2.setNumThreads(1)
    loaded = assets.load(args.data, args.cache)
    tailor = Tailor(loaded, Wardrobe(loaded), Fabrics(calm=True), calm=True)
    for name, scene in SCENES.items():
        name = os.path.splitext(name)[0]
        if args.only and args.only != name:
            continue
        frame = picture(tailor, scene, scale=largest)
        for size in sizes:
            os.makedirs(os.path.join(args.out, f"{name}.{size}"), exist_ok=True)
            width, height = (size * side for side in scene["size"])
            image = cv2.resize(frame.image, (width, height), interpolation=cv2.INTER_AREA)
            cv2.imwrite(os.path.join(args.out, f"{name}.{size}.png"), image[..., ::-1])
        for matte, mask in masks(frame):
            for size in sizes:
                path = os.path.join(args.out, f"{name}.{size}", matte + ".png")
                cv2.imwrite(path, coverage(mask, 2 * largest // size))
        print(name, flush=True)


if __name__ == "__main__":
    main()
