"""The rewritten int8 file answers as the one it was made of."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from limn_training.export import write_onnx
from limn_training.lighten import STEM, lightened
from limn_training.network import HEADS
from limn_training.qdq import watched, watching, whole
from limn_training.quantize import PLAIN
from test_training import small_network


class LightenTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.set_num_threads(1)
        cls.image = np.random.default_rng(3).uniform(-1, 1, (1, 3, 64, 96)).astype(np.float32)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.onnx"
            write_onnx(small_network(1), path)
            cls.exact = onnx.load(path)
        names = watched(cls.exact.graph)
        found = cls.answers(watching(cls.exact), names)
        ranges = {"image": (-1.0, 1.0)} | {n: (float(v.min()), float(v.max())) for n, v in zip(names, found)}
        cls.rounded = whole(cls.exact, ranges, lambda name: name.startswith(PLAIN))
        cls.light = lightened(cls.rounded)

    @classmethod
    def answers(cls, model, names, image=None):
        session = onnxruntime.InferenceSession(model.SerializeToString())
        return session.run(names, {"image": cls.image if image is None else image})

    def test_it_is_no_farther_from_the_exact_answer_than_the_rounded_file(self):
        exact, rounded, light = (self.answers(m, list(HEADS)) for m in (self.exact, self.rounded, self.light))
        for name, truth, before, after in zip(HEADS, exact, rounded, light):
            self.assertLess(np.abs(after - truth).mean(), 1.15 * np.abs(before - truth).mean() + 1e-4, name)

    def test_it_takes_frames_of_any_size_of_whole_cells(self):
        image = np.zeros((1, 3, 176, 80), np.float32)
        self.assertEqual(self.answers(self.light, ["parts"], image)[0].shape, (1, 18, 44, 20))

    def test_the_first_convolutions_compute_in_floats_and_no_softmax_is_left(self):
        nodes = self.light.graph.node
        values = {i.name: i for i in self.light.graph.initializer}
        stem = [n for n in nodes if n.op_type == "Conv" and n.name.startswith(STEM)]
        self.assertEqual([values[n.input[1]].data_type for n in stem], [onnx.TensorProto.FLOAT] * 2)
        self.assertEqual(stem[0].input[0], "image")
        self.assertFalse([n for n in nodes if n.op_type == "Softmax"])

    def test_a_file_rewritten_twice_is_the_same(self):
        again = lightened(self.light)
        np.testing.assert_array_equal(self.answers(again, ["parts"])[0], self.answers(self.light, ["parts"])[0])


if __name__ == "__main__":
    unittest.main()
