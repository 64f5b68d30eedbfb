"""A brand: an organisation's colours, heading face, logo and web address, for all its clinics.

`content/brands/NAME.toml`, with its files beside it. A clinic's file names it. What is wrong with
the name is said in a receptionist's words, what is wrong with the brand in those of its maker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from press.colour import HEX
from press.finding import Finding
from press.project import Line, Project
from press.read.files import read_bytes, read_lines, read_tree
from press.read.font_file import FONTS
from press.read.logo import Logo, is_elsewhere, read_logo
from press.toml_tables import Entry, Table, Tree
from press.walls import TooLarge, fault_of_name

FOLDER = "brands"
NEARLY = 0.5  # of a name's letters: that brand was probably meant
COLOURS = "colours"
# what a brand may colour, and the tokens of styles/tokens.css that carry it
USES: Mapping[str, str] = {"headings": "--night", "text": "--ink", "quiet": "--quiet",
                           "rules": "--line", "panel": "--calm-ground"}  # fmt: skip
NEEDED = ("name",)
OPTIONAL = ("address", "logo", "logo_description", "heading_face", "face_licence")
TOKEN = re.compile(r"(--[\w-]+)\s*:\s*(#[0-9a-f]{6})\b")
# letters that need no code in an address, as RFC 3986 has them, and no question in it
ADDRESS = re.compile(r"https://(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?::\d+)?(?:/[A-Za-z0-9._~-]+)*/?")
LONGEST_ADDRESS = 40  # letters: with a longer one a code has too many squares for a card's foot


@dataclass(frozen=True)
class Face:
    """The font of a brand's headings: its file, and the lines that name it and its licence."""

    path: Path
    data: bytes
    named: Entry


@dataclass(frozen=True)
class Brand:
    """One brand's file, read. `tokens` are the design's own colours, as styles/tokens.css has them.

    `colours` are the brand's, by what they are for; `files` are all that its look depends on.
    """

    file: str
    table: Table
    colours: Mapping[str, Entry]
    tokens: Mapping[str, str]
    face: Face | None
    logo: Logo | None
    files: tuple[Path, ...]

    @property
    def address(self) -> str:
        """Its web address without a slash at the end; "" where it has none."""
        return str(self.table["address"].value).rstrip("/") if "address" in self.table else ""

    @property
    def palette(self) -> Mapping[str, str]:
        """Every token with its colour on this brand's pages."""
        own = {USES[use]: str(entry.value) for use, entry in self.colours.items()}
        return {**self.tokens, **own}


def read_brand(project: Project, named: Entry, found: list[Finding]) -> Brand | None:
    """The brand that a clinic's line names, or None with findings.

    C114 where there is none, A112, C104, C115, C118 and C119 for its lines, M1xx where its file
    can't be read.
    """
    path = _path(project, named, found)
    tree = read_tree(project, path, found) if path else None
    if path is None or tree is None:
        return None
    before = len(found)
    _check_keys(tree, found)
    _check_address(tree.own, found)
    logo = read_logo(path, tree.own, "brand's", found)
    if logo and logo.is_there and not project.holds(logo.path):
        found.append(logo.named.finding("C115", *_leads_out("logo")))
    face = _face(project, path, tree.own, found)
    licence = _licence(path, tree.own, found) if face else None
    if len(found) > before:
        return None
    colours = {use: _small(entry) for use, entry in tree.row(COLOURS).items()}
    beside = [*(logo.pictures if logo else ()), *([face.path] if face else ())]
    files = (path, *beside, *([licence] if licence else ()))
    tokens = tokens_of(project)
    return Brand(project.name(path), tree.own, colours, tokens, face, logo, files)


def _path(project: Project, named: Entry, found: list[Finding]) -> Path | None:
    """Where the brand lies; C114, with those that there are, where there is none."""
    name = str(named.value)
    folder = project.content / FOLDER
    if not fault_of_name(name) and (folder / f"{name}.toml").is_file():
        return folder / f"{name}.toml"
    there = sorted(path.stem for path in folder.glob("*.toml"))
    bare = re.sub(r"[\W_]+", "-", name.lower().removesuffix(".toml")).strip("-")
    near = get_close_matches(bare, there, 1, NEARLY)
    fix = "take this line away; the page is printed all the same"
    if near:
        fix = f'write brand = "{near[0]}"'
    elif there:
        fix = f"{fix}; or write one of these between the quotes: {', '.join(there)}"
    problem = f"there is no brand called “{name}”"
    found.append(named.finding("C114", problem if there else f"{problem}, nor any other", fix))
    return None


