"""Shading of rasterised samples: sun and sky light, shadows, occlusion, cloth folds, skin, hair and fabric."""

import math

import numpy as np
from numba import njit

SKIN, CLOTH, HAIR, SHOE, EYE, THING, GLASS = range(7)
LATTICE = 32


def noise_volume(seed=7):
    """A tiling 32^3 value-noise lattice and its gradient: (32,32,32,4) float32."""
    rng = np.random.default_rng(seed)
    v = rng.standard_normal((LATTICE,) * 3)
    for axis in range(3):  # a little smoothing keeps the trilinear lookup from showing its cells
        v = 0.25 * np.roll(v, 1, axis) + 0.5 * v + 0.25 * np.roll(v, -1, axis)
    v /= v.std()
    g = [0.5 * (np.roll(v, -1, a) - np.roll(v, 1, a)) for a in range(3)]
    return np.stack([v] + g, -1).astype(np.float32)


@njit(cache=True)
def _noise(volume, x, y, z, out):
    fx, fy, fz = math.floor(x), math.floor(y), math.floor(z)
    tx, ty, tz = x - fx, y - fy, z - fz
    x0, y0, z0 = int(fx) & 31, int(fy) & 31, int(fz) & 31
    x1, y1, z1 = (x0 + 1) & 31, (y0 + 1) & 31, (z0 + 1) & 31
    for k in range(4):
        a = volume[x0, y0, z0, k] * (1 - tx) + volume[x1, y0, z0, k] * tx
        b = volume[x0, y1, z0, k] * (1 - tx) + volume[x1, y1, z0, k] * tx
        c = volume[x0, y0, z1, k] * (1 - tx) + volume[x1, y0, z1, k] * tx
        d = volume[x0, y1, z1, k] * (1 - tx) + volume[x1, y1, z1, k] * tx
        e, f = a * (1 - ty) + b * ty, c * (1 - ty) + d * ty
        out[k] = e * (1 - tz) + f * tz


@njit(cache=True)
def _sample(textures, t, u, v, out):
    size = textures.shape[1]
    x, y = (u - math.floor(u)) * size - 0.5, (v - math.floor(v)) * size - 0.5
    fx, fy = math.floor(x), math.floor(y)
    ax, ay = x - fx, y - fy
    x0, y0 = int(fx) % size, int(fy) % size
    x1, y1 = (x0 + 1) % size, (y0 + 1) % size
    for k in range(3):
        p = textures[t, y0, x0, k] * (1 - ax) + textures[t, y0, x1, k] * ax
        q = textures[t, y1, x0, k] * (1 - ax) + textures[t, y1, x1, k] * ax
        out[k] = p * (1 - ay) + q * ay


@njit(cache=True)
def lit(shadow, low, high, basis, px, py, pz, bias, spread):
    """Share of the sun that reaches a point (9 taps of the shadow map)."""
    size = shadow.shape[0]
    x = basis[0, 0] * px + basis[0, 1] * py + basis[0, 2] * pz
    y = basis[1, 0] * px + basis[1, 1] * py + basis[1, 2] * pz
    z = basis[2, 0] * px + basis[2, 1] * py + basis[2, 2] * pz
    u = (x - low[0]) / (high[0] - low[0]) * size
    v = (y - low[1]) / (high[1] - low[1]) * size
    total = 0.0
    for j in range(-1, 2):
        for i in range(-1, 2):
            a, b = int(u + i * spread), int(v + j * spread)
            if a < 0 or b < 0 or a >= size or b >= size or shadow[b, a] > z - bias:
                total += 1.0
    return total / 9.0


