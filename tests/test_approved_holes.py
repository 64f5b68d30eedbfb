"""What a reader meets is what was signed: ways around that were found, each with its mend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from press.approval.sealed import withdrawn_files, write_files
from press.approval.sign import called_back, may_be_one
from press.check.days import may_be_passed_over
from press.finding import Finding
from press.read.approval_file import seal_of
from press.read.approvals import Withdrawal
from press.read.clinic import read_clinic
from press.read.fingerprint import fingerprint
from press.read.job import Job, read_job, read_standings
from press.read.reading_text import ReadingText
from press.run.books import Books
from press.run.order import Order
from press.run.orders import Ticket, wanted
from tests.approvals import ANNA, sign
from tests.shop import CARD, CLINIC, GUIDE, GUIDE_FILE, LEAFLET, SIPS, WORDS, Shop, read_one_guide

PRODUCTS = "templates/products.toml"
OWN_WORDS = f"{GUIDE}/words/en.toml"


def text_of(shop: Shop, product: str = "leaflet") -> ReadingText:
    project = shop.project
    _, standings = read_standings(project, read_one_guide(project, "hiccups"), "en-GB", [])
    return standings[product].text


def job_for_a_clinic(shop: Shop) -> Job:
    project = shop.project
    who = read_clinic(project, shop.root / CLINIC, [])
    job = read_job(project, read_one_guide(project, "hiccups"), "en-GB", who, [])
    assert job is not None
    return job


# what stands (file, text), the change, and a product that it reaches
Change = tuple[str, str, str, str]
CHANGES: dict[str, Change] = {
    "how a date is written": (WORDS, "{day} {month} {year}", "{year} {month} {day}", "leaflet"),
    "words among a date": (WORDS, "{month} {year}", "{month} {year} or later", "leaflet"),
    "what counts as always": (WORDS, '"all day and night"]', '"9 to 5"]', "leaflet"),
    "the sign of a card's title": (PRODUCTS, 'title = "moon", stop', 'title = "clock", stop',
                                   "night-card"),
    "a sign of one edition": (PRODUCTS, 'most_ink = 7.5\nsigns = { title = "moon", stop = "stop" }',
                              'most_ink = 7.5\nsigns = { title = "moon", stop = "clock" }',
                              "night-card"),
    "a sign of the other face": (PRODUCTS, '[night-card.faces.tent]\n',
                                 '[night-card.faces.tent]\nsigns = { stop = "clock" }\n',
                                 "night-card"),
    "the guide's sign of a title": (GUIDE_FILE, "[needs]", '[signs]\ntitle = "moon"\n\n[needs]',
                                    "leaflet"),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_what_stands_beside_the_text_is_signed_too(case: str, shop: Shop) -> None:
    """Dates, hours that are always and signs change nothing unnoticed."""
    file, old, new, product = CHANGES[case]
    before = text_of(shop, product)
    shop.edit(file, old, new)
    assert text_of(shop, product).digest != before.digest


def test_how_often_the_numbers_are_printed_is_signed(shop: Shop) -> None:
    """A leaflet has them wherever its text asks; made a sheet of two pages it has them once."""
    shop.edit(LEAFLET, "## Your questions", "## Phone {.lines}\n\nNow.\n\n## Your questions")
    before = text_of(shop)
    shop.edit(PRODUCTS, "pages = [2, 4, 8, 12]", "pages = [2]")
    assert text_of(shop).digest != before.digest


def test_a_word_is_signed_whatever_its_name(shop: Shop) -> None:
    """A guide's word whose name begins as a clinic's fields do is in the text by its value."""
    shop.write(OWN_WORDS, '[words]\nclinic_closed = "Clinic closed?"\n')
    shop.edit(LEAFLET, "Write them down today.", "{{ Clinic_closed }} Write them down.")
    assert "Clinic closed? Write" in text_of(shop).text.replace("\nthen | ", " ")
    assert job_for_a_clinic(shop).standings["leaflet"].text == text_of(shop)


@pytest.mark.parametrize("name", ["code", "version", "next_review", "no_answer_yet", "Approved_by"])
def test_a_word_cannot_stand_for_what_the_press_decides(name: str, shop: Shop) -> None:
    """M106 for a word by the name of a field that an approval, or the clinic's lines, decide."""
    shop.write(OWN_WORDS, f'[words]\n{name} = "1.0"\n')
    found: list[Finding] = []
    project = shop.project
    read_standings(project, read_one_guide(project, "hiccups"), "en-GB", found)
    assert [one.code for one in found] == ["M106"]


