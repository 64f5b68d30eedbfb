"""The safety rules: what would harm a reader is found in any wording, and sound text is left alone.

The tables hold our own sentences. They are read against the real `content/leg-cramps/safety.toml`,
as small manuscripts that are never typeset.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from press.check.exceptions import apply_exceptions
from press.finding import Finding, Place
from press.products import PRODUCTS
from press.project import Line, Project
from press.read.clinic import read_clinic
from press.read.exceptions import read_exceptions
from press.read.folding import fold
from press.read.guide import Guide, read_guide
from press.read.job import Job, read_job
from press.read.manuscript import Manuscript
from press.read.rule_book import read_rule_book
from press.read.safety_book import Book, read_book
from press.read.statements import read_statements
from press.safety.check import check_safety, hold_to_rules
from press.safety.context import SafetyDesk
from press.safety.quantities import amounts_in
from press.safety.source import runs_of
from press.toml_tables import Entry

ROOT = Path(__file__).parent.parent
PROJECT = Project(ROOT)
FRONT_FILE = "front"


@lru_cache
def real_guide() -> Guide:
    found: list[Finding] = []
    guide = read_guide(PROJECT, "leg-cramps", found)
    assert guide is not None, found
    return guide


@lru_cache
def real_job(locale: str = "en-GB") -> Job:
    found: list[Finding] = []
    job = read_job(PROJECT, real_guide(), locale, None, tuple(PRODUCTS), found)
    assert job is not None, found
    return job


@lru_cache
def real_book() -> Book:
    found: list[Finding] = []
    book = read_book(PROJECT, real_guide(), "en-GB", found)
    assert found == []
    return book


def approved(name: str, number: int = 0) -> str:
    """An approved sentence of the guide, as its author writes it."""
    row = next(row for row in real_book().rows("approved") if row.name == name)
    return row.texts("text")[number]


def manuscript(text: str, product: str = "leaflet", folder: str = "en") -> Manuscript:
    """A manuscript with this text and nothing else."""
    file = f"content/leg-cramps/{folder}/{product}.md"
    lines = tuple(Line(row, file, n) for n, row in enumerate(text.split("\n"), 1))
    old = next(m for m in real_job().manuscripts if m.product.name == product)
    front = {
        key: replace(entry, value="A", line=Line(f'{key} = "A"', FRONT_FILE, 1))
        for key, entry in old.front.items()
    }
    return Manuscript(old.product, file, front, lines)


def desk_of(
    *manuscripts: Manuscript, locale: str = "en-GB", book: Book | None = None
) -> SafetyDesk:
    job = replace(real_job(locale), locale=locale, manuscripts=manuscripts, words={})
    return SafetyDesk(job if book is None else replace(job, rules=replace(job.rules, safety=book)))


def told(
    text: str, locale: str = "en-GB", book: Book | None = None, folder: str = "en"
) -> set[str]:
    """The codes that stand on the lines of `text`; what a whole guide must have is not asked."""
    desk = desk_of(manuscript(text, folder=folder), locale=locale, book=book)
    return {f.code for f in hold_to_rules(desk) if f.place.file != FRONT_FILE}


# -- five bad and five good of each rule ----------------------------------------------------------

STOP = "## STOP. Do not rub. Phone now if: {.stop}\n\n"
AMBULANCE = "## Ambulance {{ emergency_number }} {.ambulance}\n\n"
MATERNITY = "## Maternity, day or night {.maternity}\n\n"
VISIT = "## At your next visit {.next-visit}\n\n"
STEPS = "## What to do {.steps}\n\n"
FOOD = "## Food and tablets\n\n"
SLEEP = "## Sleep\n\n"

RULES: Mapping[str, tuple[list[str], list[str]]] = {
    "S101": (
        [
            "Convulsions of the calf are common at night.",
            "A seizure of the leg muscle wakes you.",
            "Pregnancy often brings her legs together.",
            "Your legs are reduced at night.",
            MATERNITY + "- A fit (your body shakes and you cannot stop it)",
        ],
        [
            AMBULANCE + f"- {approved('R01')}",
            AMBULANCE + "- A **{{ fit }}** (your body shakes\n  and you cannot stop it) [@E1]",
            "A leg cramp is a sudden, painful tightening of a muscle.",
            "Choose shoes with a good fit.",
            "Bring your knees up slowly.",
        ],
    ),
    "S102": (
        [
            "You need iron: 20 a day.",
            "Take {{ folic_acid_dose }} of folic acid a day.",
            "Vitamin D 10 daily.",
            "Do not go over 200 of caffeine a day.",
            "Take twenty of iron.",
        ],
        [
            "Take {{ folic_acid_dose }} {{ micrograms }} of folic acid until 12 weeks.",
            "Do not go over {{ caffeine_limit }} of caffeine a day: about 2 mugs of coffee.",
            "You need {{ vitamin_d_dose }} {{ micrograms }} of vitamin D a day.",
            "About 1 in every 10 women need vitamin D.",
            "From 28 weeks ask about vitamin D.",
        ],
    ),
    "S103": (
        [
            "Often it is Magne-B6.",
            "Ask for sorbifer at the desk.",
            "CalmLegs® may help.",
            "Try Legalin for a week.",
            "You may use Crampex™ at night.",
        ],
        [
            "Ask NHS staff in Northern Ireland.",
            "Told that you have a clot (deep vein thrombosis, DVT)?",
            "If you have a STOP sign, phone.",
            "Say: “I am pregnant. One leg hurts.”",
            "Walk in May. Swim in July.",
        ],
    ),
    "S104": (
        [
            "Cod liver is rich in vitamins.",
            "Do not worry, cod liver is fine.",
            "Spread a little pâté on your toast.",
            "Fish-liver\noil gives you vitamin D.",
            f"- {approved('R58')} A little is fine now and then.",
        ],
        [
            f"- {approved('R58')}",
            "- **Do not eat liver** or take cod liver oil\n  while you are pregnant. [@N1]",
            approved("R19-GB"),
            "Tell them if you have liver disease.",
            "You may need a liver function test after delivery.",
        ],
    ),
    "S105": (
        [
            "Rub the calf gently.",
            "Rub your leg even if it is swollen, hot or a different {{ colour }}.",
            "Knead the knot until it is soft.",
            "A foam roller under the calf feels good.",
            "Do not rub hard: squeeze instead.",
        ],
        [
            f"- {approved('R47')} Phone.",
            approved("R47", 1),
            "- **Do not rub** your leg if it is swollen,\n  hot or a different {{ colour }}. [@C7]",
            approved("R47", 2),
            f"- {approved('R44')}",
        ],
    ),
    "S107": (
        [
            SLEEP + "Sleep on your left side.",
            SLEEP + "Left is best for your baby.",
            SLEEP + "Do not lie on your right side.",
            SLEEP + "Left or right is fine, but left is better.",
            SLEEP + "From 20 weeks, go to sleep on your side.",
        ],
        [
            SLEEP + "From 28 weeks, go to sleep on your side: left or right is fine.",
            SLEEP + "Either side is fine.",
            SLEEP + "Put a pillow under your left leg.",
            SLEEP + "If you wake on your back, just roll on to your side.",
            "Stand with your left hand on the wall.",
        ],
    ),
    "S108": (
        [
            STOP + "- the cramp is still tight 15 minutes after it began",
            STOP + "- the cramp is still tight half an hour after it began",
            STOP + "- the cramp is still tight after 10 minutes",
            "Most cramps pass within 5 minutes.",
            "Phone if the cramp is still tight 5 to 10 minutes after it began.",
        ],
        [
            STOP + "- the cramp is still tight 10 minutes after it began",
            STOP + "- the cramp is still tight ten minutes after it began",
            "A cramp can hurt a lot, but most pass by themselves within 10 minutes.\n"
            "Always look at both legs after it.",
            STOP + "Had a clot? Do not wait 10 minutes: phone at the first sign.",
            STEPS + "1. Hold for 30 seconds.",
        ],
    ),
    "S109": (
        [
            "Nuts prevent cramps.",
            "Vitamin tablets cure cramps.",
            "A tablet a day gets rid of the pain.",
            "These tablets may taste bad, but they stop cramps.",
            "No doubt a tablet relieves cramps.",
        ],
        [
            approved("R07"),
            approved("R14"),
            "These things may help, but the proof is weak.",
            "Support tights may ease aching legs.",
            "You can buy nuts and seeds anywhere.",
        ],
    ),
    "S111": (
        [
            "Give up coffee.",
            "You must not drink it: no coffee at all.",
            "Have {{ caffeine_limit }} of caffeine a day.",
            "Do not have less than {{ caffeine_limit }} of caffeine a day.",
            "Coffee must be completely avoided.",
        ],
        [
            "Do not go over {{ caffeine_limit }} of caffeine a day: about 2 mugs of coffee.",
            "Keep caffeine under {{ caffeine_limit }} a day.",
            "Have no more than {{ caffeine_limit }} of caffeine a day.",
            "Your limit is {{ caffeine_limit }} of caffeine a day.",
            "There is caffeine in tea, cola and chocolate.",
        ],
    ),
    "S113": (
        [
            "Call 999.",
            "Phone NHS 111 at night.",
            "Phone {{ urgent_number }} at night. In Northern Ireland: your {{ gp }}.",
            "Ring 01632 960123 and ask for the midwife.",
            "Dial nine nine nine.",
        ],
        [
            "Call {{ emergency_number }}.",
            "Phone NHS {{ urgent_number }}. In Northern Ireland: your {{ gp }}.",
            "About 1 or 2 in every 1,000 women get a clot.",
            "We asked 500 women in 2024.",
            "A walk of 300 metres is enough.",
        ],
    ),
    "S114": (
        [
            VISIT + "- one leg is swollen or hot",
            "One leg is swollen. Tell your {{ midwife }} at your next visit.",
            "A hot, sore calf can wait: phone in the morning.",
            MATERNITY + "- Chest pain",
            "Chest pain? Rest for an hour.",
        ],
        [
            STOP + "- one leg is swollen, hot, or red, purple or darker",
            AMBULANCE + "Swollen leg and short of breath: ambulance.",
            VISIT
            + "One leg swollen, hot or still sore a day later?\nDo not wait for a visit.\nPhone.",
            "Some swelling of both ankles is common late in the day.",
            "If you have chest pain, call {{ emergency_number }}.",
        ],
    ),
    "S115": (
        [
            "Drink tonic water at bedtime.",
            "A quinine tablet is an old remedy.",
            "Bitter lemon is a good drink.",
            "Do not stop your tonic water.",
            "Try a glass of Indian water.",
        ],
        [
            f"- {approved('M11')}",
            f"- {approved('M11', 1)}",
            "- **Do not** drink tonic water or bitter lemon\n  as a remedy: they hold quinine.",
            AMBULANCE + "A tonic-clonic attack: ambulance.",
            "Drink water through the day.",
        ],
    ),
    "S116": (
        [
            STEPS + "1. Look at both legs when it eases.",
            STEPS + "1. If it still hurts, look at both legs.",
            STEPS + "1. Once the cramp has gone, compare your legs.",
            STEPS + "1. Still sore? Look at both legs.",
            STEPS + "1. Look at both legs, unless you are tired.",
        ],
        [
            STEPS + "1. **Look at both legs.** Lay a hand on each.",
            "Look at both legs, every time.",
            "Always look at both legs after it.",
            STEPS + "1. Compare both legs. Same? Rest.",
            "If both legs match and the cramp is gone, walk a little.",
        ],
    ),
    "S117": (
        [
            "If a stretch helps, it is not a clot.",
            "It eases? Then you are safe.",
            "Pain that goes away is only a cramp.",
            "A stretch that relieves it rules out a clot.",
            "| Check | Plain cramp | A clot |\n|---|---|---|\n| Toes up | Eases it | Hurts more |",
        ],
        [
            "A blood clot can feel like a cramp.\nIf you are not sure, phone.",
            "| Check | Plain cramp | Could be a clot |\n|---|---|---|\n| Feel | Hard knot | Ache |",
            f"- {approved('R44')}",
            "Pull your toes up towards your knee, and hold.",
            "Even if a stretch helps, look at both legs.",
        ],
    ),
    "S118": (
        [
            "A plain cramp does not harm you or your baby.",
            "Cramps are harmless.",
            "A cramp hurts, but do not worry.",
            "Leg pain is normal.\n\nAlways look at both legs after it.",
            "- Do not panic: it is a cramp.",
        ],
        [
            "A plain cramp does not harm you or your baby.\nAlways look at both legs after it.",
            "Do not worry about a cramp, but look at both legs.",
            "The usual test is a scan, which does not harm your baby.",
            "Cramps do not mean that you are eating badly.",
            "Walk or swim most days.",
        ],
    ),
    "S119": (
        [
            "Is your leg red?",
            STOP + "- one leg is red and hot",
            "Look for redness.",
            "The skin turns pink.",
            '![A leg](x.svg "The red leg")',
        ],
        [
            STOP + "- one leg is swollen, hot, or red, purple or darker",
            "Is it red or darker than the other?",
            "You have too few healthy red blood cells.",
            "Eat red meat well cooked.",
            "You feel tired in the evening.",
        ],
    ),
    "S121": (
        [
            "## What not to do\n\n- Point your toes.",
            "Do not:\n\n- jump up\n- walk in the dark",
            "## Avoid\n\n- Sitting still for long",
            "## Never\n\n- force the stretch",
            "In pregnancy you should not:\n\n- lie flat on your back",
        ],
        [
            "## What not to do\n\n- Do not point your toes.",
            STOP + "- you cannot stand on it\n- pain came without a cramp",
            "## What to do\n\n- Sit up slowly.",
            "Tell your {{ midwife }} if:\n\n- cramps keep coming back",
            "## Avoid\n\n- Never sit still for long.",
        ],
    ),
    "S122": (
        [
            "Do not\njump up.",
            "- Do not\n  point your toes.",
            "If it is dark, never\nwalk about.",
            "- **Do not**\n  bounce.",
            "You should not\nforce the stretch.",
        ],
        [
            "Do not jump\nup.",
            "- Do not point your toes.\n- Do not bounce.",
            "Never walk\nabout in the dark.",
            "- **Do not** bounce.",
            "It may last, or not.\nWalk a little.",
        ],
    ),
    "S123": (
        [
            "You need up to 20 g of iron a day.",
            "You need 20,000 mg of iron a day.",
            "Iron matters. The need is twenty grams a day.",
            "Take 400 mg of folic acid.",
            "## Caffeine\n\nThe limit is 200g a day.",
        ],
        [
            "Do not go over {{ caffeine_limit }} of caffeine a day.",
            "You need {{ vitamin_d_dose }} {{ micrograms }} of vitamin D a day.",
            "Take {{ folic_acid_dose }} {{ micrograms }} of folic acid a day, with iron.",
            "A baby weighs about 3 kg at birth.",
            "Your blood count is in g/L, and iron is not 2 weeks’ work.",
        ],
    ),
    "S124": (
        [
            "Take 400 micrograms of folic acid a day.",
            "Do not go over 200 mg of caffeine a day.",
            "You need 10 µg of vitamin D a day.",
            "You need {{ vitamin_d_dose }} mcg of vitamin D a day.",
            "Vitamin D: 400 IU a day.",
        ],
        [
            "Take {{ folic_acid_dose }} {{ micrograms }} of folic acid a day.",
            "Do not go over {{ caffeine_limit }} of caffeine a day.",
            "You need {{ vitamin_d_dose }} {{ micrograms }} of vitamin D a day.",
            "Carry no more than 5 kg.",
            "Ask how much vitamin D you need.",
        ],
    ),
    "S127": (
        [
            "Take acetaminophen for a sore muscle.",
            "Go to the emergency room.",
            "Eat 8 ounces of cooked fish a week.",
            "Call 911.",
            "Take your prenatal vitamins.",
        ],
        [
            "Take {{ paracetamol }} for a sore muscle.",
            "Call {{ emergency_number }}.",
            "Eat cooked fish twice a week.",
            "Ask your {{ midwife }}.",
            "With Relay UK, dial {{ relay_prefix }} first.",
        ],
    ),
}
BAD = [(code, text) for code, (bad, _) in RULES.items() for text in bad]
GOOD = [(code, text) for code, (_, good) in RULES.items() for text in good]


def short(value: object) -> str:
    return str(value).replace("\n", " ")[-40:]


@pytest.mark.parametrize(("code", "text"), BAD, ids=short)
def test_a_sentence_that_breaks_a_rule_is_found(code: str, text: str) -> None:
    """Each of five bad variants has a finding of its rule on its own lines."""
    assert code in told(text)


@pytest.mark.parametrize(("code", "text"), GOOD, ids=short)
def test_a_sentence_that_keeps_a_rule_is_left_alone(code: str, text: str) -> None:
    """None of five good variants has a finding of its rule."""
    assert code not in told(text)


def test_every_rule_has_five_bad_and_five_good_variants() -> None:
    """The tables are whole; S106, S110, S112, S120, S125 and S126 have theirs below."""
    assert {len(side) for sides in RULES.values() for side in sides} == {5}


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
    assert told(text), row


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
    assert "S125" in told(bad)
    assert "S125" not in told(good)


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
    assert "S104" in told(text)


def test_a_finding_stands_at_the_word_itself() -> None:
    """File, line and column lead to the first letter of the word, on the line that holds it."""
    desk = desk_of(manuscript("Walk.\n\nEat well,\nand **eat** some liver."))
    found = [f for f in hold_to_rules(desk) if f.code == "S104"]
    assert [f.place for f in found] == [Place("content/leg-cramps/en/leaflet.md", 4, 18)]


def test_an_approved_sentence_stands_in_its_role_only() -> None:
    """A sentence that is approved for the ambulance list is a finding anywhere else."""
    assert "S101" not in told(AMBULANCE + f"- {approved('R01')}")
    assert "S101" in told(STOP + f"- {approved('R01')}")


def test_a_hazard_word_does_not_come_in_as_a_field() -> None:
    """A word of the words files is held to the same rules as a typed one."""
    desk = desk_of(manuscript("Walk."))
    line = Line('tummy = "cod liver"', "content/words/en.toml", 12)
    words = {"words": {"tummy": Entry("cod liver", line)}}
    found = hold_to_rules(replace(desk, job=replace(desk.job, words=words)))
    assert [(f.code, f.place.line) for f in found if f.place.file == line.file] == [("S104", 12)]


# -- what a whole guide must hold -----------------------------------------------------------------

LISTS = f"""
## STOP. Do not rub. Phone now if: {{.stop}}

