"""Telephone lines by name: what a guide asks for, a clinic has, and a page prints."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from press.finding import Finding
from press.pdf.readback import read_back
from press.read.clinic import read_clinic
from press.read.folding import plain
from press.read.job import in_its_standing, read_job
from press.read.phone import fault_of_country, judged
from press.run.product import presswork
from press.safety.check import check_safety
from press.typeset.engine import start_engine
from tests.catalogue import KNOWN
from tests.guides import BEDSIDE
from tests.shop import (
    CARD,
    CLINIC,
    COUNTRY,
    GUIDE_FILE,
    OLD_CLINIC,
    ROOT,
    TODAY,
    Shop,
    read_one_guide,
    told,
)

QUICK = ("--product", "night-card", "--sheet", "none")
ONE = """\
name = "Hillside Surgery (example)"
country = "GB"

[lines.advice]
number = "020 7946 0123"
hours = "day and night"
"""


def words_of(pdf: bytes) -> str:
    """All words of a PDF as they are compared."""
    return plain("".join(glyph.char for glyph in read_back(pdf).flow))


def card(shop: Shop, clinic: str, *more: str) -> str:
    """The words of the card that is printed for a clinic's file."""
    shop.write(CLINIC, clinic)
    told = shop.order("--clinic", shop.here(CLINIC), *QUICK, *more)
    assert told.code == 0, told.out + told.err
    return words_of(shop.dist()["hiccups/en-GB/example/night-card.pdf"])


def test_a_clinic_with_one_number_prints(shop: Shop) -> None:
    """A1, A11: one number is enough, with no empty label, and nothing of weeks."""
    said = card(shop, ONE)
    assert plain("Advice line 020 7946 0123 day and night") in said
    assert plain("weeks,") not in said and said.count(plain("No answer?")) == 1


def test_a_line_says_when_it_is_tried_and_whom_it_serves(shop: Shop) -> None:
    """A4, A5: after a line with hours the next is for when it is closed too; then the text."""
    shop.edit(GUIDE_FILE, "lines.surgery", "lines.ward")
    shop.edit(GUIDE_FILE, "Surgery", "Ward")
    ward = '\n[lines.ward]\nnumber = "01632 960123"\nhours = "24 hours"\nserves = "Adults only."\n'
    said = card(shop, ONE + ward)
    assert plain("Not there? Ward 01632 960123 24 hours Adults only. No answer? Phone NHS") in said
    said = card(shop, ONE.replace("day and night", "Mon to Fri, 9 to 5") + ward)
    assert plain("9 to 5 Closed, or no answer? Ward 01632 960123") in said
    office = "Mon to Fri, 9 to 5"  # whoever finds the first closed finds the second closed
    said = card(shop, (ONE + ward).replace("day and night", office).replace("24 hours", office))
    assert plain("9 to 5 Not there? Ward 01632 960123") in said


def test_where_a_clinic_has_no_such_line_it_is_written_by_hand(shop: Shop) -> None:
    """The guide's labels with lines to write on, and a word on the terminal."""
    shop.write(CLINIC, ONE.replace("lines.advice", "lines.fracture"))
    told = shop.order("--clinic", shop.here(CLINIC), *QUICK)
    assert told.code == 0, told.out
    assert (
        "has none of the numbers that this guide sends to ([lines.advice], [lines.surgery])"
        in told.err
    )
    said = words_of(shop.dist()["hiccups/en-GB/example/night-card.pdf"])
    assert plain("Advice line") in said and plain("Hillside") not in said


def test_one_file_serves_two_guides_at_once(shop: Shop) -> None:
    """Each guide prints the lines that it asks for, in its order, from one clinic's file."""
    shutil.copytree(ROOT / "content/leg-cramps", shop.root / "content/leg-cramps")
    maternity = '\n[lines.maternity]\nnumber = "0113 496 0123"\nhours = "day and night"\n'
    shop.write(CLINIC, ONE + maternity)
    told = shop.order("--clinic", shop.here(CLINIC), *QUICK, "--locale", "en-GB")
    assert told.code == 0, told.out
    hiccups, cramps = (words_of(shop.dist()[f"{name}/en-GB/example/night-card.pdf"])
                       for name in ("hiccups", "leg-cramps"))  # fmt: skip
    assert plain("020 7946 0123") in hiccups and plain("0113 496 0123") not in hiccups
    assert plain("0113 496 0123") in cramps and plain("020 7946 0123") not in cramps


