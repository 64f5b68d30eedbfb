"""What changed between two texts is told line by line, word by word, and nothing else is told."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from press.approval.compared import Compared, Sheet, groups
from press.approval.redline import ADDED, CHANGED, MOVED, SAME, TAKEN_OUT, Change, count, redline
from press.approval.views import as_html, as_pdf, as_text
from press.approval.word_runs import ADDED as PUT_IN
from press.approval.word_runs import KEPT, OUT, runs_of, set_against
from press.pdf.readback import page_sizes
from press.typeset.engine import start_engine
from tests.guides import BEDSIDE
from tests.printed import texts_of_pages
from tests.validators import page_validation

ONE, OTHER = "9f86" * 16, "1f86" * 16
CARD = f"""\
reading text | 1
guide | hiccups
locale | en-GB
product | night-card
title | Hiccups at night?
description | Night card: what to do, and when to phone.
cover | Do this now
section .steps sign:lamp | Do this now
step | **Sit up.**
step | Take ten sips of cold water.
step | Hold your breath for 10 seconds.
picture figures/sip.svg {ONE} | A hand holds a glass.
black picture figures/mono/sip.svg {OTHER} |
caption | Sip by sip
section .stop sign:hand | STOP. Phone now if:
item | Your chest hurts
item | They have lasted for **two** days
item | You cannot eat
part .lines | No answer yet?
text | Do **not** wait until the morning.
row | Day 1 · About 5 hours
line clinic | Your clinic
label every-page.until | Throw away after {{{{ next_review }}}}.
source | NHS 2023; NICE 2023""".split("\n")


def edited(*edits: tuple[str, str]) -> list[str]:
    """The card with other words; an edit that changes nothing would promise nothing."""
    text = "\n".join(CARD)
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.split("\n")


def differing(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    return [change for change in redline(old, new) if change.how != SAME]


def only(*edits: tuple[str, str]) -> Change:
    """The one change that these edits make."""
    (change,) = differing(CARD, edited(*edits))
    return change


def test_a_text_beside_itself_has_no_change() -> None:
    """All lines are there, each the same, and none is counted."""
    changes = redline(CARD, CARD)
    said = [line.partition(" |")[2].strip() for line in CARD]
    assert [(one.how, one.old, one.new) for one in changes] == [(SAME, it, it) for it in said]
    assert count(changes) == 0


def test_a_changed_sentence_is_told_word_by_word() -> None:
    """What was kept, taken out and added stands in its order, the number in words besides."""
    change = only(("for 10 seconds", "for 20 seconds"))
    assert (change.how, change.kind, change.what) == (CHANGED, "step", "step")
    assert [(run.lot, run.text.strip()) for run in change.runs] == [
        (KEPT, "Hold your breath for"),
        (OUT, "10"),
        (PUT_IN, "20"),
        (KEPT, "seconds."),
    ]
    assert change.notes == ("the number 10 became 20",)
    assert change.under == ("Do this now",)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("section .stop sign:hand", "section .key sign:hand", "the role stop became key"),
        ("section .stop sign:hand", "section", "the sign hand was taken away"),
        ("part .lines", "part", "the role lines was taken away"),
        ("sign:lamp", "sign:moon", "the sign lamp became moon"),
        (f"sip.svg {ONE}", f"sip.svg {OTHER}", "the picture figures/sip.svg is another file"),
        (f"mono/sip.svg {OTHER}", f"mono/sip.svg {ONE}",
         "the picture in black only figures/mono/sip.svg is another file"),
        ("picture figures/sip.svg", "picture figures/sup.svg",
         "the picture figures/sip.svg became figures/sup.svg"),
        ("Do **not** wait", "Do not wait", "bold was taken from “not”"),
        ("Take ten sips", "Take **ten sips**", "bold was given to “ten sips”"),
        ("You cannot eat", "You cannot eat or **drink**", "“drink” is in bold"),
        ("About 5 hours", "About 50 hours", "the number 5 became 50"),
        ("About 5 hours", "About 5 hours or 6", "numbers added: 6"),
        ("Day 1 · About", "Day · About", "numbers taken out: 1"),
        ("step | Take ten", "item | Take ten", "the step became an item of a list"),
        ("item | Your chest", "item lang:es | Your chest", "the language es was given"),
        ("Your chest hurts", "Your  chest hurts", "only blanks differ"),
        ("Your chest hurts", "your chest hurts", "only capitals differ"),
    ],
)  # fmt: skip
def test_what_differs_beside_words_is_said_in_words(old: str, new: str, says: str) -> None:
    """A role, sign, picture, bold word or number is one change of its own line."""
    change = only((old, new))
    assert change.how == CHANGED
    assert says in change.notes


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("Throw away after", "Keep until", "label every-page.until"),
        ("| Your clinic", "| Ring the ward", "telephone line clinic"),
        ("Hiccups at night?", "What now?", "title"),
        ("A hand holds a glass.", "Somebody drinks.", "picture figures/sip.svg"),
    ],
)
def test_what_has_a_name_is_the_same_thing_with_other_words(old: str, new: str, what: str) -> None:
    """A label, telephone line, title or picture changes; it is not one out and one in."""
    change = only((old, new))
    assert (change.how, change.what) == (CHANGED, what)


def test_a_sentence_that_is_new_is_added_and_one_that_is_gone_taken_out() -> None:
    """What shares few words with what stood there is another sentence: one out, then one in."""
    out, added = differing(CARD, edited(("Take ten sips of cold water.", "Rest a while.")))
    assert (out.how, out.old, out.new) == (TAKEN_OUT, "Take ten sips of cold water.", "")
    assert (added.how, added.old, added.new) == (ADDED, "", "Rest a while.")
    assert [run.lot for run in (*out.runs, *added.runs)] == [OUT, PUT_IN]


@pytest.mark.parametrize(
    ("first", "second"),
    [("item | Your chest hurts", "item | They have lasted for **two** days"),
     ("step | **Sit up.**", "step | Take ten sips of cold water.")],
)  # fmt: skip
def test_two_sentences_that_change_places_are_one_that_moved(first: str, second: str) -> None:
    """Nothing is told as taken out that is still there, and the way of it is told."""
    change = only((f"{first}\n{second}", f"{second}\n{first}"))
    assert change.how == MOVED
    assert {change.old, change.new} < {first.partition(" | ")[2], second.partition(" | ")[2]}
    assert change.notes[0].startswith("it stood ")


def test_a_sentence_that_moves_to_another_section_says_from_where() -> None:
    """The headings are told where they differ, and what changed in it besides."""
    line = "item | Your chest hurts\n"
    change = only((line, ""), ("step | Take ten", "step | Your chest hurts 2\nstep | Take ten"))
    assert change.how == MOVED
    assert change.notes == (
        "the item of a list became a step",
        "numbers added: 2",
        "it stood first under “STOP. Phone now if:”, and stands now after “Sit up.” "
        "under “Do this now”",
    )


def test_a_section_that_moves_is_told_line_by_line_as_moved() -> None:
    """Nothing of a long section that changes its place is taken out or added."""
    at = [n for n, line in enumerate(CARD) if line.startswith("section")]
    end = next(n for n, line in enumerate(CARD) if line.startswith("line "))
    moved = [*CARD[: at[0]], *CARD[at[1] : end], *CARD[at[0] : at[1]], *CARD[end:]]
    assert {change.how for change in differing(CARD, moved)} == {MOVED}


def test_every_single_word_that_changes_is_one_change() -> None:
    """Each word of each line, put in another's place, taken out or doubled, is one line told."""
    tried = 0
    for n, line in enumerate(CARD):
        words = line.split(" ")
        for m in range(words.index("|") + 1, len(words)):
            for other in (["else"], [], [words[m]] * 2):
                new = [*CARD[:n], " ".join([*words[:m], *other, *words[m + 1 :]]), *CARD[n + 1 :]]
                told = differing(CARD, new)
                assert 1 <= len(told) <= 2, new[n]  # a line of one word is another line
                assert told[-1].new == new[n].partition(" | ")[2]
                tried += 1
    assert tried > 200


