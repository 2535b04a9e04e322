"""Runs a .tflite file; only the teachers need it, so TensorFlow is imported when one is opened."""

import numpy as np


class TfliteModel:
    """One input, several outputs; an output may be any tensor of the graph, by its number."""

    def __init__(self, path, threads, inner=False):
        import tensorflow as tf

        self._net = tf.lite.Interpreter(str(path), num_threads=threads, experimental_preserve_all_tensors=inner)
        self._net.allocate_tensors()
        self._input = self._net.get_input_details()[0]
        self.side = int(self._input["shape"][1])
        self.outputs = {d["name"]: d["index"] for d in self._net.get_output_details()}

    def tensor(self, prefix, rank):
        """The number of the tensor whose name begins so, of `rank` dimensions."""
        details = self._net.get_tensor_details()
        return next(d["index"] for d in details if d["name"].startswith(prefix) and len(d["shape"]) == rank)

    def run(self, image, tensors):
        """`image` H×W×3 in the file's own type; float32 values of each tensor, dequantised where it holds bytes."""
        self._net.set_tensor(self._input["index"], image[None].astype(self._input["dtype"]))
        self._net.invoke()
        return [self._value(t) for t in tensors]

    def _value(self, tensor):
        value = self._net.get_tensor(tensor)
        scale, zero = next(d for d in self._net.get_tensor_details() if d["index"] == tensor)["quantization"]
        return (value.astype(np.float32) - zero) * scale if scale else value.astype(np.float32)
