"""What differs between two lines beside their words, each in plain words for who signs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.redline.entries import BOLD, FOLLOWING, KINDS, PICTURE, Entry
from press.redline.word_runs import bold_words, set_against

LONGEST = 48  # letters of a sentence that is only named


def differences(old: Entry | None, new: Entry) -> Iterator[str]:
    """What differs, one a line; of a line that was added, what its words do not show."""
    if old is None:
        yield from _told_of_new(new)
        return
    told = [*_heads(old, new), *_emphasis(old, new), *_numbers(old.text, new.text)]
    yield from told or _else(old, new)


def _told_of_new(new: Entry) -> Iterator[str]:
    """What an added line has beside its words."""
    if new.role:
        yield f"its role is {new.role}" + (f", its sign {new.sign}" if new.sign else "")
    if new.lang:
        yield f"it is in the language {new.lang}"
    yield from _emphasis(None, new)


def _heads(old: Entry, new: Entry) -> Iterator[str]:
    """What differs in what two lines are."""
    if old.kind != new.kind:
        was, now = (
            (_kind(old), _kind(new)) if old.unit != new.unit else (_follows(old), _follows(new))
        )
        yield f"the {was} became {_a(now)}"
    if old.name != new.name:
        yield f"the {old.what} became {new.name}"
    if old.digest != new.digest:
        file = "file" if PICTURE in new.kind else "thing"
        yield f"the {new.what} is another {file}"
    for what, was, now in (
        ("role", old.role, new.role),
        ("sign", old.sign, new.sign),
        ("language", old.lang, new.lang),
    ):
        if was and now and was != now:
            yield f"the {what} {was} became {now}"
        elif was != now:
            yield f"the {what} {was} was taken away" if was else f"the {what} {now} was given"


def _a(what: str) -> str:
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"


def _kind(entry: Entry) -> str:
    return KINDS.get(entry.kind, entry.kind)


def _follows(entry: Entry) -> str:
    return FOLLOWING.get(entry.kind, _kind(entry))


def _emphasis(old: Entry | None, new: Entry) -> Iterator[str]:
    """Which words lost their bold or were given it; new ones that are bold."""
    said, was = (old.text, old.in_bold) if old else ("", False)
    if not (was or new.in_bold or BOLD in said + new.text):
        return
    lost, given, fresh = bold_words(set_against(said, new.text), was, new.in_bold)
    for words in lost:
        yield f"bold was taken from “{words}”"
    for words in given:
        yield f"bold was given to “{words}”"
    for words in fresh:
        yield f"“{words}” is in bold"


def _numbers(old: str, new: str) -> Iterator[str]:
    """Which numbers became others: they are what a reader's eye passes over."""
    words = set_against(old, new)
    out, added = ([one for one in many if _counts(one)] for many in (words.out, words.added))
    if len(out) == len(added):
        for was, now in zip(out, added, strict=True):
            yield f"the number {was} became {now}"
        return
    if out:
        yield f"numbers taken out: {', '.join(out)}"
    if added:
        yield f"numbers added: {', '.join(added)}"


def _counts(word: str) -> bool:
    return any(map(str.isdigit, word))


def _else(old: Entry, new: Entry) -> Iterator[str]:
    """What to say of two lines whose difference words don't show."""
    if old.line == new.line:
        return
    if old.text.split() == new.text.split():
        yield "only blanks differ"
    elif old.text.casefold() == new.text.casefold():
        yield "only capitals differ"
    elif old.text.replace(BOLD, "") == new.text.replace(BOLD, ""):
        yield "the bold of its words goes on, or stops, in a sentence beside it"


def the_way(before: Sequence[Entry], one: int, after: Sequence[Entry], n: int) -> str:
    """Where a line stood, and where it stands now; the heading where that is another."""
    was, now = _behind(before, one), _behind(after, n)
    if before[one].under == after[n].under:
        return f"it stood {was}, and stands now {now}"
    left, here = (shortened(entry.under[-1]) for entry in (before[one], after[n]))
    return f"it stood {was} under “{left}”, and stands now {now} under “{here}”"


def _behind(entries: Sequence[Entry], place: int) -> str:
    """Behind which other line of its section the one at `place` stands."""
    above, entry = entries[place - 1] if place else None, entries[place]
    if above is None or above.under != entry.under or above.text == entry.under[-1]:
        return "first"
    return f"after “{shortened(above.text or above.name)}”"


def shortened(text: str) -> str:
    """A sentence as it is named in another: without its stars, and cut where it is long."""
    plain = text.replace(BOLD, "")
    if len(plain) <= LONGEST:
        return plain
    return plain[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"
