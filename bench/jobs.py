"""A job's answer beside a call's, by turns, on the same frames: python jobs.py [--turns N] [--warm N].

Starts Limn on this machine with its own store. A call is POST /v1/parse for the overlay; a job of one picture is POST /v1/jobs, its events up to
`done`, and the overlay fetched. Prints, in milliseconds, the median and the fastest of each, what the median job waits for, the processor time that the
service took, and the ratio of the medians. On a busy machine waiting for a processor is in all of it but the processor time.
"""

import argparse
import http.client
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from compare import ROOT, Service, form, free_port

TYPE = {"Content-Type": "application/octet-stream"}


def ask(connection, method, path, body=None, headers=None):
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    content = answer.read()
    if answer.status >= 400:
        sys.exit(f"{method} {path}: {answer.status} {content[:300]!r}")
    return content


def call(connection, frame):
    start = time.perf_counter()
    ask(connection, "POST", "/v1/parse?output=overlay", frame, TYPE)
    return [time.perf_counter() - start]


def job(connection, frame):
    """The whole, and its parts: until the job is accepted, until it is done, until the overlay is here."""
    start = time.perf_counter()
    taken = json.loads(ask(connection, "POST", "/v1/jobs?output=overlay&name=frame.jpg", frame, TYPE))
    accepted = time.perf_counter()
    connection.request("GET", f"/v1/jobs/{taken['id']}/events", headers={"Accept": "text/event-stream"})
    events, done = connection.getresponse(), None
    name = ""
    while line := events.readline():
        if line.startswith(b"event:"):
            name = line[6:].strip()
        elif line.startswith(b"data:") and name == b"done":
            done = json.loads(line[5:])
    finished = time.perf_counter()
    overlay = next(file for file in done["frames"][0]["outputs"] if file["output"] == "overlay")
    ask(connection, "GET", overlay["href"])
    end = time.perf_counter()
    return [end - start, accepted - start, finished - accepted, end - finished]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--frames", type=Path, default=ROOT / "samples", help="folder of JPEG frames")
    options.add_argument("--turns", type=int, default=40, help="of one call and one job each")
    options.add_argument("--warm", type=int, default=60, help="turns before these, which are not counted")
    options.add_argument("--java", default="java")
    options.add_argument("--app", type=Path, default=ROOT / "target" / "quarkus-app", help="the packaged program")
    options.add_argument("java_options", nargs="*", help="after --, for the JVM")
    given = options.parse_args()
    files = sorted(given.frames.glob("*.jpg"))
    frames = [file.read_bytes() for file in files]
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [given.java, *given.java_options, f"-Dlimn.home={ROOT}", f"-Dquarkus.http.port={port}"]
        command += ["-Dlimn.store.embedded-port=0", f"-Dlimn.store.directory={folder}"]
        service = Service("limn", [*command, "-jar", str(given.app / "quarkus-run.jar"), "serve"], "/predict", port)
        try:
            service.wait(form(files[0]))
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            times, processor = {call: [], job: []}, {call: 0.0, job: 0.0}
            for turn in range(-given.warm, given.turns):
                for way in (call, job):
                    before = service.cpu()
                    took = way(connection, frames[turn % len(frames)])
                    if turn >= 0:
                        times[way].append(took)
                        processor[way] += service.cpu() - before
        finally:
            service.stop()
    middle = {way: statistics.median(took[0] for took in times[way]) for way in times}
    for way in times:
        fastest = min(took[0] for took in times[way])
        print(
            f"{way.__name__:5} median {1000 * middle[way]:5.0f} ms, fastest {1000 * fastest:5.0f} ms, "
            f"processor {1000 * processor[way] / given.turns:5.0f} ms"
        )
    parts = [1000 * statistics.median(took[part] for took in times[job]) for part in (1, 2, 3)]
    print(f"job: accepted after {parts[0]:.0f} ms, done {parts[1]:.0f} ms later, overlay {parts[2]:.0f} ms later (medians)")
    print(f"job / call: {middle[job] / middle[call]:.2f}, by processor time {processor[job] / processor[call]:.2f}")


if __name__ == "__main__":
    main()
