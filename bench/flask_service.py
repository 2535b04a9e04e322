"""The peer: a human-parsing service as such articles have it, around Limn's own ONNX file.

Flask's threaded server, ONNX Runtime with its default settings, OpenCV for everything else: the form field `image` is decoded, resized,
parsed; each class becomes a mask of the picture's size; masks are painted from the largest to the smallest, blended over the picture, and
answered as JPEG. Nothing in it is slowed down on purpose, and nothing is tuned.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from flask import Flask, Response, request

MODEL = Path(__file__).resolve().parent.parent / "models" / "limn"


class Parser:
    def __init__(self):
        manifest = json.loads((MODEL / "model.json").read_text())
        self.session = onnxruntime.InferenceSession(str(MODEL / manifest["file"]))
        size = manifest["input"]["size"]
        self.pixels, self.stride = size["pixels"], size["stride"]
        labels = manifest["layers"][0]["labels"]
        self.colours = np.array([[int(label["colour"][i : i + 2], 16) for i in (5, 3, 1)] for label in labels], np.uint8)

    def masks(self, picture):
        """A mask of the picture's size for each class that is there, by label id."""
        height, width = picture.shape[:2]
        scale = min(1.0, (self.pixels / (height * width)) ** 0.5)
        size = [max(1, round(side * scale / self.stride)) * self.stride for side in (width, height)]
        small = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2RGB)
        tensor = (small.astype(np.float32) - 127.5) / 127.5
        logits = self.session.run(["parts"], {"image": tensor.transpose(2, 0, 1)[None]})[0][0]
        labels = logits.argmax(0)
        masks = {}
        for label in range(1, len(logits)):
            mask = (labels == label).astype(np.uint8)
            if mask.any():
                masks[label] = cv2.resize(mask, (width, height), interpolation=cv2.INTER_NEAREST)
        return masks

    def overlay(self, picture):
        painted = picture.copy()
        for label, mask in sorted(self.masks(picture).items(), key=lambda item: -int(item[1].sum())):
            painted[mask > 0] = self.colours[label]
        return cv2.addWeighted(picture, 0.4, painted, 0.6, 0)


def service():
    app = Flask(__name__)
    parser = Parser()

    @app.post("/predict")
    def predict():
        sent = np.frombuffer(request.files["image"].read(), np.uint8)
        picture = cv2.imdecode(sent, cv2.IMREAD_COLOR)
        if picture is None:
            return Response("not a picture", 400)
        return Response(cv2.imencode(".jpg", parser.overlay(picture))[1].tobytes(), mimetype="image/jpeg")

    return app


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--port", type=int, default=5000)
    service().run("127.0.0.1", arguments.parse_args().port, threaded=True)
