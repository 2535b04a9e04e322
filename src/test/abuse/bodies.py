"""Bodies for abuse.py."""
import json
import zlib


def costly_edits(width, height):
    """Edits of a few hundred kilobytes that go over thousands of millions of pixels, or that are too many."""
    around = {"kind": "eraser", "layer": "persons", "size": 1,
              "points": [[1, 1], [width - 1, 1], [width - 1, height - 1], [1, height - 1], [1, 1]]}
    wide = {"kind": "eraser", "layer": "persons", "points": [[i % width, i % height] for i in range(20000)], "size": 4096}
    many = {"kind": "polygon", "layer": "persons", "points": [[0, 0]] * 700000}
    for strokes in ([wide] * 10, [around] * 10001, [{"kind": "swap-sides", "person": 1}] * 20000, [many]):
        yield json.dumps({"version": 1, "width": width, "height": height, "strokes": strokes}).encode()


def named_parts(names, picture):
    """A form of boundary B with the same picture under each name."""
    head = b'--B\r\nContent-Disposition: form-data; name="image"; filename="'
    return b"".join(head + name.replace("\\", "\\\\").encode() + b'"\r\n\r\n' + picture + b"\r\n" for name in names) + b"--B--\r\n"


def smuggled(host, auth):
    """A chunk whose extension has a line break between quotes: read as one call or as two."""
    return (f'POST /v1/labels HTTP/1.1\r\nHost: {host}\r\n{auth}Transfer-Encoding: chunked\r\n\r\n1;a="\r\nX\r\n0\r\n\r\n'
                f'GET /q/health/live HTTP/1.1\r\nHost: {host}\r\nContent-Length: 11\r\n\r\n"\r\nY\r\n0\r\n\r\n').encode()


def many_records(count):
    record = '{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"uploads"},"object":{"key":"k%d"}}}'
    return ('{"Records":[' + ",".join(record % i for i in range(count)) + "]}").encode()


def packed_zeros(megabytes):
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()
