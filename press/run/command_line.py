"""The command line: from words to an order, each option with the command that it belongs to."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from press.products import STANDARD, Catalogue
from press.run.option_types import ALL, named
from press.run.options import options
from press.run.order import Order
from press.sheets.layouts import SHEETS

DESCRIPTION = """\
Prints every guide under content/ as leaflets, cards and sheets, proved, into dist/.
Nothing is printed that has an error; what was printed before stays as it is. A question stops
nothing: a person answers it in the guide's answers.toml."""

EXAMPLES = """\
examples:
  python build.py
  python build.py --guide leg-cramps --product night-card
  python build.py --clinic content/clinics/example.toml
  python build.py --edition large-print,mono
  python build.py --edition all --sheet all
  python build.py --locale en-GB --sheet 2-up --back en-001
  python build.py check --format json
  python build.py check --answers
  python build.py explain P206

exit codes:
  0  done, perhaps with questions  1  errors; what has them was not printed
  2  the call is wrong             3  the machine lacks something, or the press is busy
  4  a fault of ours, please report it"""
PROGRAM = "python build.py"
BLANKS = "No blank stands after a comma, and a path with blanks needs quotes"
Options = Mapping[str, Mapping[str, Any]]  # what argparse is given, by the option
PRINT = "print"  # what is meant where no command is named


@dataclass(frozen=True)
class Command:
    """One command: what it does in a few words, its options, and `module:function` of the press.

    The function takes project and order and returns the exit code. It is imported when it is run.
    """

    name: str
    help: str
    options: tuple[str, ...]  # of OPTIONS
    function: str = ""  # none: build.py itself
    formats: tuple[str, ...] = ("text", "json", "github")  # that it can tell in
    endless: bool = False  # whether it goes on until it is ended, and has no limit of computing


def parse(argv: Sequence[str], today: date, commands: Sequence[Command], known: Catalogue) -> Order:
    """The order that these arguments give. Exits with 2 where they can't be understood."""
    words = list(argv)
    rows = options(known)
    parser = _parser(commands, rows)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, PRINT)
    names = [command.name for command in commands]
    if not words[0].startswith("-") and words[0] not in names:
        parser.error(f"there is no command `{words[0]}`; there is: {', '.join(names)}. {BLANKS}")
    given, left = parser.parse_known_args(words)
    if left:
        parser.error(_not_known(left[0], given.command, commands))
    return _order(vars(given), today, known)


def _parser(commands: Sequence[Command], rows: Options) -> argparse.ArgumentParser:
    table = "\n".join(f"  {' '.join((one.name, *_needs(one))):<17} {one.help}" for one in commands)
    first = next(command for command in commands if command.name == PRINT)
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [command] [options]",
        description=DESCRIPTION,
        epilog=f"commands (each has a --help of its own):\n{table}\n\n"
        f"options of print:\n{_options_of(first, rows)}\n\n{EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    # SUPPRESS as help: the table above lists them, each with the argument that it takes
    parts = parser.add_subparsers(dest="command", metavar="", help=argparse.SUPPRESS)
    for command in commands:
        own = parts.add_parser(
            command.name,
            prog=f"{PROGRAM} {command.name}",
            usage=" ".join((PROGRAM, command.name, *_needs(command), "[options]")),
            description=command.help,
            help=argparse.SUPPRESS,
            allow_abbrev=False,  # `--to` is an option of one command, and the start of another's
        )
        for option in command.options:
            row = _for(command, option, rows[option])
            own.add_argument(*([option] if option.startswith("-") else []), **_row(option, row))
    return parser


def _needs(command: Command) -> list[str]:
    """What must be given with a command, and has no name: the code of `explain`."""
    return [option for option in command.options if not option.startswith("-")]


def _for(command: Command, option: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """An option as one command takes it: each tells in forms of its own."""
    return {**row, "choices": command.formats} if option == "--format" else row


def _row(option: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """What argparse is given for an option; one that is left out leaves no value."""
    if option.startswith("-"):
        return {**row, "default": argparse.SUPPRESS}
    return {**row, "metavar": option}


def _options_of(command: Command, rows: Options) -> str:
    told = []
    for option in command.options:
        row = _for(command, option, rows[option])
        choices = "{" + ",".join(row.get("choices") or ()) + "}"
        word = f"{option} {row.get('metavar', choices)}".rstrip()
        told.append(f"  {word:<35} {row['help']}")
    return "\n".join(told)


def _not_known(word: str, command: str, commands: Sequence[Command]) -> str:
    """What is wrong with a word that a command does not take."""
    option = word.partition("=")[0]
    owners = [one.name for one in commands if option in one.options]
    if option in [one.name for one in commands]:
        return f"the command comes first: {PROGRAM} {option} …"
    if owners:
        return f"{command} takes no {option}; it belongs to {', '.join(owners)}"
    hint = "" if word.startswith("-") else f". {BLANKS}"
    return f"{command} does not know `{word}`; see {PROGRAM} {command} --help{hint}"


def _order(given: Mapping[str, Any], today: date, known: Catalogue) -> Order:
    values: dict[str, Any] = {
        key: tuple(one) if isinstance(one, list) else one for key, one in given.items()
    }
    sheets = values.get("sheets")
    values["code"] = values.get("code", "").upper()
    values["editions"] = named(values.get("editions", [STANDARD]), known.editions)
    values["sheets"] = None if sheets is None else named(sheets, SHEETS)
    values["all_sheets"] = ALL in (sheets or ())
    return Order(**{"today": today, **values})
