"""The command `reading`: prints the reading texts, which are what a person signs."""

from __future__ import annotations

from press.finding import Finding, Refused, errors
from press.project import Project
from press.read.job import read_job
from press.run.console import DONE
from press.run.order import Order
from press.run.orders import tickets


def reading(project: Project, order: Order) -> int:
    """Print the reading text of each product that the order names; returns the exit code.

    Several texts follow one another. Raises WrongCall, and Refused where a text can't be read.
    """
    found: list[Finding] = []
    for ticket in tickets(project, order, found):
        job = read_job(project, ticket.guide, ticket.locale, None, found)
        if job is None or errors(found):
            raise Refused(errors(found))
        for name, standing in job.standings.items():
            if not order.products or name in order.products:
                print(standing.text.text, end="")
    if wrong := errors(found):
        raise Refused(wrong)
    return DONE
