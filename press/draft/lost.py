"""The list of what was not carried over, and the proof that nothing is missing beside it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from press.draft.text import Brought

PASTED = "o"  # a bullet of a font of signs, pasted as a letter
WORD = re.compile(r"[^\W_]+")
IN_A_LINE = 30  # words
HEAD = """\
# What came of {source}: what was not carried over, and what was decided on the way.
# Look at each line, do what it asks for, and delete it. The file may go once no line is left.
"""


def report(brought: Brought, source: str, manuscripts: Iterable[str]) -> list[str]:
    """The lines of the list, the last of them with words that are neither here nor there."""
    lines = list(dict.fromkeys(" ".join(line.split()) for line in brought.left))
    for words in _parts(missing(brought.words, [*manuscripts, *lines])):
        lines.append(f"these words of {source} stand in no manuscript and not above: {words}")
    return lines


def missing(source: Iterable[str], made: Iterable[str]) -> list[str]:
    """The words of `source` that are not as often in what was made of it."""
    lacking = Counter(word for text in source for word in _words(text))
    lacking -= Counter(word for text in made for word in _words(text))
    return list(lacking.elements())


def as_file(source: str, lines: Sequence[str]) -> str:
    """The list as it lies beside a guide."""
    return HEAD.format(source=source) + "".join(f"{line}\n" for line in lines)


def _words(text: str) -> list[str]:
    wide = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(one for one in wide if not unicodedata.combining(one) and one != "\u00ad")
    return [word for word in WORD.findall(bare) if word != PASTED]


def _parts(words: Sequence[str]) -> list[str]:
    return [" ".join(words[n : n + IN_A_LINE]) for n in range(0, len(words), IN_A_LINE)]
