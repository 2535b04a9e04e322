"""What a million frames cost, and how a queue behaves on 1 to 8 cores: python costs.py [--core-ms 106] [--prices FILE].

Nothing is measured here. The input is what was measured elsewhere (docs/performance.md): the milliseconds that a frame takes one core when all cores
are busy, and how much frames differ. Prices are inputs too: PRICES below, or a JSON file with the same names. The queue is simulated: frames
arrive at random (Poisson), one core works on one frame, first come first served; cores share nothing.
"""

import argparse
import heapq
import json
import math
import random
from pathlib import Path

# Dollars, us-east-1, Linux, x86, list prices without discounts, entered on 28 November 2026.
PRICES = {
    "lambda_gb_second": 0.0000166667,
    "lambda_request": 0.0000002,
    "fargate_vcpu_hour": 0.04048,
    "fargate_gb_hour": 0.004445,
    "c7i_large_hour": 0.08925,
    "own_core_hour": 0.02,
    "s3_put": 0.000005,
    "s3_get": 0.0000004,
    "sqs_request": 0.0000004,
}
MILLION = 1_000_000
FUNCTION_GB, GB_PER_VCPU, BATCH = 3008 / 1024, 1769 / 1024, 4
# Six requests of a frame wait for each other; frames of one batch wait together.
ROUND_TRIPS, ROUND_TRIP_SECONDS = 6, 0.015
# Overlay, colours, labels and persons, and the manifest; source, manifest and edits read, source looked at three times.
PUTS, GETS = 5, 6
# An event is received, deleted, and counted once more for empty answers; ten a request at best.
QUEUE_REQUESTS = 2


def costs(core_seconds, prices, used):
    """Dollars a million frames by target; `used` is the share of the time that a machine has work."""
    hour = 3600
    function = core_seconds / (FUNCTION_GB / GB_PER_VCPU) + ROUND_TRIPS * ROUND_TRIP_SECONDS / BATCH
    machine = core_seconds / hour / used
    task = prices["fargate_vcpu_hour"] + 2 * prices["fargate_gb_hour"]
    return {
        "Lambda, 3008 MB": function * FUNCTION_GB * prices["lambda_gb_second"] + prices["lambda_request"] / BATCH,
        "Fargate, 2 vCPU, 4 GB": machine * task,
        "EC2 c7i.large (also as a Kubernetes node)": machine * prices["c7i_large_hour"] / 2,
        "own machine": machine * prices["own_core_hour"],
        "S3 requests, in addition to each of these": PUTS * prices["s3_put"] + GETS * prices["s3_get"],
        "SQS requests, in addition to each of these": QUEUE_REQUESTS * prices["sqs_request"],
    }


def service_times(core_seconds, spread, seed):
    """Log-normal times with this mean; spread is the 99th percentile divided by the median."""
    source, sigma = random.Random(seed), math.log(spread) / 2.3263
    middle = math.log(core_seconds) - sigma * sigma / 2
    while True:
        yield source.lognormvariate(middle, sigma)


def simulate(cores, arrivals, times):
    """Seconds from arrival to end of each frame, and when the last one ended."""
    free = [0.0] * cores
    took, last = [], 0.0
    for arrival in arrivals:
        end = max(arrival, heapq.heappop(free)) + next(times)
        heapq.heappush(free, end)
        took.append(end - arrival)
        last = max(last, end)
    return sorted(took), last


def steady(cores, load, core_seconds, spread, frames=20_000):
    source, now, arrivals = random.Random(cores), 0.0, []
    for _ in range(frames):
        now += source.expovariate(load * cores / core_seconds)
        arrivals.append(now)
    return simulate(cores, arrivals, service_times(core_seconds, spread, 1))[0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--core-ms", type=float, default=81, help="milliseconds of one core a frame")
    parser.add_argument("--spread", type=float, default=1.3, help="99th percentile of a frame divided by its median")
    parser.add_argument("--used", type=float, default=1, help="share of the time that machines have work, 0 to 1")
    parser.add_argument("--prices", type=Path)
    given = parser.parse_args()
    prices = PRICES | (json.loads(given.prices.read_text()) if given.prices else {})
    seconds = given.core_ms / 1000

    print(f"A million frames of {given.core_ms:.0f} ms of a core, machines busy {given.used:.0%} of the time, dollars:")
    for target, dollars in costs(seconds, prices, given.used).items():
        print(f"  {target:<45}{dollars * MILLION:>8.2f}")
    print("\nSimulated: milliseconds from arrival to end, median / 99th percentile, by load")
    loads = (0.5, 0.8, 0.95)
    print(f"{'cores':>6}{'frames/s':>10}" + "".join(f"{load:>16.0%}" for load in loads))
    for cores in (1, 2, 4, 8):
        row = f"{cores:>6}{cores / seconds:>10.1f}"
        for load in loads:
            took = steady(cores, load, seconds, given.spread)
            row += f"{1000 * took[len(took) // 2]:>8.0f} /{1000 * took[len(took) * 99 // 100]:>6.0f}"
        print(row)
    print("\nSimulated: a queue that holds so many frames at once, seconds until half / all are done")
    depths = (10, 100, 1000, 10_000)
    print(f"{'cores':>6}" + "".join(f"{depth:>18}" for depth in depths))
    for cores in (1, 2, 4, 8):
        row = f"{cores:>6}"
        for depth in depths:
            took, last = simulate(cores, [0.0] * depth, service_times(seconds, given.spread, 1))
            row += f"{took[depth // 2]:>9.1f} /{last:>7.1f}"
        print(row)


if __name__ == "__main__":
    main()
