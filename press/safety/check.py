"""The safety family: rules that keep a guide from doing harm. A rule is a sentence.

What is about the topic stands in the guide's `safety.toml`; without it the general rules hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from press.finding import Finding
from press.read.job import Job
from press.safety.amounts import (
    amounts_can_be_meant,
    amounts_come_from_fields,
    amounts_have_a_unit,
    limits_are_limits,
)
from press.safety.claims import (
    comfort_stands_beside_the_check,
    no_home_test_rules_out_a_clot,
    tablets_cure_nothing,
    the_leg_check_has_no_condition,
)
from press.safety.context import SafetyDesk
from press.safety.phones import (
    no_line_for_drama_is_printed,
    no_other_country_s_number_stands_here,
    numbers_keep_their_company,
    numbers_to_phone_are_fields,
)
from press.safety.source import nothing_is_printed_in_the_source_s_words
from press.safety.urgency import (
    a_speed_says_whom_to_call,
    a_symptom_stands_under_its_speed,
    both_products_hold_the_same_lists,
    every_symptom_has_its_line,
    needed_sentences_are_there,
)
from press.safety.wording import (
    each_not_stands_in_its_own_item,
    either_side_is_fine,
    no_line_ends_between_not_and_its_verb,
    the_minutes_are_the_same_everywhere,
)
from press.safety.words import (
    hazard_words_stand_in_approved_sentences,
    no_brand_is_named,
    red_is_never_the_only_colour,
)

RULES: Sequence[Callable[[SafetyDesk], Iterator[Finding]]] = (
    hazard_words_stand_in_approved_sentences,
    no_brand_is_named,
    red_is_never_the_only_colour,
    amounts_have_a_unit,
    amounts_can_be_meant,
    amounts_come_from_fields,
    limits_are_limits,
    numbers_to_phone_are_fields,
    numbers_keep_their_company,
    no_line_for_drama_is_printed,
    no_other_country_s_number_stands_here,
    tablets_cure_nothing,
    the_leg_check_has_no_condition,
    no_home_test_rules_out_a_clot,
    comfort_stands_beside_the_check,
    every_symptom_has_its_line,
    a_speed_says_whom_to_call,
    both_products_hold_the_same_lists,
    a_symptom_stands_under_its_speed,
    needed_sentences_are_there,
    either_side_is_fine,
    the_minutes_are_the_same_everywhere,
    each_not_stands_in_its_own_item,
    no_line_ends_between_not_and_its_verb,
    nothing_is_printed_in_the_source_s_words,
)


def check_safety(job: Job) -> list[Finding]:
    """Every finding of the safety family (S1xx) on both products of a job, each told once."""
    return hold_to_rules(SafetyDesk(job))


def hold_to_rules(desk: SafetyDesk) -> list[Finding]:
    """The findings of every rule on what lies on the desk, each told once."""
    return list(dict.fromkeys(finding for rule in RULES for finding in rule(desk)))