MATTER = ["Do", "not", "rub", "**", "**rub**", "10", "20.5", "mg", "–", "don't", "(a", "b)", "½",
          "{{ code }}", "اشرب", "हिचकी", "**two", "days**", ".", "a", "the", "the"]  # fmt: skip


def some_sentence(by: random.Random) -> str:
    words = (by.choice(MATTER) + by.choice((" ", " ", "  ", "")) for _ in range(by.randint(0, 9)))
    return by.choice(("", " ")) + "".join(words)


def test_the_runs_join_to_both_sentences_to_the_letter() -> None:
    """Without what was added they are the old one, without what was taken out the new one."""
    by = random.Random(13)
    for _ in range(3000):
        old, new = some_sentence(by), some_sentence(by)
        runs = runs_of(set_against(old, new))
        assert "".join(run.text for run in runs if run.lot != PUT_IN) == old
        assert "".join(run.text for run in runs if run.lot != OUT) == new
        assert all(run.text for run in runs)


def test_a_redline_joins_to_both_texts_whatever_they_are() -> None:
    """Lines mixed, doubled, lost and spoilt: each is told once, as what it is."""
    by = random.Random(13)
    for _ in range(200):
        new = [line for line in CARD if by.random() < 0.8]
        for _ in range(by.randint(0, 6)):
            new.insert(by.randint(0, len(new)), by.choice(CARD))
            at = by.randrange(len(new))
            new[at] = new[at][: by.randint(0, len(new[at]))] + some_sentence(by)
        if by.random() < 0.3:
            by.shuffle(new)
        changes = redline(CARD, new)
        said = [one.new for one in changes if one.how != TAKEN_OUT]
        assert said == [one.new for one in redline(new, new)]
        old = [one.old for one in changes if one.how != ADDED]
        assert sorted(old) == sorted(one.old for one in redline(CARD, CARD))
        assert (count(changes) == 0) == (new == CARD)
        for one in changes:
            assert "".join(run.text for run in one.runs if run.lot != PUT_IN) == one.old
            assert "".join(run.text for run in one.runs if run.lot != OUT) == one.new


