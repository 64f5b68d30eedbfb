"""The sheet of a phone edition: our tokens, a brand's over them, the dark ones, and its fonts.

A brand's heading face sets headings, as on paper; those of alarm and all numbers stay in ours.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping

from press.colour import contrast, nearest, parts_of
from press.finding import Finding
from press.products import LEAST_CONTRAST
from press.project import Project
from press.read.brand import USES, Brand, tokens_of
from press.read.files import read_bytes, read_lines
from press.read.font_file import letters_of_font, subset_of
from press.typeset.brand_sheet import FAMILY, ONE_FORM, WEIGHT

FACE = re.compile(
    r"@font-face\s*\{[^}]*font-family:\s*\"([^\"]+)\"(?:[^}]*font-weight:\s*(\d+))?[^}]*"
    r"url\(\"([^\"]+)\"\)[^}]*\}"
)
TEXT_FACE = re.compile(r"--text-face:\s*([^;]+);")
WEIGHTS = ("400", "800")  # that a screen needs; paper has two more between them
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{ :root \{([^}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACES = re.compile(r"\s+")


def sheet_of(
    project: Project, brand: Brand | None, letters: frozenset[int], found: list[Finding]
) -> str:
    """The whole sheet, with the letters that the page has; findings where it can't be read."""
    own = read_lines(project, project.styles / "phone" / "phone.css", found) or ()
    ours = read_lines(project, project.styles / "tokens.css", found) or ()
    css = "\n".join(line.text for line in own)
    tokens = "\n".join(line.text for line in ours)
    said = {**tokens_of(project), **_colours(brand)}
    face = TEXT_FACE.search(tokens)
    rules = [*_faces(project, tokens, letters)]
    root = {"--text-face": f"{face[1]}, system-ui, sans-serif" if face else "sans-serif", **said}
    if brand and brand.face:
        has = letters_of_font(brand.face.data) & letters
        rules += [_face(FAMILY, str(WEIGHT), brand.face.data, has), ONE_FORM]
        root["--heading-face"] = f'"{FAMILY}",var(--text-face)'
    rules.append(_root(root))
    parts = [*rules, css]
    if dark := _dark(brand, css):
        parts.append(f"@media (prefers-color-scheme:dark){{{_root(dark)}}}")
    return SPACES.sub(" ", COMMENT.sub("", "\n".join(parts))).strip()


def _root(tokens: Mapping[str, str]) -> str:
    return f":root{{{';'.join(f'{name}:{value}' for name, value in tokens.items())}}}"


def _colours(brand: Brand | None) -> dict[str, str]:
    """A brand's own colours by the tokens that carry them."""
    if brand is None:
        return {}
    return {USES[use]: str(entry.value) for use, entry in brand.colours.items()}


def _dark(brand: Brand | None, css: str) -> dict[str, str]:
    """A brand's colours in the dark: each lighter, of its own hue, till it can be read.

    Where none of its hue passes, and for panels, whose ground is dark there, ours stay.
    """
    match = DARK.search(css)
    if brand is None or match is None:
        return {}
    pairs = (pair.partition(":") for pair in match[1].split(";") if ":" in pair)
    ours = {name.strip(): value.strip() for name, _, value in pairs}
    grounds = [parts_of(ours[name]) for name in ("--paper", "--calm-ground") if name in ours]

    def passes(code: str) -> bool:
        return all(contrast(parts_of(code), ground) >= LEAST_CONTRAST for ground in grounds)

    made = {}
    for name, code in _colours(brand).items():
        if name != USES["panel"] and (near := nearest(code, passes)):
            made[name] = near
    return made


def _faces(project: Project, tokens: str, letters: frozenset[int]) -> Iterator[str]:
    """Our fonts with no letter but the page's: the first family, and others for what it lacks."""
    lacking = letters
    for family, weight, url in FACE.findall(tokens):
        data = read_bytes(project, project.styles / url)
        has = letters_of_font(data) & letters
        mine = has if (weight or WEIGHTS[0]) in WEIGHTS else frozenset[int]()
        if weight == "" and not has & lacking:
            continue  # another family, and nothing here needs it
        if mine:
            lacking -= has
            yield _face(family, weight, data, mine)


def _face(family: str, weight: str, data: bytes, letters: frozenset[int]) -> str:
    """The rule of one font, which lies in it with these letters alone."""
    code = base64.b64encode(subset_of(data, letters)).decode()
    bold = f"font-weight:{weight};" if weight else ""
    return (
        f'@font-face{{font-family:"{family}";{bold}font-display:swap;'
        f'src:url(data:font/woff2;base64,{code}) format("woff2")}}'
    )
