"""Renders the published samples: drawn textures and backdrops only, no photograph is read.

    python samples.py OUT [--data ../shared/data] [--cache FILE] [--only NAME]

Writes OUT/*.jpg, OUT/*.png, OUT/walk/plate.0001.jpg ... and OUT/truth/NAME.{parts,persons}.png (indexed, id per pixel).
"""

import argparse
import os

import cv2
import numpy as np
from PIL import Image

import assets
import backdrop
import things
from body import Shape
from compose import drop_unseen
from fabric import Fabrics
from person import Tailor
from poses import composed
from raster import Camera
from scene import Light, render
from sheet import PARTS
from skeleton import Skeleton
from wardrobe import Wardrobe

WALK_FRAMES = 8


def who(gender, age=0.5, race=(0.0, 0.0, 1.0), weight=0.45, height=0.55, muscle=0.5):
    return Shape(gender, age, muscle, weight, height, 0.75, race)


AFRICAN, ASIAN, EUROPEAN, MIXED = (1, 0, 0), (0, 1, 0), (0, 0, 1), (0.4, 0.2, 0.4)

# name: size, backdrop and its seed, camera (eye, at, vertical field of view in degrees), people
# (seed of the clothes, x, z, yaw, legs, arms, shape, extras). Seeds were chosen by eye.
SCENES = {
    "street-pair.jpg": dict(size=(1024, 768), seed=22, floor="paving", walls=["facade"], distance=26,
                            eye=(3, 13, 42), at=(0, 8.7, 0), fov=30, people=[
        (101, -3.6, 1, 16, "walk", "swing", who(0, race=AFRICAN), ("calm",)),
        (216, 3.8, -2, -14, "stand", "pocket", who(1, 0.6), ("calm",))]),
    "back-view.jpg": dict(size=(1024, 768), seed=12, floor="grass", walls=[], trees=True,
                          eye=(0, 14, 38), at=(0.6, 8.8, 0), fov=30, people=[
        (213, -3.2, 0, 176, "stand", "hang", who(1, 0.5, ASIAN), ("bag",)),
        (100, 4.4, 3, 148, "walk", "swing", who(0, 0.45, EUROPEAN), ())]),
    "bench.jpg": dict(size=(1024, 768), seed=33, floor="tiles", walls=["brick"], distance=16,
                      eye=(-6, 12, 40), at=(2.2, 8.0, 0), fov=31, people=[
        (118, -1.5, 1, -4, "sit", "lap", who(0, 0.55, MIXED), ("calm",)),
        (207, 7, -4, -30, "stand", "cross", who(1, 0.7), ())]),
    "crowd.jpg": dict(size=(1024, 768), seed=44, floor="boards", walls=["panel"], distance=30,
                      eye=(4, 17, 62), at=(-0.3, 8.8, 0), fov=22, people=[
        (201, -10.5, -3, 24, "walk", "swing", who(1, 0.6, ASIAN, height=0.4), ()),
        (105, -5.2, 3, -8, "stand", "hip", who(0, 0.5, AFRICAN), ()),
        (206, -0.6, -4, 4, "stand", "up", who(1, 0.5, EUROPEAN, height=0.4), ()),
        (103, 4.0, 3, -20, "stand", "clasp", who(0, 0.25, EUROPEAN), ()),
        (102, 8.8, -2, 165, "stand", "hang", who(0, 0.8, MIXED), ())]),
    "studio.png": dict(size=(1024, 768), seed=15, studio=True, eye=(0, 12, 42), at=(0, 8.7, 0), fov=29, people=[
        (104, -4.0, 0, 25, "stand", "hip", who(0, 0.5, ASIAN), ()),
        (202, 4.2, 0, -20, "cross", "cross", who(1, 0.5, AFRICAN), ())]),
    "portrait.jpg": dict(size=(768, 1024), seed=16, studio=True, eye=(1, 14, 30), at=(0, 12.6, 0), fov=20, people=[
        (100, 0, 0, 14, "stand", "clasp", who(0, 0.5, EUROPEAN), ("calm",))]),
    "crouch.jpg": dict(size=(1024, 768), seed=17, floor="grass", walls=[], trees=True,
                       eye=(-3, 9, 40), at=(0, 6.9, 0), fov=26, people=[
        (213, -4, 1, 35, "crouch", "reach", who(1, 0.55, MIXED), ()),
        (103, 4.2, 0, -40, "stand", "hang", who(0, 0.22, AFRICAN), ())]),
}
WALK = dict(size=(640, 360), seed=18, floor="paving", walls=["brick"], distance=24, eye=(0, 11, 46), at=(0, 8.9, 0), fov=25,
            people=[(217, 0, 0, 62, "walk", "swing", who(1, 0.5, MIXED), ())])
