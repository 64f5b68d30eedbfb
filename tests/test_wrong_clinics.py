"""What is wrong with a clinic's file is said to whoever filled it in."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.shop import CLINIC, Shop
from tests.wrong_clinics import FILES, findings

OURS = re.compile(
    r"(?<![./])\btoml\b|\btemplates?\b|style ?sheet|\bkeys?\b|\bstrings?\b|\bpars|\btable", re.I
)


@pytest.mark.parametrize("kind", FILES)
def test_a_wrong_file_is_told_in_a_receptionist_s_words(kind: str, tmp_path: Path) -> None:
    """A8: the line, what is wrong with it, and the line as it should be; none of our words."""
    _, _, says, right = FILES[kind]
    found = findings(kind, tmp_path)
    assert says in found[0].problem and right in found[0].fix, found
    for one in found:
        assert not OURS.search(f"{one.problem} {one.fix}".replace("example.toml", "")), one
        assert one.kind == "error"


def test_a_large_logo_is_refused_at_once(shop: Shop) -> None:
    """A8: 31 MB are not read to be refused."""
    shop.write("content/clinics/big.png", b"\x89PNG\r\n\x1a\n" + bytes(31_000_000))
    shop.edit(CLINIC, "country", 'logo = "big.png"\nlogo_description = "Riverside"\ncountry')
    begun = time.process_time()
    told = shop.check("--clinic", shop.here(CLINIC), "--product", "night-card")
    assert time.process_time() - begun < 5
    at_logo = [row for row in told.findings if row["excerpt"].startswith("logo =")]
    assert [row["code"] for row in at_logo] == ["A114"] and "31.0 MB" in at_logo[0]["problem"]


def test_a_misspelt_line_is_told(shop: Shop) -> None:
    """A name that is nearly one that a guide asks for was probably meant."""
    shop.edit(CLINIC, "[lines.maternity]", "[lines.advise]")
    told = shop.check("--clinic", shop.here(CLINIC), "--product", "night-card")
    assert told.has("C108", shop.place(CLINIC, "020 7946")), told.findings
