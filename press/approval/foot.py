"""The code at a page's foot, read as people type it: which one was meant, or which it may be.

Nothing is guessed: a letter that no code has, or a code that nobody knows, is told with those that
it is near to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from press.read.standing import SHORT, code_text
from press.run.order import WrongCall

BETWEEN = re.compile(r"(?:%20|[+\s/\\_\-\u2010-\u2015\u2212#?&=:,;|“”\"'‘’()\[\]<>])+")
VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}")
HEX = re.compile(r"[0-9a-f]+")
# what is typed where a digit was printed, and the digits or letters that it may be
MISREAD = {"o": "0", "q": "0 or 9", "i": "1", "l": "1", "|": "1", "z": "2", "s": "5", "g": "6 or 9"}
SHAPE = "a code has a guide, a locale, a version and six signs: leg-cramps en-GB 1.0 3f9a2c"


@dataclass(frozen=True)
class Code:
    """A code. `guide` and `locale` are as the project spells them where it knows them."""

    guide: str
    locale: str
    version: str
    short: str  # the first signs of the digest

    @property
    def text(self) -> str:
        return code_text(self.guide, self.locale, self.version, self.short)


def read_code(words: Iterable[str], places: Sequence[tuple[str, str]]) -> Code:
    """The code that was typed; `places` are the guides and locales that there may be.

    It may come with blanks, dashes or slashes, in any case, spelled sign by sign, and behind an
    address. Its last six signs alone make one without a version, which is half of one. Raises
    WrongCall where it is none, and says why.
    """
    typed = " ".join(words).strip()
    whole = [part.strip(".") for part in BETWEEN.split(typed.casefold()) if part.strip(".")]
    parts = _joined(whole)
    if len(parts) == 1 and len(parts[0]) == SHORT and HEX.fullmatch(parts[0]):
        return Code("", "", "", parts[0])
    if len(parts) < 2:
        raise WrongCall(f"“{typed}” is no code: {SHAPE}")
    *before, version, short = parts
    _check_short(short)
    if not VERSION.fullmatch(version):
        raise WrongCall(f"“{version}” is no version, such as 1.0: {SHAPE}")
    named = {(guide, locale): _parts(f"{guide} {locale}") for guide, locale in places}
    fitting = [place for place, own in named.items() if before[-len(own) :] == own]
    if fitting:  # a guide's name may be the end of another's
        guide, locale = max(fitting, key=lambda place: len(named[place]))
        return Code(guide, locale, version, short)
    return Code("-".join(before), "", version, short)


def _joined(parts: Sequence[str]) -> list[str]:
    """The parts of what was typed, with the last signs put together that were spelled one by one.

    A version before them may have been, too: 1 0. What makes no six signs stays as it was typed.
    """
    at, short = len(parts), ""
    while at and len(short) < SHORT and parts[at - 1].isalnum():
        at -= 1
        short = parts[at] + short
    if len(short) != SHORT or at == len(parts) - 1:
        return [*parts]
    before = list(parts[:at])
    if len(before) > 1 and all(one.isdecimal() for one in before[-2:]):
        before[-2:] = [".".join(before[-2:])]
    return [*before, short]


def _parts(text: str) -> list[str]:
    return [part for part in BETWEEN.split(text.casefold()) if part]


def _check_short(short: str) -> None:
    odd = [sign for sign in short if not HEX.fullmatch(sign)]
    if odd:
        hint = MISREAD.get(odd[0], "")
        may = f"it may be {hint}; look at the paper again" if hint else "look at the paper again"
        raise WrongCall(
            f"“{short}” can't be the end of a code: it has only 0 to 9 and a to f, and "
            f"“{odd[0]}” is none of these: {may}"
        )
    if len(short) != SHORT:
        raise WrongCall(f"“{short}” has {len(short)} signs; a code ends with {SHORT}: {SHAPE}")


def near_to(code: Code, known: Iterable[Code]) -> Iterator[Code]:
    """The known codes that differ from this one in one thing: a sign, two changed about, a name."""
    for one in sorted(set(known), key=lambda other: other.text):
        same = [
            (code.guide, code.locale) == (one.guide, one.locale),
            code.version == one.version,
            code.short == one.short,
        ]
        if same == [True, True, False]:
            if is_slip(code.short, one.short):
                yield one
        elif sum(same) == 2 or (code.short == one.short and not code.locale):
            yield one


def is_slip(typed: str, meant: str) -> bool:
    """Whether one sign differs, or two beside each other have changed places."""
    wrong = [n for n, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
    if len(wrong) == 1:
        return True
    turned = len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return turned and typed[wrong[0]] == meant[wrong[1]] and typed[wrong[1]] == meant[wrong[0]]
