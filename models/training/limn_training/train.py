"""`train`: runs until a time of day, resumes from its last checkpoint, logs one JSON line per 20 iterations."""

import copy
import datetime
import json
import math
import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import torch
import torch.distributed as dist
from torch import multiprocessing

from .batches import loader
from .checkpoint import load_network
from .losses import losses
from .network import MEAN, STD

ENCODER_RATE, RATE, DECAY = 5e-4, 1.5e-3, 1e-4
WARMUP, AVERAGE, SAVE_SECONDS = 100, 0.999, 180


def until_time(text):
    """The next moment of that time of day, in seconds since the epoch."""
    now = datetime.datetime.now()
    end = now.replace(hour=int(text[:2]), minute=int(text[3:]), second=0, microsecond=0)
    return (end if end > now else end + datetime.timedelta(days=1)).timestamp()


def _rate(iteration, share):
    """Factor of the learning rate: warm-up, then a cosine over the share of the time that is gone."""
    return min(1.0, (iteration + 1) / WARMUP) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, share))))


def _groups(network):
    published = (network.encoder, network.glance, network.coarse)
    encoder = [p for module in published for p in module.parameters() if p.requires_grad]
    known = {id(p) for p in encoder}
    others = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    return [
        {"params": encoder, "lr": ENCODER_RATE, "top": ENCODER_RATE, "weight_decay": 0.0},
        {"params": others, "lr": RATE, "top": RATE, "weight_decay": DECAY},
    ]


def hold_norms(network):
    """Norms keep their statistics and only learn scale and shift: small batches don't disturb what is trained already."""
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.eval()


def _follow(average, network, iteration):
    keep = min(AVERAGE, (iteration + 1) / (iteration + 10))
    with torch.no_grad():
        for a, n in zip(average.state_dict().values(), network.state_dict().values()):
            if a.dtype.is_floating_point:
                a.lerp_(n, 1 - keep)
            else:
                a.copy_(n)


def _average_gradients(network, processes):
    """Mean of the processes' gradients, in one exchange."""
    if processes == 1:
        return
    gradients = [p.grad for p in network.parameters() if p.requires_grad]
    flat = torch.cat([g.reshape(-1) for g in gradients])
    dist.all_reduce(flat)
    flat /= processes
    for gradient, part in zip(gradients, flat.split([g.numel() for g in gradients])):
        gradient.copy_(part.view_as(gradient))


def run(processes, work, run_name, **options):
    """Each process computes its own batches on one thread, which on busy cores beats threads that wait on each other."""
    folder = Path(work) / run_name
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as meeting:
        options |= {"work": work, "folder": folder, "meeting": f"{meeting}/store"}
        multiprocessing.spawn(_work, (processes, options), nprocs=processes)


def _work(rank, processes, options):
    if processes > 1:
        dist.init_process_group("gloo", f"file://{options['meeting']}", rank=rank, world_size=processes)
    torch.set_num_threads(options["threads"])
    torch.set_flush_denormal(True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = load_network(options["data"], options["begin"]).to(device, memory_format=torch.channels_last).train()
    if options["still_norms"]:
        hold_norms(network)
    for layer in network.encoder.layers[: options["frozen"]]:
        layer.requires_grad_(False)
    optimizer = torch.optim.AdamW(_groups(network), betas=(0.9, 0.99))
    run_ = Run(network, copy.deepcopy(network).eval(), optimizer, options["folder"] / "latest.pt", device)
    run_.resume()
    end = until_time(options["until"])
    seed = options["seed"] + 1000 * run_.iteration + rank
    log = open(options["folder"] / "log.jsonl", "a", encoding="utf-8") if rank == 0 else open(os.devnull, "w")
    saved, clock, sums, parent = time.time(), time.time(), {}, os.getppid()
    with log:
        for batch in loader(options["work"], options["renders"], seed, options["workers"]):
            share = torch.tensor([(time.time() - run_.started) / (end - run_.started)])
            if processes > 1:
                dist.broadcast(share, 0)
            if share >= 1 or os.getppid() != parent:  # whoever kills the command means its processes too
                break
            factor = options["rate"] * _rate(run_.iteration, float(share))
            for name, value in run_.step(batch, factor, processes).items():
                sums[name] = sums.get(name, 0.0) + value / 20
            if run_.iteration % 20 == 0:
                seconds = (time.time() - clock) / 20
                line = {"iteration": run_.iteration, "seconds": seconds, "rate": factor, **sums}
                log.write(json.dumps({k: round(v, 5) for k, v in line.items()}) + "\n")
                log.flush()
                clock, sums = time.time(), {}
            if rank == 0 and time.time() - saved > SAVE_SECONDS:
                run_.save()
                saved = time.time()
        if rank == 0:
            run_.save()
            print(f"{run_.iteration} iterations, {run_.latest}")


@dataclass
class Run:
    """What a checkpoint holds."""

    network: torch.nn.Module
    average: torch.nn.Module
    optimizer: torch.optim.Optimizer
    latest: Path
    device: torch.device
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

    def step(self, batch, factor, processes):
        """One iteration; gives the loss terms."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["top"] * factor
        batch = {k: v.to(self.device) for k, v in batch.items()}
        image = (batch["image"].permute(0, 3, 1, 2).float() - MEAN) / STD
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self._narrow()):
            logits = self.network(image.contiguous(memory_format=torch.channels_last))
        terms = losses(logits, batch)
        self.optimizer.zero_grad(set_to_none=True)
        sum(terms.values()).backward()
        _average_gradients(self.network, processes)
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        if torch.isfinite(norm):
            self.optimizer.step()
        _follow(self.average, self.network, self.iteration)
        self.iteration += 1
        return {name: float(value.detach()) for name, value in terms.items()}
