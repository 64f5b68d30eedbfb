"""What Markdown makes, dressed for a screen: lists that are heard as lists, rows that may stack."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from press.pdf.bidi import reads_from_the_right

ROLES = {"ul": "list", "ol": "list", "table": "table", "thead": "rowgroup", "tbody": "rowgroup",
         "tr": "row", "td": "cell"}  # fmt: skip
AGAIN = "again"  # the class of words that stand once more where a table is stacked
PICTURED = "pictured"  # of a table whose head has pictures


def dress(root: Element) -> None:
    """Name what a sheet would hide from a screen reader, and give each cell its column's head."""
    for element in root.iter():
        if role := ROLES.get(str(element.tag)):
            element.set("role", role)
        elif element.tag == "th":
            element.set("role", "rowheader" if element.get("scope") == "row" else "columnheader")
        if reads_from_the_right(element.get("lang", "")):
            element.set("dir", "rtl")
    for table in root.iter("table"):
        _give_heads(table)


def _give_heads(table: Element) -> None:
    heads = table.findall("./thead/tr/th")
    if any(head.find(".//img") is not None for head in heads):
        table.set("class", PICTURED)
    for row in table.iterfind("./tbody/tr"):
        for head, cell in list(zip(heads, row, strict=False))[1:]:
            _say_again(head, cell)


def _say_again(head: Element, cell: Element) -> None:
    """A column's head before the words of a cell, for where the one stands above the other."""
    words = "".join(head.itertext()).strip()  # a picture has none
    if words:
        # heard already, as the head of its column
        span = Element("span", {"class": AGAIN, "aria-hidden": "true"})
        span.text = words
        span.tail = cell.text
        cell.text = None
        cell.insert(0, span)
