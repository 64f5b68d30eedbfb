"""What nothing reads of a dose is asked about, and never passed over. All is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.read.dose_words import unread_in
from press.read.folding import fold
from tests.safety import short
from tests.test_medicines import DATA, HEAD, ROW, SOUND, TABLE, asked, medicines

DOSES = (
    "60 mg and then 60 mg more", "60 mg twice", "2 doses of 60 mg", "2 tablets, then 2 tablets",
    "2.5 ml, then 2.5 ml", "A full bottle", "A teaspoonful", "The same as a grown-up",
    "60 mg again",
    "60 mg; repeat after 2 hours", "60 mg and a capful", "2 x 60 mg", "60 mg, or double at night",
    "One and a half spoons", "As much as she wants", "60 mg in each nostril, both twice", "A swig",
    "A few drops", "60 mg + 60 mg", "30 mg to 60 mg, then half", "A dozen", "60 mg (1 tsp)",
    "60 mg per hour", "60 mg every hour", "60 mg then the rest", "60 mg ad lib", "60 mg and 2.5 ml",
    "60 mg for each year of age", "at least 60 mg", "60 mg daily",
)  # fmt: skip
OFTEN = (
    "4 times a day, or as often as needed", "4 times at each feed", "as needed", "With each feed",
    "4 times in the day and 4 times at night", "Twice a day and twice a day",
    "4 times a day and once", "When needed, 4 times a day",
    "4 times a day for 3 days", "Four times or more", "4 times a day, or whenever it hurts",
    "every other hour",
    "As directed", "3 x a day",
)  # fmt: skip
AGES = (
    "Newborn, and 3 to 6 months", "3 to 6 months, or 20 kg", "3 to 6 months (or premature)",
    "3 to 6 months and 5 years",
)  # fmt: skip
BELOW = (
    "At night give twice as much.", "Double it at night.", "Give more if it still hurts.",
    "Give one at bedtime.", "Older children may have two.", "Give the rest of the bottle.",
    "- Again after an hour", "![Give three of these](a.svg)", "### Half for small babies",
)  # fmt: skip
OUTSIDE = (
    "## A\n\nCalmadol is safe.\n\nGive 1200 mg of it.", "## A\n\nCalmadol:\n\n- 1200 mg\n- 5 ml",
    "## A\n\nGive calmadol 14 times in 24 hours.", "## A\n\nGive two calmadol tablets every hour.",
    "## A\n\nGive 1200 mg of calmadols.", "## A\n\n1200 mg is right for Calma-dol.",
    "## A {.do}\n\n- Give Ventolin 20 puffs or ibuprofen 100 mg", "## A\n\nTake ten drops of it.",
    "## A\n\nUse a spoonful of syrup.", "## A\n\n400 mg at night.", "## A\n\nTake 2 white tablets.",
    "## A\n\nTake ibuprofen 400 mg or iron.", "## A\n\nHe may have 1200 mg of nonol.",
    "## A\n\nApply 2 patches.", "## A\n\nShe needs 5 ml of syrup.", "## A\n\nInject 1 ml.",
    "## A\n\nGive a teaspoonful of it.", "## A\n\nGive 10 units of it.", "## A\n\nChew a tablet.",
    "## A\n\nDouble calmadol at night.", "## A\n\nGive calmadol twice as often.",
    "## A\n\nGive calmadol every hour.",
    "## A\n\n| Who | What |\n|---|---|\n| Her | 2 puffs |",
)  # fmt: skip
NO_DOSE = (
    "# Wards\n\nLong ones may come from a tablet that you take.",
    "## A\n\nGive calmadol as its label says.", "## A\n\n- Drink 200 ml of water",
    "## A\n\n- Ask for a tablet",
    "## A\n\nCalmadol 120 mg in 5 ml is in the red box.", "## A\n\nWait 10 minutes.",
    "## Calmadol {.medicines}\n\nAsk a pharmacist how much to give.",
)  # fmt: skip


def row(dose: str = "60 mg", often: str = "4 times a day", age: str = "3 to 6 months") -> str:
    return HEAD + f"| {age} | {dose} | {often} |"


SILENT = {
    **{f"dose: {one}": row(dose=one) for one in DOSES},
    **{f"dose alone: {one}": row(dose=one, often="") for one in DOSES},
    **{f"often: {one}": row(often=one) for one in OFTEN},
    **{f"age: {one}": row(age=one) for one in AGES},
    **{f"below: {one}": f"{ROW}\n\n{one}" for one in BELOW},
    **{f"outside: {one}": one for one in OUTSIDE},
    "another bottle": ROW.replace("## Calmadol", "## Calmadol 250 mg in 5 ml"),
    "in a head": row().replace("| Dose |", "| Dose (double at night) |"),
    "a swig": row(dose="What she likes", often=""),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_nothing_reads_is_asked_about(tmp_path: Path, text: str) -> None:
    """S133 (or that a number lacks its unit): one that can't be checked is a question."""
    assert {one[:4] for one in asked(tmp_path, text)} & {"S133", "S129", "S131"}


