"""Spelling by country, asked of Hunspell.

Two dictionaries decide: the country's, and a medical one for what no country's has. A word of the
other country's spelling is a fault even where the medical one has it (it has both). Everything is
a package of the operating system; nothing is fetched, and the press itself never needs it: where
it is not there, a run says so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from press.finding import Finding
from press.plain.check import labels
from press.plain.words import unread
from press.project import Line
from press.read.job import Job

# the international edition is spelt as the World Health Organization spells: the British way
DICTIONARIES: Mapping[str, str] = {"en-GB": "en_GB", "en-US": "en_US", "en-001": "en_GB"}
OTHER: Mapping[str, tuple[str, str]] = {
    "en_GB": ("en_US", "American"),
    "en_US": ("en_GB", "British"),
}
MEDICAL = "en_med_glut"
PACKAGES = "hunspell hunspell-en-gb hunspell-en-us hunspell-en-med"
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
OFFERED = 3  # suggestions


class Unable(Exception):  # noqa: N818 - named by what happened
    """Hunspell or one of its dictionaries is not on this machine; the text says which."""


def check_spelling(job: Job) -> list[Finding]:
    """W120 for each word of the job that its country does not spell so. Raises Unable."""
    national = DICTIONARIES.get(job.locale)
    if national is None:
        return []
    lines = [line for m in job.manuscripts for line in (m.title.line, *m.lines)]
    lines += [*labels(job), *(entry.line for entry in job.labels("words").values())]
    places = list(dict.fromkeys(_words(lines)))
    wrong = misspelt({word for word, _, _ in places} - job.rules.spelt, national)
    side = OTHER[national][1]
    found = []
    times = Counter(word for word, _, _ in places)
    for word, line, column in places:
        if word in wrong:
            foreign, near = wrong.pop(word)  # each is told once, where it stands first
            problem = f"`{word}` is {side} spelling" if foreign else f"`{word}` is no known word"
            problem += f", {times[word]} times; this is the first" if times[word] > 1 else ""
            fix = f"write {' or '.join(near)}" if near else "correct it"
            fix += ", or add it to content/words/spelling/en.txt"
            found.append(line.finding("W120", problem, fix, column))
    return found


def ask_spelling(job: Job) -> tuple[list[Finding], list[str]]:
    """The same, and no note; nothing, and a note, on a machine that can't tell."""
    try:
        return check_spelling(job), []
    except Unable as error:
        return [], [f"spelling was not checked: {error}"]


def _words(lines: Iterable[Line]) -> Iterator[tuple[str, Line, int]]:
    for line in (line for line in lines if not line.lang):
        for match in WORD.finditer(unread(line.text)):
            yield match[0].replace("\u2019", "'"), line, match.start() + 1


def misspelt(words: Iterable[str], national: str) -> dict[str, tuple[bool, list[str]]]:
    """Each wrong word: whether the other country spells it so, and what to write. Raises Unable."""
    unknown = _unknown(set(words), national)
    elsewhere = unknown - _unknown(unknown, OTHER[national][0])
    medical = unknown - _unknown(unknown, MEDICAL)
    near = _suggestions(unknown, national)
    # a medicine that only the other country's list has is no spelling of that country
    kin = {word for word in elsewhere if _respelt(word, near.get(word, []))}
    wrong = {word for word in unknown if word in kin or word not in elsewhere | medical}
    return {word: (word in kin, near.get(word, [])[:OFFERED]) for word in sorted(wrong)}


def _respelt(word: str, near: Iterable[str]) -> bool:
    """Whether a near word is the same one spelt our way: colour for color, anaemia for anemia."""
    return any(_bones(word) == _bones(one) for one in near)


def _bones(word: str) -> str:
    """A word without what the two spellings differ in."""
    bones = word.lower().replace("ae", "e").replace("oe", "e").replace("our", "or")
    bones = re.sub(r"re\b", "er", bones).replace("s", "z").replace("gh", "")
    return re.sub(r"(.)\1", r"\1", bones)


def _unknown(words: set[str], dictionary: str) -> set[str]:
    if not words:
        return set()
    affixes = ["-d", "en_US," + dictionary] if dictionary == MEDICAL else ["-d", dictionary]
    return set(_hunspell([*affixes, "-l"], words).split())


def _suggestions(words: set[str], dictionary: str) -> dict[str, list[str]]:
    told = _hunspell(["-d", dictionary, "-a"], {"^" + word for word in words}) if words else ""
    rows = (re.match(r"& (\S+) \d+ \d+: (.*)", row) for row in told.splitlines())
    return {row[1]: row[2].split(", ") for row in rows if row}


def _hunspell(options: list[str], words: set[str]) -> str:
    program = shutil.which("hunspell")
    if program is None:
        raise Unable(f"Hunspell is not here. On Debian or Ubuntu: apt-get install {PACKAGES}")
    command = [program, "-i", "utf-8", *options]
    told = subprocess.run(
        command, input="\n".join(sorted(words)), capture_output=True, text=True, check=False
    )
    if told.returncode or "Can't open" in told.stderr:
        raise Unable(f"a dictionary is not here. On Debian or Ubuntu: apt-get install {PACKAGES}")
    return told.stdout
