"""The options of the command line: how each is read, and what is said of it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from press.products import PAPERS, STANDARD, Catalogue
from press.sheets.layouts import SHEETS

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


def locales(text: str) -> list[str]:
    """Locales with commas between them, in the case that BCP 47 recommends."""
    names = _names(text)
    if not names:
        raise argparse.ArgumentTypeError("no locale is named: write one such as en-GB")
    return list(map(_locale, names))


def a_locale(text: str) -> str:
    """One locale."""
    names = locales(text)
    if len(names) > 1:
        raise argparse.ArgumentTypeError(f"one locale lies behind another: name {names[0]} alone")
    return names[0]


def a_file(text: str) -> Path:
    """The path of a file."""
    if not text.strip():
        raise argparse.ArgumentTypeError("no file is named: write its path")
    return Path(text)


def _names(text: str) -> list[str]:
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
        names = [name.lower() for name in _names(text)]
        if not names:
            raise argparse.ArgumentTypeError(f"no {what} is named; there is: {', '.join(allowed)}")
        for name in names:
            if name not in allowed:
                there = ", ".join(allowed)
                raise argparse.ArgumentTypeError(f"there is no {what} `{name}`; there is: {there}")
        if NONE in names and len(names) > 1:
            raise argparse.ArgumentTypeError("none means none: leave the other names out")
        return names

    return read


def named(given: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """What was named, in the table's order."""
    names = set(given)
    return tuple(name for name in known if name in names or ALL in names)


def options(known: Catalogue) -> Mapping[str, dict[str, Any]]:
    """Each option as argparse takes it, where the project has these products.

    Where their file is at fault any name is taken: what is wrong with it is told first, and alone.
    """
    editions = ", ".join(known.editions)
    return {
        **OPTIONS,
        "--product": {
            "dest": "products",
            "action": "append",
            "choices": None if known.findings else list(known.products),
            "metavar": "NAME",
            "help": f"only this product: {', '.join(known.products)}",
        },
        "--edition": {
            "dest": "editions",
            "action": "extend",
            "type": _names if known.findings else one_of("edition", known.editions),
            "metavar": "NAMES",
            "help": f"print these editions: {editions}, all (else {STANDARD})",
        },
    }


OPTIONS: Mapping[str, dict[str, Any]] = {
    "--guide": {"dest": "guides", "action": "append", "metavar": "NAME", "help": "only this guide"},
    "--locale": {
        "dest": "locales",
        "action": "extend",
        "type": locales,
        "metavar": "NAMES",
        "help": "only these locales: en-GB,en-US",
    },
    "--sheet": {
        "dest": "sheets",
        "action": "extend",
        "type": one_of("sheet", SHEETS, NONE),
        "metavar": "NAMES",
        "help": f"make these sheets: {', '.join(SHEETS)}, all, none (else the usual)",
    },
    "--press": {
        "action": "store_true",
        "help": "files for a print shop (PDF/X-4), as --sheet press",
    },
    "--phone": {
        "action": "store_true",
        "help": "besides, editions for a phone, one file each; make phone installs it",
    },
    "--paper": {
        "choices": list(PAPERS),
        "help": "the paper of the sheets (else that of the locale's country)",
    },
    "--back": {
        "type": a_locale,
        "metavar": "LOCALE",
        "help": "print this locale on the backs of the card sheets",
    },
    "--seal": {
        "type": a_file,
        "metavar": "KEY",
        "help": "sign each PDF with the organisation's key (.p12); make seal installs it",
    },
    "--clinic": {
        "dest": "clinics",
        "action": "append",
        "type": a_file,
        "metavar": "FILE",
        "help": "a clinic's file: its name and numbers; may stand several times",
    },
    "--format": {"help": "how it is told"},
    "--answers": {
        "dest": "format",
        "action": "store_const",
        "const": "answers",
        "help": "tell open questions as rows of answers.toml, to be filled in",
    },
    "--strict": {"action": "store_true", "help": "exit with 1 for an open question, too"},
    "--today": {"type": a_day, "metavar": "DAY", "help": "the day it is: 2026-11-23"},
    "--wait": {
        "type": seconds,
        "metavar": "S",
        "help": "seconds to wait for another build (60)",
    },
    "--limit": {
        "dest": "seconds",
        "type": seconds,
        "metavar": "S",
        "help": "seconds of computing that a layout may take (60)",
    },
    "NAME": {
        "dest": "name",
        "help": "the new guide's folder: small letters, such as wrist-cast",
    },
    "--title": {"dest": "title", "metavar": "TEXT", "help": "the title that is printed"},
    "--from": {
        "dest": "source",
        "type": a_file,
        "metavar": "FILE",
        "help": "a text to start from: a Word document (.docx) or Markdown",
    },
    "--yes": {"action": "store_true", "help": "ask nothing: all that is needed is given here"},
    "--name": {"dest": "signer", "metavar": "TEXT", "help": "the name of who signs, or withdraws"},
    "--role": {"metavar": "TEXT", "help": "the role, such as consultant midwife"},
    "--registration": {"metavar": "TEXT", "help": "the registration, such as NMC 12A3456B"},
    "--organisation": {"metavar": "TEXT", "help": "the organisation"},
    "--next-review": {
        "dest": "next_review",
        "type": a_day,
        "metavar": "DAY",
        "help": "the day by which it is read again: 2028-01-31",
    },
    "--as": {
        "dest": "kind",
        "metavar": "KIND",
        "help": "the kind of signature, where the guide asks for several",
    },
    "--pack": {
        "metavar": "FINGERPRINT",
        "help": "the fingerprint of the review pack that was read",
    },
    "--version": {"metavar": "NUMBER", "help": "the version, such as 1.0 (else the signed one)"},
    "--reason": {"metavar": "TEXT", "help": "what is wrong with it, as it is to be printed"},
    "[OLD]": {
        "dest": "old",
        "nargs": "?",
        "default": "",
        "help": "a version that was signed, such as 1.0, or now (else the last approval)",
    },
    "[NEW]": {
        "dest": "new",
        "nargs": "?",
        "default": "",
        "help": "the version to compare it with, or now (else now)",
    },
    "CODE": {"dest": "code", "help": "the code of a finding: P206"},
    "FOOT": {
        "dest": "foot",
        "nargs": "+",
        "help": "the code at a page's foot: leg-cramps en-GB 1.0 3f9a2c",
    },
}


OF_A_JOB = ("--guide", "--locale", "--clinic", "--today")


OF_PRINTING = ("--product", "--edition", "--sheet", "--press", "--phone", "--paper",
               "--back", "--format",
               "--wait", "--limit")  # fmt: skip
