"""The fingerprint of what a person reads before she signs: on paper, on a screen, and when signing.

Two packs with one fingerprint say the same: the reading texts, the answers to the questions, the
sources, and which sentence stands on which of them.
"""

from __future__ import annotations

import hashlib
import json

from press.read.job import Job
from press.read.standing import digests_of
from press.read.syntax import CITATION
from press.toml_tables import Table

GROUPS, LETTERS = 3, 4  # as people compare it: 1a2b-3c4d-5e6f


def fingerprint(job: Job) -> str:
    """Twelve letters of a SHA-256, in groups of four."""
    said = {
        "guide": job.guide.name,
        "locale": job.locale,
        "texts": digests_of(job.standings),
        "answers": [(one.name, _values(one.row)) for one in job.rules.answers],
        "cited": {
            one.product.name: [line.text for line in one.lines if CITATION.search(line.text)]
            for one in job.manuscripts
        },
        "sources": [(key, _values(one.table)) for key, one in sorted(job.sources.items())],
    }
    text = json.dumps(said, sort_keys=True, default=str, ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return "-".join(digest[n * LETTERS : (n + 1) * LETTERS] for n in range(GROUPS))


def _values(table: Table) -> dict[str, object]:
    return {key: entry.value for key, entry in sorted(table.items())}
