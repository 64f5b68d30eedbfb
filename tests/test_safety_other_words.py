"""What the safety rules ask about sentences that they were not written for; the table is data."""

from __future__ import annotations

import tomllib

import pytest

from press.safety.check import hold_to_rules
from tests.safety import FRONT_FILE, desk_of, general_book, manuscript
from tests.shop import ROOT

TABLE = tomllib.loads((ROOT / "tests" / "in-other-words.toml").read_text("utf-8"))
# what harms in any guide, whatever it is about
ANYWHERE = """
Stop taking your antibiotics when you feel better.
Take a double dose if you forgot one.
Give your child one of your tablets.
Go on even if it bleeds.
Take it whatever your doctor says.
Do not tell your doctor.
Skip the injections in summer.
You can use leftover tablets.
"""
SOUND_ANYWHERE = """
Do not stop your medicine without asking.
Ask before you take an extra dose.
Never share your tablets.
Do not give your baby your own tablets.
If it hurts even when you rest, phone.
Do not ignore pain.
Take your tablets with food.
You do not need to bring anything.
Tell your doctor if you forget a dose.
"""


def asked(text: str, *, anywhere: bool = False) -> set[str]:
    """Those of these lines that a rule asks about, each a paragraph of its own."""
    rows = text.strip().split("\n")
    desk = desk_of(manuscript("\n\n".join(rows)), book=general_book() if anywhere else None)
    lines = {f.place.line for f in hold_to_rules(desk) if f.place.file != FRONT_FILE}
    return {row for n, row in enumerate(rows) if 2 * n + 1 in lines}


@pytest.mark.parametrize("name", ["edits", "asked"])
def test_what_could_harm_is_asked_about_in_other_words(name: str) -> None:
    """Each line has a question; which one is the reader's business."""
    rows = set(TABLE[name].strip().split("\n"))
    assert rows - asked(TABLE[name]) == set()


@pytest.mark.parametrize("name", ["unseen", "sound"])
def test_nothing_else_is_asked_about(name: str) -> None:
    """Sound lines have no question, and what no rule sees is known by name."""
    assert asked(TABLE[name]) == set()


def test_some_harm_is_the_same_in_any_guide() -> None:
    """S125: medicines changed or shared, a sign passed over, help kept away."""
    rows = set(ANYWHERE.strip().split("\n"))
    assert rows - asked(ANYWHERE, anywhere=True) == set()
    assert asked(SOUND_ANYWHERE, anywhere=True) == set()
