"""A platemaker that is not ours: Ghostscript, which makes a plate of each ink (`tiffsep`)."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageChops

from tests.tools import want

INKS = ("Cyan", "Magenta", "Yellow", "Black")
PLATE_DPI = 150

Plates = Mapping[str, Image.Image]  # grey, by the ink's name: 0 is no ink, 255 is all of it


def plates(pdf: bytes, folder: Path, pages: str = "1") -> list[Plates]:
    """The plates of some pages, such as "1,3". Without gs the test is skipped, but not in CI.

    Raises CalledProcessError where Ghostscript can't read the file.
    """
    _want_gs()
    (folder / "in.pdf").write_bytes(pdf)
    quiet = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep"]
    asked = [f"-r{PLATE_DPI}", f"-sPageList={pages}", "-sOutputFile=out-%d.tif", "in.pdf"]
    done = subprocess.run([*quiet, *asked], cwd=folder, check=True, capture_output=True, text=True)
    assert done.stdout + done.stderr == "", "Ghostscript grumbles"
    count = len(pages.split(","))
    return [
        {name: _plate(folder / f"out-{number}({name}).tif") for name in INKS}
        for number in range(1, count + 1)
    ]


def ink_taken(pdf: Path) -> tuple[float, ...]:
    """How much of a file's first page each ink covers, in per cent, as an office printer mixes it.

    In the order of INKS; by Ghostscript's device `ink_cov`. Skipped as above.
    """
    _want_gs()
    command = ["gs", "-q", "-dSAFER", "-sPageList=1", "-o", "-", "-sDEVICE=ink_cov", str(pdf)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return tuple(map(float, done.stdout.split()[: len(INKS)]))


def _want_gs() -> None:
    want("gs", package="ghostscript", undone="no plate was looked at")


def _plate(path: Path) -> Image.Image:
    with Image.open(path) as plate:
        return ImageChops.invert(plate.convert("L"))


def as_seen(made: Plates, profile: Path) -> Image.Image:
    """What the plates print, in RGB, by a profile of the press."""
    from PIL import ImageCms

    inked = Image.merge("CMYK", [made[name] for name in INKS])
    seen = ImageCms.profileToProfile(
        inked,
        str(profile),
        ImageCms.createProfile("sRGB"),
        outputMode="RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert seen is not None
    return seen
