"""The errands: what `build.py` does besides printing and checking, each with its own imports."""

from __future__ import annotations

from collections.abc import Callable

from press.project import Project
from press.run.command_line import Order


def run_errand(project: Project, order: Order) -> int:
    """Run the order's command; returns the exit code. Raises what the command raises."""
    return ERRANDS[order.command](project, order)


def _explain(project: Project, order: Order) -> int:
    from press.explain import explain

    return explain(project, order.code)


def _figures(project: Project, _: Order) -> int:
    from press.figures.desk import redraw

    return redraw(project)


def _fits(project: Project, order: Order) -> int:
    from press.run.fits import keep_fits

    return keep_fits(project, order)


def _proofsheet(project: Project, order: Order) -> int:
    from press.review.proofsheet import proofsheet

    return proofsheet(project, order)


def _report(project: Project, order: Order) -> int:
    from press.report.report import report

    return report(project, order)


def _review_pack(project: Project, order: Order) -> int:
    from press.review.pack import review_pack

    return review_pack(project, order)


def _spelling(project: Project, _: Order) -> int:
    from press.check.spelling import spelling

    return spelling(project)


ERRANDS: dict[str, Callable[[Project, Order], int]] = {
    "explain": _explain,
    "figures": _figures,
    "fits": _fits,
    "proofsheet": _proofsheet,
    "report": _report,
    "review-pack": _review_pack,
    "spelling": _spelling,
}
