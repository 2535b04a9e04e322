"""Reads the MakeHuman CC0 assets (base mesh, rig, weights, shape targets, clothes, hair, poses).

Units are decimetres, y is up, the face looks along +z and the person's own left is +x. Text formats are
parsed once and kept in a pickle cache, since the 289 shape targets take a while to read.
"""

import glob
import gzip
import json
import os
import pickle
import re
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

CACHE_VERSION = 3


@dataclass
class Mesh:
    """Triangles whose vertices are bound to base-mesh vertices: sum(weight * base[ref]) + offset * scale."""

    name: str
    ref: np.ndarray  # (N,3) int32 base vertex numbers
    weight: np.ndarray  # (N,3) float32
    offset: np.ndarray  # (N,3) float32, decimetres of the reference body
    tris: np.ndarray  # (M,3) int32 into the N vertices
    uv: np.ndarray  # (M,3,2) float32
    scale: list = field(default_factory=list)  # three of (base vertex, base vertex, reference distance)
    delete: np.ndarray = None  # base vertices hidden under it
    component: np.ndarray = None  # (N,) island number of each vertex

    def fit(self, base):
        """Places the mesh on a (shaped, unposed) base mesh."""
        v = np.einsum("nk,nkc->nc", self.weight, base[self.ref])
        if self.scale:
            s = [abs(base[a, i] - base[b, i]) / d if d else 1.0 for i, (a, b, d) in enumerate(self.scale)]
            v = v + self.offset * np.array(s, np.float32)
        return v.astype(np.float32)


@dataclass
class Rig:
    names: list
    parent: np.ndarray  # (B,) int, -1 for the root; parents come before children
    head_verts: list  # base vertices whose mean is the joint
    tail_verts: list

    def heads(self, base):
        return np.array([base[v].mean(0) for v in self.head_verts], np.float32)

    def tails(self, base):
        return np.array([base[v].mean(0) for v in self.tail_verts], np.float32)


def read_obj(path):
    """Returns vertices, texture coordinates and {group: [(vertex numbers, uv numbers), ...]}."""
    verts, uvs, groups, group = [], [], {}, "all"
    with open(path) as lines:
        for line in lines:
            p = line.split()
            if not p:
                continue
            if p[0] == "v":
                verts.append([float(x) for x in p[1:4]])
            elif p[0] == "vt":
                uvs.append([float(x) for x in p[1:3]])
            elif p[0] == "g":
                group = p[1] if len(p) > 1 else "all"
            elif p[0] == "f":
                corners = [c.split("/") for c in p[1:]]
                vi = [int(c[0]) - 1 for c in corners]
                ti = [int(c[1]) - 1 if len(c) > 1 and c[1] else 0 for c in corners]
                groups.setdefault(group, []).append((vi, ti))
    return np.array(verts, np.float32), np.array(uvs or [[0, 0]], np.float32), groups


def triangulate(polygons, uvs):
    tris, uv = [], []
    for vi, ti in polygons:
        for k in range(1, len(vi) - 1):
            tris.append((vi[0], vi[k], vi[k + 1]))
            uv.append((ti[0], ti[k], ti[k + 1]))
    return np.array(tris, np.int32).reshape(-1, 3), uvs[np.array(uv, np.int32).reshape(-1, 3)].astype(np.float32)


def islands(tris, count):
    a = np.concatenate([tris[:, 0], tris[:, 1]])
    b = np.concatenate([tris[:, 1], tris[:, 2]])
    graph = coo_matrix((np.ones(len(a)), (a, b)), shape=(count, count))
    return connected_components(graph, directed=False)[1].astype(np.int32)


def read_mhclo(path):
    """Reads one proxy: binding lines, scale references, hidden base vertices and its OBJ."""
    scale, rows, hidden, mode, obj = {}, [], [], None, None
    for line in open(path, encoding="utf-8"):
        p = line.split()
        if not p or p[0].startswith("#"):
            continue
        if p[0] == "verts":
            mode = "verts"
        elif p[0] == "delete_verts":
            mode = "delete"
        elif re.match(r"[a-z]", p[0]):
            if p[0] in ("x_scale", "y_scale", "z_scale"):
                scale[p[0][0]] = (int(p[1]), int(p[2]), float(p[3]))
            elif p[0] == "obj_file":
                obj = p[1]
        elif mode == "verts":
            if len(p) == 1:
                rows.append([int(p[0])] * 3 + [1, 0, 0, 0, 0, 0])
            else:
                rows.append([int(x) for x in p[:3]] + [float(x) for x in p[3:9]])
        elif mode == "delete":
            hidden.append(p)
    rows = np.array(rows, np.float64)
    verts, uvs, groups = read_obj(os.path.join(os.path.dirname(path), obj))
    tris, uv = triangulate([f for g in groups.values() for f in g], uvs)
    delete = []
    for p in hidden:
        i = 0
        while i < len(p):
            if i + 2 < len(p) and p[i + 1] == "-":
                delete.extend(range(int(p[i]), int(p[i + 2]) + 1))
                i += 3
            else:
                delete.append(int(p[i]))
                i += 1
    n = len(verts)
    return Mesh(os.path.splitext(os.path.basename(path))[0], rows[:n, :3].astype(np.int32),
                rows[:n, 3:6].astype(np.float32), rows[:n, 6:9].astype(np.float32), tris, uv,
                [scale.get(k) or (0, 0, 0) for k in "xyz"], np.array(delete, np.int32), islands(tris, n))


