"""What the pages of clinics show: the list, and a form filled in from a clinic's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from press.desk.clinic_form import Form, Stands, in_order, path_of
from press.desk.clinic_judged import Say, Told, judge, plain
from press.desk.clinic_lines import GuideLines, LineOfForm, guides_asking, lines_of
from press.desk.clinic_old import is_old_form, of_today, old_rows
from press.desk.clinic_text import HEAD, OF_A_LINE
from press.desk.content import Content
from press.desk.desk import Desk
from press.desk.words import NoSuchWords
from press.finding import Finding
from press.project import Project
from press.read.brand import FOLDER as BRANDS
from press.read.clinic import Clinic
from press.read.files import read_tree
from press.read.lines import GROUP
from press.read.old_clinic import OLD
from press.run.clinics import judged

FIRST_COUNTRY = "GB"  # of a new clinic, where nothing else is known


# a number as it is printed: what it is called, the number, when it is answered
Dialled = tuple[str, str, str]


@dataclass(frozen=True)
class Row:
    """One clinic in the list: its key, name, numbers, what is wrong, and whether it is old."""

    key: str
    name: str
    numbers: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    is_old: bool


def listed(content: Content, say: Say) -> list[Row]:
    """All clinics of content/clinics, in the order of their names."""
    labels = cache(lambda country: lines_of(guides_asking(content, country)))
    rows = [_row(content, key, labels, say) for key in content.clinic_files]
    return sorted(rows, key=lambda row: row.name.casefold())


def _row(
    content: Content, key: str, labels: Callable[[str], Mapping[str, LineOfForm]], say: Say
) -> Row:
    stands = Stands(path_of(content, key))
    name = str((stands.values or {}).get("name", "")).strip() or key
    found: list[Finding] = []
    clinic = judged(content.project, stands.path, [*content.guides.values()], found)
    lines = (*clinic.named.values(), *clinic.unnamed) if clinic else ()
    called = labels(_country(stands))
    numbers = tuple((_called(one.name, one.called, called, say), one.shown) for one in lines)
    return Row(key, name, numbers, _words(content, key, stands, found, say), is_old_form(stands))


def _called(name: str, own: Any, labels: Mapping[str, LineOfForm], say: Say) -> str:
    if own:
        return str(own.value)
    return labels[name].label if name in labels else name or say("clinic.number")


def _words(
    content: Content, key: str, stands: Stands, found: list[Finding], say: Say
) -> tuple[str, ...]:
    """What is wrong with a file, in the words of its form where it can be read as one."""
    if not found:
        return ()
    by_lines = tuple(f"{say('clinic.line', number=one.place.line)} {plain(one)}" for one in found)
    if stands.values is None or is_old_form(stands):
        return by_lines
    form = Form(key, stands.digest, stands.fields)
    # what is saved from the form is right; what stands in the file yet may not be
    return tuple(one.says for one in judge(content, form, stands, say).told) or by_lines


def _country(stands: Stands) -> str:
    return str((stands.values or {}).get("country", FIRST_COUNTRY))


def shown(
    desk: Desk,
    content: Content,
    key: str,
    today: bool,
    say: Say,
    first: str = "",
    country: str = "",
) -> dict[str, Any]:
    """What the form of a clinic shows; with `today` a file of the first form brought into ours.

    The lines of the guide that somebody comes from stand `first`; a new clinic is of its `country`.
    """
    stands = Stands(path_of(content, key)) if key else None
    countries = _countries(content, say)
    usual = country if country in countries else FIRST_COUNTRY
    guides = guides_asking(content, _country(stands) if stands else usual, first)
    asked = lines_of(guides)
    values = stands.fields if stands else {"country": usual}
    gone: tuple[str, ...] = ()
    is_old = bool(stands and is_old_form(stands))
    if stands and is_old and today:
        values, gone = of_today(content, stands, values)
    lines = _lines(asked, values)
    every = {f"{GROUP}.{line.name}.{name}": "" for line in lines for name in OF_A_LINE}
    values = in_order({**dict.fromkeys(HEAD, ""), **every, **values})
    broken = bool(stands and stands.values is None)
    found: list[Finding] = []
    if stands:
        judged(Project(desk.root), stands.path, [*content.guides.values()], found)
    form = Form(key, stands.digest if stands else "", values, gone)
    near = _near(lines, values, guides[0] if first and guides else None)
    told: tuple[Told, ...] = ()
    logo, clinic = "", None
    if stands and not broken and not (is_old and not today):
        made = judge(content, form, stands, say)
        told, clinic = made.told, made.clinic
        logo = desk.logos.of_file(content.project, made.logo) if made.logo else ""
    return {
        "key": key,
        "called": values["name"] or key,
        "digest": form.digest,
        "values": values,
        "gone": gone,
        "lines": [(line, uses_of(line, say)) for line in near],
        "far": [(line, uses_of(line, say)) for line in lines if line not in near],
        "labelled": values["country"],
        "others": _others(stands, gone),
        "is_old": is_old and not today,
        "was_old": is_old and today,
        "was_old_weeks": any(value for name, value in values.items() if name.endswith(".serves")),
        "was_old_second": "second_number" in gone,
        "old_told": [plain(one) for one in found],
        "old": old_rows(stands) if is_old and stands else [],
        "broken": [(one.place.line, one.excerpt, plain(one)) for one in found] if broken else [],
        "told": told,
        "logo": logo,
        "dial": _dial(clinic, asked, say) if clinic else [],
        "countries": countries,
        "brands": _brands(content),
        "guides": [asdict(one) for one in guides],
        "here": "clinics",
    }


def _countries(content: Content, say: Say) -> dict[str, str]:
    """The countries that there are, by their codes, as the desk calls them."""
    codes = sorted(path.stem for path in (content.project.content / "countries").glob("*.toml"))
    return {code: _country_name(code, say) for code in codes}


def _country_name(code: str, say: Say) -> str:
    try:
        return say(f"clinic.country.{code}")
    except NoSuchWords:
        return code


def _brands(content: Content) -> dict[str, str]:
    """The brands that there are, by the names of their files, as they call themselves."""
    found = {}
    for path in sorted((content.project.content / BRANDS).glob("*.toml")):
        tree = read_tree(content.project, path, [])
        named = tree.own.get("name") if tree else None
        found[path.stem] = str(named.value) if named else path.stem
    return found


def labelled(content: Content, country: str, say: Say) -> dict[str, Any]:
    """What the guides of a country call the lines, for a form in which another was chosen."""
    guides = guides_asking(content, country)
    lines = lines_of(guides)
    rows = {one.name: {"label": one.label, "uses": uses_of(one, say)} for one in lines.values()}
    return {"guides": [asdict(one) for one in guides], "lines": rows, "labelled": country}


def uses_of(line: LineOfForm, say: Say) -> list[str]:
    """Which guides print a line, and when, a sentence each."""
    if not line.uses:
        return [say("clinic.fields.use_none")]
    told = []
    for use in line.uses:
        way = "use_first" if not use.after else "use_after" if use.when else "use_next"
        told.append(say(f"clinic.fields.{way}", title=use.title, after=use.after, when=use.when))
    return told


def _lines(asked: Mapping[str, LineOfForm], values: Mapping[str, str]) -> list[LineOfForm]:
    """Those that guides ask for, then those that only the clinic has."""
    own = dict.fromkeys(key.split(".")[1] for key in values if key.startswith(f"{GROUP}."))
    return [*asked.values(), *(LineOfForm(name, name) for name in own if name not in asked)]


def _near(
    lines: Sequence[LineOfForm], values: Mapping[str, str], asking: GuideLines | None
) -> list[LineOfForm]:
    """The lines that stand open: those with words, and those that a guide is `asking` for; or all.

    The others of the form are folded away.
    """
    asked = {one.name for one in asking.lines} if asking else set()
    near = [
        line
        for line in lines
        if line.name in asked or any(values[f"{GROUP}.{line.name}.{key}"] for key in OF_A_LINE)
    ]
    return near or [*lines]


def _others(stands: Stands | None, gone: tuple[str, ...]) -> dict[str, str]:
    if stands is None:
        return {}
    return {
        key: value for key, value in stands.others.items() if key not in OLD and key not in gone
    }


def dial(content: Content, clinic: Clinic, say: Say) -> list[Dialled]:
    """The numbers of a clinic, to be dialled once after it was saved."""
    country = str(clinic.table["country"].value)
    return _dial(clinic, lines_of(guides_asking(content, country)), say)


def _dial(clinic: Clinic, asked: Mapping[str, LineOfForm], say: Say) -> list[Dialled]:
    return [
        (
            _called(one.name, one.called, asked, say),
            one.shown,
            str(one.hours.value) if one.hours else "",
        )
        for one in clinic.named.values()
    ]
