"""A brand dresses a clinic's pages, and changes nothing of what they say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from press.check.brand import check_brand, check_colours, fault_of
from press.colour import contrast, distance, nearest, parts_of
from press.finding import Finding
from press.pdf.readback import read_back
from press.project import Project
from press.read.brand import USES, Brand, read_brand
from press.read.clinic import Clinic, read_clinic
from press.read.job import Job, read_job
from press.run.keys import common_key, job_key
from press.toml_tables import Entry
from press.typeset.brand_sheet import FAMILY, sheet_of
from tests.brands import HARBOUR, NORTH_VALE, REDWOOD, bring_brand, bring_face, name_brand
from tests.shop import CLINIC, Shop

RED = "content/brands/redwood.toml"


def clinic_of(shop: Shop) -> tuple[Clinic | None, list[Finding]]:
    """The example clinic as the reading room has it, and what is found."""
    found: list[Finding] = []
    return read_clinic(shop.project, shop.root / CLINIC, found), found


def brand_of(shop: Shop, name: str, text: str) -> Brand:
    """A brand that can be read."""
    bring_brand(shop, name, text)
    clinic, found = clinic_of(shop)
    assert clinic and clinic.brand, found
    return clinic.brand


def job_of(shop: Shop) -> Job:
    """The small guide for the example clinic."""
    clinic, found = clinic_of(shop)
    job = read_job(shop.project, shop.guide, "en-GB", clinic, found)
    assert job and not found, found
    return job


def colours_of(shop: Shop, rows: str) -> list[Finding]:
    """What is found of a brand with these colours."""
    text = f'name = "Redwood Clinics (example)"\n[colours]\n{rows}'
    return list(check_colours(brand_of(shop, "redwood", text)))


def test_the_example_brand_has_no_finding(shop: Shop) -> None:
    """What is there to be copied passes."""
    bring_brand(shop, "north-vale", NORTH_VALE)
    assert check_brand(job_of(shop)) == []


def test_a_red_too_light_is_told_plainly_and_prints_once_mended(card_shop: Shop) -> None:
    """Its line, its contrast and the nearest that passes; with that copied the card is printed."""
    clinic = bring_brand(card_shop, "redwood", REDWOOD)
    words = ("--clinic", clinic, "--product", "night-card")
    told = card_shop.check(*words)
    (row,) = [row for row in told.findings if row["kind"] == "error"]
    assert (row["code"], row["file"], row["line"]) == ("C116", RED, 4)
    assert "#d9534f" in row["problem"] and "3.6:1; it needs 7:1" in row["problem"]
    mended = row["fix"].partition(":")[0].removeprefix("write ")
    card_shop.edit(RED, 'headings = "#d9534f"', mended)
    told = card_shop.order("--sheet", "none", *words)
    assert told.code == 0, told.out + told.err
    pdf = card_shop.dist()["hiccups/en-GB/example/night-card.pdf"]
    colours = read_back(pdf).pages[0].bare.getcolors(10**6) or []
    assert parts_of(mended[-8:-1]) in {colour for _, colour in colours}, "its header"


def test_a_face_that_lacks_letters_is_told_plainly_and_prints_once_mended(card_shop: Shop) -> None:
    """Which letters, and in which heading; with a whole face the card is set in it and proved."""
    bring_face(card_shop, without="c?")
    clinic = bring_brand(card_shop, "harbour", HARBOUR)
    words = ("--clinic", clinic, "--product", "night-card")
    told = card_shop.check(*words)
    (row,) = [row for row in told.findings if row["kind"] == "error"]
    assert (row["code"], row["file"], row["line"]) == ("C117", "content/brands/harbour.toml", 3)
    assert "lacks ? c, for “Hiccups at night?”" in row["problem"], row
    assert "content/hiccups/en/night-card.md:2" in row["problem"]
    bring_face(card_shop)
    told = card_shop.order("--sheet", "none", *words)
    assert told.code == 0, told.out + told.err
    reading = read_back(card_shop.dist()["hiccups/en-GB/example/night-card.pdf"])
    fonts = {glyph.font.split("+")[-1].replace("-", " ") for glyph in reading.flow}
    assert any(font.startswith(FAMILY) for font in fonts), fonts
    set_in = {one.char for one in reading.flow if FAMILY.split()[-1] in one.font}
    assert "H" in set_in and "9" not in set_in, "no number to dial, and no alarm"


@pytest.mark.parametrize(("rows", "says"), [
    ('text = "#777777"', "contrast of"),
    ('quiet = "#8a94a8"', "contrast of"),
    ('rules = "#c8cedb"', "a copier drops it"),
    ('panel = "#b8c4dc"', "type on it has a contrast of"),
    ('headings = "#8f0f33"', "red of STOP"),
    ('headings = "#7a1040"', "red of STOP"),
    ('rules = "#a4133c"', "red of STOP"),
    ('panel = "#fdf0f3"', "ground of STOP"),
    ('text = "#16213f"', "`headings` has the same"),
    ('panel = "#ffffff"', "white of the paper"),
])  # fmt: skip
def test_a_colour_that_fails_is_told_with_the_nearest_that_passes(
    shop: Shop, rows: str, says: str
) -> None:
    """The offered colour is of the same hue, and passes all that the first was held to."""
    (found,) = colours_of(shop, rows)
    assert found.code == "C116" and says in found.problem, found
    offered = found.fix.partition(":")[0].removeprefix("write ")
    assert colours_of(shop, offered) == []


@pytest.mark.parametrize("rows", ['headings = "#4a2c12"', 'quiet = "#5a4444"', 'text = "#000000"',
                                  'headings = "#5b2a86"', 'panel = "#f7f1e6"'])  # fmt: skip
def test_no_colour_is_taken_for_alarm_that_is_none(shop: Shop, rows: str) -> None:
    """A brown, a purple, a grey and a cream are a brand's."""
    assert colours_of(shop, rows) == []


