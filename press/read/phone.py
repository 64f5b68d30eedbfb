"""Telephone numbers, judged and set by the world's numbering plans: the one door to phonenumbers.

The library is imported where a number is judged and nowhere before: that costs 25 ms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# Ofcom and the North American Numbering Plan keep these for drama: no line answers. By the code of
# the country, without what is dialled before it within the country.
DRAMA = {
    44: re.compile(
        r"(?:2079460|11[3-8]4960|1[2-6]14960|1914980|2896496|2920180|1632960|7700900|8081570"
        r"|9098790|3069990)\d{3}"
    ),
    1: re.compile(r"\d{3}55501\d\d"),
}
EXTENSION = re.compile(r"[\s,;]*(ext(?:ension)?\b\.?|x|#)\s*(\d{1,6})\s*$", re.IGNORECASE)
SIGNS = re.compile(r"[^\d\s+()./\u2010-\u2013-]+")
TWO = re.compile(r"\d\s*(?:/|,|;|&|\bor\b|\band\b)\s*[\d(+]", re.IGNORECASE)
EVERY_MOBILE = ("112",)  # of the GSM standard: a mobile phone takes it for an emergency anywhere
SHORT = 6  # digits: one of no more is a service's, or lacks its area code
SHORTEST = 4  # digits: with fewer it can't even be an extension
LIKE_DIGITS = str.maketrans("OoIl", "0011")
DEAR = "whoever phones this number pays extra for it"
LOOK = "look at it again, and dial it"  # never a number to copy: it would be a stranger's
ONE_EACH = "give one number on each line: the one that is answered"
TRUNKS = ("", "0", "1")  # what is dialled before a number within a country


@dataclass(frozen=True)
class Said:
    """What became of a number: as it is set, or what is wrong with it and how to put it right."""

    text: str = ""
    problem: str = ""
    fix: str = ""


def judged(text: str, country: str, example: bool) -> Said:
    """A clinic's number in the form of its `country`, a region of ISO 3166, or why it is none.

    An `example` may have a number that is kept for drama. Where the country has no plan (001) the
    number needs its +, and is set in the international form (ITU-T E.123).
    """
    import phonenumbers as plans

    typed, extension = _parted(text)
    planned = country in plans.SUPPORTED_REGIONS
    if TWO.search(typed):
        return Said(problem="two numbers stand on one line", fix=ONE_EACH)
    if fault := _fault_of_signs(typed):
        return Said(problem=fault, fix=LOOK)
    digits = re.sub(r"\D", "", typed)
    if fault := _fault_of_service(digits, country):
        return Said(
            problem=fault, fix="give the clinic's own number, the one that its desk answers"
        )
    if not planned and not typed.startswith("+"):
        fix = "begin it with + and the country's code, such as +353"
        return Said(problem="this number does not say of which country it is", fix=fix)
    try:
        number = plans.parse(typed, country if planned else None)
    except plans.NumberParseException:
        return Said(problem="this is no telephone number", fix=LOOK)
    if fault := _fault_of_plan(number, typed, country, example):
        fix = "give one that costs no more than other calls" if fault == DEAR else LOOK
        return Said(problem=fault, fix=fix)
    form = plans.PhoneNumberFormat.NATIONAL if planned else plans.PhoneNumberFormat.INTERNATIONAL
    shown = plans.format_number(number, form)
    if not _same_digits(digits, re.sub(r"\D", "", shown), str(number.country_code)):
        return Said(problem=f"this number can't be set: it would be printed as {shown}", fix=LOOK)
    return Said(shown + extension)


def is_drama(text: str, country: str) -> bool:
    """Whether a number, typed in `country`, is kept for drama, so that nobody answers it."""
    import phonenumbers as plans

    try:
        return _is_drama(plans.parse(_parted(text)[0], country))
    except plans.NumberParseException:
        return False


def _is_drama(number: PhoneNumber) -> bool:
    import phonenumbers as plans

    kept = DRAMA.get(number.country_code or 0)
    return bool(kept and kept.fullmatch(plans.national_significant_number(number)))


def fault_of_country(kind: str, text: str, country: str) -> str:
    """Why `text` can't be what a country's file gives for `kind` of line; "" where it can.

    An emergency line must be one by the country's plan; any other a number or a short code of it.
    Where a country has no plan only `mobile` has a number: one that mobile phones know everywhere.
    """
    import phonenumbers as plans
    from phonenumbers import shortnumberinfo as short

    if country not in plans.SUPPORTED_REGIONS:
        if kind == "mobile" and text in EVERY_MOBILE:
            return ""
        return f"{country} has no telephone plan of its own, so no number can stand here"
    digits = re.sub(r"\D", "", text)
    if kind == "emergency":
        known = bool(short.is_emergency_number(digits, country))
        return "" if known else f"`{text}` is no emergency number of {country}"
    if _is_short(digits, country):
        return ""
    try:
        if plans.is_valid_number_for_region(plans.parse(text, country), country):
            return ""
    except plans.NumberParseException:
        pass  # told below
    return f"`{text}` is no number that {country} knows"


def _parted(text: str) -> tuple[str, str]:
    """The number without its extension, and the extension as it is printed."""
    tidy = text.strip().replace("\u00a0", " ")
    found = EXTENSION.search(tidy)
    if not found:
        return tidy, ""
    word = found[1] if found[1].lower() not in ("x", "#") else "ext."
    return tidy[: found.start()], f" {word} {found[2]}"


def _fault_of_signs(typed: str) -> str:
    sign = SIGNS.search(typed)
    if sign and (digit := sign[0].translate(LIKE_DIGITS)).isdigit():
        return f"the letter {sign[0]} stands in it; was {digit} meant?"
    if sign:
        return f"“{sign[0]}” stands in it, and only digits can be dialled"
    return "" if re.search(r"\d", typed) else "there are no digits in it"


def _fault_of_service(digits: str, country: str) -> str:
    """Why these are the digits of an emergency or service number, of this country or another."""
    from phonenumbers import shortnumberinfo as short

    if len(digits) > SHORT:
        return ""
    if short.is_emergency_number(digits, country):
        return f"{digits} is the emergency number, and no clinic's line"
    if short.connects_to_emergency_number(digits, country):
        return f"whoever dials {digits} reaches the emergency number"
    if _is_short(digits, country):
        return f"{digits} is a service's number in this country, and no clinic's line"
    regions = short.SUPPORTED_SHORT_REGIONS
    if any(short.is_emergency_number(digits, region) for region in regions):
        return f"{digits} is an emergency number in other countries, and no clinic's line"
    if len(digits) < SHORTEST and any(_is_short(digits, region) for region in regions):
        return f"{digits} is a service's number in other countries, and no clinic's line"
    return ""


def _is_short(digits: str, region: str) -> bool:
    import phonenumbers as plans
    from phonenumbers import shortnumberinfo as short

    number = plans.PhoneNumber(
        country_code=plans.country_code_for_region(region), national_number=int(digits or 0)
    )
    return bool(short.is_valid_short_number_for_region(number, region))


def _fault_of_plan(number: PhoneNumber, typed: str, country: str, example: bool) -> str:
    """Why the plan has no such number for a clinic; "" where it has."""
    import phonenumbers as plans

    kinds, home = plans.PhoneNumberType, plans.region_code_for_number(number)
    if not plans.is_valid_number(number):
        if example and _is_drama(number):
            return ""  # of those that are kept for drama some are in no plan
        return _why_not(number, typed, country)
    if country in plans.SUPPORTED_REGIONS and home != country:
        return f"this is a number of another country, {home}, and not of {country}"
    costs = {
        kinds.PREMIUM_RATE: DEAR,
        kinds.PERSONAL_NUMBER: DEAR,
        kinds.PAGER: "this is a pager's number: nobody can speak to it",
        kinds.VOICEMAIL: "this is an answering machine's number",
    }
    return costs.get(plans.number_type(number), "")


def _why_not(number: PhoneNumber, typed: str, country: str) -> str:
    import phonenumbers as plans

    reason, results = plans.is_possible_number_with_reason(number), plans.ValidationResult
    if reason == results.IS_POSSIBLE_LOCAL_ONLY:
        return "the area code is missing"
    digits = plans.national_significant_number(number)
    longer = (digits + more for more in "0123456789")
    shorter = (digits[:at] + digits[at + 1 :] for at in range(len(digits)))
    if any(_is_valid(one, number) for one in shorter):
        return "this number has a digit too many"
    if any(_is_valid(one, number) for one in longer):
        return "this number is a digit short"
    if len(elsewhere := set(_countries_that_write_it(typed, country))) == 1:
        return f"this is a number of another country, {elsewhere.pop()}, and not of {country}"
    lengths = {results.TOO_LONG: "has too many digits", results.TOO_SHORT: "has too few digits"}
    return f"this number {lengths.get(reason, f'can be that of no telephone in {country}')}"


def _is_valid(digits: str, like: PhoneNumber) -> bool:
    import phonenumbers as plans

    number = plans.PhoneNumber(country_code=like.country_code, national_number=int(digits or 0))
    return bool(plans.is_valid_number(number))


def _countries_that_write_it(typed: str, country: str) -> Iterator[str]:
    """Other countries where it is valid, and is written just as it is typed here."""
    import phonenumbers as plans

    for region in sorted(plans.SUPPORTED_REGIONS - {country}):
        try:
            number = plans.parse(typed, region)
        except plans.NumberParseException:
            continue
        home = plans.region_code_for_number(number)
        form = plans.format_number(number, plans.PhoneNumberFormat.NATIONAL)
        if form == typed and home and home != country:
            yield str(home)


def _same_digits(typed: str, shown: str, code: str) -> bool:
    """Whether both are one number but for the country's code and what is dialled before it."""
    heads = {out + trunk for out in (code, f"00{code}", f"011{code}", "") for trunk in TRUNKS}
    ends = [{digits.removeprefix(head) for head in heads} for digits in (typed, shown)]
    return bool({end for end in ends[0] & ends[1] if len(end) >= SHORT})
