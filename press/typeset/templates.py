"""The templates: found, read through the one door to files, and filled in within a sandbox."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment

from press.finding import Finding, Place, Refused
from press.limits import Exhausted
from press.project import Project
from press.read.files import read_lines

ATTACHED = re.compile(r"""\brel\s*=\s*["']?[^"'>]*\battachment\b""", re.IGNORECASE)


class Unreadable(jinja2.TemplateError):
    """A template that the door to files refuses; `findings` say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.problem for finding in findings))
        self.findings = findings


def environment(project: Project) -> jinja2.Environment:
    """Where templates are looked for, and how they are read; a name that is not given is a fault.

    A template gets at what it is given and at nothing else. Raises nothing; what it renders raises
    jinja2.TemplateError.
    """

    def load(name: str) -> tuple[str, str, Callable[[], bool]]:
        path = project.templates.joinpath(*split_template_path(name))
        if not path.is_file():
            raise jinja2.TemplateNotFound(name)
        told: list[Finding] = []
        lines = read_lines(project, path, told)
        if lines is None:
            raise Unreadable(told)
        return "\n".join(line.text for line in lines), str(path), lambda: True

    return ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def render(project: Project, name: str, values: Mapping[str, Any]) -> str:
    """`templates/NAME.html` with these values. Raises Refused."""
    return renderer(project)(name, values)


def renderer(project: Project) -> Callable[[str, Mapping[str, Any]], str]:
    """What does the same again and again, and reads each template once."""
    known = environment(project)

    def fill(name: str, values: Mapping[str, Any]) -> str:
        try:
            return known.get_template(f"{name}.html").render(values)
        except Exception as error:
            raise Refused(faults_of(error, project, f"{name}.html")) from error

    return fill


def faults_of(error: Exception, project: Project, name: str) -> Sequence[Finding]:
    """What a template did that can't be done: D103, D104, or why it can't be read (M1xx).

    A template may do anything, and none of it is a fault of ours. Raises the error where it is none
    of a template's.
    """
    if isinstance(error, (Unreadable, Refused)):
        return error.findings
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = Place(f"templates/{error.name or name}", error.lineno)
        problem = f"the template can't be read: {error.message}"
        return [Finding(place, "D103", problem, "mend the tag that this line names")]
    place = _place(error, project, name)
    if isinstance(error, (jinja2.UndefinedError, jinja2.TemplateNotFound, TypeError)):
        problem = f"the template asks for what isn't there: {error}"
        fix = "correct the name; docs/for-developers.md lists what a template is given"
        return [Finding(place, "D104", problem, fix)]
    if isinstance(error, (MemoryError, OSError, Exhausted)):  # a missing template was one, above
        raise error
    problem = f"the template can't be filled in: {error or type(error).__name__}"
    fix = "take this out; docs/for-developers.md says what a template may do"
    return [Finding(place, "D104", problem, fix)]


def _place(error: BaseException, project: Project, name: str) -> Place:
    """The line of a template at which `error` was raised; `name` where none was at work."""
    place = Place(f"templates/{name}")
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(project.templates):
            place = Place(project.name(file), trace.tb_lineno)
        trace = trace.tb_next
    return place


def attachment(project: Project, name: str) -> Finding:
    """D104 at the line that attaches a file; at the template `name` where none says so itself."""
    place = Place(f"templates/{name}")
    for path in sorted(project.templates.rglob("*.html")):
        for line in read_lines(project, path, []) or ():
            place = line.place if ATTACHED.search(line.text) else place
    fix = "take the link out: nothing but what is proved goes into a PDF"
    return Finding(place, "D104", "the template attaches a file to the PDF", fix)