def _check_keys(tree: Tree, found: list[Finding]) -> None:
    """C115 for what is missing, not known, no text in quotes, or no colour."""
    known = (*NEEDED, *OPTIONAL)
    for key, entry in tree.own.items():
        fix = f"take the line away; known are {', '.join(known)}, and below [colours] its colours"
        if key in USES:
            fix = f"put the line below a line with [{COLOURS}]"
        if key not in known:
            found.append(entry.finding("C115", f"`{key}` is not known here", fix))
        elif not isinstance(entry.value, str) or not entry.value.strip():
            fix = f'write {key} = "…", with your own words for the dots'
            found.append(entry.finding("C115", f"`{key}` is no text between quotes", fix))
    for key in NEEDED:
        if key not in tree.own:
            fix = f'add {key} = "…", and for the dots the organisation\'s name'
            found.append(tree.line.finding("C115", f"the line with the {key} is missing", fix))
    for name, row in tree.rows.items():
        if name != COLOURS:
            fix = f"the only name in brackets is [{COLOURS}]"
            found.append(row.line.finding("C115", f"[{name}] is not known here", fix))
    for use, entry in tree.row(COLOURS).items():
        if use not in USES:
            fix = f"a brand may colour {', '.join(USES)}; all else is not a brand's"
            found.append(entry.finding("C115", f"a brand has no colour for `{use}`", fix))
        elif not HEX.fullmatch(str(entry.value).lower()):
            fix = f'write six letters or figures after a #, such as {use} = "#16213f"'
            found.append(entry.finding("C115", f"`{entry.value}` is no colour", fix))


def _check_address(table: Table, found: list[Finding]) -> None:
    """C119 for a web address that can't be, or that is too long for a code."""
    if "address" not in table:
        return
    entry = table["address"]
    address = str(entry.value)
    if not ADDRESS.fullmatch(address):
        fix = 'write it as a browser shows it, without ? or #: address = "https://www.example.org"'
        found.append(entry.finding("C119", f"`{address}` is no web address", fix))
    elif len(address) > LONGEST_ADDRESS:
        problem = f"this address has {len(address)} letters; a code on a card has room for "
        problem += str(LONGEST_ADDRESS)
        fix = "make a shorter one that leads to the same pages"
        found.append(entry.finding("C119", problem, fix))


def _face(project: Project, path: Path, table: Table, found: list[Finding]) -> Face | None:
    """The heading face, beside the brand's file or among ours; C118 where it can't be used."""
    if "heading_face" not in table:
        return None
    entry = table["heading_face"]
    name = str(entry.value)
    places = [path.parent / name, project.styles / "fonts" / name]
    if is_elsewhere(entry):
        fix = "put the font beside the brand's file, and write its name alone"
        found.append(entry.finding("C118", "the font is named by a path", fix))
        return None
    file = next((one for one in places if one.is_file()), None)
    if file is None or not name.lower().endswith(FONTS):
        fix = "put the font's file, whose name ends with .ttf or .otf, beside the brand's file"
        ours = sorted(one.name for one in places[1].parent.glob("*") if one.suffix in FONTS)
        fix += f"; or take one of ours: {', '.join(ours)}"
        found.append(entry.finding("C118", f"there is no font `{name}`", fix))
        return None
    if not project.holds(file):
        found.append(entry.finding("C118", *_leads_out("font")))
        return None
    try:
        return Face(file, read_bytes(project, file), entry)
    except TooLarge as error:
        why = f"it has {error.size / 1e6:.0f} MB"
    except OSError as error:
        why = (error.strerror or "no reason given").lower()
    fix = "see that the file is whole, and that you may read it"
    found.append(entry.finding("C118", f"the font can't be read: {why}", fix))
    return None


def _licence(path: Path, table: Table, found: list[Finding]) -> Path | None:
    """The licence beside a face; C118 where it is not there. Ours have their own."""
    face = table["heading_face"]
    if not (path.parent / str(face.value)).is_file():
        return None
    entry = table.get("face_licence")
    if entry is None:
        fix = 'put its licence beside it, and add face_licence = "OFL.txt", as the file is called'
        found.append(face.finding("C118", "the font has no licence here", fix))
        return None
    licence = path.parent / str(entry.value)
    if is_elsewhere(entry) or not licence.is_file():
        fix = "put the font's licence beside the brand's file, and write its name alone"
        found.append(entry.finding("C118", f"there is no licence `{entry.value}`", fix))
    return licence


def _leads_out(what: str) -> tuple[str, str]:
    fix = "put the file itself here, not a link to a place elsewhere"
    return f"the {what} leads out of the project", fix


def _small(entry: Entry) -> Entry:
    return Entry(str(entry.value).lower(), entry.line)


def tokens_of(project: Project) -> dict[str, str]:
    """The colours of the design by their tokens, in the order of the sheet."""
    lines: tuple[Line, ...] = read_lines(project, project.styles / "tokens.css", []) or ()
    return dict(pair for line in lines for pair in TOKEN.findall(line.text))
