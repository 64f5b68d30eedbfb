"""What templates print beside a text, as the reading text tells it: labels, numbers, signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from press.products import TITLE, Product
from press.read.choices import NO_SIGN
from press.read.fields import BANDS, NOT_SIGNED, Field, Words, fill
from press.read.guide import Guide
from press.read.lines import GROUP as LINES
from press.read.lines import WAY_OUT
from press.read.manuscript import Manuscript
from press.read.old_clinic import GROUP as OLD_CLINIC
from press.read.syntax import FIELD
from press.read.words import PHONE

EVERY_PAGE, OVER_THE_PAGE, QR_CODE, DATES = "every-page", "over-the-page", "qr-code", "dates"


def labels_read(
    words: Words,
    guide: Guide,
    manuscript: Manuscript,
    rows: Iterable[Product],
    fields: Mapping[str, Field],
) -> Iterator[tuple[str, str]]:
    """Each label, and each word of the telephone lines, in an order that no words file decides.

    How dates are written is told, and which hours are always, for both decide what is printed.
    """
    printed = list(rows)
    files = dict.fromkeys([manuscript.product.name, *(row.file for row in printed)])
    turned = [OVER_THE_PAGE] if any(row.may_turn for row in printed) else []
    heard = [QR_CODE] if any(row.qr_code for row in printed) else []
    phoned = [PHONE] if any(row.phone_edition for row in printed) else []
    for group in (EVERY_PAGE, *files, *turned, *heard, *phoned, BANDS, DATES):
        yield from _group(words, group, fields)
    has_block = "lines" in manuscript.roles()
    yield from _block_again(manuscript, printed)
    if has_block or _names_the_way_out(manuscript):
        for line in guide.lines:
            for said in filter(None, (line.when, line.label)):
                yield f"line {line.name}", fill(str(said.value), fields)
        for group in (LINES, *([OLD_CLINIC] if has_block else [])):
            yield from _group(words, group, fields)


def _group(words: Words, group: str, fields: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    for key, entry in sorted(words.get(group, {}).items()):
        if group == BANDS and key in NOT_SIGNED:
            continue
        several = entry.value if isinstance(entry.value, list) else [entry.value]
        yield f"label {group}.{key}", fill("; ".join(map(str, several)), fields)


def _block_again(manuscript: Manuscript, rows: Iterable[Product]) -> Iterator[tuple[str, str]]:
    """Where a text asks for the numbers again: the sheets that have room for them."""
    if sum(one.role == "lines" for one in manuscript.every_section()) > 1:
        yield "numbers", ", ".join(row.file for row in rows if row.is_long)


def _names_the_way_out(manuscript: Manuscript) -> bool:
    """Whether the text itself says when to take the way out, in the words of the lines."""
    texts = [*(str(one.value) for one in manuscript.front.values())]
    texts += [line.text for line in manuscript.lines]
    names = (match[1] for text in texts for match in FIELD.finditer(text))
    return any(name[:1].lower() + name[1:] == WAY_OUT for name in names)


def signs_read(
    guide: Guide, manuscript: Manuscript, rows: Sequence[Product]
) -> Iterator[tuple[str, str]]:
    """The sign beside the title, and where an edition or another face has a sign of its own."""
    roles = (TITLE, *sorted(manuscript.roles()))
    standard = {**manuscript.product.signs, **guide.signs}
    if (title := standard.get(TITLE, NO_SIGN)) != NO_SIGN:
        yield f"sign {TITLE}", title
    for row in rows:
        faces = (face for sheet, face in row.faces.items() if sheet in row.able)
        for one in (row, *faces):
            known = standard if one is row else {**row.signs, **guide.signs}
            own = {**one.signs, **guide.signs}
            for role in roles:
                if (sign := own.get(role, NO_SIGN)) != known.get(role, NO_SIGN):
                    yield f"sign {one.file} {role}", sign
