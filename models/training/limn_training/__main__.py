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
    export = steps.add_parser("export", help="write model.onnx and model.json")
    export.add_argument("--checkpoint", help="a checkpoint of train; without it the untrained start")
    export.add_argument("--output", default="../limn")
    options = vars(parser.parse_args())
    step = importlib.import_module(f"limn_training.{options.pop('step').replace('-', '_')}")
    step.run(**options)


if __name__ == "__main__":
    main()