def test_a_file_of_the_first_form_is_read_and_shown_anew(shop: Shop) -> None:
    """Its first number is the guide's first line; the whole file in today's form can be copied."""
    shop.write(CLINIC, OLD_CLINIC)
    told = shop.order("--clinic", shop.here(CLINIC), *QUICK)
    assert told.code == 0, told.out
    said = words_of(shop.dist()["hiccups/en-GB/example/night-card.pdf"])
    assert plain("Advice line 020 7946 0123 day and night") in said
    shown = told.err.partition("In the newer it is:\n\n")[2].strip()
    assert told.err.count("is of the older form") == 1 and "[lines.advice]" in shown
    assert shown.count('"…"') == 1  # when the second is answered it never said
    shop.write(CLINIC, shown.replace("…", "9 am to 5 pm") + "\n")
    again = shop.order("--clinic", shop.here(CLINIC), *QUICK)
    assert again.code == 0 and "older form" not in again.err


@pytest.mark.parametrize("weeks", [0, 16])
def test_no_page_says_from_0_weeks(weeks: int) -> None:
    """A4: what an old file says in weeks is said in words, and a nought is not said."""
    from press.project import Project
    from press.read.guide import read_guide
    from press.read.job import read_job

    project, found = Project(ROOT), list[Finding]()
    path = ROOT / "tests/old-clinic.toml"
    lines = [line for line in OLD_CLINIC.splitlines() if weeks or "from_week" not in line]
    project.opened[path] = "\n".join([*lines, *([] if weeks else ["from_week = 0"])]).encode()
    clinic, guide = read_clinic(project, path, found), read_guide(project, "leg-cramps", found)
    assert clinic and guide, found
    job = read_job(project, guide, "en-GB", clinic, found)
    assert job and job.lines[0].own and job.lines[0].own.serves
    said = str(job.lines[0].own.serves.value)
    assert said == ("From 16 weeks, until 6 weeks after the birth." if weeks
                    else "Until 6 weeks after the birth.")  # fmt: skip


def test_two_clinics_are_both_printed(shop: Shop, tmp_path: Path) -> None:
    """A9: --clinic may stand several times."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(ONE, "utf-8")
    files = [tmp_path / "one.toml", tmp_path / "two.toml"]
    told = shop.order("--clinic", files[0], "--clinic", files[1], "--clinic", files[0], *QUICK)
    assert told.code == 0, told.out
    assert {name.split("/")[2] for name in shop.dist() if name.endswith(".pdf")} == {"one", "two"}


def test_a_clinic_is_the_same_however_its_file_is_called(shop: Shop, tmp_path: Path) -> None:
    """A10: by its whole path, by dots, by a link, and in a project that is a link itself."""
    (tmp_path / "hill.toml").write_text(ONE, "utf-8")
    (tmp_path / "link.toml").symlink_to(tmp_path / "hill.toml")
    for name in ("hill.toml", f"../{tmp_path.name}/hill.toml", "link.toml"):
        told = shop.order("--clinic", tmp_path / name, *QUICK)
        assert told.code == 0, told.err
    assert [name for name in shop.dist() if name.endswith(".pdf")] == [
        "hiccups/en-GB/hill/night-card.pdf"
    ]


SET = [("02079460123", "020 7946 0123"), ("+44 (0)20 7946 0123", "020 7946 0123"),
       ("020-7946-0123", "020 7946 0123"), ("0044 20 7946 0123", "020 7946 0123"),
       ("020 7946 0123 ext 12", "020 7946 0123 ext 12"), ("01632960123", "01632 960123"),
       ("0800 0147 800", "0800 014 7800")]  # fmt: skip


@pytest.mark.parametrize(("typed", "printed"), SET)
def test_a_number_is_set_as_its_country_writes_it(typed: str, printed: str) -> None:
    """However it is typed, it is printed in one form, with its extension."""
    assert judged(typed, "GB", example=True).text == printed


NONE = [("999", "GB", "emergency number"), ("112", "GB", "emergency number"),
        ("111", "GB", "a service's number"), ("101", "GB", "a service's number"),
        ("116 123", "GB", "a service's number"), ("911", "GB", "in other countries"),
        ("711", "GB", "in other countries"), ("988", "US", "a service's number"),
        ("999 999", "GB", "reaches the emergency number"), ("7946 0123", "GB", "area code"),
        ("020 7946 012", "GB", "a digit short"), ("020 7946 01234", "GB", "a digit too many"),
        ("(202) 555-012", "US", "a digit short"), ("(212) 555-2368", "GB", "another country, US"),
        ("+33 1 23 45 67 89", "GB", "another country, FR"), ("(416) 555-0123", "US", "country, CA"),
        ("0906 123 4567", "GB", "pays extra"), ("070 1234 5678", "GB", "pays extra"),
        ("020 7946 O123", "GB", "was 0 meant"), ("call us", "GB", "only digits"),
        ("020 7946 0123 / 0124", "GB", "two numbers"), ("", "GB", "no digits"),
        ("020 7946 0123", "001", "of which country")]  # fmt: skip


@pytest.mark.parametrize(("typed", "country", "says"), NONE)
def test_what_is_no_clinic_s_number_is_refused(typed: str, country: str, says: str) -> None:
    """A3: emergency and service numbers, slips of the pen, other countries', dear ones."""
    said = judged(typed, country, example=True)
    assert says in said.problem and said.fix and not said.text


