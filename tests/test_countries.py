"""One text, three countries: what differs is a fact, a word or a sentence, and stays at home."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from press.finding import Finding
from press.read.clinic import read_clinic
from press.read.expected import Word, expected_words
from press.read.fields import check_fields
from press.read.folding import fill_line
from press.read.syntax import HEADING
from press.typeset.compose import Composer
from tests.catalogue import PRODUCTS
from tests.guides import BEDSIDE, LOCALES, real_job
from tests.shop import ROOT, told

COUNTRIES = ("en-US", "en-001")  # those that differ from what `en` says
CONTENT = ROOT / "content"
GUIDE = CONTENT / "leg-cramps"
# what no field holds and yet belongs to one country: services, units, turns of phrase
AT_HOME = {
    "en-GB": ("NHS", "Northern Ireland", "Relay UK", "out-of-hours"),
    "en-US": ("emergency room", "prenatal", "12-ounce", "IU", "Poison Help"),
}
STEM = "(?:organ|recogn|pasteur|special|hospital|steril|minim|stabil)"
OUR = "(?:col|lab|tum|fav|flav|behavi|od|vap)"
BRITISH = rf"\b\w*(?:aem|oed|oesoph|foet|rrhoea|{OUR}our|{STEM}is|litre|metre\b|centre|grey\b)\w*"
AMERICAN = (
    rf"\b\w*(?:(?<!a)emia\b|(?<!o)edema|{OUR}or\b|yogurt|{STEM}iz|liter|meter\b|center|"
    r"gray\b|diarrhea)\w*"
)
DOSE = re.compile(r"\d[\d,.]*\s*(?:mg|mcg|µg|g|IU|ml|oz|micrograms?|milligrams?|ounces?)\b")


@cache
def words(locale: str, product: str = "") -> tuple[Word, ...]:
    made = real_job(locale)
    texts = [m for m in made.manuscripts if product in ("", m.product.name)]
    return tuple(word for text in texts for word in expected_words(text, made.fields))


@cache
def printed(locale: str) -> str:
    """All that the text and the labels of both products print, as one line."""
    made = real_job(locale)
    groups = made.words.keys() - {"words", "dates"}
    labels = [entry for group in groups for entry in made.labels(group).values()]
    said = [fill_line(str(entry.value), made.fields) for entry in labels]
    return " ".join([*(word.text for word in words(locale)), *said])


def holds(text: str, words: str) -> bool:
    """Whether `text` holds these words whole, in any case."""
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text, re.IGNORECASE) is not None


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text("utf-8"))


def numbers(country: str) -> set[str]:
    """What is dialled in a country: the numbers and prefixes of its lines."""
    lines = toml(f"countries/{country}.toml")["lines"].values()
    dialled = (line.get(key) for line in lines for key in ("number", "prefix"))
    return {number for number in dialled if isinstance(number, str)}


def own_words(locale: str) -> dict[str, str]:
    """What to call things, where the locale differs from `en`."""
    path = f"words/{locale}.toml"
    return dict(toml(path).get("words", {})) if (CONTENT / path).exists() else {}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_country_has_every_field_that_its_texts_name(locale: str) -> None:
    """No text and no label of a country names a fact or a word that the country has not."""
    made = real_job(locale)
    lines = [line for text in made.manuscripts for line in text.lines]
    groups = made.words.keys() - {"old-clinic"}
    lines += [entry.line for group in groups for entry in made.labels(group).values()]
    found = [f for line in lines for f in check_fields(line, made.fields) if f.code == "M110"]
    assert not found, told(found)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_number_of_another_country_is_printed(locale: str) -> None:
    """What is dialled in one country stands in no other's products."""
    codes = {"en-GB": "GB", "en-US": "US", "en-001": "001"}
    mine = numbers(codes.pop(locale))
    others = {number for code in codes.values() for number in numbers(code)} | {"112"}
    assert not [number for number in others - mine if holds(printed(locale), number)]


@pytest.mark.parametrize(("locale", "number"), [("en-GB", "999"), ("en-US", "911")])
def test_both_products_say_whom_to_call(locale: str, number: str) -> None:
    """The emergency number is the country's own, and stands on leaflet and card."""
    for product in PRODUCTS:
        told = [w for w in words(locale, product) if w.role == "emergency"]
        said = [word for word in told if word.text.strip(",") == number]
        assert said, product


def test_111_is_never_without_its_service() -> None:
    """111 is written NHS 111: alone it is the emergency number of New Zealand."""
    assert not re.search(r"(?<!NHS )\b111\b", printed("en-GB"))
    assert "NHS 111" in printed("en-GB")


@pytest.mark.parametrize("locale", LOCALES)
def test_no_word_of_another_country_is_printed(locale: str) -> None:
    """A word that another country has its own for is not printed here."""
    british, american = dict(toml("words/en.toml")["words"]), own_words("en-US")
    mine = {**british, **own_words(locale)}
    foreign = {british[key] for key in american} | set(american.values())
    home = " / ".join(mine.values())
    wrong = [word for word in foreign if not holds(home, word) and holds(printed(locale), word)]
    assert not wrong


@pytest.mark.parametrize("locale", LOCALES)
def test_services_and_units_stay_at_home(locale: str) -> None:
    """No country's service, unit or turn of phrase stands in another's products."""
    foreign = [word for home, row in AT_HOME.items() if home != locale for word in row]
    assert not [word for word in foreign if holds(printed(locale), word)]
    assert all(holds(printed(locale), word) for word in AT_HOME.get(locale, ()))


