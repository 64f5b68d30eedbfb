"""Explains a finding: its page in `docs/findings/`, one file a family, one heading a code."""

from __future__ import annotations

import re
import sys

from press.project import Project
from press.run.console import DONE, WRONG_CALL
from press.run.order import Order

HEADING = re.compile(r"^## ([A-Z]\d{3})\b", re.MULTILINE)


def explain(project: Project, order: Order) -> int:
    """Print the page of the order's code; returns the exit code."""
    code = order.code
    known: list[str] = []
    for path in sorted((project.root / "docs" / "findings").glob("*.md")):
        text = path.read_text("utf-8")
        starts = list(HEADING.finditer(text))
        for start, end in zip(starts, [*starts[1:], None], strict=True):
            known.append(start[1])
            if start[1] == code:
                print(text[start.start() + 3 : end.start() if end else len(text)].strip())
                return DONE
    print(f"build.py: there is no code {code}; there are: {', '.join(known)}", file=sys.stderr)
    return WRONG_CALL
