"""Which tests `make test` runs, and what each has cost: it is to be done in 90 s on two cores.

tests/long.txt names the tests that cost too much for it, one in a line. What is not named there is
run, and so is the first row of those that are marked "first": of long tables that are much alike,
and of each promise that matters most, however much it costs.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import pytest

BUDGET = 150  # seconds of computing that the tests of `make test` may take together
DEAREST = 12  # so many are named where it is not kept
NAMED = [
    line.split() for line in (Path(__file__).parent / "long.txt").read_text("utf-8").splitlines()
]
LONG = {name for name, *_ in NAMED}
# What these hand out is soon looked at, but long in the making: who asks for them is long too.
DEAR = {
    *("works", "two_guides", "small_guides", "dist", "good_files", "brief_files", "stocked"),
    *("printed", "printed_cast", "printed_photos", "phoned", "signed_site", "browser", "chromium"),
    *("pulled", "tree", "pack", "desk"),
}
# Of each the first row.
EXAMPLES = {name for name, *mark in NAMED if mark}
BEGAN = pytest.StashKey[float]()


def short(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    """Those of `make test`: what is cheap, and the first row of each example."""
    tried: set[str] = set()
    for item in items:
        name = name_of(item.nodeid)
        if name in EXAMPLES and name not in tried:
            tried.add(name)
            yield item
        elif name not in LONG and not DEAR.intersection(getattr(item, "fixturenames", ())):
            yield item


def name_of(node: str) -> str:
    """`test_file.py::test_name`, without a row."""
    return node.partition("[")[0].removeprefix("tests/")


def computed() -> float:
    """Seconds of computing of this process and of those that it has waited for."""
    return sum(os.times()[:4])


class Costs:
    """Keeps what each test computes, and tells at the end what all of them did."""

    def __init__(self, is_short: bool) -> None:
        self.is_short = is_short
        self.of: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        item.stash[BEGAN] = computed()
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if call.when == "teardown":
            report.user_properties.append(("computed", computed() - item.stash[BEGAN]))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.of.update((report.nodeid, float(str(cost))) for _, cost in report.user_properties)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        whole = sum(self.of.values())
        terminalreporter.write_line(f"The tests computed {whole:.0f} s.")
        if self.is_short and whole > BUDGET:
            terminalreporter.write_line(
                f"Those of `make test` may compute {BUDGET} s together. Make the dearest cheaper, "
                "or name them in tests/long.txt:"
            )
        if (self.is_short and whole > BUDGET) or "BEDSIDE_COSTS" in os.environ:
            for node, cost in sorted(self.of.items(), key=lambda one: -one[1])[:DEAREST]:
                terminalreporter.write_line(f"{cost:6.1f} s  {node}")