@njit(cache=True)
def shade(ident, bary, ao, tris, tri_uv, tri_mat, world, normal, rest, colour, volume, textures, mat_kind,
          mat_value, eye, light, key, sky, ground, shadow, low, high, basis, out):
    """Linear RGB of every covered sample.

    mat_value columns: 0 texture (-1 none), 1 mapping (0 uv, 1 planar front, 2 around the body), 2 texture
    repeats, 3 specular strength, 4 gloss exponent, 5 fold depth, 6 fold size (1/dm), 7 grain, 8 phase.
    """
    height, width = ident.shape
    n4, rgb = np.zeros(4), np.zeros(3)
    for y in range(height):
        for x in range(width):
            t = ident[y, x]
            if t < 0:
                continue
            u, v = bary[y, x, 0], bary[y, x, 1]
            w = 1 - u - v
            a, b, c = tris[t, 0], tris[t, 1], tris[t, 2]
            nx = w * normal[a, 0] + u * normal[b, 0] + v * normal[c, 0]
            ny = w * normal[a, 1] + u * normal[b, 1] + v * normal[c, 1]
            nz = w * normal[a, 2] + u * normal[b, 2] + v * normal[c, 2]
            px = w * world[a, 0] + u * world[b, 0] + v * world[c, 0]
            py = w * world[a, 1] + u * world[b, 1] + v * world[c, 1]
            pz = w * world[a, 2] + u * world[b, 2] + v * world[c, 2]
            rx = w * rest[a, 0] + u * rest[b, 0] + v * rest[c, 0]
            ry = w * rest[a, 1] + u * rest[b, 1] + v * rest[c, 1]
            rz = w * rest[a, 2] + u * rest[b, 2] + v * rest[c, 2]
            cr = w * colour[a, 0] + u * colour[b, 0] + v * colour[c, 0]
            cg = w * colour[a, 1] + u * colour[b, 1] + v * colour[c, 1]
            cb = w * colour[a, 2] + u * colour[b, 2] + v * colour[c, 2]
            vx, vy, vz = eye[0] - px, eye[1] - py, eye[2] - pz
            d = 1 / math.sqrt(vx * vx + vy * vy + vz * vz)
            vx, vy, vz = vx * d, vy * d, vz * d
            m = tri_mat[t]
            kind = mat_kind[m]
            f, phase = mat_value[m, 6], mat_value[m, 8]
            if mat_value[m, 5] > 0:
                # Folds run across limbs: stretch the noise sideways.
                _noise(volume, rx * f + phase, ry * f * 1.7 + phase, rz * f + phase, n4)
                k = mat_value[m, 5]
                nx, ny, nz = nx + k * n4[1], ny + k * n4[2] * 1.7, nz + k * n4[3]
                _noise(volume, rx * f * 2.3 + ry + phase, ry * f * 2.9 - phase, rz * f * 2.3, n4)
                k *= 0.45
                nx, ny, nz = nx + k * n4[1], ny + k * n4[2], nz + k * n4[3]
            d = 1 / math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12)
            nx, ny, nz = nx * d, ny * d, nz * d
            facing = nx * vx + ny * vy + nz * vz
            if facing < 0 and kind != SKIN:
                nx, ny, nz, facing = -nx, -ny, -nz, -facing
            if mat_value[m, 0] >= 0:
                rep = mat_value[m, 2]
                if mat_value[m, 1] == 0:
                    s = w * tri_uv[t, 0, 0] + u * tri_uv[t, 1, 0] + v * tri_uv[t, 2, 0]
                    r = 1 - (w * tri_uv[t, 0, 1] + u * tri_uv[t, 1, 1] + v * tri_uv[t, 2, 1])
                    s, r = s * rep, r * rep
                elif mat_value[m, 1] == 1:
                    s, r = rx * rep * 0.1 + 0.5, -ry * rep * 0.1
                else:
                    s, r = (rx + 0.6 * rz) * rep * 0.1, -(ry + 0.25 * rz) * rep * 0.1
                _sample(textures, int(mat_value[m, 0]), s + phase, r, rgb)
                cr, cg, cb = cr * rgb[0], cg * rgb[1], cb * rgb[2]
            if kind == EYE:
                sx = rx - 0.3078 if rx > 0 else rx + 0.3078
                sy, sz = ry - 7.284, rz - 1.245
                d = sz / math.sqrt(sx * sx + sy * sy + sz * sz + 1e-9)
                if d > 0.965:
                    cr, cg, cb = 0.01, 0.01, 0.01
                elif d < 0.83:
                    cr, cg, cb = 0.62, 0.58, 0.55
            grain = mat_value[m, 7]
            if grain > 0:
                if kind == HAIR:
                    s = w * tri_uv[t, 0, 0] + u * tri_uv[t, 1, 0] + v * tri_uv[t, 2, 0]
                    r = w * tri_uv[t, 0, 1] + u * tri_uv[t, 1, 1] + v * tri_uv[t, 2, 1]
                    _noise(volume, s * 160 + rx * 7, r * 5 + phase, rz * 7 + rx * 3, n4)
                else:
                    q = 3.0 if kind == SKIN else 9.0
                    _noise(volume, rx * q + phase, ry * q, rz * q, n4)
                k = max(0.2, 1 + grain * n4[0])
                cr, cg, cb = cr * k, cg * k, cb * k
            ndl = nx * light[0] + ny * light[1] + nz * light[2]
            sun = 0.0
            soft = 0.0
            if kind == SKIN:
                soft = max(0.0, (ndl + 0.35) / 1.35)
            if ndl > 0 or soft > 0:
                sun = lit(shadow, low, high, basis, px + nx * 0.15, py + ny * 0.15, pz + nz * 0.15, 0.25, 1.0)
            direct = max(0.0, ndl) * sun
            open_ = 1 - 0.75 * ao[y, x]
            up = 0.5 + 0.5 * ny
            lr = key[0] * direct + (sky[0] * up + ground[0] * (1 - up)) * open_
            lg = key[1] * direct + (sky[1] * up + ground[1] * (1 - up)) * open_
            lb = key[2] * direct + (sky[2] * up + ground[2] * (1 - up)) * open_
            if kind == SKIN:  # light scattered under the skin reddens the edge of the shade
                k = (soft - max(0.0, ndl)) * sun
                lr, lg, lb = lr + key[0] * k, lg + key[1] * k * 0.55, lb + key[2] * k * 0.4
            r0, g0, b0 = cr * lr, cg * lg, cb * lb
            hx, hy, hz = vx + light[0], vy + light[1], vz + light[2]
            d = 1 / math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9)
            h = max(0.0, (nx * hx + ny * hy + nz * hz) * d)
            edge = (1 - max(0.0, min(1.0, facing))) ** 4
            shine = mat_value[m, 3] * (h ** mat_value[m, 4] * sun + 0.25 * edge * open_)
            if kind == HAIR:
                shine *= 0.6 + 0.5 * n4[0]
                shine = max(0.0, shine)
                r0, g0, b0 = r0 + shine * key[0] * (0.3 + cr), g0 + shine * key[1] * (0.3 + cg), b0 + shine * key[2] * (0.3 + cb)
            else:
                r0, g0, b0 = r0 + shine * key[0], g0 + shine * key[1], b0 + shine * key[2]
            if kind == CLOTH:  # a little fuzz at grazing angles
                k = 0.12 * edge * open_
                r0, g0, b0 = r0 + k * cr * sky[0] * 2, g0 + k * cg * sky[1] * 2, b0 + k * cb * sky[2] * 2
            out[y, x, 0], out[y, x, 1], out[y, x, 2] = r0, g0, b0


