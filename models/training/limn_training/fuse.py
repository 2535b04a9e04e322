"""What is known of each photograph, from hand-made labels where there are some and from the teachers where they agree.

All maps but `parts` of labelled photographs are at half the photograph's size.
"""

import json
from pathlib import Path

import cv2
import numpy as np

from .decode import persons_of
from .labels import ANATOMY, ANATOMY_IGNORE, IGNORE, JOINTS, PARTS
from .limbs import corrected, hand_discs, parts_sides
from .person_teacher import DeepLab, answers
from .pose_teacher import COCO, Pose
from .predict import onnx_heads, parts_of
from .recipe import constants
from .targets import SOME_PART

_YES, _NO = constants("fuse", "person", "nobody")  # probability of a person that is sure
_BLAZE_FLAG, _UNSURE_IN_CLIPS = constants("fuse", "pose_flag", "unsure_in_clips")
_AGREEMENT, _ANATOMY_SURE, _PARTS_SURE = constants("fuse", "agreement", "anatomy_sure", "parts_sure")
_FACE = (ANATOMY.index("left-face"), ANATOMY.index("right-face"))
_HIPS = (11, 12)  # the pose network is nearer the wrong one in a fifth of the cases: the model's own are taken
_DOUBTFUL = constants("fuse", "doubtful_joint")  # score of a joint that was not surely found: nothing is learned around it


