"""One cause, one finding: what only follows from another finding is not told.

A row names causes, what follows from them, and how far they reach. Where the true fault is mended
what was no echo of it is told by the next run; what is told first is what must be mended first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.finding import ERROR, Finding

LINE, BELOW, ALL = "line", "below", "all"
# the families that name a line of text or data
OF_A_LINE = ("A*", "C*", "D*", "E*", "G*", "M*", "T*")
# what a page lacks, or has too much, where a line was read otherwise than it was meant
OF_THE_PAGE = ("P101", "P102", "P104", "P106", "A117", "A119", "A205", "D101")
A_FILE = ("M101", "M102", "M103", "M118", "M119")  # it can't be read at all
NOT_READ = ("M104", "M105", "M106", "M107", "M108", "M109")  # front matter, or a passage
# marks that Markdown takes for something else: from there on the page may be another
MARKS = ("M112", "M113", "M114", "M116", "M117", "M120", "M121", "M122", "M124", "M127", "M128",
         "M129", "M130")  # fmt: skip
PICTURES = ("A111", "A113", "A114", "A115", "A116", "P303")
# the description of a picture stands in its place
A_HOLE = ("P102", "P106", "P202", "P221", "P222", "P401", "A119")
# the description of a logo stands in its place, and is wider
NO_LOGO = ("C103", "C104", "P103", "P105", "P205", "P211")


@dataclass(frozen=True)
class Row:
    """Codes of causes, and of what follows from them; a text that ends in * is a family.

    `reach`: the very line; from the line on, with what has no line of its own; or everything.
    `kind` is a bit of the cause's file, `says` a bit of what is told of the echo.
    """

    causes: Sequence[str]
    echoes: Sequence[str]
    reach: str
    kind: str = ""
    says: str = ""


ROWS = (
    Row(OF_A_LINE, OF_THE_PAGE, LINE),
    Row(MARKS, (*OF_THE_PAGE, "P221", "P222", "P212"), BELOW),
    # where a role is lost, its section is set as another, with all that is pulled into it
    Row(("M114", "M120"), ("P107", "P108", "P109", "P212"), ALL, ".md"),
    Row(("M116", "M121"), ("W111",), LINE),
    Row(("M113", "M128"), ("M110",), LINE),
    Row(("M130",), ("A119",), ALL),
    Row(PICTURES, A_HOLE, ALL),
    Row(PICTURES, ("D101",), ALL, says="image"),
    Row((*PICTURES, "A121"), (*NO_LOGO, *OF_THE_PAGE), ALL, ".toml"),
    Row(("M131",), ("A111", "M108", "M110", "M115"), LINE),
    # what a text cites, or is said to lack, is not known where it can't be read
    Row((*A_FILE, *NOT_READ), ("E102", "E104", "E105", "E106", "G104"), ALL, ".md"),
    Row(A_FILE, ("D101", "D102", "D105", "D107", "P*", "A*"), ALL, ".css"),
    Row(A_FILE, ("D103", "D104", "P*", "A*"), ALL, ".html"),
    # a brand's colour or face is told once, and not at each word that is set in it
    Row(("C116",), ("P205",), ALL),
    Row(("C117", "C118"), ("P*", "A*", "D101", "D107"), ALL),
    # a sheet or font that is not whole, or that the engine falls over
    Row(("D108",), ("D101", "P*", "A*"), ALL),
    Row(("D109",), ("D101", "D107", "P*"), ALL),
    Row(("D103", "D104"), ("P*", "A*"), ALL),
    Row(("P103", "P220"), ("P105", "P211", "P205"), BELOW),
    Row(("P306",), ("P307",), LINE),  # one picture
    Row(("P220",), ("P103", "P104", "P204", "P216"), BELOW),
)


def without_echoes(before: Sequence[Finding], found: Sequence[Finding]) -> list[Finding]:
    """Those of `found` that follow from no other, neither of `before` nor of themselves.

    `before` is what was found in the raw text and the sheets of the same job.
    """
    causes = [(row, cause) for cause in (*before, *found) for row in ROWS if _is_cause(row, cause)]
    return [one for one in found if not any(_follows(one, *cause) for cause in causes)]


def _is_cause(row: Row, finding: Finding) -> bool:
    if finding.kind != ERROR or _is_one_of(finding, row.echoes):
        return False  # two echoes would silence each other; a question keeps no word off the paper
    return _is_one_of(finding, row.causes) and row.kind in finding.place.file


def _follows(one: Finding, row: Row, cause: Finding) -> bool:
    if not _is_one_of(one, row.echoes) or row.says not in one.problem:
        return False
    if one.code == "D101" and _is_of_a_sheet(one) and row.causes is MARKS:
        return False  # the engine read the sheet, and not the text
    here, there = one.place, cause.place
    if row.reach == LINE:
        return (here.file, here.line) == (there.file, there.line)
    return row.reach == ALL or _is_below(one, cause)


def _is_below(one: Finding, cause: Finding) -> bool:
    here, there = one.place, cause.place
    if here.file == there.file and here.line >= there.line:
        return True
    # it stands nowhere in the text: at its head, or at a sheet or template
    passage = "/passages/" in there.file
    return here.line == 1 and (here.file == there.file or passage or not here.file.endswith(".md"))


def _is_of_a_sheet(one: Finding) -> bool:
    return one.place.file.startswith("styles/")


def _is_one_of(finding: Finding, codes: Sequence[str]) -> bool:
    return any(finding.code == code or (code[-1] == "*" and finding.code[0] == code[0])
               for code in codes)  # fmt: skip