def test_the_way_out_is_signed_where_a_text_has_no_block(shop: Shop) -> None:
    """Where the text names the way out, and has no numbers, its words are in the text all the same.

    They change with the words file and with the lines that the guide asks for.
    """
    shop.edit(CARD, "## No answer? {.lines}", "## {{ No_answer_yet }}")
    first = text_of(shop, "night-card")
    shop.edit(WORDS, 'still = "Still no answer?"', 'still = "Nobody there yet?"')
    second = text_of(shop, "night-card")
    shop.edit(GUIDE_FILE, '[lines.surgery]\nlabel = "Surgery"\nwhen = "Not there?"\n', "")
    assert len({first.digest, second.digest, text_of(shop, "night-card").digest}) == 3


# manuscript before, and after: the same words, and another thing for the reader
Turned = tuple[str, str]
TURNED: dict[str, Turned] = {
    "a step of a picture, an item of one": ("1. ![A drop](../figures/sip.svg)",
                                            "- ![A drop](../figures/sip.svg)"),
    "an item of a picture, no item": ("- ![A drop](../figures/sip.svg)",
                                      "![A drop](../figures/sip.svg)"),
    "the language of a later line": ("Drink slowly.\nAgua fría. {lang=es}",
                                     "Drink slowly.\nAgua fría."),
    "which line is in another language": ("Drink slowly.\nAgua fría. {lang=es}",
                                          "Drink slowly. {lang=es}\nAgua fría."),
    "a part with the box of its section": ("### Below {.do}\n\n- Sit", "### Below\n\n- Sit"),
    "head and column": ("| A | B |\n|---|---|\n| C | D |", "| B | A |\n|---|---|\n| D | C |"),
    "words in another cell": ("| A · B | C |\n|---|---|\n| D · E | F |",
                              "| A | B · C |\n|---|---|\n| D | E · F |"),
    "a head, a row": ("| A | B |\n|---|---|\n| C | D |", "| C | D |\n|---|---|\n| A | B |"),
    "one item of two": ("- Sit\n- Drink", "- Sit\n  Drink"),
    "a paragraph, an item's second": ("- Sit\n\n    Drink", "- Sit\n\nDrink"),
    "a paragraph parted": ("Sit.\nDrink.", "Sit.\n\nDrink."),
    "a list, steps": ("- Sit\n- Drink", "1. Sit\n2. Drink"),
    "a section, a part": ("## Sit\n\nDrink.", "### Sit\n\nDrink."),
    "a caption": ('![A drop](../figures/sip.svg "Sip")', "![A drop](../figures/sip.svg)"),
    "an address": ("[Sit](https://a.example)", "[Sit](https://b.example)"),
    "an escape": ("Take 1\\. Drink.", "Take 1. Drink."),
    "look-alikes": ("Take a drink", "Take \u0430 drink"),
    "a list, a table": ("| Sit |\n|---|\n| Drink |", "- Sit\n- Drink"),
}  # fmt: skip


@pytest.mark.parametrize("case", TURNED)
def test_the_same_words_in_another_form_are_another_text(case: str, shop: Shop) -> None:
    """A kind, a language, a place in a table or list, a box: each is part of what is signed."""
    before, after = TURNED[case]
    found = []
    for words in (before, after):
        shop.edit(LEAFLET, "## Your questions", f"## Above {{.do}}\n\n{words}\n\n## Your questions")
        found.append(text_of(shop).digest)
        shop.edit(LEAFLET, f"## Above {{.do}}\n\n{words}\n\n", "")
    assert found[0] != found[1]


def test_the_page_to_sign_is_another_with_another_source(shop: Shop) -> None:
    """Which source a sentence names is on no sheet; who signs reads it, and what she read holds."""
    before, text = fingerprint(shop.job()), text_of(shop)
    shop.edit(LEAFLET, "lungs. [@H1]", "lungs. [@H2]")
    assert text_of(shop) == text and fingerprint(shop.job()) != before


