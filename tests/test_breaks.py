"""What stands whole on its page, how full pages are, and how many of them there are."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from press.finding import Finding
from press.proof.preflight import preflight, pull_proof
from press.read.guide import read_guide
from press.read.syntax import ROLES
from press.typeset.compose import Composer
from press.typeset.engine import start_engine
from press.typeset.fit import fit
from tests.catalogue import BY_FILE
from tests.shop import GUIDE_FILE, LEAFLET, Page, Shop, told

HEAD = '+++\ntitle = "Rest"\ndescription = "For a test."\n+++\n\nRest a little, and often.\n\n'
PICTURE = '![A tall glass of water](../figures/sip.svg "Sip by sip")\n\n'
ABOUT = "## About this leaflet {.about}\n\nAuthor and clinical check: awaiting.\n"
PLAIN = "They come and go, and nobody minds. Rest a little, and then go on. "


def fitted(shop: Shop, product: str = "leaflet", asked: int = 0) -> Page:
    """A product at the size that fits, and what is said of it; `asked` are its pages."""
    row = BY_FILE[product]
    row = replace(row, pages=(asked,)) if asked else row
    job = shop.job(row.name)
    found: list[Finding] = []
    manuscript = job.manuscripts[0].in_edition(row)
    typeset = fit(start_engine(shop.project), Composer(shop.project, job), manuscript, found)
    assert typeset is not None, told(found)
    proof = pull_proof(job, manuscript, typeset)
    return Page(proof, (*found, *preflight(proof)))


def of_breaks(page: Page) -> list[tuple[str, str]]:
    """What is said of its breaks, and whatever is an error."""
    return [(one.code, one.problem) for one in page.findings
            if one.kind == "error" or one.code.startswith("P22")]  # fmt: skip


def parts(count: int, lists: bool = True) -> str:
    """So many sections of a few sentences, each with a list."""
    items = "- one thing to know\n- and another\n- and a third\n\n" if lists else ""
    return "".join(f"## Part {n}\n\n{PLAIN}\n\n{items}" for n in range(count))


GROWTH = {"leaflet": (1, 8, 17, 38), "leaflet-large-print": (1, 4, 14, 27)}


@pytest.mark.parametrize("product", GROWTH)
def test_a_paragraph_more_takes_the_next_number_of_pages(shop: Shop, product: str) -> None:
    """Section by section a leaflet grows over each border, with never an error or a question."""
    seen: list[int] = []
    for count in GROWTH[product]:
        shop.write(LEAFLET, HEAD + PICTURE + parts(count) + ABOUT)
        page = fitted(shop, product)
        assert of_breaks(page) == [], (count, page.proof.typeset.pages)
        seen.append(page.proof.typeset.pages)
    assert seen == sorted(set(seen)) and set(seen) <= set(BY_FILE[product].pages)
    assert product != "leaflet" or seen == [2, 4, 8, 12]


def test_a_short_leaflet_takes_two_pages(shop: Shop) -> None:
    """A title, a sentence, a picture and two sections: one sheet, printed on both sides."""
    shop.write(LEAFLET, HEAD + PICTURE + parts(2) + ABOUT)
    page = fitted(shop)
    assert page.proof.typeset.pages == 2 and of_breaks(page) == []


def test_the_picture_of_the_cover_gives_way_before_there_are_more_pages(shop: Shop) -> None:
    """Where the text takes fewer pages for it, the cover's picture is lower; else it is whole."""
    heights = []
    for count in range(14, 60):
        shop.write(LEAFLET, f"{HEAD}{PICTURE}## All\n\n" + f"{PLAIN}\n\n" * count + ABOUT)
        if shop.pull(size=12).proof.typeset.pages == 3:
            break
    for text in (HEAD + PICTURE + parts(2) + ABOUT, shop.text(LEAFLET)):
        shop.write(LEAFLET, text)
        page = fitted(shop)
        assert (page.proof.typeset.pages, of_breaks(page)) == (2, [])
        heights += [one.box[3] - one.box[1] for one in page.proof.reading.pictures]
    assert heights[0] > heights[1] * 1.2, heights


