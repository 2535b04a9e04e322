"""Tests of recipes:  python -m unittest test_recipe   (no data needed)."""

import ast
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

import cv2
import numpy as np
import torch

from limn_training import recipe
from limn_training.__main__ import arguments, parsed
from limn_training.bundle import run as bundle
from limn_training.labels import PARTS
from limn_training.network import Network
from limn_training.renders import list_renders

HERE = Path(__file__).parent
MODULES = sorted((HERE / "limn_training").glob("*.py"))
# Constants that say how files, formats and this network's shape are, or how steps are watched: a recipe can't change them.
FIXED = {
    "autocontext": {"_SHRINK", "_LEAST"}, "checkpoint": {"WIDTH"}, "distil": {"LABELS", "LOG_EVERY"}, "encoder": {"STRIDES", "WIDTHS"}, "export": {"OPSET", "IR"},
    "fetch": {"TIMEOUT", "TRIES", "AT_ONCE", "MOST", "QUALITY"}, "fuse": {"_HIPS"}, "geometry": {"PADDING", "TO_CELLS"}, "glance": {"_STAGES", "_ENDS"},
    "groups": {"DRAWS", "SEED", "LIMBS"}, "labels": {"IGNORE", "ANATOMY_IGNORE", "BODYPIX_TO_ANATOMY"}, "lighten": {"_MOST"},
    "limbs": {"_SIDES", "_TORSO"}, "network": {"HEADS", "OFFSET_SCALE", "STRIDE", "STRIDE_OUT", "MEAN", "STD"}, "person_teacher": {"_LOGITS", "_PERSON"},
    "photometric": {"_GARMENT"}, "plot": {"WIDTH", "HEIGHT", "MARGIN", "COLUMNS"}, "pose_teacher": {"POINTS", "COCO", "_SWAP"}, "qdq": {"_WEIGHT", "_STEPS", "_WHOLE"},
    "rounding": {"_STEPS", "_WEIGHT"}, "targets": {"UNKNOWN_PERSON", "SOME_PART"},
    "signing": {"_ARMS", "_KNUCKLES"}, "tflite": {"_DTYPES", "CONV_2D", "DEPTHWISE_CONV_2D"}, "train": {"SAVE_SECONDS", "LOG_EVERY"},
}  # fmt: skip


def asked(tree):
    """(table, key) of every call of `constants`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "constants":
            table, *keys = (argument.value for argument in node.args)
            yield from ((table, key) for key in keys)


def numbers(tree):
    """Names of the module's constants that are written as numbers."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(n, ast.Constant) and type(n.value) in (int, float) for n in ast.walk(node.value)
        ):
            for target in node.targets:
                yield from (n.id for n in ast.walk(target) if isinstance(n, ast.Name) and re.fullmatch("_?[A-Z][A-Z0-9_]*", n.id))


class RecipesTest(unittest.TestCase):
    def setUp(self):
        self.trees = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
        self.recipes = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in recipe.FOLDER.glob("*.toml")}

    def test_every_key_of_a_recipe_is_read_and_every_key_read_is_in_it(self):
        wanted = {pair for tree in self.trees.values() for pair in asked(tree)}
        for name, tables in self.recipes.items():
            held = {(table, key) for table, keys in tables.items() if table not in ("version", "runs", "options") for key in keys}
            self.assertEqual(held, wanted, name)

    def test_numbers_that_matter_are_in_the_recipe_and_nowhere_else(self):
        for name, tree in self.trees.items():
            # of a constant that is computed from the recipe, the numbers are units
            found = {n for node in tree.body if isinstance(node, ast.Assign) and not list(asked(node))
                     for n in numbers(ast.Module([node], []))}  # fmt: skip
            self.assertLessEqual(found, FIXED.get(name, set()), name)

    def test_the_version_stands_in_the_recipe_and_the_package_that_it_made(self):
        manifest = json.loads((HERE.parent / "limn/model.json").read_text(encoding="utf-8"))
        self.assertEqual(manifest["version"], self.recipes[recipe.DEFAULT.name]["version"])
        self.assertEqual(manifest["input"]["size"]["pixels"], self.recipes[recipe.DEFAULT.name]["decode"]["pixels"])
        for path in MODULES:
            self.assertNotIn(manifest["version"], path.read_text(encoding="utf-8"), path.name)

    def test_all_lengths_are_in_iterations(self):
        for name, tables in self.recipes.items():
            for run, options in tables["runs"].items():
                self.assertGreater(options["iterations"], 0, f"{name}: {run}")
                self.assertNotIn("seconds", options)


class ReadTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "mine.toml"
        self.text = recipe.DEFAULT.read_text(encoding="utf-8")

    def refused(self, old, new):
        self.assertIn(old, self.text)
        self.path.write_text(self.text.replace(old, new, 1), encoding="utf-8")
        with self.assertRaises(recipe.RecipeError) as refusal:
            recipe.read(self.path)
        return str(refusal.exception)

    def test_an_unknown_key_is_refused_with_its_neighbour(self):
        self.assertIn("losses.shares.lovas is no key of a recipe; did you mean losses.shares.lovasz?",
                      self.refused("lovasz = 1.1", "lovasz = 1.1\nlovas = 1"))

    def test_a_missing_key_is_named_with_its_value(self):
        self.assertIn("train.warmup is missing; 0.7.toml has 200", self.refused("warmup = 200 # iterations", ""))

    def test_a_value_of_another_kind_is_refused(self):
        self.assertIn("train.clip is 'much', but must be like 5.0", self.refused("clip = 5.0", 'clip = "much"'))

    def test_the_command_line_overrides_the_recipe(self):
        self.addCleanup(recipe.use, recipe.DEFAULT)
        self.path.write_text(self.text.replace("iterations = 3532", "iterations = 7", 1), encoding="utf-8")
        given = ["--work", "there", "--recipe", str(self.path), "train"]
        options = parsed(given)
        self.assertEqual((options.iterations, options.teacher, options.begin), (7, True, "there/begin.pt"))
        options = parsed([*given, "--iterations", "9", "--no-teacher"])
        self.assertEqual((options.iterations, options.teacher), (9, False))

    def test_an_option_that_the_step_lacks_is_refused(self):
        self.addCleanup(recipe.use, recipe.DEFAULT)
        self.path.write_text(self.text.replace("count = 96", "hours = 96", 1), encoding="utf-8")
        recipe.use(self.path)
        _, steps = arguments()
        with self.assertRaises(recipe.RecipeError) as refusal:
            recipe.options("quantize", "work", "run", {action.dest for action in steps["quantize"]._actions})
        self.assertIn("options.quantize.hours: quantize has no option --hours", str(refusal.exception))


