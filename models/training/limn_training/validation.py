"""The validation photographs and, from their people, composites with a fixed seed."""

import json
from pathlib import Path

import numpy as np

from .cache import read_cache
from .cutouts import crowd, from_photo
from .recipe import constants
from .scenes import empty

COMPOSITES, SIZE, SEED = constants("validation", "composites", "size", "seed")


def street_photos(work):
    return [p for p in read_cache(work) if p.validation and p.kind == "labelled"]


def everyday_photos(work):
    """Scenes with hand-made masks of persons (`Photo.persons`; 255 is a crowd)."""
    return [p for p in read_cache(work) if p.validation and p.kind == "people"]


def hand_made_people(data, photo):
    """17 rows (x, y, v) in the photograph's pixels of each person whose joints somebody marked; v is 2 where visible."""
    found = json.loads((Path(data) / "coco_people/people.json").read_text())
    number = int(Path(photo.name).name)
    size = next(i for i in found["images"] if i["id"] == number)
    scale = photo.image.shape[0] / size["height"]
    return [
        np.array(person["keypoints"], float).reshape(17, 3) * (scale, scale, 1)
        for person in found["annotations"]
        if person["image_id"] == number and person.get("num_keypoints", 0) > 0
    ]


def hand_made_joints(data, photo):
    """Rows (joint, x, y) that somebody marked as visible, in the photograph's pixels."""
    return [(joint, x, y) for person in hand_made_people(data, photo) for joint, (x, y, seen) in enumerate(person) if seen == 2]


def composites(work):
    """Scenes of 2 to 8 people; labels at the output cells of a 768×576 picture."""
    photos = read_cache(work)
    people, places = [p for p in photos if p.validation and p.kind == "labelled"], [p for p in photos if p.kind == "none"]
    for number in range(COMPOSITES):
        rng = np.random.default_rng([SEED, number])
        scene = empty(rng, places[rng.integers(len(places))], SIZE)
        scene.image = np.ascontiguousarray(scene.image)
        chosen = [from_photo(people[i]) for i in rng.integers(len(people), size=rng.integers(2, 9))]
        crowd(rng, scene, chosen)
        yield f"{number:03d}", scene
