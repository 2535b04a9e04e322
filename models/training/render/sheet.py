"""Contact sheets: frame | parts | anatomy | persons with keypoints, to check renders by eye.

    python sheet.py RENDERS OUT.jpg [--count 12] [--first 0]
"""

import argparse
import glob
import os

import cv2
import numpy as np

PARTS = np.array([(0, 0, 0), (255, 140, 0), (110, 60, 30), (80, 80, 80), (220, 40, 40), (240, 120, 200), (40, 70, 200),
                  (160, 40, 180), (200, 200, 0), (0, 200, 120), (0, 120, 80), (255, 205, 160), (60, 190, 255),
                  (20, 110, 170), (255, 120, 90), (170, 70, 50), (120, 160, 40), (150, 100, 255), (255, 255, 255)], np.uint8)


def ids(count, seed=3):
    rng = np.random.default_rng(seed)
    table = rng.integers(60, 255, (count, 3)).astype(np.uint8)
    table[0] = 0
    return table


ANATOMY = np.array([(0, 0, 0), (255, 220, 180), (190, 150, 110), (255, 60, 60), (150, 0, 0), (255, 140, 60), (160, 80, 0),
                    (255, 230, 60), (160, 140, 0), (60, 160, 255), (20, 60, 140), (80, 255, 120), (0, 130, 40), (60, 255, 255),
                    (0, 130, 130), (255, 80, 255), (130, 0, 130)], np.uint8)


def row(image, parts, anatomy, persons, joints, height=300):
    people = cv2.addWeighted(image, 0.4, ids(64)[persons], 0.6, 0)
    for person in joints:
        for j, (x, y, v) in enumerate(person):
            if v:
                colour = (255, 255, 0) if j == 0 else (0, 255, 0) if j % 2 else (255, 0, 0)  # green: own left
                cv2.circle(people, (int(round(x)), int(round(y))), 3, colour, -1 if v == 2 else 1)
    strip = np.concatenate([image, PARTS[parts], ANATOMY[anatomy], people], 1)
    return cv2.resize(strip, (int(strip.shape[1] * height / strip.shape[0]), height), interpolation=cv2.INTER_AREA)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("renders")
    args.add_argument("out")
    args.add_argument("--count", type=int, default=12)
    args.add_argument("--first", type=int, default=0)
    args.add_argument("--height", type=int, default=300)
    args = args.parse_args()
    rows = []
    for path in sorted(glob.glob(os.path.join(args.renders, "*.npz")))[args.first:args.first + args.count]:
        truth = np.load(path)
        image = cv2.imread(path[:-4] + ".jpg")[..., ::-1]
        rows.append(row(image, truth["parts"], truth["anatomy"], truth["persons"], truth["keypoints"], args.height))
    width = max(r.shape[1] for r in rows)
    rows = [np.pad(r, ((0, 4), (0, width - r.shape[1]), (0, 0))) for r in rows]
    cv2.imwrite(args.out, np.concatenate(rows)[..., ::-1])


if __name__ == "__main__":
    main()
