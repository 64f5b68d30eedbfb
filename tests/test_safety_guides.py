"""What a whole guide must say for safety, what any guide is held to, and that the real one is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from press.finding import Finding
from press.project import Project
from press.read import medicines, safety_book
from press.read.amounts import amounts_in
from press.read.folding import fold
from press.read.safety_book import read_book
from press.safety.check import check_safety, hold_to_rules
from press.safety.urgency import each_sign_stands_where_the_data_has_it
from tests.guides import real_guide, real_job
from tests.safety import codes_in, desk_of, general_book, manuscript, real_book
from tests.shop import ROOT

# -- what a whole guide must hold -----------------------------------------------------------------

STOPS = """
## STOP. Do not rub. Phone now if: {.stop}

- one leg is swollen, hot or a new {{ colour }}
- the cramp is still tight 10 minutes after it began
- stretching or standing makes it worse
- pain came without a cramp, or is still there a day later
- you have had a clot, or take {{ clot_injections }}

A blood clot can feel like a cramp. After birth too, most of all for 6 weeks.
"""
NUMBERS = """
### Your numbers {.lines}

No answer? Call {{ emergency_number }}.
"""
AMBULANCES = """
## Ambulance {{ emergency_number }} {.emergency}

- Hard to breathe
- Chest pain
- Coughing blood
- Passing out
- A {{ fit }}
- Heavy bleeding
"""
MORE = """
Call even if you have a clot plan.
Heavy bleeding soaks a pad in an hour.

- Racing heart
- A leg that is pale or blue, and cold or numb
- Numb between your legs, or no bladder control, with back pain
- A vein that bleeds
"""
COUNTS_TOO = """
A new {{ colour }} may be pale, white or blue.

Pain in thigh or lower {{ tummy }} counts as well.
"""
SIGNS = """
## Phone now, day or night {.urgent}

- Bad headache
- Blurred sight or flashing lights
- Pain under the ribs
- Sudden swelling of face, hands or feet
- {{ Being_sick }} with any of these
- Baby moves less, or any bleeding
- {{ Broken_waters }}
- A fever, or you feel faint
- A hard, hot, sore cord along a vein
- Hands or face in spasm, with tingling
- You feel that something is very wrong
"""
STEP = "## Do this now {.steps}\n\n1. Look at both legs. Lay a hand on each.\n"
CARD = STEP + STOPS + NUMBERS + AMBULANCES
RUB = "Do not rub a leg that is swollen, hot or a new {{ colour }}. Phone now."
PROOF = "No vitamin or tablet has been proven to stop pregnancy cramps."
CALCIUM = "Calcium tablets have not been proven to stop cramps."
GIVEN = "Were you given calcium? Keep taking it."
CHILD = "If a child swallows any, call {{ emergency_number }}."
TIGHT = "Same, but still tight? Do steps 1 to 4 again.\nPhone 10 minutes after it began."
SORE = (
    "Sore a day later, or one leg looks or feels different? Phone now.\n"
    "Different means bigger, hotter or a new {{ colour }}."
)
SIDE = "From 28 weeks, go to sleep on your side: left or right is fine."
CAFFEINE = "- Do not go over {{ caffeine_limit }} of caffeine a day."
LEAFLET = f"""{STEP}
{TIGHT}

{SORE}

- {RUB}
{STOPS}{COUNTS_TOO}{NUMBERS}{AMBULANCES}{MORE}{SIGNS}
## Food and tablets

{PROOF}

- {CALCIUM} {GIVEN}
- {CHILD}
{CAFFEINE}

## Sleep

