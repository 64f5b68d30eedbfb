"""The site holds what is approved, says what is not, and is written whole."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from press.desk.names import locale_called
from press.desk.words import say
from press.read.approval_file import FILE
from press.read.standing import APPROVED, CHANGED, DRAFT, DUE, OVERDUE, WITHDRAWN
from press.run.publish import digest
from press.sheets.layouts import SHEETS
from press.site.gather import MISSING
from press.site.wording import Wording
from tests.approvals import sign
from tests.catalogue import KNOWN
from tests.conftest import Once
from tests.guides import BEDSIDE
from tests.recall import WHO, WHY, change, code_of, withdraw
from tests.shop import CARD, CLINIC, ROOT, TODAY, WORDS, Shop
from tests.sites import (
    AFTER_REVIEW,
    CARD_PDF,
    NEXT_DAY,
    PLACE,
    astray,
    copy_of_site,
    held,
    page_of,
    reached,
    shop_of_titles,
    write_site,
)


def test_what_is_approved_is_put_out(site: Shop) -> None:
    """Pages to read, the very PDFs that were proved, and nothing that no link leads to."""
    files = held(site.root / "site")
    assert files[CARD_PDF] == site.dist()[CARD_PDF]
    assert f"{PLACE}/night-card-2-up.pdf" in files
    text = page_of(site)
    assert "Approved by Anna Example, consultant midwife" in text
    assert "Throw away after 31 January 2028" in text and "1.0" in text
    assert "noindex" not in files[f"{PLACE}/index.html"].decode() and "robots.txt" not in files
    lone = {name for name in files.keys() - reached(site.root / "site") if "/1.0/" not in name}
    # a sheet's page is reached from paper, and a sheet fetches its faces
    assert lone == {"site.json", *(name for name in files if name.endswith(".ttf"))}
    assert f"{code_of(site, 'night-card').replace(' ', '/')}/index.html" in files


def test_every_link_leads_somewhere_within(site: Shop) -> None:
    """All addresses are relative, none leads out of the folder, and each has its file."""
    assert list(astray(site.root / "site")) == []


def test_a_second_run_writes_nothing(site: Shop) -> None:
    """Nothing changed: no file is touched, and it is said."""
    folder = site.root / "site"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    told = write_site(site, today=NEXT_DAY)
    assert told.code == 0 and "nothing changed" in told.out.splitlines()[-1]
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_the_same_bytes_come_each_time(site: Shop) -> None:
    """Another folder, written on another day, holds the same."""
    write_site(site, to="other", today=NEXT_DAY)
    assert held(site.root / "other") == held(site.root / "site")


def test_a_draft_is_left_out(site: Shop) -> None:
    """What nobody approved is on no page, and its files are taken away; nor is it printed."""
    shutil.rmtree(site.root / "content/hiccups/approved")
    shutil.rmtree(site.root / "dist")
    told = write_site(site)
    assert told.code == 0, told.out
    files = held(site.root / "site")
    assert not any(name.startswith("hiccups") for name in files)
    assert "Nothing is here yet." in page_of(site, "index.html")
    assert "nothing is approved yet" in told.out
    assert not site.dist().keys() - {"manifest.json"}


def test_a_draft_that_is_wanted_says_that_it_is_one(site: Shop) -> None:
    """With --drafts: the band on each page that has one, and search engines are sent away."""
    shutil.rmtree(site.root / "content/hiccups/approved")
    told = write_site(site, "--drafts")
    assert told.code == 0, told.out
    files = held(site.root / "site")
    assert files["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    for name, data in files.items():
        if name.endswith(".html"):
            assert b'<meta name="robots" content="noindex">' in data, name
    for name in ("index.html", "en-GB/index.html", f"{PLACE}/index.html"):
        assert "Draft: not yet checked by a clinician." in page_of(site, name)
    assert files[CARD_PDF] == site.dist()[CARD_PDF]
    assert list(astray(site.root / "site")) == []


def test_the_search_knows_each_word_of_a_text_once(site: Shop) -> None:
    """Words alone, by their letters, so that no sentence of it is there; and none of a draft."""
    ((name, words),) = _index(site)[0]["texts"]
    assert name == "Night card"
    assert words.split() == sorted(set(words.split())) and {"chest", "two"} <= set(words.split())
    change(site, CARD)
    write_site(site, today=NEXT_DAY)
    assert _index(site)[0]["texts"] == [[name, words]]


def _index(site: Shop) -> list[dict[str, Any]]:
    page = (site.root / "site/index.html").read_text("utf-8")
    found = re.search(r'id="index">(.*?)</script>', page)
    assert found
    return list(json.loads(found[1]))


@pytest.mark.parametrize("locale", ["en-001", "en-GB", "en-US"])
def test_site_and_desk_call_a_language_by_one_name(locale: str) -> None:
    """Whoever prints at the desk looks for it on the site."""
    assert Wording(BEDSIDE, locale).say("here") == locale_called(partial(say, "en"), locale)


def test_what_was_withdrawn_has_a_page_and_no_file(site: Shop) -> None:
    """Under the address on old paper it says: throw it away, why, and since when."""
    old = code_of(site, "night-card").replace(" ", "/")
    assert withdraw(site, *WHO, *WHY, today=NEXT_DAY).code == 0
    told = write_site(site, today=NEXT_DAY)
    assert told.code == 0, told.out + told.err
    files = held(site.root / "site")
    assert not [name for name in files if name.endswith((".pdf", ".png"))]
    said = page_of(site, f"{old}/index.html")
    assert "Throw this sheet away" in said and "27 November 2026" in said
    assert "Step 2 is wrong." in said
    assert "Withdrawn on 27 November 2026" in page_of(site)
    assert "Withdrawn" in page_of(site, "en-GB/index.html")


def test_what_is_overdue_is_not_offered(site: Shop) -> None:
    """After its review it says so, and no file is there; nothing is printed or told as wrong."""
    told = write_site(site, today=AFTER_REVIEW)
    assert told.code == 0, told.out + told.err
    files = held(site.root / "site")
    assert CARD_PDF not in files
    assert "Out of date since 31 January 2028" in page_of(site)
    (name,) = [name for name in files if "/1.0/" in name]
    assert "Throw this sheet away" in page_of(site, name)


def test_a_newer_version_is_told_on_the_old_one_s_page(site: Shop) -> None:
    """Who reads the code of an old sheet is led to what holds now."""
    old = code_of(site, "night-card").replace(" ", "/")
    change(site, CARD)
    sign(site.root, "hiccups", today=NEXT_DAY)
    assert write_site(site, today=NEXT_DAY).code == 0
    said = page_of(site, f"{old}/index.html")
    assert "There is a newer version of it." in said and "Go to what holds now" in said
    assert list(astray(site.root / "site")) == []
    assert CARD_PDF in held(site.root / "site")


def test_an_error_in_one_guide_keeps_no_other_from_the_site(site: Shop) -> None:
    """What can't be printed is not there and is told; the exit code says that something is."""
    change(site, CARD)
    sign(site.root, "hiccups", today=NEXT_DAY)
    site.append("styles/night-card.css", "\n.steps { colour: red }\n")
    told = write_site(site, today=NEXT_DAY)
    assert told.code == 1 and "D101" in told.out
    assert "It is not here just now." in page_of(site)
    assert CARD_PDF not in held(site.root / "site")


