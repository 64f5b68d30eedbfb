"""The commands of `build.py`, one row each. A new one is a row here and a function in its room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from importlib import import_module

from press.limits import Limits, held_to
from press.project import Project
from press.run.command_line import Command
from press.run.options import OF_A_JOB, OF_PRINTING
from press.run.order import Order

WHOLE = Limits(seconds=900)  # of a command that reads, judges and typesets in one piece
COMMANDS: Sequence[Command] = (
    Command("print", "(or none) check and print into dist/", (*OF_A_JOB, *OF_PRINTING, "--seal")),
    Command("check", "all errors and questions, nothing written",
            (*OF_A_JOB, *OF_PRINTING, "--answers", "--strict")),
    Command("new", "the folder of a new guide, which prints at once; from a text, if you have one",
            ("NAME", "--title", "--from", "--locale", "--product", "--today"), "draft.new:new"),
    Command("explain", "what a finding means, why, and how to put it right",
            ("CODE",), "report.explain:explain"),
    Command("report", "where each guide stands: readability, PEMAT-P, CDC index, DISCERN, EQIP",
            (*OF_A_JOB, "--format"), "report.report:report"),
    Command("reading", "the reading text of each product: exactly what is signed",
            (*OF_A_JOB, "--product"), "approval.reading:reading"),
    Command("approve", "sign what stands of a guide in a locale, or be told why not yet",
            ("--guide", "--locale", "--yes", "--name", "--role", "--registration",
             "--organisation", "--next-review", "--as", "--pack", "--today", "--wait", "--limit"),
            "approval.sign:approve"),
    Command("status", "where every guide stands: signed by whom, changed, due, overdue, withdrawn",
            ("--guide", "--locale", "--format", "--today"), "approval.status:status",
            ("text", "json", "html", "ics")),
    Command("redline", "what changed between two versions, or since the last approval",
            ("[OLD]", "[NEW]", "--guide", "--locale", "--product", "--format", "--today"),
            "approval.compare:compare", ("text", "html", "pdf")),
    Command("withdraw", "call a version back: it prints no more; a notice says what to throw away",
            ("--guide", "--locale", "--version", "--name", "--role", "--reason", "--yes", "--today",
             "--wait"), "approval.withdraw:withdraw"),
    Command("identify", "whether a sheet may be handed out, by the code at its foot",
            ("FOOT", "--today"), "approval.identify:identify"),
    Command("serve", "the print desk in the browser: print, write, sign (make desk installs it)",
            ("--port", "--no-browser", "--read-only", "--poll", "--today"), "desk.serve:serve",
            endless=True),
    Command("site", "a site of what is approved, for any web server or folder: read, print, search",
            ("--to", "--drafts", "--no-phone", *OF_A_JOB, "--edition", "--wait", "--limit"),
            "site.site:site"),
    Command("review-pack", "the page to sign: what changed, what is asked, all sentences",
            OF_A_JOB, "review.pack:review_pack"),
    Command("proofsheet", "every printed page in colour, grey, one bit and without green",
            (*OF_A_JOB, "--product"), "review.proofsheet:proofsheet"),
    Command("spelling", "check the spelling (needs hunspell and its dictionaries)",
            (), "report.spelling:spelling"),
    Command("fits", "keep beside each guide the sizes that fit, where a print looks first",
            OF_A_JOB, "run.fits:keep_fits"),
    Command("figures", "draw the guides' figures anew from their poses",
            (), "review.contact_sheet:redraw"),
)  # fmt: skip


def function_of(command: Command) -> Callable[[Project, Order], int]:
    """The function of a command, imported now. Raises ImportError."""
    module, _, name = command.function.partition(":")
    found: Callable[[Project, Order], int] = getattr(import_module(f"press.{module}"), name)
    return found


def run(project: Project, order: Order) -> int:
    """Do what an order's command does; returns the exit code. Raises what the command raises."""
    command = next(one for one in COMMANDS if one.name == order.command)
    with nullcontext() if command.endless else held_to(WHOLE):
        return function_of(command)(project, order)
