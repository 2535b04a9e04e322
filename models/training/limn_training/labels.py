"""Names, sides and colours of the label layers; ids are positions."""

PARTS = (
    "background", "hat", "hair", "sunglasses", "upper-clothes", "skirt", "pants", "dress", "belt",
    "left-shoe", "right-shoe", "face", "left-leg", "right-leg", "left-arm", "right-arm", "bag", "scarf",
)  # fmt: skip
IGNORE = 18

ANATOMY = (
    "background", "left-face", "right-face", "left-upper-arm", "right-upper-arm", "left-lower-arm", "right-lower-arm",
    "left-hand", "right-hand", "torso-front", "torso-back", "left-upper-leg", "right-upper-leg", "left-lower-leg",
    "right-lower-leg", "left-foot", "right-foot",
)  # fmt: skip
ANATOMY_IGNORE = 255

JOINTS = (
    "nose", "left-eye", "right-eye", "left-ear", "right-ear", "left-shoulder", "right-shoulder", "left-elbow",
    "right-elbow", "left-wrist", "right-wrist", "left-hip", "right-hip", "left-knee", "right-knee", "left-ankle",
    "right-ankle",
)  # fmt: skip

# BodyPix's 24 parts to the anatomy's 17: front and back of a limb are one.
BODYPIX_TO_ANATOMY = (1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 16)

PARTS_COLOURS = (
    "#000000", "#E4572E", "#7A4B2A", "#2B2D42", "#3A86FF", "#FF70A6", "#3D405B", "#C77DFF", "#8D5524",
    "#F4D35E", "#B08900", "#FFC9A9", "#06D6A0", "#118A5B", "#4CC9F0", "#1B6E9C", "#BC6C25", "#EF233C",
)  # fmt: skip
ANATOMY_COLOURS = (
    "#000000", "#FFB4A2", "#E5746B", "#90E0EF", "#0A9396", "#48B5E8", "#155E8A", "#BDE0FE", "#3F51B5",
    "#FFD166", "#C98A1B", "#B7E4C7", "#2D8A57", "#80ED99", "#14532D", "#F4ACB7", "#9D2F6B",
)  # fmt: skip


def mirror_of(names):
    """For every id the id of its other side (itself where it has none)."""
    swap = {"left": "right", "right": "left"}
    return [
        names.index(f"{swap[n.partition('-')[0]]}-{n.partition('-')[2]}") if n.partition("-")[0] in swap else i
        for i, n in enumerate(names)
    ]


def pairs_of(names):
    """(left, right) names of every paired label."""
    return [(n, names[m]) for n, m in zip(names, mirror_of(names)) if n.startswith("left-") and names[m] != n]


def rgb(colour):
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
