"""The evidence map: every row of the evidence base has its printed line, or the reason why not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from press.finding import Finding
from press.project import Line
from press.read.evidence import cited_keys
from press.read.evidence_map import MAP, EvidenceMap, EvidenceRow, Weak, read_map
from press.read.folding import bare_line, fill_line
from press.review.docs import MAP_PAGE, REVIEWER_PAGE, pages
from press.review.script import QUESTIONS, read_script
from tests.guides import BEDSIDE, LOCALES, real_guide, real_job
from tests.shop import GUIDE, ROOT, SIPS, Shop, told

CORRECTIONS = range(1, 20)  # the review's section 1
AT_HOME = {"R18": "en-GB"}  # a row that one country's text answers
QUOTE = re.compile(r"“([^”]+)”")
DECISIONS = "What a clinician must still decide"
REVIEWER = (ROOT / REVIEWER_PAGE).read_text("utf-8")


@cache
def the_map() -> EvidenceMap:
    found: list[Finding] = []
    made = read_map(BEDSIDE, real_guide(), found)
    assert not found, told(found)
    return made


@cache
def printed(locale: str) -> frozenset[Line]:
    """Every line that the two products of a locale are printed from."""
    return frozenset(line for text in real_job(locale).manuscripts for line in text.lines)


def test_every_row_of_the_evidence_base_is_there_once() -> None:
    """R01 to R65 and M01 to M19 stand in the map, in order; TOML itself refuses a second one."""
    wanted = [f"R{n:02}" for n in range(1, 66)] + [f"M{n:02}" for n in range(1, 20)]
    assert [row.key for row in the_map().rows] == wanted


def test_a_row_is_answered_or_left_out_for_a_reason_and_never_both() -> None:
    """No row says two things of itself, and none says nothing."""
    bad = [row.key for row in the_map().rows if bool(row.answers) == bool(row.left_out)]
    assert bad == []


def test_every_line_that_the_map_names_still_stands() -> None:
    """The words of each answer stand on exactly one line of their file."""
    gone = the_map().gone()
    assert [f"{row.key}: {one.file}: {one.says} ({len(one.at)} lines)" for row, one in gone] == []


def test_no_row_names_a_line_twice() -> None:
    """A line is named once by a row, so that nobody mends half of an answer."""
    kept: tuple[EvidenceRow | Weak, ...] = (*the_map().rows, *the_map().weak)
    for one in kept:
        places = [(answer.file, answer.says) for answer in one.answers]
        assert len(set(places)) == len(places), one.key


@pytest.mark.parametrize("locale", LOCALES)
def test_every_answered_row_is_answered_on_paper_in_every_country(locale: str) -> None:
    """A row's line is printed there: it is not in a passage that this country has replaced."""
    silent = [
        row.key
        for row in the_map().rows
        if row.answers
        and AT_HOME.get(row.key, locale) == locale
        and not any(line in printed(locale) for one in row.answers for line in one.at)
    ]
    assert silent == []


def test_no_answer_is_a_line_that_nobody_prints() -> None:
    """Each line that the map names comes onto paper in one country at least."""
    everywhere = frozenset().union(*map(printed, LOCALES))
    kept: tuple[EvidenceRow | Weak, ...] = (*the_map().rows, *the_map().weak)
    idle = [
        (one.key, answer.says)
        for one in kept
        for answer in one.answers
        if not any(line in everywhere for line in answer.at)
    ]
    assert idle == []


def test_every_correction_of_the_review_shows_where_it_changed_a_row() -> None:
    """The nineteen corrections are all in the map, and no other number is."""
    assert {n for row in the_map().rows for n in row.corrections} == set(CORRECTIONS)


def test_a_weak_citation_is_one_that_its_sentence_makes() -> None:
    """Each sentence listed as weak cites the sources that are said to be weak for it."""
    for weak in the_map().weak:
        for answer in weak.answers:
            assert set(weak.sources) <= cited_keys(answer.at), (weak.key, answer.says)


def test_the_reviewers_tables_are_those_of_the_guides_own_files() -> None:
    """Both pages are in step with the map and evidence.toml (`python -m press.review.docs`)."""
    found: list[Finding] = []
    for path, text in pages(BEDSIDE, found).items():
        assert (ROOT / path).read_text("utf-8") == text, path
    assert not found, told(found)


