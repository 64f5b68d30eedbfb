"""Lays a text out again from where it changed: every page that is another, and no page that is not.

A door to private names of WeasyPrint, of the version that quick_engine.py knows; beside any other
the whole text is laid out. The engine makes a page from where the last one ended, and so does this:
from the page before the change on, until a page ends where it ended before. What each page says in
its margins is set anew for all. tests/test_warm_exact.py holds it to the engine's own pages.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from press.typeset.changed import Tree, tree_of
from press.typeset.quick_engine import is_written_for_these
from press.typeset.restyled import context_again


@dataclass
class Laid:
    """A text that was laid out, and how each of its pages begins; it can be gone on from.

    `document` has all pages; those that are `due` or `bare` are still the ones of before.
    """

    html: Any
    context: Any
    root: Any
    document: Any
    tree: Tree
    boxes: list[Any] = field(default_factory=list)  # the pages, without their margins
    makers: list[Any] = field(default_factory=list)  # how each begins, and what is after the last
    begins: list[list[int]] = field(default_factory=list)  # the elements in which each begins
    torn: list[bool] = field(default_factory=list)  # whether something is broken over its beginning
    elements: list[list[int]] = field(default_factory=list)  # on each page, by their numbers
    due: set[int] = field(default_factory=set)  # pages whose text is to be laid out
    bare: set[int] = field(default_factory=set)  # pages whose margins are to be set
    simple: bool = False  # whether it can be gone on from

    @property
    def waiting(self) -> list[int]:
        """The pages that are not ready, from 0."""
        return sorted(self.due | self.bare)

    def rest(self) -> Iterator[int]:
        """Make the pages that wait; gives each one's number when it is ready."""
        while self.due:
            self.make(min(self.due))
        for number in sorted(self.bare):
            self.dress(number)
            yield number

    def before(self, number: int) -> int:
        """The page with which a run begins that a due page is in."""
        while number - 1 in self.due and self.makers[number][1]["break"] == "any":
            number -= 1
        return number

    def make(self, number: int, alone: bool = False) -> list[int]:
        """Make pages from a number on, until one ends where it ended before; gives their numbers.

        Their margins are to be set. One that is made `alone` is the only one.
        """
        from weasyprint.layout.page import remake_page

        context, made, count = self.context, [], len(self.boxes)
        context.page_maker = [_fresh(item) for item in self.makers[: number + 1]]
        context.rendered_notes = []
        last = False
        while not last:
            for by_page in context.running_elements.values():
                by_page.pop(number + 1, None)
            box, resume = remake_page(number, context, self.root, self.html)
            last = resume is None and not context.reported_footnotes
            self.boxes[number : number + 1] = [box]
            self.elements[number : number + 1] = [self.tree.on(box)]
            self.due.discard(number)
            made.append(number)
            number += 1
            item = _fresh(context.page_maker[number])
            path, torn = self.tree.path(self.root, item[0]), bool(context.broken_out_of_flow)
            known = number < len(self.boxes) and not torn and not self.torn[number]
            known = known and self.makers[number] == item and self.begins[number] == path
            self.makers[number : number + 1] = [item]
            self.begins[number : number + 1] = [path]
            self.torn[number : number + 1] = [torn]
            if alone or (known and number not in self.due):
                break
        if last:
            for rows in (self.boxes, self.elements):
                del rows[number:]
            for rows in (self.makers, self.begins, self.torn):
                del rows[number + 1 :]
            context.broken_out_of_flow.clear()
            context.reported_footnotes.clear()
        self.bare.update(made if len(self.boxes) == count else range(len(self.boxes)))
        self.due &= {*range(len(self.boxes))}
        self.bare &= {*range(len(self.boxes))}
        return made

    def dress(self, number: int) -> None:
        """Set what a page says in its margins; then it is ready."""
        from weasyprint.document import Page
        from weasyprint.layout import layout_backgrounds
        from weasyprint.layout.page import make_margin_boxes, set_page_type_computed_styles

        context, box = self.context, self.boxes[number]
        set_page_type_computed_styles(box.page_type, self.html, context.style_for)
        context.current_page = number + 1
        state = copy.deepcopy(self.makers[number + 1][3])
        state[1]["pages"] = [len(self.boxes)]
        text = [one for one in box.children if one.element_tag == "html"]
        box.children = (*text, *make_margin_boxes(context, box, state))
        layout_backgrounds(box, context.get_image_from_uri)
        pages = self.document.pages
        pages[number : number + 1] = [Page(box)]
        del pages[len(self.boxes) :]
        self.bare.discard(number)


