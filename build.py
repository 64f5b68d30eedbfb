"""Bedside: prints guides for patients from Markdown. This file is the order of events."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from press.exit_codes import DONE, FINDINGS, MACHINE, OUR_FAULT, REPORT_TO, WRONG_CALL
from press.finding import Finding, as_github, as_json, as_text
from press.project import Project
from press.run import command_line as command
from press.run import publish
from press.run.command_line import Order
from press.run.ledger import Ledger, common_key, job_key
from press.run.orders import Ticket, WrongCall, tickets, wanted

ROOT = Path(__file__).resolve().parent
FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def main(argv: Sequence[str], root: Path = ROOT) -> int:
    """Do what the arguments ask for on the project at `root`; returns the exit code."""
    order = command.parse(argv, date.today())
    project = Project(root)
    try:
        if order.command not in ("print", "check"):
            from press.commands import run_errand

            return run_errand(project, order)
        with publish.locked(project, order.wait):
            return run(project, order)
    except WrongCall as error:
        return _stop(WRONG_CALL, str(error))
    except publish.Busy:
        return _stop(MACHINE, f"another build is still running after {order.wait:g} s; try later")
    except publish.CannotPublish as error:
        return _stop(MACHINE, str(error))
    except BrokenPipeError:  # whoever read along has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (ImportError, OSError) as error:
        return _stop(MACHINE, f"something that the press needs is missing ({error}); run make")
    except KeyboardInterrupt:
        return _stop(MACHINE, "stopped; nothing was half written")
    except Exception as error:
        text = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return _stop(OUR_FAULT, f"a fault of ours ({text}); report it to {REPORT_TO}")


def run(project: Project, order: Order) -> int:
    """Read, check, typeset, prove; then publish each job that is whole."""
    found: list[Finding] = []
    wish = wanted(order)
    ledger, manifest = Ledger(project), publish.read_manifest(project)
    common = common_key(project)
    jobs = tickets(project, order, found)
    keys = {ticket.name: job_key(project, common, ticket.guide, ticket.clinic) for ticket in jobs}
    ledger.refuse_a_mix_up(jobs)
    changed = []
    for ticket in jobs:
        says = ledger.unchanged(ticket.name, keys[ticket.name], wish)
        unlisted = order.command == "print" and ticket.name not in manifest
        if says is None or unlisted or ticket.faults:
            changed.append(ticket)
        elif order.command == "print":
            _say(order, ticket, says, "nothing changed")
    if changed:
        from press.run.jobs import work_off  # the engine is imported only where there is work

        for done in work_off(project, order, changed, wish, ledger.fits):
            found += done.findings
            ledger.remember(done.ticket.name, done.fits)
            if done.findings or done.ticket.faults or order.command == "check":
                continue
            files = {f"{done.ticket.name}/{name}.pdf": pdf for name, pdf in done.pdfs.items()}
            publish.publish(project, files)
            digests = {name: publish.digest(pdf) for name, pdf in files.items()}
            key = keys[done.ticket.name]
            old = manifest.get(done.ticket.name, {})
            # what was made of an older text must not lie beside the new one
            stale = sorted(old.keys() - ledger.files(done.ticket.name, key) - digests.keys())
            kept = {name: known_as for name, known_as in old.items() if name not in stale}
            manifest[done.ticket.name] = kept | digests
            ledger.note(done.ticket, key, wish, digests, done.says, common)
            _say(order, done.ticket, done.says, "printed")
            for name in stale if order.format == "text" else ():
                print(f"  {PurePosixPath(name).name} is taken away: it may be of an older text")
    if order.command == "print":
        for name, file in ledger.outdated(manifest, jobs, common).items():
            note = f"dist/{name}: made of an older text; print it again with --clinic {file}"
            print(note, file=sys.stderr)
        publish.write_manifest(project, _still_made(project, order, manifest, jobs))
        ledger.keep()
    return _report(order, found)


def _still_made(
    project: Project, order: Order, manifest: dict[str, dict[str, str]], jobs: Sequence[Ticket]
) -> dict[str, dict[str, str]]:
    """The manifest without what no guide makes any more; a narrowed order removes nothing."""
    if order.guides or order.locales or order.products or order.clinic:
        return manifest
    return {
        job: files
        for job, files in manifest.items()
        if (project.content / job.split("/")[0] / "guide.toml").is_file()
        and (len(job.split("/")) > 2 or _locale_is_made(job, jobs))
    }


def _locale_is_made(job: str, jobs: Sequence[Ticket]) -> bool:
    guide, locale = job.split("/")[:2]
    mine = [ticket for ticket in jobs if ticket.guide.name == guide]
    return not mine or any(ticket.locale == locale for ticket in mine)


def _say(order: Order, ticket: Ticket, says: Sequence[str], what: str) -> None:
    if order.format == "text":
        print(f"dist/{ticket.name}: {what}")
        for line in says:
            print(f"  {line}")


def _report(order: Order, found: Sequence[Finding]) -> int:
    findings = sorted(set(found))
    told = FORMATS[order.format](findings)
    if told:
        print(told)
    if order.format == "text" and findings:
        count = f"{len(findings)} finding{'s' if len(findings) > 1 else ''}"
        end = "" if order.command == "check" else "; what has a finding was not printed"
        print(count + end)
    elif order.format == "text" and order.command == "check":
        print("no findings")
    return FINDINGS if findings else DONE


def _stop(code: int, why: str) -> int:
    print(f"build.py: {why}", file=sys.stderr)
    return code


if __name__ == "__main__":
    gc.disable()  # a run is short; collecting costs it a fifth of its time
    sys.exit(main(sys.argv[1:]))
