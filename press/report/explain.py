"""Explains a finding: its page in `docs/findings/`, one file a family, one heading a code."""

from __future__ import annotations

import re
import sys
import textwrap

from press.finding import ERROR, QUESTION, kind_of
from press.project import Project
from press.read.files import read_lines
from press.run.console import DONE, WRONG_CALL
from press.run.order import Order

NEAR, WIDE = 5, 80  # codes that are named; characters of a line
HEADING = re.compile(r"^## ([A-Z]\d{3})\b", re.MULTILINE)

KINDS = {
    ERROR: "An error: what has it is not printed.",
    QUESTION: "A question: a person answers it in the guide's answers.toml; it stops no draft.",
}


def explain(project: Project, order: Order) -> int:
    """Print the page of the order's code; returns the exit code."""
    code, pages = order.code, pages_of(project)
    if code in pages:
        head, _, rest = pages[code].partition("\n")
        print(f"{head}\n\n{KINDS[kind_of(code)]}\n{rest}")
        return DONE
    print(_unknown(code, [*pages]), file=sys.stderr)
    return WRONG_CALL


def pages_of(project: Project) -> dict[str, str]:
    """The page of each code, in Markdown: its heading, then what it says."""
    pages: dict[str, str] = {}
    for path in sorted((project.root / "docs" / "findings").glob("*.md")):
        text = "\n".join(line.text for line in read_lines(project, path, []) or ())
        starts = [*HEADING.finditer(text)]
        for start, end in zip(starts, [*starts[1:], *[None][: len(starts)]], strict=True):
            page = text[start.start() + 3 : end.start() if end else len(text)]
            pages[start[1]] = page.strip()
    return pages


def _unknown(code: str, known: list[str]) -> str:
    """What to say of a code that is none: those that are near it, or the letters that there are."""
    mine = [one for one in known if one[0] == code[:1]]
    if mine and code[1:].isdigit():
        near = sorted(mine, key=lambda one: abs(int(one[1:]) - int(code[1:])))[:NEAR]
        said = f"the nearest are {', '.join(sorted(near))}"
    else:
        letters = sorted({one[0] for one in known})
        said = f"a code is one of the letters {', '.join(letters)} with three digits, such as P206"
    return textwrap.fill(f"build.py: there is no code `{code[:20]}`; {said}", WIDE)