- one leg is swollen, hot, or red, purple or darker
- the cramp is still tight 10 minutes after it began
- stretching makes it worse, or you cannot stand on it
- pain came without a cramp, or is still there a day later

A blood clot can feel like a cramp.

Had a clot? Do not wait 10 minutes: phone at the first sign.

## Ambulance {{{{ emergency_number }}}} {{.ambulance}}

- Hard to breathe, new or getting worse
- Chest pain
- Coughing up blood
- Racing heart
- Passing out
- {approved("R01")}
- Heavy bleeding

## Maternity, day or night {{.maternity}}

- Any STOP sign
- Bad headache
- Blurred sight or flashing lights
- Pain under the ribs
- Sudden swelling of face, hands or feet
- {approved("M06-sick")}
- Baby moves less, or bleeding

After birth too, most of all for 6 weeks. Say: “One leg hurts.”
"""
STEP = "## Do this now {.steps}\n\n1. Look at both legs. Lay a hand on each.\n"
CARD = STEP + LISTS
SIDE = "From 28 weeks, go to sleep on your side: left or right is fine."
CAFFEINE = "- Do not go over {{ caffeine_limit }} of caffeine a day."
LEAFLET = f"""{STEP}
- {approved("R47")} Phone.
{LISTS}
## Food and tablets