def test_every_source_is_on_the_reviewers_page_with_its_mark_and_address() -> None:
    """No source of evidence.toml is missing where a reviewer looks for what to open."""
    for key, source in real_job("en-GB").sources.items():
        row = re.search(rf"^\| {key} \| .*$", REVIEWER, re.MULTILINE)
        assert row is not None, key
        for part in ("title", "mark", "address"):
            assert str(source.table[part].value).rstrip(".") in row[0], key


def part(title: str) -> str:
    """A section of the reviewer's page."""
    found = REVIEWER.partition(f"## {title}")[2].partition("\n## ")[0]
    assert found, title
    return found


def test_the_reviewers_page_has_its_decisions_in_one_list() -> None:
    """Each is numbered, and names what it is on; each of the eight corrections has its row."""
    numbers = re.findall(r"^(\d+)\. \*\*", part(DECISIONS), re.MULTILINE)
    assert len(numbers) > 30
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    rows = re.findall(r"^\| (\d)\. ", part("What the second edition put right"), re.MULTILINE)
    assert rows == [str(n) for n in range(1, 9)]


def test_what_the_reviewers_page_quotes_is_what_is_printed() -> None:
    """A quote of the text is the text of today: of the United Kingdom's edition."""
    lines = [bare_line(fill_line(line.text, real_job("en-GB").fields)) for line in printed("en-GB")]
    quotes = QUOTE.findall(part(DECISIONS))
    assert len(quotes) > 30
    wrong = [quote for quote in quotes if not any(quote in line for line in lines)]
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_readers_answers_are_words_of_the_card(locale: str) -> None:
    """The script asks for nothing that the card does not say, in any country."""
    found: list[Finding] = []
    script = read_script(BEDSIDE, real_job(locale), found)
    card = next(text for text in real_job(locale).manuscripts if not text.product.is_long)
    fields = real_job(locale).fields
    raw = [bare_line(line.text) for line in card.lines]
    assert script is not None and not found, told(found)
    asked = re.findall(
        r'"(.+?)",?(?=\n|\]|, ")', (real_guide().folder / QUESTIONS).read_text("utf-8")
    )
    shown = {text for question in script["questions"] for text in question["answers"]}
    assert len(script["questions"]) >= 4 and shown
    answers = [text for text in asked if fill_line(text, fields) in shown]
    assert [text for text in answers if not any(text in line for line in raw)] == []
    held = [bare_line(fill_line(line.text, fields)) for line in card.lines]
    blanks = [text for text in shown if "___" not in text]
    assert [text for text in blanks if not any(text in line for line in held)] == []


def test_a_changed_sentence_is_missed(shop: Shop) -> None:
    """A mapped sentence that an editor changes, or types twice, no longer counts as found."""
    shop.write(
        f"{GUIDE}/{MAP}", '[R01]\nabout = "sips"\nlines = ["en/passages/sips.md: cold water"]\n'
    )
    found: list[Finding] = []
    assert read_map(shop.project, shop.guide, found).gone() == []
    shop.edit(SIPS, "cold water", "warm milk")
    assert [row.key for row, _ in read_map(shop.project, shop.guide, found).gone()] == ["R01"]
    shop.append(SIPS, "cold water\n\ncold water\n")
    assert [row.key for row, _ in read_map(shop.project, shop.guide, found).gone()] == ["R01"]


def test_a_row_with_an_unknown_key_is_told_with_its_line(shop: Shop) -> None:
    """A slip of the pen in the map is a finding with its place, and stops nothing else."""
    shop.write(f"{GUIDE}/{MAP}", '[R01]\nabout = "sips"\nleftout = "no room"\n')
    found: list[Finding] = []
    assert read_map(shop.project, shop.guide, found).rows == ()
    assert [(f.code, f.place.file, f.place.line) for f in found] == [("M106", f"{GUIDE}/{MAP}", 3)]


def test_the_map_is_no_longer_than_its_page_says() -> None:
    """The page counts the rows that are answered and those that are left out."""
    page = (ROOT / MAP_PAGE).read_text("utf-8")
    out = len([row for row in the_map().rows if row.left_out])
    assert f"84 rows: {84 - out} answered, {out} left out." in page
    assert Path(real_guide().folder / MAP).is_file()
