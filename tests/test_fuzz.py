"""Whatever stands in an input, a run ends as it should: 100 cases of the fuzzer, the same ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fuzz import good_project, run_cases
from tests.conftest import Once

SEED, CASES, AT_ONCE = 9, 100, 10
MAY_END = (0, 1, 2, 3)


@pytest.mark.parametrize("first", range(0, CASES, AT_ONCE))
def test_spoilt_inputs_end_in_words(once: Once, first: int) -> None:
    """0 to 3 and no other code; no traceback; no good file gone; nothing written outside."""

    def fill(root: Path) -> None:
        good_project(root, brief=True)

    good = once("good for the fuzzer", fill)
    ends = list(run_cases(good, range(first, first + AT_ONCE), SEED, 1))
    wrong = [f"{one.case}: {one.code}\n{one.said}" for one in ends if one.code not in MAY_END]
    assert not wrong, "\n\n".join(wrong)
