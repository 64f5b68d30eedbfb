"""A table that is brought in: even rows, a head, and words in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from press.draft.text import ROW, TEXT, TO_WRITE, Block, Brought, Rich

EMPTY = Rich.of(f"{TO_WRITE}this cell is empty")
NOTHING = Rich()
MOST_SPAN = 60  # columns or rows of one cell


@dataclass
class _Cell:
    rich: Rich = NOTHING
    wide: int = 1
    high: int = 1


@dataclass
class Grid:
    """Takes a table cell by cell, and gives it as rows."""

    rows: list[list[_Cell]] = field(default_factory=list)
    has_head: bool = False
    listed: bool = False  # whether a cell holds a list or several paragraphs
    pictures: list[Block] = field(default_factory=list)

    def open_row(self) -> None:
        """Begin a row."""
        self.rows.append([])

    def open_cell(self, about: Mapping[str, str]) -> None:
        """Begin a cell, with how many columns and rows it spans."""
        self.rows[-1].append(_Cell(wide=_span(about.get("colspan")), high=_span(
            about.get("rowspan"))))  # fmt: skip

    def close_cell(self) -> None:
        """A cell has its single blanks."""
        cell = self.rows[-1][-1]
        cell.rich = cell.rich.tidy

    def add(self, rich: Rich, *, listed: bool, pictures: Sequence[Block] = ()) -> None:
        """One paragraph of the cell that is open."""
        self.pictures += pictures
        if not rich.text.strip() or not self.rows or not self.rows[-1]:
            return
        cell = self.rows[-1][-1]
        lines = [line.tidy for line in rich.lines() if line.text.strip()]
        for line in lines:
            if cell.rich.letters:
                self.listed = True
                end = "; " if listed and cell.rich.text[-1].isalnum() else " "
                cell.rich += Rich.of(end)
            cell.rich += line

    def add_words(self, words: str) -> None:
        """Words of a table in this one."""
        self.add(Rich.of(words), listed=True)

    @property
    def words(self) -> str:
        return " ".join(cell.rich.text for row in self.rows for cell in row)

    def blocks(self, brought: Brought) -> list[Block]:
        """Its rows, each with as many cells; a table of one row or column is a frame of text."""
        near = self.words
        merged = any(cell.wide > 1 or cell.high > 1 for row in self.rows for cell in row)
        even = self._even()
        if not even:
            return self.pictures
        if len(even) == 1 or len(even[0]) == 1:
            brought.leave("a table of one row or column; it is text now", near=near)
            cells = [cell for row in even for cell in row if cell.text.strip()]
            return [*(Block(TEXT, cell) for cell in cells), *self.pictures]
        if merged:
            what = "merged cells; what they say stands in each column and row that they spanned"
            brought.leave(what, near=near)
        if self.listed:
            brought.leave("several lines in one cell; they run on now", near=near)
        if not self.has_head:
            brought.leave("a table whose first row is taken for its head: is it?", near=near)
        if self.pictures:
            brought.leave("pictures in a table; they stand below it", near=near)
        rows = [[cell if cell.text.strip() else EMPTY for cell in row] for row in even]
        run = f"table {len(brought.blocks)}"
        return [*(Block(ROW, run=run, cells=tuple(row)) for row in rows), *self.pictures]

    def _even(self) -> list[list[Rich]]:
        """Every row with a cell for each column; rows and columns without a word left out."""
        full: list[dict[int, Rich]] = [{} for _ in self.rows]
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while column in full[number]:
                    column += 1
                for down in range(min(cell.high, len(self.rows) - number)):
                    for right in range(cell.wide):
                        full[number + down].setdefault(column + right, cell.rich)
                column += cell.wide
        wide = max((max(row, default=-1) + 1 for row in full), default=0)
        even = [[row.get(n, Rich()) for n in range(wide)] for row in full]
        even = [row for row in even if any(cell.text.strip() for cell in row)]
        kept = [n for n in range(wide) if any(row[n].text.strip() for row in even)]
        return [[row[n] for n in kept] for row in even]


def _span(text: str | None) -> int:
    return min(int(text), MOST_SPAN) if text and text.isdigit() and text != "0" else 1
