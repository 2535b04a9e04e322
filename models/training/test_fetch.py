"""Tests of fetch:  python -m unittest test_fetch   (no network needed: a server of its own, and file addresses)."""

import hashlib
import io
import tarfile
import tempfile
import threading
import unittest
from contextlib import redirect_stdout
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np

from limn_training import fetch


class Quiet(SimpleHTTPRequestHandler):
    asked = []

    def do_GET(self):
        Quiet.asked.append(self.path)
        super().do_GET()

    def log_message(self, *_):
        pass


class FetchTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.there, self.data, self.list = (Path(folder.name) / n for n in ("there", "data", "sources"))
        for path in (self.there, self.list):
            path.mkdir()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(self.there)))
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.http = f"http://127.0.0.1:{self.server.server_port}/"
        Quiet.asked = []

    def source(self, base, rows, more=""):
        """sources.toml with one source and one file to be got by hand."""
        (self.list / "one.txt").write_text("".join("\t".join(row) + "\n" for row in rows))
        text = f'[sources.one]\nlicence = "CC0-1.0"\nbase = "{base}"\n{more}\n[by_hand]\n"hand.npz" = "drawn by hand"\n'
        self.list.with_suffix(".toml").write_text(text)

    def put(self, name, content):
        (self.there / name).write_bytes(content)
        return hashlib.sha256(content).hexdigest()

    def run_it(self, **options):
        """(what it said, whether all went well)"""
        out = io.StringIO()
        with redirect_stdout(out):
            try:
                fetch.run(self.data, None, 1, self.list.with_suffix(".toml"), options.get("only"), options.get("check", False))
            except SystemExit as end:
                return out.getvalue() + str(end), False
        return out.getvalue(), True

    def test_a_file_is_downloaded_once_and_again_when_it_was_damaged(self):
        known = self.put("a b.bin", b"content")
        self.source(self.http, [(known, "in/a.bin", "a b.bin")])
        self.assertIn("0 of 1 files are there\nby hand: hand.npz: drawn by hand", self.run_it(check=True)[0])
        self.assertEqual(Quiet.asked, [])
        self.assertTrue(self.run_it()[1])
        self.assertTrue(self.run_it()[1])
        self.assertEqual(Quiet.asked, ["/a%20b.bin"])
        (self.data / "in/a.bin").write_bytes(b"contend")
        self.assertTrue(self.run_it()[1])
        self.assertEqual((self.data / "in/a.bin").read_bytes(), b"content")

    def test_what_has_another_checksum_or_is_not_there_never_takes_its_place(self):
        good, _ = self.put("good", b"1"), self.put("bad", b"2")
        self.source(self.http, [(good, "good", "good"), ("0" * 64, "bad", "bad"), ("-", "gone", "gone")])
        said, well = self.run_it()
        self.assertFalse(well)
        self.assertIn(f"bad: SHA-256 {hashlib.sha256(b'2').hexdigest()}, expected {'0' * 64}", said)
        self.assertIn("gone: HTTP Error 404", said)
        self.assertIn("2 files are missing; run it again to continue", said)
        self.assertEqual([p.name for p in self.data.iterdir()], ["good"])

    def test_files_come_out_of_archives_and_from_file_addresses(self):
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            entry = tarfile.TarInfo("package/inner")
            entry.size = 5
            archive.addfile(entry, io.BytesIO(b"inner"))
        known = self.put("p.tgz", packed.getvalue())
        self.source(f"{self.there.as_uri()}/", [(known, "inner", "p.tgz")], 'member = "package/inner"')
        self.assertTrue(self.run_it()[1])
        self.assertEqual((self.data / "inner").read_bytes(), b"inner")

    def test_pictures_are_scaled_and_attributed(self):
        picture = cv2.imencode(".jpg", np.full((80, 40, 3), 200, np.uint8))[1].tobytes()
        known = self.put("p.jpg", picture)
        self.source(self.http, [(known, "set/p.jpg", "p.jpg", "CC-BY-2.0", "none")], "longest = 20")
        self.assertTrue(self.run_it()[1])
        self.assertEqual(cv2.imread(str(self.data / "set/p.jpg")).shape, (20, 10, 3))
        self.assertEqual((self.data / "set/ATTRIBUTION.csv").read_text().splitlines()[1], f"p.jpg,CC-BY-2.0,{self.http}p.jpg,none,none")

    def test_no_path_leads_out_of_the_folder(self):
        self.source(self.http, [("-", "../out", "x")])
        with self.assertRaises(fetch.Refused):
            fetch.read(self.list.with_suffix(".toml"))

    def test_the_projects_own_sources_are_complete(self):
        sources, by_hand = fetch.read(fetch.SOURCES)
        for source, files in sources.items():
            self.assertRegex(source.base, "^https?://.*/$")
            self.assertTrue(source.licence and files, source.name)
            for file in files:
                self.assertRegex(file.sha256, "^([0-9a-f]{64}|-)$")
                self.assertTrue(source.longest or file.sha256 != "-", f"{file.path}: only what is scaled may lack a checksum")
        self.assertTrue(all(by_hand.values()))


if __name__ == "__main__":
    unittest.main()
