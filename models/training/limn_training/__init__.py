"""Trains the `limn` model; `python -m limn_training --help` lists the steps."""

VERSION = "0.7.2"  # of the model package that `export` writes
