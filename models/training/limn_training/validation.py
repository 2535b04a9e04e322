"""The validation photographs and, from their people, composites with a fixed seed."""

import numpy as np

from .cache import read_cache
from .cutouts import crowd, from_photo
from .scenes import empty

COMPOSITES, SIZE, SEED = 60, (576, 768), 20


def street_photos(work):
    return [p for p in read_cache(work) if p.validation]


def composites(work):
    """Scenes of 2 to 8 people; labels at the output cells of a 768×576 picture."""
    photos = read_cache(work)
    people, places = [p for p in photos if p.validation], [p for p in photos if p.kind == "none"]
    for number in range(COMPOSITES):
        rng = np.random.default_rng([SEED, number])
        scene = empty(rng, places[rng.integers(len(places))], SIZE)
        scene.image = np.ascontiguousarray(scene.image)
        chosen = [from_photo(people[i]) for i in rng.integers(len(people), size=rng.integers(2, 9))]
        crowd(rng, scene, chosen)
        yield f"{number:03d}", scene
