"""The files of a new guide: those of `templates/new/`, filled in, with a text in its place."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from press.draft.text import TO_WRITE
from press.project import Project
from press.read.files import read_bytes
from press.read.syntax import HEADING, PASSAGE, role_of

FOLDER = "new"  # below templates/
ANY, AFTER = "any", "after-a-text"  # of a product that has none of its own; what a text may lack
YEAR = timedelta(days=365)
PICTURE = "first.svg"


@dataclass(frozen=True)
class Wish:
    """What a guide is made of: its title, locales, products, the day it is, and a text or none.

    `text` is the body of the first product's manuscript.
    """

    title: str
    locales: Sequence[str]
    products: Sequence[str]
    today: date
    text: Sequence[str] = ()

    @property
    def languages(self) -> list[str]:
        return list(dict.fromkeys(locale.split("-")[0] for locale in self.locales))


def starter_files(project: Project, wish: Wish) -> dict[str, bytes]:
    """The files of a guide by their paths below its folder. Raises OSError."""
    values = {
        "@TITLE@": _quoted(wish.title)[1:-1],
        "@LOCALES@": ", ".join(map(_quoted, wish.locales)),
        "@TODAY@": wish.today.isoformat(),
        "@NEXT@": (wish.today + YEAR).isoformat(),
    }

    def filled(name: str) -> str:
        text = read_bytes(project, project.templates / FOLDER / name).decode()
        return re.sub("@[A-Z]+@", lambda match: values.get(match[0], match[0]), text)

    made = {"guide.toml": filled("guide.toml"), "evidence.toml": filled("evidence.toml")}
    for language in wish.languages:
        made[f"words/{language}.toml"] = filled("words.toml")
        own = {
            product: filled(f"{language}/{_starter(project, language, product)}.md")
            for product in wish.products
        }
        if wish.text:
            first = wish.products[0]
            own[first] = _with_text(own[first], wish.text, filled(f"{language}/{AFTER}.md"))
        made |= {f"{language}/{product}.md": text for product, text in own.items()}
        for name in _passages(own):
            made[f"{language}/passages/{name}.md"] = filled(f"{language}/passages/{name}.md")
    if any(PICTURE in text for text in made.values()):
        made[f"figures/{PICTURE}"] = filled(PICTURE)
    return {name: text.encode() for name, text in made.items()}


def starts_in(project: Project, language: str) -> bool:
    """Whether there are texts to start from in this language."""
    return (project.templates / FOLDER / language / f"{ANY}.md").is_file()


def _starter(project: Project, language: str, product: str) -> str:
    own = project.templates / FOLDER / language / f"{product}.md"
    return product if own.is_file() else ANY


def _with_text(starter: str, text: Sequence[str], after: str) -> str:
    """A starter's front matter, the text, and what of the starter's sections the text lacks."""
    fence, front, _ = starter.split("+++", 2)
    has, asked = _roles("\n".join(text)), _roles(starter)
    more = [
        part for part in re.split(r"(?m)^(?=## )", after)
        if not _roles(part) & has and _roles(part) & asked
    ]  # fmt: skip
    body = "\n".join(text).strip("\n")
    return f"{fence}+++{front}+++\n\n{body}\n\n{''.join(more)}".rstrip("\n") + "\n"


def _roles(text: str) -> set[str]:
    return {role_of(HEADING.match(line)) for line in text.split("\n")} - {""}


def _passages(manuscripts: Mapping[str, str]) -> list[str]:
    lines = [line for text in manuscripts.values() for line in text.split("\n")]
    return list(dict.fromkeys(match[1] for match in map(PASSAGE.match, lines) if match))


def _quoted(text: str) -> str:
    """Text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)


def placeholders(files: Mapping[str, bytes]) -> int:
    """How many lines wait for a writer."""
    texts = (data for name, data in files.items() if not name.startswith("figures/"))
    return sum(TO_WRITE in line for text in texts for line in text.decode().split("\n"))
