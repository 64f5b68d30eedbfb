"""What was signed: the approvals and withdrawals of a guide in one locale, held to their seal.

They lie in the guide's folder, `approved/LOCALE/`: `approval.toml`, and the reading texts of each
version in a folder of its own. The seal is the digest of all that stands below it, so a file that
was edited by hand, cut off or merged counts for nothing, and is told. It keeps out slips, not
forgers: whoever can change the files can make a seal.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from press.finding import Finding, Place
from press.project import Project
from press.read.approvals import Approvals, Signature, Version, Withdrawal
from press.read.files import read_bytes, read_lines, read_tree
from press.read.guide import Guide
from press.read.reading_text import ReadingText
from press.toml_tables import Table, Tree

FOLDER, FILE, WITHDRAWN = "approved", "approval.toml", "withdrawn.toml"
FORM = 1
WITHDRAWALS = "withdrawals"  # how many there were: that one is lost, or taken out, is told
NUMBER = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}")  # of a version: it names a folder too
AGAIN = "take the file back from your version history; without one, delete it and sign anew"
KEEP = "take the file back from your version history; never delete it: it says what was withdrawn"
SIGNED: Mapping[str, type] = {
    "kind": str,
    "name": str,
    "role": str,
    "registration": str,
    "organisation": str,
    "on": date,
    "next_review": date,
    "statement": str,
    "pack": str,
    "digest": str,
}
TAKEN: Mapping[str, type] = {"number": str, "by": str, "role": str, "on": date, "reason": str}


def folder_of(guide: Guide, locale: str) -> Path:
    """Where what was signed of a guide in a locale lies."""
    return guide.folder / FOLDER / locale


def seal_of(body: str) -> str:
    """The seal of a file: SHA-256 of all that stands below the line with the seal, in hex."""
    return hashlib.sha256(body.encode()).hexdigest()


def digest_of(approvals: Approvals, version: Version, one: Signature) -> str:
    """What binds a signature to what was signed: SHA-256, in hex."""
    said: dict[str, Any] = {key: getattr(one, key) for key in SIGNED if key != "digest"}
    said |= {"guide": approvals.guide, "locale": approvals.locale}
    said |= {"version": version.number, "texts": dict(sorted(version.texts.items()))}
    text = json.dumps(said, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def read_approvals(
    project: Project, guide: Guide, locale: str, found: list[Finding]
) -> Approvals | None:
    """What was signed; none of it, with G116, where one of its files can't be trusted."""
    folder = folder_of(guide, locale)
    place = Place(project.name(folder / FILE))
    empty = Approvals(guide.name, locale, place)
    before = len(found)
    versions = _sealed(project, folder / FILE, empty, found)
    taken = _sealed(project, folder / WITHDRAWN, empty, found)
    if len(found) > before:
        return None
    read = Approvals(
        guide.name,
        locale,
        place,
        tuple(_version(number, row) for number, row in (versions.rows.items() if versions else ())),
        tuple(_withdrawal(row) for row in (taken.rows.values() if taken else ())),
    )
    if len(read.withdrawals) < _called_back(versions):
        found.append(_damaged(Place(project.name(folder / WITHDRAWN)), "a withdrawal is gone"))
        return None
    if wrong := _unbound(read, versions):
        found.append(_damaged(place, wrong))
        return None
    return read


def _called_back(versions: Tree | None) -> int:
    """How many withdrawals there were when the file of what was signed was written."""
    entry = versions.own.get(WITHDRAWALS) if versions else None
    return entry.value if entry and type(entry.value) is int else 0


