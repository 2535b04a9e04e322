"""What a network says of whole photographs, at the size that the model package asks for."""

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from .labels import ANATOMY, JOINTS, PARTS, mirror_of
from .network import MEAN, OFFSET_SCALE, STD, STRIDE, split
from .recipe import constants

PIXELS = constants("decode", "pixels")
MIRRORS = {"parts": mirror_of(PARTS), "anatomy": mirror_of(ANATOMY), "keypoints": mirror_of(JOINTS)}


def prepared(photo, pixels=PIXELS, enlarge=1.0):
    """The tensor for a photo (RGB), padded right and bottom with 0, and the content's height and width."""
    height, width = photo.shape[:2]
    scale = min(enlarge, (pixels / (height * width)) ** 0.5)
    h, w = max(1, round(height * scale)), max(1, round(width * scale))
    shrunk = cv2.resize(photo, (w, h), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    tensor = np.zeros((1, 3, -(-h // STRIDE) * STRIDE, -(-w // STRIDE) * STRIDE), np.float32)
    tensor[0, :, :h, :w] = (shrunk.transpose(2, 0, 1).astype(np.float32) - MEAN) / STD
    return tensor, (h, w)


def torch_heads(network):
    """The answers of a torch network as the shipped graph gives them."""

    def ask(tensor):
        with torch.inference_mode():
            heads = split(network(torch.from_numpy(tensor)).float())
        heads["centres"], heads["keypoints"] = heads["centres"].sigmoid(), heads["keypoints"].sigmoid()
        heads["offsets"] = heads["offsets"] * OFFSET_SCALE
        return {name: value.numpy() for name, value in heads.items()}

    return ask


def session_options(threads):
    """As the service has them: threads that wait don't spin, numbers near 0 are 0."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    return options


def onnx_heads(path, threads):
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), session_options(threads), providers=["CPUExecutionProvider"])
    names = [o.name for o in session.get_outputs()]
    return lambda tensor: dict(zip(names, session.run(names, {"image": tensor})))


def enlarged(logits, content, size):
    """Logits of the stride-4 grid at `size` (height, width) of the photo, padding cut off."""
    up = F.interpolate(torch.from_numpy(logits), scale_factor=4, mode="bilinear", align_corners=False)
    up = up[:, :, : content[0], : content[1]]
    return F.interpolate(up, size=size, mode="bilinear", align_corners=False)[0]


def parts_of(ask, photo, pixels=PIXELS):
    """Part ids at the photo's own size, and all heads with the content's size."""
    tensor, content = prepared(photo, pixels)
    heads = ask(tensor)
    return enlarged(heads["parts"], content, photo.shape[:2]).argmax(0).numpy().astype(np.uint8), heads, content
