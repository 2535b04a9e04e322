"""Tests of the comparison of groups:  python -m unittest test_groups   (no data needed)."""

import unittest

import numpy as np

from limn_training.groups import Counts, compared
from limn_training.labels import ANATOMY, PARTS


def counts(rights):
    """Scenes of 100 pixels of a left arm of which so many are called that, the rest the right arm; all of them a person."""
    parts, anatomy = np.zeros((len(rights), len(PARTS), len(PARTS))), np.zeros((len(rights), len(ANATOMY), len(ANATOMY)))
    arms, limbs = [[names.index(f"{side}-{limb}") for side in ("left", "right")]
                   for names, limb in ((PARTS, "arm"), (ANATOMY, "lower-arm"))]  # fmt: skip
    for scene, right in enumerate(rights):
        parts[scene, arms[0], arms] = anatomy[scene, limbs[0], limbs] = right, 100 - right
    return Counts(np.full((len(rights), 2), 100.0), parts.reshape(len(rights), -1), anatomy.reshape(len(rights), -1))


class GroupsTest(unittest.TestCase):
    def setUp(self):
        scenes = np.random.default_rng(1).integers(40, 90, 50)
        self.table = compared({"light-male": counts(scenes), "dark-male": counts(scenes - 10)})

    def test_figures_are_over_all_pixels(self):
        row = self.table["light-male"]
        self.assertEqual(row["person IoU"], (1.0, 1.0, 1.0))
        low, high = row["sides"][1:]
        self.assertTrue(0.4 < low < row["sides"][0] < high < 0.9)
        self.assertEqual(row["limbs mIoU"], row["sides"], "all that isn't the left arm is missed")

    def test_a_difference_of_pairs_is_surer_than_the_figures(self):
        value, low, high = self.table["dark less light"]["sides"]
        self.assertAlmostEqual(value, -0.1, places=4)
        self.assertAlmostEqual(high - low, 0, places=4)
        self.assertGreater(self.table["dark"]["sides"][2] - self.table["dark"]["sides"][1], 0.02)


if __name__ == "__main__":
    unittest.main()
