#!/usr/bin/env python3
"""abuse.py URL [--key KEY --other-key KEY] [--temporary DIR] [--short]: tries what docs/security.md promises against a running service.

Loopback addresses only; bounded: some hundred connections, no body over 5 MB, under three minutes where nothing else runs (its limits
of time grow with the machine's load). Prints a line per promise and exits with 1 if one does not hold. --other-key is another caller's,
to try that callers are kept apart; --temporary is where the service's forms lie (its java.io.tmpdir), to see that none is left. Needs
Python 3.8 and nothing else.
"""
import concurrent.futures
import io
import json
import socket
import struct
import sys
import time
import urllib.parse
import zipfile
import zlib

import apart
import hostile
from answers import unchunked
from bodies import costly_edits, many_records, named_parts, packed_zeros, smuggled
from patience import patience
from pictures import chunk, lists, png, noise, scans, tiff, too_large
from service import (IMAGE, alive, auth, began, call, ended, files_left, host, job, key, opened, options, port, promise, results, short,
                     until_closed, url)


def form(announced, path="/v1/jobs"):
    body = b'--B\r\nContent-Disposition: form-data; name="image"; filename="x.jpg"\r\n\r\n' + b"A" * 20000
    return (f"POST {path} HTTP/1.1\r\nHost: {url.netloc}\r\n{auth}Content-Type: multipart/form-data; boundary=B\r\n"
            f"Content-Length: {announced}\r\n\r\n").encode() + body


@promise("half-open bodies are cut off, others are served meanwhile")
def _():
    held = []
    for i in range(50 if short else 300):
        try:
            held.append(opened(form(60000)))
        except OSError:
            break
    served = alive()
    for s in held[:10]:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        s.close()
    end = time.time() + 45 * patience()
    open_still = sum(until_closed(s, end - time.time()) is None for s in held[10:])
    return served and open_still == 0, f"others {'served' if served else 'not served in 10 s'}, {open_still} of {len(held)} still open"


@promise("large bodies are admitted by what they announce")
def _():
    held, refused = [], 0
    for i in range(12):
        s = opened(f"POST /v2/models/x/infer HTTP/1.1\r\nHost: {url.netloc}\r\n{auth}Content-Length: 100000000\r\n\r\n".encode() + b" " * 100000)
        s.settimeout(0.5)
        try:
            refused += s.recv(300).startswith((b"HTTP/1.1 429", b"HTTP/1.1 413"))
        except OSError:
            pass
        held.append(s)
    for s in held:
        s.close()
    return refused >= 8, f"{refused} of 12 refused"


@promise("heads that do not come end their connections")
def _():
    held = [opened(f"GET /v1/labels HTTP/1.1\r\nHost: {url.netloc}\r\nX-Half".encode()) for _ in range(30)] + [opened() for _ in range(10)]
    end = time.time() + 30 * patience()
    open_still = sum(until_closed(s, end - time.time()) is None for s in held)
    return open_still == 0, f"{open_still} of 40 still open"


@promise("names that nothing can carry are refused")
def _():
    said = [call("POST", "/v1/jobs?name=" + n, b"x", "Content-Type: image/jpeg\r\n")[0]
            for n in ("a%EF%BF%BE.jpg", "a%EF%BF%BF.jpg", "a%1B%5B31m.jpg", "a%0Ab.jpg", "a%E2%80%AEb.jpg")]
    said += [call("POST", "/v1/uploads", b'{"name":"a\\ud800.jpg","contentType":"image/jpeg","size":1}', "Content-Type: application/json\r\n")[0]]
    return all(s == 400 for s in said), f"answers {said}"


@promise("forms of many parts and of broken parts are refused with 4xx")
def _():
    part = b'--B\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n'
    head = "Content-Type: multipart/form-data; boundary=B\r\n"
    said = [call("POST", "/v1/jobs", part * 1500 + b"--B--", head)[0], call("POST", "/v1/jobs", part * 80000 + b"--B--", head)[0],
            call("POST", "/v1/jobs", b"--B\r\n" + b"X: y\r\n" * 100000 + b"\r\nx\r\n--B--", head)[0], call("POST", "/v1/jobs", part, head)[0],
            call("POST", "/v1/jobs", b"--B\r\nX: " + b"y" * 100000, head)[0], call("POST", "/v1/jobs", b"", "Content-Type: multipart/form-data\r\n")[0]]
    return all(400 <= s < 500 for s in said), f"answers {said}"


