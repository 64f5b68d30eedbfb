"""What changed between two texts is told line by line, word by word, and nothing else is told."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import pytest

from press.redline.redline import ADDED, CHANGED, MOVED, SAME, TAKEN_OUT, Change, count, redline
from press.redline.word_runs import ADDED as PUT_IN
from press.redline.word_runs import KEPT, OUT, runs_of, set_against

ONE, OTHER = "9f86" * 16, "1f86" * 16
TEXT = f"""\
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
    text = "\n".join(TEXT)
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.split("\n")


def differing(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    return [change for change in redline(old, new) if change.how != SAME]


def only(*edits: tuple[str, str]) -> Change:
    """The one change that these edits make."""
    (change,) = differing(TEXT, edited(*edits))
    return change


def test_a_text_beside_itself_has_no_change() -> None:
    """All lines are there, each the same, and none is counted."""
    changes = redline(TEXT, TEXT)
    said = [line.partition(" |")[2].strip() for line in TEXT]
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
    out, added = differing(TEXT, edited(("Take ten sips of cold water.", "Rest a while.")))
    assert (out.how, out.old, out.new) == (TAKEN_OUT, "Take ten sips of cold water.", "")
    assert (added.how, added.old, added.new) == (ADDED, "", "Rest a while.")
    assert [run.lot for run in (*out.runs, *added.runs)] == [OUT, PUT_IN]


def test_a_few_shared_words_make_no_changed_sentence() -> None:
    """Under half of the words in common, and crumbs of two sentences would be told as one."""
    told = differing(TEXT, edited(("Take ten sips of cold water.", "Ask for a glass of water.")))
    assert [one.how for one in told] == [TAKEN_OUT, ADDED]


def test_a_sentence_that_is_still_there_is_found_before_one_like_it() -> None:
    """It moved, and what stands in its old place is new, however alike the two are."""
    old = ["step | Take one tablet at night.", "step | Sit up.", "step | Rest."]
    new = ["step | Take two tablet at night.", *old[1:], old[0]]
    assert [one.how for one in redline(old, new)] == [ADDED, SAME, SAME, MOVED]


def test_of_two_parts_that_change_places_the_longer_one_stays() -> None:
    """As few lines as can be are told as moved."""
    lines = [f"item | {word}" for word in ("One", "Two", "Three", "Four", "Five")]
    new = [*lines[2:], *lines[:2]]
    assert [one.how for one in redline(lines, new)] == [SAME, SAME, SAME, MOVED, MOVED]


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
    at = [n for n, line in enumerate(TEXT) if line.startswith("section")]
    end = next(n for n, line in enumerate(TEXT) if line.startswith("line "))
    moved = [*TEXT[: at[0]], *TEXT[at[1] : end], *TEXT[at[0] : at[1]], *TEXT[end:]]
    assert {change.how for change in differing(TEXT, moved)} == {MOVED}


def test_every_single_word_that_changes_is_one_change() -> None:
    """Each word of each line, put in another's place, taken out or doubled, is one line told."""
    tried = 0
    for n, line in enumerate(TEXT):
        words = line.split(" ")
        for m in range(words.index("|") + 1, len(words)):
            for other in (["else"], [], [words[m]] * 2):
                new = [*TEXT[:n], " ".join([*words[:m], *other, *words[m + 1 :]]), *TEXT[n + 1 :]]
                told = differing(TEXT, new)
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
        new = [line for line in TEXT if by.random() < 0.8]
        for _ in range(by.randint(0, 6)):
            new.insert(by.randint(0, len(new)), by.choice(TEXT))
            at = by.randrange(len(new))
            new[at] = new[at][: by.randint(0, len(new[at]))] + some_sentence(by)
        if by.random() < 0.3:
            by.shuffle(new)
        changes = redline(TEXT, new)
        said = [one.new for one in changes if one.how != TAKEN_OUT]
        assert said == [one.new for one in redline(new, new)]
        old = [one.old for one in changes if one.how != ADDED]
        assert sorted(old) == sorted(one.old for one in redline(TEXT, TEXT))
        assert (count(changes) == 0) == (new == TEXT)
        for one in changes:
            assert "".join(run.text for run in one.runs if run.lot != PUT_IN) == one.old
            assert "".join(run.text for run in one.runs if run.lot != OUT) == one.new


def test_a_single_short_word_between_two_changes_is_no_island() -> None:
    """Two sentences that share an `a` by chance are not cut into crumbs."""
    runs = runs_of(set_against("Take it with a warm meal.", "Take it with water at a pinch."))
    assert [run.lot for run in runs] == [KEPT, OUT, PUT_IN, KEPT]


def test_a_stop_that_changed_is_shown_with_its_word() -> None:
    """A struck colon would not be seen on a copy."""
    runs = runs_of(set_against("Northern Ireland: 111.", "Northern Ireland, 111."))
    assert [run.text for run in runs] == ["Northern", " Ireland:", " Ireland,", " 111."]


ACROSS = ["step | **Different?", "then | Do not rub.", "then | Phone now.**", "then | Rest."]


def test_bold_that_runs_over_sentences_is_followed() -> None:
    """A sentence amid bold type has no stars of its own, and is told when it loses its bold."""
    new = ["step | **Different?**", "then | Do not rub.", "then | Phone now.", "then | Rest."]
    told = differing(ACROSS, new)
    assert [one.notes for one in told] == [
        ("the bold of its words goes on, or stops, in a sentence beside it",),
        ("bold was taken from “Do not rub.”",),
        ("bold was taken from “Phone now.”",),
    ]


def test_what_follows_from_a_change_is_no_second_one() -> None:
    """Where the first sentence of a step goes, the next one is first, and that is not told."""
    gone = differing(["step | Hold on.", "then | Rest."], ["step | Rest."])
    assert [(one.how, one.old) for one in gone] == [(TAKEN_OUT, "Hold on.")]
    apart = differing(["text | One.", "then | Two."], ["text | One.", "text | Two."])
    assert count(redline(["then | One."], ["text | One."])) == 1, "nothing stands beside it"
    says = "the sentence that goes on became a beginning of a paragraph"
    assert [one.notes for one in apart] == [(says,)]


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
