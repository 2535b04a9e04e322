"""Networks from checkpoints."""

from pathlib import Path

import torch

from .encoder import read_bodypix
from .glance import load_glance
from .network import Network, start_from

START = "teachers/bodypix_mobilenet_v1_075_720_1280_16_quant.tflite"
GLANCE = "init_backbones/mobilenet_v2_1.0_224_quant.tflite"
WIDTH = 0.75


def untrained(data):
    """BodyPix's encoder and coarse answers, ImageNet's features for the glance, a decoder at random."""
    start = read_bodypix(Path(data) / START)
    torch.manual_seed(1)
    network = Network(start.width)
    start_from(network, start)
    load_glance(network.glance, Path(data) / GLANCE)
    return network.eval()


def load_network(data, checkpoint=None):
    """The averaged weights of a checkpoint, or the untrained start where none is given."""
    if not checkpoint:
        return untrained(data)
    network = Network(WIDTH)
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    network.load_state_dict(state["average"])
    return network.eval()
