"""Draws each guide's figures anew, in colour and in black, with a sheet to judge them by."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from press.figures.draw import POSES, draw_all, draw_all_black
from press.figures.paint import in_grey, in_one_bit
from press.project import BLACK_ONES, Project
from press.read.files import read_bytes
from press.run.console import DONE
from press.run.order import Order
from press.typeset.compose import render

SHEET = "contact-sheet"
LARGE, SMALL, MIDDLE = 60, 20, 30  # mm: as in the leaflet, as on the card, to compare


def redraw(project: Project, _: Order) -> int:
    """Write each guide's SVGs beside its poses, and `dist/figures-GUIDE.html` to judge them by.

    Raises ValueError, naming the figure, where a pose can't be drawn.
    """
    for path in sorted(project.content.glob(f"*/figures/{POSES}")):
        folder, poses = path.parent, read_poses(project, path)
        (folder / BLACK_ONES).mkdir(exist_ok=True)
        for name, text in (draw_all(poses) | draw_all_black(poses)).items():
            (folder / name).write_text(text, "utf-8")
            print(project.name(folder / name))
        project.dist.mkdir(exist_ok=True)
        sheet = project.dist / f"figures-{folder.parent.name}.html"
        sheet.write_text(contact_sheet(project, folder.parent.name, poses), "utf-8")
        print(project.name(sheet))
    return DONE


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
