"""`build.py new`: a guide from nothing, which prints at once and says what is to be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.check.house_style import check_manuscript
from press.read.catalogue import catalogue
from tests.shop import ROOT as OURS
from tests.shop import TODAY, Shop, order

NEW = "content/wrist-cast"
TITLE = "Your wrist cast"


def made(shop: Shop) -> set[str]:
    folder = shop.root / NEW
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_new_guide_prints_at_once_and_asks_for_each_placeholder(tmp_path: Path) -> None:
    """Nothing but questions is told of it, one for each line that is still to be written."""
    shop = Shop(tmp_path)
    told = shop.order("new", "wrist-cast", "--title", TITLE, "--today", TODAY)
    assert told.code == 0 and "python build.py --guide wrist-cast" in told.out
    waiting = [
        (path.relative_to(shop.root).as_posix(), number)
        for path in sorted((shop.root / NEW).rglob("*"))
        if path.suffix in (".md", ".toml")
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if "To write:" in line
    ]
    checked = shop.check("--guide", "wrist-cast", "--today", TODAY)
    assert checked.code == 0
    assert {(row["file"], row["line"]) for row in checked.findings} == set(waiting)
    assert {row["code"] for row in checked.findings} == {"M135"} and len(waiting) > 10
    assert f"{len(waiting)} lines say “To write:”" in told.out


def test_a_placeholder_that_is_written_asks_no_more(tmp_path: Path) -> None:
    """The question goes with the placeholder, and its fix says what belongs there."""
    shop = Shop(tmp_path)
    shop.order("new", "wrist-cast", "--title", TITLE, "--product", "card", "--today", TODAY)
    place = shop.place(f"{NEW}/en/card.md", "what should be so")
    row = next(
        one for one in shop.judged("--guide", "wrist-cast")
        if (one.code, f"{one.place.file}:{one.place.line}") == ("M135", place)
    )  # fmt: skip
    assert row.fix == "write in its place: what should be so"
    shop.edit(f"{NEW}/en/card.md", "To write: what should be so", "Your fingers move")
    asked = [one.place for one in shop.judged("--guide", "wrist-cast") if one.code == "M135"]
    assert asked and place not in [f"{one.file}:{one.line}" for one in asked]


def test_the_usual_products_and_the_chosen_ones_are_made(tmp_path: Path) -> None:
    """A leaflet and a card, or what `--product` names; each locale needs its country."""
    shop = Shop(tmp_path)
    shop.order("new", "wrist-cast", "--title", TITLE, "--locale", "en-GB,en-US")
    assert {"en/leaflet.md", "en/card.md", "guide.toml", "evidence.toml", "words/en.toml",
            "figures/first.svg", "en/passages/phone-now.md"} == made(shop)  # fmt: skip
    assert 'locales = ["en-GB", "en-US"]' in shop.text(f"{NEW}/guide.toml")
    shop.order("new", "other", "--title", "Other", "--product", "poster")
    assert [path.name for path in (shop.root / "content/other/en").glob("*.md")] == ["poster.md"]


def test_every_product_has_a_text_to_start_from(tmp_path: Path) -> None:
    """Whatever product the catalogue names, `new` gives it a manuscript that can be judged."""
    shop = Shop(tmp_path)
    for product in catalogue(shop.project).products:
        told = shop.order("new", f"a-{product}", "--title", TITLE, "--product", product)
        assert told.code == 0, told.err
        text = shop.text(f"content/a-{product}/en/{product}.md")
        assert f'title = "{TITLE}"' in text and "To write:" in text


WRONG = (
    (("..", "--title", TITLE), "can't be the name of a guide"),
    (("Wrist", "--title", TITLE), "small letters"),
    (("wrist cast", "--title", TITLE), "small letters"),
    (("con", "--title", TITLE), "can't be the name of a guide"),
    (("words", "--title", TITLE), "the press's own"),
    (("hiccups", "--title", TITLE), "is there already"),
    (("wrist-cast",), "needs a title"),
    (("wrist-cast", "--title", "  "), "needs a title"),
    (("wrist-cast", "--title", "Your {{ cast }}"), "plain words"),
    (("wrist-cast", "--title", "Well done 👍"), "thumbs up"),
    (("wrist-cast", "--title", "cast " * 30), "at most 80 letters"),
    (("wrist-cast", "--title", TITLE, "--locale", "cy-GB"), "no texts to start from in `cy`"),
    (("wrist-cast", "--title", TITLE, "--locale", "en-ZZ"), "there is: 001, GB, US"),
    (("wrist-cast", "--from", "nowhere.docx"), "no such file"),
)


@pytest.mark.parametrize(("words", "why"), WRONG)
def test_what_can_t_be_is_said_in_plain_words(
    tmp_path: Path, words: tuple[str, ...], why: str
) -> None:
    """Exit code 2, one line that says why, and nothing is made."""
    shop = Shop(tmp_path)
    before = sorted(shop.root.rglob("*"))
    told = shop.order("new", *words)
    assert told.code == 2 and why.lower() in told.err.lower() and not told.out
    assert "Traceback" not in told.err and len(told.err.strip().split("\n")) == 1
    assert sorted(path for path in shop.root.rglob("*") if ".cache" not in path.parts) == before


def test_a_title_with_quotes_prints_as_it_was_given(tmp_path: Path) -> None:
    """Quotes of a title don't end the line of its file."""
    shop = Shop(tmp_path)
    assert shop.order("new", "wrist-cast", "--title", 'When to say "stop"').code == 0
    assert 'title = "When to say \\"stop\\""' in shop.text(f"{NEW}/en/leaflet.md")


