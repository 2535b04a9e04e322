# Limn's shapes for Blender 3.4 and later: open this file in a Text Editor and press Run Script, or blender -P FILE.
# Each matte becomes a mask: a layer per outline, and a layer that is subtracted per hole. Each centre line becomes a mask with one
# open spline, and a curve object in the collection "Limn" whose points carry the limb's radius. The curves lie in the plane of x and z,
# the frame's longer side being one unit. The data is JSON at the end of this file.
import json


def limn_load_shapes(data):
    import bpy

    width, height = data["width"], data["height"]
    side = float(max(width, height))

    def place(x, y):
        # Masks span a square on the frame's longer side, with y up.
        return 0.5 + (x - width / 2.0) / side, 0.5 + (height / 2.0 - y) / side

    def set_points(points, vertices):
        for point, (x, y, in_x, in_y, out_x, out_y) in zip(points, vertices):
            point.handle_type = "FREE"
            point.select = True
            point.co = place(x, y)
            point.handle_left = place(x + in_x, y + in_y)
            point.handle_right = place(x + out_x, y + out_y)

    def insert_keys(mask, spline, shape):
        # Points of masks are keyed by an operator, which wants an image editor in mask mode.
        scene = bpy.context.scene
        window = bpy.context.window or bpy.context.window_manager.windows[0]
        area = window.screen.areas[0]
        before, frame = area.type, scene.frame_current
        area.type = "IMAGE_EDITOR"
        space = area.spaces.active
        mode, space.ui_mode = space.ui_mode, "MASK"
        space.mask = mask
        region = [r for r in area.regions if r.type == "WINDOW"][0]
        try:
            for key in shape["keys"]:
                scene.frame_set(key["frame"])
                set_points(spline.points, key["vertices"])
                with bpy.context.temp_override(window=window, area=area, region=region, space_data=space):
                    bpy.ops.mask.shape_key_insert()
        finally:
            space.ui_mode = mode
            area.type = before
            scene.frame_set(frame)

    def deselect(mask):
        for layer in mask.layers:
            for spline in layer.splines:
                for point in spline.points:
                    point.select = False

    def add_layer(mask, shape):
        layer = mask.layers.new(name=shape["name"])
        layer.blend = "SUBTRACT" if shape["kind"] == "hole" else "ADD"
        spline = layer.splines.new()
        vertices = shape["keys"][0]["vertices"]
        spline.points.add(len(vertices) - 1)
        spline.use_cyclic = shape["closed"]
        set_points(spline.points, vertices)
        if len(shape["keys"]) > 1:
            insert_keys(mask, spline, shape)
        if shape.get("first") is not None:
            # Whole frames only: what lies between two of them is never drawn.
            first, last = shape["first"], shape["last"]
            for frame, alpha in ((first - 1, 0.0), (first, 1.0), (last, 1.0), (last + 1, 0.0)):
                layer.alpha = alpha
                layer.keyframe_insert("alpha", frame=frame)
        deselect(mask)

    def add_curve(collection, shape):
        curve = bpy.data.curves.new(shape["name"], "CURVE")
        curve.dimensions = "3D"
        spline = curve.splines.new("BEZIER")
        key = shape["keys"][0]
        spline.bezier_points.add(len(key["vertices"]) - 1)
        for i, (x, y, in_x, in_y, out_x, out_y) in enumerate(key["vertices"]):
            point = spline.bezier_points[i]
            point.handle_left_type = point.handle_right_type = "FREE"
            for name, px, py in (
                ("co", x, y),
                ("handle_left", x + in_x, y + in_y),
                ("handle_right", x + out_x, y + out_y),
            ):
                setattr(point, name, ((px - width / 2.0) / side, 0.0, (height / 2.0 - py) / side))
            if key.get("radii"):
                point.radius = key["radii"][i] / side
        collection.objects.link(bpy.data.objects.new(shape["name"], curve))

    collection = bpy.data.collections.get("Limn")
    if collection is None:
        collection = bpy.data.collections.new("Limn")
        bpy.context.scene.collection.children.link(collection)
    masks = {}
    for shape in data["shapes"]:
        name = shape["name"] if shape["kind"] == "centre-line" else shape["matte"]
        if name not in masks:
            masks[name] = bpy.data.masks.new(name)
        add_layer(masks[name], shape)
        if shape["kind"] == "centre-line":
            add_curve(collection, shape)
    return masks