def photo(rng, kind):
    """Arrays of a photograph of 96×64 with a person in the middle, as `prepare` caches them."""
    image = cv2.resize(rng.integers(0, 255, (12, 8, 3)).astype(np.uint8), (64, 96))
    arrays = {"image": image}
    if kind in ("none", "garment"):
        return arrays
    half = np.zeros((48, 32), np.uint8)
    half[8:40, 8:24] = 1
    joints = np.float32([[0, 32, 20, 1, 1], [11, 28, 60, 1, 1], [12, 36, 60, 1, 1]])
    arrays |= {"person": half * 255, "anatomy": half * np.uint8(9), "joints": joints}
    if kind == "labelled":
        return arrays | {"parts": np.kron(half, np.ones((2, 2), np.uint8)) * np.uint8(PARTS.index("upper-clothes"))}
    return arrays | {"pseudo": half * np.uint8(PARTS.index("upper-clothes"))} | ({"persons": half} if kind == "people" else {})


def small_bundle(work):
    """A bundle of one photograph of each kind, a render and weights at random."""
    rng, at = np.random.default_rng(1), 0
    (work / "cache").mkdir(parents=True)
    (work / "renders").mkdir()
    with open(work / "cache/arrays.bin", "wb") as out, open(work / "cache/index.jsonl", "w", encoding="utf-8") as lines:
        for number, kind in enumerate(("labelled", "labelled", "none", "some", "garment", "people", "clip")):
            row = {"set": "a", "name": f"{number}", "kind": kind, "validation": False, "arrays": {}}
            for name, array in photo(rng, kind).items():
                row["arrays"][name] = {"at": at, "shape": list(array.shape), "dtype": str(array.dtype)}
                at += out.write(array.tobytes())
            lines.write(json.dumps(row) + "\n")
    known = photo(rng, "labelled")
    cv2.imwrite(str(work / "renders/000000.jpg"), known["image"])
    persons = (known["parts"] > 0).astype(np.uint8)
    np.savez(work / "renders/000000.npz", parts=known["parts"], anatomy=persons * np.uint8(9), persons=persons,
             keypoints=np.full((1, 17, 3), 20, np.float32) * [1, 1, 0.1])
    torch.manual_seed(1)
    torch.save({"average": Network(0.75).state_dict()}, work / "begin.pt")
    assert len(list_renders(work / "renders")) == 1
    bundle(None, work, 1, work / "bundle.zip", work / "begin.pt", work / "renders", 544, 90, 9)
    return work / "bundle.zip"


class BareFolderTest(unittest.TestCase):
    def test_twenty_iterations_by_the_recipe_alone(self):
        with tempfile.TemporaryDirectory() as there:
            folder = Path(there)
            text = recipe.DEFAULT.read_text(encoding="utf-8").replace("iterations = 3532\ncount = 16", "iterations = 20\ncount = 2")
            start, end = text.index("sizes ="), text.index("\nmix =")
            small = text[:start] + "sizes = [[[64, 64], 1, 0.5], [[64, 96], 1, 0.5]]" + text[end:]
            for name in ("limn_training", "recipes"):
                shutil.copytree(HERE / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            shutil.copy(HERE / "gpu.sh", folder)
            (folder / "mine.toml").write_text(small, encoding="utf-8")
            small_bundle(folder / "far").rename(folder / "bundle.zip")
            shutil.rmtree(folder / "far")
            # threads that wait for each other take time from other tests
            environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHON": sys.executable}
            environment.pop(recipe.VARIABLE, None)
            for work in ("first", "second"):  # the second goes on from the pieces of the first
                command = ["bash", "gpu.sh", "bundle.zip", "out", "500", "mine.toml"]
                done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900, env=environment | {"WORK": str(folder / work)})
                self.assertEqual(done.returncode, 0, done.stderr)
            pieces = sorted((folder / "out").glob("latest.pt.*"))
            self.assertTrue(all(piece.stat().st_size < 16e6 for piece in pieces))
            state = torch.load(io.BytesIO(b"".join(piece.read_bytes() for piece in pieces)), weights_only=True)
            average = torch.load(folder / "out/average.pt", weights_only=True)["average"]
            (line,) = (folder / "first/run/log.jsonl").read_text().splitlines()
            self.assertEqual((folder / "out/log.jsonl").read_text().splitlines(), [line], "the second call found the run complete")
        self.assertEqual(state["iteration"], 20)
        self.assertTrue(all(torch.isfinite(v).all() and torch.equal(v, average[k]) for k, v in state["average"].items()))
        self.assertIn("lovasz", json.loads(line))


if __name__ == "__main__":
    unittest.main()