def test_a_folder_is_made_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file can't be written, nothing of the folder is there, and what lay aside is gone."""
    shop = Shop(tmp_path)
    write, left = Path.write_bytes, [3]

    def fails_soon(path: Path, data: bytes) -> int:
        left[0] -= 1
        if not left[0]:
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fails_soon)
    told = order(shop.root, "new", "wrist-cast", "--title", TITLE)
    assert told.code == 3 and "short of something" in told.err
    assert not (shop.root / NEW).exists()
    assert not list((shop.root / ".cache").glob("new-*"))


def test_no_date_of_a_review_is_claimed() -> None:
    """Nobody has read a new text against its sources: its guide.toml says so on the date's line."""
    lines = (OURS / "templates/new/guide.toml").read_text("utf-8").split("\n")
    assert any(line.startswith("last_review") and "To write:" in line for line in lines)


SLIPS = (
    ("Walk • rest • sleep", "M132"),
    ("Step 1: sit up.\nStep 2: rest.", "M136"),
    ("1: sit up.\n2: rest.", "M136"),
    ("» sit up.\n» rest.", "M127"),
    ("Ten to 10^2 days.", "M124"),
    ("Rest %%unseen%% now.", "M124"),
    ("- [ ] sit up\n- [x] rest", "M124"),
    ("1. [x] sit up", "M124"),
    ("Rest -- and wait.", "M128"),
    ("They come **with*out** warning.", "M117"),
    ("They come __with_out__ warning.", "M117"),
)


@pytest.mark.parametrize(("text", "code"), SLIPS)
def test_what_would_run_on_is_named_at_its_line(tmp_path: Path, text: str, code: str) -> None:
    """What a word processor or another Markdown makes a list or a mark of is never printed so."""
    shop = Shop(tmp_path)
    shop.append("content/hiccups/en/leaflet.md", f"\n{text}\n")
    manuscript = shop.job("leaflet").manuscripts[0]
    found = check_manuscript(manuscript)
    first = int(shop.place("content/hiccups/en/leaflet.md", text.split("\n")[0]).split(":")[1])
    told = [one for one in found if one.place.file == manuscript.file and one.place.line >= first]
    assert [(one.code, one.place.line) for one in told] == [(code, first)]