def _twin_behind_a_link(shop: Shop) -> Callable[[], None]:
    """The picture is a link; the twin that is printed lies beside what it leads to."""
    figures = shop.root / GUIDE / "figures"
    (figures / "drawn").mkdir()
    (figures / "sip.svg").rename(figures / "drawn" / "drop.svg")
    (figures / "sip.svg").symlink_to(Path("drawn/drop.svg"))
    twin = f"{GUIDE}/figures/drawn/mono/drop.svg"
    shop.write(twin, "<svg/>")
    return lambda: shop.write(twin, "<svg></svg>")


def _linked(shop: Shop) -> Callable[[], None]:
    figures = shop.root / GUIDE / "figures"
    (figures / "sip.svg").rename(figures / "drop.svg")
    (figures / "sip.svg").symlink_to(Path("drop.svg"))
    return lambda: shop.append(f"{GUIDE}/figures/drop.svg", " ")


def _twin_added(shop: Shop) -> Callable[[], None]:
    return lambda: shop.write(f"{GUIDE}/figures/mono/sip.svg", "<svg/>")


def _twin_taken(shop: Shop) -> Callable[[], None]:
    shop.write(f"{GUIDE}/figures/mono/sip.svg", "<svg/>")
    return (shop.root / GUIDE / "figures/mono/sip.svg").unlink


@pytest.mark.parametrize("ready", [_twin_behind_a_link, _linked, _twin_added, _twin_taken])
def test_a_picture_is_signed_wherever_it_lies(
    ready: Callable[[Shop], Callable[[], None]], shop: Shop
) -> None:
    """Behind a link, and its twin in black, added or taken out: each is in the text."""
    change = ready(shop)
    before = text_of(shop)
    change()
    assert text_of(shop).digest != before.digest


def _crlf(shop: Shop) -> None:
    shop.write(LEAFLET, shop.text(LEAFLET).replace("\n", "\r\n"))


def _marked(shop: Shop) -> None:
    shop.write(LEAFLET, b"\xef\xbb\xbf" + shop.text(LEAFLET).encode())


def _unseen(shop: Shop) -> None:
    shop.edit(LEAFLET, "small cramp", "small\u200b cramp")


def _in_parts(shop: Shop) -> None:
    shop.edit(LEAFLET, "Ask your", "Ask\u2009your")


def _other_order(shop: Shop) -> None:
    shop.edit(WORDS, 'until = "Throw away after {{ next_review }}."\n', "")
    shop.edit(WORDS, "[leaflet]", 'until = "Throw away after {{ next_review }}."\n\n[leaflet]')


def _front_turned(shop: Shop) -> None:
    shop.edit(LEAFLET, 'title = "Hiccups"\n', "")
    shop.edit(LEAFLET, "\n+++\n\nWhat", '\ntitle = "Hiccups"\n+++\n\nWhat')


def _in_a_passage(shop: Shop) -> None:
    shop.edit(SIPS, "1. **Sit", "![[sit]]\n\n1. **Sit")
    first, _, rest = shop.text(SIPS).partition("![[sit]]\n\n")
    head, _, tail = rest.partition("\n")
    shop.write(SIPS, f"{first}![[sit]]\n{tail}")
    shop.write(f"{GUIDE}/en/passages/sit.md", head + "\n")


def _moved_to_the_guide(shop: Shop) -> None:
    shop.write(OWN_WORDS, '[leaflet]\nversion = "Version {{ version }}."\n')


@pytest.mark.parametrize(
    "change",
    [_crlf, _marked, _unseen, _in_parts, _other_order, _front_turned, _in_a_passage,
     _moved_to_the_guide],
)  # fmt: skip
def test_what_no_reader_meets_voids_nothing(change: Callable[[Shop], None], shop: Shop) -> None:
    """Line ends, a mark at a file's head, what can't be seen, the order of labels, a passage."""
    before = text_of(shop)
    change(shop)
    assert text_of(shop).lines == before.lines


@pytest.mark.parametrize(
    ("signer", "same"),
    [("ANNA EXAMPLE", True), ("Dr Anna Example", True), ("Example, Anna", True),
     ("A. Example", True), ("\u0410nna Example", True), ("Anna\u00a0Ex\u00e1mple", True),
     ("Anna M. Example, RM", True), ("Ben Example", False), ("Anna Sample", False)],
)  # fmt: skip
def test_an_author_is_one_however_the_name_is_spelt(signer: str, same: bool) -> None:
    """Capitals, titles, order, initials, accents and look-alikes make no other person."""
    assert may_be_one(signer, "Anna Example") is may_be_one("Anna Example", signer) is same


