"""The service that abuse.py is run against, and the list of promises."""
import json
import os
import socket
import sys
import time
import urllib.parse

from patience import patience

options = {}
arguments = iter(sys.argv[1:])
for argument in arguments:
    options[argument if argument.startswith("--") else "url"] = (
        argument if not argument.startswith("--") or argument == "--short" else next(arguments, ""))
if not set(options) <= {"url", "--key", "--other-key", "--temporary", "--short"} or "url" not in options:
    sys.exit(sys.modules["__main__"].__doc__)
url = urllib.parse.urlsplit(options["url"])
key = options.get("--key")
short = "--short" in options
host, port = url.hostname, url.port or 80
if not socket.gethostbyname(host).startswith("127."):
    sys.exit("abuse.py: only against a service on this machine's loopback interface")
auth = f"X-API-Key: {key}\r\n" if key else ""
results = []
began = time.time()


def opened(start=b""):
    s = socket.create_connection((host, port), timeout=10)
    if start:
        s.sendall(start)
    return s


def until_closed(s, limit, partly=False):
    """What the server says until it closes; None where it does not in time, or what it said by then."""
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
        return said or None if partly else None
    except OSError:
        return said
    finally:
        s.close()


def call(method, path, body=b"", headers="", name=None, limit=30, by=None):
    who = auth if by is None else f"X-API-Key: {by}\r\n"
    head = f"{method} {path} HTTP/1.1\r\nHost: {name or url.netloc}\r\n{who}{headers}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    said = until_closed(opened(head.encode("utf-8", "surrogateescape") + body), limit) or b""
    head, _, rest = said.partition(b"\r\n\r\n")
    status = int(head.split(b" ")[1]) if head.startswith(b"HTTP/1.1 ") else 0
    return status, head, rest


def alive():
    start = time.time()
    longest = 10 * patience()
    return call("GET", "/q/health/live", limit=longest)[0] == 200 and time.time() - start < longest


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


IMAGE = "Content-Type: image/x\r\n"


def files_left():
    folder = options.get("--temporary")
    if not folder:
        return 0
    return sum(name.startswith("part-") for _, _, names in os.walk(folder) for name in names)


def job(picture, wait=40):
    """The id of a job that has ended."""
    status, _, body = call("POST", "/v1/jobs", picture, IMAGE)
    if status != 202:
        raise AssertionError(f"a job was answered with {status}")
    return ended(json.loads(body)["id"], wait)


def ended(name, wait=40, by=None):
    end = time.time() + wait
    while json.loads(call("GET", f"/v1/jobs/{name}", by=by)[2])["state"] not in ("done", "failed") and time.time() < end:
        time.sleep(0.1)
    return name
