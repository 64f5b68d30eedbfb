"""The colours of a drawing as they are written in it, and what they print as."""

from __future__ import annotations

import colorsys
import re

from PIL.ImageColor import colormap  # CSS's names

Rgba = tuple[int, int, int, float]  # 0 to 255, and 0 to 1 for how much it covers
NO_PAINT = ("none", "transparent", "inherit", "")
FROM_ELSEWHERE = ("currentColor", "context-fill", "context-stroke")
NUMBER = r"[+-]?(?:\d{1,9}\.?\d{0,9}|\.\d{1,9})(?:[eE][+-]?\d{1,2})?"
PART = re.compile(rf"{NUMBER}(?:%|deg)?")
PALE = 231  # of 255: what is no darker than this is not to be seen on paper


def number(text: str) -> float | None:
    """A number as SVG writes it, without a unit, or None; a per cent is a hundredth."""
    match = re.fullmatch(rf"({NUMBER})(%?)", text.strip())
    return float(match[1]) / (100 if match[2] else 1) if match else None


def rgba(colour: str) -> Rgba | None:
    """A colour with its parts, or None where it is none that both engine and press know."""
    colour = colour.strip().lower()
    if re.fullmatch(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", colour):
        digits = colour[1:] if len(colour) > 5 else "".join(digit * 2 for digit in colour[1:])
        red, green, blue, *sheer = (int(digits[n : n + 2], 16) for n in range(0, len(digits), 2))
        return red, green, blue, sheer[0] / 255 if sheer else 1.0
    if match := re.fullmatch(r"(rgb|hsl)a?\(([^()]*)\)", colour):
        parts = re.split(r"\s*[,/]\s*|\s+", match[2].strip())
        if len(parts) in (3, 4) and all(PART.fullmatch(part) for part in parts):
            return _of_parts(match[1], parts)
        return None
    named = "#663399" if colour == "rebeccapurple" else colormap.get(colour, "")
    if isinstance(named, tuple):  # Pillow keeps what it has read once
        return named[0], named[1], named[2], 1.0
    return rgba(named) if named else None


def _of_parts(kind: str, parts: list[str]) -> Rgba:
    sheer = _share(parts[3]) if len(parts) == 4 else 1.0
    if kind == "rgb":
        shares = [_share(part) if "%" in part else float(part) / 255 for part in parts[:3]]
    else:
        turn = float(parts[0].removesuffix("deg").removesuffix("%")) / 360
        full, light = (_share(part if "%" in part else f"{part}%") for part in parts[1:3])
        shares = list(colorsys.hls_to_rgb(turn % 1, min(max(light, 0), 1), min(max(full, 0), 1)))
    red, green, blue = (round(255 * min(max(share, 0.0), 1.0)) for share in shares)
    return red, green, blue, min(max(sheer, 0.0), 1.0)


def _share(part: str) -> float:
    return float(part[:-1]) / 100 if part.endswith("%") else float(part.removesuffix("deg"))


def is_paint(text: str) -> bool:
    """Whether a fill or a stroke is nothing, or a colour that can be printed."""
    text = text.strip()
    return text in NO_PAINT or text in FROM_ELSEWHERE or rgba(text) is not None


def leaves_ink(text: str) -> bool:
    """Whether a fill or a stroke is seen on white paper; True where that can't be told."""
    text = text.strip()
    if text in ("none", "transparent", ""):
        return False
    colour = rgba(text)
    if colour is None:
        return True
    return min(255 - (255 - part) * colour[3] for part in colour[:3]) < PALE
