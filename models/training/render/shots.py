"""Renders shots with exact truth, to measure how steady labels are over time; no photograph is read.

    python shots.py OUT [--data ../shared/data] [--cache FILE] [--only NAME] [--frames 48] [--size 640x360]

Writes OUT/NAME/plate.0001.png ... and OUT/NAME/truth/plate.0001.{parts,anatomy,persons}.png (8-bit grey, value = id) and
plate.0002.flow.png ...: 16-bit RGB, red and green where each pixel's content was in the frame before, relative to the pixel
(32768 is 0, 64 a pixel, right and down), blue 65535 where it was seen there and 0 where it was hidden or outside. Frames
that are there are kept. `limn eval --shots OUT` reads it.
"""

import argparse
import os

import cv2
import numpy as np

import assets
import backdrop
from fabric import Fabrics
from motion import RATE, SHOTS
from person import Tailor
from raster import Camera
from samples import sun
from scene import render
from wardrobe import Wardrobe

NOISE = 0.008


def camera_at(shot, t, size):
    focal = size[1] / 2 / np.tan(np.radians(shot.fov) / 2)
    return Camera.looking(shot.eye, shot.at(t), focal, *size)


def moment(tailor, shot, t, size):
    """Linear image, labels and camera at a time."""
    people = []
    for number, actor in enumerate(shot.actors, 1):
        x, z, yaw = actor.path(t)
        people.append(tailor.make(np.random.default_rng(actor.seed), number, (x, z), yaw, actor.shape, actor.pose(t), actor.sex))
    camera = camera_at(shot, t, size)
    behind = backdrop.place(camera, np.random.default_rng(shot.seed), np.zeros(3), shot.floor, list(shot.walls),
                            shot.distance, shot.trees)
    image, frame = render(people, [], camera, sun(shot.seed), behind.astype(np.float32))
    return image, frame, camera


def exposed(tailor, shot, number, size):
    """A frame's picture, the mean of the moments while the shutter is open, with the labels of the middle one."""
    middle = number / RATE
    image, frame, camera = moment(tailor, shot, middle, size)
    if shot.samples > 1:
        offsets = (np.arange(shot.samples) + 0.5) / shot.samples - 0.5  # an odd number: one is the middle
        image = np.mean([image] + [moment(tailor, shot, middle + o * shot.shutter / RATE, size)[0]
                                   for o in offsets if abs(o) > 1e-9], 0)
    noise = np.random.default_rng([shot.seed, number]).standard_normal(image.shape) * NOISE
    image = np.clip(cv2.GaussianBlur(image + noise, (0, 0), 0.5), 0, 1)
    frame.image = (image * 255 + 0.5).astype(np.uint8)
    return frame, camera


def flow(now, camera, before, earlier):
    """Where each pixel's content was, in pixels, and whether it was seen there."""
    world, tris, ident, bary, _ = now.drawn
    ident, bary = ident[::2, ::2], bary[::2, ::2]  # the upper left sample of each pixel
    height, width = ident.shape
    y, x = np.mgrid[0:height, 0:width]
    there = np.empty((height, width, 2))
    depth = np.empty((height, width))
    hit = ident >= 0
    corners = before.drawn[0][tris[ident[hit]]]
    u, v = bary[hit][:, :1], bary[hit][:, 1:]
    there[hit], depth[hit] = earlier.project(corners[:, 0] * (1 - u - v) + corners[:, 1] * u + corners[:, 2] * v)
    # The camera only turns, so a backdrop's point is a direction.
    ray = np.stack([(x + 0.25 - width / 2) / camera.focal, -(y + 0.25 - height / 2) / camera.focal, -np.ones_like(x, float)], -1)
    far = (ray @ camera.turn)[~hit]
    there[~hit], depth[~hit] = earlier.project(earlier.eye + far * 1e5)
    column, row = np.floor(there[..., 0]).astype(int), np.floor(there[..., 1]).astype(int)
    inside = (column >= 0) & (row >= 0) & (column < width) & (row < height)
    column, row = np.clip(column, 0, width - 1), np.clip(row, 0, height - 1)
    seen = before.drawn[4]
    nearest = np.min([seen[2 * row + j, 2 * column + i] for j in (0, 1) for i in (0, 1)], 0)
    same = np.where(hit, nearest > depth - 0.6, nearest > 1e8)
    return there - np.stack([x + 0.25, y + 0.25], -1), inside & same


def save_flow(path, moved, seen):
    coded = np.clip(np.rint(moved * 64) + 32768, 0, 65535).astype(np.uint16)
    out = np.dstack([np.where(seen, 65535, 0).astype(np.uint16), coded[..., 1], coded[..., 0]])
    cv2.imwrite(path, out)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out")
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--cache", default="render-assets.pkl")
    args.add_argument("--only")
    args.add_argument("--frames", type=int, default=48)
    args.add_argument("--every", type=int, default=1)
    args.add_argument("--size", default="640x360")
    args = args.parse_args()
    size = tuple(int(side) for side in args.size.split("x"))
    cv2.setNumThreads(1)
    loaded = assets.load(args.data, args.cache)
    tailor = Tailor(loaded, Wardrobe(loaded), Fabrics(calm=True), calm=True)
    for shot in SHOTS:
        if args.only and args.only != shot.name:
            continue
        folder = os.path.join(args.out, shot.name)
        os.makedirs(os.path.join(folder, "truth"), exist_ok=True)
        before = None
        for number in range(0, args.frames, args.every):
            plate = os.path.join(folder, f"plate.{number + 1:04d}.png")
            following = os.path.join(folder, f"plate.{number + 2:04d}.png")
            if os.path.exists(plate) and (os.path.exists(following) or number + 1 == args.frames):
                before = None
                continue
            now = exposed(tailor, shot, number, size)
            stem = os.path.join(folder, "truth", f"plate.{number + 1:04d}")
            for layer in ("parts", "anatomy", "persons"):
                cv2.imwrite(f"{stem}.{layer}.png", getattr(now[0], layer))
            if before is not None:
                save_flow(stem + ".flow.png", *flow(*now, *before))
            cv2.imwrite(plate, now[0].image[..., ::-1])
            before = now
        print(shot.name, flush=True)


if __name__ == "__main__":
    main()
