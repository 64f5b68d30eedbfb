"""Composes a manuscript into HTML: Markdown for the words, Jinja for the page around them.

Markdown and Jinja have doors of their own (markdown.py, templates.py). Fields go in as text after
Markdown and never through Jinja.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from press.finding import Finding
from press.products import TITLE
from press.project import Line, Project
from press.read.block import PrintedLine
from press.read.choices import NO_SIGN
from press.read.cover import has_own_page, named_on_cover
from press.read.evidence import cites_only, named_once
from press.read.expected import OVER_THE_PAGE, listed_sources
from press.read.fields import fill
from press.read.job import Job
from press.read.manuscript import Manuscript, Section
from press.read.pictures import picture_path
from press.read.syntax import CITED, HEADING, PICTURE
from press.toml_tables import Entry
from press.typeset.markdown import Reader
from press.typeset.numbers import kept_together
from press.typeset.phrasing import Made, filters
from press.typeset.qr import told_of_code
from press.typeset.quotes import curled
from press.typeset.setting import (
    WHOLE,
    Setting,
    at_of,
    begins_over_the_page,
    every_of,
    is_lead,
    is_short,
)
from press.typeset.templates import ATTACHED, attachment, environment, faults_of
from press.typeset.touches import put_in, with_title, without_gaps


class Composer:
    """Composes the manuscripts of one job with the project's templates."""

    def __init__(self, project: Project, job: Job) -> None:
        self.project = project
        self.breaks: frozenset[str] = frozenset()
        self.named: Sequence[Line] = ()  # on the cover
        self.beside = False  # a picture is in a block with its words
        self.reader = Reader()
        self.environment = environment(project)
        self.take(job)

    def take(self, job: Job) -> None:
        """Compose another reading of the job from now on, with the templates as they were read."""
        self.job = job
        self.environment.filters.update(filters(job.fields))

    def compose(
        self,
        manuscript: Manuscript,
        found: list[Finding],
        setting: Setting | None = None,
    ) -> str | None:
        """The whole page as HTML, or None with D103 or D104 where the template is at fault."""
        product = manuscript.product

        def values() -> dict[str, Any]:
            return self._values(manuscript, setting or Setting())

        made = self._filled(product.templates, values, found)
        return None if made is None else curled(with_title(made, product.cover_list))

    def _filled(
        self, names: Sequence[str], values: Callable[[], Mapping[str, Any]], found: list[Finding]
    ) -> str | None:
        """The first of these templates that there is, filled in; None with D103 or D104."""
        try:
            made = self.environment.select_template(names).render(values())
            if ATTACHED.search(made):
                found.append(attachment(self.project, names[-1]))
                return None
            return without_gaps(made)
        except Exception as error:
            found.extend(faults_of(error, self.project, names[-1]))
        return None

    def _values(self, manuscript: Manuscript, setting: Setting) -> dict[str, Any]:
        job, product = self.job, manuscript.product
        signs = {**product.signs, **job.guide.signs}
        signs = {role: sign for role, sign in signs.items() if sign != NO_SIGN}
        self.breaks, self.named = setting.breaks, named_on_cover(manuscript)
        self.beside = product.is_long
        every = [self._section(section, signs) for section in manuscript.sections]
        blocks = [one for one in every_of(every) if one["role"] == "lines"]
        # a leaflet has them wherever it asks for them; a card has room for them once
        for number, one in enumerate(blocks if product.is_long else blocks[:1], 1):
            one["numbers"] = number
        for above, one in pairwise(every_of(every)):
            one["foot"] = one["role"] == "lines" and above["kind"] == "stop"
        sections = [section for section in every if section["heading"]]
        named = named_once(job.sources[key] for key in listed_sources(job))
        groups = (product.name, product.file, *([OVER_THE_PAGE] if product.may_turn else []))
        return {
            "title": manuscript.title.value,
            "running_title": _value(manuscript.front, "running_title"),
            "description": _value(manuscript.front, "description"),
            "product": product.name,
            "edition": product.edition,
            "locale": job.locale,
            "created": job.created.isoformat(),
            "intro": next((s["body"] for s in every if not s["heading"]), Made()),
            "own_page": has_own_page(manuscript),
            "page_list": list(self._page_list(setting.pages)),
            "sections": sections,
            "over": begins_over_the_page(sections)
            if product.may_turn and not setting.single
            else None,
            "single": setting.single,
            "low_cover": setting.low_cover,
            "small_title": setting.small_title,
            "loose": setting.loose,
            "air": setting.air,
            "title_sign": signs.get(TITLE, ""),
            "by_role": {section["role"]: section for section in every if section["role"]},
            "every": self._labels("every-page"),
            "label": {key: text for name in groups for key, text in self._labels(name).items()},
            "lines": [self._line(line) for line in job.lines],
            "clinic": self._clinic(),
            "qr": told_of_code(self.project, job, product) if setting.coded else None,
            "sources": " ".join(text for text, _ in named),
            "question_lines": setting.question_lines,
            "tight": setting.tight,
            "full": setting.full,
            "runs_on": setting.runs_on,
        }

    def _clinic(self) -> dict[str, Any] | None:
        clinic = self.job.shown_clinic
        if clinic is None:
            return None
        values = {
            key: kept_together(one.value) if isinstance(one.value, str) else one.value
            for key, one in clinic.table.items()
        }
        if clinic.logo is None:
            return values | {"logo": None}
        described = kept_together(str(clinic.logo.described.value))
        return values | {"logo": clinic.logo.path.resolve().as_uri(), "logo_description": described}

    def _line(self, line: PrintedLine) -> dict[str, Any]:
        """One line to phone: the guide's words, and what the clinic has; to write on without."""
        own, label = line.own, self._words(line.asked.label)
        if own is None:
            return {"before": self._words(line.before), "label": label, "number": ""}
        called = kept_together(str(own.called.value)) if own.called else label
        told = {"hours": own.hours, "serves": own.serves}
        says = {key: kept_together(str(one.value)) if one else "" for key, one in told.items()}
        number = kept_together(own.shown)
        return {"before": self._words(line.before), "label": called, **says, "number": number}

    def _words(self, entry: Entry | None) -> Made:
        text = str(entry.value) if entry else ""
        return self._put_in(html.escape(text))

    def _labels(self, group: str) -> dict[str, Made]:
        labels = self.job.labels(group)
        return {key: self._words(entry) for key, entry in labels.items()}

    def _section(
        self, section: Section, signs: Mapping[str, str], above: str = "", keeps: bool = False
    ) -> dict[str, Any]:
        """A section for the template; `above` is the role of the one that it is a part of.

        `keeps` says that it keeps to what stands above it.
        """
        lang = section.heading.lang if section.heading else ""
        kind = section.role or above
        at = "" if keeps or not section.heading else at_of(section.heading, section.level)
        boxed = section.role in WHOLE
        beside = self.beside and section.heading is not None
        first = is_lead(section)  # a heading has company
        return {
            "role": section.role,
            "kind": kind,
            "sign": signs.get(section.role, ""),
            "new_page": section.new_page,
            "at": at,
            "begins_page": at in self.breaks,
            "numbers": 0,
            "foot": False,
            "listed": self.named.index(section.heading) + 1 if section.heading in self.named else 0,
            "short": is_short(section),
            "lead": first,
            "heading": self._heading(section, lang),
            "body": self._body(section.lines, lang, kind == "checklist", beside),
            "parts": [
                self._section(part, signs, kind, keeps=boxed or (first and not number))
                for number, part in enumerate(section.parts)
            ],
        }

    def _heading(self, section: Section, lang: str) -> Made:
        return self._inline(section.title, lang)

    def _page_list(self, pages: Sequence[int]) -> Iterator[Mapping[str, Any]]:
        """What the cover names, each with its page: 0 until they are laid out."""
        for number, heading in enumerate(self.named):
            match = HEADING.match(heading.text)
            assert match
            page = pages[number] if pages else 0
            yield {"heading": self._inline(match[2], heading.lang), "page": page}

    def _inline(self, text: str, lang: str) -> Made:
        made = self.reader.html(CITED.sub("", text).strip())
        made = re.sub(r"^<p>(.*)</p>$", r"\1", made, flags=re.DOTALL)
        made = f'<span lang="{lang}">{made}</span>' if lang else made
        return self._put_in(made)

    def _body(self, lines: tuple[Line, ...], lang: str, boxes: bool, beside: bool) -> Made:
        text = "\n".join(self._prepare(line, lang) for line in lines if not cites_only(line))
        return self._put_in(self.reader.html(text, lang, boxes, beside))

    def _put_in(self, made: str) -> Made:
        return put_in(made, self.job.fields)

    def _prepare(self, line: Line, lang: str) -> str:
        """A raw line for Markdown: citations out, pictures named by their whole path.

        `lang` is the section's language; a line in another one is marked.
        """
        text = CITED.sub("", line.text)

        def whole(match: re.Match[str]) -> str:
            path = picture_path(self.project, line, match[2])
            title = f' "{match[3]}"' if match[3] else ""
            return f"![{fill(match[1], self.job.fields)}](<{path.as_uri()}>{title})"

        # a list item's own lines are its paragraph; deeper indents would make it a new block
        text = PICTURE.sub(whole, text)
        return text if line.lang == lang else f"{text} {{lang={line.lang or self.job.locale}}}"


def _value(front: Mapping[str, Any], key: str) -> str:
    return str(front[key].value) if key in front else ""
