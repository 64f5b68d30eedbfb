"""Tables of doses, held to a guide's medicines.toml. Medicines and doses are made up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from press.finding import Finding
from press.project import Project
from press.read.doses import quantities, spans_in, strengths, times_in
from press.read.folding import fold
from press.read.medicines import Medicine, read_medicines
from press.safety.check import hold_to_rules
from tests.guides import real_guide
from tests.safety import desk_of, general_book, manuscript, short

# no medicine is called so; the numbers are of nobody's
DATA = """
[calmadol]
names = ["calmadol", "calmaminophen"]
strengths = ["120 mg in 5 ml", "250 mg in 5 ml", "500 mg tablets"]
source = "A test."
[calmadol.limits.under-3-months]
until = "3 months"
dose = "30 mg"
times = 2
day = "60 mg"
source = "A test."
[calmadol.limits.3-to-6-months]
from = "3 months"
until = "6 months"
dose = "60 mg"
times = 4
apart = 4
day = "240 mg"
source = "A test."
[calmadol.limits.6-months-to-2-years]
from = "6 months"
until = "2 years"
dose = "120 mg"
times = 4
source = "A test."
[calmadol.limits.grown]
from = "16 years"
dose = "1 g"
times = 4
day = "4 g"
source = "A test."

[fretol]
names = ["fretol"]
strengths = ["100 mg in 5 ml"]
source = "A test."
[fretol.limits.by-weight]
from = "5 kg"
until = "40 kg"
per_kg = "10 mg"
times = 3
source = "A test."
"""
TABLE = "| Who | Dose | How often |\n|---|---|---|\n"
HEAD = f"## Calmadol {{.medicines}}\n\nCalmadol 120 mg in 5 ml.\n\n{TABLE}"
FRETOL = f"## Fretol 100 mg in 5 ml {{.medicines}}\n\n{TABLE}"
TABLETS = f"## Calmadol 500 mg tablets {{.medicines}}\n\n{TABLE}"
SYRUPS = "## Calmadol {.medicines}\n\n| Age | 120 mg in 5 ml | 250 mg in 5 ml | Often |\n"


def medicines(folder: Path, text: str = DATA) -> tuple[tuple[Medicine, ...], list[Finding]]:
    (folder / "medicines.toml").write_text(text, "utf-8")
    found: list[Finding] = []
    guide = replace(real_guide(), folder=folder)
    return read_medicines(Project(folder), guide, found), found


def asked(folder: Path, text: str, *, data: str = DATA, locale: str = "en-GB") -> list[str]:
    """What is asked about the doses of a leaflet: code and problem."""
    known = medicines(folder, data)[0]
    desk = desk_of(manuscript(text), book=general_book())
    rules = replace(desk.job.rules, medicines=known)
    found = hold_to_rules(replace(desk, job=replace(desk.job, rules=rules, locale=locale)))
    return [f"{f.code} {f.problem}" for f in found if f.code > "S128"]


ROW = HEAD + "| 3 to 6 months | 2.5 ml (60 mg) | 4 times a day |"
SOUND = {
    "volume and mass": HEAD + "| 3 to 6 months | 2.5 ml (60 mg) | Up to 4 times in 24 hours |",
    "mass alone": HEAD + "| 3 to 6 months | 60 mg | 4 times a day |",
    "in halves": HEAD + "| 3 to 6 months | 2½ ml | Every 6 hours |",
    "a small one": HEAD + "| Under 3 months | 1.25 ml (30 mg) | Twice a day |",
    "ranges": HEAD + "| 6 months to 2 years | 2.5 to 5 ml (60 to 120 mg) | 4 times a day |",
    "hours between": ROW.replace("5 ml.", "5 ml. Wait at least 4 hours between doses."),
    "two rows": HEAD
    + "| 3 to 6 months | 60 mg | 4 times a day |\n| 6 months to 2 years | 5 ml | 4 times a day |",
    "whole months": HEAD
    + "| 3 to 5 months | 60 mg | 4 times a day |\n| 6 to 23 months | 5 ml | 4 times a day |",
    "tablets": TABLETS + "| 16 years and over | 1 or 2 tablets (500 mg to 1 g) | 4 times a day |",
    "a strength a column": SYRUPS
    + "|---|---|---|---|\n| 6 months to 2 years | 5 ml | 2 ml (100 mg) | 4 times a day |",
    "by weight": FRETOL + "| 5 to 10 kg | 2.5 ml (50 mg) | 3 times a day |",
    "no dose": HEAD + "| Under 3 months | Ask a doctor | |",
    "by the other name": HEAD.replace("Calmadol", "Calmaminophen")
    + "| 3 to 6 months | 60 mg | 4 times a day |",
}
WRONG = {
    "a dose for a grown one": (ROW.replace("2.5 ml (60 mg)", "1,200 mg"), "S131 1200 mg at a time"),
    "for a baby": (HEAD + "| Under 3 months | 50 ml (1,200 mg) | Once a day |", "S131 1200 mg at"),
    "a point lost": (ROW.replace("2.5 ml (60 mg)", "25 ml (600 mg)"), "S131 600 mg at a time"),
    "a point lost in one": (ROW.replace("2.5 ml (60", "2.5 ml (600"), "S134 2.5 ml of"),
    "the other way": (ROW.replace("2.5 ml (60", "25 ml (60"), "S134 25 ml of “120 mg in 5 ml”"),
    "the wrong bottle": (ROW.replace("120 mg in", "250 mg in"), "S134 2.5 ml of “250 mg in 5 ml”"),
    "too often": (ROW.replace("4 times a day", "14 times in 24 hours"), "S131 14 times in 24"),
    "too often in hours": (ROW.replace("4 times a day", "Every 2 hours"), "S131 12 times in 24"),
    "too often in half a day": (
        ROW.replace("4 times a day", "4 times in 12 hours"),
        "S131 8 times in 24",
    ),
    "too often above": (ROW.replace("5 ml.", "5 ml. Give it 14 times in 24 hours."), "S131 14 tim"),
    "more often than that": (
        HEAD + "| Under 3 months | 30 mg | 4 times a day |",
        "S131 4 times in 24 hours is more than the 2 of",
    ),
    "too soon": (
        ROW.replace("5 ml.", "5 ml. Wait at least 2 hours between doses."),
        "S131 2 hours between doses is less than the 4 of calmadol",
    ),
    "too soon after": (
        ROW + "\n\nDo not give another in the 3 hours after it: leave 3 hours.",
        "S131 3 hours between doses is less than the 4",
    ),
    "a mass without unit": (ROW.replace("60 mg", "60"), "S129 `60` has no unit in this cell"),
    "a volume without unit": (ROW.replace("2.5 ml", "2.5"), "S129 `2.5` has no unit"),
    "often without unit": (ROW.replace("4 times a day", "4"), "S129 `4` has no unit"),
    "an age without unit": (ROW.replace("6 months", "6"), "S129 `3` has no unit"),
    "a comma for a point": (ROW.replace("2.5 ml", "2,5 ml"), "S129 `2` has no unit"),
    "too much for the weight": (FRETOL + "| 5 kg | 10 ml (200 mg) | Twice a day |", "S131 200 mg"),
    "the heavier child's": (
        FRETOL + "| 5 to 40 kg | 20 ml (400 mg) | Twice a day |",
        "S131 400 mg",
    ),
    "too often in an hour": (ROW.replace("4 times a day", "4 times an hour"), "S131 96 times in"),
    "once an hour": (ROW.replace("4 times a day", "Once every hour"), "S131 24 times in 24"),
    "once and on": (ROW.replace("4 times a day", "Once, then every 2 hours"), "S131 12 times in"),
    "from birth": (ROW.replace("3 to 6 months", "Birth to 6 months"), "S131 60 mg at a time"),
    "a point first": (ROW.replace("2.5 ml", ".5 ml"), "S129 `.5` begins with its point"),
    "an overlap further up": (
        ROW + "\n| 6 months to 2 years | 5 ml | 4 times a day |\n| 3 to 5 months | 1 ml | Twice |",
        "S132 this row and one above overlap: 3 to 6 months, 3 to 5 months",
    ),
    "a gap": (
        HEAD
        + "| Under 3 months | 30 mg | Once a day |\n| 6 months to 2 years | 5 ml | Once a day |",
        "S132 this row and one above leave a gap: under 3 months, 6 months to 2 years",
    ),
    "a year left out": (
        HEAD
        + "| 3 to 6 months | 60 mg | Once a day |\n| 6 months to 2 years | 5 ml | Once a day |"
        + "\n| 3 to 4 years | 5 ml | Once a day |",
        "S132 this row and one above leave a gap: 6 months to 2 years, 3 to 4 years",
    ),
    "an overlap": (
        HEAD
        + "| 3 to 8 months | 60 mg | Once a day |\n| 6 months to 2 years | 5 ml | Once a day |",
        "S132 this row and one above overlap: 3 to 8 months, 6 months to 2 years",
    ),
}
UNCHECKED = {
    "a strength that nobody sells": (ROW.replace("120 mg in", "100 mg in"), "no “100 mg in 5 ml”"),
    "no strength": (ROW.replace(" 120 mg in 5 ml", ""), "no strength stands there"),
    "another medicine": (ROW.replace("Calmadol", "Nonol"), "no medicine of medicines.toml"),
    "mg for ml": (ROW.replace("2.5 ml", "2.5 mg"), "two masses stand there"),
    "two medicines": (ROW.replace("Calmadol 120", "Calmadol or fretol 120"), "more than one medic"),
    "two strengths": (ROW.replace("5 ml.", "5 ml, or 250 mg in 5 ml."), "more than one strength"),
    "no age": (ROW.replace("3 to 6 months", "A baby"), "no age or weight can be read"),
    "an age without limit": (
        ROW.replace("3 to 6 months", "3 years"),
        "has no limit of calmadol for",
    ),
    "an age half held": (ROW.replace("3 to 6 months", "1 to 9 years"), "has no limit of calmadol"),
    "nothing on how often": (ROW.replace("4 times a day", "When it hurts"), "says how often"),
    "spoons": (ROW.replace("2.5 ml (60 mg)", "1 spoonful"), "says nothing of spoonful"),
    "for each kg": (
        ROW.replace("2.5 ml (60 mg)", "60 mg (150 mg/kg)"),
        "a dose for each kg stands",
    ),
    "a tablet beside": (ROW.replace("(60 mg)", "or 900 mg tablets"), "no “900 mg tablets”"),
    "the first row as heads": (
        "## Calmadol {.medicines}\n\n| 3 to 6 months | 600 mg | Twice a day |\n|---|---|---|\n"
        "| 6 months to 2 years | 120 mg | Twice a day |",
        "a dose stands in the head of a column",
    ),
    "a tablet in words": ("## At night\n\nGive calmadol 900 mg tablets.", "stands in no table"),
    "a table below its lead": (
        ROW.replace("## Calmadol {.medicines}", "## At night"),
        "stands outside {.medicines}",
    ),
    "no weight": (FRETOL + "| 3 to 6 months | 5 ml | Once a day |", "has no limit of fretol for"),
    "no dose": (ROW.replace("2.5 ml (60 mg)", "A little"), "“a little”"),
    "a dose in the head": (
        HEAD.replace("| Dose |", "| 5 ml (120 mg) |") + "| Under 3 months | Yes | |",
        "its dose stands in the head of a column",
    ),
    "ages across": (
        "## Calmadol {.medicines}\n\n| | 3 to 6 months |\n|---|---|\n| Dose | 60 mg |",
        "no age or weight can be read",
    ),
    "a spoon in words": ("## Calmadol {.medicines}\n\n- A spoonful at night.", "in no table"),
    "half a tablet": ("## Calmadol {.medicines}\n\nGive half a tablet.", "stands in no table"),
    "words": ("## Calmadol {.medicines}\n\nGive 60 mg.", "this dose stands in no table"),
    "a list": ("## Doses {.medicines}\n\n- a baby: 2.5 ml\n- a child: 5 ml", "stands in no table"),
    "words elsewhere": ("## At night\n\nGive 1,200 mg of calmadol.", "stands in no table"),
    "a table elsewhere": (ROW.replace(" {.medicines}", ""), "stands outside {.medicines}"),
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_a_table_that_agrees_with_its_data_is_asked_nothing(tmp_path: Path, text: str) -> None:
    """Strength times volume is the mass, and no limit for the age or weight is passed."""
    assert asked(tmp_path, text) == []


@pytest.mark.parametrize(("text", "problem"), WRONG.values(), ids=WRONG.keys())
def test_a_dose_that_its_data_does_not_hold_is_asked_about(
    tmp_path: Path, text: str, problem: str
) -> None:
    """S129, S131, S132, S134: a unit, a sum, a limit, an age (D6)."""
    told = asked(tmp_path, text)
    assert any(one.startswith(problem) for one in told), told


@pytest.mark.parametrize(("text", "why"), UNCHECKED.values(), ids=UNCHECKED.keys())
def test_a_dose_that_can_t_be_checked_is_a_question(tmp_path: Path, text: str, why: str) -> None:
    """S133 with the reason: nothing passes in silence."""
    told = asked(tmp_path, text)
    assert any(one.startswith("S133") and why in one for one in told), told


def test_arithmetic_alone_can_be_right(tmp_path: Path) -> None:
    """S134: 25 ml of 120 mg in 5 ml is 600 mg; that it is too much is said by its limit alone."""
    told = asked(tmp_path, ROW.replace("2.5 ml (60 mg)", "25 ml (600 mg)"))
    assert {one[:4] for one in told} == {"S131"}


def test_a_limit_of_nothing_is_a_limit(tmp_path: Path) -> None:
    """S131: a dose where the data allows none."""
    told = asked(tmp_path, ROW, data=DATA.replace('dose = "60 mg"', 'dose = "0 mg"'))
    assert told == ["S131 60 mg at a time is more than the 0 of calmadol, 3-to-6-months"]


def test_a_guide_without_data_is_asked_about_each_dose(tmp_path: Path) -> None:
    """S133: the table prints, and every row of it is a question."""
    told = asked(tmp_path, ROW, data="")
    assert told == ["S133 this dose can't be checked: this guide has no medicines.toml"]


def test_doses_in_another_language_are_asked_about(tmp_path: Path) -> None:
    """S133: the words of a dose are known in English."""
    told = asked(tmp_path, ROW, locale="cy-GB")
    assert any("known in English only" in one for one in told)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('source = "A test."\n[calmadol.limits.under', "[calmadol.limits.under", "M107"),
        ('day = "240 mg"\nsource = "A test."', 'day = "240 mg"', "M107"),
        ('dose = "30 mg"', 'dose = "30"', "S126"),
        ('dose = "30 mg"', 'dose = "30 ml"', "S126"),
        ('until = "3 months"', 'until = "3"', "S126"),
        ('until = "6 months"', 'until = "2 months"', "S126"),
        ('"120 mg in 5 ml"', '"120 in 5"', "S126"),
        ("times = 2", 'times = "2"', "M107"),
        ("times = 2", "time = 2", "M106"),
        ('names = ["fretol"]', 'names = [""]', "S126"),
        ('names = ["fretol"]', "names = [[]]", "S126"),
        ('names = ["fretol"]', "names = []", "M107"),
        ("[calmadol]\n", "x = 1\n[calmadol]\n", "M106"),
        ("[fretol.limits.by-weight]\n", "[fretol.limits]\nx = 1\n[fretol.limits.y]\n", "M106"),
    ],
    ids=short,
)
def test_data_that_can_t_be_used_is_a_finding(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    """Each row has its source, and each amount its unit; a slip is told with its line."""
    assert old in DATA
    found = medicines(tmp_path, DATA.replace(old, new, 1))[1]
    assert [f.code for f in found] == [code]
    assert found[0].place.file == "medicines.toml" and found[0].place.line > 1


def test_sound_data_is_read_whole(tmp_path: Path) -> None:
    """Two medicines, their strengths and limits, without a finding."""
    known, found = medicines(tmp_path)
    assert (found, [len(one.limits) for one in known]) == ([], [4, 1])


def test_quantities_are_read_in_any_writing() -> None:
    """Numbers, ranges, ages, strengths and how often, as people write them."""
    told = [(one.low, one.high, one.kind) for one in quantities(fold("½ tablet, 2½–5ml, 1,200 mg"))]
    assert told == [(0.5, 0.5, "tablet"), (2.5, 5, "ml"), (1200, 1200, "mg")]
    spans = spans_in(fold("6 months to 2 years; 12 years and over; under 5 kg; 3 months"))
    assert [str(one) for one in spans] == [
        "6 months to 2 years", "12 years and over", "under 5 kg", "3 months",
    ]  # fmt: skip
    assert [one.mg for one in strengths(fold("120mg/5ml, 24 mg per ml, 500 mg tablets"))] == [
        24, 24, 500,
    ]  # fmt: skip
    often = ("once", "4 times a day", "every 4 to 6 hours", "four doses in 24 hours", "at night")
    assert [times_in(text) for text in often] == [1, 4, 6, 4, None]


def test_a_strength_in_no_volume_is_none(tmp_path: Path) -> None:
    """`120 mg in 0 ml` is asked about, in data and on a page, and divides nothing by zero."""
    data = DATA.replace('"120 mg in 5 ml", ', '"120 mg in 0 ml", ')
    assert [f.code for f in medicines(tmp_path, data)[1]] == ["S126"]
    assert asked(tmp_path, ROW.replace("120 mg in 5 ml", "120 mg in 0 ml"))
