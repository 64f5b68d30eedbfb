"""The reviewer's papers hold every printed sentence with what it rests on, and approve nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from press.check.job import Judged
from press.finding import Finding
from press.pdf.readback import page_sizes
from press.read.expected import AGAIN, expected_words, phrases
from press.read.fingerprint import fingerprint
from press.read.folding import folded
from press.read.job import in_its_standing
from press.review.entries import sheets_of
from press.review.pack import pack_values, review_pack, typeset
from press.review.script import read_script
from press.run.console import DONE
from press.run.order import Order
from press.typeset.engine import start_engine
from tests.guides import BEDSIDE, LOCALES, real_job
from tests.printed import texts_of_pages
from tests.shop import GUIDE, GUIDE_FILE, ROOT, TODAY, Shop
from tests.validators import page_validation

A4 = (595, 842)  # pt
MAP = """\
[R01]
about = "what to drink"
lines = ["en/passages/sips.md: of cold water"]
[R02]
about = "standing on one's head"
left_out = "Nobody should."
[weak.sips]
sources = ["H2"]
lines = ["en/passages/sips.md: of cold water"]
why = "Ten is our own number."
"""
SCRIPT = """\
[night]
ask = "What do you drink?"
answer = ["Take ten sips"]
"""


@dataclass(frozen=True)
class Paper:
    """A paper of the small guide: where it lies, and the words of each page."""

    path: Path
    pages: tuple[str, ...]
    size: tuple[int, int]

    @property
    def text(self) -> str:
        return " ".join(self.pages)


def read(path: Path) -> Paper:
    width, height = page_sizes(path.read_bytes())[0]
    return Paper(path, tuple(texts_of_pages(path)), (round(width), round(height)))


@pytest.fixture(scope="module")
def shop_of_papers(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The small guide with a map and a script, and its papers made."""
    shop = Shop(tmp_path_factory.mktemp("a review") / "shop")
    shop.write(f"{GUIDE}/evidence-map.toml", MAP)
    shop.write(f"{GUIDE}/reader-script.toml", SCRIPT)
    assert review_pack(shop.project, Order("review-pack")) == DONE
    return shop


@pytest.fixture(scope="module")
def pack(shop_of_papers: Shop) -> Paper:
    return read(next(shop_of_papers.root.glob("dist/hiccups/*/review-pack.pdf")))


@pytest.fixture(scope="module")
def script(shop_of_papers: Shop) -> Paper:
    return read(next(shop_of_papers.root.glob("dist/hiccups/*/reader-script.pdf")))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_printed_word_is_in_the_pack_in_its_order(locale: str) -> None:
    """What the copyholder expects on paper, a reviewer finds among the entries, in that order."""
    for manuscript in real_job(locale).manuscripts:
        job = in_its_standing(real_job(locale), manuscript.product.name)
        sheets = sheets_of(job, manuscript)
        text = folded(" ".join(entry.says for sheet in sheets for entry in sheet.entries))
        at = 0
        for word in expected_words(manuscript, job.fields):
            if word.kind != "marker":
                at = text.find(word.key, at)
                assert at >= 0, f"{word.line.file}:{word.line.number} {word.text}"
                at += len(word.key)
        sources = tuple(source.table for source in job.sources.values())
        of_sources = {entry.line for table in sources for entry in table.values()}
        every = phrases(job, manuscript)
        for phrase in (phrase for phrase in every if phrase.where != AGAIN):
            if phrase.words[0].line not in of_sources:  # they have a list of their own
                assert phrase.key in text, phrase.key


@pytest.mark.parametrize("locale", LOCALES)
def test_every_entry_has_its_place_and_its_number(locale: str) -> None:
    """Numbers run through both products, and each place is a line of a file that is there."""
    rows = list(entries(locale))
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        file, _, number = row["place"].partition(":")
        assert len((ROOT / file).read_text("utf-8").split("\n")) >= int(number) >= 1


@cache
def real_pack(locale: str) -> dict[str, Any]:
    """What the pack of the real guide says, with nothing asked."""
    return pack_values(BEDSIDE, real_job(locale), Judged([], []))


def entries(locale: str) -> Iterator[dict[str, Any]]:
    for product in real_pack(locale)["products"]:
        for sheet in product["sheets"]:
            yield from sheet["entries"]


