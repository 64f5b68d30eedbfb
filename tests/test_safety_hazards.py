"""The hazards of the source article: none comes back in other words, and none of it is copied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from press.finding import Finding, Place
from press.project import Line, Project
from press.read.rule_book import read_rule_book
from press.safety.check import hold_to_rules
from press.safety.context import SafetyDesk
from press.safety.words import runs_of
from press.toml_tables import Entry
from tests.guides import real_guide, real_job
from tests.safety import AMBULANCE, STOP, approved, codes_in, codes_of, desk_of, manuscript, short
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


# -- hazard words that no other table holds -------------------------------------------------------

HAZARD_WORDS = {
    "sickness": ("Nausea passes.", approved("R09")),
    "magnesium": ("Magnesium is good for muscles.", approved("R12")),
    "iron": ("Buy iron.", approved("R26")),
    "bandage": ("A crepe bandage is cheap.", "Wrap up warm."),
    "salve": ("Use a pain gel.", approved("R44")),
}


@pytest.mark.parametrize("name", HAZARD_WORDS)
def test_only_an_approved_sentence_holds_a_hazard_word(name: str) -> None:
    """S125: a new sentence with the word is found, the approved one is left alone."""
    bad, good = HAZARD_WORDS[name]
    assert "S125" in codes_in(bad)
    assert "S125" not in codes_in(good)


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


def test_an_approved_sentence_stands_in_its_role_only() -> None:
    """A sentence that is approved for the ambulance list is a finding anywhere else."""
    assert "S101" not in codes_in(AMBULANCE + f"- {approved('R01')}")
    assert "S101" in codes_in(STOP + f"- {approved('R01')}")


def test_a_hazard_word_does_not_come_in_as_a_field() -> None:
    """A word of the words files is held to the same rules as a typed one."""
    desk = desk_of(manuscript("Walk."))
    line = Line('tummy = "cod liver"', "content/words/en.toml", 12)
    words = {"words": {"tummy": Entry("cod liver", line)}}
    found = hold_to_rules(replace(desk, job=replace(desk.job, words=words)))
    assert [(f.code, f.place.line) for f in found if f.place.file == line.file] == [("S104", 12)]


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
