"""Signs of fonts that have a code of their own, as letters that every font knows.

Word keeps them as codes from F000 on, or by their place in the font. The names of the places are
those of the fonts Symbol and Wingdings (Unicode's mapping tables for both).
"""

from __future__ import annotations

SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB7: "•", 0x6D: "μ",
    0xBB: "≈", 0xB9: "≠", 0x61: "α", 0x62: "β", 0xAE: "→", 0xAD: "↑", 0xAF: "↓", 0x2D: "−",
}  # fmt: skip
WINGDINGS = {
    0xA7: "▪", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA8: "☐", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑",
    0xD8: "➢", 0x76: "◆", 0xE0: "→", 0x9F: "•", 0x28: "☎", 0x4A: "☺",
}  # fmt: skip
BULLET = 0xF0B7  # pasted as a letter, of whatever font


def sign_of(code: int, font: str) -> str:
    """The sign that stands at `code` in one of these fonts; "" where it is not known."""
    place = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if code >= 0xF000 and place == BULLET - 0xF000 and not font.startswith("Wingdings"):
        return SYMBOL[place]
    if font == "Wingdings":
        return WINGDINGS.get(place, "")
    return SYMBOL.get(place, "") if font == "Symbol" else ""
