"""Text as the safety rules compare it: folded, with the place of every letter kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from press.finding import Finding
from press.project import Line
from press.read.fields import Field, fill
from press.read.syntax import CITED, EMPHASIS, ESCAPE, FIELD, LINK, PICTURE, STRONG

# letters of other scripts that look like ours, and the signs that a press sets otherwise
LOOKALIKE = str.maketrans("асеорхуікьѕ‘’“”‐‑‒–—−", "aceopxyikbs''\"\"------")
HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
SET_OFF = (STRONG, EMPHASIS)
UNREAD = "\0"  # stands for a letter that nobody reads
SET_ASIDE = 0xF0000  # with this added a letter is no mark: it stands there with a \ before it
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\0]")


# what the page may set otherwise without losing a word
QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
SAME = QUOTES | str.maketrans(
    {"\u00ad": "", "\u0002": "-"}
    | dict.fromkeys(("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060"), "")
)
# Arabic's vowel signs are drawn apart from their letters; brackets turn round with the line
SAME_WHEN_READ = str.maketrans(
    dict.fromkeys(map(chr, (*range(0x064B, 0x0653), 0x0670)), "")
    | dict(zip(")]}\u00bb\u203a", "([{\u00ab\u2039", strict=True))
)

LIST_MARK = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")


@lru_cache(maxsize=2048)
def fold_letter(letter: str) -> str:
    """One letter as it is compared: small, without accents; nothing for one that isn't seen."""
    if UNSEEN.match(letter):
        return ""
    if letter in "\u00a0\u2002\u2003\u2009\u202f\t\n":
        return " "
    wide = unicodedata.normalize("NFKD", letter.casefold().translate(LOOKALIKE))
    return "".join(part for part in wide if not unicodedata.combining(part))


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """`text` as it is compared: folded letters, single blanks, no hyphen between letters.

    A field is written without blanks: `{{name}}`.
    """
    return Strip.of(text).folded.text


@dataclass(frozen=True)
class Strip:
    """A run of letters with the line and column that each comes from."""

    text: str
    origin: tuple[tuple[Line, int], ...]

    @classmethod
    def of(cls, text: str, line: Line | None = None, start: int = 0) -> Strip:
        """`text` as it stands in `line`, its first letter in column `start` (from 0)."""
        line = line or Line(text, "", 1)
        return cls(text, tuple((line, start + n + 1) for n in range(len(text))))

    def part(self, first: int, last: int) -> Strip:
        return Strip(self.text[first:last], self.origin[first:last])

    @cached_property
    def trimmed(self) -> Strip:
        """Without blanks at its ends."""
        first = len(self.text) - len(self.text.lstrip())
        return self.part(first, len(self.text.rstrip()) or first)

    @cached_property
    def folded(self) -> Strip:
        """As it is compared: see `fold`."""
        fields = {n for match in FIELD.finditer(self.text) for n in range(*match.span())}
        kept: list[tuple[str, tuple[Line, int]]] = []
        for n, (letter, origin) in enumerate(zip(self.text, self.origin, strict=True)):
            for small in fold_letter(letter):
                if small == " " and (n in fields or not kept or kept[-1][0] == " "):
                    continue
                kept.append((small, origin))
        text = HYPHEN.sub(" ", "".join(small for small, _ in kept))
        return Strip(text, tuple(origin for _, origin in kept)).trimmed

    def filled(self, fields: Mapping[str, Field]) -> Strip:
        """With the value of each field put in; all of it stands where its field stands."""
        if "{{" not in self.text:
            return self
        whole: list[Strip] = []
        end = 0
        for match in FIELD.finditer(self.text):
            whole.append(self.part(end, match.start()))
            value = fields[match[1]].text if match[1] in fields else match[0]
            spot = self.origin[match.start()]
            whole.append(Strip(value, (spot,) * len(value)))
            end = match.end()
        return joined([*whole, self.part(end, len(self.text))])

    def finding(self, code: str, problem: str, fix: str, at: int = 0) -> Finding:
        """A finding at the letter `at`, counted from 0."""
        line, column = self.origin[min(at, len(self.origin) - 1)]
        return line.finding(code, problem, fix, column)


def gap(strip: Strip) -> Strip:
    """A blank where `strip` ends: the lines of one block are read on."""
    return Strip(" ", strip.origin[-1:]) if strip.origin else Strip("", ())


def joined(strips: Iterable[Strip]) -> Strip:
    """Strips set one after another."""
    every = list(strips)
    origin = tuple(spot for strip in every for spot in strip.origin)
    return Strip("".join(strip.text for strip in every), origin)


def without_markup(line: Line, text: str, start: int = 0) -> Strip:
    """What a reader sees of `text`, a piece of `line` from column `start`; fields stay."""
    bare = _masked(text)
    seen = [n for n, letter in enumerate(bare) if letter != UNREAD]
    origin = tuple((line, start + n + 1) for n in seen)
    return Strip("".join(bare[n] for n in seen), origin)


def fill_line(text: str, fields: Mapping[str, Field], *, plain: bool = False) -> str:
    """What a reader sees of a piece of a raw line: no citation, no markup, fields put in.

    `plain` text, such as a caption, has no bold type: its stars are printed.
    """
    return fill(_masked(text, () if plain else SET_OFF).replace(UNREAD, ""), fields)


def bare_line(text: str) -> str:
    """A raw line as it is compared: no citation, no stars, single blanks, no list marker."""
    return " ".join(LIST_MARK.sub("", fill_line(text, {})).split())


def _masked(text: str, marks: Sequence[re.Pattern[str]] = SET_OFF) -> str:
    """`text` with every letter of its markup, citations and pictures as UNREAD."""

    def hide(match: re.Match[str]) -> str:
        return UNREAD * len(match[0])

    def keep(match: re.Match[str]) -> str:
        inside = match.lastindex or 0
        before = match.start(inside) - match.start()
        after = len(match[0]) - before - len(match[inside])
        return UNREAD * before + match[inside] + UNREAD * after

    bare = ESCAPE.sub(lambda m: UNREAD + chr(SET_ASIDE + ord(m[1])), text)
    bare = PICTURE.sub(hide, CITED.sub(hide, bare))
    bare = LINK.sub(lambda m: f"{UNREAD}{m[1]}" + UNREAD * (len(m[0]) - len(m[1]) - 1), bare)
    for pattern in marks:
        bare = pattern.sub(keep, bare)
    return "".join(chr(ord(c) - SET_ASIDE) if ord(c) >= SET_ASIDE else c for c in bare)


def straight(text: str) -> str:
    """`text` with straight quotes: in what is heard it is one, however they are set."""
    return text.translate(QUOTES)


def plain(text: str) -> str:
    """`text` with compatibility forms folded, quotes straight, and no white space."""
    return "".join(unicodedata.normalize("NFKC", text).translate(SAME).split())


@lru_cache(maxsize=4096)  # few letters make many words
def folded(text: str) -> str:
    """`text` as it is compared: a sheet may set capitals, a font may build its accents."""
    return unicodedata.normalize("NFKD", plain(text).casefold()).translate(SAME_WHEN_READ)
