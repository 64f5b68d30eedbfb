"""Writes what was signed, and what was withdrawn: plain files, with a seal over all that they say.

`press/read/approvals.py` reads them, and says what the seal is worth.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from press.project import Project
from press.read.approval_file import (
    FILE,
    FORM,
    SIGNED,
    TAKEN,
    WITHDRAWALS,
    WITHDRAWN,
    digest_of,
    folder_of,
    seal_of,
)
from press.read.approvals import Approvals, Version, Withdrawal
from press.read.guide import Guide
from press.read.reading_text import ReadingText
from press.walls import below, write_whole

HEAD = """\
# Written by `python build.py {command}`. Change nothing here: a change of one letter voids it all.
form = {form}
seal = "{seal}"
"""


def signed_files(guide: Guide, approvals: Approvals) -> dict[Path, bytes]:
    """The file of all that was signed, by its path."""
    rows = [row for one in approvals.versions for row in _version(approvals, one)]
    count = len(approvals.withdrawals)
    path = folder_of(guide, approvals.locale) / FILE
    return {path: _sealed("approve", approvals, [f"{WITHDRAWALS} = {count}", *rows])}


def text_files(guide: Guide, number: str, texts: Iterable[ReadingText]) -> dict[Path, bytes]:
    """The reading texts of a version, by their paths. Raises BadName."""
    return {
        below(folder_of(guide, text.locale), number, f"{text.product}.txt"): text.text.encode()
        for text in texts
    }


def withdrawn_files(guide: Guide, approvals: Approvals) -> dict[Path, bytes]:
    """The file of all that was withdrawn, by its path, and the one that counts how many were."""
    numbered = enumerate(approvals.withdrawals, 1)
    rows = [row for count, one in numbered for row in _withdrawal(count, one)]
    path = folder_of(guide, approvals.locale) / WITHDRAWN
    counts = signed_files(guide, approvals) if approvals.versions else {}
    return {path: _sealed("withdraw", approvals, rows), **counts}


def write_files(project: Project, files: Mapping[Path, bytes]) -> None:
    """Write files below content/, each whole; what says what counts comes last. Raises OSError."""
    for path, data in files.items():
        write_whole(project.content, path, data)


def _sealed(command: str, approvals: Approvals, rows: Iterable[str]) -> bytes:
    about = [f"guide = {quoted(approvals.guide)}", f"locale = {quoted(approvals.locale)}"]
    body = "\n".join([*about, *rows]) + "\n"
    head = HEAD.format(command=command, form=FORM, seal=seal_of(body))
    return (head + body).encode()


def _version(approvals: Approvals, one: Version) -> Iterator[str]:
    number = quoted(one.number)
    yield f"\n[{number}]"
    yield f"asked = [{', '.join(map(quoted, one.asked))}]"
    yield f"\n[{number}.texts]"
    yield from (f"{quoted(product)} = {quoted(text)}" for product, text in one.texts.items())
    for count, signature in enumerate(one.signatures, 1):
        yield f"\n[{number}.signatures.{count}]"
        said = {key: getattr(signature, key) for key in SIGNED if key != "digest"}
        yield from _rows(said | {"digest": digest_of(approvals, one, signature)})


def _withdrawal(count: int, one: Withdrawal) -> Iterator[str]:
    yield f"\n[{count}]"
    yield from _rows({key: getattr(one, key) for key in TAKEN})
    yield f"\n[{count}.texts]"
    yield from (f"{quoted(product)} = {quoted(text)}" for product, text in one.texts.items())


def _rows(said: Mapping[str, object]) -> Iterator[str]:
    for key, value in said.items():
        yield f"{key} = {value if isinstance(value, date) else quoted(str(value))}"


def quoted(text: str) -> str:
    """A text as TOML writes it in quotes (1.0, basic string); JSON's escapes are among its own."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
