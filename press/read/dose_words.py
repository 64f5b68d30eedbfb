"""What of a folded text on doses nothing reads: the numbers and words of quantity that are left."""

from __future__ import annotations

import re

from press.read.amounts import IN_WORDS
from press.read.doses import (
    AGE,
    AND_OVER,
    APART,
    COUNTS,
    EVERY,
    MASS,
    OTHER,
    OVER,
    SPELT,
    UNDER,
    VOLUME,
    WEIGHT,
    quantities,
    without_strengths,
)

READ = ("per kg", MASS, VOLUME, AGE, WEIGHT, OTHER, *COUNTS)
SOME = rf"(?:\d+|{SPELT})"
AT_MOST = (
    r"(?:(?:up to|at most|no more than|not more than|a maximum of|do not \w+ (?:\w+ )?more than) )?"
)
IN_A_DAY = (
    r"(?:a|each|every|per) day\b|daily\b|in (?:a|one) day\b|/ ?24 ?h(?:ours)?\b"
    rf"|(?:in|every|each|per) (?:(?:a|an|any) )?{SOME} hours\b|(?:in|every|each|per) (?:an )?hour\b"
    r"|an hour\b"
)
# how often in what time: the whole of it, or it is not read
OFTEN = re.compile(
    rf"\b{AT_MOST}(?:once|twice|(?:{SOME} ?(?:to|or|-) ?)?{SOME} (?:times|doses)) ?(?:{IN_A_DAY})"
)
ALONE = re.compile(rf"(?:up to )?(?:once|twice|{SOME} (?:times|doses))")
NO_QUANTITY = re.compile(
    r"\bhow (?:much|many|often)\b|\bat once\b|\b(?:no|the|this|that|which|any) one\b"
    r"|\bthe same time\b"
)
# the longer ones first
WORDS = (
    rf"{IN_WORDS}(?: (?:and )?{IN_WORDS})*(?: (?:times|doses))?",
    "(?:twice|half|double|three times|just|same) (?:as|the) (?:much|many|amount|dose|often)",
    r"(?:the )?same (?:as|dose|amount)|as (?:much|many|often)(?: as)?|as (?:you|they|she|he) \w+",
    "(?:as|if|when|whenever) (?:needed|required|necessary)|as directed|usual (?:dose|amount)",
    r"half|halves|quarters?|thirds?|doubl\w+|double|treble|triple|twice|once|thrice|hourly",
    "(?:a )?(?:little|bit|couple|few|dozen|lot|pair)|several|million|(?:give|take|have|use) some",
    r"more|less|fewer|extra|another|again|repeat\w*|top up|maximum|minimum|full",
    r"(?:rest|all|whole|half) of (?:the|this|your)|(?<!the )(?<!this )(?<!that )(?<!your )bottles?",
    r"\w*spoon\w*|tsps?|tbsps?|\w*capfuls?|\w*cupfuls?|cups?|glass\w*|\w*handfuls?|pinch\w*",
    r"mouthfuls?|swigs?|sips?|dabs?|dropper\w*|syring\w*|ampoules?|squirts?|units?|iu",
    "(?:a|each|every|per|an|by the) (?:day|night|week|hour|minute)|hours?|daily|too|also|whenever",
    r"feeds?|meals?|newborns?|birth|premature\w*|grown up(?:'?s)?|adult'?s? (?:dose|amount)",
)
LEFT = re.compile(rf"\d[\d.,/\u2044]*(?: ?[a-z]+)?|\b(?:{'|'.join(WORDS)})\b")

# beside a dose these change nothing of how much it is
HARMLESS = (
    "a", "the", "of", "by", "mouth", "with", "water", "food", "milk", "give", "take", "use", "up",
    "to", "at", "most", "liquid", "syrup", "medicine",
)  # fmt: skip


def often_in(text: str, *, written: bool = False) -> list[str]:
    """Each place of a folded text that says how often in what time; `written`: in so many times."""
    patterns = (OFTEN,) if written else (OFTEN, EVERY)
    return [match[0] for pattern in patterns for match in pattern.finditer(text)]


def unread_in(text: str) -> list[str]:
    """The numbers and words of quantity of a folded cell or sentence that nothing reads."""
    if ALONE.fullmatch(text.strip(" .")):
        return []
    return list(dict.fromkeys(match[0].strip() for match in LEFT.finditer(_left(text))))


def strange_in(text: str, names: str) -> list[str]:
    """What a folded cell that gives a dose says besides it; `names` are a medicine's."""
    left = LEFT.sub(_blank, _left(text))
    words = dict.fromkeys(re.findall(r"(?<![\w'])[a-z][a-z']*(?!\w)", left))
    return [word for word in words if word not in {*HARMLESS, *names.split()}]


def _left(text: str) -> str:
    """A text with all blanked out that is read as strength, dose, age, weight or time."""
    left = without_strengths(text)
    for pattern in (OFTEN, EVERY, APART, NO_QUANTITY):
        left = pattern.sub(_blank, left)
    for one in reversed([one for one in quantities(left) if one.kind in READ]):
        begin, end = one.at, one.end
        aged = one.kind in (AGE, WEIGHT)
        if aged and (before := UNDER.search(left[:begin]) or OVER.search(left[:begin])):
            begin = before.start()
        if aged and (after := AND_OVER.match(left[end:])):
            end += after.end()
        left = left[:begin] + "_" * (end - begin) + left[end:]
    return left


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match[0])