def group_mesh(name, groups, wanted, uvs):
    """A mesh made of some of the base mesh's own face groups."""
    tris, uv = triangulate([f for g in wanted for f in groups[g]], uvs)
    used, inverse = np.unique(tris, return_inverse=True)
    tris = inverse.reshape(-1, 3).astype(np.int32)
    ref = np.repeat(used[:, None], 3, 1).astype(np.int32)
    weight = np.tile(np.array([[1, 0, 0]], np.float32), (len(used), 1))
    return Mesh(name, ref, weight, np.zeros((len(used), 3), np.float32), tris, uv, [],
                np.zeros(0, np.int32), islands(tris, len(used)))


def read_rig(path):
    data = json.load(open(path))
    bones, joints = data["bones"], data["joints"]
    order, placed = [], set()
    while len(order) < len(bones):
        for name, bone in bones.items():
            if name not in placed and (not bone["parent"] or bone["parent"] in placed):
                order.append(name)
                placed.add(name)
    at = {n: i for i, n in enumerate(order)}
    parent = np.array([at[bones[n]["parent"]] if bones[n]["parent"] else -1 for n in order], np.int32)
    return Rig(order, parent, [joints[bones[n]["head"]] for n in order], [joints[bones[n]["tail"]] for n in order])


def read_weights(path, rig, count):
    """(count, bones) float32, each row summing to 1."""
    w = np.zeros((count, len(rig.names)), np.float32)
    at = {n: i for i, n in enumerate(rig.names)}
    for bone, pairs in json.load(open(path))["weights"].items():
        for vertex, weight in pairs:
            w[vertex, at[bone]] = weight
    return w / np.maximum(w.sum(1, keepdims=True), 1e-9)


def read_target(path):
    rows = [line.split() for line in gzip.open(path, "rt") if line.strip() and not line.startswith("#")]
    rows = np.array(rows, np.float64)
    rows = rows.reshape(-1, 4)
    return rows[:, 0].astype(np.int32), rows[:, 1:4].astype(np.float32)


def read_bvh(path):
    """First frame of a pose: {joint: 3x3 rotation in its parent's frame}, in our y-up axes."""
    text = open(path).read().split("MOTION")
    joints, channels = [], []
    for line in text[0].splitlines():
        p = line.split()
        if p and p[0] in ("ROOT", "JOINT"):
            joints.append(p[1])
        elif p and p[0] == "CHANNELS":
            channels.append(p[2:])
    values = [float(x) for x in text[1].split("Frame Time:")[1].split()[1:]]
    out, at = {}, 0
    swap = np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]], float)  # the files are z-up and face -y
    for joint, names in zip(joints, channels):
        r = np.eye(3)
        for name in names:
            if name.endswith("rotation"):
                r = r @ axis_rotation("XYZ".index(name[0]), np.radians(values[at]))
            at += 1
        out[joint] = (swap @ r @ swap.T).astype(np.float32)
    return out


def axis_rotation(axis, angle):
    c, s = np.cos(angle), np.sin(angle)
    i, j = (axis + 1) % 3, (axis + 2) % 3
    r = np.eye(3)
    r[i, i] = r[j, j] = c
    r[i, j], r[j, i] = -s, s
    return r


@dataclass
class Assets:
    base: np.ndarray  # (19158,3) the neutral base mesh
    body: Mesh
    eyes: Mesh
    tights: Mesh
    skirt: Mesh
    rig: Rig
    weights: np.ndarray  # (19158, bones)
    targets: dict  # name -> (vertex numbers, offsets)
    clothes: dict
    hair: dict
    poses: dict


def load(data, cache):
    """Reads everything below `data` (the training material folder), or the cache made from it."""
    if cache and os.path.exists(cache):
        with open(cache, "rb") as file:
            version, assets = pickle.load(file)
        if version == CACHE_VERSION:
            return assets
    human = os.path.join(data, "makehuman")
    verts, uvs, groups = read_obj(os.path.join(human, "3dobjs", "base.obj"))
    rig = read_rig(os.path.join(human, "rigs", "default.mhskel"))
    found = {kind: {m.name: m for m in map(read_mhclo, sorted(
        glob.glob(os.path.join(data, "makehuman_assets", kind, "*", "*.mhclo"))))} for kind in ("clothes", "hair")}
    targets = {os.path.basename(p)[:-len(".target.gz")]: read_target(p) for p in sorted(
        glob.glob(os.path.join(data, "mpfb2_macrodetails", "**", "*.target.gz"), recursive=True))}
    poses = {os.path.splitext(os.path.basename(p))[0]: read_bvh(p) for p in sorted(
        glob.glob(os.path.join(data, "makehuman*", "poses", "*.bvh")))}
    assets = Assets(verts, group_mesh("body", groups, ["body"], uvs),
                    group_mesh("eyes", groups, ["helper-l-eye", "helper-r-eye"], uvs),
                    group_mesh("tights", groups, ["helper-tights"], uvs),
                    group_mesh("skirt", groups, ["helper-skirt"], uvs), rig,
                    read_weights(os.path.join(human, "rigs", "default_weights.mhw"), rig, len(verts)),
                    targets, found["clothes"], found["hair"], poses)
    if cache:
        os.makedirs(os.path.dirname(os.path.abspath(cache)), exist_ok=True)
        with open(cache + ".tmp", "wb") as out:
            pickle.dump((CACHE_VERSION, assets), out, protocol=4)
        os.replace(cache + ".tmp", cache)
    return assets
