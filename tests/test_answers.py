"""Errors stop the press, questions wait for a person; an answer counts for what it was given to."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from press.check.answers import answered, answers_that_cannot_count, as_answers
from press.finding import ERROR, QUESTION, Finding, errors, from_rows, kind_of, questions
from press.project import Line
from press.read.answers import read_answers
from tests.shop import EVIDENCE, GUIDE, LEAFLET, TODAY, Shop, told
from tests.test_docs import sections

ANSWERS = f"{GUIDE}/answers.toml"
HARD = "One man utilised them for sixty-eight years."
ANSWER = f"""
[the-man]
code = "W116"
file = "en/leaflet.md"
line = "{HARD}"
under = ["leaflet / Why they happen"]
who = "A. Tester, for the tests"
when = 2026-11-01
why = "He said so himself."
"""
CHECK = ("check", "--product", "leaflet", "--sheet", "none", "--today", TODAY)


@pytest.fixture
def shop(shop: Shop) -> Shop:
    """Words are judged here, not how pages are filled."""
    return shop.brief()


def codes(found: list[Finding]) -> list[str]:
    """The codes of what is still to be told."""
    return [one.code for one in found if not one.answer]


def fill_in(shop: Shop, rows: str) -> None:
    """What a person writes into the rows that `check --answers` gives."""
    for key, value in (("who", '"Tester"'), ("when", "2026-11-01"), ("why", '"So."')):
        rows = rows.replace(f'{key} = ""', f"{key} = {value}")
    shop.write(ANSWERS, rows)


def asks(shop: Shop) -> Shop:
    """A shop whose leaflet has one hard word: a question."""
    shop.edit(LEAFLET, "One man had them for sixty-eight years.", HARD)
    return shop


def test_each_code_is_an_error_or_a_question() -> None:
    """What a person must judge is asked; what would make the paper wrong stops it (VISION)."""
    kinds = {code: kind_of(code) for code in sections()}
    asked = {code for code, kind in kinds.items() if kind == QUESTION}
    wrong = {code for code, kind in kinds.items() if kind == ERROR}
    assert {"S105", "S114", "W101", "W120", "E102", "E105", "G106", "G108", "G104"} <= asked
    assert {"P101", "M110", "C101", "A112", "E101", "G101", "S126", "D103", "P206"} <= wrong


def test_a_question_is_listed_and_the_draft_prints(shop: Shop) -> None:
    """Exit 0; the files are there; the place and the question are told, and how to see more."""
    done = asks(shop).order("--product", "leaflet", "--sheet", "none", "--today", TODAY)
    assert done.code == 0, done.out
    assert f"{LEAFLET}:25:9: W116 `utilised` is a hard word" in done.out
    assert "1 question waits for a person" in done.out
    assert "hiccups/en-GB/leaflet.pdf" in shop.dist()


def test_a_question_is_listed_again_where_nothing_changed(shop: Shop) -> None:
    """The second run prints nothing anew, and still says what waits."""
    first = asks(shop).order("--product", "leaflet", "--sheet", "none", "--today", TODAY)
    again = shop.order("--product", "leaflet", "--sheet", "none", "--today", TODAY)
    assert "nothing changed" in again.out
    for run in (first, again):
        assert "W116 `utilised` is a hard word" in run.out and run.code == 0


def test_check_ends_well_with_questions_and_strictly_does_not(shop: Shop) -> None:
    """`check` exits 0, `check --strict` 1; JSON says of each finding which kind it is."""
    asks(shop)
    assert shop.order(*CHECK).code == 0
    assert shop.order(*CHECK, "--strict").code == 1
    shop.append(LEAFLET, "\nSee it. [@H9]\n")
    both = shop.order(*CHECK, "--format", "json")
    assert [(row["code"], row["kind"]) for row in both.findings] == [
        ("E101", "error"),
        ("W116", "question"),
    ]
    assert both.code == 1
    assert "::notice file=" in shop.order(*CHECK, "--format", "github").out


def test_an_answer_settles_its_question_and_no_other(shop: Shop) -> None:
    """By code, file and the whole line: a line that changed since asks anew, and G104 says so."""
    asks(shop).write(ANSWERS, ANSWER)
    settled = shop.order(*CHECK, "--strict")
    assert (settled.code, settled.out.strip()) == (0, "no errors, no questions")
    shop.edit(LEAFLET, "sixty-eight", "sixty-nine")
    anew = shop.order(*CHECK, "--strict", "--format", "json")
    assert {row["code"] for row in anew.findings} == {"W116", "G104"} and anew.code == 1
    (idle,) = [row for row in anew.findings if row["code"] == "G104"]
    assert (idle["file"], idle["line"]) == (ANSWERS, 3)
    assert "line 25 asks now" in idle["fix"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('file = "en/leaflet.md"', 'file = "en/leaflett.md"'),
        ('code = "W116"', 'code = "W105"'),
        (HARD, "One man utilised them."),
        ("when", 'asks = "is this so?"\nwhen'),
    ],
    ids=["another file", "another code", "a part of the line", "another question"],
)
def test_an_answer_that_fits_nothing_is_told(shop: Shop, old: str, new: str) -> None:
    """G104 (FAULTS B20): nothing is let pass in silence by a slip of the pen."""
    asks(shop).write(ANSWERS, ANSWER.replace(old, new))
    assert codes(shop.judged()) == ["G104", "W116"]


def test_an_answer_needs_a_name_a_day_and_a_reason(shop: Shop) -> None:
    """FAULTS D2: `reason = "nicer"` let a sentence through; now who, when and why are needed."""
    for key in ("who", "when", "why"):
        kept = [line for line in ANSWER.split("\n") if not line.startswith(key)]
        found: list[Finding] = []
        shop.write(ANSWERS, "\n".join(kept))
        assert read_answers(shop.project, shop.guide, found) == ()
        assert [f.code for f in found] == ["M107"] and key in found[0].problem, told(found)
    shop.write(ANSWERS, ANSWER.replace("A. Tester, for the tests", ""))
    found = []
    read_answers(shop.project, shop.guide, found)
    assert [f.problem for f in found] == ["`who` is empty"]


def test_nobody_answers_an_error_or_in_the_future(shop: Shop) -> None:
    """G105: an error is put right; a day that is still to come is no day of an answer."""
    shop.write(ANSWERS, ANSWER.replace("W116", "P101").replace("2026-11-01", "2030-01-01"))
    answers = read_answers(shop.project, shop.guide, [])
    found = [*answers_that_cannot_count(answers, date(2026, 11, 23))]
    assert [(f.code, f.place.line) for f in found] == [("G105", 3), ("G105", 8)]
    lost = Line(HARD, LEAFLET, 29).finding("P101", "lost", "find it")
    assert answered(shop.job("leaflet"), [lost]) == [lost]


def test_open_questions_are_told_as_answers_to_fill_in(shop: Shop) -> None:
    """`check --answers` writes all but who, when and why; filled in, nothing is asked any more."""
    asks(shop)
    fill_in(shop, shop.order(*CHECK, "--answers").out)
    done = shop.order(*CHECK, "--strict")
    assert (done.code, done.out.strip()) == (0, "no errors, no questions"), done.out


def test_an_answer_is_not_idle_where_another_locale_needs_it(shop: Shop) -> None:
    """It counts for the guide: told as idle only where every locale of it was asked."""
    asks(shop).write(ANSWERS, ANSWER)
    shop.edit(f"{GUIDE}/guide.toml", '["en-GB"]', '["en-GB", "en-US"]')
    shop.write(f"{GUIDE}/en-US/leaflet.md", shop.text(LEAFLET).replace(HARD, "One man had them."))
    shop.edit(f"{GUIDE}/en-US/leaflet.md", "../figures", "../figures")
    assert "G104" not in codes(shop.judged())
    assert "G104" not in codes(shop.judged("--locale", "en-US"))


DOSE = "Take {{ folic_acid_dose }} {{ micrograms }} of it, as utilised. [@H1]"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("content/countries/GB.toml", 'folic_acid_dose = "400"', 'folic_acid_dose = "4,000"'),
        (LEAFLET, "utilised. [@H1]", "utilised. [@H2]"),
        (LEAFLET, "utilised", "**utilised**"),
        (LEAFLET, "## Why they happen", "## What to do {.do}"),
        (LEAFLET, "## Why they happen", "## Why they happen {.dont}"),
    ],
    ids=["a fact", "a source", "emphasis", "the heading", "the role"],
)
def test_an_answer_does_not_outlive_what_it_was_given_to(
    shop: Shop, file: str, old: str, new: str
) -> None:
    """The line as it is read, its source, its heading and its role are what was answered."""
    shop.edit(LEAFLET, "One man had them for sixty-eight years.", DOSE)
    fill_in(shop, as_answers(shop.judged()))
    assert 'reads = "Take 400 micrograms of it' in shop.text(ANSWERS)
    assert codes(shop.judged()) == []
    shop.edit(file, old, new)
    assert {"W116", "G104"} <= {*codes(shop.judged())}


def test_rows_to_answer_say_whose_they_are_and_have_names_of_their_own(shop: Shop) -> None:
    """New rows go below older ones: no name stands twice; each guide's rows stand below its own."""
    asks(shop)
    first = as_answers(shop.judged())
    assert first.startswith("# content/hiccups/answers.toml\n")
    shop.append(LEAFLET, "\nUtilise it.\n")
    both = as_answers(shop.judged())
    names = re.findall(r"^\[(W116-\w+)\]", first + both, re.MULTILINE)
    assert len(names) == 3 and len(set(names)) == 2
    shop.append(LEAFLET, "\nSee it. [@H9]\n")
    assert "E101" in shop.order(*CHECK, "--answers").err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[bands]\ndraft = "Ready to hand out"\n', "G112"),
        ('[bands]\ndraft = "Drafty, and checked by all"\n', "G112"),
        ('[bands]\nchanged = "Approved once"\n', "G112"),
        ('[bands]\napproved = "Approved by {{ approved_by }}."\n', "G112"),
        ('[wards]\nfour = "x"\n', "M106"),
        ('gp = "doctor"\n', "M106"),
        ('[words.more]\ngp = "doctor"\n', "M106"),
    ],
)
def test_a_guides_words_are_those_that_are_printed(shop: Shop, text: str, code: str) -> None:
    """A band that says less is an error; what no template prints is not passed over."""
    shop.write(f"{GUIDE}/words/en.toml", text)
    assert [row["code"] for row in shop.check("--product", "leaflet").findings] == [code]