DAYS = [("2026-11-26", True), ("2026-11-25", False), ("2028-01-14", True), ("2028-01-15", False)]


@pytest.mark.parametrize(("day", "may"), DAYS)
def test_nothing_is_passed_over_on_a_day_that_forbids_it(day: str, may: bool, shop: Shop) -> None:
    """Before its signature and from the first of its reviews on, a job is judged again."""
    approvals = sign(shop.root, "hiccups").approvals  # its draft is due on 2028-01-15
    guide = read_one_guide(shop.project, "hiccups")
    assert may_be_passed_over(guide, approvals, date.fromisoformat(day)) is may


def test_what_lies_behind_a_card_has_days_of_its_own(shop: Shop) -> None:
    """A job is not passed over while what stands on the backs of its sheets is overdue."""
    shop.edit(GUIDE_FILE, '["en-GB"]', '["en-GB", "en-US"]')
    early = replace(ANNA, next_review=date(2027, 1, 31))
    sign(shop.root, "hiccups", "en-US", who=early)
    project = shop.project
    guide = read_one_guide(project, "hiccups")
    stood = {}
    for day in ("2027-01-30", "2027-01-31"):
        for back in ("", "en-US"):
            order = Order("check", today=date.fromisoformat(day), back=back)
            behind = Ticket(guide, back, None) if back else None
            ticket = Ticket(guide, "en-GB", None, back=behind)
            books = Books(project, order, [ticket])
            books.ledger.unchanged = lambda *_: []  # type: ignore[method-assign]
            stood[day[-2:], back] = books.stands(ticket, wanted(project, Order("check")))
    assert stood == {("30", ""): True, ("30", "en-US"): True, ("31", ""): True,
                     ("31", "en-US"): False}  # fmt: skip


def _withdrawn(shop: Shop) -> str:
    """Sign, withdraw; the folder of what was signed."""
    job = sign(shop.root, "hiccups")
    assert job.approvals
    texts = job.approvals.versions[0].texts
    line = job.guide.last_review.line
    taken = Withdrawal("1.0", texts, "Ben Sample", "lead", date(2026, 11, 27), "wrong", line)
    every = replace(job.approvals, withdrawals=(taken,))
    write_files(shop.project, withdrawn_files(job.guide, every))
    return f"{GUIDE}/approved/en-GB"


def statuses(shop: Shop) -> tuple[set[str], list[str]]:
    project, found = shop.project, list[Finding]()
    _, told = read_standings(project, read_one_guide(project, "hiccups"), "en-GB", found)
    return {one.status for one in told.values()}, [one.code for one in found]


def test_a_withdrawal_that_is_lost_is_told(shop: Shop) -> None:
    """Without its file, or with an older one, what was withdrawn is not approved again."""
    folder = _withdrawn(shop)
    assert statuses(shop) == ({"withdrawn"}, [])
    (shop.root / folder / "withdrawn.toml").unlink()
    assert statuses(shop) == ({"draft"}, ["G116"])


def test_a_withdrawn_text_is_withdrawn_after_an_edit_and_back(shop: Shop) -> None:
    """Another text is a draft; the same one again is withdrawn again."""
    _withdrawn(shop)
    shop.edit(SIPS, "cold", "warm")
    assert statuses(shop) == ({"changed"}, [])
    (said,) = called_back(shop.job().approvals)  # whoever signs the next one is told
    assert "of 1.0 was withdrawn on 2026-11-27: wrong" in said
    shop.edit(SIPS, "warm", "cold")
    assert statuses(shop) == ({"withdrawn"}, [])


@pytest.mark.parametrize("asked", ["[]", "[1]", "[[]]", '"clinical"', "[{}]"])
def test_who_was_asked_to_sign_is_a_list_of_names(asked: str, shop: Shop) -> None:
    """A file whose seal fits, and that asks for nobody, counts for nothing; there is no trace."""
    sign(shop.root, "hiccups")
    name = f"{GUIDE}/approved/en-GB/approval.toml"
    shop.edit(name, 'asked = ["clinical"]', f"asked = {asked}")
    head, _, body = shop.text(name).partition("seal = ")
    body = body.partition("\n")[2]
    shop.write(name, f'{head}seal = "{seal_of(body)}"\n{body}')
    assert statuses(shop) == ({"draft"}, ["G116"])