UNREADABLE = (
    ("content/hiccups/guide.toml", "x = [", "hiccups/ is left"),
    (f"content/hiccups/approved/en-GB/{FILE}", "x = 1", "hiccups/en-GB/ is left"),
    ("templates/products.toml", "x = [", "it is left as it was"),
)


@pytest.mark.parametrize(("name", "text", "says"), UNREADABLE)
def test_what_can_t_be_read_is_left_as_it_was(site: Shop, name: str, text: str, says: str) -> None:
    """A slip in a file takes nothing off the site: old paper would lead nowhere."""
    before = held(site.root / "site")
    site.append(name, f"\n{text}\n")
    told = write_site(site)
    assert told.code == 1 and says in told.out, told.out + told.err
    now = held(site.root / "site")
    assert {n: one for n, one in now.items() if n.startswith("hiccups")} == {
        n: one for n, one in before.items() if n.startswith("hiccups")
    }


def test_a_clinic_s_file_that_can_t_be_read_leaves_the_site(site: Shop) -> None:
    """Else its sheets would be gone for a slip of the pen."""
    clinic = str(site.root / CLINIC)
    assert write_site(site, "--clinic", clinic).code == 0
    before = held(site.root / "site")
    site.append(CLINIC, "\nx = [\n")
    told = write_site(site, "--clinic", clinic)
    assert told.code == 1 and "it is left as it was" in told.out
    assert held(site.root / "site") == before


def test_a_product_that_is_gone_leaves_the_pages_of_its_sheets(site: Shop) -> None:
    """The paper is still out there, though nothing of its guide is on the shelf."""
    old = code_of(site, "night-card").replace(" ", "/")
    site.write("content/hiccups/en/card.md", site.text(CARD))
    (site.root / CARD).unlink()
    write_site(site)
    files = held(site.root / "site")
    assert f"{old}/index.html" in files and f"{PLACE}/index.html" not in files
    assert list(astray(site.root / "site")) == []


def test_a_sheet_that_tries_a_printer_out_is_of_no_text(site: Shop) -> None:
    """It lies in dist/ beside the products, and is none of the site's."""
    assert site.order("--sheet", "calibration", "--today", TODAY).code == 0
    told = write_site(site)
    assert told.code == 0, told.out + told.err
    assert not [name for name in held(site.root / "site") if "calibration" in name]


