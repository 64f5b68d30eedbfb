"""A guide with signed versions, and how its sheets are asked about and called back."""

from __future__ import annotations

from datetime import date

from press.approval.register import Given, as_line, path_of
from press.walls import append_lines
from tests.approvals import read_anew
from tests.shop import GUIDE, Shop, Told

PLACE = ("--guide", "hiccups", "--locale", "en-GB")
WHO = ("--name", "Ben Example", "--role", "clinical lead", "--yes")
WHY = ("--reason", "Step 2 is wrong.")
LATER = "2026-12-01"  # after 1.0 was signed
FILE = f"{GUIDE}/approved/en-GB/withdrawn.toml"


def change(shop: Shop, name: str) -> None:
    """Change a word that is read."""
    shop.edit(name, 'title = "Hiccups', 'title = "The hiccups')


def code_of(shop: Shop, product: str, number: str = "") -> str:
    """The code of a product as it stands, or of the same text under another number."""
    standing = read_anew(shop.root, "hiccups", "en-GB").standings[product]
    guide, locale, own, short = standing.code.split()
    return f"{guide} {locale} {number or own} {short}"


def identify(shop: Shop, *words: str, today: str = LATER) -> Told:
    """What is said of a code."""
    return shop.order("identify", *words, "--today", today)


def withdraw(shop: Shop, *words: str, today: str = LATER) -> Told:
    """Call a version back."""
    return shop.order("withdraw", *PLACE, *words, "--today", today)


def enter(shop: Shop, product: str, number: str, clinic: str, on: str) -> Given:
    """A print for a clinic, as it is entered."""
    text = read_anew(shop.root, "hiccups", "en-GB").standings[product].text
    code = f"hiccups en-GB {number} {text.digest[:6]}"
    one = Given("hiccups", "en-GB", product, number, code, text.digest, clinic.lower(), clinic,
                f"{clinic.lower()}.toml", date.fromisoformat(on), {})  # fmt: skip
    append_lines(shop.root, path_of(shop.project), f"{as_line(one)}\n".encode())
    return one
