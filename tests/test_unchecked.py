"""What nobody checked in a language is said, every time; and no rule of English judges another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from press.check.admin import check_admin
from press.check.unchecked import FAMILIES, not_checked
from press.finding import Finding
from press.plain.check import check_plain_words
from press.plain.readability import syllables
from press.read.job import Job
from press.read.rule_book import read_rule_book
from press.safety.check import check_safety
from tests.guides import BEDSIDE, LOCALES, real_guide, real_job
from tests.safety import desk_of, manuscript
from tests.shop import LEAFLET, TODAY, WATER, Shop


def in_language(locale: str) -> Job:
    """The real guide as if its words were of another language."""
    found: list[Finding] = []
    rules = read_rule_book(BEDSIDE, real_guide(), locale, found)
    assert found == []
    return replace(real_job(), locale=locale, rules=rules)


@pytest.mark.parametrize("locale", ["cy-GB", "es-US", "ga-IE"])
def test_a_language_without_data_is_named_with_all_that_nobody_checked(locale: str) -> None:
    """Welsh, Spanish and Irish: each family by name, and the guide's own rules (D8)."""
    (told,) = not_checked(in_language(locale))
    assert told.startswith(f"{locale}: nobody checked ")
    assert [family for family in FAMILIES if family not in told] == []
    assert "this guide's own rules of safety" in told


@pytest.mark.parametrize("locale", LOCALES)
def test_of_english_nothing_is_left_unsaid(locale: str) -> None:
    """The real guide is checked by every family in each of its locales."""
    assert not_checked(real_job(locale)) == []


def test_a_country_without_a_dictionary_is_named() -> None:
    """Australian English has its rules, and no spelling here."""
    (told,) = not_checked(in_language("en-AU"))
    assert told == "en-AU: nobody checked spelling: no data for this language"


@pytest.mark.parametrize("locale", ["cy-GB", "es-US"])
def test_no_english_syllable_is_counted_in_another_language(locale: str) -> None:
    """Nor is a hard word, a promise or a hazard of English looked for."""
    job = in_language(locale)
    before = syllables.cache_info()
    found = [*check_plain_words(job), *check_safety(job), *check_admin(job)]
    assert syllables.cache_info() == before
    assert {f.code for f in found} <= {"W104", "W105", "W106", "W107", "W109"}, found


@pytest.mark.usefixtures("brief")
def test_passages_in_another_language_are_named_with_their_place(shop: Shop) -> None:
    """A line in Arabic, marked so, is read out of a file: nobody checked it."""
    shop.append(LEAFLET, f"\n{WATER} {{lang=ar}}\n")
    (told,) = not_checked(shop.job("leaflet"))
    assert told.startswith(f"ar ({shop.place(LEAFLET, '{lang=ar}')}): nobody checked ")
    run = shop.order("check", "--product", "leaflet", "--today", TODAY)
    assert told in run.out + run.err


@pytest.mark.parametrize("mark", [" {lang=de}", ""])
def test_a_passage_in_another_language_is_judged_by_no_rule_on_words(shop: Shop, mark: str) -> None:
    """Nouns, abbreviations and words like hard ones of English; unmarked they are asked about."""
    before = judged(shop)
    german = "Nimm ein Aspirin vom DRK, administer Nurofen® mit Zinc 20, und rufe: 911."
    shop.append(LEAFLET, f"\n{german}{mark}\n")
    more = {f.code for f in judged(shop) - before if f.excerpt.startswith("Nimm")}
    assert more == set() if mark else {"S103", "S127", "W116", "W117"} <= more


def judged(shop: Shop) -> set[Finding]:
    job = shop.job("leaflet", "night-card")
    return {*check_plain_words(job), *check_safety(job)}


def test_each_language_of_a_job_is_named_once() -> None:
    """Two lines in German and one in Polish are two sentences."""
    text = manuscript("Walk.\n\nLauf.\n\nRuh.\n\nBiegaj.")
    langs = ("", "", "de", "", "de", "", "pl")
    lines = tuple(replace(one, lang=lang) for one, lang in zip(text.lines, langs, strict=True))
    told = not_checked(desk_of(replace(text, lines=lines)).job)
    assert [one.split(":")[0].split(" ")[0] for one in told] == ["de", "pl"]
    assert "and 1 more" in told[0] and "more" not in told[1]
