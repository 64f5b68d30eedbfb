"""Plain words: each rule lets the good line pass and finds the bad one, at its place."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from press.check.spelling import Unable, check_spelling, misspelt
from press.finding import Finding
from press.plain.check import check_plain_words, hold_to_rules
from press.plain.grammar import is_order, passive
from press.plain.readability import Figures, syllables
from press.plain.rules import PlainReading
from press.project import Line
from press.read.aloud import read_parts
from press.read.folding import Strip
from press.read.language import Tongue, read_tongue
from press.read.manuscript import Manuscript
from press.read.text import Sentence
from press.rules import rules_of
from press.toml_tables import Entry
from tests.catalogue import PRODUCTS
from tests.guides import BEDSIDE, real_guide, real_job
from tests.shop import LEAFLET, Shop, told

EASY = "Sit up and pull your toes up."
HARD = "Administration of supplementary minerals necessitates consultation beforehand."
NEEDS_HUNSPELL = pytest.mark.skipif(
    not shutil.which("hunspell"), reason="Hunspell is not on this machine"
)


@cache
def tongue() -> Tongue:
    found: list[Finding] = []
    read = read_tongue(BEDSIDE, real_guide(), "en-GB", found)
    assert read is not None, found
    return read


def reading(text: str, product: str = "leaflet", locale: str = "en-GB") -> PlainReading:
    """A text as if it were a manuscript: its first line is line 1 of `a.md`."""
    lines = tuple(Line(row, "a.md", number) for number, row in enumerate(text.split("\n"), 1))
    front = {"title": Entry("Cramps", Line('title = "Cramps"', "a.md", 1))}
    manuscript = Manuscript(PRODUCTS[product], "a.md", front, lines)
    parts = read_parts(manuscript, {})
    words = tongue() if locale.startswith("en") else None
    return PlainReading(manuscript, parts, PRODUCTS[product].gates, words, locale)


def findings(text: str, product: str = "leaflet", locale: str = "en-GB") -> list[Finding]:
    return hold_to_rules(reading(text, product, locale))


def steps(*rows: str) -> str:
    return "## Do this now {.steps}\n\n" + "\n".join(f"{n}. {row}" for n, row in enumerate(rows, 1))


LONG = " ".join(["one two three"] * 7) + "."  # 21 words
TWENTY = " ".join(["one two"] * 10) + "."
TABLE: list[tuple[str, str, str, str, str]] = [
    # code, product, good, bad, a word on the line that must be named
    ("W101", "leaflet", f"{EASY}\n\n" * 8, f"{HARD}\n\n" * 8, "Administration"),
    ("W101", "night-card", f"{EASY}\n\n" * 8, f"{HARD}\n\n" * 8, "Administration"),
    ("W102", "leaflet", f"{EASY}\n\n" * 30, f"{HARD}\n\n" * 30, "Administration"),
    ("W103", "leaflet", f"{EASY}\n\n" * 30, f"{EASY}\n\n" * 99 + f"## A\n\n{HARD}\n\n" * 1
     + f"{HARD}\n\n" * 5, "Administration"),
    ("W104", "leaflet", "Sit up and hold on.", "Sit up in bed and hold on to the rail with both of"
     " your hands.", "Sit"),
    ("W105", "leaflet", TWENTY, LONG, "one"),
    ("W105", "night-card", f"- {TWENTY}", f"- {LONG}", "one"),
    ("W106", "leaflet", "- nuts\n" * 7, "- nuts\n" * 8, "nuts"),
    ("W107", "leaflet", "Sit. Hold. Look.\n\nRest.", "Sit. Hold. Look.\nRest.", "Sit"),
    ("W107", "leaflet", "Still tight? Stand. Hold. Look.", "Stand. Hold. Look. Rest.", "Stand"),
    ("W108", "night-card", steps(*["Sit."] * 8), steps(*["Sit."] * 9), "Sit"),
    ("W109", "night-card", steps("Sit up and pull your toes up to your knee, and hold."),
     steps("Sit up and pull your toes up to your knee, and hold them there."), "Sit"),
    ("W109", "leaflet", steps("Sit."), steps("Sit " + "up " * 12 + "now."), "Sit"),
    ("W110", "night-card", steps(*["Sit up in bed. Then hold on to it now."] * 8),
     steps(*["Sit up in bed at night. Then hold on to it all now."] * 8), "Sit"),
    ("W111", "night-card", steps("**Sit up.** It helps."), steps("Your leg is straight."), "leg"),
    ("W111", "night-card", steps("Still tight? Stand."), steps("It is tight. Stand."), "tight"),
    ("W111", "night-card", steps("If it hurts, stop."), steps("If it hurts, that is bad."), "bad"),
    ("W112", "leaflet", "You take it.\n\n" * 20, "You take it.\n\n" * 20 + "It is given.\n\n" * 3,
     "given"),
    ("W113", "leaflet", "You may have a blood clot (DVT).", "You may have a DVT.", "DVT"),
    ("W113", "leaflet", "## DVT\n\nA DVT is a blood clot.", "## DVT\n\nA DVT hurts.\n\nIt is a "
     "blood clot.", "hurts"),
    ("W113", "leaflet", "It may be a kind of vitamin A: retinol.", "Retinol is in liver.", "liver"),
    ("W114", "leaflet", "Rest when you can.", "Pregnant women should rest.", "women"),
    ("W114", "leaflet", "Tell us.", "The patient is told.", "patient"),
    ("W115", "leaflet", "Hold your leg.\n\n" * 20, "Cramps hurt.\n\n" * 20, "Cramps"),
    ("W116", "leaflet", "It eases the pain.", "It alleviates the pain.", "alleviates"),
    ("W116", "leaflet", "Do it before bed.", "Do it prior to bed.", "prior"),
    ("W116", "leaflet", "Take it for example at night.", "Take it e.g. at night.", "e.g."),
    ("W116", "leaflet", "Short {{ symptom }} [@oral]", "It is taken orally.", "orally"),
    ("W116", "leaflet", "A conditional offer.", "Tell us of any condition.", "condition"),
    ("W117", "leaflet", "STOP. Phone NHS 111.", "Ask about VTE.", "VTE"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "product", "good", "bad", "word"), TABLE)
def test_each_rule_finds_the_bad_text_and_no_other(
    code: str, product: str, good: str, bad: str, word: str
) -> None:
    """The good text has no finding of the rule; the bad one has it on the line at fault."""
    assert code not in {finding.code for finding in findings(good, product)}
    found = [finding for finding in findings(bad, product) if finding.code == code]
    assert found, f"{code} was not found"
    assert word in found[0].excerpt
    assert found[0].problem and found[0].fix


def test_every_rule_has_its_row() -> None:
    """No rule is without a bad and a good line, and none is without its sentence."""
    rules = rules_of("plain", "PlainReading")
    codes = {(rule.__doc__ or "").partition(":")[0] for rule in rules}
    assert codes == {row[0] for row in TABLE}


def test_a_finding_names_the_column_of_its_word() -> None:
    """An editor's program can put its cursor on the word."""
    found = findings("- It **alleviates** pain. [@LC1]")
    assert [(f.code, f.place.line, f.place.column) for f in found] == [("W116", 1, 8)]