def test_a_pdf_that_was_touched_is_printed_again(site: Shop) -> None:
    """Nothing is put out that lies in dist/ and is not as it was proved."""
    good = site.dist()[CARD_PDF]
    site.write(f"dist/{CARD_PDF}", good + b"%")
    assert write_site(site).code == 0
    assert held(site.root / "site")[CARD_PDF] == good == site.dist()[CARD_PDF]


def test_each_clinic_has_its_own_sheets(site: Shop) -> None:
    """Two clinics: the guide's page asks which; one: its sheets stand on the guide's own page."""
    other = site.text(CLINIC).replace("Riverside", "Hillside")
    site.write("content/clinics/hill.toml", other)
    clinics = [site.root / CLINIC, site.root / "content/clinics/hill.toml"]
    both = [word for one in clinics for word in ("--clinic", one)]
    assert write_site(site, *map(str, both)).code == 0
    files = held(site.root / "site")
    for key, name in (("example", "Riverside"), ("hill", "Hillside")):
        assert f"For {name} Hospital (example)" in page_of(site, f"{PLACE}/{key}/index.html")
        assert (
            files[f"{PLACE}/{key}/night-card.pdf"] == site.dist()[f"{PLACE}/{key}/night-card.pdf"]
        )
        assert name in page_of(site)
    assert CARD_PDF not in files, "a sheet without numbers is not what was ordered"
    assert list(astray(site.root / "site")) == []
    assert write_site(site, *map(str, both[:2])).code == 0
    assert "For Riverside Hospital (example)" in page_of(site)
    assert f"{PLACE}/hill/night-card.pdf" not in held(site.root / "site")
    assert list(astray(site.root / "site")) == []


def test_a_file_of_the_site_that_was_touched_is_mended(site: Shop) -> None:
    """What is not as it was written, or gone, is written again."""
    before = held(site.root / "site")
    site.write(f"site/{CARD_PDF}", b"torn")
    (site.root / "site/en-GB/index.html").unlink()
    assert write_site(site).code == 0
    assert held(site.root / "site") == before


def test_other_people_s_files_are_left(site: Shop) -> None:
    """What somebody laid into the folder stays, and so does the folder that it is in."""
    site.write("site/.htaccess", "x")
    site.write(f"site/{PLACE}/notes.txt", "mine")
    shutil.rmtree(site.root / "content/hiccups/approved")
    assert write_site(site).code == 0
    assert site.text(f"site/{PLACE}/notes.txt") == "mine" and site.text("site/.htaccess") == "x"


REFUSED = (
    ("content/site", "is within content/"),
    ("dist", "is within dist/"),
    ("", "holds this project itself"),
    (CARD, "is within content/"),
    ("a-file", "is a file"),
    ("a-folder", "holds what is not of a site of ours (letter.txt)"),
)


@pytest.mark.parametrize(("to", "says"), REFUSED)
def test_a_folder_that_can_t_be_the_site_s_is_refused(shop: Shop, to: str, says: str) -> None:
    """In words, before anything is printed or written."""
    shop.write("a-file", "x")
    shop.write("a-folder/letter.txt", "x")
    told = write_site(shop, to=to)
    assert told.code == 2 and says in told.err and len(told.err.splitlines()) == 1
    assert not (shop.root / "dist").exists() and not (shop.root / ".cache/jobs.json").exists()


def test_the_folder_must_be_named(shop: Shop) -> None:
    """There is no usual place for a site."""
    told = shop.order("site", "--today", TODAY)
    assert told.code == 2 and "--to FOLDER" in told.err


def test_a_stranger_in_the_place_of_a_page_is_not_written_over(site: Shop) -> None:
    """It is named, and the site stays as it was."""
    old = code_of(site, "night-card").replace(" ", "/")
    listed = json.loads(site.text("site/site.json"))
    del listed["files"][f"{old}/index.html"]
    site.write("site/site.json", json.dumps(listed))
    before = held(site.root / "site")
    told = write_site(site)
    assert told.code == 3 and f"`{old}/index.html` lies there" in told.err
    assert held(site.root / "site") == before