@pytest.mark.parametrize("locale", LOCALES)
def test_sentences_without_a_source_are_listed_and_headings_are_none(locale: str) -> None:
    """Each is named by its number; a heading, a label and a picture's words are not counted."""
    values, rows = real_pack(locale), list(entries(locale))
    listed: set[int] = set()
    for run in values["without"]:
        first, _, last = run.partition("–")
        listed |= set(range(int(first), int(last or first) + 1))
    kinds = {row["kind"].split(" ")[0] for row in rows if row["number"] in listed}
    assert kinds <= {"", "in", "step", "caption"}
    assert listed == {r["number"] for r in rows if r["is_sentence"] and not r["sources"]}
    assert values["count"]["uncited"] == len(listed) > 20
    assert not [row for row in rows if row["is_sentence"] and "head" in row["kind"]]
    assert values["count"]["sentences"] + values["count"]["others"] == len(rows)


def test_a_weak_citation_is_told_beside_its_sentence() -> None:
    """A reviewer need not know the list of weak citations: it stands where the sentence is."""
    says = {str(row["says"]): row for row in entries("en-GB")}
    assert says["It is most often harmless, but a blood clot can feel like a cramp."]["weak"]
    assert not says["Chest pain"]["weak"]


def test_a_sentence_stands_beside_its_sources_and_rows(pack: Paper) -> None:
    """Sentence, file and line, source, mark, weakness and evidence row are printed."""
    beside = ("of cold water.", f"{GUIDE}/en/passages/sips.md:2", "R01 what to drink")
    below = ("Weak: Ten is our own number.", "R02", "Nobody should.", "keep", "strike")
    for text in (*beside, *below):
        assert "".join(text.split()) in "".join(pack.text.split()), text  # a place may be broken


def test_every_source_stands_in_full_with_its_mark(shop_of_papers: Shop, pack: Paper) -> None:
    """The list of sources has each one that is cited: organisation, title and mark."""
    for source in shop_of_papers.job("leaflet").sources.values():
        shown = " ".join(text for text, _ in source.shown())
        assert pack.text.count(f"{source.key} {shown} {source.table['mark'].value}") >= 2


def test_no_page_of_the_pack_can_be_taken_for_an_approval(pack: Paper) -> None:
    """Every page says that it is a working paper and not an approval, and nobody has signed."""
    assert [n for n, text in enumerate(pack.pages, 1) if "not an approval" not in text] == []
    assert "Nobody has approved this text." in pack.pages[0]
    assert pack.text.count("Date and signature") == 2, "a place for each who reads"
    assert (
        "Name Role Registration Organisation To be read again by Date Signature" in (pack.pages[-1])
    )


def test_its_fingerprint_stands_on_every_page_with_the_command_that_takes_it(
    shop_of_papers: Shop, pack: Paper
) -> None:
    """So that what was read on paper is what is signed, whichever page lies on the desk."""
    print_of = fingerprint(shop_of_papers.job())
    assert re.fullmatch(r"[0-9a-f]{4}(-[0-9a-f]{4}){2}", print_of)
    command = f"python build.py approve --guide hiccups --locale en-GB --pack {print_of}"
    for page in pack.pages:
        assert f"fingerprint {print_of}" in page and command in page
    for standing in shop_of_papers.job().standings.values():
        assert standing.code in pack.pages[0], "each text is named by its code"


def test_what_changed_comes_first_and_who_signs_comes_last(pack: Paper) -> None:
    """The parts stand in the order in which they are gone through; of a first text all is new."""
    parts = ("What changed", "What is asked", "Every sentence", "The sources",
             "Who read it", "Who signs")  # fmt: skip
    places = [pack.text.index(f"{n}. {part}") for n, part in enumerate(parts, 1)]
    assert places == sorted(places)
    assert "Nothing of this text was ever approved, so all of it is new." in pack.text


def test_the_papers_are_a4_tagged_and_sound(pack: Paper, script: Paper) -> None:
    """They print on an office printer, and a screen reader can read them (PDF/UA-1)."""
    for paper in (pack, script):
        assert paper.size == A4
        assert page_validation(paper.path) == []


