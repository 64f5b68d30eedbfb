"""Elements of a Word document's XML, made and moved: what its tidying is done with."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from press.draft.docx_words import LIST_BEGINS, LIST_ENDS, TEXTS, child, local, value, words_of


def say_its_list(paragraph: Element) -> None:
    """Put the number of its list before the words of a numbered paragraph, for mammoth drops it."""
    mark = child(paragraph, "pPr", "numPr", "numId")
    if mark is not None and words_of(paragraph, TEXTS[:1]):
        new = Element(f"{mark.tag.rpartition('}')[0]}}}r")
        new.append(text_like(mark, f"{LIST_BEGINS}{value(mark, 'val')}{LIST_ENDS}"))
        paragraph.insert(1, new)


def font_of(fonts: Element | None) -> str:
    """The font that a run names; "" where it names none."""
    names = [value(fonts, one) for one in ("ascii", "hAnsi")] if fonts is not None else []
    return next(filter(None, names), "")


def say_small_type(run: Element) -> None:
    """Say of a run that was lifted or lowered by hand what Word's own small type says."""
    lifted = child(run, "rPr", "position")
    if lifted is not None and value(lifted, "val").lstrip("+-").strip("0"):
        space = lifted.tag.rpartition("}")[0] + "}"
        down = value(lifted, "val").startswith("-")
        lifted.tag = f"{space}vertAlign"
        lifted.attrib.clear()
        lifted.set(f"{space}val", "subscript" if down else "superscript")


def boxes_taken_out(paragraph: Element) -> list[Element]:
    """What stands in the text boxes of a paragraph, taken out of it."""
    found: list[Element] = []
    for holder in list(paragraph.iter()):
        for one in list(holder):
            if local(one) == "txbxContent":
                holder.remove(one)
                found += list(one)
    return found


def text_like(like: Element, words: str) -> Element:
    """An element of text in the namespace of `like`."""
    new = Element(f"{like.tag.rpartition('}')[0]}}}t")
    new.text = words
    return new


def run_of(formula: Element, words: str) -> Element:
    """A run of words where a formula stood, in the namespace of words."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    new = Element(f"{{{space}}}r")
    new.append(text_like(new, words))
    return new
