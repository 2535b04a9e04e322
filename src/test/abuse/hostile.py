"""Pictures that are cheap to send and meant to be dear to read, for abuse.py."""
import os
import struct
import time
import zlib

from patience import patience
from pictures import attribute, box, chunk, png
from service import IMAGE, call, promise


def profile(elements):
    """A display profile with a list of processing elements that all are the same matrix."""
    matrix = b"matf" + bytes(4) + struct.pack(">HH12f", 3, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0.001, 0, 0)
    listed = b"mpet" + bytes(4) + struct.pack(">HHI", 3, 3, elements) + struct.pack(">II", 16 + 8 * elements, len(matrix)) * elements + matrix
    xyz = lambda *values: b"XYZ " + bytes(4) + struct.pack(">3i", *(round(v * 65536) for v in values))
    gamma = b"para" + bytes(8) + struct.pack(">i", round(1.8 * 65536))
    tags = [(b"wtpt", xyz(0.9642, 1, 0.8249)), (b"rXYZ", xyz(0.6, 0.3, 0.02)), (b"gXYZ", xyz(0.2, 0.6, 0.1)), (b"bXYZ", xyz(0.15, 0.1, 0.7)),
            (b"rTRC", gamma), (b"gTRC", gamma), (b"bTRC", gamma), (b"D2B0", listed)]
    at, table = 132 + 12 * len(tags), b""
    for name, data in tags:
        table += name + struct.pack(">II", at, len(data))
        at += len(data)
    head = struct.pack(">I4sI", at, b"lcms", 0x04400000) + b"mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + b"".join(data for _, data in tags)


def webp(side, transforms):
    """A flat lossless picture behind these transforms: 0 predictor, 1 colours, 2 green, 3 palette."""
    value, at = 0, 0

    def put(what, count):
        nonlocal value, at
        value, at = value | what << at, at + count

    def flat(green, red, blue, main):
        put(0, 2 if main else 1)
        for symbol in (green, red, blue, 255, 0):
            put(0b101, 3)
            put(symbol, 8)

    put(0x2F, 8)
    put(side - 1 | side - 1 << 14 | 1 << 28, 32)
    for kind in transforms:
        put(1 | kind << 1, 3)
        if kind != 2:
            put(0, 3) if kind < 2 else put(1, 8)
            flat(13 if kind == 0 else 2, 1, 3, False)
    put(0, 1)
    flat(20, 10, 30, True)
    stream = value.to_bytes(at // 8 + 4, "little")
    body = b"WEBPVP8L" + struct.pack("<I", len(stream)) + stream + bytes(len(stream) & 1)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def interlaced(side):
    head = struct.pack(">IIBBBBB", side, side, 16, 6, 0, 0, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(5000000))) + chunk(b"IEND", b"")


def in_pieces():
    data = zlib.compress(b"".join(b"\0" + os.urandom(600) for _ in range(200)))
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 200, 200, 8, 2, 0, 0, 0))
    return head + chunk(b"IDAT", b"") * 100000 + b"".join(chunk(b"IDAT", data[i:i + 1]) for i in range(len(data))) + chunk(b"IEND", b"")


def runs(width, height, data):
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 1, len(data), 0, 0, 0, 0) + bytes(1024)
    return b"BM" + struct.pack("<IHHI", 14 + len(head) + len(data), 0, 0, 14 + len(head)) + head + data


def parts(count, chunks):
    window = struct.pack("<4i", 0, 0, 63, 63)
    channels = b"".join(name + b"\0" + struct.pack("<iIii", 1, 0, 1, 1) for name in (b"B", b"G", b"R")) + b"\0"
    header = (attribute(b"channels", b"chlist", channels) + attribute(b"compression", b"compression", b"\3") + attribute(b"dataWindow", b"box2i", window)
              + attribute(b"displayWindow", b"box2i", window) + attribute(b"lineOrder", b"lineOrder", b"\0")
              + attribute(b"pixelAspectRatio", b"float", struct.pack("<f", 1)) + attribute(b"screenWindowCenter", b"v2f", bytes(8))
              + attribute(b"screenWindowWidth", b"float", struct.pack("<f", 1)) + attribute(b"name", b"string", b"p")
              + attribute(b"type", b"string", b"scanlineimage") + attribute(b"chunkCount", b"int", struct.pack("<i", chunks)) + b"\0")
    return struct.pack("<II", 20000630, 0x1002) + header * count + b"\0" + bytes(1000)


def pictures():
    return {
        "profile of 200,000 elements in a PNG": png(64, 64, extra=chunk(b"iCCP", b"x\0\0" + zlib.compress(profile(200000)))),
        "WebP behind three transforms": webp(5000, (0, 1, 2)), "WebP behind a palette and a predictor": webp(5000, (3, 0)),
        "WebP with a transform twice": webp(64, (0, 0)), "interlaced PNG of 4 thousand million pixels": interlaced(65535),
        "interlaced PNG without its data": interlaced(4000), "PNG in a hundred thousand pieces": in_pieces(),
        "BMP of runs past its row": runs(64, 64, b"\xff\1" * 2000000), "BMP of skips": runs(5000, 5000, b"\0\2\xff\0" * 1000000),
        "OpenEXR of two thousand million blocks": parts(2, (1 << 31) - 1), "OpenEXR of a thousand such parts": parts(1000, (1 << 31) - 1),
        "OpenEXR of -1 blocks": parts(2, -1), "AVIF of nothing": box(b"ftyp", b"avif\0\0\0\0avifmif1"),
    }


def check():
    @promise("pictures made to be dear to read are not")
    def _():
        said, slow = {}, {}
        for what, picture in pictures().items():
            start, longest = time.time(), 10 * patience()
            said[what] = call("POST", "/v1/parse?output=json", picture, IMAGE, limit=60)[0]
            if time.time() - start > longest:
                slow[what] = round(time.time() - start)
        return all(s in (200, 413, 415, 422) for s in said.values()) and not slow, f"{said}, too slow {slow or 'none'}"
