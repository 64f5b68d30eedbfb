"""What differs between two texts that are to be laid out, by element, and on which pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

SHEETS = ("style", "link")
NOBODY, NOWHERE = -1, -2


@dataclass(frozen=True)
class Steps:
    """From the elements of one text to those of another, by their numbers."""

    moves: Sequence[int]  # where each stands in the other; NOWHERE for one that does not
    touched: Sequence[int]  # those that are another, or gone
    beside: Sequence[int]  # those between which something came or went
    same_margins: bool

    def moved(self, numbers: Sequence[int]) -> list[int]:
        """The same elements by their new numbers."""
        return [self.moves[number] if number >= 0 else number for number in numbers]


@dataclass(frozen=True)
class Tree:
    """The elements of a text in their order. `margins` are those that stand in the margins."""

    keys: list[int]  # of each: its name, attributes and words
    tails: list[str]  # the words after it
    parents: list[int]
    tags: list[str]
    numbers: dict[int, int] = field(default_factory=dict)  # by the element's address
    kept: list[Any] = field(default_factory=list)  # the elements: so no address is used again
    shape: list[int] = field(default_factory=list)  # of each, all that a rule can ask for
    margins: list[tuple[int, int]] = field(default_factory=list)  # first, and one after the last
    margin_boxes: list[Any] = field(default_factory=list)

    def on(self, page: Any) -> list[int]:
        """The elements that have a box on a page."""
        found = {self.numbers.get(id(box.element), NOBODY) for box in page.descendants()}
        return sorted(found - {NOBODY})

    def path(self, box: Any, resume: Any) -> list[int]:
        """The elements in which a page begins, from the outermost; NOBODY for a box of none."""
        found = []
        while resume:
            ((at, resume),) = list(resume.items())[:1]
            children = getattr(box, "children", ())
            if at >= len(children):
                break
            box = children[at]
            found.append(self.numbers.get(id(box.element), NOBODY))
        return found

    def margin_box(self, before: Tree, box: Any) -> Any:
        """The box that stands in the margins where another did before."""
        number = before.numbers[id(box.element)]
        return self.margin_boxes[[first for first, _ in before.margins].index(number)]

    def take(self, boxes: Any) -> None:
        """Of the boxes of the text, note those that stand in the margins."""
        for box in _running(boxes):
            first = self.numbers[id(box.element)]
            self.margins.append((first, first + sum(1 for _ in box.element.iter())))
            self.margin_boxes.append(box)

    def _plain(self) -> list[int]:
        """The elements that stand in no margin."""
        hidden = {number for first, end in self.margins for number in range(first, end)}
        return [number for number in range(len(self.keys)) if number not in hidden]

    def _told(self, number: int) -> tuple[int, str]:
        return self.keys[number], self.tails[number]

    def steps_to(self, other: Tree) -> Steps | None:
        """What leads from this text to another; None where they have not the same margins."""
        spans = [(range(*a), range(*b)) for a, b in zip(self.margins, other.margins, strict=False)]
        same_size = all(len(a) == len(b) for a, b in spans)
        if len(self.margins) != len(other.margins) or not same_size:
            return None
        one, two = self._plain(), other._plain()
        moves, touched, beside = [NOWHERE] * len(self.keys), [], []
        for same, a, b, c, d in _compared([*map(self._told, one)], [*map(other._told, two)]):
            if b - a == d - c:
                for old, new in zip(one[a:b], two[c:d], strict=True):
                    moves[old] = new
            elif not same:
                beside += one[max(a - 1, 0) : a] + one[b : b + 1]
            touched += [] if same else one[a:b]
        pairs = [pair for a, b in spans for pair in zip(a, b, strict=True)]
        for old, new in pairs:
            moves[old] = new
        same_margins = all(self._told(old) == other._told(new) for old, new in pairs)
        return Steps(moves, touched, beside, same_margins)

    def pages_touched(self, steps: Steps, elements: Sequence[Collection[int]]) -> set[int] | None:
        """The pages of this text on which the other differs; None where no page can be told.

        `elements` are those of each page.
        """
        on: dict[int, list[int]] = {}
        for page, numbers in enumerate(elements):
            for number in numbers:
                on.setdefault(number, []).append(page)
        found: set[int] = set()
        for number in (*steps.touched, *steps.beside):
            if self.tags[number] in SHEETS:
                return None
            if self._is_head(number):
                continue
            pages = self._pages_of(number, on)
            if not pages:
                return None
            # what goes on beside it is another at its ends only
            found |= {*pages} if number in steps.touched else {pages[0], pages[-1]}
        return found

    def _is_head(self, number: int) -> bool:
        while number > 0:
            if self.tags[number] == "head":
                return True
            number = self.parents[number]
        return False

    def _pages_of(self, number: int, on: dict[int, list[int]]) -> list[int]:
        """Where an element stands, and the words after it; of one without a box, where it would."""
        pages = on.get(number, [])
        while (not pages or self.tails[number].strip()) and number > 0:
            has_none, number = not pages, self.parents[number]
            pages = sorted({*pages, *on.get(number, [])})
            if not has_none:
                break
        return pages


def tree_of(root: Any) -> Tree:
    """The elements of a parsed text."""
    tree = Tree([], [], [], [])

    def add(element: Any, parent: int) -> None:
        number = len(tree.keys)
        tree.numbers[id(element)] = number
        tree.kept.append(element)
        named = (element.tag, *sorted(element.attrib.items()))
        told = element.text if element.tag in SHEETS else not element.text  # as :empty asks
        tree.keys.append(hash((*named, element.text)))
        tree.shape.append(hash((parent, *named, told)))
        tree.tails.append(element.tail or "")
        tree.parents.append(parent)
        tree.tags.append(str(element.tag))
        for child in element:
            add(child, number)

    add(root, -1)
    return tree


def _running(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if child.is_running():
            yield child
        else:
            yield from _running(child)


def _compared(one: Sequence[Any], two: Sequence[Any]) -> Iterator[tuple[bool, int, int, int, int]]:
    """The parts of two lists in turn: whether they are the same, and their ends in both."""
    least, head = min(len(one), len(two)), 0
    while head < least and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < least - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    yield True, 0, head, 0, head
    middle = SequenceMatcher(None, one[head : len(one) - tail], two[head : len(two) - tail], False)
    for tag, a, b, c, d in middle.get_opcodes():
        yield tag == "equal", a + head, b + head, c + head, d + head
    yield True, len(one) - tail, len(one), len(two) - tail, len(two)
