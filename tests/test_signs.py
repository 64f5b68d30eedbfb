"""The small signs beside headings, and what a guide asks of its manuscripts, are its own choice."""

from __future__ import annotations

from collections import Counter

import pytest

from press.pdf.reading import INK_DPI
from tests.catalogue import BY_FILE
from tests.shop import CARD, GUIDE_FILE, LEAFLET, ROOT, Shop

SIGNS = sorted(path.stem for path in (ROOT / "styles/signs").glob("*.svg"))
# each sign as a square of a colour that nothing else has
COLOURS = dict(zip(SIGNS, ((0, 200, 0), (200, 0, 200), (0, 180, 220), (220, 140, 0), (90, 0, 255)),
                   strict=True))  # fmt: skip
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
    '<rect width="48" height="48" fill="#{:02x}{:02x}{:02x}"/></svg>'
)
CHOSEN = {"title": "clock", "steps": "phone", "stop": "moon", "lines": "ambulance",
          "about": "stop", "emergency": "stop", "urgent": "stop"}  # fmt: skip
LEAST = 9.0  # mm²: a smaller sign is none
BLACK = [name for name, row in BY_FILE.items() if row.black_only]
COLOURED = [name for name in BY_FILE if name not in BLACK]


def choose(shop: Shop, signs: dict[str, str]) -> None:
    rows = "".join(f'{role} = "{sign}"\n' for role, sign in signs.items())
    shop.append(GUIDE_FILE, f"\n[signs]\n{rows}")


def areas(shop: Shop, product: str) -> dict[str, float]:
    """How much of the pages each sign covers, in mm², where there is one."""
    for name, colour in COLOURS.items():
        for folder in ("signs", "signs/mono"):
            shop.write(f"styles/{folder}/{name}.svg", SQUARE.format(*colour))
    shop.write("styles/marks/stop-on-alert.svg", SQUARE.format(*COLOURS["stop"]))
    seen: Counter[object] = Counter()
    for leaf in shop.pull(product).proof.reading.pages:
        for count, tone in leaf.bare.convert("RGB").getcolors(1 << 20) or ():
            seen[tone] += count
    pixel = (25.4 / INK_DPI) ** 2
    if BY_FILE[product].black_only:
        return {"black": seen[0, 0, 0] * pixel}
    return {name: seen[colour] * pixel for name, colour in COLOURS.items() if seen[colour]}


def handset(product: str) -> set[str]:
    """What a night card draws beside the number, whatever signs its guide chooses."""
    return {"phone"} if BY_FILE[product].name == "night-card" else set()


def roles_of(shop: Shop, product: str) -> set[str]:
    """What of a product may have a sign."""
    name = BY_FILE[product].name
    titled = {"title"} if name in ("night-card", "leaflet") else set()
    return shop.job(name).manuscripts[0].roles() | titled


@pytest.mark.parametrize("product", COLOURED)
def test_each_sign_that_a_guide_chooses_is_on_the_page(product: str, shop: Shop) -> None:
    """Beside any role, and beside a card's title; small or large."""
    choose(shop, CHOSEN)
    got = areas(shop, product)
    roles = roles_of(shop, product)
    assert got.keys() == {sign for role, sign in CHOSEN.items() if role in roles}
    assert min(got.values()) > LEAST


@pytest.mark.parametrize("product", BLACK)
def test_each_sign_that_a_guide_chooses_is_there_in_black(product: str, shop: Shop) -> None:
    """Each adds its own ink to a page that has none of them."""
    choose(shop, dict.fromkeys(CHOSEN, "none"))
    without = areas(shop, product)["black"]
    for role in CHOSEN.keys() & roles_of(shop, product):
        line = f'{role} = "none"\n'
        shop.edit(GUIDE_FILE, line, f'{role} = "{CHOSEN[role]}"\n')
        assert areas(shop, product)["black"] > without + LEAST, role
        shop.edit(GUIDE_FILE, f'{role} = "{CHOSEN[role]}"\n', line)


@pytest.mark.parametrize("product", COLOURED)
def test_none_is_no_sign(product: str, shop: Shop) -> None:
    """A guide may do without any; the handset at a night card's number is none of them."""
    choose(shop, dict.fromkeys(CHOSEN, "none"))
    assert areas(shop, product).keys() == handset(product)


