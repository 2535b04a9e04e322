"""What each head is trained to do; all losses are means over the cells that are known."""

import torch
import torch.nn.functional as F

from .labels import ANATOMY, ANATOMY_IGNORE, IGNORE, PARTS
from .network import split
from .recipe import constants
from .targets import SOME_PART

# mild: weights that make the network too fond of thin classes cost it IoU; the Lovász term balances the classes
_PARTS_WEIGHT, _ANATOMY_WEIGHT = constants("losses", "parts_weight", "anatomy_weight")
SHARES, TEACHER = constants("losses", "shares", "teacher")


def _weights(names, table, like):
    return torch.tensor([table.get(n, 1.0) for n in names], device=like.device)


def lovasz(probability, labels, known):
    """Lovász-softmax (Berman et al. 2018), a convex surrogate of IoU: mean over the classes present in the batch."""
    probability, labels = probability.permute(1, 0, 2, 3).flatten(1)[:, known.flatten()], labels[known]
    counts = torch.bincount(labels, minlength=len(probability))
    present = torch.nonzero(counts > 20)[:, 0]
    if len(present) == 0:
        return probability.sum() * 0
    truth = (labels == present[:, None]).float()
    errors, order = (truth - probability[present]).abs().sort(1, descending=True)
    truth = truth.gather(1, order)
    total = counts[present, None]
    jaccard = 1 - (total - truth.cumsum(1)) / (total + (1 - truth).cumsum(1))
    steps = torch.diff(jaccard, dim=1, prepend=torch.zeros_like(jaccard[:, :1]))
    return (errors * steps).sum(1).mean()


def focal(logits, heat, mask):
    """Penalty-reduced focal loss of CornerNet and CenterNet, per positive."""
    peak = (heat >= 1) & (mask > 0)
    log_p, log_n = F.logsigmoid(logits), F.logsigmoid(-logits)
    p = log_p.exp()
    hit = ((1 - p) ** 2 * log_p * peak).sum()
    miss = (p**2 * log_n * (1 - heat) ** 4 * (~peak) * mask).sum()
    return -(hit + miss) / peak.sum().clamp(min=8)


def losses(logits, batch):
    """All terms, by name, already weighted; their sum is trained on."""
    heads = split(logits.float())
    parts, anatomy = batch["parts"].long(), batch["anatomy"].long()
    log_p = F.log_softmax(heads["parts"], 1)
    known = parts < IGNORE
    terms = {
        "parts": F.nll_loss(log_p, torch.where(known, parts, IGNORE), _weights(PARTS, _PARTS_WEIGHT, log_p), ignore_index=IGNORE),
        "lovasz": lovasz(log_p.exp(), parts, known),
    }
    some = parts == SOME_PART
    somebody = torch.log1p(-log_p[:, 0].exp().clamp(max=1 - 1e-5))
    terms["some"] = -(somebody * some).sum() / some.sum().clamp(min=1000)
    terms["anatomy"] = F.cross_entropy(
        heads["anatomy"], anatomy, _weights(ANATOMY, _ANATOMY_WEIGHT, log_p), ignore_index=ANATOMY_IGNORE
    )
    heat, mask = batch["heat"].float() / 255, batch["heat_mask"]
    terms["centres"] = focal(heads["centres"], heat[:, :1], mask[:, :1])
    terms["keypoints"] = focal(heads["keypoints"], heat[:, 1:], mask[:, 1:])
    near = batch["offset_mask"][:, None]
    gap = F.smooth_l1_loss(heads["offsets"], batch["offsets"].float(), reduction="none", beta=0.1)
    terms["offsets"] = (gap * near).sum() / near.sum().clamp(min=1000)
    return {name: SHARES[name] * value for name, value in terms.items()}


def consistency(logits, batch, teacher):
    """Distance from the averaged weights' answer, which also looked at the mirror image (mean teacher, Tarvainen 2017).

    `teacher`: probabilities of parts and anatomy. Cells count as far as the teacher is sure, and not where a label says otherwise.
    """
    heads, terms = split(logits.float()), {}
    for name, ignore in (("parts", IGNORE), ("anatomy", ANATOMY_IGNORE)):
        best, said = teacher[name].max(1)
        labels = batch[name].long()
        contradicted = (labels < min(ignore, SOME_PART)) & (labels != said)
        contradicted |= (labels == SOME_PART) & (said == 0) if name == "parts" else False
        weight = ((best - 0.5).clamp(min=0) * 2) * ~contradicted
        distance = -(teacher[name] * F.log_softmax(heads[name], 1)).sum(1)
        terms[f"{name}-teacher"] = TEACHER[name] * (distance * weight).sum() / weight.sum().clamp(min=1000)
    return terms