def test_the_guide_is_in_plain_words() -> None:
    """Grades, sentences, terms and steps of our own guide keep to every target."""
    for locale in real_guide().locales:
        assert told(check_plain_words(real_job(locale))) == []


def test_the_guides_gates_close(shop: Shop) -> None:
    """A hard paragraph put into a whole guide shows, in each gate that it breaks."""
    shop.append(LEAFLET, "\n## More\n\n" + f"{HARD}\n" * 12 + LONG + "\n")
    found = check_plain_words(shop.job("leaflet"))
    assert {"W101", "W103", "W105", "W107"} <= {one.code for one in found}


def test_other_languages_are_held_only_to_lengths() -> None:
    """A text in a language without lists of words has no grade and no hard words."""
    found = findings(f"{HARD}\n\n" * 31 + LONG, locale="ar")
    assert {one.code for one in found} == {"W105"}


def test_a_list_that_cannot_be_read_is_a_finding(shop: Shop) -> None:
    """A slip in a list of words is told, with its line, and never an empty list."""
    shop.write("content/hiccups/terms.toml", '[dvt]\nforms = "DVT"\n')
    (told,) = [one for one in shop.judged() if one.code == "M107"]
    assert (told.place.file, told.place.line) == ("content/hiccups/terms.toml", 2)


ORDERS = [
    ("Sit up slowly.", True),
    ("Do not rub your leg.", True),
    ("If it hurts more, stop and phone now.", True),
    ("Always look at both legs after it.", True),
    ("Clot now: phone.", True),
    ("The leg should be straight.", False),
    ("A cramp can hurt.", False),
    ("If only it were so, it would be good.", False),
]
PASSIVES = [
    ("The dose was not given.", "was not given"),
    ("You were told to rest.", "were told"),
    ("It is held for a while.", "is held"),
    ("One leg is swollen.", None),
    ("You are tired.", None),
    ("It is a red leg.", None),
    ("You rubbed it.", None),
]


@pytest.mark.parametrize(("text", "order"), ORDERS)
def test_orders_are_known(text: str, order: bool) -> None:
    """A sentence that tells its reader what to do is told from one that does not."""
    assert is_order(text, tongue()) is order


