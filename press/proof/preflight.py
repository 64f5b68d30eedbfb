"""Preflight: the last look at a proof. Each rule is a sentence; all of them are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from press.finding import Finding
from press.pdf.readback import read_back
from press.proof.access import (
    every_figure_says_what_it_shows,
    every_picture_is_on_paper,
    headings_go_down_by_one,
    tables_have_headers,
    the_file_says_what_it_is,
)
from press.proof.breaks import (
    no_heading_stands_at_the_foot,
    no_item_is_parted_from_its_picture,
    no_line_of_a_paragraph_is_alone,
    no_page_is_nearly_empty,
)
from press.proof.clear_print import (
    capitals_are_for_few_words,
    headings_are_in_sentence_case,
    nothing_is_underlined,
    type_is_upright,
)
from press.proof.compare import compare
from press.proof.figures import every_picture_has_its_words, no_picture_shifts_its_lines
from press.proof.lines import (
    lines_have_air,
    no_word_is_split,
    running_text_ends_raggedly,
    running_text_starts_at_one_edge,
)
from press.proof.monochrome import (
    all_type_is_black,
    everything_is_black_on_white,
    ink_is_spared,
    no_solid_is_large,
)
from press.proof.page import (
    every_glyph_is_from_our_fonts,
    every_text_stands_out,
    no_line_is_too_long,
    no_type_is_under_its_floor,
    nothing_is_printed_at_the_edge,
    the_clinic_fits_its_slot,
    the_page_has_its_size,
    the_pages_are_as_many_as_they_may_be,
)
from press.proof.proof import Proof
from press.proof.words import (
    every_word_is_inside_the_safe_area,
    every_word_is_on_paper,
    every_word_leaves_ink,
    no_page_number_lies_over_a_word,
    no_word_lies_over_another,
)
from press.read.expected import expected_words, phrases
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.typeset.typeset_pdf import Typeset

RULES: tuple[Callable[[Proof], Iterator[Finding]], ...] = (
    every_word_is_on_paper,
    every_word_is_inside_the_safe_area,
    no_word_lies_over_another,
    no_page_number_lies_over_a_word,
    every_word_leaves_ink,
    the_page_has_its_size,
    the_pages_are_as_many_as_they_may_be,
    no_type_is_under_its_floor,
    no_line_is_too_long,
    every_text_stands_out,
    every_glyph_is_from_our_fonts,
    nothing_is_printed_at_the_edge,
    the_clinic_fits_its_slot,
    no_heading_stands_at_the_foot,
    no_line_of_a_paragraph_is_alone,
    no_item_is_parted_from_its_picture,
    no_page_is_nearly_empty,
    the_file_says_what_it_is,
    headings_go_down_by_one,
    tables_have_headers,
    every_figure_says_what_it_shows,
    every_picture_is_on_paper,
    running_text_starts_at_one_edge,
    running_text_ends_raggedly,
    lines_have_air,
    no_word_is_split,
    type_is_upright,
    nothing_is_underlined,
    capitals_are_for_few_words,
    headings_are_in_sentence_case,
    every_picture_has_its_words,
    no_picture_shifts_its_lines,
    all_type_is_black,
    everything_is_black_on_white,
    no_solid_is_large,
    ink_is_spared,
)


def pull_proof(job: Job, manuscript: Manuscript, typeset: Typeset) -> Proof:
    """The typeset product with what is really in it, read back from the PDF alone."""
    reading = read_back(typeset.pdf)
    words = expected_words(manuscript, job.fields)
    comparison = compare(reading, words, phrases(job, manuscript))
    return Proof(job, manuscript, typeset, reading, comparison)


def preflight(proof: Proof) -> list[Finding]:
    """Every finding on this proof, in the order of the rules."""
    return [finding for rule in RULES for finding in rule(proof)]