def test_american_spelling_is_printed_in_america_only() -> None:
    """Britain and the world spell as in Britain; the United States as there."""
    assert not re.findall(BRITISH, printed("en-US"), re.IGNORECASE)
    for locale in ("en-GB", "en-001"):
        assert not re.findall(AMERICAN, printed(locale), re.IGNORECASE)
    assert "color" in {w.text.strip(".,:?") for w in words("en-US")}
    assert "colour" in {w.text.strip(".,:?") for w in words("en-001")}


def test_the_world_is_given_both_names_of_the_drug() -> None:
    """In en-001 a reader finds the name that is on her own box."""
    assert holds(printed("en-001"), "paracetamol (acetaminophen)")


def test_the_world_writes_its_own_numbers() -> None:
    """In en-001 the ambulance's number is a line to write on, in the heading of both products."""
    made = real_job("en-001")
    assert made.fields["emergency_number"].blank
    for text in made.manuscripts:
        found: list[Finding] = []
        html = Composer(BEDSIDE, made).compose(text, found)
        assert html is not None, told(found)
        heading = re.search(r"<h[23]>(.*?Ambulance.*?)</h[23]>", html)
        assert heading is not None and '<span class="blank">' in heading[1], text.product.name


def test_the_world_is_told_what_to_do_where_nobody_wrote_a_number() -> None:
    """In en-001 no sentence ends in a bare “call”: it says ambulance, number or none."""
    blank = re.compile(r"\{\{\s*emergency_number\s*\}\}")
    lines = {line for text in real_job("en-001").manuscripts for line in text.lines}
    told_to = [line.text for line in lines if blank.search(line.text)]
    assert told_to
    assert all("ambulance" in text.casefold() for text in told_to)


def test_the_world_has_a_number_to_try_where_none_is_written() -> None:
    """In en-001 both products give 112 below the ambulance's blank, and say what it lacks."""
    for text in real_job("en-001").manuscripts:
        told = [line.text for line in text.lines if "{{ mobile_number }}" in line.text]
        assert [line.startswith("Mobiles: ") and line.endswith(" may work.") for line in told] == [
            True
        ]
    assert not [locale for locale in ("en-GB", "en-US") if holds(printed(locale), "112")]


@pytest.mark.parametrize("locale", COUNTRIES)
def test_a_words_file_holds_only_what_differs(locale: str) -> None:
    """Each word of a country's file is one of the language's, and is not the same."""
    general, own = toml("words/en.toml"), toml(f"words/{locale}.toml")
    for group, row in own.items():
        assert row.keys() <= general[group].keys(), group
        assert not [key for key, word in row.items() if word == general[group][key]], group


@pytest.mark.parametrize("locale", LOCALES)
def test_a_country_writes_only_sentences_that_differ_and_are_used(locale: str) -> None:
    """A passage in a country's folder is printed there, and is not that of the language again."""
    used = {line.file for text in real_job(locale).manuscripts for line in text.lines}
    for path in _passages(locale):
        assert BEDSIDE.name(path) in used, path.name
        general = GUIDE / "en" / "passages" / path.name
        assert not general.exists() or general.read_text("utf-8") != path.read_text("utf-8")


def _passages(folder: str) -> Iterator[Path]:
    yield from sorted((GUIDE / folder / "passages").glob("*.md"))


@pytest.mark.parametrize("locale", COUNTRIES)
def test_every_country_has_the_same_bones(locale: str) -> None:
    """Same sections, same roles, and as many steps and warnings as in en-GB, and those added."""
    added = {"en-US": 1, "en-001": 2}[locale]  # a racing heart on the card; on both, the 112
    assert _bones(locale) == _bones("en-GB", added)


def _bones(locale: str, added: int = 0) -> list[object]:
    made = real_job(locale)
    heads = [HEADING.match(line.text) for text in made.manuscripts for line in text.lines]
    bones: list[object] = [(head[1], head[3]) for head in heads if head]
    for role in ("steps", "stop", "emergency", "urgent"):
        count = len({(w.line.file, w.block) for w in words(locale) if w.role == role})
        bones.append((role, count + (added if role == "emergency" else 0)))
    return bones


def test_shared_text_names_no_number_and_no_dose() -> None:
    """What all countries share holds fields where a number to dial or a dose would stand."""
    dialled = numbers("GB") | numbers("US")
    for path in sorted((GUIDE / "en").rglob("*.md")):
        text = path.read_text("utf-8")
        assert not DOSE.search(text), path.name
        assert not [number for number in dialled if holds(text, number)], path.name


@pytest.mark.parametrize(
    ("locale", "shape"),
    [
        ("en-GB", r"\d{1,2} [A-Z][a-z]+ \d{4}"),
        ("en-US", r"[A-Z][a-z]+ \d{1,2}, \d{4}"),
        ("en-001", r"\d{1,2} [A-Z][a-z]+ \d{4}"),
    ],
)
def test_dates_are_written_as_in_the_country(locale: str, shape: str) -> None:
    """A date has the order of its country, its month in letters."""
    for name in ("last_review", "next_review"):
        assert re.fullmatch(shape, real_job(locale).fields[name].text)


def test_paper_is_that_of_the_country() -> None:
    """Half of Letter in the United States, A5 elsewhere."""
    assert PRODUCTS["leaflet"].trim(real_job("en-US").paper) == (139.7, 215.9)
    for locale in ("en-GB", "en-001"):
        assert PRODUCTS["leaflet"].trim(real_job(locale).paper) == (148.0, 210.0)


def test_the_american_example_can_be_dialled_by_nobody() -> None:
    """The example clinic's numbers are from those kept for fiction, 555-0100 to 555-0199."""
    found: list[Finding] = []
    clinic = read_clinic(BEDSIDE, CONTENT / "clinics" / "example-us.toml", found)
    assert clinic is not None, told(found)
    assert clinic.serves("en-US") and not clinic.serves("en-GB")
    for line in clinic.named.values():
        assert re.search(r"\b555-01\d\d$", line.shown)
