"""`build.py new NAME`: a guide that prints at once, as a draft of placeholders or of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from press.draft.letters import known_capitals, letters_of, spelt_out
from press.draft.starter import Wish, placeholders, starter_files, starts_in
from press.draft.text import Brought, Unfit
from press.project import Project
from press.read.catalogue import catalogue
from press.read.guide import LOCALE, country_of
from press.read.unfinished import LIST
from press.run.order import Order, WrongCall
from press.walls import NotPlain, below, fault_of_name, printable, read_plain, write_folder

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = ("brands", "clinics", "countries", "words")  # folders of content/ that are no guides
LONGEST_TITLE = 80  # letters
USUAL = ("leaflet", "card")
LOCALES = ("en-GB",)
MOST_SHOWN = 40  # lines of what was not carried over
LONGEST_PARAGRAPH = 20_000  # letters
LARGEST = 50_000_000  # bytes of a text with its pictures
WRITTEN = (".md", ".markdown", ".mdown", ".txt")


def new(project: Project, order: Order) -> int:
    """Make the folder of a new guide, whole or not at all; returns the exit code.

    Raises WrongCall, in plain words, where the name, the title or the text can't be.
    """
    folder = _folder(project, order.name)
    locales = _locales(project, order)
    products = _products(project, order)
    brought = _brought(project, order, locales)
    title = _title(project, order, brought)
    lines: list[str] = []
    if brought:
        from press.draft.layout import manuscript_lines

        lines = manuscript_lines(brought)
    files = starter_files(project, Wish(title, locales, products, order.today, lines))
    listed = _list(order, brought, files) if brought else []
    try:
        write_folder(project.root, project.cache / f"new-{order.name}", folder, files)
    except NotPlain as error:
        raise WrongCall(f"content/{order.name} could not be made: {error.strerror}") from None
    _tell(order, files, listed)
    return 0


def _folder(project: Project, name: str) -> Path:
    shown = printable(name)
    say = "take small letters, digits and dashes, such as wrist-cast"
    if fault_of_name(name) or not NAME.fullmatch(name):
        raise WrongCall(f"`{shown}` can't be the name of a guide: {say}")
    if name in RESERVED:
        raise WrongCall(f"content/{name} is a folder of the press's own: take another name")
    folder = below(project.content, name)
    if folder.exists() or folder.is_symlink():
        raise WrongCall(f"content/{name} is there already, and nothing of it was changed: take "
                        "another name")  # fmt: skip
    return folder


def _locales(project: Project, order: Order) -> tuple[str, ...]:
    locales = tuple(dict.fromkeys(order.locales)) or LOCALES
    for locale in locales:
        language = locale.split("-")[0]
        if not LOCALE.fullmatch(locale):
            raise WrongCall(f"`{printable(locale)}` is no locale: write language and country, such "
                            "as en-GB")  # fmt: skip
        country = project.content / "countries" / f"{country_of(locale)}.toml"
        if not country.is_file():
            there = ", ".join(sorted(path.stem for path in country.parent.glob("*.toml")))
            raise WrongCall(f"there is no {project.name(country)} for {locale}; there is: {there}")
        if not starts_in(project, language):
            raise WrongCall(f"there are no texts to start from in `{language}`: copy "
                            f"templates/new/en to templates/new/{language}, and put them into that "
                            "language")  # fmt: skip
    if order.source and len({locale.split("-")[0] for locale in locales}) > 1:
        raise WrongCall("a text has one language: name locales of one language, such as "
                        "en-GB,en-US")  # fmt: skip
    return locales


def _products(project: Project, order: Order) -> tuple[str, ...]:
    known = catalogue(project).products
    wanted = order.products or [name for name in USUAL if name in known] or list(known)[:1]
    return tuple(name for name in known if name in wanted)


def _title(project: Project, order: Order, brought: Brought | None) -> str:
    own = brought.title if brought else ""
    title = " ".join(order.title.split()) if order.title is not None else own
    if not title:
        raise WrongCall('a guide needs a title: add --title "Your wrist cast"')
    if len(title) > LONGEST_TITLE:
        raise WrongCall(f"a title has at most {LONGEST_TITLE} letters, and this one has "
                        f"{len(title)}: add a shorter one with --title")  # fmt: skip
    if mark := re.search(r"\{\{|\}\}|\{%|[<>*_`\[\]|\\]", title):
        raise WrongCall(f"a title is plain words: leave the `{mark[0]}` out")
    have = letters_of(project)
    lacking = [letter for letter in title if have and ord(letter) not in have]
    if lacking:
        name = unicodedata.name(lacking[0], "that can't be seen").lower()
        raise WrongCall(f"the title holds a sign that our fonts lack ({name}): leave it out")
    if brought and own and own != title:
        brought.leave("the text's own title; --title was taken", own)
    return title


def _brought(project: Project, order: Order, locales: tuple[str, ...]) -> Brought | None:
    """What came of `--from`; None where there is none. Raises WrongCall."""
    if order.source is None:
        return None
    name = printable(order.source.name)
    try:
        data = read_plain(order.source, LARGEST)
        brought = _read(order.source, data)
    except Unfit as error:
        raise WrongCall(f"`{name}` can't be brought in: {error}") from None
    except OSError as error:
        why = error.strerror or "no reason given"
        raise WrongCall(f"`{name}` can't be read: {why}") from None
    _judge_length(name, brought)
    from press.draft.roles import give_roles
    from press.draft.shape import shaped

    shaped(brought)
    language = locales[0].split("-")[0]
    if language == "en":
        give_roles(brought)
    else:
        brought.leave("headings got no roles: their words are known in English only")
    spelt_out(brought, letters_of(project), known_capitals(project, language))
    return brought


def _judge_length(name: str, brought: Brought) -> None:
    """Raises WrongCall where a paragraph is longer than anybody writes one."""
    if any(len(block.rich.letters) > LONGEST_PARAGRAPH for block in brought.blocks):
        raise WrongCall(f"`{name}` has a paragraph of more than {LONGEST_PARAGRAPH} letters: part "
                        "it first")  # fmt: skip


def _read(path: Path, data: bytes) -> Brought:
    if path.suffix.lower() in WRITTEN and not data.startswith(b"PK"):
        from press.draft.markdown_blocks import read_markdown

        return read_markdown(data, path.parent)
    from press.draft.docx import read_docx

    return read_docx(data)


def _list(order: Order, brought: Brought, files: dict[str, bytes]) -> list[str]:
    """What was not carried over, by lines; pictures and the list itself are put to the files."""
    from press.draft.lost import as_file, report

    source = printable(order.source.name) if order.source else ""
    texts = [re.sub(r"\\(.)", r"\1", data.decode()) for name, data in files.items()
             if name.endswith(".md")]  # fmt: skip
    files.update({f"figures/{name}": data for name, data in brought.pictures.items()})
    lines = report(brought, source, texts)
    if lines:
        files[LIST] = as_file(source, lines).encode("utf-8", "replace")
    return lines


def _tell(order: Order, files: Mapping[str, bytes], listed: list[str]) -> None:
    print(f"made content/{order.name}:")
    for name in sorted(files):
        print(f"  {name}")
    if listed:
        print(f"\n{len(listed)} things to look at, in content/{order.name}/{LIST}:")
        for line in listed[:MOST_SHOWN]:
            print(f"  {line}")
        if len(listed) > MOST_SHOWN:
            print(f"  … and {len(listed) - MOST_SHOWN} more there")
    lines = placeholders(files)
    print(f"\n{lines} lines say “To write:” and wait for you. It prints as it stands, as a draft:")
    print(f"  python build.py --guide {order.name}")
    print("What is still to be written, line by line:")
    print(f"  python build.py check --guide {order.name}")
