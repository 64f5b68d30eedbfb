"""`docs/products.md`: each product's row in words, and as a picture of its page with its slots.

Made from `templates/products.toml`, so that no picture says what the press does not hold to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from press.products import SAFE_MARGIN, STANDARD, Catalogue, Product
from press.project import Project
from press.read.catalogue import catalogue

PAGE = Path("docs") / "products.md"
PICTURES = Path("docs") / "pictures" / "products"
BLOCK = re.compile(r"(<!-- made: products -->\n).*?(<!-- end -->)", re.DOTALL)
HIGH = 300  # units of a picture: every page is drawn as high, whatever its size
MM_A_POINT = 25.4 / 72
EVERYTHING = "all other text"
STYLE = (
    ".paper { fill: #fff; stroke: #16213f; stroke-width: 2 } .slot { fill: #ffd166 } "
    ".safe { fill: none; stroke: #16213f; stroke-width: 1; stroke-dasharray: 4 4 } "
    ".type { fill: #16213f } text { font-family: sans-serif; font-size: 13px; fill: #16213f } "
    ".head { font-weight: bold }"
)


def product_pages(project: Project) -> dict[Path, str]:
    """The page and its pictures as they should stand, by their paths."""
    known = catalogue(project)
    text = (project.root / PAGE).read_text("utf-8")
    made = "\n".join(line for row in known.products.values() for line in _section(known, row))
    found = {PAGE: BLOCK.sub(lambda match: f"{match[1]}\n{made}\n{match[2]}", text)}
    for row in known.products.values():
        found[PICTURES / f"{row.name}.svg"] = _picture(row)
    return found


def _section(known: Catalogue, row: Product) -> Iterator[str]:
    editions = [one for one in known.rows if one.name == row.name]
    yield f"### {row.name}\n"
    yield f"![{_described(row)}](pictures/products/{row.name}.svg)\n"
    yield "| | " + " | ".join(one.edition for one in editions) + " |"
    yield "|---" * (len(editions) + 1) + "|"
    for what, said in _ROWS.items():
        told = [said(one) for one in editions]
        if any(told):
            yield f"| {what} | {' | '.join(one or '–' for one in told)} |"
    yield ""


def _described(row: Product) -> str:
    slot = f", with a clinic's block {row.clinic_slot:g} mm high" if row.clinic_slot else ""
    return f"A page of the {row.name}, {_size(row)} mm{slot}, and its smallest type at true scale"


def _size(row: Product) -> str:
    return "{:g} × {:g}".format(*row.trim("a4"))


def _page(row: Product) -> str:
    return f"{row.page_on('a4')}, in Letter countries {row.page_on('letter')}"


def _floors(row: Product) -> str:
    named = {name: size for name, size in row.floors.items() if name}
    own = [f"{name} {size:g}" for name, size in named.items()]
    return ", ".join([*own, f"{EVERYTHING} {row.floors['']:g} pt"])


def _span(ladder: Sequence[float]) -> str:
    """From its first step to its last, or its only one."""
    first, last = ladder[0], ladder[-1]
    return f"{first:g} to {last:g}" if last > first else f"{first:g}"


def _list(names: Sequence[object]) -> str:
    return ", ".join(map(str, names))


def _pages(row: Product) -> str:
    """The numbers of pages, and a long run of them by its ends."""
    first, last = row.pages[0], row.pages[-1]
    run = len(row.pages) > 2 and len(row.pages) == last - first + 1
    return f"{first} to {last}" if run else _list(row.pages)


_ROWS: Mapping[str, Callable[[Product], str]] = {
    "page": _page,
    "how many pages": _pages,
    "type, from the smallest that is tried": (
        lambda row: f"{row.ladder_names} {_span(row.ladder)} pt"
    ),
    "floors": _floors,
    "the clinic's block": lambda row: f"{row.clinic_slot:g} mm high",
    "no picture is narrower than": (
        lambda row: f"{row.figure_slot:g} mm" if row.figure_slot else ""
    ),
    "ruled lines for questions": lambda row: str(row.question_lines or ""),
    "signs": lambda row: _list([f"{sign} ({part})" for part, sign in row.signs.items()]),
    "plain words: grade and SMOG at most": (
        lambda row: f"{row.gates.grade:g}, {row.gates.smog:g}" if row.edition == STANDARD else ""
    ),
    "sheets": lambda row: _list(row.sheets),
    "sheets to order": lambda row: _list(row.more_sheets),
    "ink besides letters, at most": (
        lambda row: f"{row.most_ink:g} % of a page" if row.black_only else ""
    ),
}


def _picture(row: Product) -> str:
    """The page to scale: safe area, the clinic's block, the narrowest picture, lines of type."""
    wide, high = row.trim("a4")
    unit = HIGH / high
    margin = SAFE_MARGIN * unit
    parts = [
        f'<rect class="paper" x="10" y="10" width="{wide * unit:.1f}" height="{HIGH}"/>',
        f'<rect class="safe" x="{10 + margin:.1f}" y="{10 + margin:.1f}" '
        f'width="{wide * unit - 2 * margin:.1f}" height="{HIGH - 2 * margin:.1f}"/>',
    ]
    left, at = 10 + margin + 4, 10 + margin + 6.0
    labels = [(at + 8, f"{_size(row)} mm; {SAFE_MARGIN:g} mm of each edge stay blank", True)]
    floors = sorted(row.floors.items(), key=lambda one: (-one[1], one[0]))
    at += 0.12 * HIGH
    for name, size in floors:
        labels.append((at + 4, f"{size:g} pt: {name or EVERYTHING}", False))
        tall = size * MM_A_POINT * unit * 0.5  # small letters are half as high as their type
        parts.append(
            f'<rect class="type" x="{left:.1f}" y="{at - tall / 2:.1f}" '
            f'width="{wide * unit - 2 * margin - 8:.1f}" height="{tall:.1f}" opacity="0.35"/>'
        )
        at += 19
    if row.figure_slot:
        side = row.figure_slot * unit
        parts.append(
            f'<rect class="slot" x="{left:.1f}" y="{at:.1f}" '
            f'width="{side:.1f}" height="{side * 0.7:.1f}"/>'
        )
        labels.append((at + 10, f"a picture, {row.figure_slot:g} mm wide or more", False))
    if row.clinic_slot:
        tall = row.clinic_slot * unit
        top = 10 + HIGH - margin - tall - 6
        parts.append(
            f'<rect class="slot" x="{left:.1f}" y="{top:.1f}" '
            f'width="{wide * unit - 2 * margin - 8:.1f}" height="{tall:.1f}"/>'
        )
        labels.append((top + tall / 2, f"the clinic's block, {row.clinic_slot:g} mm high", False))
    edge = 10 + wide * unit + 14
    told = [
        f"<text{' class=' + chr(34) + 'head' + chr(34) if bold else ''} "
        f'x="{edge:.0f}" y="{y:.1f}">{escape(says)}</text>'
        for y, says, bold in labels
    ]
    body = "\n".join(f"  {part}" for part in (*parts, *told))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {edge + 400:.0f} {HIGH + 20}" '
        f'role="img" aria-labelledby="t d">\n  <title id="t">{row.name}</title>\n'
        f'  <desc id="d">{escape(_described(row))}.</desc>\n'
        f"  <style>{STYLE}</style>\n{body}\n</svg>\n"
    )
