"""Preflight of the QR code: on paper, large enough, and each of its squares as it should be."""

from __future__ import annotations

from collections.abc import Iterator

from press.finding import Finding
from press.pdf.reading import INK_DPI, Leaf, Picture
from press.products import POINTS_PER_MM
from press.proof.preflight import Proof
from press.read.folding import straight
from press.typeset.qr import GROUP, LEAST_SQUARE, SAYS, Code, code_of

HALF_GREY = 128
ROUNDING = 0.005  # mm


def the_qr_code_can_be_read(proof: Proof) -> Iterator[Finding]:
    """D112: a telephone reads its squares and the white around them, or nothing."""
    code = code_of(proof.job, proof.product) if proof.typeset.coded else None
    if code is None:
        return
    if not code.alt:
        fix = f'write [{GROUP}] and below it {SAYS} = "…" into the words file of its language'
        problem = "the QR code has no description"
    else:
        alt = straight(code.alt)
        printed = next((one for one in proof.reading.pictures if one.alt == alt), None)
        problem = _fault(proof, code, printed)
        fix = "look for the class qr-code in the template, and for its place in the sheets"
    if problem:
        yield Finding(proof.sheet, "D112", problem, fix)


def _fault(proof: Proof, code: Code, printed: Picture | None) -> str:
    """What is wrong with the code as it is printed; "" where a telephone reads it."""
    if printed is None:
        return "the QR code is not on paper"
    left, bottom, right, top = printed.box
    square = min(right - left, top - bottom) / POINTS_PER_MM / code.wide
    if square < LEAST_SQUARE - ROUNDING:
        return f"a square of the QR code has {square:.2f} mm; it needs {LEAST_SQUARE:g} mm"
    leaf = proof.reading.pages[printed.page]
    unlike = sum(
        _is_dark(leaf, left + (x + 0.5) * (right - left) / code.wide,
                 top - (y + 0.5) * (top - bottom) / code.wide) != bool(black)
        for y, row in enumerate(code.squares) for x, black in enumerate(row)
    )  # fmt: skip
    if unlike:
        return f"{unlike} squares of the QR code, or of its white, are not as they should be"
    return ""


def _is_dark(leaf: Leaf, x: float, y: float) -> bool:
    """Whether the page is dark at a point in pt, from its foot; between the pixels around it."""
    across, down = x * INK_DPI / 72 - 0.5, (leaf.height - y) * INK_DPI / 72 - 0.5
    left, top = int(across), int(down)
    if not (0 <= left < leaf.full.width - 1 and 0 <= top < leaf.full.height - 1):
        return False
    four = leaf.full.crop((left, top, left + 2, top + 2)).tobytes()
    right, low = across - left, down - top
    above, below = (four[n] * (1 - right) + four[n + 1] * right for n in (0, 2))
    return above * (1 - low) + below * low < HALF_GREY
