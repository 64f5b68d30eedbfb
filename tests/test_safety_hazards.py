"""The hazards of the source article: none comes back in other words, and none of it is copied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from press.finding import Finding, Place
from press.letters import tidy
from press.project import Line, Project
from press.read.clinic import read_clinic
from press.read.fields import Field
from press.read.job import read_job
from press.read.rule_book import read_rule_book
from press.safety.check import hold_to_rules
from press.safety.context import SafetyDesk
from press.safety.wording import runs_of
from press.toml_tables import Entry
from tests.guides import BEDSIDE, real_guide, real_job
from tests.safety import codes_in, codes_of, desk_of, manuscript, short
from tests.shop import ROOT

# -- the hazards of the source article, in any wording --------------------------------------------

HAZARDS = {
    "R01": [
        "At night a convulsion in the calf can wake you.",
        "Leg seizures are common in pregnancy.",
        "Why pregnancy draws the legs together.",
    ],
    "R09": [
        "Feeling sick early on can show that you lack vitamins.",
        "Morning sickness is a sign of too little magnesium.",
        "If you vomit in the first weeks, eat more vitamins.",
    ],
    "R12": [
        "Most women are given Magne B6.",
        "Ask for magnesium with vitamin B6.",
        "Take a magnesium tablet every night.",
    ],
    "R23": [
        "Eat up to twenty grams of iron each day.",
        "Your body needs 20g iron daily.",
        "Iron: 20,000 milligrams a day.",
    ],
    "R25": [
        "Sorbifer soon puts it right.",
        "Iron tablets work within days.",
        "A pill quickly cures anaemia.",
    ],
    "R32": [
        "Wind a crepe bandage round each leg.",
        "Wrap your calves in stretchy cloth.",
        "Elastic strips can be tied about the legs.",
    ],
    "R38": [
        "If one leg is swollen, tell the doctor at your next visit.",
        "A leg that stays sore should be mentioned.\nYour routine check is soon enough.",
        "Is one calf hot? Show your {{ midwife }}.",
    ],
    "R43": [
        "First rub the place that hurts.",
        "Grind the sore spot with your hand.",
        "Begin by pressing your thumbs into the knot.",
    ],
    "R44": [
        "A warming ointment works well.",
        "Smooth a heat gel over the calf.",
        "Muscle balm from the chemist brings relief.",
    ],
    "R47": [
        "A gentle massage gets the blood moving.",
        "Stroke the calf softly afterwards.",
        "Ask your partner to squeeze and knead the leg.",
    ],
    "R54": [
        "Stand on one leg, then the other.",
        "Balance on each foot in turn to prevent cramps.",
        "At work, shift your weight from leg to leg.",
    ],
    "R58": [
        "Cod liver is full of goodness.",
        "A spoon of fish liver oil each day is good for you.",
        "Liver once a week gives you vitamin A.",
    ],
    "R65": [
        "The pain goes away as soon as the baby is born.",
        "Cramps end with the birth.",
        "Once you have delivered, you can forget about your legs.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "text"), [(row, text) for row, texts in HAZARDS.items() for text in texts], ids=short
)
def test_a_hazard_of_the_source_is_found_in_any_wording(row: str, text: str) -> None:
    """The same wrong thing, said in three ways of our own, is a finding of this family."""
    assert codes_in(text), row


def test_no_hazard_row_of_the_source_is_passed_over() -> None:
    """All thirteen rows that the evidence base marks HAZARD are held, each by three sentences."""
    rows = "R01 R09 R12 R23 R25 R32 R38 R43 R44 R47 R54 R58 R65"
    assert [*HAZARDS] == rows.split()
    assert {len(texts) for texts in HAZARDS.values()} == {3}


# -- hazard words -----------------------------------------------------------------------------

HAZARD_WORDS = {
    "sickness": "Nausea passes.",
    "magnesium": "Magnesium is good for muscles.",
    "iron": "Buy iron.",
    "bandage": "A crepe bandage is cheap.",
    "salve": "Use a pain gel.",
    "painkiller": "Ibuprofen is the best choice.",
    "in words that were once agreed": "Take iron only as your label says.",
}


@pytest.mark.parametrize("text", HAZARD_WORDS.values(), ids=HAZARD_WORDS.keys())
def test_each_sentence_with_a_hazard_word_is_a_question(text: str) -> None:
    """S125: a person answers it, and no list of sentences in a file."""
    assert "S125" in codes_in(text)
    assert "S125" not in codes_in("Wrap up warm, and ask.")


DRESSED_UP = {
    "capitals": "COD LIVER is good.",
    "bold in the middle": "Co**d liv**er is good.",
    "a soft hyphen": "Cod li\u00adver is good.",
    "no-break blanks": "Cod\u00a0liver is good.",
    "a no-break hyphen": "Cod\u2011liver is good.",
    "a letter of another script": "Cod l\u0456v\u0435r is good.",
    "two lines": "Take fish\noil.",
    "a heading": "## Cod liver\n\nIt is good.",
    "a cell": "| Food | Why |\n|---|---|\n| Cod liver | Good |",
    "a caption": '![A jar](x.svg "Cod liver")',
    "an alt text": "![A jar of cod liver](x.svg)",
    "a link": "[Cod liver](https://example.org) is good.",
    "a citation in the middle": "Cod [@N1] liver is good.",
    "a lead and its list": "Good for you:\n\n- cod liver",
}


@pytest.mark.parametrize("text", DRESSED_UP.values(), ids=DRESSED_UP.keys())
def test_a_hazard_word_is_found_however_it_is_set(text: str) -> None:
    """Neither markup nor odd letters nor the place in the page hide a hazard word."""
    assert "S104" in codes_in(text)


def test_a_finding_stands_at_the_word_itself() -> None:
    """File, line and column lead to the first letter of the word, on the line that holds it."""
    desk = desk_of(manuscript("Walk.\n\nEat well,\nand **eat** some liver."))
    found = [f for f in hold_to_rules(desk) if f.code == "S104"]
    assert [f.place for f in found] == [Place("content/leg-cramps/en/leaflet.md", 4, 18)]


ELSEWHERE = {
    "the title": 'title = "Cod liver for all"',
    "the description": 'description = "On liver."',
    "the running title": 'running_title = "Liver"',
}


@pytest.mark.parametrize("row", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_the_front_matter_is_read_too(row: str) -> None:
    """S104: title, running title and description are read by somebody."""
    text = manuscript("Walk.")
    key, value = row.split(" = ")
    entry = Entry(value.strip('"'), Line(row, "front.md", 2))
    desk = desk_of(replace(text, front={**text.front, key: entry}))
    asked = [(f.code, f.place) for f in hold_to_rules(desk) if f.code == "S104"]
    assert [(code, place.file, place.line) for code, place in asked] == [("S104", "front.md", 2)]


@pytest.mark.parametrize("group", ["every-page", "leaflet", "night-card-large-print", "no-clinic"])
def test_labels_are_read_too(group: str) -> None:
    """S104: what a template prints beside the text, of any edition."""
    line = Line('tip = "Eat liver."', "content/words/en.toml", 12)
    desk = desk_of(manuscript("Walk."))
    told = replace(desk.job, words={group: {"tip": Entry("Eat liver.", line)}})
    assert [f.place.line for f in hold_to_rules(SafetyDesk(told)) if f.code == "S104"] == [12]


@pytest.mark.parametrize(
    ("key", "old"),
    [
        ("name", "Riverside Hospital (example)"),
        ("serves", "From 16 weeks, until 6 weeks after the birth."),
        ("hours", "day and night"),
    ],
)
def test_a_clinic_s_words_are_read_too(key: str, old: str, tmp_path: Path) -> None:
    """S104: whatever of a clinic's file is words, and not its numbers."""
    text = (ROOT / "content/clinics/example.toml").read_text("utf-8")
    row = f'{key} = "{old}"'
    number = text[: text.index(row)].count("\n") + 1
    (tmp_path / "c.toml").write_text(text.replace(row, f'{key} = "Liver (example)"', 1), "utf-8")
    unfit = list[Finding]()
    clinic = read_clinic(BEDSIDE, tmp_path / "c.toml", unfit)
    assert clinic is not None, unfit
    job = read_job(BEDSIDE, real_guide(), "en-GB", clinic, unfit)
    assert job is not None, unfit
    found = hold_to_rules(SafetyDesk(replace(job, manuscripts=(manuscript("Walk."),))))
    places = [(f.place.line, f.place.column) for f in found if f.code == "S104"]
    assert places == [(number, len(key) + 5)]


