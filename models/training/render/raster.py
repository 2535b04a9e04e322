"""Z-buffer rasteriser: which triangle covers each sample, and where in it (perspective-correct)."""

import math
from dataclasses import dataclass

import numpy as np
from numba import njit

NEAR = 0.8


@dataclass
class Camera:
    """Looks from `eye` along the rows of `turn` (right, up, backward); focal and centre in pixels."""

    eye: np.ndarray
    turn: np.ndarray
    focal: float
    width: int
    height: int

    @staticmethod
    def looking(eye, at, focal, width, height, roll=0.0):
        eye, at = np.asarray(eye, float), np.asarray(at, float)
        back = (eye - at) / np.linalg.norm(eye - at)
        right = np.cross([0, 1, 0], back)
        right /= np.linalg.norm(right)
        up = np.cross(back, right)
        c, s = math.cos(roll), math.sin(roll)
        return Camera(eye, np.stack([c * right + s * up, c * up - s * right, back]), focal, width, height)

    def view(self, points):
        return ((points - self.eye) @ self.turn.T).astype(np.float32)

    def project(self, points):
        """Continuous pixel coordinates (x right, y down, the top left corner is 0,0) and depth."""
        v = self.view(np.asarray(points, float))
        depth = -v[..., 2]
        safe = np.maximum(depth, 1e-3)
        return np.stack([self.width / 2 + self.focal * v[..., 0] / safe,
                         self.height / 2 - self.focal * v[..., 1] / safe], -1), depth

    def scaled(self, factor):
        return Camera(self.eye, self.turn, self.focal * factor, self.width * factor, self.height * factor)


@njit(cache=True)
def draw(view, tris, edge, bias, cutout, tri_uv, focal, width, height, depth, ident, bary):
    """Fills depth (inf where empty), ident (triangle, -1 where empty) and bary (weights of corners 1 and 2).

    `bias` (dm) brings outer clothes before what they cover. Where the interpolated `edge` is negative the cloth
    ends. A triangle with cutout > 0 has holes: strands of hair thinned out along their length.
    """
    cx, cy = width * 0.5, height * 0.5
    for t in range(tris.shape[0]):
        a, b, c = tris[t, 0], tris[t, 1], tris[t, 2]
        za, zb, zc = -view[a, 2], -view[b, 2], -view[c, 2]
        if za < NEAR or zb < NEAR or zc < NEAR:
            continue
        ax, ay = cx + focal * view[a, 0] / za, cy - focal * view[a, 1] / za
        bx, by = cx + focal * view[b, 0] / zb, cy - focal * view[b, 1] / zb
        px, py = cx + focal * view[c, 0] / zc, cy - focal * view[c, 1] / zc
        area = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
        if abs(area) < 1e-9:
            continue
        x0 = max(0, int(math.ceil(min(ax, bx, px) - 0.5)))
        x1 = min(width - 1, int(math.floor(max(ax, bx, px) - 0.5)))
        y0 = max(0, int(math.ceil(min(ay, by, py) - 0.5)))
        y1 = min(height - 1, int(math.floor(max(ay, by, py) - 0.5)))
        inv = 1.0 / area
        ia, ib, ic = 1 / za, 1 / zb, 1 / zc
        for y in range(y0, y1 + 1):
            fy = y + 0.5
            for x in range(x0, x1 + 1):
                fx = x + 0.5
                wb = ((fx - ax) * (py - ay) - (fy - ay) * (px - ax)) * inv
                wc = ((bx - ax) * (fy - ay) - (by - ay) * (fx - ax)) * inv
                wa = 1 - wb - wc
                if wa < 0 or wb < 0 or wc < 0:
                    continue
                iz = wa * ia + wb * ib + wc * ic
                z = 1 / iz
                near = z - bias[t]
                if near >= depth[y, x]:
                    continue
                u, v = wb * ib * z, wc * ic * z
                w = 1 - u - v
                if w * edge[a] + u * edge[b] + v * edge[c] < 0:
                    continue
                if cutout[t] > 0:
                    s = w * tri_uv[t, 0, 0] + u * tri_uv[t, 1, 0] + v * tri_uv[t, 2, 0]
                    r = w * tri_uv[t, 0, 1] + u * tri_uv[t, 1, 1] + v * tri_uv[t, 2, 1]
                    strand = math.floor(s * 420.0)
                    h = math.sin(strand * 12.9898) * 43758.5453
                    h -= math.floor(h)
                    q = math.sin(strand * 78.233 + math.floor(r * 6.0) * 3.17) * 9631.77
                    q -= math.floor(q)
                    if 0.6 * h + 0.4 * q < cutout[t]:
                        continue
                depth[y, x] = near
                ident[y, x] = t
                bary[y, x, 0] = u
                bary[y, x, 1] = v


