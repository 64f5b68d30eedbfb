"""The QR code on paper leads where it should, and another's eye reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from press.finding import Finding
from press.read.clinic import read_clinic
from press.read.fields import Field
from press.read.job import Job, read_job
from press.run.product import Printed, presswork
from press.typeset.engine import start_engine
from press.typeset.qr import LEAST_SQUARE, QUIET, Code, code_of
from tests.brands import NORTH_VALE, bring_brand
from tests.catalogue import KNOWN
from tests.shop import Shop, told
from tests.tools import run, want

HOME = "https://north-vale.example"
SHEET = f"{HOME}/hiccups/en-GB/0.1/3f9a2c"
CODE = Field("hiccups en-GB 0.1 3f9a2c")
FILES = ("leaflet", "leaflet-mono", "night-card", "night-card-mono", "night-card-large-print")


def job_of(shop: Shop, text: str = NORTH_VALE) -> Job:
    """The small guide for a clinic of a brand, with the code of a sheet."""
    clinic_file = bring_brand(shop, "north-vale", text)
    found: list[Finding] = []
    clinic = read_clinic(shop.project, Path(clinic_file), found)
    job = read_job(shop.project, shop.guide, "en-GB", clinic, found)
    assert job and not found, told(found)
    return replace(job, fields={**job.fields, "code": CODE})


def printed(shop: Shop, job: Job, file: str) -> Printed:
    """One product of a job, printed and proved."""
    row = KNOWN.by_file[file]
    one = next(one for one in job.manuscripts if one.product.name == row.name)
    return presswork(start_engine(shop.project), job, one.in_edition(row))


def read_by_zbar(pdf: bytes, folder: Path) -> list[str]:
    """What zbar reads off the last page, drawn at 200 dpi in black and white alone."""
    want("zbarimg", package="zbar-tools", undone="a QR code is read by another's eye")
    document = pypdfium2.PdfDocument(pdf)
    page = document[len(document) - 1].render(scale=200 / 72).to_pil()
    path = folder / "page.png"
    page.convert("L").point(lambda level: 255 * (level >= 128)).convert("1").save(path)
    return run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", path).out.split()


def as_asked(address: str) -> str:
    """An address as a browser asks for it: the host in small letters (RFC 3986, 6.2.2.1)."""
    return re.sub("^[^/]*//[^/]*", lambda match: match[0].lower(), address)


@pytest.mark.parametrize("file", FILES)
def test_another_s_eye_reads_the_code_off_paper(shop: Shop, tmp_path: Path, file: str) -> None:
    """Leaflet and night card, in each edition: zbar reads this sheet's address at 200 dpi."""
    made = printed(shop, job_of(shop), file)
    assert made.pdf, told(made.findings)
    assert not [one for one in made.findings if one.kind == "error"], told(made.findings)
    assert "no room" not in made.says[0]
    assert [as_asked(one) for one in read_by_zbar(made.pdf, tmp_path)] == [SHEET]


def test_without_an_address_there_is_no_code(shop: Shop) -> None:
    """Nor is there one on a product that carries none, or without a brand."""
    rows = KNOWN.by_file
    job = job_of(shop)
    assert code_of(job, rows["night-card"]) and code_of(job, rows["leaflet-large-print"])
    assert not [name for name in ("card", "handout", "poster", "wallet-card")
                if code_of(job, rows[name])]  # fmt: skip
    assert code_of(job, rows["night-card"].faces["tent"]) is None, "its other face has one"
    assert code_of(replace(job, clinic=None), rows["leaflet"]) is None
    bare = "".join(line for line in NORTH_VALE.splitlines(True) if "address" not in line)
    assert code_of(job_of(shop, bare), rows["leaflet"]) is None


def code_for(job: Job, field: Field | None) -> Code:
    fields = {key: one for key, one in job.fields.items() if key != "code"}
    job = replace(job, fields={**fields, **({"code": field} if field else {})})
    code = code_of(job, KNOWN.by_file["leaflet"])
    assert code
    return code


def test_an_address_is_that_of_this_very_sheet(shop: Shop) -> None:
    """The code's blanks are slashes, and what an address can't hold is written as bytes."""
    job = job_of(shop)
    assert code_for(job, CODE).address == SHEET
    assert code_for(job, None).address == f"{HOME}/hiccups/en-GB"
    assert (
        code_for(job, Field("a/b? en-GB 1.0 #é")).address == f"{HOME}/a%2Fb%3F/en-GB/1.0/%23%C3%A9"
    )
    slash = NORTH_VALE.replace(HOME, f"{HOME}/sheets/")
    assert code_for(job_of(shop, slash), CODE).address.startswith(f"{HOME}/sheets/hiccups/")


def test_a_code_is_black_on_white_with_its_quiet_zone(shop: Shop) -> None:
    """Four squares of white around it, in the picture itself, and no other paint."""
    code = code_for(job_of(shop), CODE)
    edge = [*code.squares[:QUIET], *code.squares[-QUIET:]]
    assert not any(map(any, edge))
    assert not any(any(row[:QUIET]) or any(row[-QUIET:]) for row in code.squares)
    assert set(re.findall(r'fill="([^"]*)"', code.drawing.decode())) == {"#000000", "#ffffff"}
    assert code.alt.startswith("QR code")
    assert sum(map(sum, code.squares)) == sum(
        int(n) for n in re.findall(r"h(\d+)v1", code.drawing.decode())
    )


COVER = "content: ''; position: absolute; right: 0; top: 6mm; width: 3mm; height: 1mm"
SPOILT = (
    (".qr-code { display: none }", "is not on paper"),
    (":root { --square: 0.3mm }", f"it needs {LEAST_SQUARE:g} mm"),
    (f".coded::after {{ {COVER}; background: #000000 }}", "are not as they should be"),
)


@pytest.mark.parametrize(("css", "says"), SPOILT)
def test_a_code_that_no_telephone_can_read_is_found_out(shop: Shop, css: str, says: str) -> None:
    """D112: gone, too small, written over."""
    shop.append("styles/night-card.css", f"\n{css}\n")
    made = printed(shop, job_of(shop), "night-card")
    (found,) = [one for one in made.findings if one.code == "D112"]
    assert says in found.problem and found.place.file == "styles/night-card.css"


def test_a_code_without_words_for_the_ear_is_found_out(shop: Shop) -> None:
    """A language whose words file does not describe it has no code yet."""
    shop.edit("content/words/en.toml", "[qr-code]\ndescription", "[calibration]\nunused")
    shop.edit("content/words/en.toml", "[calibration]\ntitle", "title")
    found = [
        one for one in printed(shop, job_of(shop), "night-card").findings if one.code == "D112"
    ]
    assert ["no description" in one.problem for one in found] == [True]


def test_a_card_without_room_is_printed_without_its_code(shop: Shop) -> None:
    """No word gives way to it; the build says that there was no room."""
    shop.append("styles/night-card.css", "\n:root { --square: 4mm }\n")
    made = printed(shop, job_of(shop), "night-card")
    assert made.pdf and "no room for its QR code" in made.says[0], made.says
    assert not [one for one in made.findings if one.code in ("D112", "P206", "C103")]