{SIDE}
"""


HAZARD_WORDS = {"S101", "S104", "S105", "S115", "S125"}  # a question each, wherever they stand


def whole(leaflet: str = LEAFLET, card: str = CARD) -> list[Finding]:
    """What is asked about a guide, but for its hazard words."""
    found = hold_to_rules(desk_of(manuscript(leaflet), manuscript(card, "night-card")))
    return [finding for finding in found if finding.code not in HAZARD_WORDS]


def test_a_small_whole_guide_has_no_finding() -> None:
    """The guide that the next tests spoil is sound."""
    assert whole() == []


MUST = {
    **{
        line[2:]: (line, "", "S106")
        for line in (STOPS + AMBULANCES).split("\n")
        if line[:2] == "- "
    },
    "the clot line": ("A blood clot can feel like a cramp.", "", "S106"),
    "the leg check": ("1. Look at both legs. Lay a hand on each.", "1. Rest.", "S106"),
    "the emergency number": ("Ambulance {{ emergency_number }} {", "Ambulance {", "S106"),
    "the verb of the stop box": ("Phone now if: {", "Signs: {", "S106"),
    "ten minutes": ("still tight 10 minutes after it began", "still tight", "S108"),
    "after birth": ("After birth too, most of all for 6 weeks.", "", "S112"),
    "six weeks": ("most of all for 6 weeks", "most of all early on", "S112"),
}


@pytest.mark.parametrize(("old", "new", "code"), MUST.values(), ids=MUST.keys())
@pytest.mark.parametrize("product", ["leaflet", "night-card"])
def test_what_both_products_must_say_is_missed_when_it_goes(
    product: str, old: str, new: str, code: str
) -> None:
    """Take one warning out of one product: that product is named."""
    text = LEAFLET if product == "leaflet" else CARD
    assert old in text
    spoilt = text.replace(old, new)
    found = whole(leaflet=spoilt) if product == "leaflet" else whole(card=spoilt)
    assert any(f.code == code and product in f.problem for f in found)


LEAFLET_MUST = {
    "that no tablet is proven": (PROOF, "S110"),
    "that calcium is not proven": (CALCIUM, "S110"),
    "the side to sleep on": (SIDE, "S107"),
    "the limit of caffeine": (CAFFEINE, "S111"),
    "when not to rub": (f"- {RUB}", "S106"),
    "the clot plan": ("Call even if you have a clot plan.", "S106"),
    "how heavy is heavy": ("Heavy bleeding soaks a pad in an hour.", "S106"),
    "the names of colours": ("A new {{ colour }} may be pale, white or blue.", "S106"),
    "the lower tummy": ("Pain in thigh or lower {{ tummy }} counts as well.", "S106"),
    "the one rule on soreness": (SORE, "S106"),
    "same legs, still tight": (TIGHT, "S106"),
    "calcium that was given": (GIVEN, "S110"),
    "a child and iron": (f"- {CHILD}", "S106"),
    **{line: (line, "S106") for line in (MORE + SIGNS).split("\n") if line[:2] == "- "},
}


@pytest.mark.parametrize(("line", "code"), LEAFLET_MUST.values(), ids=LEAFLET_MUST.keys())
def test_what_the_leaflet_must_say_is_missed_when_it_goes(line: str, code: str) -> None:
    """S106, S107, S110, S111: the leaflet lacks a sentence that the review asks for."""
    assert code in {finding.code for finding in whole(leaflet=LEAFLET.replace(line, ""))}


SCATTERED = {
    "over two items": ("one leg is swollen, hot", "one leg is the sore one\n- swollen, hot"),
    "taken back": ("a new {{ colour }}\n", "a new {{ colour }}: do not phone\n"),
    "called normal": ("- Chest pain", "- Chest pain is often normal"),
    "under another speed": ("- Chest pain\n", ""),
    "outside its section": ("- Passing out\n", "\n## More\n\n- Passing out\n"),
}


@pytest.mark.parametrize(("old", "new"), SCATTERED.values(), ids=SCATTERED.keys())
def test_a_warning_counts_only_when_it_is_whole(old: str, new: str) -> None:
    """S106: its words in one item, under its speed, and not taken back."""
    assert old in CARD
    assert "S106" in {finding.code for finding in whole(card=CARD.replace(old, new, 1))}


REWORDED = {
    "Chest pain": "Pain in your chest",
    "Coughing blood": "You cough up blood",
    "Passing out": "You pass out",
    "Bad headache": "A headache that will not go",
    "Blurred sight or flashing lights": "Flashing lights or blurred vision",
}


@pytest.mark.parametrize("old", REWORDED)
def test_a_warning_may_be_said_in_other_words(old: str) -> None:
    """S106: five symptoms in other words, in both products, are still there."""
    new = REWORDED[old]
    assert whole(LEAFLET.replace(old, new), CARD.replace(old, new)) == []


@pytest.mark.parametrize(
    ("locale", "line", "said"),
    [
        ("en-GB", "Racing heart", "the night-card has `racing-heart`"),
        ("en-001", "A racing heart", "the night-card has `racing-heart`"),
        ("en-GB", "A vein that bleeds", "the night-card has `bleeding-vein`"),
        ("en-GB", "A blue face", "this line of `emergency` is no sign"),
    ],
)
def test_a_sign_stands_where_the_data_has_it(locale: str, line: str, said: str) -> None:
    """S128: the card has a sign that its row gives the leaflet, or a line that no row knows."""
    more = CARD.replace("- Chest pain", f"- Chest pain\n- {line}")
    desk = desk_of(manuscript(LEAFLET), manuscript(more, "night-card"), locale=locale)
    found = [*each_sign_stands_where_the_data_has_it(desk)]
    assert [(f.code, f.excerpt, said in f.problem) for f in found] == [("S128", f"- {line}", True)]


def test_a_sign_may_stand_on_the_card_of_one_country() -> None:
    """In the United States a racing heart stands on the card too, and is missed if not."""
    racing = CARD.replace("- Chest pain", "- Chest pain\n- Racing heart")
    for card, wanted in ((racing, []), (CARD, ["S106"])):
        desk = desk_of(manuscript(LEAFLET), manuscript(card, "night-card"), locale="en-US")
        found = [f for f in hold_to_rules(desk) if "`racing-heart`" in f.problem]
        assert [f.code for f in found] == wanted


# -- rules for any guide --------------------------------------------------------------------------

GENERAL = {
    "S102": "You need iron: 20 a day.",
    "S103": "CalmLegs® may help.",
    "S109": "This tablet is a cure.",
    "S113": "Call 999.",
    "S119": "The skin turns red.",
    "S121": "Do not:\n\n- jump up",
    "S122": "Do not\njump up.",
    "S123": "You need 20 g of iron a day.",
    "S127": "Call 911.",
}


@pytest.mark.parametrize("code", GENERAL)
def test_some_rules_hold_in_any_guide(code: str) -> None:
    """Without a safety.toml a guide is held to units, brands, cures and numbers all the same."""
    assert code in codes_in(GENERAL[code], book=general_book())


def test_a_guide_of_another_topic_is_not_held_to_ours() -> None:
    """Without a safety.toml no word of this topic is a finding."""
    for text in (
        "Rub your hands.",
        "Do not give aspirin to anyone under 16.",
        "Liver is food.",
        "Look at both legs if they hurt.",
    ):
        assert codes_in(text, book=general_book()) == set()


def test_a_passage_of_one_country_may_name_its_unit() -> None:
    """S124: what only one country prints may type that country's unit; shared text may not."""
    text = "You need {{ vitamin_d_units }} IU of vitamin D a day."
    assert "S124" not in codes_in(text, locale="en-US", folder="en-US")
    assert "S124" in codes_in(text, locale="en-US")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-US", "Phone NHS 111."),
        ("en-US", "Take paracetamol."),
        ("en-001", "Phone the NHS."),
        ("en-001", "Call 911."),
        ("en-GB", "Take acetaminophen."),
    ],
)
def test_no_word_of_one_country_stands_in_another(locale: str, text: str) -> None:
    """S127: in each locale, a word or number of another one is found."""
    assert "S127" in codes_in(text, locale=locale)


