"""What a guide chooses for itself: the roles that it needs, its signs, and who signs its review."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from press.finding import Finding
from press.products import TITLE
from press.project import Project
from press.read.catalogue import catalogue
from press.read.syntax import ROLES
from press.toml_tables import Entry, Tree

NEEDS, SIGNS = "needs", "signs"
NO_SIGN = "none"
# who signs a review pack, where the guide does not say
REVIEWERS = ("Clinician who knows the subject", "Patient reader")
SHAPES: Mapping[str, str] = {
    NEEDS: 'night-card = ["steps", "stop"]',
    SIGNS: 'emergency = "ambulance"',
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


def read_reviewers(tree: Tree, found: list[Finding]) -> tuple[str, ...]:
    """Who is to sign the review pack, one name of a role each; M107 for what is no text."""
    entry = tree.own.get("reviewers")
    if entry is None:
        return REVIEWERS
    if not all(isinstance(who, str) and who.strip() for who in entry.value):
        fix = 'write who is to sign, each in quotes: reviewers = ["Doctor", "Pharmacist"]'
        found.append(entry.finding("M107", "`reviewers` holds what is no text", fix))
        return REVIEWERS
    return tuple(entry.value)


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