@promise("JSON of many tiny values is refused")
def _():
    body = b'{"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["AA=="]}],"parameters":{"x":[' + b"{}," * 600000 + b"{}]}}"
    model = json.loads(call("GET", "/v1/models")[2] or b"{}")
    name = model.get("name") or (model.get("models") or [{}])[0].get("name", "limn")
    status = call("POST", f"/v2/models/{name}/infer", body, "Content-Type: application/json\r\n")[0]
    deep = call("POST", "/v1/events", b"[" * 100000, "Content-Type: application/json\r\n")[0]
    return status in (400, 404) and 400 <= deep < 500, f"answers {status}, {deep}"


@promise("pages of other sites, and names of strangers, reach nothing without a key")
def _():
    if key:
        return True, "skipped: a key is used"
    body = b'--B\r\nContent-Disposition: form-data; name="image"; filename="e.jpg"\r\n\r\nx\r\n--B--\r\n'
    head = "Content-Type: multipart/form-data; boundary=B\r\n"
    said = [call("POST", "/v1/jobs", body, head + "Origin: https://evil.example\r\n")[0],
            call("POST", "/v1/jobs", body, head + "Sec-Fetch-Site: cross-site\r\n")[0],
            call("POST", "/v1/events", b'{"Records":[]}', "Content-Type: text/plain\r\nOrigin: https://evil.example\r\n")[0],
            call("POST", "/v1/uploads", b"{}", "Content-Type: application/json\r\n", name="evil.example")[0],
            call("GET", "/v1/labels", headers="Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\n")[0],
            call("POST", "/v1/jobs", body, head + "Origin: null\r\n")[0]]
    said += [call("GET", "/q/metrics", name=name)[0] for name in ("evil.example", "evil.example.", "localhost.evil.example",
                                                                  "127.0.0.1.evil.example", "127.1.evil", "evil.example:" + str(port))]
    return all(s in (403, 421) for s in said), f"answers {said}"


@promise("a presigned address permits what was signed alone")
def _():
    def permit():
        status, _, body = call("POST", "/v1/uploads", b'{"name":"a.jpg","contentType":"image/jpeg","size":1}', "Content-Type: application/json\r\n")
        return urllib.parse.urlsplit(json.loads(body)["upload"]["url"]) if status == 201 else None
    def put(more, body=b"x", length="Content-Length: 1\r\n"):
        to = permit()
        if to is None or not socket.gethostbyname(to.hostname).startswith("127."):
            return 403
        s = socket.create_connection((to.hostname, to.port), timeout=10)
        s.sendall(f"PUT {to.path}?{to.query} HTTP/1.1\r\nHost: {to.netloc}\r\nContent-Type: image/jpeg\r\n{length}{more}Connection: close\r\n\r\n".encode() + body)
        said = until_closed(s, 10) or b""
        return int(said.split(b" ")[1]) if said.startswith(b"HTTP/1.1 ") else 0
    said = [put("x-amz-copy-source: /uploads/a.jpg\r\n"), put("x-amz-meta-limn-opacity: 0\r\n"),
            put("Transfer-Encoding: chunked\r\n", b"a\r\n0123456789\r\n0\r\n\r\n", "Content-Length: 1\r\n"),
            put("", b"a\r\n0123456789\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n")]
    return all(400 <= s < 500 for s in said), f"answers {said}"


@promise("no second answer to a smuggled call")
def _():
    s = opened(smuggled(url.netloc, auth))
    s.settimeout(3)
    said = b""
    try:
        while True:
            piece = s.recv(65536)
            if not piece:
                break
            said += piece
    except OSError:
        pass
    s.close()
    return said.count(b"HTTP/1.1 200") == 0, f"{said.count(b'HTTP/1.1 ')} answers"


