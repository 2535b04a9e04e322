"""Reads the constant tensors of a TensorFlow Lite file: just enough of its schema to take weights out.

Field numbers follow the public schema (tensorflow/lite/schema/schema.fbs).
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from flatbuffers import encode, number_types, packer, table

CONV_2D, DEPTHWISE_CONV_2D = 3, 4
_DTYPES = {0: np.float32, 2: np.int32, 3: np.uint8, 9: np.int8}


class _Node:
    """One flatbuffers table; fields are addressed by their number in the schema."""

    def __init__(self, data, position):
        self.table = table.Table(data, position)

    def _at(self, field):
        return self.table.Offset(4 + 2 * field)

    def number(self, field, flags, default=0):
        at = self._at(field)
        return self.table.Get(flags, at + self.table.Pos) if at else default

    def node(self, field):
        at = self._at(field)
        return _Node(self.table.Bytes, self.table.Indirect(at + self.table.Pos)) if at else None

    def nodes(self, field):
        at = self._at(field)
        if not at:
            return []
        start = self.table.Vector(at)
        return [_Node(self.table.Bytes, self.table.Indirect(start + 4 * i)) for i in range(self.table.VectorLen(at))]

    def array(self, field, flags):
        at = self._at(field)
        return self.table.GetVectorAsNumpy(flags, at) if at else np.zeros(0)

    def text(self, field):
        at = self._at(field)
        return self.table.String(at + self.table.Pos).decode() if at else ""


@dataclass(frozen=True)
class Operator:
    """One operator: built-in code and the tensor numbers it reads and writes."""

    code: int
    inputs: tuple
    outputs: tuple


class TfliteFile:
    """Operators in order and tensors by number, dequantised to float32."""

    def __init__(self, path):
        data = bytearray(Path(path).read_bytes())
        model = _Node(data, encode.Get(packer.uoffset, data, 0))
        codes = [max(c.number(0, number_types.Int8Flags), c.number(3, number_types.Int32Flags)) for c in model.nodes(1)]
        graph = model.nodes(2)[0]
        self._tensors = graph.nodes(0)
        self._buffers = model.nodes(4)
        self.operators = [
            Operator(
                codes[o.number(0, number_types.Uint32Flags)],
                tuple(int(i) for i in o.array(1, number_types.Int32Flags)),
                tuple(int(i) for i in o.array(2, number_types.Int32Flags)),
            )
            for o in graph.nodes(3)
        ]

    def name(self, number):
        return self._tensors[number].text(3)

    def shape(self, number):
        return tuple(int(n) for n in self._tensors[number].array(0, number_types.Int32Flags))

    def values(self, number):
        """The tensor as float32 in the file's own layout (convolutions: out, height, width, in)."""
        tensor = self._tensors[number]
        buffer = self._buffers[tensor.number(2, number_types.Uint32Flags)].array(0, number_types.Uint8Flags)
        raw = np.frombuffer(buffer.tobytes(), _DTYPES[tensor.number(1, number_types.Int8Flags)]).reshape(self.shape(number))
        quantisation = tensor.node(4)
        scale = quantisation.array(2, number_types.Float32Flags) if quantisation else np.zeros(0)
        if scale.size == 0:
            return raw.astype(np.float32)
        zero = quantisation.array(3, number_types.Int64Flags)
        zero = zero if zero.size else np.zeros_like(scale)
        along = [1] * raw.ndim
        if scale.size > 1:
            along[quantisation.number(6, number_types.Int32Flags)] = scale.size
        return ((raw.astype(np.float64) - zero.reshape(along)) * scale.reshape(along)).astype(np.float32)
