"""What the engine grumbles about, as findings with the file and line that caused it.

WeasyPrint logs without a file's name, so the cause is looked for where it must stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from press.finding import Finding, Place
from press.project import Line, Project
from press.read.files import read_lines
from press.read.manuscript import Manuscript

GLYPH = re.compile(r"\.notdef glyph rendered .*\(U\+([0-9A-F]+)\)")
AT = re.compile(r"at (\d+):(\d+)")
DECLARATION = re.compile(r"Ignored `\s*([\w-]+)\s*:")
NAMED_SIGNS = 3  # in a finding; the others are counted
SURPLUS_CELLS = "This row has more columns than the table"
UNNAMED = re.compile(r"failed to load (\w+)", re.IGNORECASE)  # it says what, and not which
NAMED = re.compile(r"['\"`]([^'\"`]+)['\"`]")


def engine_findings(
    project: Project, manuscript: Manuscript, grumbles: Sequence[str], sources: Sequence[Line]
) -> Iterator[Finding]:
    """P301 for characters without a glyph, D101 for everything else.

    `sources` are the raw lines that the product is printed from.
    """
    yield from _lacking(grumbles, manuscript, sources)
    for text in grumbles:
        if not GLYPH.search(text):
            line = _cause(project, manuscript, text)
            problem = f"the engine says: {_lower(text)}"
            fix = "mend what this line asks for; the press takes no warning lightly"
            yield (
                line.finding("D101", problem[:300], fix)
                if isinstance(line, Line)
                else Finding(line, "D101", problem[:300], fix)
            )


def _lacking(
    grumbles: Sequence[str], manuscript: Manuscript, sources: Sequence[Line]
) -> Iterator[Finding]:
    """One P301 for each script that has letters which our fonts lack, and one for all signs."""
    scripts: dict[str, list[str]] = {}
    lacking = {chr(int(m[1], 16)) for m in map(GLYPH.search, grumbles) if m}
    read = [char for line in sources for char in line.text if char in lacking]
    for char in dict.fromkeys([*read, *sorted(lacking)]):
        scripts.setdefault(_script(char), []).append(char)
    for script, chars in scripts.items():
        lines = [line for line in sources if any(char in line.text for char in chars)]
        places = len({line.place for line in lines})
        named = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in chars[:NAMED_SIGNS])
        more = len(chars) - NAMED_SIGNS
        problem = f"our fonts have no {named}"
        problem += f" and {more} more {script or 'sign'}{'s' * (more > 1)}" if more > 0 else ""
        problem += f", on {places} lines; this is the first" if places > 1 else ""
        fix = "write it in words, or add a whole font that has it to styles/fonts/"
        if lines:
            column = min(lines[0].text.index(char) for char in chars if char in lines[0].text) + 1
            yield lines[0].finding("P301", problem, fix, column)
        else:
            yield Finding(Place(manuscript.file), "P301", problem, fix)


def _script(char: str) -> str:
    """“Arabic letter”, “Cyrillic letter”; nothing for a sign. Unicode's names begin so."""
    name = unicodedata.name(char, "").partition(" ")[0]
    return f"{name.capitalize()} letter" if unicodedata.category(char)[0] in "LM" else ""


def _cause(project: Project, manuscript: Manuscript, text: str) -> Line | Place:
    if text.startswith(SURPLUS_CELLS):
        rows = [line for line in manuscript.lines if line.text.lstrip()[:1] == "|"]
        if rows:
            return max(rows, key=lambda line: line.text.count("|"))
    at = AT.search(text)
    declaration = DECLARATION.search(text)
    for path in _sheets(project, manuscript):
        lines = read_lines(project, path, []) or ()
        if at and int(at[1]) <= len(lines):
            line = lines[int(at[1]) - 1]
            want = declaration[1] if declaration else ""
            if line.text[int(at[2]) - 1 :].lstrip().startswith(want) and line.text.strip():
                return line
    names = [match[1].rsplit("/", 1)[-1] for match in NAMED.finditer(text)]
    for name in names or UNNAMED.findall(text):
        for path in (*_sheets(project, manuscript), *sorted(project.templates.rglob("*.html"))):
            for line in read_lines(project, path, []) or ():
                if name and name in line.text:
                    return line
        for line in manuscript.lines:
            if name and name in line.text:
                return line
    return Place(f"styles/{manuscript.product.file}.css", int(at[1]) if at else 1)


def _sheets(project: Project, manuscript: Manuscript) -> list[Path]:
    first = project.styles / f"{manuscript.product.file}.css"
    others = (p for p in sorted(project.styles.glob("*.css")) if p != first)
    return [first, *others]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
