"""What is wrong with a clinic's file is said to whoever filled it in."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from press.finding import Finding
from press.project import Project
from press.read.clinic import read_clinic
from tests.shop import CLINIC, GUIDE_FILE, ROOT, Shop
from tests.wrong_clinics import FILES, GOOD, findings

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


HEADERS = ["lines.switchboard]", "(lines.switchboard)", "[lines.switchboard", "{lines.switchboard}",
           "[Lines.Switchboard]", "[line.switchboard]", "lines.switchboard", "[lines switchboard]",
           "[lines,switchboard]", "[switchboard]", "[[lines.switchboard]]", "Switchboard:",
           "[lines.switchboard}", "[lines.lines.switchboard]",
           "\u2022 [lines.switchboard"]  # fmt: skip


@pytest.mark.parametrize("damaged", HEADERS)
def test_a_damaged_name_in_brackets_is_told_alone(damaged: str, tmp_path: Path) -> None:
    """What stands below it belongs to it; with the right one copied the file is as it was."""
    (found,) = told_of(GOOD.replace("[lines.switchboard]", damaged), tmp_path)
    assert found.place.line == 1 + GOOD.splitlines().index("[lines.switchboard]")
    assert found.fix == "write [lines.switchboard]", found


def test_a_lost_name_in_brackets_takes_no_number_away(tmp_path: Path) -> None:
    """A second number may be another line's; one of two words is told with its hyphen."""
    (found,) = told_of(GOOD.replace("[lines.switchboard]\n", ""), tmp_path)
    assert "a second number" in found.problem and "name in brackets above" in found.fix
    assert "take" not in found.fix
    (found,) = told_of(GOOD.replace("lines.switchboard", "lines.Asthma nurse"), tmp_path)
    assert found.fix == "write [lines.asthma-nurse]"
    (found,) = told_of(f"{GOOD}\n[lines.maternity]\nnumber = 'x'\nhours = 'y'\n", tmp_path)
    assert "stands on line 6 too" in found.problem and "all that stands below it" in found.fix


@pytest.mark.parametrize("number", ["020 7946 012", "020 7946 O123", "7946 0123", "+49 89 1234567",
                                    "+44", "a", "0906 123 4567", "020 7946 0123 / 0124",
                                    ""])  # fmt: skip
def test_no_message_holds_a_number_to_copy(number: str, tmp_path: Path) -> None:
    """Copied, it would be a stranger's; so it is with hours that nobody promised."""
    for country in ("GB", "US", "001"):
        text = GOOD.replace("020 7946 0123", number).replace('"GB"', f'"{country}"')
        for one in told_of(text.replace("day and night", "", 1), tmp_path):
            assert not re.search(r"\d{4}", one.fix), one
            assert "day and night" not in one.fix


def test_all_of_a_file_is_told_in_one_run(tmp_path: Path) -> None:
    """UK, a number that is a digit short, and 999."""
    text = GOOD.replace('"GB"', '"UK"').replace("01632 960123", "999")
    told = told_of(text.replace("020 7946 0123", "020 7946 012"), tmp_path)
    assert [one.code for one in told] == ["C102", "C101", "C101"]


def told_of(text: str, folder: Path) -> list[Finding]:
    """What is found in a clinic's file that says this."""
    path, found = folder / "clinic.toml", list[Finding]()
    path.write_text(text, "utf-8")
    assert read_clinic(Project(ROOT), path, found) is None, text
    return sorted(found)


def test_a_large_logo_is_refused_at_once(shop: Shop) -> None:
    """A8: 31 MB are not read to be refused."""
    shop.write("content/clinics/big.png", b"\x89PNG\r\n\x1a\n" + bytes(31_000_000))
    shop.edit(CLINIC, "country", 'logo = "big.png"\nlogo_description = "Riverside"\ncountry')
    begun = time.process_time()
    told = shop.check("--clinic", shop.here(CLINIC), "--product", "night-card")
    assert time.process_time() - begun < 5
    at_logo = [row for row in told.findings if row["excerpt"].startswith("logo =")]
    assert [row["code"] for row in at_logo] == ["A114"] and "31.0 MB" in at_logo[0]["problem"]


def test_a_misspelt_line_prints_nothing(shop: Shop) -> None:
    """A name that is nearly one that a guide asks for was meant: the page would lack its line."""
    ward = '\n[lines.advise]\nnumber = "0113 496 0123"\nhours = "day and night"\n'
    shop.edit(GUIDE_FILE, "lines.advice", "lines.maternity")
    shop.write(CLINIC, shop.text(CLINIC).replace("lines.maternity", "lines.maternety") + ward)
    told = shop.order("--clinic", shop.here(CLINIC), "--product", "night-card")
    place = f"{CLINIC}:{1 + shop.text(CLINIC).splitlines().index('[lines.maternety]')}"
    assert (
        told.code == 1 and f"{place}:1: C108" in told.out and "write [lines.maternity]" in told.out
    )
    assert not [name for name in shop.dist() if name.endswith(".pdf")]
    assert ": printed" not in told.out
