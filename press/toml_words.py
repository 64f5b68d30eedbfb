"""Why a TOML text can't be read, in the words of an editor, and on which line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

from press.finding import Finding
from press.project import Line

DEEPEST, LONGEST = 8, 40  # tables in tables; digits of a number
AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)| \(at end of document\)")
BEGINS = re.compile(r"^\s*(?:\[|[^\s=#]+\s*=)")
SHORT = 'write `key = "value"`, a text in straight quotes, one a line'
CURLY = "[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019]"
# what is said of the line that is named, by the parser's own message and the rest of the line
REASONS = (
    (r"hex value|unescaped '\\'", "", "a \\ within quotes begins a special sign",
     "write / for it, or put the text between single straight quotes"),
    (r"cannot overwrite|cannot declare|cannot mutate|can't", "",
     "this name stands in the file for the second time", "take one of the two away"),
    (r"expected '='", "", "there is no = between the name and its value", SHORT),
    ("", CURLY, "quotes are curly here", SHORT),
    ("invalid value", r"^\s*(?:#.*)?$", "this name has no value", SHORT),
    ("invalid value", "", "this value stands without quotes", SHORT),
    (r"illegal character '\\n'|unterminated|expected \"'\"", "",
     "a text begins here and is not closed", SHORT),
    ("unclosed array", "", "a list begins here and is not closed", "put ] at its end"),
    ("unclosed inline", "", "a { stands here and is not closed", "put } at its end"),
    ("end of a table", "", "a table's name is not closed", "write [name] on a line of its own"),
    ("expected newline", "", "something stands after the value", SHORT),
    ("invalid statement|initial character", "", "a name is written in small letters, digits and _",
     SHORT),
)  # fmt: skip


def load(lines: Sequence[Line], found: list[Finding]) -> dict[str, object] | None:
    """A TOML text as Python has it, or None with finding M105."""
    try:
        tree = tomllib.loads("\n".join(line.text for line in lines))
    except (ValueError, RecursionError) as error:
        found.append(_reason(lines, error))
        return None
    if _depth(tree) > DEEPEST:
        deep = max(lines, key=lambda line: line.text.partition("=")[0].count("."))
        found.append(_told(deep, "tables stand in tables here, too many of them", SHORT))
        return None
    return tree


def _reason(lines: Sequence[Line], error: Exception) -> Finding:
    if isinstance(error, RecursionError):
        deep = max(lines, key=lambda line: len(re.findall(r"[\[{]", line.text)))
        return _told(deep, "lists stand in lists here, too many of them", SHORT)
    if not isinstance(error, tomllib.TOMLDecodeError):
        long = max(lines, key=lambda line: max(map(len, re.findall(r"\d+", line.text)), default=0))
        return _told(long, f"a number has more than {LONGEST} digits", "write a shorter one")
    at = AT_LINE.search(str(error))
    message = AT_LINE.sub("", str(error))
    line = lines[min(int(at[1]), len(lines)) - 1] if at and at[1] else _begun(lines)
    column = int(at[2]) if at and at[2] else len(line.text) - len(line.text.lstrip()) + 1
    rest = line.text[column - 1 :] if at and at[1] else line.text.partition("=")[2]
    for pattern, follows, problem, fix in REASONS:
        if re.search(pattern, message, re.IGNORECASE) and re.search(follows, rest):
            return _told(line, problem, fix, min(column, len(line.text) or 1))
    return _told(line, f"{message[:1].lower()}{message[1:]}", SHORT, column)


def _begun(lines: Sequence[Line]) -> Line:
    """Where the statement begins that goes wrong at the end of the text."""
    for count in range(len(lines) - 1, -1, -1):
        if BEGINS.match(lines[count].text):
            try:
                tomllib.loads("\n".join(line.text for line in lines[:count]))
            except ValueError:
                continue
            return lines[count]
    return lines[-1]


def _told(line: Line, problem: str, fix: str, column: int = 1) -> Finding:
    return line.finding("M105", f"this can't be read as TOML: {problem}", fix, column)


def _depth(tree: dict[str, object]) -> int:
    """How many tables stand in each other, without a call for each."""
    depth, level = 0, [tree]
    while level and depth <= DEEPEST:
        depth += 1
        level = [v for table in level for v in table.values() if isinstance(v, dict)]
    return depth
