#!/usr/bin/env python3
"""abuse.py URL [--key KEY] [--short]: tries what docs/security.md promises against a running service of your own.

Loopback addresses only; bounded: some hundred connections, no body over 2 MB, under three minutes. Prints a line per promise and exits with
1 if one does not hold. Needs Python 3.8 and nothing else.
"""
import json
import socket
import struct
import sys
import time
import urllib.parse

arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
if len(arguments) < 1:
    sys.exit(__doc__)
url = urllib.parse.urlsplit(arguments[0])
key = arguments[1] if "--key" in sys.argv and len(arguments) > 1 else None
short = "--short" in sys.argv
host, port = url.hostname, url.port or 80
if not socket.gethostbyname(host).startswith("127."):
    sys.exit("abuse.py: only against a service on this machine's loopback interface")
auth = f"X-API-Key: {key}\r\n" if key else ""
results = []


def opened(start=b""):
    s = socket.create_connection((host, port), timeout=10)
    if start:
        s.sendall(start)
    return s


def until_closed(s, limit):
    """What the server says until it closes; None where it does not in time."""
    s.settimeout(max(0.1, limit))
    said = b""
    try:
        while True:
            piece = s.recv(65536)
            if not piece:
                return said
            said += piece
            if len(said) > 1 << 20:
                return said
    except socket.timeout:
        return None
    except OSError:
        return said
    finally:
        s.close()


def call(method, path, body=b"", headers="", name=None, limit=30):
    head = f"{method} {path} HTTP/1.1\r\nHost: {name or url.netloc}\r\n{auth}{headers}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    said = until_closed(opened(head.encode("utf-8", "surrogateescape") + body), limit) or b""
    head, _, rest = said.partition(b"\r\n\r\n")
    status = int(head.split(b" ")[1]) if head.startswith(b"HTTP/1.1 ") else 0
    return status, head, rest


def alive():
    start = time.time()
    return call("GET", "/q/health/live", limit=5)[0] == 200 and time.time() - start < 5


def promise(name):
    def run(check):
        start = time.time()
        try:
            held, why = check()
        except Exception as e:  # a check that breaks is a promise that was not seen to hold
            held, why = False, repr(e)
        if held and not alive():
            held, why = False, "the service does not answer any more"
        results.append(held)
        print("ok  " if held else "FAIL", name, f"({why}, {time.time() - start:.1f} s)", flush=True)
    return run


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
    end = time.time() + 45
    open_still = sum(until_closed(s, end - time.time()) is None for s in held[10:])
    return served and open_still == 0, f"{open_still} of {len(held)} still open"


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
    end = time.time() + 30
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
    said = [call("POST", "/v1/jobs", part * 1500 + b"--B--", head)[0], call("POST", "/v1/jobs", part, head)[0],
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
            call("GET", "/q/metrics", name="evil.example")[0]]
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
    smuggled = (f'POST /v1/labels HTTP/1.1\r\nHost: {url.netloc}\r\n{auth}Transfer-Encoding: chunked\r\n\r\n1;a="\r\nX\r\n0\r\n\r\n'
                f'GET /q/health/live HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Length: 11\r\n\r\n"\r\nY\r\n0\r\n\r\n').encode()
    s = opened(smuggled)
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
    said = [call("GET", p)[0] for p in ("/v1/jobs/..%2f..%2fdata", "/v1/uploads/..%2fcredentials", "/page/..%2f..%2fapplication.properties", "/%00")]
    said += [call("GET", "/v1/labels?" + "x" * 100000)[0], call("GET", "/v1/labels", headers="X: " + "y" * 100000 + "\r\n")[0], call("TRACE", "/v1/labels")[0]]
    # 0: the connection was ended while the head still came
    return all(400 <= s < 500 or s == 0 for s in said), f"answers {said}"


bad = results.count(False)
print(f"{len(results) - bad} of {len(results)} promises hold")
sys.exit(bool(bad))
