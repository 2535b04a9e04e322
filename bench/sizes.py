"""What a frame costs by its size: python sizes.py [--outputs labels,overlay] [--java-options=-Xmx4g].

Enlarges a sample to 0.3 to 100 megapixels and lets `limn parse` work on one and on several copies of each; the difference in processor seconds,
divided by the copies, is what a frame costs without the start of the program. Processor time is little disturbed by what else the machine does.
Needs Pillow and a packaged program; about three minutes on a machine at rest.
"""

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
SIZES = [((640, 480), 30), ((1024, 768), 30), ((2048, 1536), 15), ((4096, 3072), 8), ((8192, 6144), 4), ((11520, 8640), 3)]


def cpu_seconds(frames, folder, arguments):
    before = os.times()
    jar = ROOT / "target" / "quarkus-app" / "quarkus-run.jar"
    command = ["java", *arguments.java_options.split(), f"-Dlimn.home={ROOT}", "-jar", str(jar), "parse"]
    command += [*map(str, frames), "-o", str(folder), "--outputs", arguments.outputs, "--overwrite", "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--outputs", default="labels,overlay")
    parser.add_argument("--java-options", default="-Xmx4g -XX:TieredStopAtLevel=1")
    arguments = parser.parse_args()
    Image.MAX_IMAGE_PIXELS = None
    sample = Image.open(ROOT / "samples" / "street-pair.jpg").convert("RGB")
    print(f"{'pixels':>12} {'megapixels':>10} {'s a frame':>10} {'ms a megapixel':>15}")
    for (width, height), copies in SIZES:
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work)
            frames = [folder / f"frame.{i:04d}.jpg" for i in range(copies + 1)]
            sample.resize((width, height), Image.LANCZOS).save(frames[0], quality=90)
            for copy in frames[1:]:
                os.link(frames[0], copy)
            one = cpu_seconds(frames[:1], folder / "one", arguments)
            all_of_them = cpu_seconds(frames, folder / "all", arguments)
        cost = (all_of_them - one) / copies
        megapixels = width * height / 1e6
        print(f"{width:>6}x{height:<5} {megapixels:>10.1f} {cost:>10.3f} {1000 * cost / megapixels:>15.1f}", flush=True)


if __name__ == "__main__":
    main()
