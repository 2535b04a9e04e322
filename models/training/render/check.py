"""Checks rendered frames: class shares, agreement of labels, and left and right of visible joints.

    python check.py RENDERS
"""

import argparse
import glob
import os

import cv2
import numpy as np

# For COCO joints 7.. (elbows to ankles): the anatomy ids that may lie at a visible joint.
AT_JOINT = {7: (3, 5), 8: (4, 6), 9: (5, 7), 10: (6, 8), 13: (11, 13), 14: (12, 14), 15: (13, 15), 16: (14, 16)}


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("renders")
    folder = args.parse_args().renders
    parts, anatomy, right, total, people, bad = np.zeros(19), np.zeros(17), 0, 0, [], []
    share, views = [], {"front": 0, "back": 0}
    for path in sorted(glob.glob(os.path.join(folder, "*.npz"))):
        t = np.load(path)
        p, a, n, k = t["parts"], t["anatomy"], t["persons"], t["keypoints"]
        image = cv2.imread(path[:-4] + ".jpg")
        if image is None or image.shape[:2] != p.shape or n.max() != len(k) or ((p > 0) & (n == 0)).any() or ((a > 0) & (n == 0)).any():
            bad.append(path)
            continue
        parts += np.bincount(p.ravel(), minlength=19)
        anatomy += np.bincount(a.ravel(), minlength=17)
        people.append(len(k))
        share.append((n > 0).mean())
        for i, joints in enumerate(k, 1):
            # Seen from the front a person's left shoulder is on the picture's right.
            views["front" if joints[5, 0] > joints[6, 0] else "back"] += 1
            for j, allowed in AT_JOINT.items():
                if joints[j, 2] == 2:
                    x, y = (joints[j, :2] + 0.5).astype(int)
                    if n[y, x] == i:
                        total += 1
                        right += a[y, x] in allowed
    print(f"{len(people)} frames, {np.mean(people):.2f} people each, median share of the frame {np.median(share):.3f}")
    print(f"front views {views['front']}, back views {views['back']}")
    print(f"visible limb joints on the right segment of the right side: {right}/{total} = {right / max(total, 1):.4f}")
    print("parts %  ", " ".join(f"{i}:{v:.2f}" for i, v in enumerate(parts / parts.sum() * 100)))
    print("anatomy %", " ".join(f"{i}:{v:.2f}" for i, v in enumerate(anatomy / anatomy.sum() * 100)))
    print("inconsistent:", bad or "none")


if __name__ == "__main__":
    main()
