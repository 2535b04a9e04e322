"""Tests of the training package:  python -m unittest test_training   (no data, no weights needed)."""

import copy
import json
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper

import m2fp_in_pytorch
from limn_training import restyle
from limn_training.autocontext import Autocontext
from limn_training.cache import Photo
from limn_training.cutouts import Cutout, crowd, paste
from limn_training.decode import persons_of
from limn_training.decoys import lay
from limn_training.export import Shipped, write_onnx
from limn_training.glance import Glance
from limn_training.labels import ANATOMY, IGNORE, JOINTS, PARTS
from limn_training.losses import consistency, lovasz
from limn_training.mix import mixed
from limn_training.network import HEADS, MEAN, OFFSET_SCALE, STD, Network
from limn_training.photometric import recolour
from limn_training.plot import draw, read_log
from limn_training.qdq import neighbours, watched, watching, whole
from limn_training.quantize import PLAIN
from limn_training.recover import folded, restore
from limn_training.refit import LOGITS, Picture, Source, fit, reached
from limn_training.refit import corrected as refitted
from limn_training.renders import Render
from limn_training.scenes import rendered
from limn_training.targets import UNKNOWN_PERSON, Scene, targets
from limn_training.train import Run, _groups


class Still:
    """A random stream without chance: the middle of every range, and `dice` for every die."""

    def __init__(self, dice):
        self.dice = dice

    def random(self):
        return self.dice

    def normal(self, mean, spread, size=None):
        return mean if size is None else np.full(size, mean)

    def uniform(self, low, high):
        return (low + high) / 2

    def integers(self, low, high=None, size=None):
        return 0 if high is None else low


def two_sided():
    """64×64: the left arm in the picture's right half, the right arm in the left half, an elbow in each."""
    parts, anatomy = np.zeros((64, 64), np.uint8), np.zeros((64, 64), np.uint8)
    for name, limb, columns in (("left-arm", "left-lower-arm", slice(40, 56)), ("right-arm", "right-lower-arm", slice(8, 24))):
        parts[16:48, columns], anatomy[16:48, columns] = PARTS.index(name), ANATOMY.index(limb)
    joints = [(JOINTS.index("left-elbow"), 47.5, 31.5, 1.0, 1.0), (JOINTS.index("right-elbow"), 15.5, 31.5, 1.0, 1.0)]
    image = np.arange(64 * 64 * 3, dtype=np.uint32).reshape(64, 64, 3).astype(np.uint8)
    return Render(image, parts, anatomy, (parts > 0).astype(np.uint8), np.array(joints, np.float32))


def cutout(height, width, part):
    image = np.full((height, width, 4), 255, np.uint8)
    parts = np.full((height, width), PARTS.index(part), np.uint8)
    joints = np.array([(0, width / 2, height / 2, 1.0)], np.float32)
    return Cutout(image, parts, np.zeros_like(parts), joints)


