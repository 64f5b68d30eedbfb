"""What is wrong with a clinic's form as it is typed: the rules of its file, beside its fields.

No rule stands here. The form's file is made in memory and judged as an order would judge it; what
the reader says of lines and quotes is told in the words of somebody who sees fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from press.desk.clinic_form import Form, Stands, is_field, may_be_key
from press.desk.clinic_text import Written, keys_of
from press.desk.content import Content
from press.desk.names import known
from press.finding import Finding
from press.project import Project
from press.read.clinic import Clinic
from press.read.files import hold
from press.read.lines import GROUP
from press.read.pictures import PictureFile, read_logo_picture
from press.run.clinics import judged

Say = Callable[..., str]
# what stands in for a field that is empty yet, so that all the others are judged
LOOKED_AT = "day and night"
NOBODY = "clinic (example)"
NAMED = "clinic"  # and for a key
# what the reader says of a file, and the words (clinic.told.…) that say it of a form
REWORDED: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (code, re.compile(problem), key)
    for code, problem, key in (
        ("C108", r"the line with the (\w+) is missing", "missing_{0}"),
        ("C108", r"`(.+)` is not known here; was (.+) meant", "unknown_meant"),
        ("C108", r"`(.+)` is not known here", "unknown"),
        ("C108", r"no words stand between the quotes", "no_words"),
        ("C108", r"(.+) would be printed just as it stands here", "tag"),
        ("C108", r"no telephone line stands in this file", "no_line"),
        ("C108", r"no guide asks for \[lines\.(.+)\]; was \[lines\.(.+)\] meant", "misspelt"),
        ("C102", r"the numbers are of (\w+), and not of (\w+)", "other_country"),
        ("C102", r"no guide has a locale of the country", "no_guide"),
        ("C102", r"is not the code of a country", "no_country"),
        ("C101", r"this is the same number as on line (\d+)", "twice"),
        ("C101", r"can be that of no telephone in (\w+)", "no_phone"),
        ("C101", r"this is a number of another country, (\w+), and not of (\w+)", "not_of_here"),
        ("C101", r"it would be printed as (.+)", "as_printed"),
        ("C106", r"", "films"),
        ("C114", r"there is no brand called “(.*)”", "no_brand"),
        ("A112", r"", "describe"),
        ("A111", r"", "no_logo"),
    )
)
OF_WHICH = re.compile(r"^the number of (?:\[lines\.[^\]]*\]|the clinic): ")


@dataclass(frozen=True)
class Told:
    """One thing that is wrong: at which field ("" for none), and in a receptionist's words.

    What is wrong with the file of her brand is not hers to mend, and keeps nobody from saving.
    """

    field: str
    says: str
    code: str = ""
    is_hers: bool = True


@dataclass(frozen=True)
class Judgement:
    """What became of a form: the file that it makes, and whose clinic that is.

    Where something is missing `clinic` is what it would be with that.
    """

    written: Written
    told: tuple[Told, ...]
    clinic: Clinic | None
    logo: PictureFile | None


def judge(content: Content, form: Form, stands: Stands, say: Say) -> Judgement:
    """Judges a form as its file would be judged. Raises HTTPException 409, and BadName."""
    made = stands.with_form(form)
    file = content.project.name(stands.path)
    clinic, found, logo = _read(content, stands, made.text, form)
    told = dict.fromkeys(_in_words(found, made, file, say))
    if clinic is None:  # a field that is empty yet hides nothing of the others
        gone = (*form.gone, *stands.others)
        filled = replace(form, values=_filled(form.values), gone=gone)
        other = stands.with_form(filled)
        clinic, more, logo = _read(content, stands, other.text, form)
        told |= {
            one: None
            for one in _in_words(more, other, file, say)
            if one.field and form.values.get(one.field)
        }
    if form.is_new and (why := key_fault(content, form.key, say)):
        told[Told("key", why, "C105")] = None
    return Judgement(made, tuple(told), clinic, logo)


def key_fault(content: Content, key: str, say: Say) -> str:
    """Why a new clinic's file can't be called so; "" where it can."""
    if not may_be_key(key):
        return say("clinic.told.no_key")
    taken = {one.casefold() for one in content.clinic_files}
    return say("clinic.told.taken", short=key) if key.casefold() in taken else ""


def _read(
    content: Content, stands: Stands, text: str, form: Form
) -> tuple[Clinic | None, list[Finding], PictureFile | None]:
    """The clinic of a text that is not saved, with what is wrong with it alone, and its logo."""
    found: list[Finding] = []
    project, path = Project(content.project.root), stands.path
    hold(project, path, text.encode())
    clinic = judged(project, path, [*content.guides.values()], found)
    if form.picture:  # it lies beside the file only once that is saved
        found = [one for one in found if one.code != "A111"]
    logo = read_logo_picture(project, clinic) if clinic else None
    return clinic, found, logo


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    """The values with something in each needed field that is empty; a line without number goes."""
    tables = {key.rpartition(".")[0] for key in values if "." in key}
    bare = {table for table in tables if not values.get(f"{table}.number")}
    found = {key: "" if key.rpartition(".")[0] in bare else value for key, value in values.items()}
    hours = {f"{table}.hours" for table in tables - bare}
    found |= {key: LOOKED_AT for key in hours if not values.get(key)}
    return found | ({} if found.get("name") else {"name": NOBODY})


def _in_words(found: list[Finding], made: Written, file: str, say: Say) -> Iterator[Told]:
    keys = keys_of(made.text)
    for one in found:
        if one.place.file != file:
            yield Told("brand", say("clinic.told.of_brand", says=plain(one)), one.code, False)
            continue
        key = keys[one.place.line - 1] if 0 < one.place.line <= len(keys) else ""
        if one.code == "C105":
            continue  # told of the key
        match = _match(one)
        if match is None:
            field, says = _field(key, one), plain(one, key)
            where = "" if field else f"{say('clinic.line', number=one.place.line)} "
            yield Told(field, where + says, one.code)
            continue
        name, values = match
        if name.startswith("missing_"):
            table = f"{key}." if key.startswith(f"{GROUP}.") else ""
            key = table + name.removeprefix("missing_")
        values = {at: known(say, f"clinic.country.{text}") or text for at, text in values.items()}
        if name == "twice":
            values["w0"] = keys[int(values["w0"]) - 1].split(".")[1]
        field = GROUP if name == "no_line" else _field(key, one)
        yield Told(field, say(f"clinic.told.{name}", **values), one.code)


def _field(key: str, one: Finding) -> str:
    """At which field a finding is told that stands on the line of `key`."""
    if one.code == "A112":
        return "logo_description"
    table = key.startswith(f"{GROUP}.") and key.count(".") == 1
    return key if table or is_field(key) else ""


def _match(one: Finding) -> tuple[str, dict[str, str]] | None:
    for code, pattern, key in REWORDED:
        if one.code == code and (match := pattern.search(one.problem)):
            groups = {f"w{at}": text for at, text in enumerate(match.groups())}
            return key.format(*match.groups()), groups
    return None


def plain(one: Finding, key: str = "") -> str:
    """A finding of the file as one or two sentences."""
    problem, fix = OF_WHICH.sub("", one.problem), one.fix
    if key and f"{key.rpartition('.')[2]} = " in fix:
        fix = ""  # a line to copy, where there are fields
    return " ".join(map(_sentence, filter(None, (problem, fix))))


def _sentence(text: str) -> str:
    end = "" if text.endswith((".", "?", "!", "…")) else "."
    return f"{text[:1].upper()}{text[1:]}{end}"
