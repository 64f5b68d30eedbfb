"""Work is ended where it computes too long, not where the machine is busy; nothing outlives us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from press.limits import HUNG, MEMORY, TIME, Exhausted, Limits
from press.processes import Beside, run_all
from tests.shop import ROOT, SIPS, TODAY, Shop
from tests.tools import in_fork

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how processes end")
BUSY = "import time\nend = time.monotonic() + 20\nwhile time.monotonic() < end: pass"


def compute(seconds: float) -> float:
    """Keep a core at work for so many seconds of computing."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


def compute_beside(seconds: float) -> float:
    """The same, in a process that this one asks."""
    with Beside[float](True) as beside:
        beside.begin(lambda: compute(seconds))
        return beside.answer()


@contextmanager
def busy_machine() -> Iterator[None]:
    """Two loops for each core that do nothing else than take it, for 20 s at most."""
    loops = [
        subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(2 * (os.cpu_count() or 1))
    ]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


@pytest.mark.parametrize("work", [compute, compute_beside])
def test_work_that_computes_too_long_is_ended(work: Callable[[float], float]) -> None:
    """A worker over its seconds of computing ends alone, also where another computes for it."""
    got = dict(run_all([lambda: work(5), lambda: 7], Limits(seconds=0.2), 2))
    assert isinstance(got[0], Exhausted)
    assert got[0].cause == TIME
    assert str(got[0]) == "it needed more than 0.2 seconds of computing"
    assert got[1] == 7


def test_work_that_waits_is_not_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock does not count, until the work is given up as hung."""
    monkeypatch.setattr("press.limits.LEAST_PATIENCE", 2.0)
    limits = Limits(seconds=0.05)
    works = [lambda: time.sleep(0.5), lambda: time.sleep(30)]
    slow, hung = (answer for _, answer in sorted(run_all(works, limits, 2), key=lambda one: one[0]))
    assert slow is None
    assert isinstance(hung, Exhausted)
    assert hung.cause == HUNG


def test_memory_is_told_from_time() -> None:
    """What ran out is what is said."""
    ((_, got),) = run_all([lambda: len(bytearray(4 << 30))], Limits(megabytes=2000), 1)
    assert isinstance(got, Exhausted)
    assert got.cause == MEMORY


def test_a_busy_machine_refuses_no_sound_guide(shop: Shop) -> None:
    """Beside loops that take the cores, last in the queue, a build passes with a small limit."""
    words = ("--product", "night-card", "--sheet", "none", "--today", TODAY, "--limit", "8")

    def work() -> int:
        os.nice(5)
        return shop.order(*words).code

    with busy_machine():
        assert in_fork(work) == 0


def alive(session: int) -> list[int]:
    """The processes of a session that still run; those that nobody has buried yet do not."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, mine = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(mine) == session and state not in "ZX":
            found.append(int(path.parent.name))
    return found


@LINUX
@pytest.mark.parametrize("moment", [0.3, 0.8, 1.3, 1.8])
def test_a_killed_build_leaves_nothing(brief: Shop, tmp_path: Path, moment: float) -> None:
    """Killed at any moment, no process of its lives on; the next build sweeps its scratch."""
    shop = brief
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import build; from pathlib import Path; "
    )
    code += f"sys.exit(build.main(['--sheet', 'none'], Path({str(shop.root)!r})))"
    command = [sys.executable, "-c", code]
    environment = os.environ | {"TMPDIR": str(scratch)}
    build = subprocess.Popen(
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL
    )
    time.sleep(moment)
    os.kill(build.pid, signal.SIGKILL)
    build.wait()
    end = time.monotonic() + 5
    while alive(build.pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert alive(build.pid) == []
    shop.edit(SIPS, "ten sips", "nine sips")
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=120)
    assert list(scratch.iterdir()) == []
