"""The command line: what may be asked of `build.py`, and what each exit code means."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from press.products import EDITIONS, PAPERS, PRODUCTS, STANDARD
from press.sheets.table import SHEETS

DESCRIPTION = """\
Prints every guide under content/ as a leaflet and a night card, proved, into dist/.
Nothing is printed that has a finding; what was printed before stays as it is."""

EPILOG = """\
commands:
  print (or none)   check and print into dist/
  check             all findings, nothing written
  explain CODE      what a finding means, why, and how to put it right
  report            where each guide stands: readability, PEMAT-P, CDC index, DISCERN, EQIP
  review-pack       every sentence beside its source, for the clinician to strike out and sign
  proofsheet        every printed page in colour, grey, one bit and without green, to be judged
  spelling          check the spelling (needs hunspell and its dictionaries)
  figures           draw the guides' figures anew from their poses
  fits              keep beside each guide the sizes that fit, where a print looks first

examples:
  python build.py
  python build.py --guide leg-cramps --product night-card
  python build.py --clinic content/clinics/example.toml
  python build.py --edition large-print,mono
  python build.py --edition all --sheet all
  python build.py --locale en-GB --sheet 2-up --back en-001
  python build.py check --format json
  python build.py explain P206

exit codes:
  0  done                          1  findings; what has them was not printed
  2  the call is wrong             3  the machine lacks something, or the press is busy
  4  a fault of ours, please report it"""


@dataclass(frozen=True)
class Order:
    """What was asked for. Empty tuples mean everything."""

    command: str
    code: str = ""
    guides: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
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


def parse(argv: Sequence[str], today: date) -> Order:
    """The order that these arguments give. Exits with 2 where they can't be understood."""
    parser = argparse.ArgumentParser(
        prog="python build.py",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = ("print", "check", "explain", "report", "review-pack", "proofsheet", "spelling",
                "figures", "fits")  # fmt: skip
    parser.add_argument("command", nargs="?", default="print", metavar="command")
    parser.add_argument("code", nargs="?", default="", metavar="CODE", help="for explain: P206")
    parser.add_argument("--guide", action="append", default=[], help="only this guide")
    parser.add_argument(
        "--product", action="append", default=[], choices=list(PRODUCTS), help="only this product"
    )
    parser.add_argument(
        "--locale",
        action="extend",
        default=[],
        type=_locales,
        help="only these locales: en-GB,en-US",
    )
    _add_print_options(parser)
    parser.add_argument("--clinic", type=Path, help="a clinic's file: its name and numbers")
    parser.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="how findings are told"
    )
    parser.add_argument(
        "--today", type=date.fromisoformat, default=today, help="the day it is: 2026-11-23"
    )
    parser.add_argument(
        "--wait", type=float, default=60, metavar="S", help="seconds to wait for another build (60)"
    )
    parser.add_argument(
        "--limit",
        type=float,
        default=60,
        metavar="S",
        help="seconds of computing that a layout may take (60)",
    )
    given = parser.parse_args(argv)
    if given.command not in commands:
        there = ", ".join(commands)
        parser.error(
            f"there is no command `{given.command}`; there is: {there}. "
            "No blank stands after a comma, and a path with blanks needs quotes"
        )
    if bool(given.code) != (given.command == "explain"):
        parser.error("explain takes a code, such as P206; the other commands take none")
    return Order(
        command=given.command,
        code=given.code.upper(),
        guides=tuple(given.guide),
        products=tuple(given.product),
        locales=tuple(given.locale),
        editions=_named(given.edition or [STANDARD], EDITIONS),
        sheets=None if given.sheet is None else _named(given.sheet, SHEETS),
        all_sheets=ALL in (given.sheet or ()),
        press=given.press,
        paper=given.paper,
        back="".join(_locales(given.back)[:1]),
        clinic=given.clinic,
        format=given.format,
        today=given.today,
        wait=given.wait,
        seconds=given.limit,
    )


def _add_print_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    names = _one_of("edition", EDITIONS)
    helped = f"print these editions: {', '.join(EDITIONS)}, all (else {STANDARD})"
    add("--edition", action="extend", type=names, metavar="NAMES", help=helped)
    usual = ", ".join(name for name, sheet in SHEETS.items() if sheet.default)
    helped = f"make these sheets: {', '.join(SHEETS)}, all, none (else {usual})"
    names = _one_of("sheet", SHEETS, NONE)
    add("--sheet", action="extend", type=names, metavar="NAMES", help=helped)
    add("--press", action="store_true", help="files for a print shop (PDF/X-4), as --sheet press")
    helped = "the paper of the sheets (else that of the locale's country)"
    add("--paper", choices=list(PAPERS), default="", help=helped)
    helped = "print this locale on the backs of the card sheets"
    add("--back", default="", metavar="LOCALE", help=helped)


ALL, NONE = "all", "none"


def _one_of(what: str, known: Iterable[str], *more: str) -> Callable[[str], list[str]]:
    """A reader of names with commas between them; each must be known."""
    allowed = (*known, ALL, *more)

    def read(text: str) -> list[str]:
        names = [name.strip().lower() for name in text.split(",") if name.strip()]
        for name in names:
            if name not in allowed:
                there = ", ".join(allowed)
                raise argparse.ArgumentTypeError(f"there is no {what} `{name}`; there is: {there}")
        if NONE in names and len(names) > 1:
            raise argparse.ArgumentTypeError("none means none: leave the other names out")
        return names

    return read


def _locales(text: str) -> list[str]:
    """Locales with commas between them, in the case that BCP 47 recommends."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    return [
        "-".join(part.upper() if n and len(part) == 2 else part.lower() if not n else part
                 for n, part in enumerate(name.split("-")))
        for name in names
    ]  # fmt: skip


def _named(given: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    """What was named, in the table's order."""
    return tuple(name for name in known if name in given or ALL in given)
