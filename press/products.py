"""The products: what is printed, one row each. Lengths in mm, type in pt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Office printers leave about 4 to 6 mm of every edge blank.
SAFE_MARGIN = 6.0
# mm, ISO 216 and half of US Letter (ANSI A)
TRIMS: Mapping[str, tuple[float, float]] = {"A5": (148.0, 210.0), "half-letter": (139.7, 215.9)}
LONGEST_LINE = 75  # characters: RNIB Clear Print allows 60 to 70, EVIDENCE 5.11 row Y1 up to 75
LEAST_CONTRAST = 7.0  # to 1: WCAG 2.2, 1.4.6 (AAA)


@dataclass(frozen=True)
class Product:
    """One product. `floors` is the smallest type that each role may be set in, in pt."""

    name: str
    pages: tuple[int, ...]
    ladder: tuple[float, ...]  # sizes of `--step` in pt, small to large
    ladder_names: str  # what the size on the ladder is the size of
    floors: Mapping[str, float]
    clinic_slot: float  # mm: the height that the clinic's block may take
    asks: tuple[str, ...] = ("title", "description")
    may_ask: tuple[str, ...] = ()
    needs_roles: tuple[str, ...] = ()
    figure_slot: float = 0.0  # mm: no figure is set narrower
    question_lines: int = 0  # ruled for the reader; more of them fill pages that are left over
    leading: tuple[float, float] = (1.15, 1.6)  # from baseline to baseline, of the type size


def quarter_points(first: float, last: float) -> tuple[float, ...]:
    """The ladder of type sizes from `first` to `last` pt, a quarter point apart."""
    return tuple(first + step / 4 for step in range(round((last - first) * 4) + 1))


PRODUCTS: Mapping[str, Product] = {
    product.name: product
    for product in (
        Product(
            name="leaflet",
            pages=(4, 8, 12),
            ladder=quarter_points(12, 14),
            ladder_names="body",
            floors={"": 12, "sources": 10, "clinic": 9, "label": 9},
            clinic_slot=24,
            may_ask=("running_title",),
            question_lines=4,
        ),
        Product(
            name="night-card",
            pages=(1,),
            ladder=quarter_points(14, 20),
            ladder_names="steps",
            floors={"": 12, "steps": 14, "clinic": 9, "label": 9},
            clinic_slot=19.5,
            needs_roles=("steps", "stop"),
            figure_slot=20,
            leading=(1.05, 1.6),
        ),
    )
}
