"""What a desk keeps in memory for as long as there is room, the oldest let go first."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Values by name, `most` at once."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.known: OrderedDict[str, T] = OrderedDict()

    def get(self, name: str) -> T | None:
        """The value of this name, if it is kept still."""
        return self.known.get(name)

    def keep(self, name: str, value: T) -> None:
        """Keep one more, as the newest."""
        self.known[name] = value
        self.known.move_to_end(name)
        while len(self.known) > self.most:
            self.known.popitem(last=False)
