"""Puts a random frame together: who stands where, the camera, the light, the backdrop; then the camera's flaws."""

import cv2
import numpy as np

import backdrop
import things
from raster import Camera
from scene import Light, render

SIZES = [(384, 512), (384, 512), (512, 384), (512, 384), (512, 512), (448, 336), (336, 448), (512, 288), (288, 512)]


def places(count, rng):
    """Ground positions (dm) with at least an arm's breadth between people."""
    spread = rng.uniform(2.5, 5.5) * max(1, count - 1)
    deep = rng.uniform(1, 14) * (count > 1)
    out = []
    for _ in range(400):
        p = np.array([rng.uniform(-spread, spread), rng.uniform(-deep, deep)])
        if all(np.linalg.norm(p - q) > 3.6 for q in out):
            out.append(p)
        if len(out) == count:
            break
    return out


def random_light(rng, level):
    """Sun and sky scaled so that a light grey lands near `level` (linear)."""
    a, h = rng.uniform(-np.pi, np.pi), rng.uniform(0.25, 1.4)
    if rng.random() < 0.7:
        a *= 0.5  # mostly from the camera's side
    d = np.array([np.sin(a) * np.cos(h), np.sin(h), np.cos(a) * np.cos(h)])
    warm = rng.normal(0, 0.08)
    sun = np.array([1 + warm, 1, 1 - warm])
    share = rng.uniform(0.1, 0.75)
    total = np.clip(level / 0.28, 0.6, 1.7)
    cool = rng.normal(0.03, 0.06)
    sky = np.array([1 - cool, 1, 1 + cool])
    return Light(d, total * share * 1.1 * sun, total * (1 - share * 0.6) * sky,
                 total * (1 - share * 0.6) * rng.uniform(0.35, 0.75) * np.array([1.03, 1, 0.95]), float(share))


FRAMINGS = ["group", "full", "waist", "legs", "head", "far", "loose"]


def look(people, framing, rng, width, height):
    """A camera that frames the first person (or the group)."""
    main = people[0]
    joints = main.joints
    low, high = main.box
    if framing in ("group", "far", "loose"):
        low, high = np.min([p.box[0] for p in people], 0), np.max([p.box[1] for p in people], 0)
    low, high = low.copy(), high.copy()
    hip, head = joints[11:13].mean(0), joints[0]
    if framing == "waist":
        low[1] = min(hip[1] + rng.uniform(-1.5, 1.5), high[1] - 3)
    elif framing == "legs":
        high[1] = max(hip[1] + rng.uniform(-0.5, 2.5), low[1] + 3)
    elif framing == "head":
        low, high = head - 2.2 * rng.uniform(0.8, 2), head + 1.8
    centre = (low + high) / 2
    level = rng.random()
    if level < 0.6:
        eye_y = rng.uniform(9, 17)
    elif level < 0.8:
        eye_y = rng.uniform(2.5, 9)
    else:
        eye_y = rng.uniform(17, 45)
    distance = rng.uniform(22, 60) + 0.4 * np.ptp([p.box[1][0] for p in people] + [p.box[0][0] for p in people])
    distance = max(distance, eye_y * 1.1)
    a = rng.normal(0, 0.35)
    eye = np.array([centre[0] + distance * np.sin(a), eye_y, centre[2] + distance * np.cos(a)])
    cam = Camera.looking(eye, centre, 100.0, width, height, roll=rng.normal(0, 0.03))
    corners = np.array([[x, y, z] for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])])
    xy, _ = cam.project(corners)
    w, h = np.ptp(xy[:, 0]), np.ptp(xy[:, 1])
    fill = {"far": rng.uniform(0.22, 0.45), "loose": rng.uniform(0.4, 0.75)}.get(framing, rng.uniform(0.75, 1.1))
    if framing in ("full", "waist", "legs", "head"):
        focal = 100.0 * fill * (height / h if framing != "legs" else min(height / h, 1.6 * width / w))
    else:
        # A wide group may run out of the frame at the sides rather than shrink.
        focal = 100.0 * fill * min(max(width / w, (rng.random() < 0.6) * 0.7 * height / h), height / h)
    shift = rng.uniform(-0.5, 0.5, 2) * (1 - min(fill, 1)) * 0.9
    cam = Camera(cam.eye, cam.turn, focal, width, height)
    right, up = cam.turn[0], cam.turn[1]
    d = np.linalg.norm(eye - centre)
    cam.eye = eye + right * shift[0] * width * d / focal + up * min(0, shift[1]) * height * d / focal * 0.3
    cam.eye[1] = max(cam.eye[1], 1.0)
    return cam