def test_the_words_are_named(tmp_path: Path) -> None:
    """S133 says what it could not read, once for a row."""
    assert asked(tmp_path, row(dose="60 mg twice", often="as needed")) == [
        "S133 this dose can't be checked: nothing here reads “twice”, “as needed”"
    ]
    assert asked(tmp_path, f"{ROW}\n\nAt night give twice as much.") == [
        "S133 this can't be checked: nothing here reads “twice as much”"
    ]


@pytest.mark.parametrize("text", NO_DOSE, ids=short)
def test_what_gives_no_dose_is_not_asked_about(tmp_path: Path, text: str) -> None:
    assert asked(tmp_path, text) == []


def test_numbers_in_words_are_read_whole(tmp_path: Path) -> None:
    """S131: one hundred and twenty is not twenty."""
    for much in ("one hundred and twenty mg", "A hundred and twenty mg"):
        told = asked(tmp_path, row(dose=much))
        assert told == ["S131 120 mg at a time is more than the 60 of calmadol, 3-to-6-months"]


def test_right_rows_leave_nothing_unread() -> None:
    cells = [cell for text in SOUND.values() for cell in text.split("|") if "\n" not in cell]
    assert [left for cell in cells if (left := unread_in(fold(cell.strip())))] == []


INHALER = """
[breatheasy]
names = ["breatheasy"]
strengths = ["100 micrograms in 1 puff", "100 micrograms per dose", "50 microgram patches"]
source = "A test."
[breatheasy.limits.grown]
from = "12 years"
dose = "200 micrograms"
least = "100 micrograms"
times = 4
source = "A test."
"""
PUFFS = f"## Breatheasy 100 micrograms per puff {{.medicines}}\n\n{TABLE}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2 puffs (200 micrograms) | 4 times a day", []),
        ("1 to 2 puffs | 4 times a day", []),
        ("4 puffs | 4 times a day",
         ["S131 400 micrograms at a time is more than the 200 of breatheasy, grown"]),
        ("½ puff | 4 times a day",
         ["S131 50 micrograms at a time is less than the 100 of breatheasy, grown"]),
        ("2 puffs (20 micrograms) | 4 times a day",
         ["S134 2 puff of “100 micrograms per puff” is 200 micrograms, and not 20 micrograms"]),
        ("2 drops | 4 times a day",
         ["S133 this dose can't be checked: “100 micrograms per puff” says nothing of drop"]),
    ],
)  # fmt: skip
def test_an_inhaler_s_dose_can_be_stated(tmp_path: Path, text: str, told: list[str]) -> None:
    """Puffs and micrograms are held as ml and mg are; a dose may be too little, too."""
    assert asked(tmp_path, f"{PUFFS}| 12 years and over | {text} |", data=INHALER) == told


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('dose = "1 g"\ntimes = 4\nday = "4 g"\n', "", "S126"),
        ("times = 2", "times = 0", "S126"),
        ("times = 2", "times = -2", "S126"),
        ("times = 2", "times = 200", "S126"),
        ("apart = 4", "apart = 0", "S126"),
        ('dose = "30 mg"', 'dose = "30 mg"\nleast = "60 mg"', "S126"),
        ('"120 mg in 5 ml", ', '"120 mg in 5 ml, and 250", ', "S126"),
        ("[calmadol.limits.grown]", "[calmadol.limit.grown]", "M106"),
        ("[calmadol.limits.grown]", "[calmadol.foo]", "M106"),
    ],
    ids=short,
)
def test_data_that_limits_nothing_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    """S126, M106: a row that holds no dose looks like one that does."""
    assert old in DATA
    assert [f.code for f in medicines(tmp_path, DATA.replace(old, new, 1))[1]] == [code]


def test_both_strengths_of_one_text_count(tmp_path: Path) -> None:
    data = DATA.replace('"120 mg in 5 ml", "250', '"120 mg in 5 ml or 250')
    assert len(medicines(tmp_path, data)[0][0].strengths) == 3


def test_a_limit_that_says_nothing_of_a_dose_is_asked_about(tmp_path: Path) -> None:
    """S133: a dose that no `dose` holds, or no `times`, is not checked."""
    part = 'dose = "60 mg"\ntimes = 4\napart = 4\nday = "240 mg"'
    for left in ("times = 4", 'dose = "60 mg"'):
        told = asked(tmp_path, row(), data=DATA.replace(part, left))
        assert [one[:60] for one in told] == [
            "S133 this dose can't be checked: medicines.toml has no `dose"[:60]
            if "times" in left
            else "S133 this dose can't be checked: medicines.toml has no `times"[:60]
        ]


NO_LIMIT = "this dose can't be checked: medicines.toml has no limit"
YEARS = """
[calmadol]
names = ["calmadol"]
source = "A test."
[calmadol.limits.small]
from = "2 years"
until = "4 years"
dose = "100 mg"
times = 4
source = "A test."
[calmadol.limits.larger]
from = "4 years"
until = "6 years"
dose = "80 mg"
least = "60 mg"
times = 4
source = "A test."
"""