def test_no_digit_is_lost_in_setting() -> None:
    """The digits on paper are those that were typed, but for the code and what goes before it."""
    for typed, printed in SET:
        ends = [re.sub(r"\D", "", text)[-9:] for text in (typed, printed)]
        assert ends[0] == ends[1]


@pytest.mark.parametrize(
    ("kind", "number", "country", "good"),
    [("emergency", "999", "GB", True), ("emergency", "111", "GB", False),
     ("emergency", "112", "GB", True), ("urgent", "111", "GB", True),
     ("relay", "18001", "GB", True), ("relay", "711", "US", True),
     ("emergency", "999", "US", False),
     ("poison", "1-800-222-1222", "US", True), ("poison", "1-800-222-122", "US", False),
     ("emergency", "911", "001", False)],
)  # fmt: skip
def test_a_country_s_line_is_one_of_its_plan(
    kind: str, number: str, country: str, good: bool
) -> None:
    """D4: 111 is not Britain's emergency number, though it is New Zealand's."""
    assert (fault_of_country(kind, number, country) == "") == good


def test_a_country_s_number_has_its_source(shop: Shop) -> None:
    """A number that stands alone, or without its source, is an error."""
    shop.write(COUNTRY, 'emergency_number = "999"\n' + shop.text(COUNTRY))
    assert shop.check(*QUICK).has("C110", f"{COUNTRY}:1")


def test_a_guide_with_no_lines_is_told_what_to_write(shop: Shop) -> None:
    """Once, in guide.toml; and a label in one language is told where there are two."""
    shop.write(GUIDE_FILE, shop.text(GUIDE_FILE).partition("[lines.advice]")[0])
    rows = [row for row in shop.check(*QUICK).findings if row["kind"] == "error"]
    assert [(row["code"], row["file"]) for row in rows] == [("C109", GUIDE_FILE)]
    assert 'label = "Advice line"' in rows[0]["fix"]


def test_what_to_do_without_an_answer_is_asked_for(shop: Shop) -> None:
    """S130: a section of numbers with no word of its own is a question."""
    own = "Phone NHS {{ urgent_number }}, or ask a {{ pharmacist }}.\nLarge print? Ask."
    shop.edit(CARD, own, "")
    found = [row for row in shop.check(*QUICK).findings if row["code"] == "S130"]
    assert [row["kind"] for row in found] == ["question"]


