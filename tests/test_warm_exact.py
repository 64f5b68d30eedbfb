"""What is shown is what is printed: pixel by pixel, line by line, whatever was edited before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from press.read.manuscript import Manuscript
from press.read.syntax import TABLE_RULE
from press.typeset.bench import Bench
from press.typeset.compose import Composer
from press.typeset.engine import Sheets, start_engine
from press.typeset.relay import Laid
from press.typeset.setting import Setting
from press.warm.leaves import sign_of
from tests.guides import BEDSIDE, REAL, real_job
from tests.tools import copy_project
from tests.warm import RoomAtWork, pixels_apart, room_at


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guides, to be edited; no size is known but those beside them."""
    return copy_project(tmp_path_factory.mktemp("exact"), "content", "templates", "styles")


@pytest.fixture(scope="module")
def room(real: Path) -> Iterator[RoomAtWork]:
    with room_at(real) as at_work:
        yield at_work


def printed(room: RoomAtWork, key: tuple[str, str, str, str], edition: str) -> bytes:
    """What `build.py` prints of it."""
    guide, locale, clinic, file = key
    product = file.removesuffix(f"-{edition}")
    argv = ["--guide", guide, "--locale", locale, "--product", product, "--edition", edition]
    argv += ["--clinic", str(room.root / f"content/clinics/{clinic}.toml")] if clinic else []
    room.ask("run", argv=[*argv, "--sheet", "none"])
    told = room.until("ran")[-1].head
    assert told["code"] == 0, told
    return (room.root / "dist" / "/".join(filter(None, key[:3])) / f"{file}.pdf").read_bytes()


@pytest.mark.parametrize(
    ("key", "edition"),
    [
        ((REAL, "en-GB", "example", "night-card"), "standard"),
        ((REAL, "en-GB", "", "night-card-mono"), "mono"),
        (("cast-at-home", "en-US", "", "card"), "standard"),
        (("child-fever", "en-GB", "", "wallet-card"), "standard"),
    ],
)
def test_what_is_shown_is_what_is_printed(
    room: RoomAtWork, key: tuple[str, str, str, str], edition: str
) -> None:
    """No pixel differs, for a clinic's card, an edition, another guide, another paper."""
    guide, locale, clinic, product = key
    pdf = printed(room, key, edition)
    room.show(product, guide, locale=locale, clinic=clinic)
    assert not any(pixels_apart(pdf, room.shown(*key)))


def test_every_line_has_its_place(room: RoomAtWork) -> None:
    """Each line of a manuscript that says something has a box or a picture on its page."""
    for product in ("leaflet", "night-card"):
        lines = room.show(product, REAL)[-1].head["lines"]
        places = {(one["file"], one["line"]): one for one in lines}
        manuscript = next(m for m in real_job().manuscripts if m.product.name == product)
        for line in manuscript.lines:
            if line.text.strip() and not TABLE_RULE.match(line.text):
                place = places[line.file, line.number]
                assert place["boxes"] and place["mend"], line
                for _, left, top, wide, tall in place["boxes"]:
                    assert 0 <= left < left + wide <= 1 and 0 <= top < top + tall <= 1, line
        others = [one for one in lines if one["file"].endswith(".toml")]
        assert others and not any(one["mend"] for one in others)


def edited(manuscript: Manuscript, number: int, how: str) -> Manuscript:
    """The text with a longer line, a line more, a shorter line or a line less."""
    rows, line = [*manuscript.lines], manuscript.lines[number]
    if how == "longer":
        rows[number] = replace(line, text=re.sub(r" (\w{4,}) ", r" really \1 ", line.text, count=1))
    elif how == "more":
        rows.insert(number, line)
    elif how == "shorter":
        rows[number] = replace(line, text=line.text[: len(line.text) // 2].rsplit(" ", 1)[0])
    else:
        del rows[number]
    return replace(manuscript, lines=tuple(rows))


def test_a_text_that_is_laid_out_again_is_laid_out_as_anew() -> None:
    """From one edit to the next each page is box by box what a whole layout makes of it."""
    job = real_job()
    text = next(m for m in job.manuscripts if m.product.name == "leaflet")
    size, setting = text.product.ladder[1], Setting(text.product.question_lines)
    path = BEDSIDE.styles / "leaflet.css"
    composer = Composer(BEDSIDE, job)
    sheets = Sheets(start_engine(BEDSIDE), path, job.pictures.held)
    bench = Bench(sheets, composer, text, text.product.trim(job.paper), [])
    plain = [n for n, line in enumerate(text.lines) if re.match(r"[A-Z-].{30,}", line.text)]
    laid: Laid | None = None
    for turn, how in enumerate(("", "longer", "more", "shorter", "less")):
        text = edited(text, plain[len(plain) * turn // 5], how) if how else text
        html = composer.compose(text, [], setting)
        assert html is not None
        laid = sheets.lay_out_again(html, size, bench.trim, laid, {len(text.lines)})
        list(laid.rest())
        assert laid.simple
        whole = sheets.lay_out(html, size, bench.trim)
        signs = [sign_of(page, "") for page in laid.document.pages]
        assert signs == [sign_of(page, "") for page in whole.pages], how
        sheets.parsed.clear()
