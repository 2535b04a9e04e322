"""What each head is trained to do; all losses are means over the cells that are known."""

import torch
import torch.nn.functional as F

from .labels import ANATOMY, ANATOMY_IGNORE, IGNORE, PARTS
from .network import split
from .targets import SOME_PART

_PARTS_WEIGHT = {
    "background": 0.6, "hat": 3.0, "hair": 1.4, "sunglasses": 3.0, "skirt": 2.2, "dress": 1.6, "belt": 2.5,
    "left-shoe": 2.2, "right-shoe": 2.2, "face": 1.4, "left-leg": 1.8, "right-leg": 1.8, "left-arm": 1.8,
    "right-arm": 1.8, "bag": 1.5, "scarf": 3.0,
}  # fmt: skip
_ANATOMY_WEIGHT = {"background": 0.6, "left-hand": 1.8, "right-hand": 1.8, "left-foot": 1.6, "right-foot": 1.6}
SHARES = {"parts": 1.0, "dice": 0.7, "some": 0.4, "anatomy": 0.6, "centres": 0.6, "keypoints": 0.6, "offsets": 0.8}


def _weights(names, table):
    return torch.tensor([table.get(n, 1.0) for n in names])


def dice(probability, labels, known, classes):
    """Mean soft Dice loss over the classes present in the batch."""
    onehot = F.one_hot(torch.where(known, labels, 0), classes).permute(0, 3, 1, 2) * known[:, None]
    probability = probability * known[:, None]
    overlap = (probability * onehot).sum((0, 2, 3))
    size, total = onehot.sum((0, 2, 3)), probability.sum((0, 2, 3))
    present = size > 20
    return (1 - (2 * overlap + 1) / (size + total + 1))[present].mean()


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
        "parts": F.nll_loss(log_p, torch.where(known, parts, IGNORE), _weights(PARTS, _PARTS_WEIGHT), ignore_index=IGNORE),
        "dice": dice(log_p.exp(), parts, known, len(PARTS)),
    }
    some = parts == SOME_PART
    somebody = torch.log1p(-log_p[:, 0].exp().clamp(max=1 - 1e-5))
    terms["some"] = -(somebody * some).sum() / some.sum().clamp(min=1000)
    terms["anatomy"] = F.cross_entropy(
        heads["anatomy"], anatomy, _weights(ANATOMY, _ANATOMY_WEIGHT), ignore_index=ANATOMY_IGNORE
    )
    heat, mask = batch["heat"], batch["heat_mask"]
    terms["centres"] = focal(heads["centres"], heat[:, :1], mask[:, :1])
    terms["keypoints"] = focal(heads["keypoints"], heat[:, 1:], mask[:, 1:])
    near = batch["offset_mask"][:, None]
    gap = F.smooth_l1_loss(heads["offsets"], batch["offsets"], reduction="none", beta=0.1)
    terms["offsets"] = (gap * near).sum() / near.sum().clamp(min=1000)
    return {name: SHARES[name] * value for name, value in terms.items()}
