"""Runs each piece of presswork in a process of its own, with limits of time and memory.

A layout that runs for ever, or eats the memory, ends alone; the press and its files are unharmed.
Forking after the imports costs 2 ms (ENGINE.md); where there is no fork, the work runs in place.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

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


def _try(work: Callable[[], T]) -> T | Exception:
    try:
        return work()
    except Exception as error:
        return error


def _start(number: int, work: Callable[[], T], limits: Limits) -> _Worker:
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(read)
            _limit_memory(limits)
            answer = _answer(work)
            with os.fdopen(write, "wb") as pipe:
                pipe.write(answer)
            status = 0
        finally:
            os._exit(status)  # the parent's files and hooks are not ours to close
    os.close(write)
    return _Worker(number, pid, read, time.monotonic() + limits.seconds)


def _limit_memory(limits: Limits) -> None:
    import resource

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
