"""`train`: a number of iterations on one device; resumes from its last checkpoint, logs one JSON line per 20 iterations."""

import copy
import json
import math
import time
from dataclasses import dataclass, field
from pathlib import Path

import torch

from .batches import Batches, loader
from .checkpoint import load_network
from .labels import ANATOMY, PARTS, mirror_of
from .losses import consistency, losses
from .network import MEAN, STD, STRIDE, split
from .recipe import constants
from .rounding import rounded

ENCODER_RATE, RATE, LEAST_RATE, DECAY = constants("train", "encoder_rate", "rate", "least_rate", "decay")
WARMUP, AVERAGE, BETAS, CLIP = constants("train", "warmup", "average", "betas", "clip")
RANGE_BATCHES = constants("train", "range_batches")
SMALLER = constants("train", "teacher_pixels") ** 0.5  # as the service's second pass sees the mirror image
SAVE_SECONDS, LOG_EVERY = 60, 20


def _rate(iteration, share):
    """Factor of the learning rate: warm-up, then a cosine over the share of the run that is done."""
    return min(1.0, (iteration + 1) / WARMUP) * (LEAST_RATE + (1 - LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * min(1.0, share))))


def _groups(network):
    published = (network.encoder, network.glance, network.coarse)
    encoder = [p for module in published for p in module.parameters() if p.requires_grad]
    known = {id(p) for p in encoder}
    others = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    return [
        {"params": encoder, "lr": ENCODER_RATE, "top": ENCODER_RATE, "weight_decay": 0.0},
        {"params": others, "lr": RATE, "top": RATE, "weight_decay": DECAY},
    ]


def _follow(average, network, iteration):
    """Moves the averaged weights towards the network's."""
    keep = min(AVERAGE, (iteration + 1) / (iteration + 10))
    mine, theirs = list(average.state_dict().values()), list(network.state_dict().values())
    floats = [i for i, value in enumerate(mine) if value.dtype.is_floating_point]
    with torch.no_grad():
        torch._foreach_lerp_([mine[i] for i in floats], [theirs[i] for i in floats], 1 - keep)
        for i in set(range(len(mine))) - set(floats):
            mine[i].copy_(theirs[i])


def _begun(data, begin, rounding, work, renders, device, form):
    """The network to train: batch norms learn, but for one that computes with rounding."""
    network = load_network(data, begin)
    if not rounding:
        return network.to(device, memory_format=form).train()
    source = iter(Batches(work, renders, 7))
    images = ((next(source)["image"].permute(0, 3, 1, 2).float() - MEAN) / STD for _ in range(RANGE_BATCHES))
    return rounded(network, images).to(device, memory_format=form)


def run(data, work, threads, iterations, seconds, renders, seed, workers, run_name, rate, count, begin, teacher, layout, rounding):
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    folder = Path(work) / run_name
    folder.mkdir(parents=True, exist_ok=True)
    form = torch.channels_last if layout == "channels-last" else torch.contiguous_format
    network = _begun(data, begin, rounding, work, renders, device, form)
    optimizer = torch.optim.AdamW(_groups(network), betas=BETAS, fused=device.type == "cuda")
    run_ = Run(network, copy.deepcopy(network).eval(), optimizer, folder / "latest.pt", device, form)
    run_.resume()
    begun, first = time.time(), run_.iteration
    saved = clock = begun
    sums = {}
    with open(folder / "log.jsonl", "a", encoding="utf-8") as log:
        for batch in loader(work, renders, seed + 1000 * first, workers, count):
            share = max(run_.iteration / iterations, (time.time() - begun) / seconds if seconds else 0)
            if share >= 1:
                break
            factor = rate * _rate(run_.iteration, share)
            for name, value in run_.step(batch, factor, teacher and run_.iteration >= WARMUP).items():
                sums[name] = sums.get(name, 0.0) + value / LOG_EVERY
            if run_.iteration % LOG_EVERY == 0:
                line = {"iteration": run_.iteration, "seconds": (time.time() - clock) / LOG_EVERY, "rate": factor}
                log.write(json.dumps({k: round(float(v), 5) for k, v in (line | sums).items()}) + "\n")
                log.flush()
                clock, sums = time.time(), {}
            if time.time() - saved > SAVE_SECONDS:
                run_.save()
                saved = time.time()
        run_.save()
    print(f"{run_.iteration} iterations in {time.time() - begun:.0f} s, {run_.latest}", flush=True)


@dataclass
class Run:
    """What a checkpoint holds."""

    network: torch.nn.Module
    average: torch.nn.Module
    optimizer: torch.optim.Optimizer
    latest: Path
    device: torch.device
    form: torch.memory_format = torch.channels_last
    iteration: int = 0
    started: float = field(default_factory=time.time)

    def resume(self):
        if self.latest.exists():
            state = torch.load(self.latest, map_location=self.device, weights_only=True)
            for name in ("network", "average", "optimizer"):
                getattr(self, name).load_state_dict(state[name])
            self.iteration, self.started = state["iteration"], state["started"]

    def save(self):
        state = {n: getattr(self, n).state_dict() for n in ("network", "average", "optimizer")}
        temporary = self.latest.with_suffix(".tmp")
        torch.save({**state, "iteration": self.iteration, "started": self.started}, temporary)
        temporary.replace(self.latest)

    def _narrow(self):
        """Whether the device computes in bfloat16; a processor without it emulates it at a tenth of the speed."""
        return self.device.type == "cuda" or torch.cpu._is_avx512_bf16_supported()

    def _answer(self, network, image):
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self._narrow()):
            return network(image.contiguous(memory_format=self.form))

    @torch.no_grad()
    def _taught(self, image):
        """The averaged weights' probabilities, the mean over the picture and its smaller mirror image."""
        straight = split(self._answer(self.average, image).float())
        size = [max(2, round(n * SMALLER / STRIDE)) * STRIDE for n in image.shape[2:]]
        smaller = torch.nn.functional.interpolate(image, size=size, mode="bilinear", antialias=True).flip(3)
        mirrored = split(self._answer(self.average, smaller).float())
        mean = {}
        for name, names in (("parts", PARTS), ("anatomy", ANATOMY)):
            other = mirrored[name].softmax(1).flip(3)[:, mirror_of(names)]
            other = torch.nn.functional.interpolate(other, size=straight[name].shape[2:], mode="bilinear")
            mean[name] = (straight[name].softmax(1) + other) / 2
        return mean

    def step(self, batch, factor, teacher=False):
        """One iteration; gives the loss terms."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["top"] * factor
        batch = {k: v.to(self.device, non_blocking=True) for k, v in batch.items()}
        image = (batch["image"].permute(0, 3, 1, 2).float() - MEAN) / STD
        logits = self._answer(self.network, image)
        terms = losses(logits, batch)
        if teacher:
            terms |= consistency(logits, batch, self._taught(image))
        self.optimizer.zero_grad(set_to_none=True)
        sum(terms.values()).backward()
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), CLIP)
        if torch.isfinite(norm):
            self.optimizer.step()
        _follow(self.average, self.network, self.iteration)
        self.iteration += 1
        return {name: value.detach() for name, value in terms.items()}
