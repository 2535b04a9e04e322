"""Tests of the training material: python -m unittest test_material (needs no data)."""

import json
import tempfile
import unittest
from pathlib import Path

import cv2
import numpy as np
import torch

from limn_training import bundle, cache
from limn_training.labels import ANATOMY, PARTS
from limn_training.limbs import corrected, parts_sides
from limn_training.signing import arms


class LimbsTest(unittest.TestCase):
    """A person of 100×100 cells who holds the left forearm before the trunk."""

    def setUp(self):
        self.points = np.zeros((33, 3))
        places = {11: (70, 20), 12: (30, 20), 13: (75, 55), 14: (25, 50), 15: (45, 50), 16: (22, 80), 17: (40, 50), 19: (40, 50),
                  18: (22, 85), 20: (22, 85), 23: (60, 80), 24: (40, 80)}  # fmt: skip
        for point, place in places.items():
            self.points[point] = (*place, 1.0)
        self.torso = np.full((100, 100), ANATOMY.index("torso-front"), np.uint8)

    def test_a_forearm_before_the_trunk_is_an_arm(self):
        anatomy = corrected(self.torso, np.ones((100, 100), bool), self.points)
        self.assertEqual(ANATOMY[anatomy[53, 60]], "left-lower-arm")
        self.assertEqual(ANATOMY[anatomy[50, 42]], "left-hand")
        self.assertEqual(ANATOMY[anatomy[90, 60]], "torso-front")

    def test_a_hidden_forearm_stays_what_covers_it(self):
        self.points[15, 2] = 0.2
        anatomy = corrected(self.torso, np.ones((100, 100), bool), self.points)
        self.assertEqual(ANATOMY[anatomy[53, 60]], "torso-front")

    def test_limbs_go_to_the_side_of_the_nearer_bone(self):
        parts = np.full((100, 100), PARTS.index("right-arm"), np.uint8)
        laid = parts_sides(parts, np.ones((100, 100), bool), self.points, PARTS)
        self.assertEqual(PARTS[laid[30, 72]], "left-arm")
        self.assertEqual(PARTS[laid[70, 23]], "right-arm")

    def test_nothing_changes_outside_the_person(self):
        anatomy = corrected(self.torso, np.zeros((100, 100), bool), self.points)
        np.testing.assert_array_equal(anatomy, self.torso)


class SigningTest(unittest.TestCase):
    def test_only_joints_of_arms_that_are_sure_are_visible(self):
        points = np.array([(i, 2 * i, 0.9) for i in range(33)], float)
        points[20, 2] = 0.2  # index of the right hand
        joints = arms(points)
        self.assertEqual([int(j) for j in np.flatnonzero(joints[:, 2] == 2)], [7, 8, 9, 10, 17])
        np.testing.assert_array_equal(joints[9], (15, 30, 2))
        np.testing.assert_array_equal(joints[17], (18, 36, 2))


class BundleTest(unittest.TestCase):
    def test_what_was_bundled_comes_back(self):
        rng = np.random.default_rng(1)
        image = np.repeat(rng.integers(0, 255, (60, 40, 1)), 3, 2).astype(np.uint8)
        arrays = {
            "image": cv2.blur(image, (9, 9)), "person": np.full((30, 20), 255, np.uint8),
            "anatomy": rng.integers(0, 17, (30, 20)).astype(np.uint8), "pseudo": rng.integers(0, 18, (30, 20)).astype(np.uint8),
            "joints": np.float32([[5, 10, 20, 1, 0]]),
        }  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            work, other = Path(folder) / "work", Path(folder) / "other"
            (work / "cache").mkdir(parents=True)
            row, at = {"set": "a", "name": "b", "kind": "some", "validation": False, "arrays": {}}, 0
            with open(work / "cache/arrays.bin", "wb") as out:
                for name, array in arrays.items():
                    row["arrays"][name] = {"at": at, "shape": list(array.shape), "dtype": str(array.dtype)}
                    out.write(array.tobytes())
                    at += array.nbytes
            (work / "cache/index.jsonl").write_text(json.dumps(row) + "\n")
            torch.save({"average": {"w": torch.ones(2), "n": torch.tensor(3)}}, work / "begin.pt")
            bundle.run(None, work, 1, work / "b.zip", work / "begin.pt", None, 576, 90, 0)
            bundle.unpack(work / "b.zip", other, 1)
            (photo,) = cache.read_cache(other)
            self.assertEqual(torch.load(other / "begin.pt")["average"]["n"], 3)
        self.assertEqual((photo.kind, photo.parts, photo.persons), ("some", None, None))
        for name in ("person", "anatomy", "pseudo", "joints"):
            np.testing.assert_array_equal(getattr(photo, name), arrays[name])
        self.assertLess(np.abs(photo.image.astype(int) - arrays["image"]).mean(), 6)


if __name__ == "__main__":
    unittest.main()
