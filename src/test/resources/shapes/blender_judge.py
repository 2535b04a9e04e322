"""Draws every closed mask of the open file, at each frame asked for, as 16-bit grey PNG: OUT/NUMBER_FRAME.png, and OUT/names.txt.

blender -b --factory-startup -P SHAPES.py -P blender_judge.py -- OUT WIDTH HEIGHT FRAME[,FRAME...]
"""
import os
import sys

import bpy

out, width, height, frames = sys.argv[sys.argv.index("--") + 1:]
scene = bpy.context.scene
scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = int(width), int(height), 100
scene.view_settings.view_transform = "Raw"
scene.use_nodes = True
tree = scene.node_tree
tree.nodes.clear()
composite = tree.nodes.new("CompositorNodeComposite")
files = tree.nodes.new("CompositorNodeOutputFile")
files.base_path = os.path.abspath(out)
files.format.file_format, files.format.color_mode, files.format.color_depth = "PNG", "BW", "16"
files.file_slots.clear()
names = []
for mask in bpy.data.masks:
    if not all(spline.use_cyclic for layer in mask.layers for spline in layer.splines):
        continue
    node = tree.nodes.new("CompositorNodeMask")
    node.mask, node.size_source, node.size_x, node.size_y = mask, "FIXED", int(width), int(height)
    files.file_slots.new(str(len(names)) + "_")
    tree.links.new(node.outputs[0], files.inputs[len(names)])
    if not names:
        tree.links.new(node.outputs[0], composite.inputs[0])
    names.append(mask.name)
for frame in frames.split(","):
    scene.frame_set(int(frame))
    bpy.ops.render.render()
with open(os.path.join(out, "names.txt"), "w") as listing:
    listing.write("\n".join(names))
curves = [o for o in bpy.data.objects if o.type == "CURVE"]
print("judged", len(names), "masks and", len(curves), "curves of", sum(len(o.data.splines[0].bezier_points) for o in curves), "points")
