"""Limn beside its peer, by turns, on the same frames: python compare.py [--seconds N] [--rounds N] [--callers 1,4,16].

Starts both services on this machine, sends both the same frames to POST /predict (form field `image`, answered by an overlay as JPEG), and
prints frames a second, the median and the 99th percentile of a call, processor seconds a frame and the most memory the process had. Limn is asked
for label maps alone too, and at the end for the frames of a full bucket: overlay, colours, labels and persons, read from and written to its own
store. With --m2fp CHECKPOINT the published M2FP in PyTorch is timed after that (models/training/m2fp_in_pytorch.py).
"""

import argparse
import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BOUNDARY = "frame-boundary-7d1"
LABELS = "/v1/parse?output=labels"
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    def __init__(self, name, command, path, port):
        self.name, self.path, self.port = name, path, port
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait(self, frame):
        for _ in range(240):
            if self.process.poll() is not None:
                sys.exit(f"{self.name} ended with {self.process.returncode} before it answered")
            try:
                if self.call(frame) < 400:
                    return
            except OSError:
                pass
            time.sleep(0.5)
        sys.exit(f"{self.name} did not answer within two minutes")

    def call(self, frame, connection=None, path=None):
        connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request(
            "POST", path or self.path, frame, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        )
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def cpu(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def form(file):
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="{file.name}"\r\n\r\n'
    return head.encode() + file.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()


def load(service, frames, callers, seconds, path=None):
    """Calls one after another by each caller; the time of each, what failed, and how long it all took."""
    times, failed = [], []
    end = time.perf_counter() + seconds

    def caller(first):
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=120)
        number = first
        while time.perf_counter() < end:
            start = time.perf_counter()
            try:
                status = service.call(frames[number % len(frames)], connection, path)
            except (OSError, http.client.HTTPException):
                status = 599
                connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=120)
            if status < 400:
                times.append(time.perf_counter() - start)
            else:
                failed.append(status)
            number += 1

    start = time.perf_counter()
    threads = [threading.Thread(target=caller, args=(i,)) for i in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, failed, time.perf_counter() - start


def measure(service, frames, callers, seconds, path=None):
    before = service.cpu()
    times, failed, elapsed = load(service, frames, callers, seconds, path)
    if not times:
        sys.exit(f"{service.name}: all calls failed: {sorted(set(failed))}")
    times.sort()
    return {
        "rate": len(times) / elapsed,
        "median": statistics.median(times) * 1000,
        "p99": times[min(len(times) - 1, int(0.99 * len(times)))] * 1000,
        "cpu": (service.cpu() - before) / len(times),
        "failed": len(failed),
    }


def bucket(service, files, folder, count):
    """Frames a second, and processor seconds a frame, of uploads that lie in the bucket: from the first manifest to the last."""
    results = Path(folder) / "results" / "bench"
    before = service.cpu()
    (Path(folder) / "uploads" / "bench").mkdir(parents=True)
    for number in range(count):
        file = files[number % len(files)]
        shutil.copyfile(file, Path(folder) / "uploads" / "bench" / f"{number:05d}.jpg")
    end = time.monotonic() + 600
    while len(written := list(results.rglob("parse/*.json"))) < count:
        if time.monotonic() > end:
            sys.exit(f"{len(written)} of {count} uploads were parsed within ten minutes")
        time.sleep(0.5)
    times = sorted(file.stat().st_mtime for file in written)
    return {"rate": (count - 1) / (times[-1] - times[0]), "cpu": (service.cpu() - before) / count}


def m2fp(checkpoint, photograph):
    script = ROOT / "models" / "training" / "m2fp_in_pytorch.py"
    print("M2FP in PyTorch:", flush=True)
    subprocess.run([sys.executable, str(script), "bench", str(checkpoint), str(photograph)], check=True)


def services(java, folder):
    jar = ROOT / "target" / "quarkus-app" / "quarkus-run.jar"
    if not jar.exists():
        sys.exit(f"there is no {jar}: run ./mvnw -DskipTests package first")
    ours, peer = free_port(), free_port()
    limn = [java, f"-Dlimn.home={ROOT}", f"-Dquarkus.http.port={ours}", "-Dlimn.store.embedded-port=0"]
    limn += [f"-Dlimn.store.directory={folder}", "-jar", str(jar), "serve"]
    return [
        Service("limn", limn, "/predict", ours),
        Service("flask", [sys.executable, str(HERE / "flask_service.py"), "--port", str(peer)], "/predict", peer),
    ]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--frames", type=Path, default=ROOT / "samples", help="folder of JPEG frames")
    options.add_argument("--seconds", type=float, default=10, help="of each measurement")
    options.add_argument("--rounds", type=int, default=3, help="by turns; medians are printed")
    options.add_argument("--callers", default="1,4,16")
    options.add_argument("--java", default="java")
    options.add_argument("--uploads", type=int, default=300, help="frames put into the bucket; 0: none")
    options.add_argument("--m2fp", type=Path, metavar="CHECKPOINT", help="time M2FP in PyTorch too")
    given = options.parse_args()
    files = sorted(given.frames.glob("*.jpg"))
    frames = [form(file) for file in files]
    if not frames:
        sys.exit(f"there is no .jpg in {given.frames}")
    folder = tempfile.TemporaryDirectory()
    both = services(given.java, folder.name)
    try:
        for service in both:
            service.wait(frames[0])
            load(service, frames, 4, given.seconds)
        ours, peer = both
        asked = {"limn": (ours, None), "labels": (ours, LABELS), "flask": (peer, None)}
        print(f"{len(frames)} frames, {os.cpu_count()} processors, load before: {os.getloadavg()[0]:.1f}")
        print(f"{'':8}{'callers':>8}{'frames/s':>10}{'median ms':>11}{'p99 ms':>9}{'CPU s/frame':>13}{'failed':>8}")
        for callers in map(int, given.callers.split(",")):
            runs = {name: [] for name in asked}
            for _ in range(given.rounds):
                for name, (service, path) in asked.items():
                    runs[name].append(measure(service, frames, callers, given.seconds, path))
            middle = {
                name: {key: statistics.median(run[key] for run in all_runs) for key in all_runs[0]}
                for name, all_runs in runs.items()
            }
            for name, row in middle.items():
                print(
                    f"{name:8}{callers:8}{row['rate']:10.1f}{row['median']:11.0f}{row['p99']:9.0f}"
                    f"{row['cpu']:13.3f}{row['failed']:8.0f}"
                )
            for name in ("limn", "labels"):
                pairs = [one["rate"] / other["rate"] for one, other in zip(runs[name], runs["flask"], strict=True)]
                print(f"        {name} / flask, frames/s, by round: {', '.join(f'{pair:.2f}' for pair in pairs)}", flush=True)
        if given.uploads:
            found = bucket(ours, files, folder.name, given.uploads)
            print(f"bucket: {found['rate']:.1f} frames/s of {given.uploads} uploads, {found['cpu']:.3f} CPU s/frame")
        for service in both:
            print(f"{service.name}: at most {service.memory():.0f} MB resident")
    finally:
        for service in both:
            service.stop()
        folder.cleanup()
    if given.m2fp:
        m2fp(given.m2fp, files[0])


if __name__ == "__main__":
    main()
