"""A logo: a picture beside the file that names it, with a description, of a clinic or a brand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from press.finding import Finding
from press.project import BLACK_ONES
from press.read.picture_file import is_a_name
from press.toml_tables import Entry, Table

LONGEST_NAME = 255  # bytes: no file can have a longer one
BESIDE_WHOM = "the logo must lie beside the {} file, and is called by its name alone"


@dataclass(frozen=True)
class Logo:
    """A logo's file, and the lines that name and describe it. `of` is `clinic's` or `brand's`."""

    path: Path
    named: Entry
    described: Entry
    of: str

    @property
    def pictures(self) -> tuple[Path, Path]:
        """Its file, and where one for the editions in black only may lie."""
        return self.path, self.path.parent / BLACK_ONES / self.path.name

    @property
    def is_there(self) -> bool:
        return self.path.is_file()


def read_logo(path: Path, table: Table, of: str, found: list[Finding]) -> Logo | None:
    """The logo that the file `path` names, if any; A112 and C104 where it can't be one."""
    if "logo" not in table:
        return None
    entry = table["logo"]
    name = str(entry.value)
    if is_elsewhere(entry):
        written = re.sub(r"\s*#.*", "", entry.line.text.partition("=")[2]).strip(" \t\"'")
        fix = f"put it there, and write {name_alone(written)}"
        found.append(entry.finding("C104", BESIDE_WHOM.format(of), fix))
    elif not is_a_name(name):
        fix = "give the file a name of letters, digits and hyphens, and write it so"
        found.append(entry.finding("C104", "the logo's name holds what is no letter", fix))
    elif "logo_description" not in table:
        fix = 'add logo_description = "…", such as the name that the logo shows'
        found.append(entry.finding("A112", "the logo has no description", fix))
    described = table.get("logo_description", entry)
    return Logo(path.parent / name, entry, described, of)


def is_elsewhere(entry: Entry) -> bool:
    """Whether an entry names a file by a path, and not by its name alone."""
    name = str(entry.value)
    long = len(name.encode("utf-8", "replace")) > LONGEST_NAME
    return Path(name).name != name or "\\" in entry.line.text or long


def name_alone(path: str) -> str:
    """The line of a logo that lies beside the file that names it, of whatever folder is written."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return f'logo = "{name}"'