@pytest.mark.parametrize(("text", "verb"), PASSIVES)
def test_passives_are_known(text: str, verb: str | None) -> None:
    """What is done to someone is told from how someone is."""
    assert passive(Sentence(Strip.of(text), {}), tongue()) == verb


SYLLABLES = {"calf": 1, "midwife": 2, "anaemia": 3, "paracetamol": 5, "pre-eclampsia": 4,
             "DVT": 3, "STOP": 1, "111": 1, "don\u2019t": 1, "pasteurised": 3}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), SYLLABLES.items())
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    """American, British and medical words, and letters that are spelt out."""
    assert syllables(word) == count


def test_formulas_are_the_published_ones() -> None:
    """Flesch-Kincaid, ease and SMOG as EVIDENCE 5.9 has them; no SMOG below 30 sentences."""
    told = Figures(sentences=30, words=300, syllables=400, polysyllables=30)
    assert told.grade == pytest.approx(0.39 * 10 + 11.8 * 4 / 3 - 15.59)
    assert told.ease == pytest.approx(206.835 - 1.015 * 10 - 84.6 * 4 / 3)
    assert told.smog == pytest.approx(1.043 * 30**0.5 + 3.1291)
    assert Figures(29, 300, 400, 30).smog is None


@NEEDS_HUNSPELL
def test_spelling_is_that_of_the_country() -> None:
    """Each side's spelling is a finding on the other side, and slips are on both."""
    words = ["colour", "color", "anaemia", "anemia", "tihgt", "thrombosis", "levothyroxine"]
    british, american = misspelt(words, "en_GB"), misspelt(words, "en_US")
    assert british.keys() == {"color", "anemia", "tihgt"}
    assert american.keys() == {"colour", "anaemia", "tihgt"}
    assert "colour" in british["color"][1] and british["color"][0] and not british["tihgt"][0]


@NEEDS_HUNSPELL
def test_the_guide_is_spelt_right_in_every_country() -> None:
    """Our own guide has no slip, and no country's spelling in another."""
    for locale in real_guide().locales:
        assert told(check_spelling(real_job(locale))) == []


@NEEDS_HUNSPELL
def test_a_slip_is_named_with_its_line_and_column(shop: Shop) -> None:
    """The finding stands on the word itself and offers the right one."""
    shop.edit(LEAFLET, "Nobody can tell", "Nobody can tlel")
    (found,) = check_spelling(shop.job("leaflet"))
    assert f"{LEAFLET}:{found.place.line}" == shop.place(LEAFLET, "tlel")
    assert (found.code, found.place.column) == ("W120", 12)
    assert "tell" in found.fix


def test_without_hunspell_the_machine_is_at_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The check never passes because its tool is missing: it says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unable, match="hunspell-en-med"):
        misspelt(["leg"], "en_GB")


def test_spelling_is_asked_about_with_all_else(shop: Shop) -> None:
    """`check` asks about a word that no dictionary has, once, with how often it stands there."""
    shop.edit(LEAFLET, "One man had them", "One mann had them, a mann of Haarlem")
    found = [one for one in shop.judged() if one.code == "W120"]
    told = [(one.problem, one.place.line) for one in found]
    line = int(shop.place(LEAFLET, "mann").rpartition(":")[2])
    assert told[0] == ("`mann` is no known word, 2 times; this is the first", line)
    assert len(told) <= 2, "the town may be unknown, too"


def test_spelling_that_cannot_be_checked_is_said_once(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Hunspell is missing the run says so, with how to install it, and goes on."""
    monkeypatch.setattr("press.check.spelling.shutil.which", lambda _: None)
    told = shop.order("check", "--product", "night-card", "--sheet", "none")
    assert told.code == 0
    assert told.err.count("spelling was not checked") == 1
    assert "apt-get install hunspell" in told.err


def test_a_long_quotation_is_as_many_sentences_as_are_quoted(shop: Shop) -> None:
    """Each of them may be as long as any other; a long one within it is told."""
    short = "Sit down and drink. Then hold your breath for a while. Then lie down and wait."
    for quote in (f"“{short}”", f"“{short}", f"Read this: “{short} Is it gone? Then get up.”"):
        shop.edit(LEAFLET, "One man had them", f"{quote}\n\nOne man had them")
    assert "W105" not in {one.code for one in shop.judged()}
    shop.edit(LEAFLET, "One man had them", f"“Sit. {'Drink and sit and ' * 6}rest.”\n\nOne man")
    (found,) = [one for one in shop.judged() if one.code == "W105"]
    assert found.problem == "this sentence has 25 words"
