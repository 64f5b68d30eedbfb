"""The styles of a text that has other words than before, and the same elements: none is matched.

A door to private names of WeasyPrint, as relay.py: which rules hold for an element hangs on names,
attributes and places alone, and to find that out is half of what a small change costs.
"""

from __future__ import annotations

import copy
from functools import partial
from typing import Any

from press.typeset.changed import Tree


def context_again(before: Any, old: Tree, new: Tree) -> Any:
    """What the layout of a text begins with, from that of a text of the same shape.

    `before` is the context of the `old` text. What is computed of a style is computed anew: the
    engine writes into it.
    """
    from weasyprint.css.targets import TargetCollector
    from weasyprint.layout import LayoutContext

    targets: Any = TargetCollector()
    styles = _styles_again(before.style_for, old, new, targets)
    image = partial(before.get_image_from_uri, context=None)  # the new one puts itself there
    return LayoutContext(styles, image, before.font_config, before.counter_style, targets)


def _styles_again(before: Any, old: Tree, new: Tree, targets: Any) -> Any:
    from weasyprint.css import ComputedStyle

    now = dict(zip(old.kept, new.kept, strict=True))
    styles = copy.copy(before)
    styles._cascaded_styles, styles._computed_styles = {}, {}
    styles.initial_page_sizes = dict.fromkeys(before.initial_page_sizes)
    made: dict[int, Any] = {}  # by the address of the one of before; elements share them
    for (element, pseudo), style in before._computed_styles.items():
        if element not in now:  # a kind of page: it is looked up when one is made
            continue
        again = made.get(id(style))
        if again is None:
            parent, root = style.parent_style, style.root_style
            again = made[id(style)] = ComputedStyle(
                made.get(id(parent)),
                style.cascaded,
                style.pseudo_type,
                made.get(id(root), root),
                style.base_url,
                style.font_config,
                styles.initial_page_sizes,
            )
            if again["anchor"]:
                targets.collect_anchor(again["anchor"])
        styles._computed_styles[now[element], pseudo] = again
    return styles
