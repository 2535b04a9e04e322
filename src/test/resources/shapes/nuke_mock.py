"""What the loader of shapes uses of Nuke's Python API. Runs the script named first, and prints what it made as JSON."""
import json
import sys
import types

MADE = []


class Curve:
    def __init__(self):
        self.keys = {}

    def addPositionKey(self, frame, position):
        x, y = position
        self.keys[frame] = [x, y]


class ShapeControlPoint:
    def __init__(self, x, y):
        for name in ("center", "leftTangent", "rightTangent", "featherCenter", "featherLeftTangent", "featherRightTangent"):
            setattr(self, name, Curve())


class FlagType:
    eOpenFlag = 1


class Attributes:
    kLifeTimeTypeAttribute, kLifeTimeNAttribute, kLifeTimeMAttribute = "ltt", "ltn", "ltm"

    def __init__(self):
        self.values = {}

    def set(self, time, name, value):
        assert time == 0 and name in ("ltt", "ltn", "ltm")
        self.values[name] = value


class Shape:
    def __init__(self, knob):
        assert isinstance(knob, CurveKnob)
        self.points, self.open, self.name = [], False, ""
        self.attributes = Attributes()

    def getAttributes(self):
        return self.attributes

    def append(self, point):
        self.points.append(point)

    def __getitem__(self, i):
        return self.points[i]

    def setFlag(self, flag, value):
        assert flag == FlagType.eOpenFlag
        self.open = value


class CurveKnob:
    def __init__(self):
        self.rootLayer, self.told = [], False

    def changed(self):
        self.told = True


class Knob:
    def setValue(self, value):
        self.value = value


class Node:
    def __init__(self, kind, **knobs):
        self.kind, self.name, self.inputs, self.given = kind, "", {}, knobs
        self.knobs = {"label": Knob(), "output": Knob(), "curves": CurveKnob()} if kind == "Roto" else {}
        MADE.append(self)

    def setName(self, name):
        assert name.replace("_", "").isalnum() and name.isascii()
        self.name = name

    def setInput(self, i, node):
        self.inputs[i] = node

    def __getitem__(self, name):
        return self.knobs[name]


class Format:
    def width(self):
        return FORMAT[0]

    def height(self):
        return FORMAT[1]


FORMAT = [int(sys.argv[2]), int(sys.argv[3])]
nuke = types.ModuleType("nuke")
nuke.nodes = types.SimpleNamespace(
    Roto=lambda **knobs: Node("Roto", **knobs), Merge2=lambda **knobs: Node("Merge2", **knobs))
nuke.selectedNodes = lambda: []
nuke.root = lambda: types.SimpleNamespace(format=Format)
nuke.rotopaint = types.ModuleType("nuke.rotopaint")
nuke.rotopaint.Shape = Shape
nuke.rotopaint.ShapeControlPoint = ShapeControlPoint
nuke.rotopaint.FlagType = FlagType
sys.modules["nuke"] = nuke
sys.modules["nuke.rotopaint"] = nuke.rotopaint
with open(sys.argv[1]) as script:
    exec(compile(script.read(), sys.argv[1], "exec"), {"__name__": "__main__"})
nodes = []
for node in MADE:
    entry = {"kind": node.kind, "name": node.name, "inputs": {str(i): n.name or n.kind for i, n in node.inputs.items()}}
    entry.update(node.given)
    if node.kind == "Roto":
        assert node["curves"].told, "the knob was not told of its changes"
        entry["label"] = node["label"].value
        entry["shapes"] = [
            {
                "name": shape.name,
                "open": shape.open,
                "keys": {
                    str(frame): [
                        p.center.keys[frame] + p.leftTangent.keys[frame] + p.rightTangent.keys[frame]
                        for p in shape.points
                    ]
                    for frame in shape.points[0].center.keys
                },
            }
            for shape in node["curves"].rootLayer
        ]
    nodes.append(entry)
print(json.dumps(nodes))
