"""Things that are no people, laid over scenes: signs with lettering, and cloth that nobody wears."""

import string

import cv2
import numpy as np

_FONTS = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_TRIPLEX, cv2.FONT_HERSHEY_COMPLEX)
_LETTERS = np.array(list(string.ascii_uppercase + string.ascii_lowercase + string.digits + " "))


def lay(rng, image, cloth):
    """Lays one to four decoys over `image` in place; `cloth` gives a picture (RGB) to cut a patch from."""
    for _ in range(rng.integers(1, 5)):
        height, width = (int(n * np.exp(rng.uniform(np.log(0.06), np.log(0.6)))) + 8 for n in image.shape[:2])
        board = _sign(rng, height, width) if rng.random() < 0.5 else _patch(rng, cloth(), height, width)
        _fix(rng, image, board)


def _colour(rng):
    return tuple(int(c) for c in rng.integers(0, 256, 3))


def _sign(rng, height, width):
    board = np.full((height, width, 3), _colour(rng), np.uint8)
    ink, size = _colour(rng), float(rng.uniform(0.3, 1.6))
    step = max(8, int(34 * size))
    for y in range(step, height + step, step):
        text = "".join(rng.choice(_LETTERS, rng.integers(2, 14)))
        at = (int(rng.uniform(-0.1, 0.3) * width), y)
        cv2.putText(board, text, at, _FONTS[rng.integers(len(_FONTS))], size, ink, int(rng.integers(1, 4)), cv2.LINE_AA)
    return board


def _patch(rng, picture, height, width):
    h, w = picture.shape[:2]
    side = max(8, int(min(h, w) * rng.uniform(0.15, 0.5)))
    y, x = rng.integers(0, h - side + 1), rng.integers(0, w - side + 1)
    piece = cv2.resize(np.ascontiguousarray(picture[y : y + side, x : x + side]), (width, height))
    return np.rot90(piece, rng.integers(4)) if height == width else piece


def _fix(rng, image, board):
    """Puts a board somewhere, seen at a slant or with a corner cut off."""
    height, width = board.shape[:2]
    y, x = rng.uniform(-0.3, 0.9) * image.shape[0], rng.uniform(-0.3, 0.9) * image.shape[1]
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    slant = corners + (x, y) + rng.normal(0, 0.12, (4, 2)) * (width, height)
    move = cv2.getPerspectiveTransform(corners, slant.astype(np.float32))
    size = (image.shape[1], image.shape[0])
    drawn = cv2.warpPerspective(board, move, size)
    matte = np.zeros((height, width), np.uint8)
    if rng.random() < 0.4:
        cv2.ellipse(matte, (width // 2, height // 2), (width // 2, height // 2), 0, 0, 360, 255, -1)
    else:
        matte[:] = 255
    over = cv2.warpPerspective(matte, move, size) > 127
    image[over] = drawn[over]
