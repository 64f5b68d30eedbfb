"""A line of a manuscript is mended from its sentence on the page: read, written, taken back.

Only a line of a `.md` file that the room has found on this paper can be mended. What was read is
known by its digest; where the file is another by now, what was typed is kept and both are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.desk.asked import bad, body_of, number_of, text_of
from press.desk.content import Choice, Content
from press.desk.desk import Desk, desk_of
from press.desk.lines import (
    SUFFIX,
    Changed,
    Elsewhere,
    Step,
    Steps,
    change,
    digest_of,
    path_of,
    read_text,
    repeat,
)
from press.desk.names import Say, called, locales_called
from press.desk.views import speech, told

MENDED, AFTER, GONE = "mend", "after", "delete"
LONGEST = 2000  # letters of a line
ALIKE = 0.6  # from 0 to 1: a line that was changed, and not taken out
UNUSABLE = (Elsewhere, OSError, UnicodeDecodeError)


def choice_of(asked: Mapping[str, Any]) -> Choice:
    """What a page's script looks at, by its names; not yet looked up. Raises HTTPException 400."""
    names = (text_of(asked, name, 100) for name in ("guide", "locale", "clinic", "product"))
    return Choice(*names)


def can_be_mended(row: Mapping[str, Any]) -> bool:
    """Whether a line on paper stands in a text: in its front matter, or below."""
    return str(row["file"]).endswith(SUFFIX)


def known_line(desk: Desk, choice: Choice, file: str, number: int, seen: str) -> None:
    """See that a line is on this paper, or that a finding names it. Raises HTTPException 404."""
    shown = desk.hub.shown.get(choice.key)
    rows = [row for row in shown.lines if can_be_mended(row)] if shown else []
    told_of = [one for found in shown.findings.values() for one in found] if shown else []
    told_of += shown.more.get("lost", []) if shown else []
    files = {row["file"] for row in rows}
    rows += [one for one in told_of if one["file"] in files or not files]
    for row in rows:
        text = row.get("text", row.get("excerpt"))
        if row["file"] == file and (row["line"] == number or (seen and text == seen)):
            return
    raise bad("no_line", 404)


def _row_of(lines: Sequence[str], number: int, seen: str) -> int | None:
    """Where the line that somebody has seen stands now, from 0; or the one that it has become."""
    if number <= len(lines) and lines[number - 1] == seen:
        return number - 1
    alike = [seen] if seen in lines else get_close_matches(seen, set(lines), 1, ALIKE)
    same = [at for at, line in enumerate(lines) if line in alike and line.strip()]
    return min(same, key=lambda at: abs(at - number + 1), default=None)


def _opened(content: Content, file: str) -> tuple[tuple[str, ...], str]:
    """The lines of a text and its digest. Raises HTTPException 404, 409."""
    try:
        text, digest = read_text(path_of(content.project, file))
    except UNUSABLE as error:
        raise _refusal(file, error) from None
    return text.lines, digest


def _refusal(file: str, error: Exception) -> HTTPException:
    """Why a file can't be read or written, for whoever has typed something."""
    if isinstance(error, Elsewhere):
        return bad("not_mended_here", 404, why=error)
    if isinstance(error, FileNotFoundError):
        return bad("text_gone", 409, file=file)
    if isinstance(error, UnicodeDecodeError):
        return bad("not_utf8", 409, file=file)
    why = getattr(error, "strerror", "") or str(error)
    return bad("not_written", 507, file=file, why=why)


def printed_in(content: Content, choice: Choice, file: str, say: Say) -> list[str]:
    """The products with lines of a file, and their languages; nothing where it is one text."""
    found = content.printing(content.guide(choice.guide), file)
    if sum(map(len, found.values())) < 2:
        return []
    return [f"{called(say, 'product', n)} ({locales_called(say, of)})" for n, of in found.items()]


async def line(request: Request) -> Response:
    """A line as it stands now, with the file's digest and where it is printed."""
    desk, asked = desk_of(request), request.query_params
    choice, number = choice_of(asked), number_of(asked, "line")
    file, seen = text_of(asked, "file"), text_of(asked, "seen")
    content = desk.content()
    content.checked(choice)
    known_line(desk, choice, file, number, seen)
    lines, digest = _opened(content, file)
    at = _row_of(lines, number, seen) if seen else number - 1
    if at is None or not 0 <= at < len(lines):
        raise bad("line_moved", 409)
    places = await run_in_threadpool(printed_in, content, choice, file, speech(request))
    return told("", text=lines[at], line=at + 1, file=file, digest=digest, places=places)


