"""`distil`: a checkpoint's weights moved until they answer in int8 what they answered in floats over a picture and its mirror image.

The network with rounding (`rounding`) learns from the same network without, on scenes as `train` sees them, without labels (Hinton et al. 2015). The
teacher's labels are the mean over two passes, the second on the mirrored picture, so that what a mirrored pass brings goes into the weights, and what
rounding takes away comes back. Hundreds of iterations are enough.
"""

import copy
import math
from pathlib import Path

import torch
import torch.nn.functional as F

from .batches import Batches, loader
from .checkpoint import load_network
from .labels import ANATOMY, PARTS, mirror_of
from .network import MEAN, STD, split
from .recipe import constants
from .rounding import rounded

WARMUP, LEAST_RATE, AVERAGE, CLIP = constants("distil", "warmup", "least_rate", "average", "clip")
RANGE_BATCHES, RANGE_SEED = constants("distil", "range_batches", "range_seed")
SHARES = constants("distil", "shares")
BETAS = constants("train", "betas")
LOG_EVERY = 10
LABELS = {"parts": PARTS, "anatomy": ANATOMY}


def _divergence(logits, taught):
    """Kullback-Leibler divergence from the probabilities that are taught, mean over the cells."""
    return (taught * (taught.clamp(min=1e-6).log() - logits.log_softmax(1))).sum(1).mean()


def _excess(logits, taught):
    """Binary cross entropy beyond the teacher's own, mean over cells and channels."""
    truth = taught.sigmoid()
    return F.binary_cross_entropy_with_logits(logits, truth) - F.binary_cross_entropy_with_logits(taught, truth)


def terms(heads, taught):
    """All terms, by head; 0 where both agree. `taught` holds probabilities of labels and logits of the rest; offsets count where it has a person."""
    person = 1 - taught["parts"][:, :1]
    found = {
        "parts": _divergence(heads["parts"], taught["parts"]),
        "anatomy": _divergence(heads["anatomy"], taught["anatomy"]),
        "centres": _excess(heads["centres"], taught["centres"]),
        "keypoints": _excess(heads["keypoints"], taught["keypoints"]),
        "offsets": ((heads["offsets"] - taught["offsets"]).abs() * person).mean(),
    }
    return {name: SHARES[name] * value for name, value in found.items()}


def _image(batch):
    return (batch["image"].permute(0, 3, 1, 2).float() - MEAN) / STD


def _answer(network, image, narrow):
    with torch.autocast(image.device.type, torch.bfloat16, enabled=narrow):
        return split(network(image.contiguous(memory_format=torch.channels_last)).float())


@torch.no_grad()
def taught_by(teacher, image, narrow=False):
    """The teacher's heads for a picture; probabilities of labels are the mean over the picture and its mirror image."""
    heads, mirrored = _answer(teacher, image, narrow), _answer(teacher, image.flip(3), narrow)
    for name, names in LABELS.items():
        heads[name] = (heads[name].softmax(1) + mirrored[name].softmax(1).flip(3)[:, mirror_of(names)]) / 2
    return heads


def distilled(teacher, student, batches, images, iterations, rate, narrow=False):
    """The averaged weights of `student`, which it changes; ranges are measured on `images`, normalised batches; `narrow`: passes in bfloat16."""
    student = rounded(student, images).to(memory_format=torch.channels_last)
    average = copy.deepcopy(student.state_dict())
    parameters = [p for p in student.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=rate, betas=BETAS, weight_decay=0.0)
    sums = {}
    for iteration in range(iterations):
        image = _image(next(batches))
        found = terms(_answer(student, image, narrow), taught_by(teacher, image, narrow))
        share = LEAST_RATE + (1 - LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * iteration / iterations))
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, (iteration + 1) / WARMUP) * share
        optimizer.zero_grad(set_to_none=True)
        sum(found.values()).backward()
        torch.nn.utils.clip_grad_norm_(parameters, CLIP)
        optimizer.step()
        keep = min(AVERAGE, (iteration + 1) / (iteration + 10))
        for name, value in student.state_dict().items():
            if value.dtype.is_floating_point:
                average[name].lerp_(value, 1 - keep)
        for name, value in found.items():
            sums[name] = sums.get(name, 0.0) + float(value.detach()) / LOG_EVERY
        if (iteration + 1) % LOG_EVERY == 0:
            print(iteration + 1, " ".join(f"{name} {value:.4f}" for name, value in sums.items()), flush=True)
            sums = {}
    return average


def run(data, work, threads, checkpoint, begin, output, renders, iterations, count, rate, seed):
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    teacher, student = (load_network(data, each).to(memory_format=torch.channels_last) for each in (checkpoint, begin or checkpoint))
    source = iter(Batches(work, renders, RANGE_SEED))
    images = [_image(next(source)) for _ in range(RANGE_BATCHES)]
    batches = iter(loader(work, renders, seed, 1, count))
    average = distilled(teacher, student, batches, images, iterations, rate, torch.cpu._is_avx512_bf16_supported())
    torch.save({"average": average}, Path(output))
    print(f"{output}: export it, then quantize")