{approved("R07")}

- {approved("R14")}
{CAFFEINE}

## Sleep

{SIDE}
"""


def whole(leaflet: str = LEAFLET, card: str = CARD) -> list[Finding]:
    return hold_to_rules(desk_of(manuscript(leaflet), manuscript(card, "night-card")))


def test_a_small_whole_guide_has_no_finding() -> None:
    """The guide that the next tests spoil is sound."""
    assert whole() == []


LINES = [line for line in LISTS.split("\n") if line.startswith("- ")]
MUST = {
    **{line[2:]: (line, "", "S106") for line in LINES},
    "the clot line": ("A blood clot can feel like a cramp.", "", "S106"),
    "the known clot": ("Had a clot? Do not wait 10 minutes: phone at the first sign.", "", "S106"),
    "the leg check": ("1. Look at both legs. Lay a hand on each.", "1. Rest.", "S106"),
    "the emergency number": ("Ambulance {{ emergency_number }} {", "Ambulance {", "S106"),
    "the verb of the stop box": ("Phone now if: {", "Signs: {", "S106"),
    "ten minutes": ("still tight 10 minutes after it began", "still tight", "S108"),
    "after birth": ("After birth too, most of all for 6 weeks.", "", "S112"),
    "six weeks": ("most of all for 6 weeks", "most of all early on", "S112"),
    "the leg after birth": ("Say: “One leg hurts.”", "", "S112"),
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
    "that no tablet is proven": (approved("R07"), "S110"),
    "that calcium is not proven": (approved("R14"), "S110"),
    "the side to sleep on": (SIDE, "S107"),
    "the limit of caffeine": (CAFFEINE, "S111"),
    "when not to rub": (f"- {approved('R47')} Phone.", "S106"),
}


@pytest.mark.parametrize(("line", "code"), LEAFLET_MUST.values(), ids=LEAFLET_MUST.keys())
def test_what_the_leaflet_must_say_is_missed_when_it_goes(line: str, code: str) -> None:
    """S106, S107, S110, S111: the leaflet lacks a sentence that the review asks for."""
    assert code in {finding.code for finding in whole(leaflet=LEAFLET.replace(line, ""))}


SCATTERED = {
    "over two items": (
        "swollen, hot, or red, purple or darker",
        "swollen\n- one leg is hot or darker",
    ),
    "taken back": ("or darker\n", "or darker: do not phone\n"),
    "called normal": ("- Chest pain", "- Chest pain is often normal"),
    "under another speed": ("- Chest pain\n", ""),
    "outside its section": ("- Racing heart\n", "\n## More\n\n- Racing heart\n"),
}


@pytest.mark.parametrize(("old", "new"), SCATTERED.values(), ids=SCATTERED.keys())
def test_a_warning_counts_only_when_it_is_whole(old: str, new: str) -> None:
    """S106: its words in one item, under its speed, and not taken back."""
    assert old in CARD
    assert "S106" in {finding.code for finding in whole(card=CARD.replace(old, new, 1))}


REWORDED = {
    "Chest pain": "Pain in your chest",
    "Racing heart": "Heart beats very fast",
    "Coughing up blood": "You cough blood",
    "Bad headache": "A headache that will not go",
    "Blurred sight or flashing lights": "Flashing lights or blurred vision",
}


@pytest.mark.parametrize("old", REWORDED)
def test_a_warning_may_be_said_in_other_words(old: str) -> None:
    """S106: five symptoms in other words, in both products, are still there."""
    new = REWORDED[old]
    assert whole(LEAFLET.replace(old, new), CARD.replace(old, new)) == []


def test_both_products_hold_the_same_lists() -> None:
    """S106: a line that only one product has is named in that product."""
    more = CARD.replace("- Chest pain", "- Chest pain\n- A blue face")
    found = [finding for finding in whole(card=more) if finding.code == "S106"]
    assert [(f.place.file, f.excerpt) for f in found] == [
        ("content/leg-cramps/en/night-card.md", "- A blue face")
    ]


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
    desk = SafetyDesk(job)
    return {f.code for f in hold_to_rules(desk) if f.place.file != FRONT_FILE}


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


# -- rules for any guide --------------------------------------------------------------------------

GENERAL = {
    "S102": "You need iron: 20 a day.",
    "S103": "CalmLegs® may help.",
    "S109": "This tablet is a cure.",
    "S113": "Call 999.",
    "S123": "You need 20 g of iron a day.",
    "S127": "Call 911.",
}


@pytest.mark.parametrize("code", GENERAL)
def test_some_rules_hold_in_any_guide(code: str) -> None:
    """Without a safety.toml a guide is held to units, brands, cures and numbers all the same."""
    assert code in told(GENERAL[code], book=Book({}, {}))


def test_a_guide_of_another_topic_is_not_held_to_ours() -> None:
    """Without a safety.toml no word of this topic is a finding."""
    for text in ("Rub your hands.", "Liver is food.", "Look at both legs if they hurt.", "Red."):
        assert told(text, book=Book({}, {})) == set()


def test_a_passage_of_one_country_may_name_its_unit() -> None:
    """S124: what only one country prints may type that country's unit; shared text may not."""
    text = "You need {{ vitamin_d_units }} IU of vitamin D a day."
    assert "S124" not in told(text, locale="en-US", folder="en-US")
    assert "S124" in told(text, locale="en-US")


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
    assert "S127" in told(text, locale=locale)


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


