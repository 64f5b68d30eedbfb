"""What is said to whoever runs `build.py`, and which exit code a run ends with."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from press.check.answers import as_answers
from press.finding import (
    Finding,
    Refused,
    as_github,
    as_json,
    as_lines,
    as_text,
    errors,
    questions,
)
from press.limits import SHORT, Exhausted, Short
from press.run.order import Lacking, Order, WrongCall
from press.run.publish import Busy, CannotPublish
from press.walls import printable

FORMATS = {"json": as_json, "github": as_github}
DONE, FINDINGS, WRONG_CALL, MACHINE, OUR_FAULT = range(5)
ASKED = "Questions. A person decides; none of them stops a draft:\n"
NOT_HERS = (
    "questions and sizes of type are for the editors of the text: "
    "they say nothing against the clinic's file"
)
REPORT_TO = "the project's issue tracker, with this line and the command that you gave"


class Voice(io.TextIOBase):
    """An output that never stops the work: what can't be shown is escaped, or said to nobody."""

    def __init__(self, stream: Any) -> None:
        self.stream, self.heard = stream, True

    def write(self, text: str) -> int:
        """Show `text`, without what would steer a terminal; a line may end with CR and LF."""
        self._tell("\r\n".join(map(printable, text.split("\r\n"))))
        return len(text)

    def _tell(self, shown: str) -> None:
        try:
            if self.heard:
                self.stream.write(shown)
        except UnicodeEncodeError:
            self._tell(shown.encode("ascii", "backslashreplace").decode())
        except (OSError, ValueError):
            self._fall_silent()

    def flush(self) -> None:
        try:
            if self.heard:
                self.stream.flush()
        except (OSError, ValueError):
            self._fall_silent()

    def _fall_silent(self) -> None:
        """It is closed or full, or nobody reads along any more: the work goes on all the same."""
        self.heard = False
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())


@contextlib.contextmanager
def voices() -> Iterator[None]:
    """All that is said meanwhile, on both outputs, is said by a Voice."""
    out, err = Voice(sys.stdout), Voice(sys.stderr)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield
    finally:
        out.flush()
        err.flush()


def ended(work: Callable[[], int], order: Order) -> int:
    """The exit code of `work`; one line says why where it could not be done, never a traceback."""
    if sys.flags.optimize:
        return stop(MACHINE, "the libraries need Python's own checks: unset PYTHONOPTIMIZE, no -O")
    try:
        return work()
    except WrongCall as error:
        return stop(WRONG_CALL, str(error))
    except Refused as error:
        return tell(order, error.findings)
    except Busy:
        return stop(MACHINE, f"another build is still running after {order.wait:g} s; try later")
    except (CannotPublish, Lacking, Short) as error:
        return stop(MACHINE, str(error))
    except Exhausted as error:
        return stop(FINDINGS, f"this was ended: {error}; ask for less at once")
    except MemoryError:
        return stop(MACHINE, "this machine gives the press too little memory: see ulimit -v")
    except (ImportError, OSError) as error:
        if isinstance(error, OSError) and error.errno in SHORT:
            return stop(MACHINE, f"this machine is short of something ({error}): make room")
        return stop(MACHINE, f"something that the press needs is missing ({error}); run make")
    except KeyboardInterrupt:
        return stop(MACHINE, "stopped; nothing was half written")
    except Exception as error:
        text = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return stop(OUR_FAULT, f"a fault of ours ({text}); report it to {REPORT_TO}")


def stop(code: int, why: str) -> int:
    """Say why nothing more is done; gives the code back."""
    print(f"build.py: {why}", file=sys.stderr)
    return code


def say(order: Order, job: str, lines: Sequence[str], what: str) -> None:
    """What became of a job, for a person."""
    if order.format == "text":
        print("\n".join([f"dist/{job}: {what}", *(f"  {line}" for line in lines)]))


def end(found: Sequence[Finding]) -> int:
    """All findings of a command that has its own say; gives the exit code."""
    if found:
        print(as_text(sorted(set(found))))
    return FINDINGS if found else DONE


def tell(order: Order, found: Iterable[Finding], notes: Iterable[str] = ()) -> int:
    """All errors, then all open questions, then notes; gives the exit code.

    Notes are for whoever reads along, never for an editor's program: they go to stderr.
    """
    every = sorted(set(found))
    wrong = errors(every)
    asked = sorted({one.shown for one in questions(every)})
    if order.format == "answers":
        print(as_answers(every))
        if wrong:
            print(as_text(wrong), file=sys.stderr)
    elif order.format not in FORMATS:  # text, or a form of something else than findings
        _tell_a_person(order, wrong, asked)
    elif told := FORMATS[order.format]([*wrong, *asked]):
        print(told)
    for note in dict.fromkeys(notes):
        print(f"note: {note}", file=sys.stderr)
    return FINDINGS if wrong or (order.strict and asked) else DONE


def _tell_a_person(order: Order, wrong: Sequence[Finding], asked: Sequence[Finding]) -> None:
    checking = order.command == "check"
    if wrong:
        print(as_text(wrong))
    if asked:
        print(ASKED)
        print(as_text(asked) if checking else as_lines(asked))
    said = []
    if wrong:
        end = "" if checking else "; what has an error was not printed"
        said.append(f"{_counted(len(wrong), 'error')}{end}")
    if asked:
        how = "answer each in its guide's answers.toml: python build.py check --answers"
        if not checking:
            how = "python build.py check shows each with its line"
        waits = "waits" if len(asked) == 1 else "wait"
        said.append(f"{_counted(len(asked), 'question')} {waits} for a person; {how}")
    if order.clinics and asked:
        said.append(NOT_HERS)
    if checking and not said:
        said.append("no errors, no questions")
    if said:
        print("\n".join(said))


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count > 1 else ''}"
