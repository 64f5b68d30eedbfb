"""What a guide's exceptions let pass, and what is wrong with the exceptions themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from press.finding import Finding
from press.read.exceptions import Leave

# The families of rules on words. What the press itself needs has none: readable text, evidence,
# translations that keep up, whole and lawful pages.
MAY = ("S", "W")


def apply_exceptions(
    leaves: Sequence[Leave],
    findings: Sequence[Finding],
    *,
    files: Collection[str] | None = None,
) -> list[Finding]:
    """The findings that no exception lets pass, and those on the exceptions themselves.

    G104: nothing needs an exception; G105: its code can't be excepted. `findings` are those of one
    guide. Where they are those of one job only, give its `files`, by name: an exception for another
    file is then not told to be idle.
    """
    found: list[Finding] = []
    kept = list(findings)
    for leave in leaves:
        code = leave.row["code"]
        if str(code.value)[:1] not in MAY:
            fix = "put right what the finding names; only rules on words have exceptions"
            found.append(code.finding("G105", f"there is no exception to `{code.value}`", fix))
            continue
        before = len(kept)
        kept = [finding for finding in kept if not leave.lets_pass(finding)]
        here = files is None or str(leave.row["file"].value) in files
        if len(kept) == before and here:
            problem = f"nothing needs the exception `{leave.name}`"
            fix = "take it out, or correct its code, file or words"
            found.append(code.finding("G104", problem, fix))
    return [*kept, *found]
