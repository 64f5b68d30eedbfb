"""`docs/pictures/roles/`: how each role looks on paper, cut out of a leaflet that has them all.

The leaflet is `docs/roles/`. Beside the pictures stands what they were made of, so that a look
that changed is seen: a test holds it, and `python -m press.review.docs` makes them anew.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from press.finding import Finding, as_text
from press.pdf.readback import render
from press.project import Project
from press.read.guide import read_guide
from press.read.job import read_job
from press.read.syntax import HEADING, role_of
from press.typeset.compose import Composer
from press.typeset.engine import Sheets, start_engine, write
from press.typeset.setting import Setting

SAMPLE = Path("docs") / "roles"
PICTURES = Path("docs") / "pictures" / "roles"
MADE_OF = PICTURES / "made-of.txt"
SIZE = 13.0  # pt
DPI = 110
COLOURS = 48  # of a picture, so that it is a small file
EDGES = (10.0, 8.5, 10.0, 14.0)  # mm of a page, left, top, right and foot, that are no text
AIR = 12  # pixels that are left around what is cut out


def made_of(project: Project) -> str:
    """The digest of the sample and of all that says how a leaflet looks, in a line of text."""
    found = hashlib.sha256()
    folders = (project.root / SAMPLE, project.styles / "signs", project.styles / "marks")
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    names = ("tokens.css", "base.css", "parts.css", "leaflet.css")
    files += [project.styles / name for name in names]
    files += [project.templates / "leaflet.html", project.templates / "parts" / "section.html"]
    for path in files:
        found.update(path.read_bytes())
    return f"{found.hexdigest()}\n"


def draw_roles(project: Project) -> list[Path]:
    """Print the sample, cut every role out of it, and write the pictures; returns their paths.

    Raises SystemExit where the sample can't be printed.
    """
    with tempfile.TemporaryDirectory() as folder:
        pdf, roles = _print_sample(project, Path(folder))
    shutil.rmtree(project.root / PICTURES, ignore_errors=True)
    (project.root / PICTURES).mkdir(parents=True)
    made = []
    for page, role in zip([*render(pdf, DPI)][1:], roles, strict=True):
        path = PICTURES / f"{role}.png"
        picture = _cut_out(page)
        picture.quantize(COLOURS).save(project.root / path, optimize=True)
        made.append(path)
    (project.root / MADE_OF).write_text(made_of(project), "utf-8")
    return [*made, MADE_OF]


def _print_sample(project: Project, folder: Path) -> tuple[bytes, list[str]]:
    """The sample as a PDF, one role a page after the first, and the roles in their order."""
    for name in ("templates", "styles", "content/words", "content/countries"):
        shutil.copytree(project.root / name, folder / name)
    shutil.copytree(project.root / SAMPLE, folder / "content" / "roles")
    own, found = Project(folder), list[Finding]()
    guide = read_guide(own, "roles", found)
    job = read_job(own, guide, "en-GB", None, found) if guide else None
    leaflet = job.manuscripts[0] if job else None
    if job is None or leaflet is None or found:
        raise SystemExit(as_text(found))
    setting = Setting(leaflet.product.question_lines)
    html = Composer(own, job).compose(leaflet, found, setting)
    sheets = Sheets(start_engine(own), own.styles / "leaflet.css", job.pictures.held, False)
    document = sheets.lay_out(html or "", SIZE, leaflet.product.trim(job.paper))
    heads = (role_of(HEADING.match(line.text)) for line in leaflet.lines)
    return write(document), [role for role in heads if role]


def _cut_out(page: Image.Image) -> Image.Image:
    """What is printed between a page's margins, with a little air around it."""
    dots = DPI / 25.4
    left, top, right, foot = (round(edge * dots) - AIR for edge in EDGES)
    inner = page.convert("RGB").crop((left, top, page.width - right, page.height - foot))
    paper = Image.new("RGB", inner.size, "white")
    box = ImageChops.difference(inner, paper).getbbox() or (0, 0, inner.width, inner.height)
    return inner.crop((0, max(box[1] - AIR, 0), inner.width, min(box[3] + AIR, inner.height)))