def test_a_single_short_word_between_two_changes_is_no_island() -> None:
    """Two sentences that share an `a` by chance are not cut into crumbs."""
    runs = runs_of(set_against("Take it with a warm meal.", "Take it with water at a pinch."))
    assert [run.lot for run in runs] == [KEPT, OUT, PUT_IN, KEPT]


LONG = 300  # lines
TEXTS: dict[str, Callable[[random.Random, int], str]] = {
    "other words": lambda by, n: "".join(by.choice("abcdefghij ") for _ in range(90)),
    "the same few words": lambda by, n: " ".join(by.choice(MATTER) for _ in range(12)),
    "nothing else than a number": lambda by, n: f"Take {by.random()} tablets at night",
    "the same again and again": lambda by, n: by.choice(("yes", "no")),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_long_texts_are_compared_while_one_waits(kind: str) -> None:
    """Three hundred lines, all of them different, take a blink (a busy machine is given more)."""
    old, new = (
        [f"text | {TEXTS[kind](random.Random(seed), n)}" for n in range(LONG)] for seed in (1, 2)
    )
    took = []
    for _ in range(3):
        start = time.process_time()
        redline(old, new)
        took.append(time.process_time() - start)
    assert min(took) < 0.4


def test_a_line_of_another_form_is_shown_and_not_lost() -> None:
    """What is no `KIND | TEXT`, or of a kind that is not known, is told as it stands."""
    told = differing(["text | One."], ["text | One.", "a line", "odd thing | Two.", " | Three."])
    assert [(one.how, one.new) for one in told] == [
        (ADDED, "a line"),
        (ADDED, "Two."),
        (ADDED, "Three."),
    ]


NOW = edited(
    ("for 10 seconds", "for 20 seconds"),
    ("item | You cannot eat\n", ""),
    ("Do **not** wait", "Do not wait"),
    ("caption | Sip by sip", "caption | Sip by sip\ntext | Rest <b>now</b> & breathe."),
)
COMPARED = Compared(
    "hiccups", "en-GB", "1.0", "now (1.1)",
    (Sheet("night-card", "Hiccups at night?", redline(CARD, NOW)),), "2026-11-26",
)  # fmt: skip


def test_what_is_shown_is_what_differs_with_its_headings_and_neighbours() -> None:
    """Sections without a change are left out, and lines far from one are three dots."""
    shown = list(groups(COMPARED.sheets[0].changes))
    assert [group.under[-1] for group in shown] == [
        "Do this now",
        "STOP. Phone now if:",
        "No answer yet?",
    ]
    first = [one.how if one else "…" for one in shown[0].lines]
    assert first == ["…", SAME, CHANGED, SAME, "…", SAME, ADDED]


def test_a_terminal_shows_both_sentences_and_what_differs_in_them() -> None:
    """A minus and a plus, the words in brackets, the notes below, the counts above."""
    told = as_text(COMPARED)
    for line in (
        "hiccups, en-GB: from 1.0 to now (1.1)",
        "4 changes: 2 changed, 1 added, 1 taken out",
        "    \u2212 Hold your breath for [10] seconds.",
        "    + Hold your breath for [20] seconds.",
        "      the number 10 became 20",
        "    \u2212 You cannot eat",
        "    + Rest <b>now</b> & breathe.",
        "    + Do not wait until the morning.",
        "STOP. Phone now if: > No answer yet?",
    ):
        assert line in told.split("\n"), line


class Heard(HTMLParser):
    """What a page says, and the elements that it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said = ""
        self.hidden = ""  # of the styles, that are read out by nobody
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.hidden = tag if tag == "style" else ""

    def handle_endtag(self, tag: str) -> None:
        self.hidden = ""

    def handle_data(self, data: str) -> None:
        self.said += "" if self.hidden else data


def test_a_screen_reader_hears_what_was_taken_out_and_added() -> None:
    """The page needs no other file; del and ins are said in words, and nothing is run."""
    html = as_html(BEDSIDE, COMPARED)
    page = Heard(html)
    said = " ".join(page.said.split())
    for words in (
        "What changed: hiccups, en-GB, night-card, from 1.0 to now (1.1)",
        "was Hold your breath for [taken out: 10] seconds.",
        "now Hold your breath for [added: 20] seconds.",
        "[added: Rest <b>now</b> & breathe.]",
        "bold was taken from “not”",
    ):
        assert words in said, words
    assert not {"script", "link", "img"} & set(page.tags)
    assert "url(" not in html and "http" not in html
    assert re.search(r"<b>not</b> wait", html), "bold is bold, and no stars"
    assert "**" not in said


def test_the_paper_is_a4_tagged_and_says_the_same(tmp_path: Path) -> None:
    """PDF/UA-1, with guide, locale, product, versions and counts; nothing in it is hidden."""
    made = as_pdf(start_engine(BEDSIDE), COMPARED)
    path = tmp_path / "redline.pdf"
    path.write_bytes(made)
    assert {(round(width), round(height)) for width, height in page_sizes(made)} == {(595, 842)}
    assert page_validation(path) == []
    text = " ".join(" ".join(texts_of_pages(path)).split())
    for words in (
        "hiccups, en-GB: from 1.0 to now (1.1)",
        "4 changes: 2 changed, 1 added, 1 taken out.",
        "night-card: Hiccups at night?",
        "was Hold your breath for 10 seconds. now Hold your breath for 20 seconds.",
        "Taken out item of a list You cannot eat",
        "Rest <b>now</b> & breathe.",
        "This page approves nothing.",
    ):
        assert words in text, words


def test_a_redline_without_a_change_says_so() -> None:
    """Nothing is shown, and that nothing differs is said on each sheet."""
    sheet = Sheet("night-card", "Hiccups at night?", redline(CARD, CARD))
    same = Compared("hiccups", "en-GB", "1.0", "now", (sheet,))
    assert "nothing changed" in as_text(same)
    assert "Nothing changed on this sheet." in as_html(BEDSIDE, same)