def test_the_nearest_colour_is_near() -> None:
    """A colour that passes stays as it is; else its lightness changes no further than it must."""
    white = (255, 255, 255)

    def passes(code: str) -> bool:
        return contrast(parts_of(code), white) >= 7

    assert nearest("#16213f", passes) == "#16213f"
    for code in ("#d9534f", "#005eb8", "#ffd166", "#00a499", "#777777", "#ffffff"):
        offered = nearest(code, passes)
        assert offered and passes(offered)
        assert contrast(parts_of(offered), white) < 7.4, "no darker than it must be"
        assert distance(code, offered) < distance(code, "#000000")
    assert nearest("#005eb8", lambda _: False) is None


def test_two_of_a_brand_s_colours_are_told_once(shop: Shop) -> None:
    """Where two uses have one colour, one of them is to be changed."""
    (found,) = colours_of(shop, 'headings = "#0b4a3a"\ntext = "#0b4a3a"')
    assert "has the same" in found.problem


@pytest.mark.parametrize(("written", "near"), [
    ("nort-vale", 'write brand = "north-vale"'),
    ("North Vale", 'write brand = "north-vale"'),
    ("north-vale.toml", 'write brand = "north-vale"'),
    ("content/brands/north-vale", 'write brand = "north-vale"'),
    ("../../secret", "one of these between the quotes: north-vale"),
    ("xyz", "take this line away"),
])  # fmt: skip
def test_a_brand_that_is_not_there_is_told_to_the_receptionist(
    shop: Shop, written: str, near: str
) -> None:
    """At her line, with the brands that there are, and no path of the machine."""
    bring_brand(shop, "north-vale", NORTH_VALE)
    name_brand(shop, written)
    clinic, (found,) = clinic_of(shop)
    assert clinic is None and found.code == "C114" and near in found.fix, found
    assert found.excerpt == f'brand = "{written}"'