@njit(cache=True)
def draw_depth(points, tris, size, low, high, out):
    """Orthographic depth of triangles given in light space (x, y across, z along the light)."""
    sx, sy = size / (high[0] - low[0]), size / (high[1] - low[1])
    for t in range(tris.shape[0]):
        a, b, c = tris[t, 0], tris[t, 1], tris[t, 2]
        ax, ay = (points[a, 0] - low[0]) * sx, (points[a, 1] - low[1]) * sy
        bx, by = (points[b, 0] - low[0]) * sx, (points[b, 1] - low[1]) * sy
        px, py = (points[c, 0] - low[0]) * sx, (points[c, 1] - low[1]) * sy
        area = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
        if abs(area) < 1e-9:
            continue
        inv = 1.0 / area
        x0, x1 = max(0, int(min(ax, bx, px))), min(size - 1, int(max(ax, bx, px)) + 1)
        y0, y1 = max(0, int(min(ay, by, py))), min(size - 1, int(max(ay, by, py)) + 1)
        for y in range(y0, y1 + 1):
            for x in range(x0, x1 + 1):
                fx, fy = x + 0.5, y + 0.5
                wb = ((fx - ax) * (py - ay) - (fy - ay) * (px - ax)) * inv
                wc = ((bx - ax) * (fy - ay) - (by - ay) * (fx - ax)) * inv
                wa = 1 - wb - wc
                if wa < -0.01 or wb < -0.01 or wc < -0.01:
                    continue
                z = wa * points[a, 2] + wb * points[b, 2] + wc * points[c, 2]
                if z < out[y, x]:
                    out[y, x] = z


@njit(cache=True)
def smooth_normals(verts, tris):
    n = np.zeros_like(verts)
    for t in range(tris.shape[0]):
        a, b, c = tris[t, 0], tris[t, 1], tris[t, 2]
        ux, uy, uz = verts[b, 0] - verts[a, 0], verts[b, 1] - verts[a, 1], verts[b, 2] - verts[a, 2]
        vx, vy, vz = verts[c, 0] - verts[a, 0], verts[c, 1] - verts[a, 1], verts[c, 2] - verts[a, 2]
        x, y, z = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        for k in range(3):
            i = tris[t, k]
            n[i, 0] += x
            n[i, 1] += y
            n[i, 2] += z
    for i in range(n.shape[0]):
        d = math.sqrt(n[i, 0] ** 2 + n[i, 1] ** 2 + n[i, 2] ** 2) + 1e-12
        n[i, 0] /= d
        n[i, 1] /= d
        n[i, 2] /= d
    return n


@njit(cache=True)
def occlusion(depth, focal, radius, out):
    """Screen-space ambient occlusion: how much nearer geometry surrounds each sample (0 open, 1 closed)."""
    height, width = depth.shape
    for y in range(height):
        for x in range(width):
            z = depth[y, x]
            if z > 1e8:
                continue
            r = radius * focal / z
            if r < 1.5:
                continue
            if r > 60:
                r = 60.0
            turn = ((x * 73 + y * 179) % 16) * 0.3926991
            total = 0.0
            for k in range(10):
                angle = turn + k * 2.399963
                q = r * math.sqrt((k + 0.5) / 10)
                xx, yy = int(x + q * math.cos(angle)), int(y + q * math.sin(angle))
                if xx < 0 or yy < 0 or xx >= width or yy >= height:
                    continue
                d = z - depth[yy, xx]
                if d > 0.03:
                    total += min(1.0, d / (0.35 * radius)) * max(0.0, 1 - d / (2.5 * radius))
            out[y, x] = min(1.0, total / 10 * 1.6)
