"""A question is answered by a person, with name and reason; and each finding's code is explained.

What is written is the row that `check --answers` gives for the question, in the guide's
answers.toml; nothing of it but the question and the day is filled in by the desk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.check.answers import answered, row_of
from press.desk.answering import CanNotAnswer, faults_of_answer, put_answer
from press.desk.asked import bad, body_of, number_of, text_of
from press.desk.content import Choice
from press.desk.desk import Desk, desk_of
from press.desk.lines import alone
from press.desk.mending import choice_of
from press.desk.views import told
from press.finding import QUESTION, Finding, Place, kind_of
from press.read.answers import FILE
from press.report.explain import pages_of
from press.walls import read_plain

LARGEST = 1_000_000  # bytes of answers.toml
CODE = re.compile(r"[A-Z][0-9]{3}", re.ASCII)
PARTS = re.compile(r"```\w*\n(.*?)\n```|(.+?)(?:\n\n|\Z)", re.DOTALL)
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


async def answer(request: Request) -> Response:
    """Write a person's answer to a question that is asked of a text that is shown."""
    desk, asked = desk_of(request), await body_of(request)
    choice = choice_of(asked)
    desk.content().checked(choice)
    question = _question(desk, choice, asked)
    who, why = text_of(asked, "who", 200), text_of(asked, "why", 1000)
    if faults := faults_of_answer(who, why):
        raise bad("no_name" if "who" in faults else "no_reason", 422)
    async with desk.answering:
        file = await run_in_threadpool(_write, desk, choice, question, who, why)
    desk.hub.changed([file], by=choice.key)
    desk.previews.ask(choice.key)
    return told("", file=file)


def _question(desk: Desk, choice: Choice, asked: Mapping[str, Any]) -> Finding:
    """The question as the room has told it, of the very line that was read.

    Raises HTTPException 404, 422.
    """
    wanted = (text_of(asked, "file"), number_of(asked, "line"), text_of(asked, "code", 4))
    problem, excerpt = text_of(asked, "problem"), _excerpt_of(asked)
    shown = desk.hub.shown.get(choice.key)
    for one in (one for stage in shown.findings.values() for one in stage) if shown else ():
        if (one["file"], one["line"], one["code"], one["problem"]) == (*wanted, problem):
            if kind_of(one["code"]) != QUESTION:
                raise bad("no_question", 422)
            if one.get("excerpt", "") != excerpt:  # the same is asked of another text by now
                raise bad("not_asked", 409)
            place = Place(one["file"], one["line"], one.get("column", 1))
            return Finding(place, one["code"], problem, one["fix"], one.get("excerpt", ""))
    raise bad("not_asked", 404)


def _excerpt_of(asked: Mapping[str, Any]) -> str:
    """The line as it was shown with the question, to the letter. Raises HTTPException 400."""
    excerpt = asked.get("excerpt", "")
    if not isinstance(excerpt, str):
        raise bad("no_text", name="excerpt", most="")
    return excerpt


def _write(desk: Desk, choice: Choice, question: Finding, who: str, why: str) -> str:
    """Add the answer to the guide's file, whole or not at all. Raises HTTPException 409, 507."""
    content = desk.content()
    project = content.project
    with alone(project):
        job = content.job(choice, [])
        if job is None:
            raise bad("not_asked", 409)
        (full,) = answered(job, [question])
        if full.answer:
            raise bad("answered_already", 409)
        name, row = row_of(full)
        try:
            path = put_answer(project, choice.guide, name, row, who, why, desk.today())
            desk.watch.wrote(path, read_plain(path, LARGEST))
        except CanNotAnswer as error:
            raise bad("answers_unreadable", 409, file=FILE, why=error) from None
        except OSError as error:
            raise bad("answer_not_kept", 507, why=error.strerror or error) from None
    return project.name(path)


async def explained(request: Request) -> Response:
    """What a code means, as a title and parts: plain words, or an example as it is set."""
    code = request.path_params["code"]
    pages = await run_in_threadpool(pages_of, desk_of(request).content().project)
    if not CODE.fullmatch(code) or code not in pages:
        raise bad("no_page", 404, code=code[:20])
    head, _, rest = pages[code].partition("\n")
    parts = [
        {"kind": "example", "text": one[1]} if one[1] else {"kind": "words", "text": _plain(one[2])}
        for one in PARTS.finditer(rest.strip())
        if one[1] or one[2].strip()
    ]
    return told("", title=head, parts=parts)


def _plain(markdown: str) -> str:
    """Words without their links; what stands between backticks keeps them."""
    return " ".join(LINK.sub(r"\1", markdown).replace("**", "").split())


ROUTES = [
    Route("/write/answer", answer, methods=["POST"]),
    Route("/explain/{code}", explained),
]
