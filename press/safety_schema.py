"""What may stand in a guide's `safety.toml`, table by table."""

from __future__ import annotations

import re
from collections.abc import Mapping

# What may stand in each table. A pattern is Python's `re`, in single quotes, for folded text:
# small letters, no accents, `{{field}}` without blanks.
KINDS: Mapping[str, type] = {"text": str, "pattern": str, "texts": list, "patterns": list,
                             "number": int, "hazard code": str, "must code": str}  # fmt: skip
CODES = {
    "hazard code": ("S101", "S104", "S105", "S115", "S125"),
    "must code": ("S106", "S107", "S108", "S110", "S111", "S112"),
}
NAMED: Mapping[str, Mapping[str, str]] = {
    "approved": {"text": "texts", "roles": "texts", "also": "texts", "note": "text"},
    "hazard": {"code": "hazard code", "row": "text", "all": "patterns", "except": "pattern",
               "fields": "texts", "fix": "text"},
    "speed": {"heading": "pattern", "title": "pattern", "rank": "number", "now": "pattern",
              "says": "text"},
    "symptom": {"all": "patterns", "except": "pattern", "speed": "texts", "row": "text",
                "on": "texts"},
    "required": {"code": "must code", "all": "patterns", "on": "texts", "role": "text",
                 "section": "pattern", "row": "text", "approved": "text"},
    "number": {"after": "pattern", "beside": "pattern"},
    "limit": {"words": "pattern", "least": "text", "most": "text", "countries": "texts",
              "field": "text", "says": "patterns", "ban": "pattern"},
    "country": {"never": "patterns"},
}  # fmt: skip
SINGLE: Mapping[str, Mapping[str, str]] = {
    "brands": {"names": "texts", "capitals": "texts"},
    "effects": {"remedies": "pattern", "verbs": "pattern", "targets": "pattern",
                "hedges": "pattern", "never": "pattern"},
    "help": {"delay": "pattern", "at-once": "pattern", "now": "pattern", "slow": "pattern",
             "refuse": "pattern", "play-down": "pattern"},
    "minutes": {"number": "number", "beside": "pattern", "from": "pattern", "still": "pattern"},
    "check": {"look": "pattern", "condition": "pattern"},
    "test": {"eases": "pattern", "safe": "pattern", "columns": "pattern"},
    "comfort": {"words": "pattern", "about": "pattern", "except": "pattern", "with": "pattern"},
    "colour": {"alone": "pattern", "with": "pattern"},
    "side": {"words": "pattern", "one": "pattern", "other": "pattern", "best": "pattern",
             "week": "number"},
    "source": {"runs": "text"},
}  # fmt: skip


def unfit(value: object, kind: str) -> str:
    """Why `value` is no `kind` of KINDS, or an empty text."""
    if kind.endswith("s") and isinstance(value, str):
        value = [value]
    if not isinstance(value, KINDS[kind]):
        return f"it is not {kind}"
    if kind in CODES and value not in CODES[kind]:
        return f"it is none of {', '.join(CODES[kind])}"
    if kind.startswith("pattern"):
        for pattern in value if isinstance(value, list) else [value]:
            try:
                re.compile(str(pattern))
            except re.error as error:
                return str(error)
    return ""
