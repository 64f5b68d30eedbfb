"""Exports the leaflet for other tools: a plain Markdown file, and the composed HTML."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

from press.finding import Finding
from press.project import Line, Project
from press.read.fields import fill
from press.read.job import Job, read_job
from press.read.manuscript import Manuscript
from press.read.pictures import picture_path
from press.read.syntax import CITATION, PICTURE
from press.run.order import Order
from press.run.orders import tickets
from press.typeset.compose import Composer

ROLE = re.compile(r"\s*\{\.[^}\s]*\s*\}\s*$")


def export_leaflet(root: Path, out: Path, size: float) -> None:
    """Write leaflet.md, leaflet.html and page.css into `out`; `size` is the body's type in pt.

    In the Markdown passages are pulled in and fields filled; citations and roles are left out,
    for no other tool knows them. Pictures and the style sheet are the project's own.
    """
    project = Project(root)
    found: list[Finding] = []
    order = Order("print", guides=("leg-cramps",), locales=("en-GB",), today=date.min)
    guide = tickets(project, order, found)[0].guide
    job = read_job(project, guide, "en-GB", None, found)
    if job is None:
        raise SystemExit("\n".join(str(finding) for finding in found))
    leaflet = job.manuscripts[0]
    trim = leaflet.product.trim(job.paper)
    page = f"@page {{ size: {trim[0]}mm {trim[1]}mm }}\n:root {{ --step: {size}pt }}\n"
    (out / "page.css").write_text(page, "utf-8")
    (out / "leaflet.md").write_text(_markdown(project, job, leaflet), "utf-8")
    composed = Composer(project, job).compose(leaflet, found) or ""
    sheets = (project.styles / "leaflet.css", out / "page.css")
    links = "".join(f'<link rel="stylesheet" href="{sheet.as_uri()}">' for sheet in sheets)
    composed = composed.replace("</head>", f"{links}</head>", 1)
    (out / "leaflet.html").write_text(composed, "utf-8")


def _markdown(project: Project, job: Job, leaflet: Manuscript) -> str:
    title = html.escape(str(leaflet.title.value))
    head = f"---\ntitle: {title}\nlang: {job.locale}\n---\n\n"
    return head + "\n".join(_plain(project, job, line) for line in leaflet.lines) + "\n"


def _plain(project: Project, job: Job, line: Line) -> str:
    text = ROLE.sub("", re.sub(r"\s*" + CITATION.pattern, "", line.text))

    def whole(match: re.Match[str]) -> str:
        return f"![{match[1]}]({picture_path(project, line, match[2])})"

    return fill(PICTURE.sub(whole, text), job.fields)