TRUTH = ["street-pair.jpg", "bench.jpg", "crowd.jpg"]


def sun(seed):
    rng = np.random.default_rng(seed)
    a, h = rng.uniform(-1.0, 1.0), rng.uniform(0.6, 1.0)
    d = np.array([np.sin(a) * np.cos(h), np.sin(h), np.cos(a) * np.cos(h)])
    return Light(d, np.array([0.78, 0.71, 0.62]), np.array([0.46, 0.5, 0.56]), np.array([0.29, 0.265, 0.24]), 0.5)


def picture(tailor, scene, phase=None, drift=0.0, scale=1):
    width, height = (scale * side for side in scene["size"])
    people, extras = [], []
    for number, (seed, x, z, yaw, legs, arms, shape, more) in enumerate(scene["people"], 1):
        rng = np.random.default_rng(seed)
        pose = lambda a, base, r, w: composed(Skeleton(a.rig, base), np.random.default_rng(seed + 1), w, legs, arms,
                                              phase, calm=phase is not None or "calm" in more)
        p = tailor.make(rng, number, (x + drift, z), yaw, shape, pose)
        if "bag" in more:
            p.layers.extend(things.bag(p, np.random.default_rng(seed + 2)))
        if p.seat:
            extras.extend(things.seat(p, np.random.default_rng(seed + 3)))
        people.append(p)
    focal = height / 2 / np.tan(np.radians(scene["fov"]) / 2)
    camera = Camera.looking(scene["eye"], scene["at"], focal, width, height)
    rng = np.random.default_rng(scene["seed"])
    behind = backdrop.studio(camera, rng) if scene.get("studio") else backdrop.place(
        camera, rng, np.zeros(3), scene["floor"], scene["walls"], scene.get("distance"), scene.get("trees", False))
    image, frame = render(people, extras, camera, sun(scene["seed"]), behind.astype(np.float32))
    rng = np.random.default_rng(scene["seed"])
    if not scene.get("studio"):  # a breath of sensor noise; the PNG stays clean, and small
        image = image + rng.standard_normal(image.shape) * 0.008
    frame.image = (np.clip(cv2.GaussianBlur(image, (0, 0), 0.5), 0, 1) * 255 + 0.5).astype(np.uint8)
    return drop_unseen(frame)


def save(path, image):
    if path.endswith(".png"):
        Image.fromarray(image).save(path, optimize=True)
    else:
        Image.fromarray(image).save(path, quality=90, subsampling=0)


def save_ids(path, ids, palette):
    out = Image.fromarray(ids, "P")
    out.putpalette(palette.astype(np.uint8).ravel().tolist())
    out.save(path, optimize=True)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out")
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--cache", default="render-assets.pkl")
    args.add_argument("--only")
    args = args.parse_args()
    cv2.setNumThreads(1)
    loaded = assets.load(args.data, args.cache)
    tailor = Tailor(loaded, Wardrobe(loaded), Fabrics(calm=True), calm=True)
    os.makedirs(os.path.join(args.out, "truth"), exist_ok=True)
    os.makedirs(os.path.join(args.out, "walk"), exist_ok=True)
    persons = np.array([(0, 0, 0), (230, 80, 60), (60, 140, 230), (90, 200, 90), (240, 190, 60), (170, 90, 210)])
    for name, scene in SCENES.items():
        if args.only and args.only != name:
            continue
        frame = picture(tailor, scene)
        save(os.path.join(args.out, name), frame.image)
        if name in TRUTH:
            stem = os.path.join(args.out, "truth", os.path.splitext(name)[0])
            save_ids(stem + ".parts.png", frame.parts, PARTS)
            save_ids(stem + ".persons.png", frame.persons, persons)
    if not args.only or args.only == "walk":
        for i in range(WALK_FRAMES):
            frame = picture(tailor, WALK, phase=i / WALK_FRAMES, drift=-5.0 + 10.0 * i / WALK_FRAMES)
            save(os.path.join(args.out, "walk", f"plate.{i + 1:04d}.jpg"), frame.image)


if __name__ == "__main__":
    main()