def lay_out_again(
    html: Any, options: dict[str, Any], before: Laid | None, first: Collection[int]
) -> Laid:
    """The parsed `html` laid out; where it can be, only what differs from `before`.

    Of the pages that differ those in `first` are ready, from 0, with all that follows from them;
    the others are as before, until `rest` has made them. Where none is in `first`, all are ready.
    """
    if not _is_known():
        return Laid(html, None, None, html.render(**options), Tree([], [], [], []))
    laid = _built(html, options, before)
    if before and before.simple and _takes_over(laid, before):
        if wanted := sorted(laid.due & {*first}):
            for number in wanted:
                for made in laid.make(laid.before(number)) if number in laid.due else ():
                    laid.dress(made)
            if len(laid.boxes) == len(before.boxes):
                return laid
        list(laid.rest())
        return laid
    laid.makers, laid.begins, laid.torn, laid.due = _begun(laid), [[]], [False], {0}
    list(laid.rest())
    laid.simple = _is_simple(laid)
    if not laid.simple:
        laid.document = html.render(**options)
    return laid


def lay_out_front(html: Any, options: dict[str, Any]) -> Any:
    """A document of the parsed `html` with its first page; it may have the others too."""
    if not _is_known():
        return html.render(**options)
    laid = _built(html, options)
    laid.makers, laid.begins, laid.torn = _begun(laid), [[]], [False]
    laid.make(0, alone=True)
    laid.dress(0)
    return laid.document


@cache
def _is_known() -> bool:
    return is_written_for_these()


def _built(html: Any, options: dict[str, Any], before: Laid | None = None) -> Laid:
    """The boxes of a text, as weasyprint.document.Document._render makes them; no pages yet."""
    import weasyprint
    from weasyprint import document as engine
    from weasyprint.css.counters import CounterStyle

    given = {**weasyprint.DEFAULT_OPTIONS, **options}
    fonts = given.pop("font_config")
    for key, value in engine.VARIANTS[given["pdf_variant"]][1].items():
        given[key] = value if given.get(key) is None else given[key]
    tree = tree_of(html.etree_element)
    if before and before.simple and tree.shape == before.tree.shape:  # its styles hold
        context = context_again(before.context, before.tree, tree)
        counters, colours = context.counter_style, before.document.color_profiles
    else:
        counters, colours = CounterStyle(), {}
        context = engine.Document._build_layout_context(html, fonts, counters, colours, given)
    root = engine.build_formatting_structure(
        html.etree_element, context.style_for, context.get_image_from_uri, html.base_url,
        context.target_collector, counters, context.footnotes,
    )  # fmt: skip
    about = engine.DocumentMetadata(**engine.get_html_metadata(html))
    document = engine.Document([], about, html.url_fetcher, fonts, colours, given["output_intent"])
    document._html = html
    tree.take(root)
    return Laid(html, context, root, document, tree)


def _begun(laid: Laid) -> list[Any]:
    """How the first page begins."""
    from weasyprint.layout import initialize_page_maker

    initialize_page_maker(laid.context, laid.root)
    return [_fresh(laid.context.page_maker[0])]


def _fresh(item: Any) -> Any:
    """How a page begins, apart from what the next layout changes."""
    resume, following, right, state, _ = item
    again = {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}
    return copy.deepcopy(resume), dict(following), right, copy.deepcopy(state), again


def _is_simple(laid: Laid) -> bool:
    """Whether no page says what depends on another one, but in its margins."""
    if laid.context.target_collector.counter_lookup_items or laid.context.footnotes:
        return False
    for page in laid.boxes:
        if page.fixed_boxes:
            return False
        for box in page.descendants():
            if box.missing_link or box.string_set not in (None, (), [], "none"):
                return False
    return not any(item[-1]["pages_wanted"] for item in laid.context.page_maker)


def _takes_over(laid: Laid, before: Laid) -> bool:
    """Take the pages of before over, and say which are due; False where it can't be told."""
    steps = before.tree.steps_to(laid.tree)
    if steps is None:
        return False
    touched = before.tree.pages_touched(steps, before.elements)
    if touched is None:
        return False
    due = {*touched, *before.due}
    due |= {page - 1 for page in touched if page and before.makers[page][1]["break"] == "any"}
    laid.boxes, laid.makers, laid.torn = before.boxes, before.makers, before.torn
    laid.elements = [steps.moved(numbers) for numbers in before.elements]
    laid.begins = [steps.moved(numbers) for numbers in before.begins]
    laid.document.pages, laid.simple, laid.due = [*before.document.pages], True, due
    every = {*range(len(before.boxes))}
    laid.bare = {*before.bare} if steps.same_margins else every
    for page in due:
        path = laid.tree.path(laid.root, laid.makers[page][0])
        if laid.torn[page] or path != laid.begins[page]:
            return False
    for name, by_page in before.context.running_elements.items():
        for page, boxes in by_page.items():
            there = [laid.tree.margin_box(before.tree, box) for box in boxes]
            laid.context.running_elements[name][page] = there
    return True