@pytest.mark.parametrize(("old", "new", "code", "says"), [
    ('name =', 'nmae =', "C115", "`nmae` is not known here"),
    ("panel =", "pannel =", "C115", "no colour for `pannel`"),
    ("panel =", "alert =", "C115", "no colour for `alert`"),
    ('"#e9f4f0"', '"mint"', "C115", "`mint` is no colour"),
    ('"#e9f4f0"', '"#e9f"', "C115", "`#e9f` is no colour"),
    ('"#e9f4f0"', "14", "C115", "`14` is no colour"),
    ("[colours]", "[colors]", "C115", "[colors] is not known here"),
    ("[colours]", "", "C115", "`headings` is not known here"),
    ("https://north-vale.example", "www.north-vale.example", "C119", "is no web address"),
    ("https://north-vale.example", "http://north-vale.example", "C119", "is no web address"),
    ("https://north-vale.example", "https://a.example/?q=1", "C119", "is no web address"),
    ("https://north-vale.example", f"https://{'a' * 50}.example", "C119", "has room for 40"),
    ("[colours]", 'logo = "x.svg"\n[colours]', "A112", "no description"),
    ("[colours]", 'logo = "../x.svg"\n[colours]', "C104", "beside the brand's file"),
    ("[colours]", 'heading_face = "no.ttf"\n[colours]', "C118", "there is no font `no.ttf`"),
    ("[colours]", 'heading_face = "../a.ttf"\n[colours]', "C118", "named by a path"),
    ("[colours]", "colours", "M105", ""),
])  # fmt: skip
def test_what_can_not_be_in_a_brand_s_file_is_told_at_its_line(
    shop: Shop, old: str, new: str, code: str, says: str
) -> None:
    """One cause, in the words of whoever makes a brand."""
    assert old in NORTH_VALE
    bring_brand(shop, "north-vale", NORTH_VALE.replace(old, new, 1))
    clinic, found = clinic_of(shop)
    assert clinic is None and found[0].code == code and says in found[0].problem, found
    assert found[0].place.file == "content/brands/north-vale.toml"


def test_a_face_needs_its_licence_and_must_be_a_font(shop: Shop) -> None:
    """C118: no licence beside it, none of the name, no font in the file; ours needs none."""
    bring_face(shop)
    for text, says in (
        (HARBOUR.replace('face_licence = "OFL.txt"', ""), "no licence here"),
        (HARBOUR.replace("OFL.txt", "no.txt"), "there is no licence `no.txt`"),
    ):
        bring_brand(shop, "harbour", text)
        _, (found,) = clinic_of(shop)
        assert found.code == "C118" and says in found.problem
    bring_brand(shop, "harbour", HARBOUR)
    shop.write("content/brands/harbour.ttf", b"no font at all, but long enough to look like one")
    (found,) = check_brand(job_of(shop))
    assert found.code == "C118" and "it is no font, or not whole" in found.problem
    ours = HARBOUR.replace("harbour.ttf", "BedsideAtkinson_600SemiBold.ttf")
    bring_brand(shop, "harbour", ours.replace('face_licence = "OFL.txt"', ""))
    assert check_brand(job_of(shop)) == []


@pytest.mark.parametrize("name", ["north-vale.toml", "logo.svg", "harbour.ttf"])
def test_nothing_of_a_brand_leads_out_of_the_project(shop: Shop, tmp_path: Path, name: str) -> None:
    """A brand's file, logo and face are the files themselves, and no links to other places."""
    bring_face(shop)
    logo = 'logo = "logo.svg"\nlogo_description = "North Vale"\n[colours]'
    face = [line for line in HARBOUR.splitlines() if "face" in line]
    text = NORTH_VALE.replace("[colours]", "\n".join([*face, logo]))
    bring_brand(shop, "north-vale", text)
    shop.write("content/brands/logo.svg", "<svg/>")
    file = shop.root / "content/brands" / name
    (tmp_path / name).write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(tmp_path / name)
    clinic, (found,) = clinic_of(shop)
    assert clinic is None and "out of the project" in found.problem, found


