"""The mark of a passage in another language, `{lang=es}`: taken off its line, and kept with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from press.finding import Finding
from press.project import Line

MARK = re.compile(r"\s*\{lang=([^\s{}]+)\}\s*$")
AFTER_ROLE = re.compile(r"(?<=[^\s{])\s+lang=([^\s{}]+)\}\s*$")  # as in `{.key lang=es}`
HEAD = re.compile(r"^(#{2,3})\s")
ROLE = re.compile(r"\{\.[^{}]*\slang=[^\s{}]+\}\s*$")
LIKE_A_MARK = re.compile(r"(?<!\{)\{(?!\{)[^{}]*\blang\b[^{}]*\}?")
NO_PLACE = re.compile(r"^\s*(?:\||!\[\[|\{lang)|!\[[^\]]*\]\(")  # table, passage, picture, nothing
# language, script, country (RFC 5646, 2.1); the rest of BCP 47 no leaflet needs
TAG = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")
# ISO 639-1; then some that have three letters only, such as Dari, Filipino, Kurdish and Romani
CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
    "hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or "
    "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta "
    "te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
    "ceb ckb fil haw hmn ilo kea kmr prs rom tet yue"
)
KNOWN = frozenset(CODES.split())


def take_marks(lines: Sequence[Line], locale: str, found: list[Finding]) -> Iterator[Line]:
    """The lines without their marks, each with its language where that is not the locale's.

    A heading's mark holds for its section, a line's for the line. Findings: M125 for a mark that
    is none or stands where it can't, M126 for a language that is not known.
    """
    above = {2: "", 3: ""}
    for line in lines:
        text, tag = _split(line, found)
        lang = "" if tag.split("-")[0].lower() == locale.split("-")[0] else tag
        head = HEAD.match(text)
        if head:
            level = len(head[1])
            above[level] = lang if tag else "" if level == 2 else above[2]
            above[3] = above[level]
        if not tag:
            lang = above[3]
        yield replace(line, text=text, lang=lang)


def _split(line: Line, found: list[Finding]) -> tuple[str, str]:
    """A line's text without its mark, and the mark's tag, empty where there is none."""
    role = ROLE.search(line.text)
    mark = AFTER_ROLE.search(line.text) if role else MARK.search(line.text)
    text = line.text
    if mark:
        text = text[: mark.start()] + ("}" if role else "")
    if like := LIKE_A_MARK.search(text):
        problem = f"`{like[0][:40]}` does not mark a language"
        fix = "write {lang=es}, or after a role {.key lang=es}, at the end of a heading or line"
        found.append(line.finding("M125", problem, fix, like.start() + 1))
        return text, ""
    if mark is None:
        return text, ""
    column = line.text.rindex("{") + 1
    if (role and not HEAD.match(text)) or NO_PLACE.search(line.text):
        problem = "a table, a picture or a passage can't be marked with a language"
        fix = "mark the heading above it, or each line of words"
        found.append(line.finding("M125", problem, fix, column))
    tag = TAG.fullmatch(mark[1])
    if tag is None or tag[1].lower() not in KNOWN:
        problem = f"there is no language `{mark[1]}`"
        fix = "write its tag of BCP 47, such as es, pl, pt-BR or zh-Hant"
        found.append(line.finding("M126", problem, fix, column))
        return text, ""
    return text, mark[1]
