"""Composes a manuscript into HTML: Markdown for the words, Jinja for the page around them.

Markdown and Jinja have doors of their own (markdown.py, templates.py). Fields go in as text after
Markdown and never through Jinja.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from press.finding import Finding
from press.project import Line, Project
from press.read.block import PrintedLine
from press.read.evidence import cites_only
from press.read.expected import listed_sources
from press.read.fields import Field, fill
from press.read.job import Job
from press.read.manuscript import Manuscript, Section
from press.read.pictures import picture_path
from press.read.syntax import CITED, FIELD, PICTURE
from press.toml_tables import Entry
from press.typeset.markdown import Reader
from press.typeset.numbers import kept_together
from press.typeset.templates import ATTACHED, attachment, environment, faults_of

TITLE = re.compile(r"<h1>[^<]*")
# white space between items would be text of the list itself (PDF/UA-1, 7.2: only LI in L)
BETWEEN_ITEMS = re.compile(r"\s+(<li\b|</ul>|</ol>)")
# a “not” at a line's end is lost on a tired reader: it keeps to its verb (safety check S21);
# and 111 without its NHS is another country's emergency number (EVIDENCE, section 4)
TOGETHER = re.compile(r"(<[^>]*>)|\b(not|[A-Z]{2,}(?= \d)) (?=\w)")
# the last short word of a text keeps the word before it company: no line of one syllable
RUNT = re.compile(r" ([^\s<>]{1,7}(?:</[a-z]+>)*\s*(?:</(?:p|li|div|td|h[1-6])>|</th>(?=\s*<td)))")


class Composer:
    """Composes the manuscripts of one job with the project's templates."""

    def __init__(self, project: Project, job: Job) -> None:
        self.project, self.job = project, job
        self.reader = Reader()
        self.environment = environment(project)
        self.environment.filters["run_in"] = _run_in

    def compose(
        self,
        manuscript: Manuscript,
        found: list[Finding],
        question_lines: int = 0,
        tight: int = 0,
    ) -> str | None:
        """The whole page as HTML, or None with D103 or D104 where the template is at fault."""
        product = manuscript.product
        name = f"{product.name}.html"
        try:
            # an edition may have a template of its own
            template = self.environment.select_template([f"{product.file}.html", name])
            made = template.render(self._values(manuscript, question_lines, tight))
            if ATTACHED.search(made):
                found.append(attachment(self.project, name))
                return None
            made = TITLE.sub(lambda match: kept_together(match[0]), made)
            return BETWEEN_ITEMS.sub(r"\1", made)
        except Exception as error:
            found.extend(faults_of(error, self.project, name))
        return None

    def _values(self, manuscript: Manuscript, question_lines: int, tight: int) -> dict[str, Any]:
        job = self.job
        sections = [self._section(section) for section in manuscript.sections]
        return {
            "title": manuscript.title.value,
            "running_title": _value(manuscript.front, "running_title"),
            "description": _value(manuscript.front, "description"),
            "product": manuscript.product.name,
            "edition": manuscript.product.edition,
            "locale": job.locale,
            "created": job.created.isoformat(),
            "intro": next((s["body"] for s in sections if not s["heading"]), Markup()),
            "sections": [section for section in sections if section["heading"]],
            "by_role": {section["role"]: section for section in sections if section["role"]},
            "every": self._labels("every-page"),
            "label": self._labels(manuscript.product.name) | self._labels(manuscript.product.file),
            "lines": [self._line(line) for line in job.lines],
            "clinic": self._clinic(),
            "sources": [
                " ".join(text for text, _ in job.sources[key].shown())
                for key in listed_sources(job)
            ],
            "question_lines": question_lines,
            "tight": tight,
        }

    def _clinic(self) -> dict[str, Any] | None:
        clinic = self.job.clinic
        if clinic is None:
            return None
        values = {
            key: kept_together(one.value) if isinstance(one.value, str) else one.value
            for key, one in clinic.table.items()
        }
        return values | {"logo": clinic.logo.resolve().as_uri() if clinic.logo else None}

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

    def _words(self, entry: Entry | None) -> Markup:
        text = str(entry.value) if entry else ""
        return _put_in(html.escape(text), self.job.fields)

    def _labels(self, group: str) -> dict[str, Markup]:
        labels = self.job.labels(group)
        return {key: self._words(entry) for key, entry in labels.items()}

    def _section(self, section: Section) -> dict[str, Any]:
        parts = [self._section(part) for part in section.parts]
        lang = section.heading.lang if section.heading else ""
        return {
            "role": section.role,
            "heading": self._inline(section.title, lang),
            "body": self._body(section.lines, lang),
            "parts": parts,
        }

    def _inline(self, text: str, lang: str) -> Markup:
        made = self.reader.html(CITED.sub("", text).strip())
        made = re.sub(r"^<p>(.*)</p>$", r"\1", made, flags=re.DOTALL)
        made = f'<span lang="{lang}">{made}</span>' if lang else made
        return _put_in(made, self.job.fields)

    def _body(self, lines: tuple[Line, ...], lang: str) -> Markup:
        text = "\n".join(self._prepare(line, lang) for line in lines if not cites_only(line))
        return _put_in(self.reader.html(text, lang), self.job.fields)

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


def _put_in(made: str, fields: Mapping[str, Field]) -> Markup:
    """The fields' values into composed HTML, as text; a blank one as a line to write on."""

    def value(match: re.Match[str]) -> str:
        field = fields.get(match[1])
        if field is None:
            return match[0]
        return html.escape(field.text) if field.text else '<span class="blank"></span>'

    made = kept_together(FIELD.sub(value, made))
    made = TOGETHER.sub(lambda m: m[1] or f"{m[2]}\u00a0", made)
    return Markup(RUNT.sub("\u00a0\\1", made))


def _run_in(made: str) -> Markup:
    """A list set as running text: a dot and a space between its items, inside them."""
    return Markup(re.sub(r"</li>(?=\s*<li>)", "\u00a0\u00b7 </li>", made))


def _value(front: Mapping[str, Any], key: str) -> str:
    return str(front[key].value) if key in front else ""