def test_a_hazard_word_does_not_come_in_as_a_field() -> None:
    """S104: a word of the words files is read in the sentence that names it."""
    desk = desk_of(manuscript("Walk.\n\nRub your {{ tummy }}."))
    line = Line('tummy = "cod liver"', "content/words/en.toml", 12)
    fields = {**desk.job.fields, "tummy": Field("cod liver", line)}
    found = hold_to_rules(replace(desk, job=replace(desk.job, fields=fields)))
    assert [f.place.line for f in found if f.code == "S104"] == [3]


@pytest.mark.parametrize(
    ("word", "value", "asked"),
    [
        ("paracetamol", "ibuprofen", True),
        ("ibuprofen", "paracetamol", True),
        ("iron", "zinc", True),
        ("paracetamol", "Calmin", True),
        ("paracetamol", "acetaminophen", False),
        ("paracetamol", "paracetamol (acetaminophen)", False),
        ("tummy", "belly", False),
    ],
)
def test_a_word_is_not_another_medicine_than_its_name(word: str, value: str, asked: bool) -> None:
    """S125: `paracetamol = "ibuprofen"` in a words file is asked about there (D4)."""
    entry = Entry(value, Line(f'{word} = "{value}"', "words.toml", 3))
    job = replace(desk_of(manuscript("Walk.")).job, words={"words": {word: entry}})
    found = [f.code for f in hold_to_rules(SafetyDesk(job)) if f.place.file == "words.toml"]
    assert found == (["S125"] if asked else [])


