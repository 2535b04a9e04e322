"""How much longer things take on a machine that is busy with something else."""
import time

SAMPLE = 0.05
MOST = 6


def patience():
    """Wall time that a little work takes, by its processor time: 1 on an idle machine, and no more than 6."""
    wall, cpu = time.time(), time.process_time()
    while time.process_time() - cpu < SAMPLE:
        pass
    return min(MOST, max(1, (time.time() - wall) / SAMPLE))