@pytest.mark.parametrize(
    ("ages", "told"),
    [
        # a child of 4 years and 11 months has the dose of the first row: the lower limit holds
        (("2 to 4 years", "5 to 6 years"),
         ["S131 100 mg at a time is more than the 80 of calmadol, larger"]),
        (("2 to 4 years", "4 to 6 years"), []),
        (("2 to 4 years", "6 to 8 years"),
         ["S132 this row and one above leave a gap: 2 to 4 years, 6 to 8 years",
          f"S133 {NO_LIMIT} of calmadol for 6 to 8 years"]),
    ],
    ids=short,
)  # fmt: skip
def test_years_are_until_the_next_birthday(
    tmp_path: Path, ages: tuple[str, str], told: list[str]
) -> None:
    """2 to 4, then 5 to 6: no gap, and whoever is 4 is 4 until she is 5."""
    rows = f"| {ages[0]} | 100 mg | Twice a day |\n| {ages[1]} | 80 mg | Twice a day |"
    text = f"## Calmadol {{.medicines}}\n\n{TABLE}{rows}"
    assert sorted(asked(tmp_path, text, data=YEARS)) == told


def test_the_least_of_the_next_age_is_not_asked_of_a_younger_one(tmp_path: Path) -> None:
    rows = "| 2 to 4 years | 40 mg | Twice a day |\n| 5 to 6 years | 50 mg | Twice a day |"
    text = f"## Calmadol {{.medicines}}\n\n{TABLE}{rows}"
    assert asked(tmp_path, text, data=YEARS) == [
        "S131 50 mg at a time is less than the 60 of calmadol, larger"
    ]


def test_one_wrong_dose_is_one_question(tmp_path: Path) -> None:
    """Its volume, its mass and its day are one cause; so are a time and the hours between."""
    for dose in ("25 ml (600 mg)", "25 ml", "25 ml (60 mg)", "2.5 ml (600 mg)"):
        assert len(asked(tmp_path, row(dose=dose))) == 1
    assert len(asked(tmp_path, row(often="Every 2 hours"))) == 1


def test_the_whole_of_a_day_is_held(tmp_path: Path) -> None:
    """S131: each dose is right, and all of them are too much."""
    assert asked(tmp_path, row(), data=DATA.replace('day = "240 mg"', 'day = "200 mg"')) == [
        "S131 240 mg in 24 hours is more than the 200 of calmadol, 3-to-6-months"
    ]


def test_hours_are_read_in_either_writing(tmp_path: Path) -> None:
    for often in ("6-hourly", "6 hourly", "every six hours"):
        assert asked(tmp_path, row(often=often)) == []


def test_units_of_other_countries_are_read(tmp_path: Path) -> None:
    """ML as it is written in the US, and a weight in pounds."""
    assert asked(tmp_path, ROW.replace("ml", "mL")) == []
    text = f"## Fretol 100 mg in 5 mL {{.medicines}}\n\n{TABLE}"
    assert asked(tmp_path, text + "| 11 to 22 lb | 2.4 mL | 3 times a day |") == [
        "S133 this dose can't be checked: medicines.toml has no limit of fretol for 11 to 22 lb"
    ]
    assert asked(tmp_path, text + "| 12 to 22 lb | 2.5 mL | 3 times a day |") == []


HEADS = "| Pounds | Kilograms | Dose | Often |\n|---|---|---|---|\n"
BOTH = f"## Fretol 100 mg in 5 mL {{.medicines}}\n\n{HEADS}"


def test_a_weight_that_is_told_in_two_units_is_one(tmp_path: Path) -> None:
    """S132, S133: pounds and kilograms, the same but for rounding; others are asked about."""
    rows = (
        "| 24 to 35 lb | 10.9 to 15.9 kg | 5 mL | 3 times a day |\n"
        "| 36 to 47 lb | 16.3 to 21.3 kg | 7.5 mL | 3 times a day |\n"
        "| 48 to 59 lb | 22 to 27 kg | 10 mL | 3 times a day |"
    )
    assert asked(tmp_path, BOTH + rows) == []
    wrong = asked(tmp_path, BOTH + rows.replace("10.9 to 15.9 kg", "24 to 35 kg"))
    assert any("more than one age or weight" in one for one in wrong), wrong


def test_what_is_under_an_age_ends_there(tmp_path: Path) -> None:
    """S132: with whole months below it leaves none out, and where it does, that is told."""
    table = "## Calmadol 120 mg in 5 ml {.medicines}\n\n" + TABLE
    none = "| Under 3 months | None: ask a doctor | Never |\n"
    later = "| 6 to 23 months | 5 ml | 4 times a day |"
    sound = f"{table}{none}| 3 to 5 months | 2.5 ml | 4 times a day |\n{later}"
    assert asked(tmp_path, sound) == []
    assert asked(tmp_path, sound.replace("3 to 5", "4 to 5")) == [
        "S132 this row and one above leave a gap: under 3 months, 4 to 5 months"
    ]