@pytest.mark.parametrize(
    ("fact", "value", "asked"),
    [
        ("oily_fish_limit", "12", True),
        ("oily_fish_limit", "2", False),
        ("folic_acid_dose", "4,000", True),
        ("caffeine_limit", "2000 mg", True),
        ("nsaid_from_week", "2", True),
        ("vitamin_a_limit", "3,000", False),
    ],
)
def test_a_fact_is_a_number_that_somebody_expects(fact: str, value: str, asked: bool) -> None:
    """S123: what a country's facts may be stands in the guide's safety.toml (D4)."""
    entry = Entry(value, Line(f'{fact} = "{value}"', "country.toml", 3))
    job = replace(desk_of(manuscript("Walk.")).job, country={fact: entry})
    found = [f.code for f in hold_to_rules(SafetyDesk(job)) if f.place.file == "country.toml"]
    assert found == (["S123"] if asked else [])


FOREIGN = {
    "nouns in German": "## Hilfe\n\nNimm Magnesium von Bayer und reibe das Bein. Rub.",
    "a Polish sign": "## Pomoc\n\nRub one red leg. Call 911.",
    "Spanish with a dose": "## Ayuda\n\nTome 20 g de iron.",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN.keys())
def test_rules_of_a_language_keep_to_its_lines(text: str) -> None:
    """A passage marked `{lang=de}` is asked nothing (B7); unmarked it would be."""
    told = manuscript(text)
    lines = tuple(replace(line, lang="de") for line in told.lines)
    assert codes_of(desk_of(replace(told, lines=lines))) == set()
    assert codes_of(desk_of(told)) != set()


@pytest.mark.parametrize(
    "text", ["16\u00e2\u20ac\u201c20 weeks", "It costs \u00c2\u00a35.", "caf\u00c3\u00a9"]
)
def test_broken_letters_are_asked_about(text: str) -> None:
    """M131: UTF-8 that was read in another code page, in a manuscript (E17)."""
    found: list[Finding] = []
    list(tidy([Line(text, "a.md", 1)], found))
    assert [f.code for f in found] == ["M131"]


# -- the source article ---------------------------------------------------------------------------

OURS = "A tall ship came in from the sea with nine lamps lit on her deck."


def copied(text: str, tmp_path: Path) -> set[str]:
    """The codes where OURS is the source article."""
    (tmp_path / "runs.txt").write_text("# ours\n" + " ".join(runs_of([OURS])) + "\n", "utf-8")
    (tmp_path / "safety.toml").write_text('[source]\nruns = "runs.txt"\n', "utf-8")
    guide, found = replace(real_guide(), folder=tmp_path), list[Finding]()
    rules = read_rule_book(Project(tmp_path), guide, "en-GB", found)
    assert found == []
    job = replace(real_job(), words={}, rules=rules, manuscripts=(manuscript(text),))
    return codes_of(SafetyDesk(job))


@pytest.mark.parametrize(
    "text",
    [
        OURS,
        "From the sea with nine\nlamps lit on.",
        "- a tall ship came\n- in from the sea with",
        '![x](x.svg "ship came in from the sea with nine")',
        "A TALL **ship** came in from the sea.",
    ],
    ids=short,
)
def test_no_eight_words_of_the_source_are_printed(tmp_path: Path, text: str) -> None:
    """S120: whole, over lines, over items, in a caption, or in other type."""
    assert copied(text, tmp_path) == {"S120"}


@pytest.mark.parametrize(
    "text",
    [
        "A tall ship came in from the harbour.",
        "Nine lamps were lit on the deck.",
        "From the sea with nine lamps lit.",
        "The sea.",
        "Her deck on lit lamps nine with sea the from in came.",
    ],
    ids=short,
)
def test_seven_words_are_everybody_s(tmp_path: Path, text: str) -> None:
    """S120: short runs and other orders of the words are no copy."""
    assert copied(text, tmp_path) == set()


def test_the_source_is_kept_as_marks_only() -> None:
    """The file of runs holds no word of the article, and enough marks to be all of it."""
    rows = (ROOT / "content/leg-cramps/source-runs.txt").read_text("utf-8").split("\n")
    marks = [mark for row in rows if row[:1] != "#" for mark in row.split()]
    assert len(marks) > 1000
    assert all(len(mark) == 10 and int(mark, 16) >= 0 for mark in marks)
