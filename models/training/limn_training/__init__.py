"""Trains the `limn` model; `python -m limn_training --help` lists the steps."""