@promise("heads that can be read in two ways end the connection, and what is no HTTP gets a 4xx")
def _():
    said = []
    for more in ("Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n", "Transfer-Encoding: chunked, xchunked\r\n",
                 "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n", "Host: other\r\nContent-Length: 5\r\n"):
        said.append(until_closed(opened((f"POST /v1/labels HTTP/1.1\r\nHost: {url.netloc}\r\n{auth}{more}\r\n0\r\n\r\n"
                                         f"GET /q/health/live HTTP/1.1\r\nHost: {url.netloc}\r\n\r\n").encode()), 10) or b"")
    said += [until_closed(opened(b"BREW\r\n\r\n"), 10) or b"", until_closed(opened(b"\x16\x03\x01TLS\r\n\r\n"), 10) or b""]
    status = [s[9:12].decode() for s in said]
    return all(s == "400" for s in status) and not any(b" 200 OK" in s for s in said), f"answers {status}"


@promise("header blocks of HTTP/2 without an end are refused")
def _():
    frame = lambda kind, flags, stream, data=b"": struct.pack(">I", len(data))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + data
    s = opened(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0) + frame(1, 1, 1, b"\x82\x86"))
    start, refused = time.time(), False
    try:
        while time.time() < start + 5:
            s.sendall(frame(9, 0, 1) * 1000)
    except OSError:
        refused = True
    s.close()
    return refused, f"ended after {time.time() - start:.1f} s"


@promise("odd paths, methods and bombs of heads get 4xx")
def _():
    said = [call("GET", p)[0] for p in ("/v1/jobs/..%2f..%2fdata", "/v1/uploads/..%2fcredentials", "/static/..%2f..%2fapplication.properties", "/%00")]
    said += [call("GET", "/v1/labels?" + "x" * 100000)[0], call("GET", "/v1/labels", headers="X: " + "y" * 100000 + "\r\n")[0], call("TRACE", "/v1/labels")[0]]
    # 0: the connection was ended while the head still came
    return all(400 <= s < 500 or s == 0 for s in said), f"answers {said}"


@promise("an honest picture is parsed")
def _():
    status = call("POST", "/v1/parse?output=json", png(320, 240), IMAGE, limit=60)[0]
    return status == 200, f"answer {status}"


@promise("pictures that cost more than is spent are refused before they are decoded")
def _():
    start = time.time()
    many = scans(2000, 2000, 1500)
    flat = bytes.fromhex("524946461a000000574542505650384c0e0000002f0567c109071011fd0f4444ff03")
    said = {
        "JPEG of 1500 scans": call("POST", "/v1/parse", many, IMAGE)[0],
        "the same in a TIFF": call("POST", "/v1/parse", tiff(2000, 2000, 7, 6, many), IMAGE)[0],
        "old-style in a TIFF": call("POST", "/v1/parse", tiff(2000, 2000, 6, 6, many), IMAGE)[0],
        "JPEG of 400 scans at 98 megapixels": call("POST", "/v1/parse", scans(9900, 9900, 400), IMAGE)[0],
        "grey JPEG of 1500 scans": call("POST", "/v1/parse", scans(4000, 4000, 1500, 1), IMAGE)[0],
        "PNG of 2 000 000 pixels' width": call("POST", "/v1/parse", png(2000000, 10), IMAGE)[0],
        "TIFF of 65535 samples": call("POST", "/v1/parse", tiff(2000, 2000, 1, 2, b"\0" * 100, samples=65535), IMAGE)[0],
        "TIFF of 4 thousand million pixels": call("POST", "/v1/parse", tiff(65535, 65535, 1, 2, b"\0" * 100), IMAGE)[0],
        "WebP cut to its head": call("POST", "/v1/parse", flat[:25], IMAGE)[0],
    }
    taken = time.time() - start
    return all(s in (400, 413, 415, 422) for s in said.values()) and taken < 30 * patience(), f"{said}, {taken:.1f} s in all"


@promise("notes, profiles and chunks that unpack to hundreds of megabytes cost nothing")
def _():
    extra = chunk(b"iCCP", b"x\0\0" + packed_zeros(200)) + chunk(b"zTXt", b"k\0\0" + packed_zeros(200))
    said, start = [], time.time()
    said.append(call("POST", "/v1/parse?output=json", png(64, 64, extra=extra), IMAGE, limit=60)[0])
    said.append(call("POST", "/v1/parse?output=json", png(64, 64, extra=chunk(b"tEXt", b"k\0v") * 100000), IMAGE, limit=60)[0])
    taken = time.time() - start
    return all(s in (200, 422) for s in said) and taken < 40 * patience(), f"answers {said}"


