"""A product as one file for a phone: the same text and labels, in a template of its own."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any
from xml.etree.ElementTree import Element, tostring

from press.finding import Finding
from press.pdf.bidi import reads_from_the_right
from press.phone.dial import Dialled, buttons, may_be_dialled
from press.phone.drawings import Pictures
from press.phone.dress import dress
from press.phone.expected import references
from press.phone.sheet import sheet_of
from press.project import Line, Project
from press.read.block import PrintedLine
from press.read.fields import NOT_SIGNED, Field
from press.read.files import read_bytes
from press.read.job import Job, in_its_standing
from press.read.manuscript import Manuscript, Section
from press.read.words import PHONE
from press.typeset.compose import Composer
from press.typeset.markdown import Reader
from press.typeset.phrasing import Made
from press.typeset.quotes import curled
from press.typeset.setting import Setting
from press.typeset.touches import put_in

FOLDER = "phone"  # of templates/ and styles/
PAGE = f"{FOLDER}/page.html"


def phone_edition(
    project: Project, job: Job, manuscript: Manuscript, found: list[Finding]
) -> str | None:
    """The whole HTML of one file, in which nothing is fetched; None where it can't be made.

    Findings: D103 and D104 for its templates, M1xx for its sheet.
    """
    job = in_its_standing(job, manuscript.product.name)
    return PhoneComposer(project, job).page(manuscript, found)


class PhoneComposer(Composer):
    """Composes a manuscript for a screen: pictures in their places, numbers that can be dialled."""

    def __init__(self, project: Project, job: Job) -> None:
        super().__init__(project, job)
        self.pictures = Pictures(job.pictures.held)
        self.reader = Reader(self._dress)
        self.heading_of = ""  # the role of the section whose heading is composed

    def page(self, manuscript: Manuscript, found: list[Finding]) -> str | None:
        """The page around its body, whose letters decide what of our fonts goes with it."""
        job, before = self.job, len(found)
        values: dict[str, Any] = {}

        def of_body() -> Mapping[str, Any]:
            values.update(self._values(manuscript, Setting()))
            return values

        body = self._filled([f"{FOLDER}/{manuscript.product.name}.html"], of_body, found)
        if body is None:
            return None
        clinic = job.shown_clinic
        body = curled(body, job.locale)
        letters = frozenset(map(ord, body + str(values["title"])))
        style = sheet_of(self.project, clinic.brand if clinic else None, letters, found)
        if len(found) > before:
            return None
        proof = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        values |= {"body": Made(body), "style": Made(style), "style_hash": proof}
        values |= {key: curled(str(values[key]), job.locale) for key in ("title", "description")}
        values["every"] = {k: Made(curled(v, job.locale)) for k, v in values["every"].items()}
        return self._filled([PAGE], lambda: values, found)

    def _values(self, manuscript: Manuscript, setting: Setting) -> dict[str, Any]:
        job = self.job
        held = [asdict(one) | {"tel": one.number.address} for one in buttons(job, manuscript)]
        return {
            **super()._values(manuscript, setting),
            "phone": self._labels(PHONE),
            "dial": held,
            "references": references(job) if "sources" in manuscript.roles() else [],
            "signed": job.standing is not None and job.standing.status not in NOT_SIGNED,
            "from_the_right": reads_from_the_right(job.locale),
            "sign_of": dict(self._signs()),
        }

    def _signs(self) -> Iterator[tuple[str, Made]]:
        """The small signs, each drawn in its place."""
        for path in sorted((self.project.styles / "signs").glob("*.svg")):
            yield path.stem, self._drawn(read_bytes(self.project, path))

    def _drawn(self, data: bytes) -> Made:
        return Made(tostring(self.pictures.drawing(data, ""), "unicode"))

    def _clinic(self) -> dict[str, Any] | None:
        told = super()._clinic()
        clinic, logo = self.job.shown_clinic, self.job.pictures.logo
        if told and clinic and clinic.logo and logo and logo.data:
            named = Element("p")
            named.append(Element("img", {"src": logo.path.resolve().as_uri(),
                                         "alt": str(told["logo_description"])}))  # fmt: skip
            self.pictures.place(named)
            told["logo"] = Made(tostring(named[0], "unicode", method="html"))
        return told

    def _line(self, line: PrintedLine) -> dict[str, Any]:
        told = super()._line(line)
        own = line.own
        return {**told, "tel": Dialled(own.shown).address if own else ""}

    def _heading(self, section: Section, lang: str) -> Made:
        self.heading_of = section.role
        try:
            return super()._heading(section, lang)
        finally:
            self.heading_of = ""

    def _body(self, lines: tuple[Line, ...], lang: str, boxes: bool, beside: bool) -> Made:
        return super()._body(lines, lang, False, False)  # nobody ticks a box on a screen

    def _dress(self, root: Element) -> None:
        dress(root)
        self.pictures.place(root)

    def _put_in(self, made: str) -> Made:
        return put_in(made, self.job.fields, self._shown)

    def _shown(self, name: str, field: Field) -> str:
        """A field's value: as a number to dial, as words where paper has a line to write on."""
        text = html.escape(field.text)
        if field.blank:
            blank = self.job.labels(PHONE).get("blank")
            said = html.escape(str(blank.value)) if blank else ""
            return f'<span class="blank">{said}</span>'
        if may_be_dialled(name, self.heading_of):
            return f'<a href="{Dialled(field.text).address}">{text}</a>'
        return text
