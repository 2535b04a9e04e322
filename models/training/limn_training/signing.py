"""Frames of people who sign, with the joints of their arms, to see whether hands before the body are in the anatomy of their own arm.

Nobody marked joints in the clips by hand: they are the pose network's, where straight and mirrored look agree surely. The frames
are those in the middle between the frames that training took, so they resemble them.
"""

import cv2
import numpy as np

from .pose_teacher import COCO, POINTS, Pose
from .prepare import CLIP_FRAMES
from .recipe import constants

SURE = constants("limbs", "sure")
_KNUCKLES = ((17, 19), (18, 20))  # pinky and index of the left and of the right hand, of the 33 points
_ARMS = (7, 8, 9, 10)  # elbows and wrists in COCO's order


def arms(points):
    """19 rows (x, y, v) in COCO's order with both hands' knuckles after it; v is 2 at elbows, wrists and knuckles that are sure."""
    joints = np.zeros((len(COCO) + 2, 3))
    for joint in _ARMS:
        x, y, confidence = points[COCO[joint]]
        joints[joint] = x, y, 2 if confidence >= SURE else 0
    for side, fingers in enumerate(_KNUCKLES):
        x, y, _ = points[list(fingers)].mean(0)
        joints[len(COCO) + side] = x, y, 2 if points[list(fingers), 2].min() >= SURE else 0
    return joints


def signing(folder, pose, threads):
    """(name, image RGB, [joints of the one person]) of frames in which somebody was surely found."""
    network = Pose(pose, threads)
    for path in sorted(folder.glob("*.mkv")):
        clip = cv2.VideoCapture(str(path))
        count = int(clip.get(cv2.CAP_PROP_FRAME_COUNT))
        wanted = {round(n * count / CLIP_FRAMES) for n in range(1, CLIP_FRAMES)}
        for number in range(count):
            more, frame = clip.read()
            if not more:
                break
            if number in wanted:
                image = np.ascontiguousarray(frame[:, :, ::-1])
                points = network.person(image, np.array([0, 0, image.shape[1], image.shape[0]]))
                if points is not None and len(points) == POINTS:
                    yield f"{path.stem}-{number:03d}", image, [arms(points)]
        clip.release()