@promise("a decoder ends when nobody waits any more, and small pictures are served meanwhile")
def _():
    # About as much as is spent on one picture: two of them hold both workers, or all pixels, were they not ended.
    long = scans(5000, 5000, 60)
    held = []
    for _ in range(3):
        s = opened(f"POST /v1/parse?output=json HTTP/1.1\r\nHost: {url.netloc}\r\n{auth}{IMAGE}Content-Length: {len(long)}\r\n\r\n".encode())
        s.sendall(long)
        held.append(s)
    time.sleep(1.5)
    for s in held:
        s.close()
    start = time.time()
    status = call("POST", "/v1/parse?output=json", png(64, 64), IMAGE, limit=60)[0]
    taken = time.time() - start
    return status == 200 and taken < 20 * patience(), f"answer {status} after {taken:.1f} s"


@promise("a hundred megapixels are parsed or refused for good, and are no matter of luck")
def _():
    with concurrent.futures.ThreadPoolExecutor() as both:
        large = both.submit(call, "POST", "/v1/parse?output=json", png(9999, 9999), IMAGE, None, 70)
        deep = both.submit(call, "POST", "/v1/parse?output=json", tiff(9990, 9990, 8, 2, zlib.compress(b"\0" * 3000)), IMAGE, None, 70)
        said = [large.result()[0], deep.result()[0]]
    return all(s in (200, 413, 422, 429, 504) for s in said), f"answers {said}"


@promise("listeners of one job share one look at the store")
def _():
    name = job(png(64, 64))
    head = f"GET /v1/jobs/{name}/events HTTP/1.1\r\nHost: {url.netloc}\r\n{auth}\r\n".encode()
    held = [opened(head) for _ in range(100)]
    start = time.time()
    status = call("GET", f"/v1/jobs/{name}")[0]
    taken = time.time() - start
    for s in held:
        s.close()
    return status == 200 and taken < 10 * patience(), f"the job's state after {taken:.1f} s"


@promise("files, zips and events that nobody reads hold up nothing")
def _():
    name = job(noise(1100))
    held = []
    for i in range(96):
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.connect((host, port))
        s.sendall(f"GET /v1/jobs/{name}/{('outputs/overlay', 'zip', 'events')[i % 3]} HTTP/1.1\r\nHost: {url.netloc}\r\n{auth}\r\n".encode())
        held.append(s)
    time.sleep(1)
    start = time.time()
    said = [call("GET", f"/v1/jobs/{name}")[0], call("POST", "/v1/jobs", png(64, 64), IMAGE)[0]]
    taken = time.time() - start
    for s in held:
        s.close()
    return said == [200, 202] and taken < 10 * patience(), f"answers {said} after {taken:.1f} s"


