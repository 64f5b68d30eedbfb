"""A question is answered at the desk: a row of the guide's answers.toml, as `check` writes it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from press.approval.ask import cleaned
from press.check.answers import quoted, row_of
from press.desk.to_sign import ToSign
from press.project import Project
from press.read.answers import FILE, LEAST
from press.run.publish import LARGEST
from press.walls import append_lines, read_plain

HEAD = re.compile(r"^\[([A-Z]\d{3}-[0-9a-f]{6})\]$", re.MULTILINE)
LEFT = re.compile(r'^(?:who|when|why) = ""[^\n]*\n?', re.MULTILINE)


class CanNotAnswer(Exception):  # noqa: N818 - named by what happened
    """The file of answers can't be read, so nothing is put into it; the text says why."""


def rows_of_command(out: str) -> dict[str, str]:
    """The rows that `check --answers` wrote, by name, without who, when and why."""
    heads = [*HEAD.finditer(out)]
    ends = [*(head.start() for head in heads), len(out)][1:]  # of none there is no end
    rows = {}
    for head, end in zip(heads, ends, strict=True):
        lines = out[head.end() + 1 : end].splitlines(keepends=True)
        rows[head[1]] = LEFT.sub("", "".join(one for one in lines if not one.startswith("#")))
    return rows


def asked_of(row: str) -> Mapping[str, str]:
    """What a row quotes: code, file, line, what is asked. Raises ValueError."""
    return {key: str(value) for key, value in tomllib.loads(row).items()}


def faults_of_answer(who: str, why: str) -> dict[str, str]:
    """Which of the two says nothing, for a person: `who` and `why`."""
    faults = {}
    for key, said in (("who", who), ("why", why)):
        if sum(map(str.isalpha, said)) < LEAST:
            faults[key] = key
    return faults


def row_for(text: ToSign, name: str, of_pages: Mapping[str, str]) -> str | None:
    """The row of an open question of the text, or of its pages; None where nobody asks that."""
    if one := text.open.get(name):
        return row_of(one)[1]
    return of_pages.get(name)


def put_answer(
    project: Project, guide: str, name: str, row: str, who: str, why: str, today: date
) -> Path:
    """Put a row, with who, when and why, at the end of a guide's file of answers; its path.

    Raises CanNotAnswer and OSError.
    """
    path = project.content / guide / FILE
    said = f"who = {quoted(cleaned(who))}\nwhen = {today.isoformat()}\n"
    block = f"[{name}]\n{row}{said}why = {quoted(cleaned(why))}\n"
    try:
        before = read_plain(path, LARGEST).decode("utf-8")
    except FileNotFoundError:
        before = ""
    except UnicodeDecodeError:
        raise CanNotAnswer("it holds letters that can't be read") from None
    gap = "\n" if before.strip() else ""
    try:
        tomllib.loads(f"{before}\n{block}")
    except (ValueError, RecursionError) as error:
        raise CanNotAnswer(str(error)) from None
    append_lines(project.root, path, (gap + block).encode())
    return path