@pytest.mark.parametrize("count", [6, 8])
def test_no_page_is_ruled_lines_and_nothing_else(shop: Shop, count: int) -> None:
    """A text with a cover and a place for questions: 4 pages, and half of one ruled at most."""
    questions = "## Your questions {.questions}\n\nWrite here what you want to ask.\n\n"
    shop.write(LEAFLET, HEAD + PICTURE + parts(count) + questions + ABOUT)
    page = fitted(shop)
    assert of_breaks(page) == [] and page.proof.typeset.pages == 4
    rules = [line.page for line in page.proof.typeset.lines if line.kind == "rule"]
    assert 4 <= len(rules) <= 13 and len(set(rules)) == 1, rules


def test_who_asks_for_a_page_of_questions_has_one(shop: Shop) -> None:
    """With the mark new-page its lines fill the page, and nobody asks about it."""
    asked = "## Your questions {.questions .new-page}\n\nWrite here.\n\n"
    after = f"## And then {{.new-page}}\n\n{PLAIN * 4}\n\n"
    shop.write(LEAFLET, HEAD + parts(5) + asked + after + ABOUT)
    page = fitted(shop)
    assert of_breaks(page) == []


def test_a_page_that_is_nearly_empty_is_a_question(shop: Shop) -> None:
    """It is named with how full it is, and with the heading whose mark makes it so."""
    shop.write(LEAFLET, HEAD + PICTURE + "## One {.new-page}\n\nRest.\n\n## Two {.new-page}\n\n"
               + PLAIN * 9 + "\n\n" + parts(5) + ABOUT)  # fmt: skip
    page = fitted(shop)
    (found,) = [one for one in page.findings if one.code == "P221"]
    assert found.kind == "question" and "page 2 of the leaflet" in found.problem
    assert re.search(r"fill \d\d?% of it", found.problem)
    line = shop.place(LEAFLET, "## Two").rpartition(":")[2]
    assert found.fix == f"take the mark new-page off the heading on line {line}"
    assert [one for one in page.findings if one.kind == "error"] == []


def test_pages_that_are_left_over_say_how_many_words_are_too_many(shop: Shop) -> None:
    """A guide that asks for more pages than it fills is told so, and by how many words less."""
    shop.write(LEAFLET, HEAD + parts(8, lists=False) + ABOUT)
    page = fitted(shop, asked=8)
    assert page.proof.typeset.pages == 8
    assert {one.code for one in page.findings if one.code.startswith("P2")} == {"P221"}
    assert "say more here" in page.findings[-1].fix


ITEMS = "".join(f"- a thing to look at, which is number {n}\n" for n in range(6)) + "\n"
STEPS = "".join(f"{n}. **Do** the thing that is number {n}.\n" for n in range(1, 7)) + "\n"
TABLE = "| When | What |\n|---|---|\n" + "".join(f"| Day {n} | Rest |\n" for n in range(6)) + "\n"
WHOLES = {
    "a list": ("", ITEMS),
    "steps": (" {.steps}", STEPS),
    "a table": ("", TABLE),
    "a list after a sentence": ("", f"Phone if:\n\n{ITEMS}"),
    "a section of three sentences": ("", "One is short. Two is short, too. Three ends it.\n\n"),
    "a list in parts": ("", f"### A part\n\nSay:\n\n{ITEMS}"),
} | {f"a box {role}": (f" {{.{role}}}", f"Look:\n\n{ITEMS}") for role in ROLES
     if role not in ("steps", "sources", "about", "questions", "self-care")}  # fmt: skip


@pytest.mark.parametrize("name", WHOLES)
def test_what_could_stand_whole_is_not_torn(shop: Shop, name: str) -> None:
    """Wherever the foot of a page falls, a list, a table, a box or a short section is whole."""
    mark, body = WHOLES[name]
    text, starts = HEAD, []
    for lines in range(4, 12):
        text += f"## Before {lines}\n\n" + f"{PLAIN * 2}\n\n" * lines
        starts.append(text.count("\n") + 1)
        text += f"## The thing{mark}\n\n{body}"
    shop.write(LEAFLET, text)
    page = shop.pull()
    for start in starts:
        thing = range(start, start + body.count("\n") + 2)
        pages = {one.page for one in page.proof.printed
                 if one.word.line.file == LEAFLET and one.word.line.number in thing}  # fmt: skip
        assert len(pages) == 1, (start, pages)
    assert not {one.code for one in page.findings} & {"P222", "P207"}


