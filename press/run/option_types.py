"""How the words of the command line are read: days, seconds, ports, locales, files, names."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

ALL, NONE = "all", "none"
DAY = 86_400  # seconds


def a_day(text: str) -> date:
    """A day in the order that has one meaning everywhere (ISO 8601): 2026-11-23."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        fix = "write year, month and day, such as 2026-11-23"
        raise argparse.ArgumentTypeError(f"`{text}` is not a day: {fix}") from None


def seconds(text: str) -> float:
    """A number of seconds that a clock can count, from nothing to a day."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= DAY:
        fix = f"write a number of seconds, from 0 to {DAY}"
        raise argparse.ArgumentTypeError(f"`{text}` is no time to wait: {fix}")
    return number


def a_port(text: str) -> int:
    """The number of a port (RFC 6335); 0 means any that is free."""
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"`{text}` is no port: write a number from 1024 to 65535")
    return int(text)


def locales(text: str) -> list[str]:
    """Locales with commas between them, in the case that BCP 47 recommends."""
    given = names(text)
    if not given:
        raise argparse.ArgumentTypeError("no locale is named: write one such as en-GB")
    return list(map(_locale, given))


def a_locale(text: str) -> str:
    """One locale."""
    given = locales(text)
    if len(given) > 1:
        raise argparse.ArgumentTypeError(f"one locale lies behind another: name {given[0]} alone")
    return given[0]


def a_file(text: str) -> Path:
    """The path of a file."""
    if not text.strip():
        raise argparse.ArgumentTypeError("no file is named: write its path")
    return Path(text)


def names(text: str) -> list[str]:
    """Names with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]


def _locale(name: str) -> str:
    cased = "-".join(
        part.upper() if n and len(part) == 2 else part.lower() if not n else part
        for n, part in enumerate(name.replace("_", "-").split("-"))
    )
    if "_" in name:
        raise argparse.ArgumentTypeError(f"a locale has a dash: write {cased}, not {name}")
    return cased


def one_of(what: str, known: Iterable[str], *more: str) -> Callable[[str], list[str]]:
    """A reader of names with commas between them; each must be known."""
    allowed = (*known, ALL, *more)

    def read(text: str) -> list[str]:
        given = [name.lower() for name in names(text)]
        if not given:
            raise argparse.ArgumentTypeError(f"no {what} is named; there is: {', '.join(allowed)}")
        for name in given:
            if name not in allowed:
                there = ", ".join(allowed)
                raise argparse.ArgumentTypeError(f"there is no {what} `{name}`; there is: {there}")
        if NONE in given and len(given) > 1:
            raise argparse.ArgumentTypeError("none means none: leave the other names out")
        return given

    return read


def named(given: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """What was named, in the table's order."""
    wished = set(given)
    return tuple(name for name in known if name in wished or ALL in wished)
