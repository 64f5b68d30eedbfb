"""A third guide: a checklist, medicines, lines by name, a photograph; and a card with no steps.

The words lie in tests/cast; the photographs are made as those of tests/freckles are.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from press.project import BLACK_ONES
from tests.freckles import outline, photograph
from tests.shop import ROOT

PHOTOGRAPHS = ("cast.jpg", "hand.png")


def bring_cast(content: Path) -> Path:
    """Lay the guide into a project's `content/`; returns its folder."""
    folder = content / "cast"
    shutil.copytree(ROOT / "tests/cast", folder)
    (folder / "figures" / BLACK_ONES).mkdir(parents=True)
    for number, name in enumerate(PHOTOGRAPHS):
        photograph(bool(number)).save(folder / "figures" / name)
        outline().save(folder / "figures" / BLACK_ONES / name)
    return folder
