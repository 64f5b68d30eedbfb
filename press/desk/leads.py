"""Where a finding leads whose file no editor sees: to the sentence that it is about.

The evidence map quotes sentences. Where one was changed, the map names the old words; the line that
is most like them is the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from press.desk.content import Content
from press.read.evidence_map import MAP, Quoted, read_map
from press.read.folding import bare_line

ALIKE = 0.5  # of their letters: lines that share less are of something else
Told = Mapping[str, Any]


def with_leads(
    content: Content, guide: str, found: Iterable[Told], lines: Sequence[Told]
) -> Iterator[Told]:
    """The findings; those of the map with the line that they lead to, as `leads`, if it is here.

    `lines` are those of the pages that are shown.
    """
    every = [*found]
    if not any(one["file"].endswith(f"/{MAP}") for one in every):
        yield from every
        return
    folder = f"content/{guide}/"
    known = read_map(content.project, content.guide(guide), [])
    for one in every:
        mine = [row for row in known.kept if one["file"] == folder + MAP == row.line.file
                and row.line.number == one["line"]]  # fmt: skip
        quoted = [said for row in mine for said in row.answers if said.says in one["problem"]]
        line = next(filter(None, (_nearest(folder, said, lines) for said in quoted)), None)
        yield {**one, "leads": line} if line else one


def _nearest(folder: str, said: Quoted, lines: Sequence[Told]) -> Told | None:
    """The line of the same file that is most like what was quoted, and what that `was`."""
    best, most = None, ALIKE
    wanted = SequenceMatcher(None, b=bare_line(said.says), autojunk=False)
    for line in lines:
        if line["file"] == folder + said.file:
            wanted.set_seq1(bare_line(line["text"]))
            if wanted.ratio() > most:
                best, most = line, wanted.ratio()
    if best is None:
        return None
    return {**{key: best[key] for key in ("file", "line", "text")}, "was": said.says}
