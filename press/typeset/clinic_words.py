"""What is wrong with a clinic's block on paper, in words of whoever can mend it: the receptionist.

She has her own words and her logo, and neither sheets nor templates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from press.finding import Finding
from press.products import Product
from press.read.clinic import Clinic
from press.read.job import Job
from press.toml_tables import KEY, Entry

OF_THE_PAGE = ("P102", "P103", "P105", "P2")  # words that are not whole, and how they are set
SAVE_AGAIN = "save it again as a PNG of at least 600 pixels across, and look at it"


def name_of(entry: Entry) -> str:
    """What stands before the = of an entry of a clinic's file."""
    key = KEY.match(entry.line.text)
    return key[1] if key else "name"


def in_her_words(job: Job, product: Product, found: Iterable[Finding]) -> list[Finding]:
    """The same, with C103 or C104 for each line of the clinic's file that `found` blames.

    What is said of the guide's own labels in the block comes of the words beside them.
    """
    clinic = job.clinic
    if clinic is None:
        return list(found)
    labels = {entry.line.place for line in job.lines if line.own for entry in line.labels}
    kept: dict[tuple[object, ...], Finding] = {}
    for one in found:
        told = _of_logo(clinic, one) or one
        if one.code.startswith(OF_THE_PAGE):
            here = (one.place.file, one.place.line)
            if one.place.file == clinic.file:
                told = _too_long(clinic, product, here[1])
            elif here in {(place.file, place.line) for place in labels}:
                told = _too_long(clinic, product, clinic.table["name"].line.number)
        kept.setdefault((told,), told)
    return list(kept.values())


def _of_logo(clinic: Clinic, one: Finding) -> Finding | None:
    if clinic.logo is None:
        return None
    entry = clinic.logo.named
    at_logo = (one.place.file, one.place.line) == (entry.line.file, entry.line.number)
    if at_logo and one.code == "A121":
        return replace(one, fix=SAVE_AGAIN)
    if one.code == "D101" and (at_logo or f"/{entry.value}'" in one.problem):
        return entry.finding("C104", "the logo can't be printed as it is", SAVE_AGAIN)
    return None


def _too_long(clinic: Clinic, product: Product, number: int) -> Finding:
    line = next((one for one in clinic.raw_lines() if one.number == number), None)
    entry = clinic.table["name"] if line is None else Entry("", line)
    problem = f"`{name_of(entry)}` does not fit its place on the {product.name}"
    return entry.finding("C103", problem, "shorten it, or what stands beside it")
