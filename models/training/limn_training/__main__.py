"""One command per step: `python -m limn_training STEP --help`."""

import argparse
import importlib


def main():
    parser = argparse.ArgumentParser(prog="limn_training")
    parser.add_argument("--data", default="../../../shared/data", help="training material (read only)")
    parser.add_argument("--work", default="work", help="caches, checkpoints, logs, validation pack")
    parser.add_argument("--threads", type=int, default=2)
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("prepare", help="decode and cache the photographs with the teacher's labels")
    pseudo = steps.add_parser("pseudo", help="label the unlabelled photographs with a first model")
    pseudo.add_argument("--checkpoint", required=True)
    export = steps.add_parser("export", help="write model.onnx and model.json")
    export.add_argument("--checkpoint", help="a checkpoint of train; without it the untrained start")
    export.add_argument("--output", default="../limn")
    train = steps.add_parser("train", help="train until a time of day; resumes")
    train.add_argument("--until", required=True, metavar="HH:MM")
    train.add_argument("--renders", default="work/renders", help="folder of rendered frames, used if there")
    train.add_argument("--seed", type=int, default=1)
    train.add_argument("--workers", type=int, default=1, help="scene makers per process")
    train.add_argument("--processes", type=int, default=2)
    train.add_argument("--run-name", default="run")
    train.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    train.add_argument("--begin", help="a checkpoint to begin a new run from")
    evaluate = steps.add_parser("evaluate", help="figures on the validation split")
    evaluate.add_argument("--model", default="../limn/model.onnx")
    evaluate.add_argument("--keep", action="store_true", help="write them to the work folder for export's model.json")
    quantize = steps.add_parser("quantize", help="static int8, its speed and its loss")
    quantize.add_argument("--model", default="../limn/model.onnx")
    quantize.add_argument("--count", type=int, default=64, help="photographs to calibrate with")
    pack = steps.add_parser("pack", help="the validation split as folders")
    pack.add_argument("--output", default="work/val")
    options = vars(parser.parse_args())
    step = importlib.import_module(f"limn_training.{options.pop('step').replace('-', '_')}")
    step.run(**options)


if __name__ == "__main__":
    main()
