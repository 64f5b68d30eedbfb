"""A long list on a page: those that are searched for, in the order that is asked for, by pages.

All of it stands in the address, so that it works without a script and can be kept as a bookmark.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

T = TypeVar("T")
A_PAGE = 100  # rows
LONGEST = 200  # letters of what is searched for
BACKWARDS = "-"  # before the name of a column


@dataclass(frozen=True)
class Listing(Generic[T]):
    """One page of a list. `found` are all that were found; `asked` is what the address says."""

    rows: Sequence[T]
    found: Sequence[T]
    page: int  # from 1
    pages: int
    asked: Mapping[str, str]

    @property
    def count(self) -> int:
        """How many were found."""
        return len(self.found)

    def order_of(self, column: str) -> str:
        """How a column stands, as `aria-sort` has it."""
        names = {column: "ascending", BACKWARDS + column: "descending"}
        return names.get(self.asked["sort"], "none")

    def turned(self, column: str) -> str:
        """What the column's button asks for: the other way round where it is ordered already."""
        return BACKWARDS + column if self.asked["sort"] == column else column

    def at(self, page: int) -> str:
        """The address of another page of the same list."""
        asked = {**self.asked, "page": str(page)}
        return "?" + urlencode({key: value for key, value in asked.items() if value})


def listed(
    asked: Mapping[str, str],
    rows: Sequence[T],
    words: Callable[[T], str],
    columns: Mapping[str, Callable[[T], Any]],
    **more: str,
) -> Listing[T]:
    """The page that is asked for: `q` is searched for in each row's words, `sort` is a column.

    `more` is what else its address says.
    """
    q = asked.get("q", "")[:LONGEST]
    sought = q.casefold().split()
    found = [row for row in rows if all(word in words(row).casefold() for word in sought)]
    sort = asked.get("sort", "")
    kept = {**more, "q": q, "sort": ""}
    if key := columns.get(sort.removeprefix(BACKWARDS)):
        found.sort(key=key, reverse=sort.startswith(BACKWARDS))
        kept["sort"] = sort
    pages = max(1, -(-len(found) // A_PAGE))
    number = asked.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    page = min(max(page, 1), pages)
    return Listing(found[(page - 1) * A_PAGE : page * A_PAGE], found, page, pages, kept)
