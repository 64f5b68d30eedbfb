"""Puts finished pages on sheets, with pikepdf.

Each page becomes one Form XObject, drawn wherever it lies: fonts stay shared, lines stay lines,
and nothing is scaled (ISO 32000-1, 8.10).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Operator

from press.products import POINTS_PER_MM
from press.sheets.marks import Placed, Side

HAIRLINE = 0.5  # pt: thinner, a copier loses it
DATES = ("/CreationDate", "/ModDate")

Key = tuple[int, int]  # source and page


def impose(sides: Sequence[Side], pdfs: Sequence[bytes], title: str, language: str) -> bytes:
    """The sheets as a PDF; `pdfs` are the sources, in the order in which `Placed` counts them.

    The same pages give the same bytes. It has the dates of the first source, and no tags: who
    listens to a page is served by the source. Raises pikepdf.PdfError, or IndexError where a
    source lacks a page.
    """
    with pikepdf.new() as sheet:
        sources = [pikepdf.open(io.BytesIO(pdf)) for pdf in pdfs]
        keys = sorted({(one.source, one.page) for side in sides for one in side.placed})
        forms = {key: _form(sheet, sources[key[0]].pages[key[1] - 1]) for key in keys}
        for side in sides:
            _add_side(sheet, side, forms)
        _describe(sheet, sources[0], title, language)
        flip = (
            Name.DuplexFlipShortEdge
            if sides[0].width > sides[0].height
            else Name.DuplexFlipLongEdge
        )
        _ask_for_right_printing(sheet, flip if len(sides) > 1 else Name.Simplex)
        out = io.BytesIO()
        sheet.save(
            out,
            deterministic_id=True,
            min_version=sources[0].pdf_version,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _form(sheet: pikepdf.Pdf, page: pikepdf.Page) -> Any:
    """The page as a form of this file, without the marks that tied its words to the tags."""
    form = sheet.copy_foreign(page.as_form_xobject())
    steps = pikepdf.parse_content_stream(form)
    form.write(pikepdf.unparse_content_stream([_untagged(step) for step in steps]))
    return form


def _untagged(step: Any) -> Any:
    """A marked-content step without its number in the tree of tags; any other as it is."""
    if str(step.operator) != "BDC" or not isinstance(step.operands[1], Dictionary):
        return step
    kept = {key: value for key, value in step.operands[1].items() if key != "/MCID"}
    if not kept:
        return pikepdf.ContentStreamInstruction([step.operands[0]], Operator("BMC"))
    return pikepdf.ContentStreamInstruction([step.operands[0], Dictionary(kept)], Operator("BDC"))


def _add_side(sheet: pikepdf.Pdf, side: Side, forms: Mapping[Key, Any]) -> None:
    """A page of the sheet's size, with its pages and marks."""
    names: dict[Key, str] = {}
    steps = []
    for one in side.placed:
        key = (one.source, one.page)
        name = names.setdefault(key, f"/P{len(names)}")
        steps.append(f"q 1 0 0 1 {_shift(one, forms[key])} cm {name} Do Q")
    if side.marks:
        steps.append(f"0 G {HAIRLINE} w")  # the black ink alone
        steps += [f"{_pt(a)} {_pt(b)} m {_pt(x)} {_pt(y)} l S" for a, b, x, y in side.marks]
    size = (float(_pt(side.width)), float(_pt(side.height)))
    page = sheet.add_blank_page(page_size=size)
    page.obj.Resources = Dictionary(
        XObject=Dictionary({name: forms[key] for key, name in names.items()})
    )
    page.obj.Contents = sheet.make_stream("\n".join(steps).encode())
    if all("/Group" in forms[key] for key in names):
        # pages that ask to be blended in black alone do so here too
        page.obj.Group = forms[next(iter(names))].Group


def _shift(one: Placed, form: Any) -> str:
    """How far the page moves, in pt: its own origin need not be its trim's corner."""
    left, bottom = (float(edge) for edge in form.BBox[:2])
    return f"{one.x * POINTS_PER_MM - left:.4f} {one.y * POINTS_PER_MM - bottom:.4f}"


def _pt(length: float) -> str:
    return f"{length * POINTS_PER_MM:.4f}"


def _describe(sheet: pikepdf.Pdf, source: pikepdf.Pdf, title: str, language: str) -> None:
    """Title, language and dates, in both places where readers look for them."""
    sheet.Root.Lang = language
    for date in DATES:
        if date in source.docinfo:
            sheet.docinfo[date] = str(source.docinfo[date])
    sheet.docinfo["/Creator"] = "Bedside"
    with sheet.open_metadata(set_pikepdf_as_editor=False) as about:
        about.load_from_docinfo(sheet.docinfo)
        about["dc:title"] = title
        about["dc:language"] = [language]


def _ask_for_right_printing(sheet: pikepdf.Pdf, duplex: Name) -> None:
    """The print dialog opens with true size and the right flip (ISO 32000-1, table 150)."""
    sheet.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True,
        PrintScaling=Name("/None"),
        Duplex=duplex,
    )


def ask_for_short_edge(pdf: bytes) -> bytes:
    """A sheet that was typeset as it is, asking for true size and a flip on the short edge."""
    with pikepdf.open(io.BytesIO(pdf)) as sheet:
        _ask_for_right_printing(sheet, Name.DuplexFlipShortEdge)
        out = io.BytesIO()
        sheet.save(out, deterministic_id=True)
    return out.getvalue()