@pytest.mark.parametrize("product", COLOURED)
def test_a_guide_that_chooses_nothing_has_its_products_signs(product: str, shop: Shop) -> None:
    """The moon on a card, the hand beside the stop box, and what else the product's row says."""
    roles = roles_of(shop, product)
    want = {sign for role, sign in BY_FILE[product].signs.items() if role in roles}
    assert areas(shop, product).keys() == want | handset(product) and "stop" in want


def test_every_sign_has_its_class_and_is_on_the_editors_page() -> None:
    """A sign in the folder can be chosen, printed, and found by whoever writes a guide."""
    sheet = (ROOT / "styles/parts.css").read_text("utf-8")
    page = (ROOT / "docs/for-editors.md").read_text("utf-8")
    for name in SIGNS:
        assert f"header.sign-{name}, .sign-{name} >" in sheet
        assert f'url("signs/{name}.svg")' in sheet and f"`{name}`" in page


FAULTS = {
    "[signs]\nstop = 'hand'": "there is no sign `hand`",
    "[signs]\nambulance = 'phone'": "there is no role `ambulance`",
    "[signs]\nstop = 3": "there is no sign `3`",
    "[signs]\nstop = ['stop']": "there is no sign `['stop']`",
    "[needs]\ncard = ['stop']": "there is no product `card`",
    "[needs]\nleaflet = ['halt']": "there is no role `halt`",
    "[needs]\nleaflet = 'halt'": "there is no role `halt`",
    "[needs]\nleaflet = [['stop']]": "there is no role `['stop']`",
    "[needs.leaflet]\nstop = true": "there is no product `leaflet.stop`",
}


@pytest.mark.parametrize("rows", FAULTS)
def test_what_there_is_not_is_told_with_what_there_is(rows: str, shop: Shop) -> None:
    """G111 at the line of guide.toml, once, with the list to take from."""
    text = shop.text(GUIDE_FILE).partition("[needs]")[0]
    shop.write(GUIDE_FILE, text + rows + "\n")
    (told,) = [one for one in shop.judged() if one.code == "G111"]
    assert (told.problem, told.place.file) == (FAULTS[rows], GUIDE_FILE)
    assert told.place.line == len(text.splitlines()) + 2
    assert told.fix.startswith("take one of: ")


@pytest.mark.parametrize("name", ["needs", "signs"])
def test_a_table_that_stands_as_a_line_is_told(name: str, shop: Shop) -> None:
    """G111 says how a table is written."""
    text = shop.text(GUIDE_FILE).partition("[needs]")[0]
    shop.write(GUIDE_FILE, f'{name} = "stop"\n{text}')
    (told,) = [one for one in shop.judged() if one.place.file == GUIDE_FILE]
    assert told.code == "G111" and f"[{name}]" in told.fix


def test_what_a_guide_needs_is_named_with_the_line_that_asks(shop: Shop) -> None:
    """M123 for each role that is missing, of any product; and none where nothing is asked."""
    text = shop.text(GUIDE_FILE)
    shop.write(GUIDE_FILE, text + 'leaflet = ["medicines", "key", "do"]\n')
    told = [one for one in shop.judged() if one.code == "M123"]
    place = shop.place(GUIDE_FILE, "medicines")
    assert [one.place.file for one in told] == [LEAFLET, LEAFLET]
    assert all(f"{place} asks for it" in one.fix for one in told)
    shop.write(GUIDE_FILE, text.partition("[needs]")[0])
    shop.edit(CARD, " {.stop}", "")
    assert not [one for one in shop.judged() if one.code == "M123"]


def test_reviewers_are_the_guides(shop: Shop) -> None:
    """guide.toml names them; without it they are neutral, and what is no text is told."""
    text = shop.text(GUIDE_FILE)
    assert "Patient reader" in shop.guide.reviewers
    shop.write(GUIDE_FILE, f'reviewers = ["Dietician"]\n{text}')
    assert shop.guide.reviewers == ("Dietician",)
    shop.write(GUIDE_FILE, f'reviewers = ["Dietician", 3]\n{text}')
    (told,) = [one for one in shop.judged() if one.code == "M107"]
    assert (told.place.file, told.place.line) == (GUIDE_FILE, 1)