class Fuse:
    def __init__(self, data, model, pose, threads):
        self.data = Path(data)
        self.ask = onnx_heads(model, threads)
        self.deeplab = DeepLab(self.data / "init_backbones/deeplabv3_mnv2_pascal_quant.tflite", threads)
        self.pose = Pose(pose, threads)
        blaze = np.load(self.data / "ccp/blazepose_heavy.npz")
        self.blaze = {f"{i}".removesuffix(".jpg"): n for n, i in enumerate(blaze["ids"])}
        self.landmarks = (blaze["landmarks"], blaze["landmarks_mirror"], blaze["flag"])
        people = json.loads((self.data / "coco_people/people.json").read_text())
        self.joints = {}
        for found in people["annotations"]:
            if found.get("num_keypoints", 0) > 0:
                self.joints.setdefault(found["image_id"], []).append(np.array(found["keypoints"], float).reshape(17, 3))

    def arrays(self, folder, name, photo, size, kind):
        """Arrays of one photograph; `size` is that of the file, which hand-made labels have."""
        arrays = {"image": photo}
        if kind in ("garment", "none"):
            return arrays
        scale = photo.shape[0] / size[0]
        mean = answers(self.ask, photo)
        if kind == "labelled":
            return arrays | self._labelled(name, photo, mean, scale)
        half = tuple((n + 1) // 2 for n in photo.shape[:2])
        if kind == "people":
            ids = cv2.imread(str(self.data / "coco_people/persons" / f"{name}.png"), cv2.IMREAD_UNCHANGED)
            ids = cv2.resize(ids, half[::-1], interpolation=cv2.INTER_NEAREST)
            person = _inside(ids)
            hand_made = [j * (scale, scale, 1) for j in self.joints.get(int(name), [])]
        else:
            person = cv2.resize(self.deeplab.person(photo), half[::-1], interpolation=cv2.INTER_AREA)
            person = ((person + 1 - mean["parts"][0]) / 2 * 255).astype(np.uint8)
            ids, hand_made = self._instances(photo, person), []
        return arrays | self._taught(photo, mean, person, ids, hand_made, kind)

    def _labelled(self, name, photo, mean, scale):
        parts = cv2.imread(str(self.data / "ccp/sides18" / f"{name}.png"), cv2.IMREAD_UNCHANGED)
        parts = cv2.resize(parts, photo.shape[1::-1], interpolation=cv2.INTER_NEAREST)
        half = mean["anatomy"].shape[1:]
        inside = cv2.resize(((parts > 0) & (parts < IGNORE)).astype(np.uint8), half[::-1], interpolation=cv2.INTER_NEAREST) > 0
        anatomy = _doubted(mean)
        points = self._blaze(name, scale)
        if points is not None:
            anatomy = corrected(anatomy, inside, points / (2, 2, 1))
            anatomy = _agreeing(anatomy, cv2.resize(parts, half[::-1], interpolation=cv2.INTER_NEAREST))
        person = ((1 - mean["parts"][0]) * 255).astype(np.uint8)
        return {"parts": parts, "person": person, "anatomy": anatomy, "joints": _joints(points, None, mean["keypoints"], inside, 1)}

    def _blaze(self, name, scale):
        at = self.blaze.get(name)
        if at is None or self.landmarks[2][at].min() < _BLAZE_FLAG:
            return None
        straight, mirrored = self.landmarks[0][at], self.landmarks[1][at]
        span = np.ptp(straight[:, 1])
        near = np.hypot(*(straight[:, :2] - mirrored[:, :2]).T) < 0.06 * max(span, 1)
        confidence = np.where(near, np.minimum(straight[:, 2], mirrored[:, 2]), 0)
        return np.column_stack([(straight[:, :2] + mirrored[:, :2]) / 2 * scale, confidence])

    def _instances(self, photo, person):
        """Persons as the model separates them, at half size."""
        _, heads, content = parts_of(self.ask, photo, 393216)
        rows, columns = (-(-n // 4) for n in content)
        seen = cv2.resize(person, (columns, rows), interpolation=cv2.INTER_AREA) > 110
        ids = persons_of(seen, heads["centres"][0, 0, :rows, :columns], heads["offsets"][0, :, :rows, :columns])
        return cv2.resize(ids, person.shape[::-1], interpolation=cv2.INTER_NEAREST)

    def _taught(self, photo, mean, person, ids, hand_made, kind):
        parts, best = mean["parts"].argmax(0).astype(np.uint8), mean["parts"].max(0)
        anatomy, joints = _doubted(mean), []
        for number in (i for i in np.unique(ids) if 0 < i < 255):
            mask = ids == number
            if mask.sum() < 150:
                continue
            ys, xs = np.nonzero(mask)
            box = 2 * np.array([xs.min(), ys.min(), xs.max() + 1, ys.max() + 1])
            points = self.pose.person(photo, box)
            drawn = _owner(hand_made, mask)
            if points is not None and drawn is not None:
                points = _overruled(points, drawn)
            if points is not None:
                shrunk = points / (2, 2, 1)
                anatomy = corrected(anatomy, mask, shrunk)
                parts = parts_sides(parts, mask, shrunk, PARTS)
                if kind == "clip":
                    self._bare_hands(parts, best, mask, shrunk)
            joints.append(_joints(points, drawn, mean["keypoints"], mask, number))
        pseudo = np.full(parts.shape, IGNORE, np.uint8)
        yes, no = person > 255 * _YES, person < 255 * _NO
        pseudo[yes] = SOME_PART
        sure = yes & (best > _PARTS_SURE) & (parts > 0) & (parts < IGNORE)
        if kind == "clip":
            sure &= ~np.isin(parts, [PARTS.index(n) for n in _UNSURE_IN_CLIPS])
        pseudo[sure] = parts[sure]
        pseudo[no] = 0
        anatomy[yes & (anatomy == 0)] = ANATOMY_IGNORE
        anatomy[no] = 0
        anatomy[~yes & ~no] = ANATOMY_IGNORE
        rows = np.concatenate(joints) if joints else np.zeros((0, 5), np.float32)
        if kind != "people":
            rows[:, 4] = 0
        known = {"person": person, "anatomy": anatomy, "joints": rows.astype(np.float32), "pseudo": pseudo}
        return known | ({"persons": ids} if kind == "people" else {})

    def _bare_hands(self, parts, best, mask, points):
        """People who sign have bare hands, whatever the model takes them for; before the face, what is hand is unknown."""
        for side, disc in hand_discs(mask.shape, points).items():
            face = np.isin(parts, [PARTS.index("face"), PARTS.index("hair")])
            best[disc & face] = 0
            hand = disc & mask & ~face
            parts[hand] = PARTS.index(f"{side}-arm")
            best[hand] = np.maximum(best[hand], _PARTS_SURE + 0.01)


def _inside(ids):
    """Hand-made outlines are coarse: 3 pixels to both sides of them stay unknown, as does a crowd."""
    somebody = (ids > 0).astype(np.uint8)
    kernel = np.ones((3, 3), np.uint8)
    sure, reach = cv2.erode(somebody, kernel), cv2.dilate(somebody, kernel)
    person = np.where(sure > 0, 255, np.where(reach > 0, 128, 0)).astype(np.uint8)
    person[ids == 255] = 128
    return person


def _doubted(mean):
    """The model's anatomy; ignored where its views disagree."""
    anatomy = mean["anatomy"].argmax(0).astype(np.uint8)
    anatomy[(mean["agreement"] < _AGREEMENT) | (mean["anatomy"].max(0) < _ANATOMY_SURE)] = ANATOMY_IGNORE
    return anatomy


def _agreeing(anatomy, parts):
    """Ignored where hand-made bare limbs or shoes are on the other side."""
    anatomy = anatomy.copy()
    for part, limbs in (("arm", ("upper-arm", "lower-arm", "hand")), ("leg", ("upper-leg", "lower-leg")), ("shoe", ("foot",))):
        for side, other in (("left", "right"), ("right", "left")):
            ids = [ANATOMY.index(f"{other}-{limb}") for limb in limbs]
            anatomy[(parts == PARTS.index(f"{side}-{part}")) & np.isin(anatomy, ids)] = ANATOMY_IGNORE
    return anatomy


def _owner(hand_made, mask):
    """The hand-made joints of which most lie in `mask`, or None."""
    best, share = None, 0.6
    for joints in hand_made:
        seen = joints[joints[:, 2] > 0]
        x, y = (seen[:, i] // 2 for i in (0, 1))
        x, y = x.astype(int).clip(0, mask.shape[1] - 1), y.astype(int).clip(0, mask.shape[0] - 1)
        inside = mask[y, x].mean() if len(seen) else 0
        if inside > share:
            best, share = joints, inside
    return best


def _overruled(points, drawn):
    """The 33 points, with the confidence of a limb 0 where hand-made joints lie far from its own, else theirs."""
    points = points.copy()
    measure = 0.35 * max(np.hypot(*(points[11, :2] - points[12, :2])), 8)
    for joint, at in enumerate(COCO):
        if drawn[joint, 2] == 0:
            continue
        far = np.hypot(*(points[at, :2] - drawn[joint, :2])) > measure
        if far and at in (15, 16):
            points[[at + 2, at + 4, at + 6], 2] = 0
        if far and at in (27, 28):
            points[[at + 2, at + 4], 2] = 0
        points[at] = (*drawn[joint, :2], 1.0)
    return points


def _joints(points, drawn, heat, mask, person):
    """Rows (joint, x, y, score, person) in photograph pixels; what is not sure gets a score under 0.5."""
    rows = []
    for joint in range(len(JOINTS)):
        if drawn is not None and drawn[joint, 2] > 0:
            rows.append((joint, *drawn[joint, :2], 1.0, person))
        elif points is not None and points[COCO[joint], 2] > 0.1 and joint not in _HIPS:
            x, y, confidence = points[COCO[joint]]
            rows.append((joint, x, y, 1.0 if confidence > 0.6 else _DOUBTFUL, person))
        else:
            inside = np.where(mask, heat[joint], 0)
            y, x = np.unravel_index(inside.argmax(), inside.shape)
            if inside[y, x] > 0.15:
                rows.append((joint, 2 * x + 0.5, 2 * y + 0.5, 1.0 if inside[y, x] > 0.4 else _DOUBTFUL, person))
    return np.array(rows, np.float32).reshape(-1, 5)
