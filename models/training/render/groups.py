"""Renders the same scenes with people of six groups, to measure how accuracy differs by skin tone and sex.

    python groups.py OUT [--data ../shared/data] [--cache FILE] [--count 60] [--first 0]

Scene N is drawn once per group: pose, clothes, hair, face, camera, light and backdrop are the same; only the skin's tone or the
body's sex differs. Clothes and hair styles are drawn without regard to sex, the backdrop is drawn and no photograph is read. The
seeds are none of `training.py`. Writes OUT/GROUP/NNNNNN.jpg and .npz as `training.py` does; frames that are there are kept.
`python -m limn_training groups --renders OUT` reads them.
"""

import argparse
import os

import cv2
import numpy as np

import assets
import backdrop
import things
from body import random_shape
from compose import drop_unseen, flaws, look, random_light
from complexion import HAIR_TONES, SKIN_TONES, tone
from fabric import Fabrics
from outfit import Dresser
from person import Tailor
from scene import render
from training import write
from wardrobe import Wardrobe

SEED = 15_000
TONES = {"light": (0.0, 0.15), "medium": (0.42, 0.58), "dark": (0.85, 1.0)}  # place in SKIN_TONES, 0 the lightest
SEXES = {"female": 0.0, "male": 1.0}
FRAMINGS, ODDS, SIZES = ("full", "waist", "loose"), (0.6, 0.25, 0.15), ((384, 512), (512, 384), (512, 512))


class _Clothes(Dresser):
    """Clothes that both sexes wear, drawn alike."""

    def outfit(self, rng, sex):
        return super().outfit(rng, "m")


class _Sitter(Tailor):
    """Makes people whose skin is given and whose hair doesn't depend on their sex."""

    def __init__(self, loaded, skin=(0.5, 0.5)):
        super().__init__(loaded, Wardrobe(loaded), Fabrics(None))
        self.dresser, self.skin = _Clothes(self.wardrobe, Fabrics(None)), skin

    def tones(self, rng, shape):
        skin = tone(SKIN_TONES, rng, float(rng.uniform(*self.skin)))
        return skin, tone(HAIR_TONES, rng, float(rng.uniform(0, 0.4)))

    def hair(self, rng, sex, *others):
        return super().hair(rng, "f" if rng.random() < 0.5 else "m", *others)


def scene(sitter, number, gender):
    """Frame `number` with a person of a group."""
    shape_rng, person_rng, scene_rng = (np.random.default_rng([SEED, number, i]) for i in range(3))
    shape = random_shape(shape_rng)
    shape.gender, shape.age = gender, max(shape.age, 0.44)  # grown up
    yaw = shape_rng.normal(0, 45) if shape_rng.random() < 0.7 else shape_rng.uniform(-180, 180)
    # neither "f" nor "m": no beards, hardly anybody bald
    person = sitter.make(person_rng, 1, (0.0, 0.0), yaw, shape, sex="any")
    width, height = SIZES[scene_rng.integers(len(SIZES))]
    camera = look([person], str(scene_rng.choice(FRAMINGS, p=ODDS)), scene_rng, width, height)
    rest = np.random.default_rng([SEED, number, 3])
    seat = things.seat(person, np.random.default_rng([SEED, number, 4])) if person.seat else []
    middle = np.array([0.0, 8.0, 0.0])
    behind = backdrop.studio(camera, rest) if rest.random() < 0.2 else backdrop.place(camera, rest, middle)
    level = float(np.clip(behind.mean() * 1.3, 0.2, 0.5))
    image, frame = render([person], seat, camera, random_light(rest, level), behind.astype(np.float32))
    frame.image = flaws(image, rest)
    return drop_unseen(frame)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out")
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--cache", default="render-assets.pkl")
    args.add_argument("--count", type=int, default=60)
    args.add_argument("--first", type=int, default=0)
    args = args.parse_args()
    cv2.setNumThreads(1)
    sitter = _Sitter(assets.load(args.data, args.cache))
    for number in range(args.first, args.first + args.count):
        for skin, place in TONES.items():
            for sex, gender in SEXES.items():
                folder = os.path.join(args.out, f"{skin}-{sex}")
                os.makedirs(folder, exist_ok=True)
                if not os.path.exists(os.path.join(folder, f"{number:06d}.npz")):
                    sitter.skin = place
                    write(folder, number, scene(sitter, number, gender), 90)


if __name__ == "__main__":
    main()
