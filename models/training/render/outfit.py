"""What a person wears: a choice of garments, and each garment's cloth or leather."""

from dataclasses import replace

import numpy as np

import shade
from fabric import leather_colour, random_colour
from figure import Material
from wardrobe import BELT, DRESS, PANTS, SKIRT, UPPER


def shoe_below(shoe, top):
    """The shoe without what trousers reaching down to `top` would cover (it would poke through them)."""
    y = shoe.bound.rest[shoe.bound.mesh.tris[shoe.tris]][..., 1]
    return replace(shoe, tris=shoe.tris[(y < top).any(1)])


def hem(garment):
    """How far down it reaches on the neutral body, dm."""
    y = garment.bound.rest[:, 1]
    if garment.edge is not None:
        return np.where(garment.edge > 0, y, 9).min()
    return y[garment.bound.mesh.tris[garment.tris]].min()


class Dresser:
    def __init__(self, wardrobe, fabrics, calm=False):
        self.wardrobe, self.fabrics, self.calm = wardrobe, fabrics, calm

    def outfit(self, rng, sex):
        """(garments from the inside out, whether the last is a hat)."""
        w = self.wardrobe
        pick = lambda items: items[int(rng.integers(len(items)))]
        tops = [g for g in w.tops if sex in g.genders or rng.random() < 0.3]
        bottoms = [g for g in w.bottoms if (sex in g.genders or rng.random() < 0.4) and not (sex == "m" and g.part == SKIRT)]
        style = rng.random()
        if sex == "f" and style < 0.22:
            waist = rng.uniform(1.0, 2.2)
            worn = [w.shirt(rng, DRESS, hem=waist - 0.5), w.skirt_cut(rng, DRESS, top=waist)]
            for g in worn:
                g.kind = "dress"
        elif style < (0.06 if sex == "f" else 0.15):
            worn = [pick(w.suits)]
        elif style > 0.86:  # a coat over trousers, or a robe down to the feet
            waist, robe = rng.uniform(1.0, 2.0), style < 0.93
            hem_at = rng.uniform(-7.5, -5.0) if robe else rng.uniform(-4.5, -1.2)
            coat = [w.shirt(rng, hem=waist - 0.5, sleeve=1.92), w.skirt_cut(rng, UPPER, top=waist, hem=hem_at)]
            worn = [replace(w.trousers(rng, length=2.0), loose=0.03)]
            for g in coat:
                worn.append(replace(g, kind="dress", bias=0.2, loose=rng.uniform(0.12, 0.22)))
        else:
            if sex == "f" and rng.random() < 0.33:
                bottom = w.skirt_cut(rng)
            elif rng.random() < 0.4:
                bottom = w.trousers(rng)
            else:
                bottom = pick(bottoms or w.bottoms)
            top = w.shirt(rng) if rng.random() < 0.35 else pick(tops or w.tops)
            if top.name == "female_sportsuit01" and rng.random() < 0.7:  # few bare midriffs
                top = w.shirt(rng)
            if top.edge is not None and rng.random() < 0.4:  # tucked in
                top, bottom = replace(top, loose=0.02, bias=0.03), replace(bottom, loose=bottom.loose + 0.06, bias=0.15)
            else:
                top = replace(top, loose=max(top.loose, bottom.loose + 0.06), bias=0.15)
            worn = [bottom, top]
        if rng.random() < 0.12 and not worn[0].kind == "suit":
            worn.append(w.band("belt", BELT, 0.75, 1.25, 0.3))
        if rng.random() < 0.93:
            low = min((hem(g) for g in worn if g.part == PANTS or g.kind == "suit"), default=9.0)
            worn.append(shoe_below(pick(w.shoes), low + 0.3))
        hat = rng.random() < 0.18
        if hat:
            worn.append(pick(w.hats) if rng.random() < 0.5 else w.beanie(rng))
        return worn, hat

    def material(self, garment, rng, shared=None):
        """(material, fabric): `shared` is the fabric of the garment's other half, if it has one."""
        if garment.kind == "shoes":
            return Material(shade.SHOE, specular=rng.uniform(0, 0.25), gloss=rng.uniform(8, 40), grain=0.08), None
        tile, repeat, mapping = shared or self.fabrics.choose(rng)
        return Material(shade.CLOTH, tile, mapping, repeat, rng.uniform(0, 0.04), rng.uniform(4, 20),
                        rng.uniform(0.08, 0.3) * garment.fold, rng.uniform(0.35, 0.9), rng.uniform(0, 0.06),
                        float(rng.uniform(0, 30))), (tile, repeat, mapping)

    def cloth(self, garment, rng, shared, count):
        """(material, (count,3) colours, shared fabric) of one garment."""
        material, fabric = self.material(garment, rng, shared if garment.kind == "dress" else None)
        shared = (shared or fabric) if garment.kind == "dress" else shared
        plain = np.ones((count, 3), np.float32)
        if garment.kind in ("shoes", "belt"):
            material.tile, plain = None, plain * leather_colour(rng)
        elif garment.kind == "hat" or (garment.kind == "beanie" and rng.random() < 0.5):
            material.tile, plain = None, plain * random_colour(rng, self.calm)
        return material, plain, shared