async def mend(request: Request) -> Response:
    """Write a line anew, put one after it, or take it out."""
    desk, asked = desk_of(request), await body_of(request)
    choice, number = choice_of(asked), number_of(asked, "line")
    file, digest = text_of(asked, "file"), text_of(asked, "digest", 64)
    how, text = text_of(asked, "how"), text_of(asked, "text", LONGEST)
    if how not in (MENDED, AFTER, GONE) or number < 1:
        raise bad("no_way")
    content = desk.content()
    content.checked(choice)
    seen = text_of(asked, "seen")
    known_line(desk, choice, file, number, seen)
    if how != GONE and not text.strip():
        raise bad("says_nothing", 422)
    at, gone, new = {
        MENDED: (number - 1, 1, (text,)),
        AFTER: (number, 0, (text,)),
        GONE: (number - 1, 1, ()),
    }[how]

    def work() -> tuple[Step, bytes]:
        return change(content.project, file, digest, at, gone, new)

    try:
        async with desk.stepping:
            step, raw = await written(desk, file, work)
            desk.steps.setdefault(choice.guide, Steps()).add(step)
    except Changed:
        return conflict(speech(request), content, file, number, seen)
    return after(desk, choice, step, raw)


def conflict(
    say: Callable[..., str], content: Content, file: str, number: int, seen: str
) -> Response:
    """What stands now where somebody has read `seen`; `line` 0 where that line is gone."""
    lines, digest = _opened(content, file)
    at = _row_of(lines, number, seen)
    now, here = ("", 0) if at is None else (lines[at], at + 1)
    return told(
        say("bad.changed_meanwhile"),
        409,
        now=now,
        line=here,
        digest=digest,
        conflict=True,
    )


async def written(
    desk: Desk, file: str, work: Callable[[], tuple[Step, bytes]]
) -> tuple[Step, bytes]:
    """Have a file written. Raises Changed, and HTTPException 404, 409, 507."""
    try:
        step, raw = await run_in_threadpool(work)
    except UNUSABLE as error:
        raise _refusal(file, error) from None
    desk.watch.wrote(desk.root / file, raw)
    return step, raw


def after(desk: Desk, choice: Choice, step: Step, raw: bytes, **more: Any) -> Response:
    """A text was written: have it set anew, tell the pages, and answer the one that did it."""
    desk.hub.changed([step.file], by=choice.key)
    desk.previews.ask(choice.key)
    line_now = step.at + 1 if step.after else max(step.at, 1)
    more |= steps_of(desk, choice.guide)
    return told("", file=step.file, line=line_now, digest=digest_of(raw), **more)


def steps_of(desk: Desk, guide: str) -> dict[str, bool]:
    """Whether something can be taken back, and made again."""
    steps = desk.steps.get(guide, Steps())
    return {"undo": bool(steps.done), "redo": bool(steps.undone)}


async def undo(request: Request) -> Response:
    """Take back the last step that was made at this desk to this guide."""
    return await _step(request, back=True)


async def redo(request: Request) -> Response:
    """Make again what was taken back last."""
    return await _step(request, back=False)


async def _step(request: Request, *, back: bool) -> Response:
    desk, asked = desk_of(request), await body_of(request)
    choice, content = choice_of(asked), desk.content()
    content.checked(choice)
    async with desk.stepping:  # two that come at once take two steps, and not one twice
        return await _taken(desk, choice, content, speech(request), back=back)


async def _taken(
    desk: Desk, choice: Choice, content: Content, say: Callable[..., str], *, back: bool
) -> Response:
    """Take the last step back, or make it again. Raises HTTPException 422."""
    steps = desk.steps.setdefault(choice.guide, Steps())
    taken, given = (steps.done, steps.undone) if back else (steps.undone, steps.done)
    if not taken:
        raise bad("no_step", 422)
    step = taken[-1]

    def work() -> tuple[Step, bytes]:
        return repeat(content.project, step.back if back else step)

    try:
        made, raw = await written(desk, step.file, work)
    except Changed:
        taken.pop()
        return told(say("bad.cant_step"), 409, **steps_of(desk, choice.guide))
    taken.pop()
    given.append(made.back if back else made)
    return after(desk, choice, made, raw)


ROUTES = [
    Route("/write/line", line),
    Route("/write/mend", mend, methods=["POST"]),
    Route("/write/undo", undo, methods=["POST"]),
    Route("/write/redo", redo, methods=["POST"]),
]
