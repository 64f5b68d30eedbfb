"""What the tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A print shop with one small guide that has no findings."""
    return Shop(tmp_path / "a shop")


@pytest.fixture(scope="session")
def good_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop after a print without findings: its `dist/` and `.cache/` are there to be copied."""
    shop = Shop(tmp_path_factory.mktemp("good files") / "shop")
    told = shop.order()
    assert told.code == 0, told.out + told.err
    return shop.root