@pytest.mark.parametrize(
    ("text", "mg"),
    [
        ("20 g", 20_000),
        ("20,000 mg", 20_000),
        ("twenty grams", 20_000),
        ("0.4 mg", 0.4),
        ("400 µg", 0.4),
        ("400 mcg", 0.4),
        ("two hundred milligrams", 200),
        ("200-mg", 200),
    ],
)
def test_an_amount_is_read_in_any_writing(text: str, mg: float) -> None:
    """Digits, words, commas and every writing of the unit come to the same milligrams."""
    assert [amount.mg for amount in amounts_in(fold(text))] == pytest.approx([mg])


@pytest.mark.parametrize(
    "text",
    [
        "[hazard.x]\ncode = 'S104'",
        "[ask.x]\nwords = 'x'",
        "[ask.x]\nall = ['(x']",
        "[ask]\nx = { all = '(x' }",
        "[part]\nleg = 'leg('",
        "[fact.x]\nleast = 'ten'",
        "[ask.x]\ncode = 'P101'",
        "[ask.x]\nin = 'page'",
    ],
)
def test_a_safety_file_that_can_t_be_used_is_a_finding(tmp_path: Path, text: str) -> None:
    """S126: an unknown table or key, a broken pattern, a wrong type, a code of another family."""
    found: list[Finding] = []
    (tmp_path / "safety.toml").write_text(text, "utf-8")
    read_book(Project(tmp_path), replace(real_guide(), folder=tmp_path), "en-GB", found)
    assert [(f.code, f.place.file) for f in found] == [("S126", "safety.toml")]


# -- the real guide -------------------------------------------------------------------------------


def test_the_real_guide_is_asked_no_more_than_somebody_reads() -> None:
    """Sixty questions or fewer in all countries, a line that they share counted once."""
    asked = [f for locale in real_guide().locales for f in check_safety(real_job(locale))]
    places = {(f.place.file, f.place.line, f.code) for f in asked}
    assert 20 < len(places) <= 60


@pytest.mark.parametrize("locale", real_guide().locales)
def test_the_real_guide_lacks_nothing_that_it_must_say(locale: str) -> None:
    """Of leaflet and card of each country only hazard words are asked about, and a promise."""
    codes = {f.code for f in check_safety(real_job(locale))}
    assert codes <= HAZARD_WORDS | {"S109"}


def test_every_code_that_a_row_may_have_is_given_by_one() -> None:
    """No code of `[ask]` or `[required]` is left over: its page would be idle."""
    book = real_book()
    rows = [*book.rows("ask"), *book.rows("required")]
    assert {row.text("code") for row in rows} == {*safety_book.CODES, *safety_book.MUST}


def test_editors_are_shown_every_key_of_a_question_and_of_a_limit() -> None:
    """Whoever writes a row of `[ask]`, or of medicines.toml, finds each key on the page."""
    page = (ROOT / "docs/doses.md").read_text("utf-8")
    keys = [*safety_book.NAMED["ask"], *medicines.OF_A_LIMIT, *medicines.NEEDED]
    assert [key for key in keys if f"`{key}`" not in page and f"\n{key} = " not in page] == []
