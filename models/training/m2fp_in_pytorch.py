"""M2FP of several people in PyTorch, as one would run it without Limn: what `limn bench --model` is compared with.

python m2fp_in_pytorch.py check GOLDEN     against arrays of the published model class on a tiny random net
python m2fp_in_pytorch.py bench CHECKPOINT PHOTOGRAPH [--runs N] [--threads N]

Written from a description of what the network computes (docs/m2fp.md): eager, in float32, batch norms by themselves.
"""

import argparse
import json
import resource
import statistics
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

HEADS = 8
GROUPS = 32
MEAN = torch.tensor([123.675, 116.28, 103.53])
STD = torch.tensor([58.395, 57.12, 57.375])
SHORT, LONG, STRIDE = 640, 1333, 32
KEEP, PAINT = 0.1, 0.3


class Weights:
    """Tensors under a prefix of their names."""

    def __init__(self, tensors: dict[str, Tensor], prefix: str = "", parts: frozenset[str] = frozenset()) -> None:
        self.tensors = tensors
        self.prefix = prefix
        self.parts = parts or frozenset(name[: i + 1] for name in tensors for i, c in enumerate(name) if c == ".")

    def at(self, name: str) -> "Weights":
        return Weights(self.tensors, f"{self.prefix}{name}.", self.parts)

    def __getitem__(self, name: str) -> Tensor:
        return self.tensors[self.prefix + name]

    def __contains__(self, part: str) -> bool:
        return f"{self.prefix}{part}." in self.parts

    def count(self, name: str) -> int:
        """How many of `name`, numbered from 0, there are."""
        found = 0
        while f"{name}.{found}" in self:
            found += 1
        return found

    @staticmethod
    def read(checkpoint: Path) -> "Weights":
        return Weights(torch.load(checkpoint, weights_only=True)["model"])


def linear(w: Weights, x: Tensor) -> Tensor:
    return F.linear(x, w["weight"], w["bias"])


def norm(w: Weights, x: Tensor) -> Tensor:
    return F.layer_norm(x, x.shape[-1:], w["weight"], w["bias"])


