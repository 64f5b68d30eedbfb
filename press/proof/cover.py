"""Preflight of the cover: it names no page where something else stands."""

from __future__ import annotations

from collections.abc import Iterator

from press.finding import Finding
from press.proof.preflight import Proof


def the_cover_names_true_pages(proof: Proof) -> Iterator[Finding]:
    """P223: who opens it at the number on the cover finds the heading there."""
    for lead in proof.comparison.leads:
        pages = {one.page + 1 for one in proof.printed
                 if one.word.line == lead.heading and one.word.kind == "heading"}  # fmt: skip
        if pages and lead.number not in map(str, pages):
            problem = f"the cover says that this stands on page {lead.number}, and it stands on "
            problem += f"page {min(pages)}"
            fix = "look for page_list in the template: the press gives it the number"
            yield lead.heading.finding("P223", problem, fix)
