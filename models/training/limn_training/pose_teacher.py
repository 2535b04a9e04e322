"""Joints of one person by MediaPipe's pose_landmark_heavy (Apache-2.0; Bazarevsky et al. 2020), straight and mirrored.

A square crop, 256×256, RGB 0..1, gives 39 × (x, y, z, visibility, presence) in crop pixels; points 33 and 34 give centre and
top of the crop for a second pass.
"""

import cv2
import numpy as np

from .tflite_runtime import TfliteModel

POINTS = 33
_SWAP = np.array([0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9] + [i + 1 if i % 2 else i - 1 for i in range(11, 33)])
# COCO's joints among the 33 points
COCO = (0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28)


class Pose:
    def __init__(self, path, threads):
        self._model = TfliteModel(path, threads)
        self._points, self._flag = self._model.outputs["Identity"], self._model.outputs["Identity_1"]

    def person(self, photo, box):
        """33 rows (x, y, confidence) in photo pixels for the person in `box` (x0, y0, x1, y1), or None where there is none.

        The confidence is the lower one of the straight and the mirrored crop, 0 where they differ by more than 6 % of the
        box's longer side.
        """
        straight = self._twice(photo, box)
        mirrored = self._twice(np.ascontiguousarray(photo[:, ::-1]), _flipped(box, photo.shape[1]))
        if straight is None or mirrored is None:
            return None
        mirrored = mirrored[_SWAP]
        mirrored[:, 0] = photo.shape[1] - 1 - mirrored[:, 0]
        size = max(box[2] - box[0], box[3] - box[1])
        near = np.hypot(*(straight[:, :2] - mirrored[:, :2]).T) < 0.06 * size
        confidence = np.where(near, np.minimum(straight[:, 2], mirrored[:, 2]), 0)
        return np.column_stack([(straight[:, :2] + mirrored[:, :2]) / 2, confidence])

    def _twice(self, photo, box):
        centre = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        points, flag = self._crop(photo, centre, 1.25 * max(box[2] - box[0], box[3] - box[1]))
        if flag < 0.3:
            return None
        middle, top = points[33, :2], points[34, :2]
        radius = float(np.hypot(*(top - middle)))
        points, flag = self._crop(photo, middle, max(2.5 * radius, 0.8 * max(box[2] - box[0], box[3] - box[1])))
        return points[:POINTS] if flag > 0.5 else None

    def _crop(self, photo, centre, side):
        scale = self._model.side / side
        to_crop = np.array([[scale, 0, 128 - scale * centre[0]], [0, scale, 128 - scale * centre[1]]])
        crop = cv2.warpAffine(photo, to_crop, (256, 256), flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        points, flag = self._model.run(crop.astype(np.float32) / 255, [self._points, self._flag])
        points = points.reshape(39, 5)
        confidence = 1 / (1 + np.exp(-points[:, 3:5].min(1)))
        place = (points[:, :2] - 128) / scale + np.asarray(centre)
        return np.column_stack([place, confidence]), float(flag.ravel()[0])


def _flipped(box, width):
    return width - 1 - box[2], box[1], width - 1 - box[0], box[3]