def blank(height, width):
    grid = (height // 4, width // 4)
    maps = [np.zeros(grid, np.uint8) for _ in range(3)]
    return Scene(np.zeros((height, width, 3), np.uint8), *maps, np.zeros((0, 5), np.float32))


class MirrorTest(unittest.TestCase):
    def test_a_mirrored_scene_keeps_left_the_persons_own_left(self):
        straight, mirrored = (rendered(Still(dice), two_sided(), (64, 64)) for dice in (0.9, 0.1))
        left, right = PARTS.index("left-arm"), PARTS.index("right-arm")
        self.assertTrue((straight.parts[8, 10:14] == left).all())
        self.assertTrue((mirrored.parts[8, 10:14] == left).all(), "what was the right arm is the left one in the mirror")
        self.assertTrue((mirrored.parts[8, 2:6] == right).all())
        # crops turn about the line between two pixels' left edges, one pixel beside the middle
        np.testing.assert_array_equal(mirrored.image[:, 1:], straight.image[:, :0:-1])
        np.testing.assert_array_equal(mirrored.persons, straight.persons[:, ::-1])

    def test_joints_change_sides_with_their_limbs(self):
        for dice in (0.9, 0.1):
            scene = rendered(Still(dice), two_sided(), (64, 64))
            for joint, x, y, _, _ in scene.joints:
                limb = ANATOMY.index(f"{JOINTS[int(joint)].partition('-')[0]}-lower-arm")
                self.assertEqual(scene.anatomy[round(y / 4), round((x - 1.5) / 4)], limb)


class TargetsTest(unittest.TestCase):
    def setUp(self):
        self.scene = blank(64, 96)
        self.scene.parts[4:10, 3:8] = PARTS.index("upper-clothes")
        self.scene.persons[4:10, 3:8] = 1
        self.scene.parts[12:15, 18:22] = IGNORE
        self.scene.persons[12:15, 18:22] = UNKNOWN_PERSON
        self.scene.joints = np.array([(0, 21.5, 29.5, 1.0, 1.0), (1, 81.5, 53.5, 0.3, 0.0)], np.float32)
        self.made = targets(self.scene)

    def test_every_cell_of_a_person_points_to_its_centre(self):
        rows, columns = np.nonzero(self.scene.persons == 1)
        cells = self.made["offsets"][:, rows, columns].astype(np.float32) * OFFSET_SCALE / 4
        np.testing.assert_allclose(columns + cells[0], 5.0, atol=0.02)
        np.testing.assert_allclose(rows + cells[1], 6.5, atol=0.02)
        np.testing.assert_array_equal(self.made["offset_mask"], self.scene.persons == 1)

    def test_the_centre_is_the_one_peak_of_the_heat(self):
        self.assertEqual([*zip(*np.nonzero(self.made["heat"][0] == 255))], [(6, 5)])

    def test_a_sure_joint_is_a_peak_and_a_doubtful_one_is_not_judged(self):
        self.assertEqual(self.made["heat"][1][7, 5], 255)
        self.assertEqual(self.made["heat"][2].max(), 0)
        self.assertEqual(self.made["heat_mask"][2][13, 20], 0)

    def test_no_centre_is_asked_for_where_a_person_is_unknown(self):
        self.assertEqual(self.made["heat_mask"][0][13, 20], 0)
        self.assertEqual(self.made["heat_mask"][0][2, 2], 1)


class CrowdTest(unittest.TestCase):
    def test_who_stands_in_front_covers_who_stands_behind(self):
        scene = blank(128, 128)
        paste(Still(0.9), scene, cutout(64, 64, "pants"), 64, (64, 96), 1)
        self.assertEqual((scene.persons == 1).sum(), 256)
        paste(Still(0.9), scene, cutout(64, 32, "dress"), 64, (64, 96), 2)
        self.assertEqual((scene.persons == 2).sum(), 128)
        self.assertEqual((scene.persons == 1).sum(), 128)
        np.testing.assert_array_equal(scene.persons == 2, scene.parts == PARTS.index("dress"))
        self.assertEqual(scene.joints[:, 4].tolist(), [2.0], "the covered joint is gone")

    def test_every_labelled_cell_of_a_crowd_has_its_person(self):
        scene = blank(256, 384)
        crowd(np.random.default_rng(5), scene, [cutout(120, 50, "dress") for _ in range(6)])
        np.testing.assert_array_equal(scene.parts > 0, scene.persons > 0)
        self.assertTrue(set(np.unique(scene.persons)) <= set(range(7)))
        self.assertGreater(len(np.unique(scene.persons)), 2)

    def test_new_colours_touch_garments_alone(self):
        image = np.random.default_rng(1).integers(0, 256, (64, 64, 3)).astype(np.uint8)
        parts = np.zeros((64, 64), np.uint8)
        parts[:, 16:32], parts[:, 32:48] = PARTS.index("skirt"), PARTS.index("face")
        seen = [recolour(image, parts, np.random.default_rng(seed)) for seed in range(8)]
        for changed in seen:
            self.assertTrue((changed[:, 33:] == image[:, 33:]).all())
            self.assertTrue((changed[:, :15] == image[:, :15]).all())
        self.assertTrue(any((changed[:, 17:31] != image[:, 17:31]).any() for changed in seen))

    def test_decoys_change_the_picture_in_place(self):
        scene = blank(128, 128)
        lay(np.random.default_rng(1), scene.image, lambda: np.full((40, 40, 3), 200, np.uint8))
        self.assertGreater((scene.image > 0).sum(), 0)
        self.assertEqual(scene.parts.max(), 0)

    def test_two_who_touch_come_apart_by_their_offsets(self):
        foreground = np.ones((6, 20), bool)
        centres, offsets = np.zeros((6, 20), np.float32), np.zeros((2, 6, 20), np.float32)
        centres[3, 4] = centres[3, 15] = 0.9
        offsets[0] = (np.where(np.arange(20) < 10, 4, 15) - np.arange(20)) * 4
        persons = persons_of(foreground, centres, offsets)
        self.assertEqual([len(np.unique(persons[:, c])) for c in (slice(0, 10), slice(10, 20))], [1, 1])
        self.assertNotEqual(persons[0, 0], persons[0, 19])


class RestyleTest(unittest.TestCase):
    def setUp(self):
        image = np.full((120, 60, 3), 90, np.uint8)
        parts = np.zeros((120, 60), np.uint8)
        parts[10:20, 25:35], parts[30:90, 20:40] = PARTS.index("face"), PARTS.index("dress")
        parts[20:30, 28:32] = PARTS.index("face")
        joints = np.float32([[5, 40, 30, 1, 1], [6, 20, 30, 1, 1], [11, 36, 70, 1, 1], [12, 24, 70, 1, 1]])
        self.photo = Photo("a", "labelled", False, image, parts, None, None, joints)
        self.cloth = lambda: np.full((40, 40, 3), 200, np.uint8)

    def test_a_dress_becomes_a_top_and_a_skirt_that_meet_at_the_waist(self):
        parts = restyle._cut_dress(np.random.default_rng(1), self.photo)
        top, skirt = (np.nonzero(parts == PARTS.index(n))[0] for n in ("upper-clothes", "skirt"))
        self.assertEqual((30, 89), (top.min(), skirt.max()))
        self.assertEqual(top.max() + 1, skirt.min())
        self.assertTrue(50 <= skirt.min() <= 64)  # 0.5 to 0.85 of the way from shoulders to hips
        self.assertFalse((parts == PARTS.index("dress")).any())

    def test_without_sure_hips_a_dress_stays_one(self):
        self.photo.joints[3, 3] = 0.2
        self.assertIs(self.photo.parts, restyle._cut_dress(np.random.default_rng(1), self.photo))

    def test_only_what_is_dyed_changes_and_the_photograph_itself_does_not(self):
        changed = restyle.restyle(np.random.default_rng(2), self.photo, [], self.cloth)
        self.assertIsNot(changed, self.photo)
        far = np.ones((120, 60), bool)
        far[28:92, 18:42] = False
        self.assertTrue((changed.image[far] == 90).all())
        self.assertTrue((changed.image[40:80, 25:35] != 90).any())
        self.assertTrue((self.photo.image == 90).all())

    def test_anothers_hat_sits_above_the_face(self):
        parts = self.photo.parts.copy()
        parts[2:10, 22:38] = PARTS.index("hat")
        image = self.photo.image.copy()
        image[2:10, 22:38] = (200, 0, 0)
        donor = Photo("b", "labelled", False, image, parts, None, None, self.photo.joints)
        rng = np.random.default_rng(4)
        worn, labels = restyle._put_on(rng, self.photo.image, self.photo.parts, donor, self.cloth)
        hat = labels == PARTS.index("hat")
        self.assertGreater(hat.sum(), 80)
        self.assertLess(np.nonzero(hat)[0].max(), 13)
        self.assertTrue((worn[hat] != 90).any(1).mean() > 0.9)
        parts[2:6] = 0  # a flat hat
        hairy = self.photo.parts.copy()
        hairy[0:10, 20:40] = PARTS.index("hair")
        kept = restyle._put_on(rng, self.photo.image, hairy, donor, self.cloth)
        self.assertIs(hairy, kept[1], "hair that would stand out above the hat")


class LossTest(unittest.TestCase):
    labels = torch.tensor([[[0] * 8 + [4] * 8] * 8])
    known = torch.ones(1, 8, 16, dtype=torch.bool)

    def test_lovasz_is_nought_for_the_truth_and_one_for_its_opposite(self):
        truth = torch.nn.functional.one_hot(self.labels, 18).permute(0, 3, 1, 2).float()
        self.assertAlmostEqual(float(lovasz(truth, self.labels, self.known)), 0, places=6)
        self.assertAlmostEqual(float(lovasz(truth.flip(3), self.labels, self.known)), 1, places=6)

    def test_lovasz_of_a_hard_answer_is_one_less_its_iou(self):
        found = self.labels.clone()
        found[:, :, 8:10] = 0
        answer = torch.nn.functional.one_hot(found, 18).permute(0, 3, 1, 2).float()
        expected = 1 - (64 / 80 + 48 / 64) / 2
        self.assertAlmostEqual(float(lovasz(answer, self.labels, self.known)), expected, places=5)

    def test_nothing_known_is_no_loss(self):
        answer = torch.full((1, 18, 8, 16), 1 / 18)
        self.assertEqual(float(lovasz(answer, self.labels, self.known & False)), 0)


    def test_a_teacher_is_not_heard_where_a_label_says_otherwise(self):
        said = torch.zeros(1, 18, 8, 16)
        said[:, 4] = 1
        teacher = {"parts": said, "anatomy": torch.full((1, 17, 8, 16), 1 / 17)}
        logits = torch.zeros(1, sum(HEADS.values()), 8, 16)
        batch = {"parts": self.labels.to(torch.uint8), "anatomy": torch.zeros(1, 8, 16, dtype=torch.uint8)}
        heard = consistency(logits, batch, teacher)
        self.assertAlmostEqual(float(heard["parts-teacher"]), 0.7 * float(np.log(18)) * 64 / 1000, places=5)
        self.assertEqual(float(heard["anatomy-teacher"]), 0, "it isn't sure")


def small_network(seed):
    """A narrow network whose norms have seen something."""
    torch.manual_seed(seed)
    network = Network(0.25, wide=16, middle=16, fine=8)
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            for values in (module.running_mean, module.bias.data):
                values.normal_(0, 0.3)
            for values in (module.running_var, module.weight.data):
                values.uniform_(0.5, 1.5)
    return network.eval()


class RecoverTest(unittest.TestCase):
    def setUp(self):
        self.network, fresh = small_network(1), Network(0.25, wide=16, middle=16, fine=8)
        self.images = torch.rand(4, 3, 64, 96, generator=torch.Generator().manual_seed(2)) * 2 - 1
        with tempfile.TemporaryDirectory() as folder:
            write_onnx(self.network, Path(folder) / "model.onnx")
            self.recovered = restore(fresh, folded(Path(folder) / "model.onnx"), [self.images])

    @torch.no_grad()
    def test_a_recovered_network_answers_as_the_exported_file(self):
        torch.testing.assert_close(self.recovered(self.images), self.network(self.images), rtol=1e-3, atol=1e-4)

    @torch.no_grad()
    def test_its_norms_fit_what_they_are_given(self):
        expected = self.recovered(self.images)
        torch.testing.assert_close(self.recovered.train()(self.images), expected, rtol=1e-2, atol=1e-3)

    def test_the_exported_heads_have_their_units(self):
        outputs = Shipped(self.network)(self.images[:1])
        self.assertEqual([o.shape[1] for o in outputs], list(HEADS.values()))


class QuantizeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        network = small_network(1)
        image = torch.rand(1, 3, 64, 96, generator=torch.Generator().manual_seed(3)) * 2 - 1
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.onnx"
            write_onnx(network, path)
            cls.exact, model = folded(path), onnx.load(path)
            names = watched(model.graph)
            found = onnxruntime.InferenceSession(watching(model).SerializeToString()).run(names, {"image": image.numpy()})
            ranges = {"image": (-1.0, 1.0)} | {n: (float(v.min()), float(v.max())) for n, v in zip(names, found)}
            cls.model = whole(model, ranges, lambda name: name.startswith(PLAIN))
            onnx.save(cls.model, path)
            cls.image = image.numpy()
            cls.rounded, (cls.got,) = folded(path), onnxruntime.InferenceSession(path).run(["parts"], {"image": image.numpy()})
        with torch.inference_mode():
            cls.want = Shipped(network)(image)[0].numpy()

    def test_bytes_answer_nearly_as_floats_do(self):
        self.assertLess(float(np.abs(self.got - self.want).mean()), 0.05 * float(np.abs(self.want).mean()))
        self.assertGreater(float((self.got.argmax(1) == self.want.argmax(1)).mean()), 0.93)

    def test_only_the_logits_and_their_correction_are_computed_in_floating_point(self):
        dequantized = {o for n in self.model.graph.node if n.op_type == "DequantizeLinear" for o in n.output}
        plain = [n.name for n in self.model.graph.node if n.op_type == "Conv" and n.input[1] not in dequantized]
        self.assertEqual({name.split("/")[2] for name in plain}, {"coarse", "refine", "autocontext"})
        rounding = [n.name for n in self.model.graph.node if n.op_type == "QuantizeLinear"]
        self.assertFalse([name for name in rounding if "autocontext" in name])

    def test_no_two_products_of_bytes_pass_sixteen_bits(self):
        numbers = [numpy_helper.to_array(i) for i in self.model.graph.initializer]
        kernels = [n.astype(int) for n in numbers if n.dtype == np.int8 and n.ndim == 4]
        self.assertGreater(len(kernels), 20)
        for pairs in map(neighbours, kernels):
            self.assertLess(255 * pairs.clip(min=0).sum(2).max(), 2**15)
            self.assertLessEqual(255 * (-pairs).clip(min=0).sum(2).max(), 2**15)

    def test_bytes_give_what_the_same_graph_gives_in_floating_point(self):
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        (floats,) = onnxruntime.InferenceSession(self.model.SerializeToString(), options).run(["parts"], {"image": self.image})
        self.assertLess(float(np.abs(self.got - floats).mean()), 1e-3 * float(np.abs(floats).mean()))

    def test_training_can_go_on_from_the_rounded_weights(self):
        for name, (weight, _) in self.exact.items():
            step = float(weight.abs().max()) / 63
            self.assertLess(float((self.rounded[name][0] - weight).abs().max()), 0.51 * step + 1e-7, name)


class GlanceTest(unittest.TestCase):
    @torch.no_grad()
    def test_the_glance_covers_sides_that_its_cells_do_not_divide(self):
        glance = Glance().eval()
        with torch.no_grad():
            fine, coarse = glance(torch.zeros(1, 3, 80, 176))
        self.assertEqual((1, 96, 3, 6), tuple(fine.shape))
        self.assertEqual((1, 320, 2, 3), tuple(coarse.shape))


class AutocontextTest(unittest.TestCase):
    def setUp(self):
        self.logits = torch.randn(1, 55, 16, 24, generator=torch.Generator().manual_seed(7))

    @torch.no_grad()
    def test_it_joins_a_trained_network_without_a_change(self):
        torch.testing.assert_close(Autocontext()(self.logits), self.logits)

    @torch.no_grad()
    def test_it_corrects_nothing_but_parts(self):
        autocontext = Autocontext()
        torch.nn.init.normal_(autocontext.correct.weight)
        corrected = autocontext(self.logits)
        self.assertGreater(float((corrected[:, :18] - self.logits[:, :18]).abs().min()), 0)
        torch.testing.assert_close(corrected[:, 18:], self.logits[:, 18:])

    @torch.no_grad()
    def test_what_there_is_elsewhere_in_the_frame_counts(self):
        autocontext, other = Autocontext(), self.logits.clone()
        torch.nn.init.normal_(autocontext.correct.weight)
        autocontext.near.weight.zero_()
        autocontext.far.weight.zero_()
        other[:, 5, :, 16:] += 9
        near, far = (autocontext(x)[:, :18, :, :4] - x[:, :18, :, :4] for x in (self.logits, other))
        self.assertGreater(float((near - far).abs().max()), 0.01)


class RefitTest(unittest.TestCase):
    def picture(self, seed, most):
        """A person of whom most cells are skirt or trousers, all of it labelled as what most is; the rest of the cells are in doubt."""
        generator = torch.Generator().manual_seed(seed)
        logits = torch.randn(LOGITS, 16, 16, generator=generator)
        logits[most] += 1
        logits[LOGITS - 17] += 3
        return Picture(logits.half(), torch.full((16, 16), most, dtype=torch.uint8))

    def test_what_is_kept_of_a_picture_gives_the_networks_own_answer(self):
        network, image = small_network(4), np.random.default_rng(5).integers(0, 256, (64, 64, 3)).astype(np.uint8)
        torch.nn.init.normal_(network.autocontext.correct.weight)
        picture = Source(network).picture(image, np.zeros((64, 64), np.uint8))
        tensor = (torch.from_numpy(image).permute(2, 0, 1)[None].float() - MEAN) / STD
        with torch.no_grad():
            expected, got = network(tensor)[0, :18], refitted(network.autocontext, picture)
        self.assertLess(float((got - expected).abs().max()), 0.01 * float(expected.abs().max()))

    def test_cells_in_doubt_follow_what_most_of_the_frame_is(self):
        skirt, trousers = PARTS.index("skirt"), PARTS.index("pants")
        seen, unseen = ([self.picture(seed, (skirt, trousers)[seed % 2]) for seed in seeds] for seeds in (range(8), range(20, 26)))
        autocontext = Autocontext()
        before = reached(autocontext, unseen)
        fit(autocontext, [(seen, 4)], rounds=40)
        self.assertGreater(reached(autocontext, unseen), before + 0.3)

    def test_a_mirrored_picture_swaps_sides_and_keeps_what_is_not_labelled(self):
        left, right = PARTS.index("left-leg"), PARTS.index("right-leg")
        logits, labels = torch.zeros(LOGITS, 4, 4).half(), torch.full((4, 4), IGNORE, dtype=torch.uint8)
        logits[left, :, 0], labels[:, 0] = 5, left
        mirrored = Picture(logits, labels).mirrored()
        self.assertTrue((mirrored.labels[:, 3] == right).all() and (mirrored.labels[:, :3] == IGNORE).all())
        self.assertTrue((mirrored.logits[right, :, 3] == 5).all())

    def test_what_is_not_labelled_is_not_counted(self):
        labels = torch.full((16, 16), IGNORE, dtype=torch.uint8)
        labels[:4] = 0
        picture = Picture(torch.zeros(LOGITS, 16, 16).half(), labels)
        picture.logits[0] += 5
        self.assertEqual(reached(Autocontext(), [picture]), 1.0)


class MixTest(unittest.TestCase):
    def test_weights_are_the_mean_and_counters_the_seconds(self):
        first = {"weight": torch.tensor([0.0, 1.0]), "seen": torch.tensor(3)}
        second = {"weight": torch.tensor([1.0, 3.0]), "seen": torch.tensor(5)}
        mean = mixed(first, second, 0.25)
        self.assertEqual([0.25, 1.5], mean["weight"].tolist())
        self.assertEqual(5, int(mean["seen"]))


class ResumeTest(unittest.TestCase):
    def run_in(self, folder):
        network = small_network(3).train()
        optimizer = torch.optim.AdamW(_groups(network))
        return Run(network, copy.deepcopy(network).eval(), optimizer, Path(folder) / "latest.pt", torch.device("cpu"))

    def batch(self, seed):
        sample = targets(rendered(np.random.default_rng(seed), two_sided(), (64, 64)))
        return {k: torch.from_numpy(np.stack([v, v])) for k, v in sample.items()}

    def test_a_run_that_was_cut_goes_on_as_if_it_had_not_been(self):
        with tempfile.TemporaryDirectory() as folder:
            whole = self.run_in(folder)
            whole.step(self.batch(1), 1.0, True)
            whole.save()
            whole.step(self.batch(2), 0.5, True)
            again = self.run_in(folder)
            again.resume()
            self.assertEqual((again.iteration, again.started), (1, whole.started))
            again.step(self.batch(2), 0.5, True)
        for mine, other in ((whole.network, again.network), (whole.average, again.average)):
            for name, value in mine.state_dict().items():
                torch.testing.assert_close(other.state_dict()[name], value, msg=name)

    def test_the_log_is_drawn_though_its_last_line_was_cut_off(self):
        with tempfile.TemporaryDirectory() as folder:
            lines = [json.dumps({"iteration": i, "seconds": 1.0, "rate": 0.5, "parts": 1 / i}) for i in (20, 40, 60)]
            (Path(folder) / "log.jsonl").write_text("\n".join(lines) + '\n{"iter')
            columns = read_log(Path(folder) / "log.jsonl")
        self.assertEqual(columns["iteration"], [20, 40, 60])
        self.assertEqual(columns["loss"], columns["parts"])
        self.assertEqual(len(ElementTree.fromstring(draw(columns)).findall("{http://www.w3.org/2000/svg}g")), 4)


GOLDEN = Path(__file__).resolve().parents[3] / "shared/m2fp/golden"


class M2fpInPytorch(unittest.TestCase):
    @unittest.skipUnless(GOLDEN.is_dir(), "SKIPPED: no golden arrays beside the project")
    def test_it_is_the_published_model_and_pipeline(self):
        with torch.inference_mode():
            m2fp_in_pytorch.check(GOLDEN)


if __name__ == "__main__":
    unittest.main()
