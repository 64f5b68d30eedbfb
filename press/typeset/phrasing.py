"""What a template asks of composed HTML: a list set as running text, the number that is dialled.

These are filters of the templates. They move no word: what is read out stays in its order.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from press.read.fields import Field

Made = Markup  # composed HTML: Jinja escapes it no more

EMERGENCY = "emergency_number"  # the country's fact
MOST = 3  # columns
ROOM = 40  # characters that stand side by side on a card, of the longest items of each column
FEWEST = 4  # items: a shorter list is seen at a glance
BLANK_LINE = '<span class="blank"></span>'
STOPS = ".,:;"  # after a number: as small as the words around it
ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
# how wide letters of our face are, in ems (styles/fonts, weight 400): the widest of each group
WIDTHS = (
    (".,:;'|", 0.21),
    ("ilj \u00a0", 0.28),
    ("frt()-", 0.37),
    ("1I", 0.41),
    ("ckszvxy", 0.5),
    ("aeuoh27JL", 0.55),
    ("bdgnpqEFTY", 0.58),
    ("3569BPSVZRK", 0.63),
    ("mwMW", 0.86),
)
OTHER = 0.73  # other capitals and figures


def filters(fields: Mapping[str, Field]) -> Mapping[str, Callable[..., Any]]:
    """The filters of one job's templates, by name."""
    number = ""
    if EMERGENCY in fields:  # where it is not known, a line to write on stands for it
        number = html.escape(fields[EMERGENCY].text) or BLANK_LINE

    def with_number(heading: str) -> Markup:
        """A heading with the emergency number set apart, and who answers there before it."""
        return _with_number(heading, number)

    return {
        "run_in": run_in,
        "columns": columns,
        "ems": ems,
        "rows": rows,
        "with_number": with_number,
    }


def run_in(made: str) -> Markup:
    """A list set as running text: a dot and a space between its items, inside them."""
    return Markup(re.sub(r"</li>(?=\s*<li>)", "\u00a0\u00b7 </li>", made))


def columns(made: str) -> int:
    """In how many columns the items of a card's text stand: three at most, and one with figures."""
    items = [html.unescape(TAG.sub("", item)) for item in ITEM.findall(made)]
    return 1 if "<figure" in made else columns_of(items, ROOM)


def ems(made: str) -> float:
    """How wide a text is on one line, in ems of our face: a little more than it takes."""
    text = html.unescape(TAG.sub("", made))
    return sum(next((wide for letters, wide in WIDTHS if one in letters), OTHER) for one in text)


def rows(made: str, room: float) -> int:
    """In how many lines a text is set where each has so many ems of room.

    What no-break spaces keep together is not parted.
    """
    count, filled = 1, 0.0
    for word in html.unescape(TAG.sub("", made)).split(" "):
        wide = ems(html.escape(word))
        if filled and filled + wide > room:
            count, filled = count + 1, 0.0
        filled += wide + ems(" ")
    return count


def columns_of(items: Sequence[str], room: int, most: int = MOST, even: bool = False) -> int:
    """The most columns, up to `most`, whose longest items stand in `room` characters together.

    One where the items are few, or one is too long. `even` columns are all as wide as the widest.
    """
    for count in range(most if len(items) >= FEWEST else 1, 1, -1):
        longest = [max(map(len, items[at::count])) for at in range(count)]
        if (count * max(longest) if even else sum(longest)) <= room:
            return count
    return 1


def _with_number(heading: str, number: str) -> Markup:
    before, found, after = heading.partition(number) if number else (heading, "", "")
    if not found or (before + after).count("<"):
        return Markup(heading)
    stop = after[:1] if after[:1] in STOPS else ""
    rest = after[len(stop) :].lstrip()
    whom = f'<span class="whom">{before.rstrip()}</span> ' if before.strip() else ""
    dialled = f'<b class="number-to-dial">{number}<span>{stop}</span> </b>'
    return Markup(f"{whom}{dialled}{rest}")
