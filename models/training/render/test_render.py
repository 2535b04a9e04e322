"""Tests of the renderer:  python -m unittest test_render   (LIMN_DATA=folder for those that need the CC0 assets)."""

import os
import unittest

import numpy as np

from raster import Camera, draw

DATA = os.environ.get("LIMN_DATA", "../shared/data")
CACHE = os.environ.get("LIMN_CACHE")


def triangle(points):
    camera = Camera.looking((0, 0, 10), (0, 0, 0), 100.0, 64, 64)
    depth, ident = np.full((64, 64), 1e9, np.float32), np.full((64, 64), -1, np.int32)
    bary = np.zeros((64, 64, 2), np.float32)
    view = camera.view(np.array(points, float))
    tris = np.arange(len(points), dtype=np.int32).reshape(-1, 3)
    zero = np.zeros(len(tris), np.float32)
    draw(view, tris, np.ones(len(points), np.float32), zero, zero, np.zeros((len(tris), 3, 2), np.float32),
         100.0, 64, 64, depth, ident, bary)
    return camera, depth, ident


class RasterTest(unittest.TestCase):
    def test_a_triangle_covers_its_area_and_nothing_else(self):
        _, _, ident = triangle([(-1, -1, 0), (1, -1, 0), (-1, 1, 0)])
        self.assertAlmostEqual((ident == 0).sum(), 20 * 20 / 2, delta=20)
        self.assertEqual(ident[0, 0], -1)

    def test_the_nearer_triangle_wins_whatever_the_order(self):
        far, near = [(-2, -2, 0), (2, -2, 0), (0, 2, 0)], [(-2, -2, 1), (2, -2, 1), (0, 2, 1)]
        self.assertEqual(triangle(far + near)[2][32, 32], 1)
        self.assertEqual(triangle(near + far)[2][32, 32], 0)

    def test_depth_at_a_point_is_its_distance_along_the_view(self):
        camera, depth, _ = triangle([(-3, -3, 2), (3, -3, 2), (0, 3, 2)])
        self.assertAlmostEqual(float(depth[32, 32]), float(camera.project(np.array([[0, 0, 2.0]]))[1][0]), places=4)


@unittest.skipUnless(os.path.isdir(os.path.join(DATA, "makehuman")), f"no CC0 assets in {DATA}: set LIMN_DATA")
class PersonTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        import training
        cls.tailor = training.tailor(DATA, CACHE, photos=False)

    def shot(self, yaw, legs="stand", arms="hang", seed=4):
        from poses import composed
        from samples import sun, who
        from scene import render
        from skeleton import Skeleton
        pose = lambda a, base, rng, width: composed(Skeleton(a.rig, base), rng, width, legs, arms, calm=True)
        person = self.tailor.make(np.random.default_rng(seed), 1, (0, 0), yaw, who(1), pose)
        camera = Camera.looking((0, 11, 45), (0, 9, 0), 400.0, 200, 260)
        return person, render([person], [], camera, sun(1), np.full((260, 200, 3), 0.3, np.float32))

    def test_left_is_the_persons_own_left_from_front_and_back(self):
        for yaw, left_is_right in ((0, True), (180, False)):
            _, (_, frame) = self.shot(yaw)
            for left, right in ((3, 4), (5, 6), (7, 8), (11, 12), (13, 14), (15, 16)):
                x = [np.nonzero(frame.anatomy == i)[1].mean() for i in (left, right)]
                self.assertEqual(x[0] > x[1], left_is_right, (yaw, left))
            self.assertEqual(frame.keypoints[0, 5, 0] > frame.keypoints[0, 6, 0], left_is_right)

    def test_the_front_of_the_trunk_is_hidden_from_behind(self):
        front, back = self.shot(0)[1][1].anatomy, self.shot(180)[1][1].anatomy
        self.assertGreater((front == 9).sum(), 5 * (front == 10).sum())
        self.assertGreater((back == 10).sum(), 5 * (back == 9).sum())

    def test_a_nose_seen_from_behind_is_marked_hidden(self):
        self.assertEqual(self.shot(0)[1][1].keypoints[0, 0, 2], 2)
        self.assertEqual(self.shot(180)[1][1].keypoints[0, 0, 2], 1)

    def test_knees_bend_forwards_and_sitting_gives_a_seat(self):
        person, _ = self.shot(0, legs="sit", arms="lap")
        hips, knees, ankles = (person.joints[i:i + 2].mean(0) for i in (11, 13, 15))
        self.assertGreater(knees[2], hips[2] + 2)
        self.assertGreater(knees[1], ankles[1] + 2)
        self.assertIsNotNone(person.seat)

    def test_the_same_seed_gives_the_same_picture(self):
        a, b = (self.shot(20)[1][0] for _ in range(2))
        np.testing.assert_array_equal(a, b)

    def test_every_labelled_pixel_belongs_to_a_person(self):
        frame = self.shot(0)[1][1]
        self.assertTrue(((frame.parts > 0) <= (frame.persons > 0)).all())
        self.assertTrue(((frame.anatomy > 0) <= (frame.persons > 0)).all())


if __name__ == "__main__":
    unittest.main()
