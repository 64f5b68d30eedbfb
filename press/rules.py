"""Rules: public functions that are named as a sentence, take one thing and yield findings on it.

To write one is all: whoever asks the rules of a room looks for them there.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from types import FunctionType
from typing import Any

from press.finding import Finding

Rule = Callable[[Any], Iterator[Finding]]


@cache
def rules_of(room: str, about: str) -> tuple[Rule, ...]:
    """The rules of every module in `press.ROOM` on a thing of the class named `about`.

    In the order of the modules' names, and in each as they stand there.
    """
    package = import_module(f"press.{room}")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(rule for name in names for rule in rules_in(f"press.{room}.{name}", about))


@cache
def rules_in(module: str, about: str) -> tuple[Rule, ...]:
    """The rules of one module, by its whole name, on a thing of the class named `about`."""
    found = []
    for name, one in vars(import_module(module)).items():
        own = isinstance(one, FunctionType) and one.__module__ == module
        if own and not name.startswith("_") and _is_rule(one, about):
            found.append(one)
    return tuple(found)


def _is_rule(function: FunctionType, about: str) -> bool:
    """Whether it takes one `about` and nothing else, and gives an iterator of findings."""
    given = dict(function.__annotations__)
    return given.pop("return", "") == "Iterator[Finding]" and list(given.values()) == [about]