def test_a_brand_that_can_not_be_read_is_told(shop: Shop) -> None:
    """A file that one may not read, a folder in its place, an empty one: M1xx at the brand."""
    bring_brand(shop, "north-vale", "")
    clinic, (found,) = clinic_of(shop)
    assert clinic is None and found.code == "M102", found
    path = shop.root / "content/brands/north-vale.toml"
    path.write_bytes(b"\xff\xfe\x00")
    clinic, found_now = clinic_of(shop)
    assert clinic is None and found_now[0].code == "M101"
    if os.geteuid():
        path.chmod(0)
        assert clinic_of(shop)[1][0].code == "M118"


def test_a_clinic_s_own_logo_goes_before_that_of_its_brand(shop: Shop) -> None:
    """A brand's logo stands where a clinic has none; a missing one is told at the brand's line."""
    logo = 'logo = "vale.svg"\nlogo_description = "North Vale"\n[colours]'
    bring_brand(shop, "north-vale", NORTH_VALE.replace("[colours]", logo))
    clinic, _ = clinic_of(shop)
    assert clinic and clinic.logo and clinic.logo.path.name == "vale.svg"
    assert {path.name for path in clinic.files} == {"north-vale.toml", "vale.svg"}
    missing = shop.check("--clinic", str(shop.root / CLINIC), "--product", "night-card")
    assert missing.has("A111", "content/brands/north-vale.toml:6"), missing.out
    own = 'country = "GB"\nlogo = "own.svg"\nlogo_description = "Ours"'
    shop.edit(CLINIC, 'country = "GB"', own)
    clinic, _ = clinic_of(shop)
    assert clinic and clinic.logo and clinic.logo.path.name == "own.svg"


def test_a_brand_is_in_the_key_of_its_jobs_and_of_no_other(shop: Shop) -> None:
    """Its file, face and licence: a changed byte prints anew what is of this brand."""
    bring_face(shop)
    bring_brand(shop, "harbour", HARBOUR)

    def keys() -> tuple[str, str]:
        project = shop.project
        clinic = read_clinic(project, shop.root / CLINIC, [])
        common = common_key(project)
        assert clinic
        return tuple(job_key(project, common, shop.guide, one) for one in (clinic, None))  # type: ignore[return-value]

    first = keys()
    for name in ("harbour.toml", "harbour.ttf", "OFL.txt"):
        path = shop.root / "content/brands" / name
        path.write_bytes(path.read_bytes() + b"\n")
        assert keys()[0] != first[0] and keys()[1] == first[1], name
        first = keys()


def test_an_edition_in_black_only_takes_the_face_and_no_colour(shop: Shop) -> None:
    """On a copier a brand's green is a grey."""
    bring_face(shop)
    face = HARBOUR.replace(HARBOUR.splitlines()[1] + "\n", "")
    brand = brand_of(shop, "harbour", f'{face}[colours]\nheadings = "#0b4a3a"\n')
    coloured, black = sheet_of(brand, False), sheet_of(brand, True)
    assert "--night: #0b4a3a" in coloured.css and coloured.paints == {b"#16213f": b"#0b4a3a"}
    assert "--night" not in black.css and not black.paints
    assert all(FAMILY in one.css and one.held for one in (coloured, black))
    assert sheet_of(None, False).css == ""


def test_what_a_brand_may_colour_are_tokens_of_the_design(shop: Shop) -> None:
    """Each use is a token that tokens.css decides, and alarm is none of them; ours all pass."""
    brand = brand_of(shop, "redwood", 'name = "Redwood Clinics (example)"\n')
    assert set(USES.values()) <= brand.tokens.keys()
    assert not [token for token in USES.values() if "alert" in token or token == "--paper"]
    for use, token in USES.items():
        assert fault_of(use, brand.tokens[token], brand.palette) == "", use


def test_no_brand_is_read_from_beside_the_project(shop: Shop) -> None:
    """A name is a name: a brand is asked for in content/brands/ and nowhere else."""
    found: list[Finding] = []
    line = Entry("north-vale", shop.guide.last_review.line)
    assert read_brand(Project(shop.root), line, found) is None
    assert [one.code for one in found] == ["C114"] and "nor any other" in found[0].problem
