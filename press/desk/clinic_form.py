"""A clinic's form: what was typed, and the file that it comes from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from press.desk.asked import bad, text_of
from press.desk.clinic_text import HEAD, OF_A_LINE, Written, values_in, written
from press.desk.content import Content
from press.project import Project
from press.read.files import LARGEST_TEXT
from press.read.lines import GROUP
from press.run.publish import digest
from press.walls import NotPlain, below, fault_of_name, read_plain

FOLDER = "clinics"
NEW = "new"  # the address of an empty form, and no clinic's key
LONGEST = 1000  # letters of one field
MOST = 200  # fields, and lines to be taken out
NAME = re.compile(r"[A-Za-z0-9_-]{1,60}")  # of a telephone line, as TOML takes it without quotes
KEY = re.compile(r"[^\W_](?:[^\W_]|-){0,59}")


@dataclass(frozen=True)
class Form:
    """What was typed. `values` by their dotted keys ("" where a field is empty).

    `digest` is that of the file as the form was filled from it, "" for a new one; `gone` are keys
    of lines to be taken out of the file; `picture` is the digest of a logo that was dropped.
    """

    key: str
    digest: str
    values: Mapping[str, str]
    gone: tuple[str, ...] = ()
    picture: str = ""

    @property
    def is_new(self) -> bool:
        return not self.digest


def form_of(asked: Mapping[str, Any]) -> Form:
    """The form as a page posts it. Raises HTTPException 400."""
    values, gone = asked.get("values"), asked.get("gone", [])
    if not isinstance(values, dict) or not isinstance(gone, list) or len(values) > MOST:
        raise bad("no_clinic_fields")
    if len(gone) > MOST or not all(isinstance(one, str) for one in gone):
        raise bad("no_clinic_lines")
    if unknown := [key for key in values if not is_field(key)]:
        raise bad("no_field", name=unknown[0][:80])
    typed = {key: text_of(values, key, LONGEST).strip() for key in values}
    ours = {key: text_of(asked, key, LONGEST) for key in ("key", "digest", "picture")}
    return Form(ours["key"].strip(), ours["digest"], in_order(typed), tuple(gone), ours["picture"])


def is_field(key: str) -> bool:
    """Whether the form has a field of this dotted key."""
    group, _, rest = key.partition(".")
    name, _, last = rest.partition(".")
    return key in HEAD or (group == GROUP and bool(NAME.fullmatch(name)) and last in OF_A_LINE)


def in_order(values: Mapping[str, str]) -> dict[str, str]:
    """The clinic's own words first, as the example has them, then line by line."""
    head = {key: values[key] for key in HEAD if key in values}
    tables = dict.fromkeys(key.rpartition(".")[0] for key in values if "." in key)
    rows = (f"{table}.{key}" for table in tables for key in OF_A_LINE)
    return head | {row: values[row] for row in rows if row in values}


def may_be_key(key: str) -> bool:
    """Whether a clinic's file can be called so."""
    return key != NEW and bool(KEY.fullmatch(key)) and not fault_of_name(key)


def key_for(name: str) -> str:
    """A short name made of a clinic's: small letters, digits and dashes; "" where it has none."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ß", "ss"))
    plain = unicodedata.normalize("NFC", re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", plain))
    plain = re.sub(r"['\u2019]", "", plain)  # St Mary's is st-marys
    return re.sub(r"[\W_]+", "-", plain)[:60].strip("-")


class Stands:
    """A clinic's file as it stands now, or (`is_new`) one that is still to be: of no bytes."""

    def __init__(self, path: Path, is_new: bool = False) -> None:
        self.path = path
        self.data: bytes | None = None
        self.fault = ""
        try:
            if Project(path.parents[2]).leads_out(path):  # content/clinics/KEY.toml
                raise NotPlain("it is a link, and leads out of the project")
            self.data = None if is_new else read_plain(path, LARGEST_TEXT)
        except FileNotFoundError:
            pass  # somebody took it away
        except OSError as error:
            self.fault = error.strerror or "no reason given"

    @property
    def digest(self) -> str:
        return "" if self.data is None else digest(self.data)

    @property
    def text(self) -> str:
        return (self.data or b"").decode("utf-8", "replace")

    @cached_property
    def values(self) -> Mapping[str, Any] | None:
        """By their dotted keys; None where it can't be read as TOML."""
        try:
            if self.fault:
                return None
            (self.data or b"").decode("utf-8")
            return values_in(self.text)
        except ValueError:
            return None

    @property
    def fields(self) -> dict[str, str]:
        """What of it the form has fields for; a number without its quotes is one all the same."""
        known = (self.values or {}).items()
        return in_order({key: str(value) for key, value in known if is_field(key)})

    @property
    def others(self) -> dict[str, str]:
        """Its other lines, which the form does not know, by their keys."""
        known = self.fields
        return {key: str(value) for key, value in (self.values or {}).items() if key not in known}

    def with_form(self, form: Form) -> Written:
        """The text with what was typed. Raises HTTPException 409 where it can't be read."""
        if self.values is None:
            raise bad("clinic_unreadable", 409)
        return written(self.text, form.values, form.gone)


def path_of(content: Content, key: str) -> Path:
    """Where the file of a clinic lies, or is to lie. Raises BadName."""
    known = content.clinic_files.get(key)
    return known or below(content.project.content, FOLDER, f"{key}.toml")