@njit(cache=True)
def ground_light(width, height, focal, eye, turn, shadow, low, high, basis, contact, clow, cstep, strength, out):
    """Darkening of the floor (y = 0) seen by each pixel: the sun's shadow and the contact shade."""
    for y in range(height):
        for x in range(width):
            a, b = (x + 0.5 - width / 2) / focal, -(y + 0.5 - height / 2) / focal
            dx = a * turn[0, 0] + b * turn[1, 0] - turn[2, 0]
            dy = a * turn[0, 1] + b * turn[1, 1] - turn[2, 1]
            dz = a * turn[0, 2] + b * turn[1, 2] - turn[2, 2]
            if dy > -1e-4:
                continue
            k = -eye[1] / dy
            if k > 400:
                continue
            px, pz = eye[0] + k * dx, eye[2] + k * dz
            s = lit(shadow, low, high, basis, px, 0.0, pz, 0.3, 1.5)
            i, j = int((px - clow[0]) / cstep), int((pz - clow[1]) / cstep)
            c = 0.0
            if 0 <= i < contact.shape[1] and 0 <= j < contact.shape[0]:
                c = contact[j, i]
            out[y, x] = (1 - strength * (1 - s)) * (1 - 0.6 * c)


def display_table(size=4096):
    """Linear light 0..2 to display values 0..1: straight to 0.7, then rolling off to white, then the sRGB curve."""
    x = np.arange(size) / (size - 1) * 2.0
    y = np.where(x < 0.7, x, 0.7 + 0.3 * (1 - np.exp(-(x - 0.7) / 0.3)))
    return np.where(y <= 0.0031308, y * 12.92, 1.055 * np.power(y, 1 / 2.4) - 0.055).astype(np.float32)


@njit(cache=True)
def develop(ident, light, behind, table, out):
    """Display values of each pixel: its 2 x 2 samples, developed one by one so that bright edges do not bleed.

    `behind` is linear and shows through where samples are empty.
    """
    h, w = behind.shape[:2]
    top = table.shape[0] - 1
    for y in range(h):
        for x in range(w):
            for k in range(3):
                total, empty = 0.0, 0
                for j in range(4):
                    yy, xx = 2 * y + j // 2, 2 * x + j % 2
                    if ident[yy, xx] < 0:
                        empty += 1
                    else:
                        total += table[max(0, min(top, int(light[yy, xx, k] * 0.5 * top + 0.5)))]
                if empty:
                    total += empty * table[max(0, min(top, int(behind[y, x, k] * 0.5 * top + 0.5)))]
                out[y, x, k] = total * 0.25