def _sealed(project: Project, path: Path, of: Approvals, found: list[Finding]) -> Tree | None:
    """The tables of a sealed file, or None: there is none, or it can't be trusted (G116)."""
    try:
        raw = read_bytes(project, path)
    except FileNotFoundError:
        return None
    except OSError:
        read_lines(project, path, found)
        return None
    place = Place(project.name(path))
    told: list[Finding] = []
    tree = read_tree(project, path, told)
    if tree is None or told:
        found.append(_damaged(place, "it is torn or can't be read"))
        return None
    own = {key: entry.value for key, entry in tree.own.items()}
    if isinstance(form := own.get("form"), int) and form > FORM:
        fix = "bring this Bedside up to date; nothing of the file is lost"
        found.append(Finding(place, "G116", "a later Bedside wrote this approval", fix))
    elif (own.get("guide"), own.get("locale")) != (of.guide, of.locale):
        whose = f"{own.get('guide')} in {own.get('locale')}"
        found.append(_damaged(place, f"it is the approval of another guide or locale ({whose})"))
    elif own.get("form") != FORM or own.get("seal") != seal_of(body_of(raw.decode("utf-8"))):
        found.append(_damaged(place, "it is not as it was signed: it was changed or cut off"))
    elif not all(_is_whole(name, row, path.name) for name, row in tree.rows.items()):
        found.append(_damaged(place, "something is missing in it"))
    else:
        return tree
    return None


def _damaged(place: Place, why: str) -> Finding:
    problem = f"this approval counts for nothing: {why}"
    return Finding(place, "G116", problem, KEEP if place.file.endswith(WITHDRAWN) else AGAIN)


def body_of(text: str) -> str:
    """What of a sealed file the seal is of: all below the line that holds it."""
    lines = text.replace("\r\n", "\n").split("\n")
    after = next((n for n, line in enumerate(lines, 1) if line.startswith("seal =")), len(lines))
    return "\n".join(lines[after:])


def _is_whole(name: str, row: Tree, file: str) -> bool:
    texts = row.row("texts")
    if not texts or not all(isinstance(one.value, str) for one in texts.values()):
        return False
    if file == WITHDRAWN:
        return _has(row.own, TAKEN)
    signed = row.rows["signatures"].rows.values() if "signatures" in row.rows else ()
    asked = row.own.get("asked")
    return bool(
        NUMBER.fullmatch(name)
        and signed
        and asked
        and isinstance(asked.value, list)
        and asked.value
        and all(isinstance(kind, str) for kind in asked.value)
        and all(_has(one.own, SIGNED) for one in signed)
    )


def _has(table: Table, keys: Mapping[str, type]) -> bool:
    return all(key in table and type(table[key].value) is kind for key, kind in keys.items())


def _texts(row: Tree) -> Mapping[str, str]:
    return {key: str(entry.value) for key, entry in row.row("texts").items()}


def _version(number: str, row: Tree) -> Version:
    signatures = [
        Signature(**{key: one.own[key].value for key in SIGNED if key != "digest"})
        for one in row.rows["signatures"].rows.values()
    ]
    return Version(number, _texts(row), tuple(row.own["asked"].value), tuple(signatures))


def _withdrawal(row: Tree) -> Withdrawal:
    said = {key: row.own[key].value for key in TAKEN}
    return Withdrawal(texts=_texts(row), line=row.line, **said)


def _unbound(read: Approvals, tree: Tree | None) -> str:
    """What is wrong with a signature that its own digest does not fit; "" where all do."""
    for version in read.versions:
        rows = tree.rows[version.number].rows["signatures"].rows.values() if tree else ()
        for one, row in zip(version.signatures, rows, strict=True):
            if row.own["digest"].value != digest_of(read, version, one):
                return f"the signature of {one.name} is of something else"
    return ""


def signed_text(
    project: Project, guide: Guide, locale: str, version: Version, product: str
) -> ReadingText | None:
    """A reading text as it was signed; None where it is not there any more, or is another."""
    path = folder_of(guide, locale) / version.number / f"{product}.txt"
    try:
        lines = read_bytes(project, path).decode("utf-8").replace("\r\n", "\n").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    text = ReadingText(guide.name, locale, product, tuple(lines[:-1]))
    return text if text.digest == version.texts.get(product) else None
