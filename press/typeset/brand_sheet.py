"""A brand on the page: the tokens of the design with the brand's own values, in a sheet of the run.

An edition in black only keeps its black; the brand's face stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from press.read.brand import USES, Brand, Face

FAMILY = "Bedside Headings"  # what a brand's face is called in our sheets, whatever it is called
WEIGHT = 800  # that of all headings
# many faces draw some letters otherwise beside others, and no proof could tell that from a fault
ONE_FORM = "h1, h2, h3 { font-variant-ligatures: none }"


@dataclass(frozen=True)
class BrandSheet:
    """What the engine is given for a brand; of none, nothing.

    `css` goes after the product's sheet, and out of all layers. `paints` are the colours of our
    signs and marks, each with what it is to be drawn in.
    """

    css: str = ""
    face: Face | None = None
    paints: Mapping[bytes, bytes] = field(default_factory=dict)

    @property
    def held(self) -> Mapping[Path, bytes]:
        """The face's file by its real path."""
        return {self.face.path.resolve(): self.face.data} if self.face else {}

    @property
    def fonts(self) -> tuple[bytes, ...]:
        """The fonts that the brand adds to ours."""
        return (self.face.data,) if self.face else ()

    @property
    def families(self) -> frozenset[str]:
        """The families that the brand adds to ours."""
        return frozenset({FAMILY} if self.face else ())

    def painted(self, drawing: bytes) -> bytes:
        """One of our signs or marks in the brand's colours."""
        for old, new in self.paints.items():
            drawing = drawing.replace(old, new)
        return drawing


NO_BRAND = BrandSheet()


def sheet_of(brand: Brand | None, black_only: bool) -> BrandSheet:
    """The sheet of a brand for one product."""
    if brand is None:
        return NO_BRAND
    rules, tokens = [], {}
    if brand.face:
        source = brand.face.path.resolve().as_uri()
        rules.append(
            f'@font-face {{ font-family: "{FAMILY}"; font-weight: {WEIGHT}; src: url("{source}") }}'
        )
        rules.append(ONE_FORM)
        tokens["--heading-face"] = f'"{FAMILY}"'
    own = {} if black_only else {USES[use]: str(one.value) for use, one in brand.colours.items()}
    said = "; ".join(f"{name}: {value}" for name, value in (tokens | own).items())
    rules.append(f":root {{ {said} }}")
    paints = {
        brand.tokens[name].encode(): value.encode()
        for name, value in own.items()
        if name in brand.tokens
    }
    return BrandSheet("\n".join(rules), brand.face, paints)
