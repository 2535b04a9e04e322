"""Renders training frames: NNNNNN.jpg and NNNNNN.npz (parts, anatomy, persons uint8 HxW; keypoints float32 P x 17 x 3).

    python training.py OUT --count 2500 [--first 0] [--data ../shared/data] [--cache FILE] [--seed 1]

Frames that exist are kept, so a run can be continued. Each frame depends on its number and the seed alone.
"""

import argparse
import os
import time

import cv2
import numpy as np

import assets
from backdrop import Photographs
from compose import random_frame
from fabric import Fabrics
from person import Tailor
from wardrobe import Wardrobe


def tailor(data, cache, photos):
    loaded = assets.load(data, cache)
    return Tailor(loaded, Wardrobe(loaded), Fabrics(os.path.join(data, "cc0_clothing") if photos else None))


def write(out, number, frame, quality):
    """Both files appear whole or not at all; the labels last, so whoever lists *.npz finds pairs."""
    stem = os.path.join(out, f"{number:06d}")
    cv2.imwrite(stem + ".tmp.jpg", frame.image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    with open(stem + ".npz.tmp", "wb") as file:
        np.savez_compressed(file, parts=frame.parts, anatomy=frame.anatomy, persons=frame.persons,
                            keypoints=frame.keypoints.astype(np.float32))
    os.replace(stem + ".tmp.jpg", stem + ".jpg")
    os.replace(stem + ".npz.tmp", stem + ".npz")


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out")
    args.add_argument("--count", type=int, default=2500)
    args.add_argument("--first", type=int, default=0)
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--cache", default="render-assets.pkl")
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    cv2.setNumThreads(1)
    os.makedirs(args.out, exist_ok=True)
    make = tailor(args.data, args.cache, photos=True)
    photographs = Photographs(args.data)
    begun, done = time.time(), 0
    for number in range(args.first, args.first + args.count):
        if os.path.exists(os.path.join(args.out, f"{number:06d}.npz")):
            continue
        rng = np.random.default_rng([args.seed, number])
        frame = random_frame(make, rng, photographs)
        write(args.out, number, frame, int(rng.integers(60, 96)))
        done += 1
        if done % 50 == 0:
            print(f"{number} {(time.time() - begun) / done:.2f} s per frame", flush=True)


if __name__ == "__main__":
    main()
