"""The templates of a project. The one door to Jinja: strict, and everything is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2

from press.project import Project


def environment(project: Project) -> jinja2.Environment:
    """Where templates are looked for, and how they are read; a name that is not given is a fault.

    Raises nothing; what it renders raises jinja2.TemplateError.
    """
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(project.templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def render(project: Project, name: str, values: Mapping[str, Any]) -> str:
    """`templates/NAME.html` with these values. Raises jinja2.TemplateError."""
    return environment(project).get_template(f"{name}.html").render(values)