@pytest.mark.parametrize(("name", "codes"), [("Hillside", {"S113"}), ("Hill (example)", set())])
def test_a_number_for_drama_is_printed_on_examples_only(name: str, codes: set[str]) -> None:
    """S113: a clinic that is no example gives a number that somebody answers."""
    found: list[Finding] = []
    clinic = read_clinic(PROJECT, ROOT / "content/clinics/example.toml", found)
    assert clinic is not None, found
    named = replace(clinic.table["name"], value=name)
    clinic = replace(clinic, table={**clinic.table, "name": named})
    desk = desk_of(manuscript("Walk."))
    told_of = hold_to_rules(replace(desk, job=replace(desk.job, clinic=clinic)))
    assert {f.code for f in told_of if f.place.file != FRONT_FILE} == codes


# -- data and exceptions --------------------------------------------------------------------------


def a_guide(folder: Path, safety: str = "", exceptions: str = "") -> tuple[Project, Guide]:
    """A guide's folder with these two files."""
    for name, text in (("safety", safety), ("exceptions", exceptions)):
        if text:
            (folder / f"{name}.toml").write_text(text, "utf-8")
    return Project(folder), replace(real_guide(), folder=folder)


@pytest.mark.parametrize(
    "text",
    [
        "[hazards.x]\ncode = 'S104'",
        "[hazard.x]\nwords = 'x'",
        "[hazard.x]\nall = ['(x']",
        "[minutes]\nnumber = 'ten'",
        "[hazard.x]\ncode = 'P101'",
        "language = 'fr'",
    ],
)
def test_a_safety_file_that_can_t_be_used_is_a_finding(tmp_path: Path, text: str) -> None:
    """S126: an unknown table or key, a broken pattern, a wrong type, a language without rules."""
    found: list[Finding] = []
    read_book(*a_guide(tmp_path, text), "en-GB", found)
    assert [(f.code, f.place.file) for f in found] == [("S126", "safety.toml")]


