"""Clinics' files as they come from a reception, each wrong in its own way.

`python -m tests.wrong_clinics` prints what each of them gives.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path

from press.finding import Finding, as_text
from press.project import Project
from press.read.clinic import read_clinic
from tests.shop import ROOT

GOOD = (ROOT / "content/clinics/example.toml").read_text("utf-8")


def _changed(old: str, new: str) -> bytes:
    assert old in GOOD, old
    return GOOD.replace(old, new, 1).encode()


def _word() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", GOOD)
    return made.getvalue()


NAME, NUMBER = '"Riverside Hospital (example)"', '"020 7946 0123"'
# the file's name, what is in it, what is said of it, and the line to copy
FILES: dict[str, tuple[str, bytes, str, str]] = {
    "of Word": ("clinic.docx", _word(), "a Word or Excel file", "copy content/clinics"),
    "of Excel": ("clinic.xlsx", _word(), "a Word or Excel file", "copy content/clinics"),
    "of a word processor": ("clinic.rtf", b"{\\rtf1 " + GOOD.encode(), "word processor", "copy"),
    "empty": ("clinic.toml", b"", "the file is empty", "copy content/clinics"),
    "curly quotes": ("clinic.toml", _changed(NUMBER, "“020 7946 0123”"), "quotes are curly",
                     'write number = "020 7946 0123"'),
    "a quote is missing": ("clinic.toml", _changed(NUMBER, NUMBER[:-1]), "quote after the words",
                           'write number = "020 7946 0123"'),
    "no quotes": ("clinic.toml", _changed(NUMBER, "02079460123"), "quotes are missing",
                  'write number = "02079460123"'),
    "quotes around nothing": ("clinic.toml", _changed(NUMBER, '""'), "nothing stands between",
                              "write between them the number as it is dialled"),
    "the same number twice": ("clinic.toml", _changed("01632 960123", "020 7946 0123"),
                              "the same number as on line 7", "its own number"),
    "marks of a web page": ("clinic.toml", _changed("Riverside", "<b>Riverside</b>"),
                            "<b> would be printed", f"write name = {NAME}"),
    "UK": ("clinic.toml", _changed('"GB"', '"UK"'), "not the code", 'write country = "GB"'),
    "England": ("clinic.toml", _changed('"GB"', '"England"'), "not the code", '= "GB"'),
    "small letters": ("clinic.toml", _changed('"GB"', '"gb"'), "not the code", '= "GB"'),
    "a colon": ("clinic.toml", _changed("hours =", "hours:"), "there is no =",
                'write hours = "day'),
    "a bracket is missing": ("clinic.toml", _changed("maternity]", "maternity"), "in brackets",
                             "write [lines.maternity]"),
    "a misspelt word": ("clinic.toml", _changed("hours", "hour"), "was hours meant?",
                        'write hours = "day and night"'),
    "no hours": ("clinic.toml", _changed('hours = "day and night"\nserves', "serves"),
                 "the line with the hours is missing", 'add hours = "…", and for the dots when'),
    "an emergency number": ("clinic.toml", _changed(NUMBER, '"999"'), "the emergency number",
                            "the clinic's own number"),
    "no example": ("clinic.toml", _changed(" (example)", ""), "kept for films", "own number"),
    "a path of Windows": ("clinic.toml",
                          _changed("country", 'logo = "C:\\Users\\A\\l.png"\ncountry'),
                          "must lie beside the clinic's file", 'write logo = "l.png"'),
    "a path of Windows that reads well": (
        "clinic.toml", _changed("country", "logo = 'C:\\temp\\l.png'\ncountry"),
        "must lie beside the clinic's file", 'write logo = "l.png"'),
    "a logo at the foot": ("clinic.toml", f'{GOOD}logo = "l.png"\n'.encode(), "below a telephone",
                           "put it below country"),
    "letters of Windows": ("clinic.toml", GOOD.replace("Riverside", "Süd").encode("cp1252"),
                           "on this line", "Encoding: UTF-8"),
    "UTF-16": ("clinic.toml", GOOD.encode("utf-16"), "the letters of this file", "UTF-8"),
    "bullets": ("clinic.toml", re.sub(r"(?m)^(?=[a-z])", "• ", GOOD).encode(), "a • stands before",
                "take the • away; likewise on the lines 4, 7, 8"),
    "curly quotes everywhere": ("clinic.toml", re.sub('"(.*)"', "“\\1”", GOOD).encode(),
                                "quotes are curly", "likewise on the lines 4, 7, 8"),
    "dots where words should be": ("clinic.toml", _changed('"day and night"', '"…"'), "no words",
                                   "such as Mon to Fri"),
    "phone": ("clinic.toml", _changed("number =", "phone ="), "was number meant?",
              "write number ="),
    "two numbers": ("clinic.toml", _changed(NUMBER, '"020 7946 0123 / 0124"'), "two numbers",
                    "one number on each line"),
    "no name in brackets": ("clinic.toml", _changed("[lines.maternity]", ""), "is missing above it",
                            "write [lines.maternity]"),
    "a letter": ("clinic.toml", b"Dear Sir,\nour number is 020 7946 0123\n", "can't be read",
                 "take it away"),
}  # fmt: skip


def findings(kind: str, folder: Path) -> list[Finding]:
    """What is found in one of these files."""
    name, data, _, _ = FILES[kind]
    path = folder / name
    path.write_bytes(data)
    found: list[Finding] = []
    assert read_clinic(Project(ROOT), path, found) is None
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for one in FILES:
            told = as_text(sorted(findings(one, Path(folder))))
            print(f"--- {one}\n{told.replace(f'{folder}/', '')}\n")