@promise("events of more records than are taken, and from behind a proxy without a secret, are refused")
def _():
    head = "Content-Type: application/json\r\n"
    said = [call("POST", "/v1/events", many_records(1500), head)[0]]
    said += [call("POST", "/v1/events", b'{"Records":[]}', head + f"{name}: 192.0.2.1\r\n")[0] for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP")]
    return said[0] in (400, 403, 413) and all(s in (401, 403) for s in said[1:]), f"answers {said}"


@promise("uploads are permitted for pictures, and nowhere near the jobs' folder")
def _():
    ask = lambda **more: call("POST", "/v1/uploads", json.dumps({"name": "a.jpg", "contentType": "image/jpeg", "size": 1, **more}).encode(),
                              "Content-Type: application/json\r\n")[0]
    said = [ask(prefix=p) for p in ("jobs", "JOBS", "jobs/x", "../x", "/x", "a\n")] + [ask(contentType=t) for t in ("image/svg+xml", "text/html")]
    said += [ask(size=s) for s in (0, -1, 1 << 62)] + [ask(contentType="image/SVG+xml")]
    return all(400 <= s < 500 for s in said), f"answers {said}"


@promise("a JSON value of another type is refused by its name")
def _():
    said = []
    for member, value in (("size", 1.5), ("size", "5"), ("size", True), ("size", 1 << 70), ("name", 5), ("contentType", ["a"]), ("prefix", 7), ("more", 1)):
        body = json.dumps({"name": "a.jpg", "contentType": "image/jpeg", "size": 1, member: value}).encode()
        status, _, answer = call("POST", "/v1/uploads", body, "Content-Type: application/json\r\n")
        said.append(status == 400 and f"{member}: " in json.loads(answer)["detail"])
    return all(said), f"named {sum(said)} of {len(said)}"


@promise("headers of new formats that claim too much are refused at once")
def _():
    start = time.time()
    said = [call("POST", "/v1/parse", picture, IMAGE)[0] for picture in too_large()]
    return all(s in (413, 415, 422) for s in said) and time.time() - start < 30 * patience(), f"answers {said}"


@promise("files that list far more than they hold are answered at once")
def _():
    start = time.time()
    said = {what: call("POST", "/v1/parse?output=json", picture, IMAGE)[0] for what, picture in lists().items()}
    return all(s in (200, 413, 415, 422) for s in said.values()) and time.time() - start < 30 * patience(), f"{said}"


hostile.check()


@promise("names in a zip lead nowhere")
def _():
    names = ("../../up.png", "..\\..\\back.png", "/root.png", "C:\\drive.png", "..", ".hidden.png", "a/../b.png")
    status, _, body = call("POST", "/v1/jobs?output=labels", named_parts(names, png(32, 32)), "Content-Type: multipart/form-data; boundary=B\r\n")
    if status != 202:
        return 400 <= status < 500, f"answer {status}"
    name = json.loads(body)["id"]
    ended(name)
    _, head, packed = call("GET", f"/v1/jobs/{name}/zip")
    entries = zipfile.ZipFile(io.BytesIO(unchunked(head, packed))).namelist()
    bad = [e for e in entries if e.startswith(("/", "\\")) or "\\" in e or ":" in e or {"..", "."} & set(e.split("/"))]
    return len(entries) > 6 and not bad, f"{len(entries)} entries, {bad or 'none'} of them elsewhere"


@promise("edits that would take long to draw are refused at once")
def _():
    name = job(png(320, 240))
    said, start = [], time.time()
    for body in costly_edits(320, 240):
        said.append(call("PUT", f"/v1/jobs/{name}/edits", body, "Content-Type: application/json\r\n")[0])
    return all(400 <= s < 500 for s in said) and time.time() - start < 20 * patience(), f"answers {said}"


@promise("one caller's many frames do not hold up another's one")
def _():
    other = options.get("--other-key")
    if not key or not other:
        return True, "skipped: needs --key and --other-key"
    picture = png(320, 240)
    many = (b'--B\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n' + picture + b"\r\n") * 60 + b"--B--\r\n"
    first = json.loads(call("POST", "/v1/jobs?output=labels", many, "Content-Type: multipart/form-data; boundary=B\r\n")[2])["id"]
    one = json.loads(call("POST", "/v1/jobs?output=labels", picture, IMAGE, by=other)[2])["id"]
    ended(one, 60, other)
    _, head, body = call("GET", f"/v1/jobs/{first}")
    state = json.loads(unchunked(head, body))
    open_still = sum(f["state"] not in ("done", "failed") for f in state["frames"])
    call("DELETE", f"/v1/jobs/{first}")
    return open_still > 0, f"{open_still} of the other's 60 frames were unfinished when it was done"


apart.check()


@promise("without a known key nothing is answered but what is nobody's secret")
def _():
    if not key:
        return True, "skipped: the service has no keys"
    paths = ("/v1/labels", "//v1/labels", "/v1/labels;x", "/static/../v1/labels", "/static;/../v1/labels", "/v1/events;/labels",
             "/%76%31/labels", "/V1/labels", "/q/metrics", "/q/health/../metrics", "/q/health;/../metrics", "/v2", "/v1/uploads")
    said = [call("GET", p, by=k)[0] for p in paths for k in ("", "nobody", key[:-1], key.upper() + "x")]
    return all(s in (400, 401, 404) for s in said), f"answers {sorted(set(said))}"


@promise("nothing is left of forms that were never whole")
def _():
    end = time.time() + 20
    while files_left() and time.time() < end:
        time.sleep(0.5)
    left = files_left()
    return left == 0, f"{left} files" if options.get("--temporary") else "not looked: needs --temporary"


@promise("an honest picture is parsed after all this")
def _():
    status = call("POST", "/v1/parse?output=json", png(320, 240), IMAGE, limit=60)[0]
    return status == 200, f"answer {status}"


bad = results.count(False)
print(f"{len(results) - bad} of {len(results)} promises hold, {time.time() - began:.0f} s")
sys.exit(bool(bad))
