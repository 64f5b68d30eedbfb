"""Runs each piece of presswork in a process of its own, with limits of time and memory.

A layout that runs for ever, or eats the memory, ends alone; the press and its files are unharmed.
Forking after the imports costs 2 ms (ENGINE.md); where there is no fork, the work runs in place.
"""

from __future__ import annotations

import math
import os
import pickle
import select
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

T = TypeVar("T")
SECONDS = 60.0  # a leaflet of 12 pages takes one
MEGABYTES = 3000  # of address space; a leaflet takes about 600


@dataclass(frozen=True)
class Limits:
    """What one piece of work may take."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES


class Exhausted(Exception):  # noqa: N818 - it is named by what happened
    """The work went over its limits; the text says over which."""


@dataclass
class _Worker:
    number: int
    pid: int
    pipe: int
    deadline: float
    answer: bytes = b""


def run_all(
    works: Sequence[Callable[[], T]], limits: Limits, at_once: int
) -> Iterator[tuple[int, T | Exception]]:
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
                yield worker.number, _collect(worker, limits)
    finally:
        for worker in running.values():
            os.kill(worker.pid, signal.SIGKILL)
            _reap(worker)


class Beside(Generic[T]):
    """Work begun on a guess, in a process beside this one where `fork` is set; else when asked.

    The limits of the process that asks hold for it too. Use it in a `with`: what is left over at
    the end is dropped.
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
        got: T | Exception = _collect(worker, Limits())
        if isinstance(got, Exhausted):
            raise MemoryError
        if isinstance(got, Exception):
            raise got
        return got

    def _drop(self) -> None:
        worker, self.worker = self.worker, None
        if worker:
            os.kill(worker.pid, signal.SIGKILL)
            _reap(worker)


def _try(work: Callable[[], T]) -> T | Exception:
    try:
        return work()
    except Exception as error:
        return error


def _start(number: int, work: Callable[[], T], limits: Limits | None) -> _Worker:
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(read)
            if limits:
                _hold_to(limits)
            answer = _answer(work)
            with os.fdopen(write, "wb") as pipe:
                pipe.write(answer)
            status = 0
        finally:
            os._exit(status)  # the parent's files and hooks are not ours to close
    os.close(write)
    seconds = limits.seconds if limits else math.inf
    return _Worker(number, pid, read, time.monotonic() + seconds)


def _hold_to(limits: Limits) -> None:
    """The system keeps the limits; of time too, for a guess whose asker was ended."""
    import resource

    seconds = math.ceil(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (limits.megabytes << 20, limits.megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(work: Callable[[], T]) -> bytes:
    try:
        return pickle.dumps(work())
    except MemoryError:
        return pickle.dumps(Exhausted("memory"))
    except Exception as error:
        try:
            return pickle.dumps(error)
        except Exception:
            return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))


def _finished(running: dict[int, _Worker]) -> list[_Worker]:
    """The workers that closed their pipe, or whose time is over, after waiting for one."""
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
        os.kill(worker.pid, signal.SIGKILL)
        worker.answer = pickle.dumps(Exhausted("time"))
    return done + late


def _collect(worker: _Worker, limits: Limits) -> Any:
    status = _reap(worker)
    if not worker.answer:
        if status and not os.WIFEXITED(status):
            return Exhausted("memory")  # killed by the system, or fell over for want of it
        return RuntimeError("a worker ended without an answer")
    answer = pickle.loads(worker.answer)
    if isinstance(answer, Exhausted):
        what = {
            "time": f"it took more than {limits.seconds:g} seconds",
            "memory": f"it needed more than {limits.megabytes} MB of memory",
        }
        return Exhausted(what.get(str(answer), str(answer)))
    return answer


def _reap(worker: _Worker) -> int:
    os.close(worker.pipe)
    return os.waitpid(worker.pid, 0)[1]