def test_a_kill_leaves_what_the_next_run_mends(site: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it falls, each file is whole, old or new, and one more run makes the site."""
    change(site, CARD)
    folder, old = site.root / "site", held(site.root / "site")
    shutil.copytree(folder, site.root / "spare")
    assert write_site(site, "--drafts").code == 0
    new = held(folder)
    real, moves = Path.replace, len(new)

    for stop in range(0, moves, 3):
        shutil.rmtree(folder)
        shutil.copytree(site.root / "spare", folder)
        done = iter(range(stop))

        def killed(path: Path, target: Path, done: object = done) -> Path:
            if path.is_relative_to(folder) and next(done, None) is None:  # type: ignore[call-overload]
                raise KeyboardInterrupt
            return real(path, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", killed)
            write_site(site, "--drafts")
        for name, data in held(folder).items():
            if not name.endswith(".part") and name != "site.json":
                assert data in (old.get(name), new.get(name)), (stop, name)
        assert write_site(site, "--drafts").code == 0
        assert held(folder) == new, stop


def test_what_a_narrower_order_takes_away_is_named(once: Once, tmp_path: Path) -> None:
    """Who names one guide for a site of several is told which have gone from it."""
    shop = copy_of_site(once("site of titles", shop_of_titles), tmp_path)
    told = write_site(shop, "--guide", "hiccups", today=AFTER_REVIEW)
    gone = "cafe/en-GB, cafe/en-US, earache/en-GB, earache/en-US"
    assert told.code == 0 and f"nothing is left there of {gone}: this order is not" in told.out
    again = write_site(shop, "--guide", "hiccups", today=AFTER_REVIEW)
    assert "nothing is left" not in again.out


def test_a_word_that_is_missing_is_named(site: Shop) -> None:
    """M138: the site is in no language by halves."""
    site.edit(WORDS, 'intro = "', 'outro = "')
    told = write_site(site)
    assert told.code == 1 and "M138" in told.out and "`intro`" in told.out


def test_words_that_a_language_lacks_are_all_named_before_a_print(site: Shop) -> None:
    """Each of them, and nothing is set in vain: a translator needs the whole list at once."""
    content = site.root / "content"
    shutil.copytree(content / "hiccups/en", content / "hiccups/cy")
    words = site.text(WORDS).replace('\nfeed = "', '\n# "').replace('\nthrow_old = "', '\n# "')
    site.write("content/words/cy.toml", words.replace('\nhandout = "', '\n# "'))
    site.edit("content/hiccups/guide.toml", '["en-GB"]', '["en-GB", "cy-GB"]')
    shutil.rmtree(site.root / "dist")
    told = write_site(site, "--drafts")
    assert told.code == 1 and told.out.count("M138") == 2, told.out
    assert "`feed` in cy-GB" in told.out and "`throw_old` in cy-GB" in told.out
    assert not (site.root / "dist").exists()


def test_leaflets_and_cards_name_themselves_in_words(shop: Shop) -> None:
    """Each product, edition and sheet of the project has its name in the words of the site."""
    wording = Wording(shop.project, "en-GB")
    names = {*KNOWN.products, *KNOWN.editions, *SHEETS} - {"standard", "calibration"}
    assert names <= wording.table.keys()
    for row in KNOWN.rows:
        for sheet in ("", *row.able):
            assert not re.search(r"[{}]", wording.file(row, sheet))


def test_a_script_from_the_right_is_set_from_the_right(shop: Shop) -> None:
    """The page's direction is its language's, and the sheet knows no left or right."""
    shop.write("content/words/ar.toml", shop.text(WORDS))
    wording = Wording(shop.project, "ar-GB")
    assert wording.direction == "rtl" and wording.say("title")
    sheet = shop.text("styles/site/site.css")
    assert not re.findall(r"(?:margin|padding|border|inset)?-?\b(?:left|right)\b", sheet)


def test_no_word_of_the_site_is_idle() -> None:
    """Each line of [site] is said somewhere: nobody translates what no page says."""
    words = tomllib.loads((ROOT / WORDS).read_text("utf-8"))["site"]
    sources = [*(ROOT / "press/site").glob("*.py"), *(ROOT / "templates/site").glob("*.html")]
    told = "".join(path.read_text("utf-8") for path in sources)
    names = {*KNOWN.products, *KNOWN.editions, *SHEETS}
    states = {APPROVED, DUE, DRAFT, CHANGED, WITHDRAWN, OVERDUE, MISSING}
    idle = [key for key in words if f'"{key}"' not in told and key not in names | states]
    assert idle == []


def test_a_site_is_light(site: Shop) -> None:
    """Without PDFs and what all guides share: pages and pictures of a guide in a locale."""
    files = held(site.root / "site")
    mine = sum(len(data) for name, data in files.items()
               if name.startswith("hiccups") and not name.endswith(".pdf"))  # fmt: skip
    shared = sum(len(data) for name, data in files.items() if name.startswith("assets"))
    assert mine <= 400_000 and shared <= 150_000


def test_the_manifest_tells_each_file(site: Shop) -> None:
    """Whoever mirrors the site can see what is whole."""
    listed = json.loads(site.text("site/site.json"))["files"]
    files = held(site.root / "site")
    assert {name: digest(data) for name, data in files.items() if name != "site.json"} == {
        name: known for name, (_, known) in listed.items()
    }
