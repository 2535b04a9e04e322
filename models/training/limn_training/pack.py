"""`pack`: the validation split as folders of images, labels and persons for the product's own `eval`."""

from pathlib import Path

import cv2
import numpy as np

from .validation import composites, everyday_photos, street_photos


def run(data, work, threads, output):
    output = Path(output)
    for photo in street_photos(work):
        _write(output / "street", Path(photo.name).name, photo.image, labels=photo.parts)
    for name, scene in composites(work):
        labels, persons = (np.kron(m, np.ones((4, 4), np.uint8)) for m in (scene.parts, scene.persons))
        _write(output / "composites", name, scene.image, labels=labels, persons=persons)
    for photo in everyday_photos(work):
        half = np.where(photo.person == 128, 255, photo.persons).astype(np.uint8)
        persons = cv2.resize(half, photo.image.shape[1::-1], interpolation=cv2.INTER_NEAREST)
        _write(output / "everyday", Path(photo.name).name, photo.image, persons=persons)
    print(f"written to {output}")


def _write(folder, name, image, **maps):
    for kind, array in {"images": np.asarray(image)[:, :, ::-1], **maps}.items():
        (folder / kind).mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(folder / kind / f"{name}.png"), np.ascontiguousarray(array))
