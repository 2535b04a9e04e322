"""`pack`: the validation split as folders of images, labels, persons and joints for the product's own `eval`."""

import json
from pathlib import Path

import cv2
import numpy as np

from .signing import signing
from .validation import composites, everyday_photos, hand_made_people, street_photos


def run(data, work, threads, output, pose):
    cv2.setNumThreads(threads)
    output = Path(output)
    for photo in street_photos(work):
        _write(output / "street", Path(photo.name).name, photo.image, labels=photo.parts)
    for name, scene in composites(work):
        labels, persons = (np.kron(m, np.ones((4, 4), np.uint8)) for m in (scene.parts, scene.persons))
        _write(output / "composites", name, scene.image, labels=labels, persons=persons)
    joints = {}
    for photo in everyday_photos(work):
        half = np.where(photo.person == 128, 255, photo.persons).astype(np.uint8)
        persons = cv2.resize(half, photo.image.shape[1::-1], interpolation=cv2.INTER_NEAREST)
        name = Path(photo.name).name
        _write(output / "everyday", name, photo.image, persons=persons)
        joints[f"{name}.png"] = hand_made_people(data, photo)
    _joints(output / "everyday", joints)
    if pose:
        joints = {}
        for name, image, people in signing(Path(data) / "clips", pose, threads):
            _write(output / "signing", name, image)
            joints[f"{name}.png"] = people
        _joints(output / "signing", joints)
    print(f"written to {output}")


def _write(folder, name, image, **maps):
    for kind, array in {"images": np.asarray(image)[:, :, ::-1], **maps}.items():
        (folder / kind).mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(folder / kind / f"{name}.png"), np.ascontiguousarray(array))


def _joints(folder, by_name):
    """joints.json: by file name a list of people, each x, y, v of the joints in a row."""
    rows = {name: [np.round(person, 1).ravel().tolist() for person in people] for name, people in by_name.items()}
    (folder / "joints.json").write_text(json.dumps(rows))