def test_the_papers_are_no_products(shop_of_papers: Shop, pack: Paper) -> None:
    """No manifest names them, and no patient's PDF was made with them."""
    assert sorted(path.name for path in pack.path.parent.iterdir()) == [
        "reader-script.pdf",
        "review-pack.pdf",
    ]
    assert not (shop_of_papers.project.dist / "manifest.json").exists()


def test_a_map_that_names_a_lost_line_says_so_when_the_pack_is_made(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever makes a pack learns which row's line is gone; without questions there's no script."""
    shop.write(f"{GUIDE}/evidence-map.toml", MAP.replace("of cold water", "of warm milk"))
    assert review_pack(shop.project, Order("review-pack")) == DONE
    assert "R01: these words stand on no line" in capsys.readouterr().out
    assert [name for name in shop.dist() if name.endswith("reader-script.pdf")] == []


def test_a_guide_without_a_map_has_its_pack_all_the_same(shop: Shop) -> None:
    """A new guide has no map yet, and its sentences can be reviewed."""
    values = pack_values(shop.project, shop.job("leaflet"), Judged([], []))
    assert values["count"]["sentences"] > 20 and values["left_out"] == []


def test_the_script_for_readers_is_one_page_in_every_country() -> None:
    """It is taken to the bedside with the card: one page, no result in it, and no name."""
    engine = start_engine(BEDSIDE)
    for locale in LOCALES:
        values = read_script(BEDSIDE, real_job(locale), [])
        assert values is not None
        made = typeset(engine, real_job(locale), "reader-script", values)
        (text,) = texts_of_pages(made)
        assert "What do you do at 3 a.m." in text and "When do you not rub?" in text
        assert text.count("Reader 1 2 3 4 5 Seconds Right, in part, wrong") == 4


FOREIGN = re.compile(r"pregnan|birth|midwi|\bleg\b|cramp|\bshe\b|\bher\b|twelve", re.IGNORECASE)


def test_no_paper_of_a_guide_has_a_word_of_another(pack: Paper, script: Paper) -> None:
    """What the templates say holds for any guide; what is one guide's comes from its own data."""
    assert FOREIGN.search(script.text) is None
    own = pack.text.replace("small cramp of the muscle", "").replace("before they are born", "")
    assert FOREIGN.search(own.partition("4. The sources")[0]) is None
    assert "Clinician who knows the subject" in pack.pages[-2]


def test_a_guide_says_who_signs_and_who_should_try_its_card(shop: Shop) -> None:
    """Reviewers are those of guide.toml, readers those of the script's file."""
    rows = 'readers = "At best they hiccup."\nnot_now = "Not those who choke."\n\n'
    shop.write(f"{GUIDE}/reader-script.toml", rows + SCRIPT)
    shop.write(GUIDE_FILE, f'reviewers = ["Dietician"]\n{shop.text(GUIDE_FILE)}')
    assert review_pack(shop.project, Order("review-pack")) == DONE
    papers = {name.rpartition("/")[2]: pdf for name, pdf in shop.dist().items()}
    (script,) = texts_of_pages(papers["reader-script.pdf"])
    assert "At best they hiccup." in script and "Not those who choke." in script
    assert "would do what the card warns of" in script
    readers = texts_of_pages(papers["review-pack.pdf"])[-2]
    assert "Dietician" in readers and readers.count("Date and signature") == 1


def test_what_the_script_does_not_know_is_told(shop: Shop) -> None:
    """A misspelt key is M106, and no script is made of half of its data."""
    shop.write(f"{GUIDE}/reader-script.toml", 'reader = "Anyone."\n' + SCRIPT)
    found: list[Finding] = []
    assert read_script(shop.project, shop.job("night-card"), found) is None
    assert [(f.code, f.place.line) for f in found] == [("M106", 1)]


def test_a_letter_that_no_font_has_stops_the_papers_in_words(shop: Shop) -> None:
    """The pack names the guide and says who knows more: no fault of ours, and no traceback."""
    shop.write(GUIDE_FILE, f'reviewers = ["A ❤️ B"]\n{shop.text(GUIDE_FILE)}')
    told = shop.order("review-pack", "--today", TODAY)
    assert told.code == 1 and "D107 the papers of this guide can't be set" in told.out, told.err
