"""The figures command: draws each guide's figures in colour and in black, and a contact sheet."""

from __future__ import annotations

from press.exit_codes import DONE
from press.figures.draw import contact_sheet, draw_all, draw_all_black
from press.project import BLACK_ONES, Project


def redraw(project: Project) -> int:
    """Write each guide's SVGs beside its poses, and `dist/figures-GUIDE.html` to judge them by."""
    for poses in sorted(project.content.glob("*/figures/poses.toml")):
        folder = poses.parent
        (folder / BLACK_ONES).mkdir(exist_ok=True)
        for name, text in (draw_all(folder) | draw_all_black(folder)).items():
            (folder / name).write_text(text, "utf-8")
            print(project.name(folder / name))
        project.dist.mkdir(exist_ok=True)
        sheet = project.dist / f"figures-{folder.parent.name}.html"
        sheet.write_text(contact_sheet(folder), "utf-8")
        print(project.name(sheet))
    return DONE
