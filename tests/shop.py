"""A small print shop for the tests: a project of its own, with a guide of another topic.

Templates, styles, words, country and clinic are copies of ours; the guide is tests/hiccups. Tests
spoil one thing and look at what the press says. Nothing is replaced by a stand-in.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import fontpkg

import build
from press.check.job import check_job
from press.commands import COMMANDS
from press.finding import Finding
from press.plain import readability
from press.project import Project
from press.proof.preflight import Proof, preflight, pull_proof
from press.read.catalogue import catalogue
from press.read.cover import named_on_cover
from press.read.guide import Guide, read_guide
from press.read.job import Job, in_its_standing, read_job
from press.run.command_line import parse
from press.run.orders import tickets
from press.run.settled import settle
from press.typeset.compose import Composer
from press.typeset.engine import Sheets, Typeset, start_engine, write
from press.typeset.engine_warnings import engine_findings
from press.typeset.fonts import declared_families, font_files
from press.typeset.furniture import pages_named, slot_of, writing_lines
from press.typeset.setting import Setting
from tests.catalogue import KNOWN

# pt, at which these have as many pages as they may
SOUND = {"leaflet": 14, "leaflet-mono": 14}
ROOT = Path(__file__).parent.parent
# every run of the press forks; what is loaded here need not be loaded in each of its processes
readability.syllables("hiccup")
TODAY = "2026-11-26"  # the day of the latest last review of a guide: none is overdue, none to come
GUIDE = "content/hiccups"
LEAFLET = f"{GUIDE}/en/leaflet.md"
CARD = f"{GUIDE}/en/night-card.md"
SIPS = f"{GUIDE}/en/passages/sips.md"
EVIDENCE, GUIDE_FILE = f"{GUIDE}/evidence.toml", f"{GUIDE}/guide.toml"
COUNTRY, WORDS = "content/countries/GB.toml", "content/words/en.toml"
CLINIC = "content/clinics/example.toml"
OLD_CLINIC = (ROOT / "tests/old-clinic.toml").read_text("utf-8")  # a file of the first form
SHEET, TOKENS = "styles/leaflet.css", "styles/tokens.css"
SKELETON = "templates/skeleton.html"
PRODUCTS_FILE = "templates/products.toml"
LADDER = re.compile(r'(ladder = \{ names = "(?:body|steps)", )from = \d+, to = (\d+)')
QUESTIONS = "## Your questions {.questions}\n\nWrite here what you want to ask.\n\n"
WATER = "اشرب عشر رشفات من الماء البارد ببطء، ثم احبس نفسك عشر ثوانٍ."  # as in sips.md
AMIRI = '@font-face { font-family: "Amiri"; src: url("fonts/Amiri-Regular.ttf") }'
BLOCK = "{% block page %}{% endblock %}"  # where the skeleton takes in a product's page


@dataclass(frozen=True)
class Told:
    """What a run of build.py said, and its exit code."""

    code: int
    out: str
    err: str

    @cached_property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of a run with --format json."""
        rows: list[dict[str, Any]] = json.loads(self.out)
        return rows

    def has(self, code: str, place: str) -> bool:
        """Whether a finding `code` stands at `place`, a file with or without a line."""
        return any(
            row["code"] == code and place in (row["file"], f"{row['file']}:{row['line']}")
            for row in self.findings
        )


def read_one_guide(project: Project, name: str) -> Guide:
    """A guide that can be read, by its folder's name."""
    found: list[Finding] = []
    guide = read_guide(project, name, found)
    assert guide is not None and not found, told(found)
    return guide


def read_one_job(project: Project, guide: Guide, locale: str, products: Sequence[str] = ()) -> Job:
    """A job that can be read, without a clinic; of it these products, or all."""
    found: list[Finding] = []
    job = read_job(project, guide, locale, None, found)
    assert job is not None and not found, told(found)
    mine = (one for one in job.manuscripts if not products or one.product.name in products)
    return replace(job, manuscripts=tuple(mine))


