"""Small type, raised or lowered: as signs of their own where our letters have them."""

from __future__ import annotations

from press.draft.text import TO_WRITE, Brought, Rich

HIGH = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


def raised(rich: Rich, up: bool, brought: Brought) -> Rich:
    """A run that stood high or low: a power is a sign of its own, other digits are asked about.

    10 to the power of 6 must not become 106. Letters, as in 1st, are read the same on the line.
    """
    words = rich.text
    if not any(letter.isdigit() for letter in words):
        return rich
    if up and words.isdigit():
        return Rich(tuple((letter.translate(HIGH), bold) for letter, bold in rich.letters))
    if not up and words.isdigit():  # as in H2O: nobody reads it as another number
        brought.leave("lowered type; it stands on the line now", words)
        return rich
    return Rich.of(f" {TO_WRITE}small type ") + rich
