"""Crops: one affine map from crop pixels to photo pixels serves image, labels and joints alike."""

import math

import cv2
import numpy as np

from .network import STRIDE_OUT

# output cell (u, v) has its centre at crop pixel (4 u + 1.5, 4 v + 1.5)
TO_CELLS = np.array([[STRIDE_OUT, 0, (STRIDE_OUT - 1) / 2], [0, STRIDE_OUT, (STRIDE_OUT - 1) / 2], [0, 0, 1.0]])
PADDING = (127, 127, 127)


def placement(anchor, target, scale, angle=0.0, flip=False):
    """3×3 map from crop pixels to photo pixels: `target` (crop) falls on `anchor` (photo), crop = scale × photo."""
    c, s = math.cos(angle) / scale, math.sin(angle) / scale
    linear = np.array([[c, -s], [s, c]])
    if flip:
        linear[0] *= -1
    shift = np.asarray(anchor) - linear @ np.asarray(target)
    return np.vstack([np.column_stack([linear, shift]), [0, 0, 1]])


def pyramid_for(image, scale):
    """The photo shrunk by a power of two that suits `scale`, and the map from photo pixels to its pixels."""
    level = max(0, round(math.log2(1 / scale) - 0.2)) if scale < 1 else 0
    for _ in range(level):
        image = cv2.resize(image, (max(1, image.shape[1] // 2), max(1, image.shape[0] // 2)), interpolation=cv2.INTER_AREA)
    f = 0.5**level
    return image, np.array([[f, 0, (f - 1) / 2], [0, f, (f - 1) / 2], [0, 0, 1]])


def box_of(mask):
    """Slices of the rows and columns from the first to the last that the mask has; it has some."""
    return tuple(slice(n[0], n[-1] + 1) for n in (np.nonzero(mask.any(axis))[0] for axis in (1, 0)))


def warp(image, to_photo, scale, size, border):
    """The crop of `size` (height, width) with bilinear filtering from a suitable pyramid level."""
    image, shrink = pyramid_for(image, scale)
    return cv2.warpAffine(
        image, (shrink @ to_photo)[:2], size[::-1], flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderValue=border
    )


def pixels(labels, to_photo, size):
    """Labels at every pixel of a crop of `size`, 0 outside the photo."""
    return cv2.warpAffine(labels, to_photo[:2], size[::-1], flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP, borderValue=0)


def cells(labels, to_photo, size, border, half=False):
    """Labels at the centres of the output cells of a crop of `size`; `half` for maps at half the photo's size."""
    to_labels = to_photo @ TO_CELLS
    if half:
        to_labels = np.array([[0.5, 0, -0.25], [0, 0.5, -0.25], [0, 0, 1]]) @ to_labels
    grid = (size[1] // STRIDE_OUT, size[0] // STRIDE_OUT)
    return cv2.warpAffine(
        labels, to_labels[:2], grid, flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP, borderValue=border
    )


def move_joints(joints, to_photo, flip, mirror):
    """Joints (joint, x, y, score) of a photo in crop pixels, sides swapped where the crop is mirrored."""
    moved = joints.copy()
    inverse = np.linalg.inv(to_photo)
    moved[:, 1:3] = joints[:, 1:3] @ inverse[:2, :2].T + inverse[:2, 2]
    if flip:
        moved[:, 0] = np.asarray(mirror)[joints[:, 0].astype(int)]
    return moved
