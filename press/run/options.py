"""The options of the command line: each with what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from press.products import PAPERS, STANDARD, Catalogue
from press.run.option_types import (
    NONE,
    a_day,
    a_file,
    a_locale,
    a_port,
    locales,
    names,
    one_of,
    seconds,
)
from press.sheets.layouts import SHEETS


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
            "type": names if known.findings else one_of("edition", known.editions),
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
    "--port": {
        "type": a_port,
        "metavar": "N",
        "help": "the port of the desk on this machine (8017; 0: any that is free)",
    },
    "--no-browser": {
        "dest": "browser",
        "action": "store_false",
        "help": "open no browser: only say the address",
    },
    "--read-only": {
        "action": "store_true",
        "help": "for a shared screen: nothing can be changed, printed or signed",
    },
    "--to": {
        "type": a_file,
        "metavar": "FOLDER",
        "help": "the folder that the site is written into; it holds nothing else",
    },
    "--no-phone": {
        "action": "store_true",
        "help": "no editions for a phone, where there is no browser to prove them in",
    },
    "--drafts": {
        "action": "store_true",
        "help": "put out what nobody approved too, and ask search engines to stay away",
    },
    "--poll": {
        "action": "store_true",
        "help": "look for changed files every second: a network drive tells of none",
    },
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
