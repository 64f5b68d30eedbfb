"""Signs that mean what they mean by their font or their height, as letters of their own.

Word keeps them as codes from F000 on, or by their place in the font. The names of the places are
those of the fonts Symbol and Wingdings (Unicode's mapping tables for both).
"""

from __future__ import annotations

from press.draft.text import TO_WRITE, Brought, Rich

SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB7: "•", 0x6D: "μ",
    0xBB: "≈", 0xB9: "≠", 0x61: "α", 0x62: "β", 0xAE: "→", 0xAD: "↑", 0xAF: "↓", 0x2D: "−",
}  # fmt: skip
WINGDINGS = {
    0xA7: "▪", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA8: "☐", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑",
    0xD8: "➢", 0x76: "◆", 0xE0: "→", 0x9F: "•", 0x28: "☎", 0x4A: "☺",
}  # fmt: skip
HIGH = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
BULLET = 0xF0B7  # pasted as a letter, of whatever font


def sign_of(code: int, font: str) -> str:
    """The sign that stands at `code` in one of these fonts; "" where it is not known."""
    place = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if code >= 0xF000 and place == BULLET - 0xF000 and not font.startswith("Wingdings"):
        return SYMBOL[place]
    if font == "Wingdings":
        return WINGDINGS.get(place, "")
    return SYMBOL.get(place, "") if font == "Symbol" else ""


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
