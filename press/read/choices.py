"""What a guide chooses for itself: roles that it needs, signs, numbers of pages, who signs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from press.finding import Finding
from press.products import TITLE, Product
from press.project import Project
from press.read.catalogue import catalogue
from press.read.syntax import ROLES
from press.toml_tables import Entry, Tree

NEEDS, SIGNS, PAGES = "needs", "signs", "pages"
NO_SIGN = "none"
# who signs a review pack, where the guide does not say
REVIEWERS = ("Clinician who knows the subject", "Patient reader")
SIGNATURES = ("clinical",)  # the kinds that an approval needs, where the guide does not say
SHAPES: Mapping[str, str] = {
    NEEDS: 'night-card = ["steps", "stop"]',
    SIGNS: 'emergency = "ambulance"',
    PAGES: "leaflet = 4",
}


def read_needs(project: Project, tree: Tree, found: list[Finding]) -> Mapping[str, Entry]:
    """Each product's list of roles that its manuscript must have; G111 for what there is not."""
    _is_a_table(tree, NEEDS, found)
    good: dict[str, Entry] = {}
    products = catalogue(project).products
    for product, entry in tree.row(NEEDS).items():
        if not _is_known(entry, product, "product", products, found):
            continue
        roles = entry.value if isinstance(entry.value, list) else [entry.value]
        known = [role for role in roles if _is_known(entry, role, "role", ROLES, found)]
        if known == roles:
            good[product] = Entry(roles, entry.line)
    return good


def read_signs(project: Project, tree: Tree, found: list[Finding]) -> Mapping[str, str]:
    """The sign of each role that the guide chooses one for; G111 for what there is not."""
    _is_a_table(tree, SIGNS, found)
    names = sorted(path.stem for path in (project.styles / "signs").glob("*.svg"))
    good: dict[str, str] = {}
    for role, entry in tree.row(SIGNS).items():
        known = _is_known(entry, role, "role", (*ROLES, TITLE), found)
        if known and _is_known(entry, entry.value, "sign", (*names, NO_SIGN), found):
            good[role] = entry.value
    return good


def read_pages(project: Project, tree: Tree, found: list[Finding]) -> Mapping[str, int]:
    """How many pages each product, or edition of one, is to have; G114 for what it can't have."""
    _is_a_table(tree, PAGES, found)
    good: dict[str, int] = {}
    known = catalogue(project).by_file
    for name, entry in tree.row(PAGES).items():
        row = known.get(name)
        allowed = _numbers(row) if row else ()
        if row is None:
            several = [file for file, one in known.items() if _numbers(one)]
            fix = f"take one of: {', '.join(several)}"
            found.append(entry.finding("G114", f"there is no product `{name}`", fix))
        elif not allowed:
            problem = f"the {name} finds the number of its pages itself"
            found.append(entry.finding("G114", problem, "take this line out"))
        elif type(entry.value) is not int or entry.value not in allowed:
            *some, last = map(str, allowed)
            problem = f"a {name} can't have {entry.value} pages"
            fix = f"write {', '.join(some)} or {last}, without quotes; or take the line out"
            found.append(entry.finding("G114", problem, fix))
        else:
            good[name] = entry.value
    return good


def _numbers(row: Product) -> tuple[int, ...]:
    """The numbers of pages that a guide may choose from; none where the fit alone decides."""
    return row.pages if len(row.pages) > 1 and not row.may_turn else ()


def read_names(
    tree: Tree, key: str, otherwise: tuple[str, ...], found: list[Finding]
) -> tuple[str, ...]:
    """A list of names, such as those who read the review pack; M107 for what is no text."""
    entry = tree.own.get(key)
    if entry is None:
        return otherwise
    names = entry.value if isinstance(entry.value, list) else [entry.value]
    if not all(isinstance(who, str) and who.strip() for who in names):
        fix = f'write each in quotes: {key} = ["Doctor", "Pharmacist"]'
        found.append(entry.finding("M107", f"`{key}` holds what is no text", fix))
        return otherwise
    return tuple(dict.fromkeys(" ".join(who.split()) for who in names))


def _is_a_table(tree: Tree, name: str, found: list[Finding]) -> None:
    if entry := tree.own.get(name):
        fix = f"write a line [{name}], and below it lines such as {SHAPES[name]}"
        found.append(entry.finding("G111", f"`{name}` is a table, and stands here as a line", fix))


def _is_known(
    entry: Entry, name: object, what: str, names: Collection[str], found: list[Finding]
) -> bool:
    if name in names:
        return True
    fix = f"take one of: {', '.join(names)}"
    found.append(entry.finding("G111", f"there is no {what} `{name}`", fix))
    return False
