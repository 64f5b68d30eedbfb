"""Two invented brands, each wrong in its own way, and each as it is once mended."""

from __future__ import annotations

import shutil
from pathlib import Path

import fontpkg
from fontTools import subset

from tests.shop import CLINIC, ROOT, Shop

NORTH_VALE = (ROOT / "content/brands/north-vale.toml").read_text("utf-8")
# a red too light to read, and near to that of alarm
REDWOOD = """name = "Redwood Clinics (example)"

[colours]
headings = "#d9534f"
"""
# a face of its own, which lacks letters
HARBOUR = """name = "Harbour Care (example)"
address = "https://harbour.example"
heading_face = "harbour.ttf"
face_licence = "OFL.txt"
"""
OURS = ROOT / "styles/fonts"
LETTERS = OURS / "BedsideAtkinson_800ExtraBold.ttf"


def bring_brand(shop: Shop, name: str, text: str) -> str:
    """Write a brand, and a clinic's file that names it; the words that order its print."""
    shop.write(f"content/brands/{name}.toml", text)
    return name_brand(shop, name)


def name_brand(shop: Shop, name: str) -> str:
    """Have the example clinic name a brand; its file's whole path."""
    text = (ROOT / CLINIC).read_text("utf-8")
    shop.write(CLINIC, text.replace('country = "GB"', f'country = "GB"\nbrand = "{name}"'))
    return str(shop.root / CLINIC)


def bring_face(shop: Shop, without: str = "") -> None:
    """Put a face beside the brands, with its licence: a whole one, or ours without some letters."""
    folder = shop.root / "content/brands"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(OURS / "OFL.txt", folder / "OFL.txt")
    if not without:
        shutil.copy(Path(fontpkg.path("Amiri")), folder / "harbour.ttf")
        return
    options = subset.Options()
    font = subset.load_font(str(LETTERS), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=set(font.getBestCmap()) - set(map(ord, without)))
    cutter.subset(font)
    subset.save_font(font, str(folder / "harbour.ttf"), options)
