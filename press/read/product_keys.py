"""What a product's table may say: each key, and the reader of its value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from typing import Any

from press.products import PAGES, SHEET_NAMES, Gates, quarter_points
from press.read.syntax import ROLES

EVERYTHING = "all"  # of `floors`: all that has no floor of its own
LEAST_TYPE = 6.0  # pt: what nobody reads is no floor
LONGEST_LADDER = 200  # steps
GATES: Mapping[str, Any] = {one.name: one.type for one in fields(Gates)}


class Unfit(Exception):  # noqa: N818 - named by what happened
    """A value that can't be; the text says what it is, and how to write it instead."""


def _number(least: float, most: float, name: str) -> Callable[[Any], dict[str, Any]]:
    """A reader of one number within bounds."""

    def read(value: Any) -> dict[str, Any]:
        if not _is_number(value) or not least <= value <= most:
            raise Unfit(f"`{name}` is {value!r}; write a number from {least:g} to {most:g}")
        return {name: value}

    return read


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _page(value: Any) -> dict[str, Any]:
    names = {name: page for page, on in PAGES.items() for name, _ in on.values()}
    if value not in names:
        raise Unfit(f"there is no page {value!r}; take one of: {', '.join(names)}")
    return {"page": names[value]}


def _pages(value: Any) -> dict[str, Any]:
    good = isinstance(value, list) and all(type(n) is int and 0 < n <= 64 for n in value)
    if not good or not value or value != sorted(set(value)):
        raise Unfit("`pages` is no list of numbers; write how many it may have: [2, 4, 8]")
    return {"pages": tuple(value)}


def _ladder(value: Any) -> dict[str, Any]:
    what = 'write the smallest and the largest type: { names = "body", from = 12, to = 14 }'
    if not isinstance(value, dict) or not {"from", "to"} <= value.keys() <= {"from", "to", "names"}:
        raise Unfit(f"`ladder` needs `from` and `to`; {what}")
    first, last = value["from"], value["to"]
    names = value.get("names", "type")
    if not (_is_number(first) and _is_number(last) and isinstance(names, str)):
        raise Unfit(f"`ladder` goes from {first!r} to {last!r}; {what}")
    if not LEAST_TYPE <= first <= last or (last - first) * 4 > LONGEST_LADDER:
        raise Unfit(f"`ladder` goes from {first:g} to {last:g} pt; {what}")
    return {"ladder": quarter_points(first, last), "ladder_names": names}


def _floors(value: Any) -> dict[str, Any]:
    known = (EVERYTHING, *ROLES, "clinic", "label", "heading", "verbs")
    if not isinstance(value, dict) or EVERYTHING not in value:
        raise Unfit("`floors` needs `all`; write { all = 12 }, and what may be smaller")
    for role, size in value.items():
        if role not in known:
            raise Unfit(f"`floors` has no part `{role}`; take one of: {', '.join(known)}")
        if not _is_number(size) or size < LEAST_TYPE:
            raise Unfit(f"the floor of `{role}` is {size!r}; write a size in pt, such as 12")
    return {"floors": {"" if role == EVERYTHING else role: size for role, size in value.items()}}


def _gates(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not {"grade", "smog"} <= value.keys():
        raise Unfit("`gates` needs `grade` and `smog`; write { grade = 6.0, smog = 8.0 }")
    for name, one in value.items():
        if name not in GATES:
            raise Unfit(f"`gates` has no `{name}`; take one of: {', '.join(GATES)}")
        if not _is_number(one) or one < 0:
            raise Unfit(f"`{name}` of `gates` is {one!r}; write a number")
    return {"gates": Gates(**value)}


def _texts(name: str, known: Collection[str] = ()) -> Callable[[Any], dict[str, Any]]:
    """A reader of a list of names; `known`, if given, are all that there are."""

    def read(value: Any) -> dict[str, Any]:
        key = "front" if name == "may_ask" else name
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise Unfit(f'`{key}` is no list of names; write such as {key} = ["…"]')
        for one in value if known else ():
            if one not in known:
                raise Unfit(f"there is no sheet `{one}`; take one of: {', '.join(known)}")
        return {name: tuple(value)}

    return read


def _signs(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise Unfit('`signs` is no table of names; write { stop = "stop" }')
    return {"signs": value}


def _leading(value: Any) -> dict[str, Any]:
    good = isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))
    if not good or not 1 <= value[0] <= value[1]:
        raise Unfit("`leading` is no pair; write the least and the most: [1.15, 1.6]")
    return {"leading": tuple(value)}


def _yes(name: str) -> Callable[[Any], dict[str, Any]]:
    """A reader of yes or no."""

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, bool):
            raise Unfit(f"`{name}` is {value!r}; write true or false")
        return {name: value}

    return read


KEYS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "page": _page,
    "pages": _pages,
    "ladder": _ladder,
    "floors": _floors,
    "gates": _gates,
    "front": _texts("may_ask"),
    "signs": _signs,
    "leading": _leading,
    "clinic_slot": _number(0, 400, "clinic_slot"),
    "figure_slot": _number(0, 400, "figure_slot"),
    "question_lines": _number(0, 40, "question_lines"),
    "sheets": _texts("sheets", SHEET_NAMES),
    "more_sheets": _texts("more_sheets", SHEET_NAMES),
    "qr_code": _yes("qr_code"),
    "phone_edition": _yes("phone_edition"),
    "cover_list": _yes("cover_list"),
    "black_only": _yes("black_only"),
    "most_ink": _number(0, 100, "most_ink"),
}
