"""An order: what was asked of `build.py`, in values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from press.products import STANDARD


class WrongCall(Exception):  # noqa: N818 - named by what happened
    """The order names what isn't there, or can't be; the text says so and lists what is."""


@dataclass(frozen=True)
class Order:
    """What was asked for. Empty tuples mean everything."""

    command: str
    code: str = ""
    guides: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    editions: tuple[str, ...] = (STANDARD,)
    sheets: tuple[str, ...] | None = None  # None: those that a clinic wants
    all_sheets: bool = False
    press: bool = False
    paper: str = ""
    back: str = ""
    clinic: Path | None = None
    format: str = "text"
    today: date = date.min
    wait: float = 60.0
    seconds: float = 60.0
