"""A third guide: a checklist, medicines, lines by name, a photograph; and a card with no steps.

The words lie in tests/cast; the photographs are made as those of tests/freckles are.
"""

from __future__ import annotations

from pathlib import Path

from tests.freckles import bring_photographed

PHOTOGRAPHS = ("cast.jpg", "hand.png")


def bring_cast(content: Path) -> Path:
    """Lay the guide into a project's `content/`; returns its folder."""
    return bring_photographed(content, "cast", PHOTOGRAPHS)