EXCEPTION = """
[the-spoon]
code = "S104"
file = "a.md"
words = "liver bird"
reason = "A bird."
"""


def a_finding(code: str = "S104", text: str = "The liver bird.") -> Finding:
    return Line(text, "a.md", 3).finding(code, "p", "f")


def test_an_exception_lets_pass_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    """Code, file and words must all be those of the finding."""
    project, guide = a_guide(tmp_path, exceptions=EXCEPTION)
    others = [a_finding("S105"), a_finding(text="Liver."), replace(a_finding(), place=Place("b"))]
    assert apply_exceptions(read_exceptions(project, guide, []), [a_finding(), *others]) == others


def test_an_exception_that_nothing_needs_is_a_finding(tmp_path: Path) -> None:
    """G104, at its own line; but not where its file is none of this job's."""
    project, guide = a_guide(tmp_path, exceptions=EXCEPTION)
    found = apply_exceptions(read_exceptions(project, guide, []), [])
    assert [(f.code, f.place) for f in found] == [("G104", Place("exceptions.toml", 3))]
    assert apply_exceptions(read_exceptions(project, guide, []), [], files={"b.md"}) == []


@pytest.mark.parametrize("code", ["P101", "M112", "E101", "T101", "A103", "C101", "G101", "D101"])
def test_nobody_excepts_what_the_press_needs(tmp_path: Path, code: str) -> None:
    """G105: a lost word, an unknown source or a false claim can't be waved through."""
    project, guide = a_guide(tmp_path, exceptions=EXCEPTION.replace("S104", code))
    found = apply_exceptions(read_exceptions(project, guide, []), [a_finding(code)])
    assert {finding.code for finding in found} == {code, "G105"}


