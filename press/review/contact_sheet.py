"""Draws each guide's figures anew, in colour and in black, with a sheet to judge them by."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from press.figures.draw import POSES, draw_all, draw_all_black
from press.figures.paint import in_grey, in_one_bit
from press.finding import Finding, Place
from press.project import Project
from press.read.files import read_bytes
from press.run.console import end
from press.run.order import Order
from press.run.publish import publish
from press.typeset.templates import render
from press.walls import below, write_whole

SHEET = "contact-sheet"
LARGE, SMALL, MIDDLE = 60, 20, 30  # mm: as in the leaflet, as on the card, to compare


def redraw(project: Project, _: Order) -> int:
    """Write each guide's SVGs beside its poses, and `dist/figures-GUIDE.html` to judge them by.

    Where a pose can't be drawn nothing of its guide is written, and M105 says why.
    """
    found: list[Finding] = []
    for path in sorted(project.content.glob(f"*/figures/{POSES}")):
        guide = path.parent.parent.name
        try:
            poses = read_poses(project, path)
            drawn = draw_all(poses) | draw_all_black(poses)
            files = {below(path.parent, *name.split("/")): text for name, text in drawn.items()}
            page = contact_sheet(project, guide, poses)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            problem = f"a pose can't be drawn: {error}"
            fix = "correct it as the other poses are; docs/for-developers.md says what they hold"
            found.append(Finding(Place(project.name(path)), "M105", problem, fix))
            continue
        for file, text in files.items():
            write_whole(project.content, file, text.encode())
            print(project.name(file))
        name = f"figures-{guide}.html"
        publish(project, {name: page.encode()})
        print(f"dist/{name}")
    return end(found)


def read_poses(project: Project, path: Path) -> Mapping[str, Any]:
    """The tables of `poses.toml`: body, people and figures."""
    return tomllib.loads(read_bytes(project, path).decode("utf-8"))


def contact_sheet(project: Project, guide: str, poses: Mapping[str, Any]) -> str:
    """One HTML page of all figures: 60 mm, 20 mm, in grey, in one bit, and drawn for black only."""
    return render(project, SHEET, {"guide": guide, "figures": list(_figures(poses))})


def _figures(poses: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each figure's name, and what is seen of it: SVG text, and a width in mm."""
    black = draw_all_black(poses).values()
    for (name, svg), drawn_black in zip(draw_all(poses).items(), black, strict=True):
        views = ((svg, LARGE), (svg, SMALL), (in_grey(svg), MIDDLE), (in_one_bit(svg), MIDDLE),
                 (drawn_black, MIDDLE))  # fmt: skip
        yield name, [{"svg": view, "wide": wide} for view, wide in views]
