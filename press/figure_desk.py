"""The figures command: draws every guide's figures anew from their poses, and a contact sheet."""

from __future__ import annotations

from press.command import DONE
from press.figures import contact_sheet, draw_all
from press.project import Project


def redraw(project: Project) -> int:
    """Write each guide's SVGs beside its poses, and `dist/figures-GUIDE.html` to judge them by."""
    for poses in sorted(project.content.glob("*/figures/poses.toml")):
        folder = poses.parent
        for name, text in draw_all(folder).items():
            (folder / name).write_text(text, "utf-8")
            print(project.name(folder / name))
        project.dist.mkdir(exist_ok=True)
        sheet = project.dist / f"figures-{folder.parent.name}.html"
        sheet.write_text(contact_sheet(folder), "utf-8")
        print(project.name(sheet))
    return DONE