def random_frame(tailor, rng, photographs=None, least=0.015):
    """One training frame; tried again while people cover less than `least` of it."""
    while True:
        frame = attempt(tailor, rng, photographs)
        if (frame.persons > 0).mean() >= least:
            return frame


def attempt(tailor, rng, photographs):
    width, height = SIZES[int(rng.integers(len(SIZES)))]
    count = int(rng.choice([1, 2, 3, 4, 5, 6], p=[0.46, 0.21, 0.13, 0.08, 0.06, 0.06]))
    framing = str(rng.choice(FRAMINGS, p=[0.14, 0.42, 0.18, 0.1, 0.04, 0.04, 0.08]) if count < 3 else
                  rng.choice(["group", "loose", "far", "full", "waist"], p=[0.5, 0.1, 0.04, 0.22, 0.14]))
    people, extras = [], []
    for number, at in enumerate(places(count, rng), 1):
        yaw = rng.normal(0, 40) if rng.random() < 0.55 else rng.uniform(-180, 180)
        p = tailor.make(rng, number, tuple(at), yaw)
        if rng.random() < 0.18:
            p.layers.extend(things.bag(p, rng))
        if rng.random() < 0.15:
            p.layers.extend(things.sunglasses(p, rng))
        if rng.random() < 0.13:
            p.layers.extend(things.scarf(p, rng))
        if p.extra["cap"] and rng.random() < 0.6:
            p.layers.extend(things.peak(p, rng))
        if p.seat:
            extras.extend(things.seat(p, rng))
        people.append(p)
    camera = look(people, framing, rng, width, height)
    middle = np.mean([p.joints.mean(0) for p in people], 0)
    if rng.random() < 0.14:
        extras.extend(things.obstacle(camera.eye, middle, rng))
    kind = rng.random()
    if photographs and photographs.files and kind < 0.45:
        behind = photographs.crop(rng, width, height)
    elif kind < 0.58:
        behind = backdrop.studio(camera, rng)
    else:
        behind = backdrop.place(camera, rng, middle)
    level = float(np.clip(behind.mean() * rng.uniform(0.9, 1.7), 0.2, 0.5))
    image, frame = render(people, extras, camera, random_light(rng, level), behind.astype(np.float32))
    frame.image = flaws(image, rng)
    return drop_unseen(frame)


def flaws(image, rng):
    """Exposure, white balance, softness, noise: what a real camera adds."""
    image = image * rng.uniform(0.85, 1.12) * (1 + rng.normal(0, 0.025, 3))
    image = np.clip(image, 0, 1) ** rng.uniform(0.88, 1.15)
    sigma = rng.uniform(0, 1.0) if rng.random() < 0.8 else rng.uniform(1, 1.8)
    if sigma > 0.35:
        image = cv2.GaussianBlur(image, (0, 0), sigma)
    image = image + rng.standard_normal(image.shape) * rng.uniform(0, 0.03)
    if rng.random() < 0.3:
        grey = image.mean(-1, keepdims=True)
        image = grey + (image - grey) * rng.uniform(0.3, 1.3)
    return (np.clip(image, 0, 1) * 255 + 0.5).astype(np.uint8)


def drop_unseen(frame):
    """Renumbers people 1.. and forgets those with no pixel in the frame."""
    counts = np.bincount(frame.persons.ravel(), minlength=len(frame.people) + 1)
    seen = [i for i in range(1, len(frame.people) + 1) if counts[i] > 0]
    table = np.zeros(256, np.uint8)
    for new, old in enumerate(seen, 1):
        table[old] = new
    frame.persons = table[frame.persons]
    frame.keypoints = frame.keypoints[[i - 1 for i in seen]].reshape(-1, 17, 3)
    return frame
