"""Card and wallet card: boxes to tick, no moon, and a back that lies behind its front."""

from __future__ import annotations

import re

import pytest

from press.pdf.readback import read_back, render
from press.products import PAPERS
from tests.catalogue import TRIMS
from tests.sheets import places
from tests.shop import CARD, CLINIC, LEAFLET, ROOT, Shop, order

HEAD = '+++\ntitle = "{}"\ndescription = "A card for a test."\n+++\n\n'
TICKS = "## Tick each before bed {.checklist}\n\n- Fingers warm\n- Every finger moves\n\n"
TABLE = "## Each day {.medicines}\n\n| When | What |\n|---|---|\n| Morning | A walk |\n\n"
HELP = "## Phone at once if {.urgent}\n\n- your fingers are blue, white or numb\n\n"
LINES = "## Whom to phone {.lines}\n\nLarge print? Ask.\n\n"
DO = "## At home {.do}\n\n- Sleep on your back, arm on a pillow\n- Wear a loose sleeve\n\n"
DONT = "## Do not {.dont}\n\n- Do not push anything down the cast\n- Do not wet the cast\n\n"
MORE = "## Rest your arm {.new-page}\n\nKeep it on a pillow.\n\n"
NAME, NUMBER = "The Royal Riverside and Saint Bartholomew Hospital (example)", "020 7946 0123"
LONG = f"""\
name = "{NAME}"
country = "GB"

[lines.advice]
number = "{NUMBER}"
hours = "Monday to Thursday 8.30 am to 5 pm, Friday to 1 pm"

[lines.surgery]
number = "01632 960123"
hours = "every evening, night and weekend, and bank holidays"
"""


@pytest.fixture
def alone(shop: Shop) -> Shop:
    """A shop whose guide has no leaflet and no night card."""
    for name in (LEAFLET, CARD):
        (shop.root / name).unlink()
    text = shop.text("content/hiccups/guide.toml")
    shop.write("content/hiccups/guide.toml", re.sub(r"(?ms)^\[needs\].*?(?=^\[|\Z)", "", text))
    return shop


def printed(
    shop: Shop, product: str, body: str, sheets: str = "none", words: tuple[str, ...] = ()
) -> dict[str, bytes]:
    shop.write(f"content/hiccups/en/{product}.md", HEAD.format("Is my cast all right?") + body)
    told = shop.order("--edition", "all", "--sheet", sheets, *words)
    assert told.code == 0, told.out + told.err
    return {name.split("/")[-1]: pdf for name, pdf in shop.dist().items() if name.endswith(".pdf")}


def test_a_card_prints_its_boxes_in_every_edition(alone: Shop) -> None:
    """A checklist, a table and whom to phone: no error (P108 counts boxes), type at its floor."""
    body = TICKS + TABLE + HELP + LINES + DO + DONT
    made = printed(alone, "card", body)
    assert sorted(made) == ["card-large-print.pdf", "card-mono.pdf", "card.pdf"]
    for name, least in (("card.pdf", 12), ("card-mono.pdf", 12), ("card-large-print.pdf", 18)):
        said = read_back(made[name])
        first = next(n for n, g in enumerate(said.flow) if "".join(
            one.char for one in said.flow[n : n + 7]) == "Fingers")  # fmt: skip
        assert said.flow[first].size >= least - 0.01, name


def test_no_moon_is_on_a_card_though_the_night_card_has_one(alone: Shop) -> None:
    """A guide's sign beside the title is for the night; a card is read by day too."""
    (plain,) = render(printed(alone, "card", TICKS)["card.pdf"], 96)
    alone.append("content/hiccups/guide.toml", '\n[signs]\ntitle = "moon"\n')
    (signed,) = render(printed(alone, "card", TICKS)["card.pdf"], 96)
    above_its_code = (0, 0, plain.width, plain.height * 4 // 5)  # which is of another text now
    assert signed.crop(above_its_code).tobytes() == plain.crop(above_its_code).tobytes()


def test_the_number_stands_above_a_heading_that_asks(alone: Shop) -> None:
    """“No answer?” comes after the number that does not answer, any other heading before."""
    for heading, after in (("No answer?", True), ("Whom to phone", False)):
        body = LINES.replace("Whom to phone", heading)
        reading = read_back(printed(alone, "card", HELP + body)["card.pdf"])
        said = "".join(glyph.char for glyph in reading.flow if not glyph.char.isspace())
        assert (said.index("Adviceline") < said.index(heading.replace(" ", ""))) is after


def test_a_wallet_cards_back_lies_behind_its_front(alone: Shop) -> None:
    """Four to a sheet: seen through, page 2 lies where page 1 does, within 0.1 mm."""
    made = printed(alone, "wallet-card", TICKS + HELP + LINES + MORE + TABLE + DO + DONT, "all")
    page = made["wallet-card.pdf"]
    assert len(read_back(page).pages) == 2
    fronts, backs = places(made["wallet-card-4-up.pdf"], page)
    wide, trim = PAPERS["a4"][0], TRIMS["A6"][0]
    seen = sorted((wide - x - trim, y) for x, y in backs[2])
    assert len(fronts[1]) == 4
    for one, two in zip(sorted(fronts[1]), seen, strict=True):
        assert one == pytest.approx(two, abs=0.1)


def sizes(pdf: bytes, words: str) -> set[float]:
    """The sizes of type, in pt, in which these words stand where they are met first."""
    flow = [glyph for glyph in read_back(pdf).flow if not glyph.char.isspace()]
    wanted = words.replace(" ", "")
    at = "".join(glyph.char for glyph in flow).index(wanted)
    return {round(glyph.size, 2) for glyph in flow[at : at + len(wanted)]}


@pytest.mark.parametrize("product", ["card", "wallet-card"])
def test_a_long_clinic_is_set_smaller_and_does_not_grow_with_the_page(
    alone: Shop, product: str
) -> None:
    """Sixty letters and long hours: no C103, and only sizes that the sheet has in pt."""
    alone.write(CLINIC, LONG)
    words = ("--edition", "standard", "--clinic", alone.here(CLINIC))
    made = printed(alone, product, HELP + LINES, words=words)[f"{product}.pdf"]
    assert sizes(made, "your fingers").pop() > 14
    sheet = alone.text(f"styles/{product}.css")
    for key, text in (("name", NAME), ("number", NUMBER), ("hours", "Friday to 1 pm")):
        fixed = {float(size) for size in re.findall(rf"--{key}: ([\d.]+)pt", sheet)}
        assert sizes(made, text) <= fixed, text
    assert max(sizes(made, NUMBER)) >= 13 > max(sizes(made, NAME))


@pytest.mark.parametrize(
    ("guide", "product"), [("cast-at-home", "card"), ("child-fever", "wallet-card")]
)
@pytest.mark.parametrize(("locale", "clinic"), [("en-GB", "example"), ("en-US", "example-us")])
def test_our_own_cards_print_on_the_paper_of_either_country(
    guide: str, product: str, locale: str, clinic: str
) -> None:
    """A5 and A6, half and quarter of Letter: nothing stops the press, with a clinic's numbers."""
    file = str(ROOT / f"content/clinics/{clinic}.toml")
    words = ("--guide", guide, "--product", product, "--locale", locale, "--clinic", file)
    told = order(ROOT, "check", "--format", "json", "--sheet", "none", *words)
    assert [row for row in told.findings if row["kind"] == "error"] == [], told.out
