"""Mending one line of a text file: the others stay to the byte, and so do its ends and its rights.

A file is cut into rows as `press/read/files.py` reads it: at CRLF, CR or LF. Whoever changes a row
gives the digest of the file that was read; where it is another by now, nothing is written.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from press.project import Project
from press.read.files import LARGEST_TEXT
from press.run.publish import Busy, CannotPublish, digest, locked, sweep_parts
from press.walls import BadName, NotPlain, below, folder_within, open_lock, read_plain, write_over

END = re.compile(rb"(\r\n|\r|\n)")
MARK = b"\xef\xbb\xbf"  # the byte order mark
LOCK = "desk.lock"
SUFFIX = ".md"
MOST_STEPS = 200  # that can be taken back, a guide


class Elsewhere(LookupError):  # noqa: N818 - named by what happened
    """This file is none that is mended here: the text says why."""


class Changed(Exception):  # noqa: N818
    """The file is another than the one that was read; nothing was written."""


@dataclass(frozen=True)
class Text:
    """A text file as rows of bytes, each with its own end; the last may have none."""

    mark: bytes
    rows: tuple[bytes, ...]
    ends: tuple[bytes, ...]

    @classmethod
    def of(cls, raw: bytes) -> Text:
        """The rows of a file. Raises UnicodeDecodeError where it is no UTF-8."""
        raw.decode("utf-8")
        mark = MARK if raw.startswith(MARK) else b""
        pieces = END.split(raw[len(mark) :])
        rows, ends = pieces[::2], [*pieces[1::2], b""]
        if not rows[-1] and len(rows) > 1:
            rows.pop()
            ends.pop()
        return cls(mark, tuple(rows), tuple(ends))

    @property
    def raw(self) -> bytes:
        """The file's bytes."""
        rows = zip(self.rows, self.ends, strict=True)
        return self.mark + b"".join(row + end for row, end in rows)

    @property
    def lines(self) -> tuple[str, ...]:
        """The rows as they are read."""
        return tuple(row.decode("utf-8") for row in self.rows)

    def spliced(self, at: int, gone: int, new: Sequence[str]) -> Text:
        """Without `gone` rows from `at` (from 0) on, and with `new` ones in their place.

        New rows end as the file's others do; what ended the file ends it still.
        """
        usual = next((end for end in self.ends if end), b"\n")
        kept = self.ends[at : at + gone][: len(new)]
        ends = [*self.ends[:at], *kept, *[usual] * (len(new) - len(kept)), *self.ends[at + gone :]]
        ends = [end or usual for end in ends[:-1]] + [self.ends[-1]]
        made = [one.encode("utf-8") for one in new]
        return Text(self.mark, (*self.rows[:at], *made, *self.rows[at + gone :]), tuple(ends))


@dataclass(frozen=True)
class Step:
    """One change at this desk: from row `at` (from 0) on `before` became `after`.

    `above` and `below` are the rows beside it, so that it is found again where rows have moved.
    """

    file: str
    at: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]

    @property
    def back(self) -> Step:
        """The step that undoes this one."""
        return Step(self.file, self.at, self.after, self.before, self.above, self.below)

    def place(self, lines: Sequence[str]) -> int | None:
        """Where the step can be made in these lines now; None where it can't, or in two places."""
        wanted = [*self.above, *self.before, *self.below]
        found = [
            at + len(self.above)
            for at in range(len(lines) - len(wanted) + 1)
            if list(lines[at : at + len(wanted)]) == wanted
        ]
        if self.at in found:
            return self.at
        return found[0] if len(found) == 1 else None


@dataclass
class Steps:
    """What was done at this desk to the texts of one guide, and what of it was taken back."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """A step was made: what was taken back before can't be made again."""
        self.done = [*self.done, step][-MOST_STEPS:]
        self.undone.clear()


def digest_of(raw: bytes) -> str:
    """The digest by which a file is known: of all its bytes (SHA-256, cut)."""
    return digest(raw)[:32]


def path_of(project: Project, file: str) -> Path:
    """The path of a text file, named as findings name it. Raises Elsewhere."""
    try:
        path = below(project.root, *file.split("/"))
    except BadName as error:
        raise Elsewhere(str(error)) from None
    real = project.root.resolve().joinpath(*file.split("/"))
    if path.suffix != SUFFIX or project.content not in path.parents:
        raise Elsewhere(f"`{file}` is no manuscript")
    if path.resolve() != real:
        raise Elsewhere(f"`{file}` is a link, and leads elsewhere")
    return path


def read_text(path: Path) -> tuple[Text, str]:
    """A text file and its digest. Raises OSError, UnicodeDecodeError."""
    raw = read_plain(path, LARGEST_TEXT)
    return Text.of(raw), digest_of(raw)


@contextlib.contextmanager
def alone(project: Project) -> Iterator[None]:
    """While this lasts, no other desk on this project writes a text (not on Windows)."""
    folder_within(project.root, project.cache)
    with open_lock(project.cache / LOCK) as lock:
        with contextlib.suppress(ImportError):
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)  # held for one write
        yield


def sweep(project: Project) -> None:
    """Remove what was left half written by a kill; nothing while a desk or a signature writes."""
    with contextlib.suppress(Busy, CannotPublish, OSError), locked(project, 0.0), alone(project):
        sweep_parts(project.content)


def change(
    project: Project, file: str, digest: str, at: int, gone: int, new: Sequence[str]
) -> tuple[Step, bytes]:
    """Put `new` lines in the place of `gone` ones from row `at` (from 0) on; the file's new bytes.

    Raises Elsewhere, Changed, OSError, UnicodeDecodeError; then nothing is written.
    """
    path = path_of(project, file)
    with alone(project):
        text, now = read_text(path)
        if now != digest or at + gone > len(text.rows):
            raise Changed(file)
        return _write(project, path, file, text, at, gone, new)


def repeat(project: Project, step: Step) -> tuple[Step, bytes]:
    """Make a step where its lines stand now; the step as it was made, and the file's new bytes.

    Raises Elsewhere, Changed where they stand no more, OSError, UnicodeDecodeError.
    """
    path = path_of(project, step.file)
    with alone(project):
        text, _ = read_text(path)
        at = step.place(text.lines)
        if at is None:
            raise Changed(step.file)
        return _write(project, path, step.file, text, at, len(step.before), step.after)


def _write(
    project: Project, path: Path, file: str, text: Text, at: int, gone: int, new: Sequence[str]
) -> tuple[Step, bytes]:
    made = text.spliced(at, gone, new)
    raw = made.raw if made.rows else b""
    if not raw.strip() or len(raw) > LARGEST_TEXT:
        raise NotPlain("a text can be neither empty nor longer than a megabyte")
    write_over(project.root, path, raw)
    lines = text.lines
    above, under = lines[max(at - 1, 0) : at], lines[at + gone : at + gone + 1]
    return Step(file, at, lines[at : at + gone], tuple(new), above, under), raw
