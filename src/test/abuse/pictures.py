"""Pictures for abuse.py, made of nothing but what a reader looks at."""
import os
import struct
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth=8, colour=2, extra=b"", row=None):
    """One row again and again, by default a black one."""
    row = row or b"\0" * (1 + (width * {0: 1, 2: 3, 6: 4}[colour] * depth + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def noise(side):
    rows = b"".join(b"\0" + os.urandom(side * 3) for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def bits(text):
    text += "1" * (-len(text) % 8)
    return bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8)).replace(b"\xff", b"\xff\0")


def segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def scans(width, height, times, components=3):
    """A grey progressive JPEG with a refinement scan that comes again and again, a few dozen bytes each."""
    blocks = ((width + 7) // 8) * ((height + 7) // 8)
    ids = range(1, components + 1)
    jpeg = b"\xff\xd8" + segment(0xDB, b"\0" + b"\x01" * 64)
    jpeg += segment(0xC2, struct.pack(">BHHB", 8, height, width, components) + b"".join(bytes([i, 0x11, 0]) for i in ids))
    jpeg += segment(0xC4, b"\0" + b"\1" + b"\0" * 15 + b"\0")  # DC: no difference is one bit
    jpeg += segment(0xDA, bytes([components]) + b"".join(bytes([i, 0]) for i in ids) + b"\0\0\0") + bits("0" * blocks * components)
    # AC: one code of one bit, which says that 16384 blocks and as many more as the next 14 bits tell have nothing.
    table = segment(0xC4, b"\x10" + b"\1" + b"\0" * 15 + b"\xe0")
    run = ("0" + "1" * 14) * (blocks // 32767 + 1)
    first = table + segment(0xDA, b"\1\1\0\1\x3f\1") + bits(run)
    again = segment(0xDA, b"\1\1\0\1\x3f\x10") + bits(run)
    return jpeg + first + again * times + b"\xff\xd9"


def tiff(width, height, compression, photometric, data, samples=3, depth=8):
    tags = [(256, width), (257, height), (258, depth), (259, compression), (262, photometric), (273, 8 + 2 + 12 * 9 + 4),
            (277, samples), (278, height), (279, len(data))]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + b"\0\0\0\0" + data


def attribute(name, kind, value):
    return name + b"\0" + kind + b"\0" + struct.pack("<i", len(value)) + value


def exr(window, packing=3, more=b"", version=2, names=(b"B", b"G", b"R"), kind=1):
    box = struct.pack("<4i", *window)
    channels = b"".join(n + b"\0" + struct.pack("<iIii", kind, 0, 1, 1) for n in names) + b"\0"
    return (struct.pack("<II", 20000630, version) + attribute(b"channels", b"chlist", channels) + attribute(b"compression", b"compression", bytes([packing]))
            + attribute(b"dataWindow", b"box2i", box) + attribute(b"displayWindow", b"box2i", box) + attribute(b"lineOrder", b"lineOrder", b"\0")
            + attribute(b"pixelAspectRatio", b"float", struct.pack("<f", 1)) + attribute(b"screenWindowCenter", b"v2f", bytes(8))
            + attribute(b"screenWindowWidth", b"float", struct.pack("<f", 1)) + more + b"\0" + bytes(200000))


def tiles(side, mode):
    return exr((0, 0, 9998, 9998), 3, attribute(b"tiles", b"tiledesc", struct.pack("<IIB", side, side, mode)), 0x202)


def dpx(width, height, offset=2048):
    head = bytearray(2048)
    struct.pack_into(">4sI8sI", head, 0, b"SDPX", offset, b"V1.0", 2048)
    struct.pack_into(">HHII", head, 768, 0, 1, width, height)
    struct.pack_into(">BBBBHHI", head, 800, 50, 2, 2, 10, 1, 0, offset)
    return bytes(head)


def too_large():
    """OpenEXR and DPX of huge windows, tiles, channels and sizes, and in packings that are not read."""
    least = -(1 << 31)
    return [exr((least, least, -least - 1, -least - 1)), exr((0, 0, 1 << 30, 1 << 30)), exr((0, 0, 99, 99), 8), exr((0, 0, 99, 99), 9),
            exr((0, 0, 99, 99), version=0x802), exr((0, 0, 3999, 3999), 3, names=[b"c%04d" % i for i in range(5000)] + [b"R", b"G", b"B"], kind=2),
            tiles(0, 0), tiles(1, 1), tiles(1, 2), dpx(0xFFFFFFFF, 0xFFFFFFFF), dpx(9999, 9999), dpx(64, 64, 0xFFFFFFF0)]


def box(kind, *contents):
    whole = b"".join(contents)
    return struct.pack(">I", 8 + len(whole)) + kind + whole


def heic(places, references=b"", behind=b""):
    whole = lambda kind, *contents: box(kind, bytes(4), *contents)
    entry = box(b"infe", struct.pack(">IHH", 2 << 24, 1, 0), b"hvc1\0")
    properties = box(b"ipco", whole(b"ispe", struct.pack(">II", 64, 64)), box(b"hvcC", bytes(23)))
    links = whole(b"ipma", struct.pack(">IHBBB", 1, 1, 2, 1, 2))
    return (box(b"ftyp", b"heic\0\0\0\0heicmif1")
            + whole(b"meta", whole(b"pitm", b"\0\1"), whole(b"iloc", places), whole(b"iinf", b"\0\1", entry),
                    box(b"iprp", properties, links), whole(b"iref", references)) + behind)


def lists():
    """Small files whose headers list far more than they hold, by what they are."""
    place = struct.pack(">BBHHHHII", 0x44, 0, 1, 1, 0, 1, 0, 100)
    parts = struct.pack(">BBH", 0, 0, 1000) + struct.pack(">HHH", 1, 0, 65535) * 1000
    whole = struct.pack(">BBHHHH", 0x44, 0, 1, 1, 0, 8000) + bytes(64000)
    references = b"".join(box(b"dimg", struct.pack(">HH", i, 65535)) for i in range(10000))
    picture = segment(0xC0, struct.pack(">BHHB", 8, 16, 16, 3) + b"\1\x11\0\2\x11\0\3\x11\0") + segment(0xDA, b"\3\1\0\2\0\3\0\0\x3f\0")
    tags = [(256, 4, 1, 64), (257, 4, 1, 64), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 6), (277, 3, 1, 3), (273, 4, 1, 8), (278, 4, 1, 64),
            (279, 4, 1, 12288)] + [(40000 + i, 5, 500000, 1000) for i in range(150)]
    notes = b"II*\0" + struct.pack("<IH", 8, len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in sorted(tags)) + bytes(4100000)
    return {"HEIC of 65 million empty parts": heic(parts), "HEIC of 4 GB in half a megabyte": heic(whole, behind=box(b"mdat", bytes(500000))),
            "HEIC of 655 million references": heic(place, references, box(b"mdat", bytes(200000))),
            "JPEG of a million tables": b"\xff\xd8" + b"\xff\xdb\0\2" * 1000000 + picture + b"\xff\xd9", "TIFF of shared notes": notes}
