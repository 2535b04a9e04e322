"""`fetch`: downloads the training material into the data folder, checks it, and says what has to be got by hand.

`sources.toml` names every source with its licence; `sources/NAME.txt` its files, one a line: SHA-256 (`-` where none is known), path in
the data folder, address (relative to the source's `base`). Files that are there and intact are kept, so a run can be continued;
a file appears whole or not at all. Sources with `longest` are scaled when they arrive, as training was done on smaller copies: the checksum is
that of the file at the address, and a scaled copy that is there is kept.
"""

import csv
import hashlib
import io
import tarfile
import tomllib
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin

import cv2
import numpy as np

SOURCES = Path(__file__).parent.parent / "sources.toml"
TIMEOUT, TRIES, AT_ONCE, MOST = 60, 3, 4, 256 << 20  # seconds; times; downloads; bytes of a file
QUALITY = 90


@dataclass(frozen=True)
class Source:
    """What comes from one place. `member`: the path inside of an archive at the address; `longest`: pixels, 0 as it is."""

    name: str
    licence: str
    base: str
    longest: int = 0
    member: str = ""
    note: str = ""


@dataclass(frozen=True)
class File:
    """One file; licence and people where they differ within a source."""

    sha256: str
    path: str
    address: str
    licence: str = ""
    persons: str = ""


class Refused(Exception):
    """A file could not be had, or is not what was expected."""


def read(path):
    """The sources with their files, and what is to be got by hand, by path."""
    path = Path(path)
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    found = {}
    for name, entry in table["sources"].items():
        source = Source(name, **entry)
        rows = (path.with_suffix("") / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        found[source] = [File(*row.split("\t")) for row in rows if row]
        for file in found[source]:
            if Path(file.path).is_absolute() or ".." in Path(file.path).parts:
                raise Refused(f"{name}: {file.path} leads out of the data folder")
    return found, table["by_hand"]


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def intact(folder, source, file):
    """Whether a file is there; of one that isn't scaled, whether it has its checksum."""
    path = folder / file.path
    return path.is_file() and (source.longest > 0 or file.sha256 == "-" or bool(source.member) or digest(path) == file.sha256)


def download(address):
    """The bytes at an address (http, https or file)."""
    for attempt in range(TRIES):
        try:
            with urllib.request.urlopen(urllib.request.Request(address, headers={"User-Agent": "limn-training"}), timeout=TIMEOUT) as answer:
                content = answer.read(MOST + 1)
            if len(content) > MOST:
                raise Refused(f"{address}: more than {MOST >> 20} MiB")
            return content
        except urllib.error.HTTPError as error:
            if error.code < 500 or attempt == TRIES - 1:
                raise Refused(f"{address}: {error}") from error
        except OSError as error:
            if attempt == TRIES - 1:
                raise Refused(f"{address}: {error}") from error


def scaled(content, longest):
    """A JPEG whose longer side is at most `longest`."""
    image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise Refused("is no picture")
    scale = longest / max(image.shape[:2])
    if scale < 1:
        image = cv2.resize(image, (round(image.shape[1] * scale), round(image.shape[0] * scale)), interpolation=cv2.INTER_AREA)
    return cv2.imencode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, QUALITY))[1].tobytes()


def _member(content, name):
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        return archive.extractfile(name).read()


def get(folder, source, file):
    """Downloads one file into place."""
    content = download(urljoin(source.base, quote(file.address, safe="/:")))
    found = hashlib.sha256(content).hexdigest()
    if file.sha256 not in ("-", found):
        raise Refused(f"{file.path}: SHA-256 {found}, expected {file.sha256}")
    if source.member:
        content = _member(content, source.member)
    if source.longest:
        content = scaled(content, source.longest)
    path = folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(content)
    temporary.replace(path)


def attribute(folder, source, files):
    """Writes ATTRIBUTION.csv beside pictures that have each a licence of their own; `prepare` reads who is in them from it."""
    rows = [file for file in files if file.licence]
    if not rows:
        return
    path = (folder / rows[0].path).parent / "ATTRIBUTION.csv"
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(("file", "licence", "address", "persons", "persons_guess"))
        out.writerows((Path(r.path).name, r.licence, urljoin(source.base, r.address), r.persons, r.persons) for r in rows)


def _try(folder, source, file):
    try:
        get(folder, source, file)
    except (Refused, tarfile.TarError, KeyError) as error:
        return f"{source.name}: {error}"


def run(data, work, threads, sources, only, check):
    folder = Path(data)
    found, by_hand = read(sources or SOURCES)
    names = {source.name for source in found}
    if unknown := set(only or ()) - names:
        raise SystemExit(f"--only: there is no source {', '.join(sorted(unknown))}, but {', '.join(sorted(names))}")
    failures = []
    for source, files in found.items():
        if only and source.name not in only:
            continue
        missing = [file for file in files if not intact(folder, source, file)]
        print(f"{source.name} ({source.licence}): {len(files) - len(missing)} of {len(files)} files are there", flush=True)
        if missing and not check:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                refused = [f for f in pool.map(lambda file, s=source: _try(folder, s, file), missing) if f]
            print(f"  {len(missing) - len(refused)} downloaded, {len(refused)} failed")
            failures += refused
            attribute(folder, source, files)
    for path, how in by_hand.items():
        if not (folder / path).exists():
            print(f"by hand: {path}: {how}")
    for failure in failures[:20]:
        print(f"failed: {failure}")
    if failures:
        raise SystemExit(f"{len(failures)} files are missing; run it again to continue")
