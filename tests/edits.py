"""Every small edit of what a reader meets: each must turn what was signed into a draft again.

An edit is a file with other bytes. The project on the disk stays as it is: an edited one is read
from memory, as a run that finds the file so would read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from press.project import Line, Project
from press.read.expected import phrases
from press.read.job import Job, in_its_standing, read_job, read_standings
from press.read.pictures import picture_path, pictures_of
from press.read.standing import APPROVED
from press.read.syntax import CITATION, HEADING, MARKER, PASSAGE, STRONG, role_of
from tests.shop import read_one_guide

TOKEN = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
LAYOUT = re.compile(r"\.new-page\b")  # where a page begins is no part of what is read
OTHER_ROLE = {"stop": "key", "steps": "checklist"}


@dataclass(frozen=True)
class Edit:
    """One small change: of what, where, and the file's bytes with it."""

    kind: str
    file: Path
    where: str
    data: bytes


class Signed:
    """A guide that was signed in a locale, read once, and read again with one file changed."""

    def __init__(self, root: Path, guide: str, locale: str) -> None:
        self.root, self.locale = root, locale
        self.project = Project(root)
        self.guide = read_one_guide(self.project, guide)
        job = read_job(self.project, self.guide, locale, None, [])
        assert job is not None
        self.job: Job = job
        assert {one.status for one in job.standings.values()} == {APPROVED}

    def notices(self, edit: Edit) -> bool:
        """Whether something that was signed counts no more, or can't be read, with this edit."""
        base = self.project
        project = Project(
            self.root,
            opened={**base.opened, edit.file: edit.data},
            lines={path: one for path, one in base.lines.items() if path != edit.file},
            trees={path: one for path, one in base.trees.items() if path != edit.file},
        )
        try:
            guide = read_one_guide(project, self.guide.name)
        except AssertionError:
            return True  # it is no guide any more, which is told
        _, standings = read_standings(project, guide, self.locale, [])
        return any(
            name not in standings or standings[name].status != APPROVED
            for name in self.job.standings
        )

    def words(self) -> Iterator[Edit]:
        """Each word and each number of each raw line that is read, changed by a letter or by 1."""
        seen: set[tuple[str, int]] = set()
        for line in self._raw_lines():
            if (line.file, line.number) in seen:
                continue
            seen.add((line.file, line.number))
            cited = [match.span() for match in CITATION.finditer(line.text)]
            cited += [match.span() for match in LAYOUT.finditer(line.text)]
            for word in TOKEN.finditer(line.text):
                if not any(first <= word.start() < last for first, last in cited):
                    yield self._edit("word", line, word, _another(word[0]))

    def labels(self) -> Iterator[Edit]:
        """Each word that a template prints: of words files, countries, sources and guide.toml."""
        seen: set[tuple[str, int, str]] = set()
        for manuscript in self.job.manuscripts:
            job = in_its_standing(self.job, manuscript.product.name)
            for phrase in phrases(job, manuscript):
                for word in phrase.words:
                    key = (word.line.file, word.line.number, word.text)
                    at = word.line.text.find(word.text)
                    if key not in seen and at >= 0 and not word.line.file.endswith(".md"):
                        seen.add(key)
                        match = re.compile(re.escape(word.text)).search(word.line.text)
                        assert match
                        yield self._edit("label", word.line, match, _another(word.text))

    def facts(self) -> Iterator[Edit]:
        """Each fact and each word that a text names by a field."""
        for key, field in self.job.fields.items():
            named = re.compile(r"\{\{\s*" + key + r"\s*\}\}")
            lines = self._raw_lines()
            if field.line and any(named.search(line.text) for line in lines):
                match = re.compile(re.escape(field.text)).search(field.line.text)
                if match and field.text:
                    yield self._edit("fact", field.line, match, _another(field.text))

    def orders(self) -> Iterator[Edit]:
        """Each two items of a list that stand side by side, swapped."""
        for one, other in pairwise(self._raw_lines()):
            marks = [MARKER.match(line.text) for line in (one, other)]
            if one.file != other.file or other.number != one.number + 1 or not all(marks):
                continue
            ends = [m.end() if m else 0 for m in marks]
            texts = [one.text[: ends[0]] + other.text[ends[1] :]]
            texts.append(other.text[: ends[1]] + one.text[ends[0] :])
            lines = self._lines(one)
            lines[one.number - 1 : other.number] = texts
            yield self._with("order", one, lines)

    def roles(self) -> Iterator[Edit]:
        """Each role of a heading made another, and each taken out."""
        for line in self._raw_lines():
            if role := role_of(HEADING.match(line.text)):
                match = re.compile(rf"\.{role}\b").search(line.text)
                assert match
                yield self._edit("role", line, match, f".{OTHER_ROLE.get(role, 'stop')}")
                braces = re.compile(r"\s*\{[^}]*\}\s*$").search(line.text)
                assert braces
                yield self._edit("role", line, braces, "")

    def emphasis(self) -> Iterator[Edit]:
        """What stands in bold, in plain type."""
        for line in self._raw_lines():
            for match in STRONG.finditer(line.text):
                yield self._edit("emphasis", line, match, match[2])

    def figures(self) -> Iterator[Edit]:
        """Each picture with one byte changed, and its twin for the editions in black."""
        files = {
            picture_path(self.project, one.line, one.name).resolve()
            for manuscript in self.job.manuscripts
            for one in pictures_of(manuscript, {})
        }
        for file in sorted(files):
            for path in (file, file.parent / "mono" / file.name):
                if path.is_file():
                    data = bytearray(path.read_bytes())
                    data[-1] ^= 1
                    real = self.root / path.relative_to(self.root.resolve())
                    yield Edit("figure", real, path.name, bytes(data))

    def _raw_lines(self) -> list[Line]:
        """The lines of manuscripts with their passages, and of their front matter."""
        front = [one.line for m in self.job.manuscripts for one in m.front.values()]
        body = [line for m in self.job.manuscripts for line in m.lines]
        return [*front, *(line for line in body if not PASSAGE.match(line.text))]

    def _lines(self, line: Line) -> list[str]:
        return (self.root / line.file).read_text("utf-8").split("\n")

    def _edit(self, kind: str, line: Line, match: re.Match[str], new: str) -> Edit:
        lines = self._lines(line)
        text = lines[line.number - 1]
        shift = len(text) - len(line.text) if text.endswith(line.text) else 0
        first, last = match.start() + shift, match.end() + shift
        lines[line.number - 1] = text[:first] + new + text[last:]
        return self._with(kind, line, lines, match[0])

    def _with(self, kind: str, line: Line, lines: list[str], what: str = "") -> Edit:
        where = f"{line.file}:{line.number} {what}".strip()
        return Edit(kind, self.root / line.file, where, "\n".join(lines).encode())


def _another(word: str) -> str:
    """Another word, near to this one: a number that is one more, or a letter more."""
    return str(int(word) + 1) if word.isdecimal() else f"{word}x"


EDITS: tuple[Callable[[Signed], Iterator[Edit]], ...] = (
    Signed.words, Signed.labels, Signed.facts, Signed.orders, Signed.roles, Signed.emphasis,
    Signed.figures,
)  # fmt: skip
