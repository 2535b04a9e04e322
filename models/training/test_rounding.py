"""Quantisation-aware training sees what the int8 file will compute."""

import copy
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from limn_training.distil import distilled, taught_by, terms
from limn_training.export import Shipped, write_onnx
from limn_training.labels import ANATOMY, PARTS, mirror_of
from limn_training.network import MEAN, STD, Network, split
from limn_training.qdq import watched, watching, whole
from limn_training.quantize import PLAIN
from limn_training.rounding import fold_norms, rounded
from test_training import small_network


class RoundingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.set_num_threads(1)
        cls.image = torch.rand(1, 3, 64, 96, generator=torch.Generator().manual_seed(3)) * 2 - 1
        cls.network = small_network(1)
        cls.rounded = rounded(copy.deepcopy(cls.network), [cls.image])

    def int8(self, folder):
        path = Path(folder) / "model.onnx"
        write_onnx(self.network, path)
        model = onnx.load(path)
        names = watched(model.graph)
        found = onnxruntime.InferenceSession(watching(model).SerializeToString()).run(names, {"image": self.image.numpy()})
        ranges = {"image": (float(self.image.min()), float(self.image.max()))}
        ranges |= {n: (float(v.min()), float(v.max())) for n, v in zip(names, found)}
        session = onnxruntime.InferenceSession(whole(model, ranges, lambda name: name.startswith(PLAIN)).SerializeToString())
        return session.run(["parts"], {"image": self.image.numpy()})[0]

    @torch.no_grad()
    def test_folded_norms_change_no_answer(self):
        folded = fold_norms(copy.deepcopy(self.network))
        torch.testing.assert_close(folded(self.image), self.network(self.image), rtol=1e-3, atol=1e-4)

    @torch.no_grad()
    def test_it_is_as_far_from_the_exact_answer_as_the_int8_file_and_in_the_same_direction(self):
        with tempfile.TemporaryDirectory() as folder:
            shipped = self.int8(folder)
        exact = Shipped(self.network)(self.image)[0].numpy()
        simulated = Shipped(self.rounded)(self.image)[0].numpy()
        error, simulation = shipped - exact, simulated - exact
        self.assertAlmostEqual(float(np.abs(simulation).mean() / np.abs(error).mean()), 1, delta=0.3)
        # far less than 1: one value that falls to the other side of a step sends others after it, layer by layer
        self.assertGreater(float(np.corrcoef(error.ravel(), simulation.ravel())[0, 1]), 0.5)

    @torch.no_grad()
    def test_its_weights_load_into_a_network_without_rounding(self):
        plain = Network(0.25, wide=16, middle=16, fine=8).eval()
        plain.load_state_dict(self.rounded.state_dict())
        torch.testing.assert_close(plain(self.image), self.network(self.image), rtol=1e-3, atol=1e-4)

    def test_gradients_reach_every_weight_but_the_norms_scales(self):
        network = copy.deepcopy(self.rounded)
        logits = network(self.image)
        self.assertGreater(logits.shape[1], len(PARTS))
        logits.square().mean().backward()
        without = {n for n, p in network.named_parameters() if p.requires_grad and p.grad is None}
        self.assertEqual(without, set())

    def test_distilling_brings_the_rounded_answers_nearer_to_those_in_floats(self):
        pictures = torch.randint(0, 255, (1, 64, 96, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(5))
        image = (pictures.permute(0, 3, 1, 2).float() - MEAN) / STD
        weights = distilled(self.network, copy.deepcopy(self.network), iter([{"image": pictures}] * 40), [image], 40, 2e-5)
        taught = taught_by(self.network, image)

        @torch.no_grad()
        def gap(network):
            return float(sum(terms(split(rounded(network, [image])(image).float()), taught).values()))

        after = copy.deepcopy(self.network)
        after.load_state_dict(weights)
        self.assertLess(gap(after), gap(copy.deepcopy(self.network)))

    @torch.no_grad()
    def test_what_is_taught_is_the_same_for_the_mirrored_picture(self):
        taught, mirrored = (taught_by(self.network, image) for image in (self.image, self.image.flip(3)))
        for name, names in (("parts", PARTS), ("anatomy", ANATOMY)):
            torch.testing.assert_close(mirrored[name].flip(3)[:, mirror_of(names)], taught[name])
            torch.testing.assert_close(taught[name].sum(1), torch.ones_like(taught[name][:, 0]))


if __name__ == "__main__":
    unittest.main()