def convolved(w: Weights, x: Tensor, stride: int = 1) -> Tensor:
    kernel = w["weight"]
    x = F.conv2d(x, kernel, stride=stride, padding=kernel.shape[-1] // 2)
    n = w.at("norm")
    return F.batch_norm(x, n["running_mean"], n["running_var"], n["weight"], n["bias"])


def backbone(w: Weights, x: Tensor) -> list[Tensor]:
    for i, stride in enumerate((2, 1, 1)):
        x = F.relu(convolved(w.at(f"stem.conv{i + 1}"), x, stride))
    x = F.max_pool2d(x, 3, 2, 1)
    maps = []
    for stage in range(2, 6):
        for block in range(w.count(f"res{stage}")):
            at = w.at(f"res{stage}.{block}")
            stride = 2 if stage > 2 and block == 0 else 1
            y = F.relu(convolved(at.at("conv1"), x))
            y = F.relu(convolved(at.at("conv2"), y, stride))
            y = convolved(at.at("conv3"), y)
            x = F.relu(y + (convolved(at.at("shortcut"), x, stride) if "shortcut" in at else x))
        maps.append(x)
    return maps


def positions(height: int, width: int, channels: int) -> Tensor:
    """Sines and cosines of y, then of x: tokens x channels."""
    half = channels // 2
    periods = 10_000 ** (2 * torch.div(torch.arange(half), 2, rounding_mode="floor") / half)

    def waves(side: int) -> Tensor:
        angle = (torch.arange(1, side + 1) / (side + 1e-6) * 2 * torch.pi)[:, None] / periods
        return torch.stack((angle[:, 0::2].sin(), angle[:, 1::2].cos()), 2).flatten(1)

    y = waves(height)[:, None].expand(height, width, half)
    x = waves(width)[None].expand(height, width, half)
    return torch.cat((y, x), 2).flatten(0, 1)


def places(height: int, width: int) -> Tensor:
    y, x = torch.meshgrid((torch.arange(height) + 0.5) / height, (torch.arange(width) + 0.5) / width, indexing="ij")
    return torch.stack((x, y), 2).flatten(0, 1)


def sampled(w: Weights, query: Tensor, x: Tensor, references: Tensor, sizes: list[tuple[int, int]]) -> Tensor:
    """Multi-scale deformable attention, as PyTorch does it without kernels of its own."""
    tokens, channels = x.shape
    levels = len(sizes)
    value = linear(w.at("value_proj"), x).view(tokens, HEADS, channels // HEADS)
    offsets = linear(w.at("sampling_offsets"), query).view(tokens, HEADS, levels, -1, 2)
    shares = linear(w.at("attention_weights"), query).view(tokens, HEADS, -1).softmax(-1)
    sides = torch.tensor([(width, height) for height, width in sizes], dtype=torch.float32)
    grid = 2 * (references[:, None, None, None] + offsets / sides[None, None, :, None]) - 1
    parts = []
    for level, (part, (height, width)) in enumerate(zip(value.split([h * v for h, v in sizes]), sizes, strict=True)):
        maps = part.permute(1, 2, 0).reshape(HEADS, -1, height, width)
        parts.append(F.grid_sample(maps, grid[:, :, level].transpose(0, 1), "bilinear", "zeros", False))
    together = torch.stack(parts, 3).flatten(3)
    seen = (together * shares.transpose(0, 1)[:, None]).sum(3)
    return linear(w.at("output_proj"), seen.flatten(0, 1).T)


def grouped(w: Weights, x: Tensor) -> Tensor:
    return F.group_norm(x, GROUPS, w["weight"], w["bias"])


def pixels(w: Weights, maps: list[Tensor]) -> tuple[list[Tensor], list[tuple[int, int]], list[Tensor], Tensor]:
    """Tokens of each scale, their sizes and positions, and the mask features."""
    coarse = maps[:0:-1]
    projected = [
        grouped(w.at(f"input_proj.{i}.1"), F.conv2d(m, w[f"input_proj.{i}.0.weight"], w[f"input_proj.{i}.0.bias"]))
        for i, m in enumerate(coarse)
    ]
    sizes = [tuple(p.shape[2:]) for p in projected]
    channels = projected[0].shape[1]
    waves = [positions(*size, channels) for size in sizes]
    level = w["transformer.level_embed"]
    place = torch.cat([wave + level[i] for i, wave in enumerate(waves)])
    references = torch.cat([places(*size) for size in sizes])
    x = torch.cat([p[0].flatten(1).T for p in projected])
    encoder = w.at("transformer.encoder")
    for i in range(encoder.count("layers")):
        at = encoder.at(f"layers.{i}")
        x = norm(at.at("norm1"), x + sampled(at.at("self_attn"), x + place, x, references, sizes))
        x = norm(at.at("norm2"), x + linear(at.at("linear2"), F.relu(linear(at.at("linear1"), x))))
    scales = list(x.split([h * v for h, v in sizes]))
    lateral = grouped(w.at("adapter_1.norm"), F.conv2d(maps[0], w["adapter_1.weight"]))
    finest = scales[-1].T.reshape(1, channels, *sizes[-1])
    y = lateral + F.interpolate(finest, lateral.shape[2:], mode="bilinear", align_corners=False)
    y = F.relu(grouped(w.at("layer_1.norm"), F.conv2d(y, w["layer_1.weight"], padding=1)))
    return scales, sizes, waves, F.conv2d(y, w["mask_features.weight"], w["mask_features.bias"])


def attended(w: Weights, q: Tensor, k: Tensor, v: Tensor, blocked: Tensor | None) -> Tensor:
    matrices, biases = w["in_proj_weight"].chunk(3), w["in_proj_bias"].chunk(3)
    q, k, v = (
        F.linear(t, m, b).view(t.shape[0], HEADS, -1).transpose(0, 1)
        for t, m, b in zip((q, k, v), matrices, biases, strict=True)
    )
    scores = (q / q.shape[-1] ** 0.5) @ k.transpose(1, 2)
    if blocked is not None:
        scores = scores.masked_fill(blocked, float("-inf"))
    return linear(w.at("out_proj"), (scores.softmax(-1) @ v).transpose(0, 1).flatten(1))


def network(w: Weights, image: Tensor) -> tuple[Tensor, Tensor]:
    """Class logits, queries x classes + 1, and masks, queries x height / 4 x width / 4."""
    head = w.at("sem_seg_head")
    scales, sizes, waves, features = pixels(head.at("pixel_decoder"), backbone(w.at("backbone"), image))
    p = head.at("predictor")
    memory = [scale + p["level_embed.weight"][i] for i, scale in enumerate(scales)]
    x, own = p["query_feat.weight"], p["query_embed.weight"]

    def masks() -> Tensor:
        y = norm(p.at("decoder_norm"), x)
        for i in range(3):
            y = linear(p.at(f"mask_embed.layers.{i}"), F.relu(y) if i else y)
        return torch.einsum("qc,chw->qhw", y, features[0])

    for i in range(p.count("transformer_ffn_layers")):
        level = i % 3
        small = F.interpolate(masks()[None], sizes[level], mode="bilinear", align_corners=False)
        blocked = small[0].flatten(1) < 0
        blocked &= ~blocked.all(1, keepdim=True)
        at = p.at(f"transformer_cross_attention_layers.{i}")
        keys = memory[level] + waves[level]
        x = norm(at.at("norm"), x + attended(at.at("multihead_attn"), x + own, keys, memory[level], blocked))
        at = p.at(f"transformer_self_attention_layers.{i}")
        x = norm(at.at("norm"), x + attended(at.at("self_attn"), x + own, x + own, x, None))
        at = p.at(f"transformer_ffn_layers.{i}")
        x = norm(at.at("norm"), x + linear(at.at("linear2"), F.relu(linear(at.at("linear1"), x))))
    return linear(p.at("class_embed"), norm(p.at("decoder_norm"), x)), masks()


def prepared(picture: Image.Image) -> tuple[Tensor, tuple[int, int]]:
    """The network's input, and the size of the picture in it."""
    scale = SHORT / min(picture.size)
    scale = min(scale, LONG / max(picture.size))
    width, height = (int(side * scale + 0.5) for side in picture.size)
    rgb = torch.from_numpy(np.asarray(picture.resize((width, height), Image.Resampling.BILINEAR)).astype(np.float32))
    image = ((rgb - MEAN) / STD).permute(2, 0, 1)[None]
    return F.pad(image, (0, -width % STRIDE, 0, -height % STRIDE)), (height, width)


def decoded(logits: Tensor, masks: Tensor, padded: tuple[int, int], inner: tuple[int, int], size: tuple[int, int]):
    """Scores, classes and masks of all instances, parts first, and the label map: as published, all masks enlarged."""
    masks = F.interpolate(masks[None], padded, mode="bilinear", align_corners=False)[..., : inner[0], : inner[1]]
    masks = F.interpolate(masks, size, mode="bilinear", align_corners=False)[0]
    shares = logits.softmax(-1)[:, :-1]
    classes = shares.shape[1]
    probability, pairs = shares.flatten().topk(min(100, shares.numel()))
    labels = pairs % classes
    chosen = masks[torch.div(pairs, classes, rounding_mode="floor")]
    inside = (chosen > 0).float()
    soft = chosen.sigmoid()
    scores = probability * (soft * inside).flatten(1).sum(1) / (inside.flatten(1).sum(1) + 1e-6)
    person = classes - 1
    parts = (labels != 0) & (labels != person) & (scores >= KEEP)
    people = (labels == person) & (scores > KEEP)
    strengths = torch.zeros(person, *size)
    for label in range(person):
        total, count = torch.zeros(size), torch.zeros(size)
        ours = ((labels == label) & (scores >= PAINT)).nonzero()[:, 0]
        for i in ours[scores[ours].argsort()]:
            strength = soft[i] * scores[i]
            total += strength * (strength > 0.5)
            count += strength > 0.5
        strengths[label] = torch.where(count > 0, total / count.clamp(min=1), 0)
    found = torch.cat((parts.nonzero()[:, 0], people.nonzero()[:, 0]))
    return scores[found], labels[found], (chosen > 0)[found], strengths.argmax(0)


def check(golden: Path) -> None:
    w = Weights.read(golden / "pytorch_model.pt")
    logits, masks = network(w, torch.from_numpy(np.load(golden / "input.npy")))
    for name, ours in (("pred_logits", logits), ("pred_masks", masks)):
        worst = float((ours - torch.from_numpy(np.load(golden / f"{name}.npy"))[0]).abs().max())
        print(f"{name}: {worst:.1e} at most")
        assert worst < 5e-4, name
    about = json.loads((golden / "pipeline/pipeline.json").read_text())["multi"]
    image, inner = prepared(Image.open(golden / "pipeline/multi_image.png").convert("RGB"))
    scores, _, _, _ = decoded(*network(w, image), image.shape[2:], inner, (about["h"], about["w"]))
    expected = np.sort(np.load(golden / "pipeline/multi_scores.npy"))
    worst = float(np.abs(np.sort(scores.numpy()) - expected).max())
    print(f"{len(scores)} instances, scores: {worst:.1e} at most")
    assert worst < 1e-3, "scores"


def bench(checkpoint: Path, photograph: Path, runs: int) -> None:
    w = Weights.read(checkpoint)
    picture = Image.open(photograph).convert("RGB")
    columns = {"prepare": [], "network": [], "decoding": [], "in all": []}
    for run in range(runs + 1):
        times = [time.perf_counter()]
        image, inner = prepared(picture)
        times.append(time.perf_counter())
        logits, masks = network(w, image)
        times.append(time.perf_counter())
        decoded(logits, masks, image.shape[2:], inner, (picture.height, picture.width))
        times.append(time.perf_counter())
        if run:
            for name, seconds in zip(columns, [*np.diff(times), times[-1] - times[0]], strict=True):
                columns[name].append(1000 * float(seconds))
    for name, taken in columns.items():
        print(f"{name:9} {statistics.median(taken):7.0f} ms, {min(taken):.0f} at least")
    print(f"resident at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("check").add_argument("golden", type=Path)
    timed = steps.add_parser("bench")
    timed.add_argument("checkpoint", type=Path)
    timed.add_argument("photograph", type=Path)
    timed.add_argument("--runs", type=int, default=5)
    timed.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    with torch.inference_mode():
        if options.step == "check":
            check(options.golden)
        else:
            torch.set_num_threads(options.threads)
            bench(options.checkpoint, options.photograph, options.runs)


if __name__ == "__main__":
    main()
