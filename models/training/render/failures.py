"""Renders scenes that the model finds hard, and draws what it says of them: the picture of the model card.

    python failures.py ../../../docs/images/failures.jpg [--data ../shared/data] [--cache FILE] [--model ../../limn/model.onnx]

Drawn textures and backdrops only, no photograph is read. One pass at the service's size, labels of `parts` over the frame.
"""

import argparse
import sys
from pathlib import Path

import cv2
import numpy as np

import assets
import backdrop
import things
from compose import drop_unseen
from fabric import Fabrics
from person import Tailor
from poses import composed
from raster import Camera
from samples import AFRICAN, ASIAN, EUROPEAN, MIXED, sun, who
from scene import render
from shade import SKIN
from skeleton import Skeleton
from wardrobe import Wardrobe

SIZE = (420, 315)  # of a frame
STONE = 0.42

# title: camera (eye, at, field of view), seed and surroundings, people (seed, x, z, yaw, legs, arms, shape, extras)
SCENES = {
    "a long skirt as a dress; crossed ankles in pieces": dict(eye=(0, 11, 40), at=(0, 9.1, 0), fov=30, seed=22, walls=["facade"], people=[
        (217, 0, 0, 10, "cross", "cross", who(1, 0.5, MIXED), ())]),
    "pale shoes on pale ground: half a shoe is lost": dict(eye=(0, 11, 40), at=(0, 8.6, 0), fov=28, seed=31, walls=["brick"], people=[
        (206, 0, 0, 88, "run", "swing", who(1, 0.5, ASIAN), ())]),
    "one before the other: the legs behind are lost": dict(eye=(0, 13, 38), at=(0, 8.7, 0), fov=30, seed=33, walls=["brick"], people=[
        (101, -1.6, -2.2, 20, "stand", "hang", who(0, 0.5, AFRICAN), ()),
        (216, 0.2, 1.2, -10, "stand", "clasp", who(1, 0.6), ()),
        (105, 2.0, -1.0, -30, "stand", "hang", who(0, 0.5, EUROPEAN), ())]),
    "small people: blobs of few labels": dict(eye=(0, 22, 190), at=(0, 8, 0), fov=24, seed=44, walls=["facade"], people=[
        (201, -14, 0, 24, "walk", "swing", who(1, 0.6, ASIAN), ()),
        (105, -3, 6, -8, "stand", "hip", who(0, 0.5, AFRICAN), ()),
        (103, 6, -4, -20, "walk", "swing", who(0, 0.25, EUROPEAN), ()),
        (102, 15, 2, 165, "stand", "hang", who(0, 0.8, MIXED), ())]),
    "a statue: labelled like a person": dict(eye=(0, 10, 40), at=(0, 8.6, 0), fov=28, seed=12, walls=[], trees=True, people=[
        (100, 0, 0, 15, "stand", "hip", who(1, 0.6, EUROPEAN), ("stone",))]),
    "near: sleeves as arms, hands as face": dict(eye=(0, 14.5, 13), at=(0.6, 13.4, 0), fov=34, seed=18, walls=["panel"], people=[
        (213, -2.4, 0, 150, "stand", "hang", who(1, 0.5, ASIAN), ()),
        (104, 2.6, -1, -25, "stand", "chin", who(0, 0.5, MIXED), ())]),
    "behind a bar: the bar as a skirt": dict(eye=(0, 11, 40), at=(0, 8.6, 0), fov=28, seed=35, walls=["panel"], people=[
        (205, 0, 0, 10, "stand", "hang", who(0, 0.5, MIXED), ("bar",))]),
    "crouching: a shadow as shoes, an arm as a bag": dict(eye=(0, 13, 34), at=(0, 4.6, 0), fov=28, seed=37, walls=["brick"], people=[
        (118, 0, 0, 35, "crouch", "reach", who(0, 0.5, AFRICAN), ())]),
}


def petrified(person):
    """The person in stone, and nobody."""
    for layer in person.layers:
        layer.colour = np.full_like(layer.colour, STONE)
        layer.material.tile, layer.material.kind = None, SKIN
        layer.person = 0


def picture(tailor, scene):
    people, extras = [], []
    for number, (seed, x, z, yaw, legs, arms, shape, more) in enumerate(scene["people"], 1):
        pose = lambda a, base, r, w: composed(Skeleton(a.rig, base), np.random.default_rng(seed + 1), w, legs, arms, calm=True)
        person = tailor.make(np.random.default_rng(seed), number, (x, z), yaw, shape, pose)
        if "stone" in more:
            petrified(person)
        if "bar" in more:
            extras.append(things.box((-30, 7.2, 2.4), (30, 9.4, 3.0), np.full(3, 0.25)))
        if person.seat:
            extras.extend(things.seat(person, np.random.default_rng(seed + 3)))
        people.append(person)
    width, height = SIZE
    camera = Camera.looking(scene["eye"], scene["at"], height / 2 / np.tan(np.radians(scene["fov"]) / 2), width, height)
    behind = backdrop.place(camera, np.random.default_rng(scene["seed"]), np.zeros(3), "paving", scene["walls"], 24,
                            scene.get("trees", False))
    image, frame = render(people, extras, camera, sun(scene["seed"]), behind.astype(np.float32))
    noise = np.random.default_rng(scene["seed"]).standard_normal(image.shape) * 0.008
    frame.image = (np.clip(cv2.GaussianBlur(image + noise, (0, 0), 0.5), 0, 1) * 255 + 0.5).astype(np.uint8)
    return drop_unseen(frame)


def drawn(image, parts, colours):
    """The frame, grey, under the colours of its labels, with their outlines."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[:, :, None].repeat(3, 2)
    painted = np.where((parts > 0)[:, :, None], cv2.addWeighted(grey, 0.35, colours[parts], 0.65, 0), grey)
    edge = cv2.morphologyEx(parts, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8)) > 0
    painted[edge & (parts > 0)] = 255
    return painted


def tile(title, image, painted):
    strip = np.full((26, 2 * image.shape[1] + 4, 3), 255, np.uint8)
    cv2.putText(strip, title, (6, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (20, 20, 20), 1, cv2.LINE_AA)
    gap = np.full((image.shape[0], 4, 3), 255, np.uint8)
    return np.concatenate([strip, np.concatenate([image, gap, painted], 1)])


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out")
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--cache", default="render-assets.pkl")
    args.add_argument("--model", default="../../limn/model.onnx")
    args = args.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from limn_training.labels import PARTS_COLOURS, rgb
    from limn_training.predict import onnx_heads, parts_of

    cv2.setNumThreads(1)
    ask, colours = onnx_heads(args.model, 1), np.array([rgb(c) for c in PARTS_COLOURS], np.uint8)
    loaded = assets.load(args.data, args.cache)
    tailor = Tailor(loaded, Wardrobe(loaded), Fabrics(calm=True), calm=True)
    tiles = []
    for title, scene in SCENES.items():
        image = picture(tailor, scene).image
        tiles.append(tile(title, image, drawn(image, parts_of(ask, image)[0], colours)))
    gap = np.full((tiles[0].shape[0], 12, 3), 255, np.uint8)
    rows = [np.concatenate([tiles[i], gap, tiles[i + 1]], 1) for i in range(0, len(tiles), 2)]
    cv2.imwrite(args.out, np.concatenate(rows)[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 78])


if __name__ == "__main__":
    main()