def test_what_is_too_long_is_named_once(shop: Shop) -> None:
    """A2: C103 says which words, by how many characters, for which product; nothing follows."""
    shop.write(CLINIC, ONE.replace("Hillside", "Hillside and All the Villages Around " * 8))
    rows = shop.check("--clinic", shop.here(CLINIC), *QUICK).findings
    errors = [row for row in rows if row["kind"] == "error"]
    assert [row["code"] for row in errors] == ["C103"]
    assert re.search(r"`name` is \d+ characters too long .* the night-card", errors[0]["problem"])
    long = ONE.replace("day and night", "Monday to Friday, 8 am to 6 pm, " * 6)
    shop.write(CLINIC, long.replace("Hillside", "Hillside and All the Villages Around " * 8))
    (told,) = [row for row in shop.check("--clinic", shop.here(CLINIC), *QUICK).findings
               if row["kind"] == "error"]  # fmt: skip
    assert re.search(r"shorten it to \d+ characters; and so hours on line 6 by \d+", told["fix"])


ST_MARY = """\
name = "St Bride's Maternity and Fracture Clinic (example)"
country = "GB"

[lines.maternity]
number = "020 7946 0145"
hours = "Mon to Fri, 8 am to 6 pm"
serves = "From 16 weeks, until 6 weeks after the birth."

[lines.switchboard]
number = "01632 960145"
hours = "Mon to Fri, 8 am to 6 pm"
name = "Switchboard"
"""


def test_a_long_name_parts_no_word_of_the_block(shop: Shop) -> None:
    """Where a word is too wide for what is left of its line the block steps down, with its gaps."""
    shutil.copytree(ROOT / "content/leg-cramps", shop.root / "content/leg-cramps")
    shop.write(CLINIC, ST_MARY)
    order = ("--guide", "leg-cramps", "--clinic", shop.here(CLINIC), *QUICK)
    told = shop.order(*order)
    assert told.code == 0, told.out
    assert "nothing against the clinic's file" in told.out
    pdf = shop.dist()["leg-cramps/en-GB/example/night-card.pdf"]
    flow = [glyph for glyph in read_back(pdf).flow if glyph.char.strip()]
    said = "".join(glyph.char for glyph in flow)
    at = said.index("02079460145")
    label, number = flow[at - 1], flow[at]
    assert number.box[0] - label.box[2] > 2 or label.baseline > number.baseline + 2
    assert plain("Closed, or no answer? Phone NHS 111") in plain(said)


def test_what_is_wrong_in_the_block_is_told_to_the_receptionist(shop: Shop) -> None:
    """One cause, once, at her own line: a word that is wider than the block, and a coarse logo."""
    logo = 'logo = "small.png"\nlogo_description = "Riverside"\n\n'
    Image.new("RGB", (120, 60), "navy").save(shop.root / "content/clinics/small.png")
    wide = ONE.replace("day and night", "Wednesdaysandotherdays" * 4)
    for clinic, code in ((wide, "C103"), (ONE.replace("[lines", f"{logo}[lines"), "P303")):
        shop.write(CLINIC, clinic)
        rows = shop.check("--clinic", shop.here(CLINIC), *QUICK).findings
        wrong = [row for row in rows if row["kind"] == "error"]
        assert [(row["code"], row["file"]) for row in wrong] == [(code, CLINIC)], wrong


def test_a_tall_logo_fits_its_place(brief: Shop) -> None:
    """E18: it is set as high as its place, whole, and the name is not blamed."""
    shop = brief
    path = '<path d="M1 1h8v88h-8z"/>'
    tall = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 90">{path}</svg>'
    shop.write("content/clinics/l.svg", tall)
    logo = 'logo = "l.svg"\nlogo_description = "A tower"\n'
    shop.write(CLINIC, ONE.replace("[lines", f"{logo}\n[lines"))
    rows = shop.check("--clinic", shop.here(CLINIC), "--sheet", "none", "--edition", "all").findings
    assert [row for row in rows if row["kind"] == "error"] == []