def test_a_source_that_nothing_cites_is_asked_about(shop: Shop) -> None:
    """FAULTS B11: the last citation of a source may go; the leaflet prints all the same."""
    shop.append(EVIDENCE, '\n[H3]\norganisation = "X"\ntitle = "Y"\nmark = "known"\n')
    done = shop.order("--product", "leaflet", "--sheet", "none", "--today", TODAY)
    assert done.code == 0 and "E102 nothing cites the source `H3`" in done.out


MAP = """
[R1]
about = "how it begins"
lines = ["en/leaflet.md: It comes when you eat fast, laugh hard or drink something cold."]

[R2]
about = "why"
left_out = "nobody knows"
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("laugh hard", "run", "E104", "no line of en/leaflet.md says"),
        ('left_out = "nobody knows"', "", "E105", "neither lines nor a reason"),
        (
            'about = "why"',
            'about = "why"\nlines = ["en/leaflet.md: They go without thanks."]',
            "E105",
            "both",
        ),
        (
            'left_out = "nobody knows"',
            'lines = ["en/passages/unused.md: Sleep."]',
            "E105",
            "no line that is printed in en-GB answers `R2`",
        ),
        (
            "[R2]",
            '[weak.W1]\nlines = ["en/leaflet.md: They go without thanks."]\n'
            'sources = ["H1"]\nwhy = "not seen"\n\n[R2]',
            "E106",
            "does not cite it",
        ),
    ],
    ids=["changed sentence", "neither", "both", "not printed", "weak and not cited"],
)
def test_check_asks_of_the_evidence_map(
    shop: Shop, old: str, new: str, code: str, says: str
) -> None:
    """FAULTS D3: a map that an edit broke is told by `check`, as a question."""
    shop.write(f"{GUIDE}/en/passages/unused.md", "Sleep.\n")
    shop.write(f"{GUIDE}/evidence-map.toml", MAP)
    assert shop.judged() == []
    if old in MAP:
        shop.write(f"{GUIDE}/evidence-map.toml", MAP.replace(old, new))
    else:
        shop.edit(LEAFLET, old, new)
    (asked,) = shop.judged()
    assert asked.code == code and says in asked.problem and asked.kind == QUESTION


def test_what_was_asked_is_kept_as_it_was() -> None:
    """Findings come back from the ledger as they went in; anything else is refused."""
    one = Line("x", "a.md", 3).finding("W116", "p", "f", 2)
    row = json.loads(json.dumps([vars(one) | {"place": vars(one.place)}]))
    assert from_rows(row) == [one]
    assert errors([one]) == [] and questions([one]) == [one]
    for wrong in (None, [1], [{"code": 1}], [{**row[0], "code": 7}]):
        with pytest.raises((TypeError, KeyError, ValueError)):
            from_rows(wrong)


def test_a_citation_before_a_stop_leaves_no_blank(shop: Shop) -> None:
    """“See [@H1].” prints “See.”, and is proved so; in a heading too."""
    shop.append(LEAFLET, "\n### Who says so [@H1]?\n\nSee [@H1], [@H2]; and this [@H2].\n")
    assert shop.check("--product", "leaflet", "--today", TODAY).findings == []


@pytest.mark.parametrize("key", ["asked", "notes"])
def test_questions_that_the_ledger_lost_are_asked_anew(shop: Shop, key: str) -> None:
    """A torn `.cache/jobs.json` costs a second, and no question and no exit code 4."""
    order = ("--product", "leaflet", "--sheet", "none", "--today", TODAY)
    asks(shop).order(*order)
    whole = json.loads(shop.text(".cache/jobs.json"))
    (job,) = whole
    for torn in (None, [1], [{"place": {"file": 3}, "code": "", "problem": "", "fix": ""}]):
        shop.write(".cache/jobs.json", json.dumps({job: whole[job] | {key: torn}}))
        again = shop.order(*order)
        assert again.code == 0 and "W116 `utilised` is a hard word" in again.out, again


def test_an_error_of_an_edition_is_not_told_where_another_is_ordered(shop: Shop) -> None:
    """What holds back large print is no error of the standard leaflet, today or tomorrow."""
    word = "Hottentottenpotentatentantenattentater" * 2
    shop.edit(LEAFLET, "One man had them", f"One man had {word[:52]}")
    shop.append("styles/leaflet-large-print.css", "\np { padding-left: 45mm }\n")
    order = ("--product", "leaflet", "--sheet", "none", "--today", TODAY)
    both = shop.order(*order, "--edition", "standard,large-print", "--format", "json")
    assert both.code == 1 and "P103" in [row["code"] for row in both.findings]
    assert shop.order(*order).code == 0
    assert shop.order(*order, "--edition", "standard,large-print").code == 1


@pytest.mark.parametrize(("old", "new"), [("W116", "P101"), ("2026-11-01", "2030-01-01")])
def test_an_answer_that_cannot_count_stops_the_press(shop: Shop, old: str, new: str) -> None:
    """G105 is an error: no run says that nothing was printed, and prints."""
    asks(shop).write(ANSWERS, ANSWER.replace(old, new))
    order = ("--product", "leaflet", "--sheet", "none", "--today", TODAY)
    for run in (shop.order(*order), shop.order(*order)):
        assert run.code == 1 and run.out.count("G105") == 1, run.out
        assert "hiccups/en-GB/leaflet.pdf" not in shop.dist()