def order(root: Path, *words: str | Path) -> Told:
    """Run build.py in a project, in this process (its work is forked, as always)."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = build.main([str(word) for word in words], root)
        except SystemExit as stop:  # argparse
            code = int(stop.code or 0)
    return Told(code, out.getvalue(), err.getvalue())


class Shop:
    """A project in a folder of its own that tests may spoil."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("templates", "styles"):
            shutil.copytree(ROOT / name, root / name)
        for name in ("words", "countries", "clinics"):
            shutil.copytree(ROOT / "content" / name, root / "content" / name)
        shutil.copytree(ROOT / "tests" / "hiccups", root / GUIDE)

    @property
    def project(self) -> Project:
        """The project as it is now: what one has read stays in it."""
        return Project(self.root)

    def text(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def edit(self, name: str, old: str, new: str) -> None:
        """Put `new` where `old` stands; a test that spoils nothing would promise nothing."""
        text = self.text(name)
        assert old in text, f"{name} no longer holds {old!r}"
        self.write(name, text.replace(old, new, 1))

    def append(self, name: str, text: str) -> None:
        self.write(name, self.text(name) + text)

    def append_to_head(self, text: str) -> None:
        """Put lines at the top of the guide's file, above its tables."""
        self.write(GUIDE_FILE, text + self.text(GUIDE_FILE))

    def brief(self) -> Shop:
        """Only the largest type is tried, in which the guide fits, and no lines fill a page.

        So a leaflet is laid out 3 times and not 17: enough where its words are judged.
        """
        ladders = LADDER.sub(r"\1from = \2, to = \2", self.text(PRODUCTS_FILE))
        self.write(PRODUCTS_FILE, ladders)
        if QUESTIONS in (text := self.text(LEAFLET)):
            self.write(LEAFLET, text.replace(QUESTIONS, ""))
        return self

    def bring_amiri(self) -> None:
        """Put a whole Arabic face beside our fonts, where no sheet knows of it yet."""
        shutil.copy(Path(fontpkg.path("Amiri")), self.root / "styles/fonts/Amiri-Regular.ttf")

    def set_arabic(self) -> None:
        """Print in Amiri the letters that our own fonts lack."""
        self.bring_amiri()
        face = '--text-face: "Bedside Text"'
        self.edit(TOKENS, face, f'{face}, "Amiri"')
        self.append(TOKENS, f"{AMIRI}\n")

    def place(self, name: str, text: str) -> str:
        """`file:line` of the first line of `name` that holds `text`."""
        rows = self.text(name).split("\n")
        return f"{name}:{next(n for n, row in enumerate(rows, 1) if text in row)}"

    def order(self, *words: str | Path) -> Told:
        """Run build.py with these words."""
        return order(self.root, *words)

    def judged(self, *words: str) -> list[Finding]:
        """What `check` tells of an order's texts, with their answers, before a page is set."""
        project = self.project
        words = ("check", "--today", TODAY, *words)
        wish = parse(words, date.today(), COMMANDS, catalogue(project))
        found: list[Finding] = []
        jobs = tickets(project, wish, found)
        for one in jobs:
            own: list[Finding] = []
            job = read_job(project, one.guide, one.locale, one.clinic, own)
            found += check_job(job, own).findings
        return sorted({*found, *settle(project, jobs, found)})

    def here(self, word: str) -> str:
        """A word of the command line; a file of the project by its whole path."""
        return str(self.root / word) if (self.root / word).is_file() else word

    def check(self, *words: str | Path) -> Told:
        """The findings; sheets are left out, for no finding on a page depends on them."""
        return self.order("check", "--format", "json", "--sheet", "none", *words)

    def dist(self) -> dict[str, bytes]:
        """Every file under dist/, by its name there."""
        folder = self.root / "dist"
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    @property
    def guide(self) -> Guide:
        """The guide as it is now."""
        return read_one_guide(self.project, "hiccups")

    def job(self, *products: str) -> Job:
        """These products of the guide, read and not typeset."""
        return read_one_job(self.project, self.guide, "en-GB", products)

    def plain_sheet(self, product: str = "leaflet") -> None:
        """Take all layout away, so that what CSS itself does with a page can be seen."""
        page = '@page { margin: 12mm } html { font: 12pt/1.3 "Bedside Text" }'
        self.write(f"styles/{product}.css", f"@import 'tokens.css'; {page}")

    def pull(self, product: str = "leaflet", css: str = "", size: float = 0) -> Page:
        """One row of the products, laid out once without a fit, with `css` after its sheet."""
        row = KNOWN.by_file[product]
        sheet = f"styles/{product}.css"
        if css:
            self.append(sheet, f"\n{css}\n")
        job = self.job(row.name)
        job = replace(in_its_standing(job, row.name), manuscripts=job.manuscripts)
        found: list[Finding] = []
        manuscript = job.manuscripts[0].in_edition(row)
        engine = start_engine(self.project)
        sheets = Sheets(engine, self.root / sheet, job.pictures.held, row.black_only)

        def laid_out(pages: tuple[int, ...] = ()) -> Any:
            setting = Setting(row.question_lines, pages=pages)
            html = Composer(self.project, job).compose(manuscript, found, setting)
            assert html is not None, found
            return sheets.lay_out(
                html, size or SOUND.get(product, row.ladder[0]), row.trim(job.paper)
            )

        document = laid_out()
        if pages := pages_named(document, len(named_on_cover(manuscript))):
            document = laid_out(pages)
        pdf = write(document)
        families = declared_families(self.project)
        slot = slot_of(document, row.clinic_slot)
        lines = tuple(writing_lines(document))
        fonts = font_files(self.project)
        typeset = Typeset(
            pdf,
            size or SOUND.get(product, row.ladder[0]),
            Setting(row.question_lines),
            len(document.pages),
            slot,
            lines,
            families,
            fonts,
        )
        sources = [*manuscript.lines, *job.raw_lines()]
        found += engine_findings(self.project, manuscript, engine.hear(), sources)
        proof = pull_proof(job, manuscript, typeset)
        return Page(proof, (*found, *preflight(proof)))


def shop_in(root: Path) -> Shop:
    """The shop that lies in a folder already."""
    shop = Shop.__new__(Shop)
    shop.root = root
    return shop


def copy_of(shop: Shop, root: Path) -> Shop:
    """A shop like another, in a folder of its own, with all that was printed in it."""
    return shop_in(shutil.copytree(shop.root, root))


@dataclass(frozen=True)
class Page:
    """A proof and what the preflight says of it."""

    proof: Proof
    findings: tuple[Finding, ...]

    def codes(self, place: str) -> set[str]:
        """The codes of the findings at `place`, a file with or without a line."""
        return {
            finding.code
            for finding in self.findings
            if place in (finding.place.file, f"{finding.place.file}:{finding.place.line}")
        }


def told(findings: Iterable[Finding]) -> Sequence[str]:
    """Findings on one line each, for a failing test to show."""
    return [f"{f.place.file}:{f.place.line} {f.code} {f.problem}" for f in findings]