def test_findings_of_a_clinic_are_errors(shop: Shop) -> None:
    """What is wrong with a clinic's file stops its pages."""
    shop.edit(CLINIC, "020 7946 0123", "999")
    told = shop.order("--clinic", shop.here(CLINIC), "--format", "json", *QUICK)
    assert told.code == 1 and {row["kind"] for row in json.loads(told.out)} == {"error"}
    assert not [name for name in shop.dist() if name.endswith(".pdf")]


NO_ANSWER = "## No answer? {.lines}\n\nPhone NHS {{ urgent_number }}, or ask a {{ pharmacist }}."
PART = "### Your numbers {.lines}\n\nNo answer? Call {{ emergency_number }}."


@pytest.mark.parametrize("product", ["night-card", "night-card-mono", "night-card-large-print"])
@pytest.mark.parametrize("above", ["Say that it began {{ blank }} hours ago.", "- Your chest hurts",
                                   "- food or drink will not go down"])  # fmt: skip
def test_numbers_stand_in_a_part_of_any_section(product: str, above: str, shop: Shop) -> None:
    """Below an urgent section, an emergency's and a stop box they are set as everywhere."""
    shop.edit(CARD, NO_ANSWER, "")
    shop.edit(CARD, above, f"{above}\n\n{PART}")
    page = shop.pull(product)
    assert [row for row in page.findings if row.code != "P206"] == [], told(page.findings)
    said = plain("".join(glyph.char for glyph in page.proof.reading.flow))
    assert plain("Advice line Not there? Surgery Your numbers No answer? Call 999") in said


def test_a_list_of_a_part_keeps_its_dots(shop: Shop) -> None:
    """On the card a list of a part is a list of lines."""
    more = "Say that it began {{ blank }} hours ago."
    shop.edit(CARD, more, "### What to say\n\n- your name\n- your street")
    page = shop.pull("night-card")
    assert not page.findings, told(page.findings)
    feet = {one.word.text: one.glyphs[0].baseline for one in page.proof.printed}
    assert feet["name"] > feet["street"] + 8


def test_whoever_is_told_to_phone_finds_a_number(shop: Shop) -> None:
    """S135 is a question of any guide; a number in the section, or a section of lines, is one."""
    shop.edit(CARD, NO_ANSWER, "")
    rows = check_safety(shop.job("night-card"))
    assert [(row.code, row.kind) for row in rows] == [("S135", "question")], rows
    assert "“Stop and phone if”" in rows[0].problem and "{.lines}" in rows[0].fix
    shop.edit(CARD, "Stop and phone if", "Stop and phone {{ urgent_number }} if")
    assert check_safety(shop.job("night-card")) == []


def test_three_lines_to_write_on_have_room_in_every_edition(brief: Shop) -> None:
    """Where no clinic is given, each line that a guide asks for is there to be filled in."""
    ward = '\n[lines.ward]\nlabel = "Hiccup ward"\nwhen = "Nobody there?"\n\n[needs]'
    brief.edit(GUIDE_FILE, "\n[needs]", ward)
    told = brief.order("--edition", "all", "--sheet", "none", "--today", TODAY)
    assert told.code == 0, told.out


@pytest.mark.parametrize(("locale", "clinic"), [("en-GB", "example"), ("en-US", "example-us")])
def test_the_example_clinics_have_their_card_in_every_edition(locale: str, clinic: str) -> None:
    """What a receptionist is given to copy prints as it is, but for what is named here."""
    found: list[Finding] = []
    one = read_clinic(BEDSIDE, ROOT / f"content/clinics/{clinic}.toml", found)
    job = read_job(BEDSIDE, read_one_guide(BEDSIDE, "leg-cramps"), locale, one, found)
    assert job is not None and found == []
    card = next(text for text in job.manuscripts if text.product.name == "night-card")
    own = in_its_standing(job, "night-card")
    # open: where the letters of its code are wide, day and code take a line more, and these words
    # have no room on Letter in 18 pt
    too_long = {"night-card-large-print"} if clinic == "example-us" else set()
    rows = [row for row in KNOWN.rows if row.name == "night-card" and row.file not in too_long]
    for row in rows:
        printed = presswork(start_engine(BEDSIDE), own, card.in_edition(row))
        assert told(printed.findings) == [], row.file
