# Limn's shapes for Nuke: select the plate (or nothing, for the project's format), then run this file in the Script Editor.
# Each matte becomes a Roto node with its outlines; where it has holes, a second Roto node and a Merge that cuts them out.
# Each centre line becomes a Roto node with one open shape. The data is JSON at the end of this file.
import json
import re


def limn_load_shapes(data):
    import nuke
    import nuke.rotopaint as rotopaint

    selected = nuke.selectedNodes()
    plate = selected[0] if len(selected) == 1 else None
    size = plate.format() if plate else nuke.root().format()
    scale_x = float(size.width()) / data["width"]
    scale_y = float(size.height()) / data["height"]

    def node_name(name):
        return "limn_" + re.sub(r"[^A-Za-z0-9_]", "_", name)

    def add_shape(curves, shape):
        curve = rotopaint.Shape(curves)
        curve.name = re.sub(r"[^A-Za-z0-9_]", "_", shape["name"])
        for vertex in shape["keys"][0]["vertices"]:
            x, y = scale_x * vertex[0], scale_y * (data["height"] - vertex[1])
            curve.append(rotopaint.ShapeControlPoint(x, y))
        curve.setFlag(rotopaint.FlagType.eOpenFlag, not shape["closed"])
        curves.rootLayer.append(curve)
        for key in shape["keys"]:
            frame = key["frame"]
            for i, vertex in enumerate(key["vertices"]):
                point = curve[i]
                x, y, in_x, in_y, out_x, out_y = vertex
                before = (scale_x * in_x, -scale_y * in_y)
                after = (scale_x * out_x, -scale_y * out_y)
                point.center.addPositionKey(frame, (scale_x * x, scale_y * (data["height"] - y)))
                point.leftTangent.addPositionKey(frame, before)
                point.rightTangent.addPositionKey(frame, after)
                point.featherLeftTangent.addPositionKey(frame, before)
                point.featherRightTangent.addPositionKey(frame, after)
        if shape.get("first") is not None:
            attributes = curve.getAttributes()
            attributes.set(0, attributes.kLifeTimeTypeAttribute, 4)  # a range of frames
            attributes.set(0, attributes.kLifeTimeNAttribute, shape["first"])
            attributes.set(0, attributes.kLifeTimeMAttribute, shape["last"])

    def roto(name, shapes):
        node = nuke.nodes.Roto()
        node.setName(node_name(name))
        node["label"].setValue(name)
        node["output"].setValue("alpha")
        if plate:
            node.setInput(0, plate)
        curves = node["curves"]
        for shape in shapes:
            add_shape(curves, shape)
        curves.changed()
        return node

    def matte(name, shapes):
        # Pieces and holes come by falling area: a hole is cut out of what came before it.
        runs = []
        for shape in shapes:
            if not runs or runs[-1][0] != shape["kind"]:
                runs.append((shape["kind"], []))
            runs[-1][1].append(shape)
        result = None
        for kind, members in runs:
            node = roto(name if kind == "outline" else name + "_holes", members)
            if result is not None:
                merge = nuke.nodes.Merge2(operation="stencil" if kind == "hole" else "max")
                merge.setInput(0, result)  # B
                merge.setInput(1, node)  # A
                node = merge
            result = node
        return result

    names = []
    by_name = {}
    for shape in data["shapes"]:
        name = shape["name"] if shape["kind"] == "centre-line" else shape["matte"]
        if name not in by_name:
            names.append(name)
            by_name[name] = []
        by_name[name].append(shape)
    return [
        roto(name, by_name[name]) if by_name[name][0]["kind"] == "centre-line" else matte(name, by_name[name])
        for name in names
    ]
