"""`mix`: the weighted mean of two checkpoints' weights, of which one went on from the other (Wortsman et al. 2022).

The mean is often better than either: what a short run learnt, and less of what it forgot.
"""

from pathlib import Path

import torch


def mixed(first, second, share):
    """State dict: `share` of the second, the rest of the first; counters as the second has them."""
    return {
        name: torch.lerp(first[name], value, share) if value.dtype.is_floating_point else value
        for name, value in second.items()
    }


def run(data, work, threads, first, second, share, output):
    a, b = (torch.load(path, map_location="cpu", weights_only=True)["average"] for path in (first, second))
    torch.save({"average": mixed(a, b, share)}, Path(output))
    print(output)
