"""The safety family: rules that keep a guide from doing harm. A rule is a sentence.

What is about the topic stands in the guide's `safety.toml`; without it the general rules hold. A
rule is a function on a `SafetyDesk`, anywhere in this room.
"""

from __future__ import annotations

from press.finding import Finding
from press.read.job import Job
from press.rules import rules_of
from press.safety.context import SafetyDesk


def check_safety(job: Job) -> list[Finding]:
    """Every finding of the safety family (S1xx) on the products of a job, each told once."""
    return hold_to_rules(SafetyDesk(job))


def hold_to_rules(desk: SafetyDesk) -> list[Finding]:
    """The findings of every rule on what lies on the desk, each told once."""
    return list(
        dict.fromkeys(
            finding for rule in rules_of("safety", "SafetyDesk") for finding in rule(desk)
        )
    )
