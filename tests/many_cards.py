"""Cards of many kinds: titles, first sections, lists and tables, each with the next of the others.

Each row is a card that a writer may well write. None says anything: they are for the layout.
"""

from __future__ import annotations

from itertools import cycle, islice

from press.read.syntax import ROLES

HEAD = '+++\ntitle = "{}"\ndescription = "A card for a test."\n+++\n\n'
TITLES = (
    "Hiccups",
    "Your cast at home",
    "A child with a fever at night",
    "Electroencephalographically",
    "What to do when your child has a fever",
    "Leg cramp at night?",
    "When to come back to us after the operation",
    "Oesophagogastroduodenoscopy and you",
    "Now",
)
INTROS = (
    "",
    "What to look at before bed.\n\n",
    "",
    "![A tall glass](../figures/sip.svg)\n\nSip it, slowly, before you lie down at night.\n\n",
    "This card is for whoever looks after a child at night, and for the child.\n\n",
)
HEADINGS = (
    "Do this now",
    "Ambulance {{ emergency_number }}",
    "Look at your hand, and at your fingers",
    "Stop and phone if",
)
SHORT = ("Look at your hand", "Count to ten", "It is blue", "Your chest hurts")
LONG = (
    "The fingers of the hand in the cast are cold, blue or white, and stay so when you lift them",
    "**Swollen**, hot or red",
    "You cannot feel them, or they tingle and the tingling does not go when you move them",
    "The cast is wet",
)
LISTS = (1, 3, 12, 6, 2, 9, 4, 7)
WORDS = ("Morning", "Noon", "Evening", "At night")
COLUMNS = (2, 3, 5, 4)
SIP = "![A glass](../figures/sip.svg)"
STEPS = (
    "**Sit up.** Hold a glass of water.",
    f"**Drink ten sips, slowly.** Do not stop between them.\n   {SIP}",
    "**Hold your breath** for ten seconds.",
)
AMBULANCE = "## Ambulance {{ emergency_number }} {.emergency}\n\n"
LINES = "## Whom to phone {.lines}\n\nNo answer? Phone NHS {{ urgent_number }}.\n\n"


def items(count: int, long: bool = False) -> str:
    """A list of so many items."""
    return "".join(f"- {one}\n" for one in islice(cycle(LONG if long else SHORT), count)) + "\n"


def steps(count: int) -> str:
    """Numbered steps, one with its picture."""
    found = islice(cycle(STEPS), count)
    return "".join(f"{number}. {one}\n" for number, one in enumerate(found, 1)) + "\n"


def table(columns: int, rows: int = 3) -> str:
    """A table of so many columns and rows."""

    def row(first: str, rest: tuple[str, ...]) -> str:
        return "| " + " | ".join([first, *rest[: columns - 1]]) + " |\n"

    body = "".join(
        row(name, ("5 ml (120 mg)", "1", "2 at once", "none"))
        for name in ("Sugar", "3 to 6 months", "Calmadol 5 mg")[:rows]
    )
    return row("What", WORDS) + "|---" * columns + "|\n" + body + "\n"


def _cards() -> dict[str, tuple[str, str]]:
    made: dict[str, tuple[str, str]] = {}
    titles, intros, headings = cycle(TITLES), cycle(INTROS), cycle(HEADINGS)
    counts, columns = cycle(LISTS), cycle(COLUMNS)

    def add(name: str, mark: str, body: str, end: str = "") -> None:
        start = f"{next(intros)}## {next(headings)}{mark}\n\n"
        lines = "" if ".lines" in mark else LINES
        made[f"{len(made)} {name}"] = (next(titles), f"{start}{body}{lines}{end}")

    for role in ("", *ROLES):
        mark = f" {{.{role}}}" if role else ""
        count = next(counts)
        add(f"{role} first, a list of {count}", mark, items(count))
        count = min(next(counts), 6)
        long = f"Phone us at once if:\n\n{items(count, long=True)}"
        add(f"{role} first, {count} long items after a sentence", mark, long)
        count = next(columns)
        body = f"Look along each line.\n\n{table(count)}"
        add(f"{role} first, a table of {count} columns", mark, body)
        body = f"{steps(3)}## {next(headings)}{mark}\n\n{items(3)}"
        add(f"{role} after steps", " {.steps}", body, f"{AMBULANCE}{items(4)}")
    return made


CARDS = _cards()
