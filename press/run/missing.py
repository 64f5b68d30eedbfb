"""What an order names and no guide has, and files that nobody would miss: said in words."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from press.finding import Finding, Place
from press.products import Catalogue, Product
from press.project import Project
from press.read.catalogue import catalogue
from press.read.guide import Guide, chain, lookup
from press.run.order import Order, WrongCall

TEXTS = (".md", ".markdown", ".mdown", ".txt", ".docx", ".odt", ".rtf")  # might be a manuscript


def no_such_guide(project: Project, name: str, names: Sequence[str]) -> WrongCall:
    """Why a guide can't be ordered by this name, with the names that there are."""
    there = ", ".join(names) or "none yet"
    if "/" not in name and (project.content / name).is_dir():
        return WrongCall(
            f"content/{name} holds no guide.toml, so it is no guide; there is: {there}"
        )
    near = get_close_matches(name, names, 1)
    return WrongCall(
        f"there is no guide `{name}`; "
        + (f"did you mean {near[0]}? " if near else "")
        + f"there is: {there}"
    )


def unknown_texts(project: Project, guide: Guide) -> Iterator[Finding]:
    """M133 for each file beside the manuscripts that is none: its name may be misspelt."""
    products = list(catalogue(project).products)
    folders = dict.fromkeys(name for locale in guide.locales for name in chain(locale))
    for folder in folders:
        for path in sorted((guide.folder / folder).glob("*")):
            known = path.suffix == ".md" and path.stem in products
            if known or path.suffix.lower() not in TEXTS or path.name[0] in ".~":
                continue
            typed = path.name.partition(".")[0].lower().replace("_", "-").replace(" ", "-")
            near = get_close_matches(typed, products, 1, 0.6)
            names = f"{near[0]}.md" if near else _either([f"{name}.md" for name in products])
            problem = f"`{path.name}` is no manuscript: nothing is printed of it"
            fix = f"name it {names}, or move it out of this folder"
            yield Finding(Place(project.name(path)), "M133", problem, fix)


def look_for_products(known: Catalogue, order: Order, guides: Sequence[Guide]) -> None:
    """Say which guides lack what is ordered. Raises WrongCall where none has it."""
    guides = [guide for guide in guides if guide.locales]  # of the others that is told
    for product in order.products if guides else ():
        having = [guide for guide in guides if _has(guide, product)]
        lacking = [guide for guide in guides if guide not in having]
        for guide in lacking if having else ():
            _note(f"{guide.name} has no {product}: there is no file {product}.md in it")
        if not having:
            has = [name for name in known.products if any(_has(guide, name) for guide in guides)]
            raise WrongCall(
                f"there is no {product} to print: no file {product}.md in "
                f"{' or '.join(f'content/{guide.name}' for guide in guides)}; "
                f"there is: {', '.join(has) or 'no manuscript yet'}"
            )


def look_for_locales(order: Order, guides: Sequence[Guide]) -> None:
    """Say which guides are not printed in a locale that is ordered."""
    for guide in (guide for guide in guides if guide.locales):
        lacking = [locale for locale in order.locales if locale not in guide.locales]
        if lacking:
            there = ", ".join(guide.locales)
            _note(f"{guide.name} is not printed in {', '.join(lacking)}; it is in {there}")


def look_for_editions(known: Catalogue, order: Order, chosen: Sequence[Product]) -> None:
    """Say which editions the ordered products lack. Raises WrongCall where all do."""
    lacking = [one for one in order.editions if one not in {row.edition for row in chosen}]
    if not lacking or (chosen and order.editions == known.editions):
        return
    what = _either([f"the {name}" for name in order.products or known.products])
    said = f"there is no {' or '.join(lacking)} edition of {what}"
    if not chosen:
        raise WrongCall(said)
    _note(said)


def look_for_phones(known: Catalogue, order: Order, chosen: Sequence[Product]) -> None:
    """Raise WrongCall where editions for a phone are ordered, and no ordered row has one."""
    if order.phone and not any(row.on_a_phone for row in chosen):
        able = [row.name for row in known.products.values() if row.on_a_phone]
        one = f"the {_either(able)}" if able else "no product"
        raise WrongCall(f"--phone makes an edition of {one}, in standard print: none is ordered")


def look_for_sheet(known: Catalogue, name: str, chosen: Sequence[Product]) -> None:
    """Raise WrongCall where no row that is ordered can be put on this sheet."""
    if any(name in row.able for row in chosen):
        return
    able = [row.name for row in known.products.values() if name in row.able]
    if any(row.name in able for row in chosen):
        why = "large print is as large as the paper: there is nothing to impose"
    elif able:
        why = f"it is made of the {' or the '.join(able)}, which is not ordered"
    else:
        why = "no product is made into it"
    raise WrongCall(f"there can be no {name} sheet: {why}")


def _has(guide: Guide, product: str) -> bool:
    return any(lookup(guide, locale, f"{product}.md") for locale in guide.locales)


def _either(names: Sequence[str]) -> str:
    *rest, last = names
    return f"{', '.join(rest)} or {last}" if rest else last


def _note(text: str) -> None:
    print(f"notice: {text}", file=sys.stderr)
