"""One command per step: `python -m limn_training STEP --help`."""

import argparse
import importlib
import sys

from . import recipe


def arguments():
    """The parser of the command line, and those of the steps by name; defaults that a recipe holds are missing."""
    parser = argparse.ArgumentParser(prog="limn_training", allow_abbrev=False)
    parser.add_argument("--recipe", default=str(recipe.DEFAULT), help="TOML file with every constant (default: the shipped model's)")
    parser.add_argument("--data", default="../../../shared/data", help="training material (read only)")
    parser.add_argument("--work", default="work", help="caches, checkpoints, logs, validation pack")
    parser.add_argument("--threads", type=int, default=2)
    steps = parser.add_subparsers(dest="step", required=True)
    fetch = steps.add_parser("fetch", help="download the training material into --data, with checksums")
    fetch.add_argument("--sources", help="TOML file (default: sources.toml)")
    fetch.add_argument("--only", action="append", metavar="NAME", help="a source; may be repeated")
    fetch.add_argument("--check", action="store_true", help="download nothing: say what is there and what is missing")
    prepare = steps.add_parser("prepare", help="decode and cache the photographs with the teachers' labels")
    prepare.add_argument("--model", default="../limn/model.onnx", help="the model whose answers the teachers correct")
    prepare.add_argument("--pose", required=True, help="pose_landmark_heavy.tflite of @mediapipe/pose")
    recover = steps.add_parser("recover", help="a checkpoint from an exported file, to train on from")
    recover.add_argument("--model", default="../limn/model.onnx")
    recover.add_argument("--renders")
    recover.add_argument("--output")
    recover.add_argument("--batches", type=int, help="batches that the norms are measured on")
    refit = steps.add_parser("refit", help="fit autocontext to the IoU over sets of training photographs")
    refit.add_argument("--checkpoint", required=True)
    refit.add_argument("--output")
    refit.add_argument("--count", type=int, help="photographs to look at, at most")
    mix = steps.add_parser("mix", help="the mean of two checkpoints of which one went on from the other")
    mix.add_argument("--first", required=True)
    mix.add_argument("--second", required=True)
    mix.add_argument("--share", type=float, help="of the second, 0 to 1")
    mix.add_argument("--output")
    export = steps.add_parser("export", help="write model.onnx and model.json")
    export.add_argument("--checkpoint", help="a checkpoint of train; without it the untrained start")
    export.add_argument("--output", default="../limn")
    bundle = steps.add_parser("bundle", help="all that training needs in one file")
    bundle.add_argument("--output")
    bundle.add_argument("--checkpoint", help="the checkpoint to begin from")
    bundle.add_argument("--renders")
    bundle.add_argument("--longest", type=int, help="photographs' longer side in pixels")
    bundle.add_argument("--quality", type=int, help="of the WebP photographs")
    bundle.add_argument("--limit", type=int, help="renders, at most")
    unbundle = steps.add_parser("unbundle", help="a bundle's files in the work folder")
    unbundle.add_argument("bundle")
    train = steps.add_parser("train", help="train a run of the recipe; resumes")
    train.add_argument("--iterations", type=int)
    train.add_argument("--seconds", type=float, help="end by then at the latest, the rate's schedule included")
    train.add_argument("--renders", help="folder of rendered frames, used if there")
    train.add_argument("--seed", type=int)
    train.add_argument("--workers", type=int, default=2, help="processes that make scenes")
    train.add_argument("--run-name", default="run", help="which of the recipe's runs, and the folder in the work folder")
    train.add_argument("--rate", type=float, help="factor of the learning rates")
    train.add_argument("--count", type=int, help="scenes of the largest size in a batch")
    switch = {"action": argparse.BooleanOptionalAction, "default": False}
    train.add_argument("--teacher", help="learn from the averaged weights' two passes too", **switch)
    train.add_argument("--rounding", help="compute with the rounding that quantize brings (quantisation-aware)", **switch)
    train.add_argument("--layout", choices=("channels-last", "contiguous"), default="channels-last", help="of tensors in memory")
    train.add_argument("--begin", help="a checkpoint to begin a new run from")
    distil = steps.add_parser("distil", help="move a checkpoint's weights until int8 gives their answers in floats, mirror image included")
    distil.add_argument("--checkpoint", required=True)
    distil.add_argument("--begin", help="weights that a further run begins from; default: the checkpoint's")
    distil.add_argument("--output")
    distil.add_argument("--renders")
    distil.add_argument("--iterations", type=int)
    distil.add_argument("--count", type=int, help="scenes of the largest size in a batch")
    distil.add_argument("--rate", type=float, help="the learning rate")
    distil.add_argument("--seed", type=int, help="of the scenes")
    evaluate = steps.add_parser("evaluate", help="figures on the validation split")
    evaluate.add_argument("--model", default="../limn/model.onnx")
    evaluate.add_argument("--keep", action="store_true", help="write them to the work folder for export's model.json")
    groups = steps.add_parser("groups", help="accuracy by skin tone and sex of rendered people")
    groups.add_argument("--model", default="../limn/model.onnx")
    groups.add_argument("--renders", required=True, help="what render/groups.py wrote")
    quantize = steps.add_parser("quantize", help="int8: its speed and its loss")
    quantize.add_argument("--model", default="../limn/model.onnx")
    quantize.add_argument("--count", type=int, help="photographs to calibrate with")
    quantize.add_argument("--ship", action="store_true", help="replace the model where it is faster and hardly worse")
    lighten = steps.add_parser("lighten", help="an int8 file rewritten to take less time, in place")
    lighten.add_argument("--model", default="../limn/model.onnx", help="the file that quantize --ship wrote")
    plot = steps.add_parser("plot", help="a run's log as an SVG")
    plot.add_argument("--run-name", default="run")
    plot.add_argument("--output", help="default: log.svg beside the log")
    pack = steps.add_parser("pack", help="the validation split as folders")
    pack.add_argument("--output", default="work/val")
    pack.add_argument("--pose", help="pose_landmark_heavy.tflite: packs frames of the clips of people who sign too")
    return parser, steps.choices


def parsed(argv):
    """The options of a command line; makes its recipe the one in use."""
    parser, steps = arguments()
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--recipe", default=str(recipe.DEFAULT))
    early.add_argument("--work", default="work")
    early.add_argument("--run-name", default="run")
    first, rest = early.parse_known_args(argv)
    try:
        recipe.use(first.recipe)
        for name, step in steps.items():
            known = {action.dest for action in step._actions}
            if name in rest:
                step.set_defaults(**recipe.options(name, first.work, first.run_name, known))
    except recipe.RecipeError as error:
        parser.error(str(error))
    return parser.parse_args(argv)


def main():
    given = vars(parsed(sys.argv[1:]))
    given.pop("recipe")
    step = importlib.import_module(f"limn_training.{given.pop('step').replace('-', '_')}")
    step.run(**given)


if __name__ == "__main__":
    main()
