"""Blender as a judge of EXR files: keys Cryptomatte objects by name, and tells which sockets a multi-layer file has.

blender -b --factory-startup -P blender_judge.py -- JOBS.json

JOBS.json: {"out": FOLDER, "width": W, "height": H, "keys": [{"id": I, "file": F, "layer": L, "names": [...]}], "sockets": FILE}.
Mattes go to FOLDER/I/N_0001.exr, 32-bit float, N being the name's place in the list; the sockets to FOLDER/sockets.json.
"""
import json
import os
import sys

import bpy

jobs = json.load(open(sys.argv[-1]))
scene = bpy.context.scene
scene.use_nodes = True
scene.frame_current = 1
scene.render.resolution_x = jobs["width"]
scene.render.resolution_y = jobs["height"]
scene.render.resolution_percentage = 100
nodes, links = scene.node_tree.nodes, scene.node_tree.links


def key(job):
    nodes.clear()
    writer = nodes.new("CompositorNodeOutputFile")
    writer.base_path = os.path.join(jobs["out"], job["id"])
    writer.format.file_format = "OPEN_EXR"
    writer.format.color_depth = "32"
    writer.format.exr_codec = "ZIP"
    writer.file_slots.clear()
    image = bpy.data.images.load(job["file"])
    for place, name in enumerate(job["names"]):
        crypto = nodes.new("CompositorNodeCryptomatteV2")
        crypto.source = "IMAGE"
        crypto.image = image
        crypto.layer_name = job["layer"]  # raises where the file does not offer it
        crypto.matte_id = name
        writer.file_slots.new(f"{place}_")
        links.new(crypto.outputs["Matte"], writer.inputs[place])
    bpy.ops.render.render(write_still=False)


for job in jobs["keys"]:
    key(job)
nodes.clear()
reader = nodes.new("CompositorNodeImage")
reader.image = bpy.data.images.load(jobs["sockets"])
json.dump({socket.name: socket.type for socket in reader.outputs}, open(os.path.join(jobs["out"], "sockets.json"), "w"))
print("judged")