TORN = "ul, ol, table, li, .words, section { break-inside: auto !important }"
LONG = f"{PLAIN * 4}\n\n" * 3
FIRST = "- a thing to look at, which is number 0"
TORN_AT = {
    "a list": (f"## The thing\n\n{LONG}{ITEMS}", FIRST, "this list"),
    "a short section": (f"## The thing\n\n{ITEMS}", "## The thing", "this short section"),
    "a box": (f"## The thing {{.stop}}\n\n{ITEMS}", "## The thing", "this box"),
    "a table": (f"## The thing\n\n{LONG}{TABLE}", "| When", "this table"),
}


@pytest.mark.parametrize("name", TORN_AT)
def test_what_is_torn_is_asked_about_at_its_first_line(shop: Shop, name: str) -> None:
    """A sheet that tears it: the question names what it is, the edition and both pages."""
    body, line, what = TORN_AT[name]
    shop.append("styles/leaflet.css", TORN)
    found: list[Finding] = []
    for lines in range(0 if LONG in body else 10, 40, 2):
        filler = LONG + "So it goes on.\n\n" * lines
        shop.write(LEAFLET, f"{HEAD}## Before\n\n{filler}{body}## After\n\n{LONG}")
        torn = [one for one in shop.pull().findings if one.code == "P222"]
        found = [one for one in torn if one.problem.startswith(what)]
        if found:
            break
    (told,) = found
    assert told.kind == "question" and told.problem.startswith(what)
    assert re.search(r"on page \d of the leaflet and goes on on page \d$", told.problem)
    assert shop.place(LEAFLET, line) == f"{told.place.file}:{told.place.line}"


def test_a_list_that_no_page_holds_may_run_over(shop: Shop) -> None:
    """Sixty items begin right below their heading, and nobody asks why they are torn."""
    shop.write(LEAFLET, f"{HEAD}## The things\n\n{ITEMS.replace('thing', 'long thing') * 10}")
    page = shop.pull()
    assert page.proof.typeset.pages > 1
    assert "P222" not in {one.code for one in page.findings}
    first = next(one for one in page.proof.printed if "number" in one.word.line.text)
    assert first.page == 0, "it may begin where it stands"


def test_a_guide_may_ask_for_its_pages(shop: Shop) -> None:
    """The type is the largest that fits that number; a text that is too long for it says so."""
    shop.write(LEAFLET, HEAD + PICTURE + parts(17) + ABOUT)
    sizes = {}
    for asked in (8, 4):
        shop.edit(GUIDE_FILE, "last_review", f"pages.leaflet = {asked}\nlast_review")
        rows = [shop.guide.asked_of(BY_FILE[name]).pages for name in BY_FILE if "leaf" in name]
        assert rows.count((asked,)) == 2, "in the standard edition, and in black"
        page = fitted(shop, asked=asked)
        sizes[asked] = page.proof.typeset.size
        shop.edit(GUIDE_FILE, f"pages.leaflet = {asked}\n", "")
    assert sizes[8] > sizes[4]
    shop.edit(GUIDE_FILE, "last_review", "pages.leaflet = 2\nlast_review")
    shop.write(LEAFLET, HEAD + parts(18) + ABOUT)
    found = shop.check("--product", "leaflet").findings
    assert any("too long for its 2 pages at 12 pt" in row["problem"] for row in found)


NOT_TO_BE_HAD = {
    "leaflet = 6": ("a leaflet can't have 6 pages", "write 2, 4, 8 or 12, without quotes"),
    'leaflet = "4"': ("a leaflet can't have 4 pages", "without quotes"),
    "leaflet = true": ("a leaflet can't have True pages", "2, 4, 8 or 12"),
    "leaflet = 4.0": ("a leaflet can't have 4.0 pages", "2, 4, 8 or 12"),
    "leaflets = 4": ("there is no product `leaflets`", "take one of: leaflet, "),
    "night-card = 2": ("the night-card finds the number of its pages itself", "take this line out"),
    "night-card-large-print = 2": ("the night-card-large-print finds", "take this line out"),
}


@pytest.mark.parametrize("line", NOT_TO_BE_HAD)
def test_pages_that_a_product_can_not_have_are_named(shop: Shop, line: str) -> None:
    """G114 at the line, with what is allowed."""
    shop.append(GUIDE_FILE, f"\n[pages]\n{line}\n")
    found: list[Finding] = []
    read_guide(shop.project, "hiccups", found)
    problem, fix = NOT_TO_BE_HAD[line]
    assert [one.code for one in found] == ["G114"]
    assert found[0].problem.startswith(problem) and fix in found[0].fix
    assert f"{found[0].place.file}:{found[0].place.line}" == shop.place(GUIDE_FILE, line)
