"""Runs each piece of presswork in a process of its own, with limits of computing and memory.

A layout that runs for ever, or eats the memory, ends alone; the press and its files are unharmed.
Computing is counted in seconds of a core, not of the clock: a busy machine refuses nothing.
Forking after the imports costs 2 ms (ENGINE.md); where there is no fork, the work runs in place.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import pickle
import select
import signal
import sys
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from press.limits import (
    CRASH,
    HUNG,
    MEMORY,
    OUT_OF_TIME,
    TIME,
    Exhausted,
    Limits,
    Short,
    hold_for_good,
    short_of_memory,
)

T = TypeVar("T")


@dataclass
class _Worker:
    number: int
    pid: int
    pipe: int
    deadline: float
    answer: bytes = b""


def run_all(
    works: Sequence[Callable[[], T]], limits: Limits, at_once: int
) -> Generator[tuple[int, T | Exception], None, None]:
    """Run the works, `at_once` side by side; yields each work's number with its answer or error."""
    if not hasattr(os, "fork"):
        for number, work in enumerate(works):
            yield number, _try(work)
        return
    waiting = list(enumerate(works))
    running: dict[int, _Worker] = {}
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                number, work = waiting.pop(0)
                worker = _start(number, work, limits)
                running[worker.pipe] = worker
            for worker in _finished(running):
                del running[worker.pipe]
                yield worker.number, _judged(_collect(worker), limits)
    finally:
        for worker in running.values():
            _end(worker)


class Beside(Generic[T]):
    """Work begun on a guess, in a process beside this one where `fork` is set; else when asked.

    The memory and the computing that the process that asks has left are its limits too. Use it in
    a `with`: what is left over at the end is dropped.
    """

    def __init__(self, fork: bool) -> None:
        self.fork = fork and hasattr(os, "fork")
        self.work: Callable[[], T] | None = None
        self.worker: _Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()

    def begin(self, work: Callable[[], T]) -> None:
        """Begin `work`; what was begun before is dropped."""
        self._drop()
        self.work = work
        self.worker = _start(0, work, None) if self.fork else None

    def answer(self) -> T:
        """What the work gives. Raises what it raises; MemoryError where its process fell over."""
        worker, self.worker = self.worker, None
        if worker is None:
            assert self.work
            return self.work()
        while chunk := os.read(worker.pipe, 1 << 20):
            worker.answer += chunk
        got: T | Exception = _collect(worker)
        if isinstance(got, _OutOfTime):
            os.kill(os.getpid(), OUT_OF_TIME)  # so has whoever asked
        if isinstance(got, Exception):
            raise got
        return got

    def _drop(self) -> None:
        worker, self.worker = self.worker, None
        if worker:
            _end(worker)


def _try(work: Callable[[], T]) -> T | Exception:
    try:
        return work()
    except Exception as error:
        return error


class _OutOfTime(Exception):  # noqa: N818
    """A worker was ended by its timer."""


class _FellOver(Exception):  # noqa: N818
    """A worker was ended by a fault in a library of C."""


FELL_OVER = tuple(getattr(signal, name, 0) for name in ("SIGABRT", "SIGSEGV", "SIGBUS", "SIGTRAP"))


def _start(number: int, work: Callable[[], T], limits: Limits | None) -> _Worker:
    read, write = os.pipe()
    parent = os.getpid()
    # a fork starts without a timer: what its parent has left is what it may take
    seconds = limits.seconds if limits else signal.getitimer(signal.ITIMER_PROF)[0]
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.setpgid(0, 0)
            die_with(parent)
            os.close(read)
            signal.signal(OUT_OF_TIME, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_PROF, seconds)  # 0 is without end
            if limits:
                hold_for_good(limits)
            answer = _answer(work)
            with os.fdopen(write, "wb") as pipe:
                pipe.write(answer)
            status = 0
        finally:
            os._exit(status)  # the parent's files and hooks are not ours to close
    os.close(write)
    patience = limits.patience if limits else math.inf
    return _Worker(number, pid, read, time.monotonic() + patience)


def die_with(parent: int) -> None:
    """Ask Linux to end this process when `parent` ends, also where that is killed.

    Elsewhere it ends with its piece of work, since nobody takes the answer.
    """
    if sys.platform == "linux":
        die_with_parent = 1  # PR_SET_PDEATHSIG of linux/prctl.h
        ctypes.CDLL(None).prctl(die_with_parent, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before it was asked
            os._exit(1)


def _answer(work: Callable[[], T]) -> bytes:
    try:
        return pickle.dumps(work())
    except MemoryError:
        return pickle.dumps(MemoryError())
    except Exception as error:
        try:
            return pickle.dumps(error)
        except Exception:
            return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))


def _finished(running: dict[int, _Worker]) -> list[_Worker]:
    """The workers that closed their pipe, or that are given up, after waiting for one."""
    now = time.monotonic()
    patience = max(0.0, min(worker.deadline for worker in running.values()) - now)
    ready, _, _ = select.select(list(running), [], [], patience)
    done = []
    for pipe in ready:
        chunk = os.read(pipe, 1 << 20)
        running[pipe].answer += chunk
        if not chunk:
            done.append(running[pipe])
    late = [w for w in running.values() if w not in done and time.monotonic() > w.deadline]
    for worker in late:
        _kill(worker)
        worker.answer = pickle.dumps(TimeoutError())
    return done + late


def _collect(worker: _Worker) -> Any:
    """The worker's answer or error; an error too where it ended without one."""
    status = _reap(worker)
    if worker.answer:
        try:
            return pickle.loads(worker.answer)
        except (pickle.UnpicklingError, EOFError):
            pass  # it was ended while it told it
    if not os.WIFSIGNALED(status):
        return Short("a process of the press ended before its work was done: memory may be short")
    number = os.WTERMSIG(status)
    if number == OUT_OF_TIME:
        return _OutOfTime()
    if number in FELL_OVER:
        return _FellOver()
    name = signal.Signals(number).name
    return Short(f"a process of the press was ended from outside ({name}): memory may be short")


def _judged(answer: T | Exception, limits: Limits) -> T | Exception:
    """The answer, as Exhausted where a limit was reached."""
    if isinstance(answer, MemoryError) and short_of_memory(limits):
        most = f"the press may take {limits.megabytes} MB"
        return Short(f"this machine gives a process too little memory ({most}): see ulimit -v")
    causes = {_OutOfTime: TIME, _FellOver: CRASH, MemoryError: MEMORY, TimeoutError: HUNG}
    cause = causes.get(type(answer)) if isinstance(answer, Exception) else None
    return Exhausted(cause, limits) if cause else answer


def _reap(worker: _Worker) -> int:
    os.close(worker.pipe)
    status = os.waitpid(worker.pid, 0)[1]
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(worker.pid, signal.SIGKILL)  # what it started goes with it
    return status


def _end(worker: _Worker) -> None:
    _kill(worker)
    _reap(worker)


def _kill(worker: _Worker) -> None:
    """End a worker, with whatever it started itself."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(worker.pid, signal.SIGKILL)
