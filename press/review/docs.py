"""Pages in `docs/`, as far as they are made from data: of the guides, and of the products.

`python -m press.review.docs` writes them anew; a test holds them to what this would write.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from press.finding import Finding, as_text
from press.project import Project
from press.read.evidence import Source, read_evidence
from press.read.evidence_map import EvidenceMap, EvidenceRow, Quoted, read_map
from press.read.guide import Guide, guide_names, read_guide
from press.review.product_pages import product_pages
from press.review.role_pictures import draw_roles

MAP_PAGE = Path("docs") / "evidence-map.md"
REVIEWER_PAGE = Path("docs") / "for-the-reviewer.md"
BLOCK = re.compile(r"(<!-- made: (\S+) (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
MAP_HEAD = """\
# The evidence map

Which printed line answers each row of the evidence base, or why none does.
R01 to R65 are the claims of the source text, M01 to M19 what it lacks.
The words are named as they are typed.
“Review” gives the number of each of the nineteen corrections that changed the row.

Made from each guide's `evidence-map.toml` by `python -m press.review.docs`.
Change that file, not this page.
"""


def pages(project: Project, found: list[Finding]) -> dict[Path, str]:
    """The pages as they should stand, by their path; findings (M1xx) of what can't be read."""
    guides = [read_guide(project, name, found) for name in guide_names(project)]
    kept = {guide.name: (guide, read_map(project, guide, found)) for guide in guides if guide}
    shown = [page for guide, evidence in kept.values() for page in _map_page(guide, evidence)]
    text = (project.root / REVIEWER_PAGE).read_text("utf-8")

    def made(match: re.Match[str]) -> str:
        guide, evidence = kept[match[3]]
        sources = read_evidence(project, guide.folder, found) or {}
        rows = _weak(evidence) if match[2] == "weak" else _sources(list(sources.values()))
        return match[1] + "\n" + "\n".join(rows) + "\n\n" + match[4]

    whole = MAP_HEAD + "\n" + "\n".join(shown) + "\n"
    return {MAP_PAGE: whole, REVIEWER_PAGE: BLOCK.sub(made, text), **product_pages(project)}


def _map_page(guide: Guide, evidence: EvidenceMap) -> Iterator[str]:
    if not evidence.rows:
        return
    out = sum(bool(row.left_out) for row in evidence.rows)
    yield f"## {guide.name}\n"
    yield f"{len(evidence.rows)} rows: {len(evidence.rows) - out} answered, {out} left out.\n"
    yield "| Row | On | Answered by, or left out because | Review |"
    yield "|---|---|---|---|"
    for row in evidence.rows:
        numbers = ", ".join(map(str, row.corrections))
        yield f"| {row.key} | {row.about} | {'<br>'.join(_answered(row))} | {numbers} |"


def _answered(row: EvidenceRow) -> Iterator[str]:
    yield from map(_quoted, row.answers)
    if row.left_out:
        yield f"**Left out.** {row.left_out}"
    if row.note:
        yield f"*{row.note}*"


def _quoted(answer: Quoted) -> str:
    says = answer.says.replace("|", "\\|").strip()
    return f"“{says}” `{answer.file}`"


def _sources(sources: list[Source]) -> Iterator[str]:
    yield "| Key | Source | Mark | Open this | Watch for |"
    yield "|---|---|---|---|---|"
    for source in sorted(sources, key=lambda one: _natural(one.key)):
        table = source.table
        shown = " ".join(text for text, _ in source.shown())
        address = f"<{table['address'].value}>" if "address" in table else "no address: find it"
        note = str(table["note"].value) if "note" in table else ""
        yield f"| {source.key} | {shown} | {table['mark'].value} | {address} | {note} |"


def _weak(evidence: EvidenceMap) -> Iterator[str]:
    yield "| Sentence | Cites | What is wrong |"
    yield "|---|---|---|"
    for weak in evidence.weak:
        said = "<br>".join(dict.fromkeys(f"“{answer.says}”" for answer in weak.answers))
        yield f"| {said} | {', '.join(weak.sources) or 'nothing'} | {weak.why} |"


def _natural(key: str) -> tuple[str, int]:
    letters = key.rstrip("0123456789")
    return letters, int(key[len(letters) :] or 0)


def main(root: Path = Path(__file__).parents[2]) -> int:
    """Write them anew; returns the exit code."""
    found: list[Finding] = []
    project = Project(root)
    for path, text in pages(project, found).items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
        print(path.as_posix())
    print(*(path.as_posix() for path in draw_roles(project)), sep="\n")
    if found:
        print(as_text(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