def test_an_exception_gives_its_reason(tmp_path: Path) -> None:
    """M107: without a reason it lets nothing pass."""
    project, guide = a_guide(tmp_path, exceptions=EXCEPTION.replace('reason = "A bird."', ""))
    found: list[Finding] = []
    leaves = read_exceptions(project, guide, found)
    found += apply_exceptions(leaves, [a_finding()])
    assert {finding.code for finding in found} == {"S104", "M107"}


# -- the real guide -------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", real_guide().locales)
def test_the_real_guide_keeps_every_safety_rule(locale: str) -> None:
    """Leaflet and card of each country have no finding, once its exceptions are counted."""
    job = real_job(locale)
    found = check_safety(job)
    left = apply_exceptions(job.rules.leaves, found, files=set())
    assert [f"{f.place.file}:{f.place.line} {f.code} {f.problem}" for f in left] == []


def test_no_approval_is_idle() -> None:
    """Each approved sentence stands in the guide: one that was struck out can't come back."""
    used: set[str] = set()
    desks = [SafetyDesk(real_job(locale)) for locale in real_guide().locales]
    for desk in desks:
        for block in (b for m in desk.job.manuscripts for b in read_statements(desk.job, m)):
            used |= {row.name for s in block.sentences for row in desk.approvals(s, block)}
    wide = {"R19-US", "R19-001"}  # countries that guide.toml may not list yet
    assert {row.name for row in real_book().rows("approved")} - used - wide == set()
