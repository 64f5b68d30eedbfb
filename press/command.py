"""The command line: what may be asked of `build.py`, and what each exit code means."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DONE, FINDINGS, WRONG_CALL, MACHINE, OUR_FAULT = range(5)
REPORT_TO = "the project's issue tracker, with this line and the command that you gave"

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
  spelling          check the spelling (needs hunspell and its dictionaries)
  figures           draw the guides' figures anew from their poses

examples:
  python build.py
  python build.py --guide leg-cramps --product night-card
  python build.py --clinic content/clinics/example.toml
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
    clinic: Path | None = None
    format: str = "text"
    today: date = date.min
    wait: float = 60.0
    seconds: float = 60.0


def parse(argv: Sequence[str], products: Sequence[str], today: date) -> Order:
    """The order that these arguments give. Exits with 2 where they can't be understood."""
    parser = argparse.ArgumentParser(
        prog="python build.py",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = ("print", "check", "explain", "report", "review-pack", "spelling", "figures")
    parser.add_argument("command", nargs="?", default="print", choices=commands, metavar="command")
    parser.add_argument("code", nargs="?", default="", metavar="CODE", help="for explain: P206")
    parser.add_argument("--guide", action="append", default=[], help="only this guide")
    parser.add_argument(
        "--product", action="append", default=[], choices=list(products), help="only this product"
    )
    parser.add_argument("--locale", action="append", default=[], help="only this locale: en-GB")
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
        "--limit", type=float, default=60, metavar="S", help="seconds that a layout may take (60)"
    )
    given = parser.parse_args(argv)
    if bool(given.code) != (given.command == "explain"):
        parser.error("explain takes a code, such as P206; the other commands take none")
    return Order(
        given.command,
        given.code.upper(),
        tuple(given.guide),
        tuple(given.product),
        tuple(given.locale),
        given.clinic,
        given.format,
        given.today,
        given.wait,
        given.limit,
    )
