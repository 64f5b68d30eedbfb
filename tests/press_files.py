"""What the tests of the print shop's file share: how one is made, and what its plates show."""

from __future__ import annotations

from datetime import date

from PIL import Image

from press.finding import Finding
from press.prepress.pdfx import press_sheet
from press.project import Project
from tests.plates import INKS, PLATE_DPI, Plates
from tests.shop import ROOT, told

PX = PLATE_DPI / 25.4  # pixels of a plate in a mm
TITLE = "Cramps & “what to do”"
MANUSCRIPT = "content/leg-cramps/en/leaflet.md"
PROFILE = ROOT / "styles/press/coated-fogra39.icc"


def press(pdf: bytes, project: Project | None = None) -> tuple[bytes | None, list[Finding]]:
    """A proof as a press file, or what keeps it from being one."""
    return press_sheet(
        pdf, project or Project(ROOT), TITLE, "en-GB", date(2026, 11, 23), MANUSCRIPT
    )


def sound_press(pdf: bytes) -> bytes:
    """The press file of a proof that has nothing against it."""
    made, found = press(pdf)
    assert made is not None, told(found)
    return made


def extremes(grey: Image.Image) -> tuple[int, int]:
    """The least and the most of a grey picture's values."""
    data = grey.tobytes()
    return min(data), max(data)


def most_ink(made: Plates) -> float:
    """The most ink in one place within the bleed, in per cent."""
    wide, high = made["Black"].size
    inset = round(7 * PX) + 1
    within = (inset, inset, wide - inset, high - inset)
    bands = [made[name].crop(within).tobytes() for name in INKS]
    return max(map(sum, zip(*bands, strict=True))) / 2.55
