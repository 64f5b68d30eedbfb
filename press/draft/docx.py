"""A Word document brought in: the one door to mammoth (BSD-2), which makes HTML of it."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import mammoth

from press.draft.docx_file import NOT_WHOLE, Package, open_package
from press.draft.docx_tidy import Tidy
from press.draft.docx_words import own_text, words_of
from press.draft.html_blocks import read_html
from press.draft.pictures import Gallery
from press.draft.text import Brought, Unfit, judge_length

STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Illustration'] => p.caption:fresh
p[style-name='Figure'] => p.caption:fresh
p[style-name='Image Caption'] => p.caption:fresh
p[style-name='Author'] => p.byline:fresh
p[style-name='Date'] => p.byline:fresh
p[style-name^='toc '] => p.contents:fresh
p[style-name^='TOC '] => p.contents:fresh
p[style-name^='Contents '] => p.contents:fresh
"""
# of looks, which a manuscript has none of, and of pictures, which the gallery names
HARMLESS = ("Unrecognised", "Image of type", "An unrecognised", "Did not understand")
FURNITURE = (("header", "the header of each page"), ("footer", "the footer of each page"))


def read_docx(data: bytes) -> Brought:
    """What a document says, as blocks; what could not be carried is in `left`. Raises Unfit."""
    brought = Brought()
    try:
        package = open_package(data)
        tree = package.tree(package.main)
        if tree is None:
            raise Unfit(NOT_WHOLE)
        brought.words = own_text(package)
        judge_length(brought.words)
        _note_furniture(package, brought)
        Tidy(package, tree, brought).all()
        html = _converted(package, tree, brought)
    except RecursionError:
        raise Unfit("one thing stands in another in another in it: write it flat") from None
    read_html(html, brought)
    return brought


def _note_furniture(package: Package, brought: Brought) -> None:
    for kind, what in FURNITURE:
        trees = map(package.tree, package.targets(kind))
        for words in dict.fromkeys(words_of(tree) for tree in trees if tree is not None):
            if words:
                brought.leave(f"{what}, left out", words)


def _converted(package: Package, tree: ElementTree.Element, brought: Brought) -> str:
    """Mammoth's HTML; each picture is kept in the gallery, and stands there by its name."""
    gallery = Gallery(brought)

    def keep(picture: Any) -> dict[str, str]:
        with picture.open() as file:
            return {"src": gallery.keep(file.read(), picture.content_type or "")}

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in package.parts.items():
            own = ElementTree.tostring(tree) if name == package.main else part
            archive.writestr(name, own)
    made.seek(0)
    try:
        result = mammoth.convert_to_html(
            made, style_map=STYLES, convert_image=mammoth.images.img_element(keep)
        )
    except (AttributeError, KeyError, ValueError, TypeError, OSError, IndexError) as error:
        raise Unfit(NOT_WHOLE) from error
    for message in dict.fromkeys(one.message for one in result.messages):
        if not message.startswith(HARMLESS):
            brought.leave(f"not read: {message}")
    html: str = result.value
    return html
