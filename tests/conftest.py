"""What the tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A print shop with one small guide that has no findings."""
    return Shop(tmp_path / "a shop")
