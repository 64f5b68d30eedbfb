"""Quotes and apostrophes on paper: as a press sets them, whatever a keyboard has."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from press.typeset.quotes import curled
from tests.bad_input import SENTENCE
from tests.shop import CLINIC, LEAFLET, WORDS, Shop, told

ENGLISH = {
    "You can't.": "You can’t.",
    "The child's cup, the boys' cups.": "The child’s cup, the boys’ cups.",
    'Say "stop" now.': "Say “stop” now.",
    '"Stop," she said. "Now."': "“Stop,” she said. “Now.”",
    "Say 'stop' now.": "Say ‘stop’ now.",
    "'Stop,' he said.": "‘Stop,’ he said.",
    "She said \"he said 'stop' to me\".": "She said “he said ‘stop’ to me”.",
    "Rock 'n' roll of the '90s.": "Rock ’n’ roll of the ’90s.",
    "In the 1990s' way.": "In the 1990s’ way.",
    "He is 5' 10\" tall, or 5'10\".": "He is 5' 10\" tall, or 5'10\".",
    'At "week 20" go.': "At “week 20” go.",
    "Set name=\"x\" or a='b'.": "Set name=\"x\" or a='b'.",
    "The class of '98, and '20 to 30' more.": "The class of ’98, and ‘20 to 30’ more.",
    'He said:"go","stop" \u2026"wait".': "He said:“go”,“stop” \u2026“wait”.",
    "'N/A' is 'none'.": "‘N/A’ is ‘none’.",
    'A lone " here.': 'A lone " here.',
    "(\"so\") and '('": "(“so”) and ‘(’",
    "Don&#39;t say &quot;stop&quot; &amp; go.": "Don’t say “stop” &amp; go.",
    "'Tis so.": "’Tis so.",
    "O'Neill's 24-hour line": "O’Neill’s 24-hour line",
    "Take 'em at 8 o'clock": "Take ’em at 8 o’clock",
}
MARKED = {
    '<p>Say "<strong>stop</strong>" now.</p>': "<p>Say “<strong>stop</strong>” now.</p>",
    "<p><strong>Can</strong>'t.</p>": "<p><strong>Can</strong>’t.</p>",
    '<p>So "it</p><p>"Go."</p>': "<p>So “it</p><p>“Go.”</p>",
    '<img src="it\'s.svg" alt="The child\'s cup">': '<img src="it\'s.svg" alt="The child’s cup">',
    '<p lang="de">Sag "halt", geht\'s?</p>': '<p lang="de">Sag "halt", geht’s?</p>',
    "<p lang=\"fr\">L'eau, 'bon'.</p>": "<p lang=\"fr\">L’eau, 'bon'.</p>",
    '<p lang="it">Un po\' d\'acqua <span lang="en">"so"</span> "e"</p>':
        '<p lang="it">Un po\' d’acqua <span lang="en">“so”</span> "e"</p>',
    "<style>a{content:'b'}</style><p>It's</p>": "<style>a{content:'b'}</style><p>It’s</p>",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "printed"), [*ENGLISH.items(), *MARKED.items()])
def test_quotes_are_set_as_a_press_sets_them(typed: str, printed: str) -> None:
    """Apostrophes curl in every language, quotes in English, and feet and inches never."""
    assert curled(typed, "en-GB") == printed


def test_every_word_on_paper_has_its_apostrophe(shop: Shop) -> None:
    """Text, caption, alternative text, title, label and clinic's name: none stays straight."""
    shop.edit(LEAFLET, SENTENCE, f'{SENTENCE}\n\nYou can\'t "wait" 5\' 10" away.')
    shop.edit(LEAFLET, "A tall glass of water", "A child's glass")
    shop.edit(LEAFLET, '"Sip by sip"', '"Sip\'s way"')
    shop.edit(LEAFLET, '"Hiccups"', '"Anyone\'s hiccups"')
    shop.edit(LEAFLET, 'description = "', "description = \"A child's guide. ")
    shop.edit(WORDS, "Throw away after", "Don't keep after")
    shop.edit(CLINIC, "Riverside", "St Mary's")
    page = shop.pull()
    assert told(page.findings) == []
    flow = "".join(glyph.char for glyph in page.proof.reading.flow)
    for words in ("can’t“wait”5'10\"away", "Sip’sway", "Don’tkeep", "Anyone’shiccups"):
        assert words in "".join(flow.split())
    with pikepdf.open(io.BytesIO(page.proof.typeset.pdf)) as pdf:
        assert "A child’s glass" in list(_alternatives(pdf.Root.StructTreeRoot))
        assert str(pdf.docinfo["/Title"]).startswith("Anyone’s hiccups")
        assert "A child’s guide." in str(pdf.docinfo["/Subject"])
    checked = shop.check("--product", "leaflet", "--clinic", shop.here(CLINIC))
    assert [row for row in checked.findings if row["code"][0] not in "SWG"] == []


def _alternatives(element: object) -> Iterator[str]:
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from _alternatives(kid)
    elif isinstance(element, pikepdf.Dictionary):
        if "/Alt" in element:
            yield str(element.Alt)
        yield from _alternatives(element.get("/K"))
