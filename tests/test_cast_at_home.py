"""The guide *Your cast at home*: photographs, a table of exercises, lines of its own, no steps."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from press.check.job import check_job
from press.finding import Finding
from press.pdf.readback import read_back
from press.read.job import Job
from tests.conftest import Once
from tests.guides import BEDSIDE
from tests.shop import ROOT, order, read_one_guide, read_one_job
from tests.tools import copy_all

GUIDE = "cast-at-home"
LOCALES = ("en-GB", "en-US")
PHOTOGRAPHS = 4


def job(locale: str) -> Job:
    return read_one_job(BEDSIDE, read_one_guide(BEDSIDE, GUIDE), locale)


@pytest.fixture(scope="module")
def dist(once: Once) -> Path:
    """The folder of its leaflets, printed without a clinic."""

    def fill(root: Path) -> None:
        told = order(copy_all(root), "--guide", GUIDE, "--product", "leaflet", "--sheet", "none")
        assert told.code == 0, told.out + told.err

    return once("cast at home", fill) / "dist" / GUIDE


@pytest.mark.parametrize("locale", LOCALES)
def test_its_text_has_nothing_that_stops_the_press(locale: str) -> None:
    """Leaflet, card and handout: no error and no question in either country."""
    found: list[Finding] = []
    check_job(job(locale), found)
    assert [str(one) for one in found] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_its_card_is_a_checklist_and_has_no_steps(locale: str) -> None:
    """What to look at, when to phone and whom; nothing is numbered."""
    lines = next(one for one in job(locale).manuscripts if one.product.name == "card").lines
    text = "\n".join(line.text for line in lines)
    assert "{.checklist}" in text and "{.steps}" not in text and "\n1. " not in text


@pytest.mark.parametrize("locale", LOCALES)
def test_its_photographs_are_in_the_leaflet(locale: str, dist: Path) -> None:
    """Each is drawn once, as a picture of many tones."""
    pdf = pypdfium2.PdfDocument(dist / locale / "leaflet.pdf")
    kinds = [one.type for page in pdf for one in page.get_objects()]
    assert kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE) == PHOTOGRAPHS


@pytest.mark.parametrize("locale", LOCALES)
def test_its_exercises_are_a_tagged_table(locale: str, dist: Path) -> None:
    """A screen reader hears each cell with its row and its column."""
    kinds = [one.kind for one in read_back((dist / locale / "leaflet.pdf").read_bytes()).elements]
    assert kinds.count("Table") == 1
    assert (kinds.count("TR"), kinds.count("TH"), kinds.count("TD")) == (8, 3 + 7, 14)


@pytest.mark.parametrize("clinic", ["example.toml", "example-us.toml"])
def test_the_example_clinics_serve_it(clinic: str) -> None:
    """Both lines that the guide sends its reader to have a number."""
    text = (ROOT / "content/clinics" / clinic).read_text("utf-8")
    for name in read_one_guide(BEDSIDE, GUIDE).lines:
        assert f"[lines.{name.name}]" in text
