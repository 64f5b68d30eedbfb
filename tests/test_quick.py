"""What makes the engine quick changes no byte, and stands back where the engine is another."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.typeset import quick_engine
from press.typeset.engine import Sheets, start_engine, write
from tests.shop import ROOT, Shop

TRIM = (148.0, 210.0)
# every command of a path, absolute and relative, with numbers run together, signs, exponents,
# arcs with flags run together and without a radius; units, shapes, colours and links
ODD = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 viewBox="0 0 100 100" width="60mm" height="60mm" fill="none" stroke="#234">
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="100%"/>
</linearGradient><clipPath id="c"><circle cx="5em" cy="50%" r="3cm"/></clipPath></defs>
<path d="M10 10 20 10L30,15l5-5.5.5.5H40h-5V30v-.25z m5 5 3 3"/>
<path d="M10-20C1 2 3 4 5 6 7 8 9 10 11 12c1 1 2 2 3 3s1 1 2 2S30 30 40 40
 q1 2 3 4t5 5T60 70Q1 1 9 9"/>
<path d="M30 30A5 5 0 1130 40a5 8 30 0 1 9 9a0 5 0 0 1 3 3 5 5 0 00 4 4A2e1 2E1 45 1 0 5 5Z"/>
<path d="M1e1 2e-1L.5.5-1-1 \n 1,\t2" stroke="url(#g)" clip-path="url(#c)"/>
<path d="M1 2 L3" /><path d="" /><path /><path d="L5 5z"/>
<rect x="1mm" y="2pt" width="10%" height="1em" rx="2"/><ellipse cx="3" cy="4" rx="5" ry="6"/>
<polygon points="1,2 3,4 5 6"/><polyline points="1-2 3.5.5 7"/><line x1="1" x2="20%" y2="3ex"/>
<g opacity="0.33" transform="rotate(33.3 5 5) scale(.7)"><path d="M0 0L9 9" stroke-dasharray="1 2"/>
<use xlink:href="#g"/></g></svg>"""
PAGE = """<html lang="en"><title>Odd</title><style>@page {{ size: 148mm 210mm }}</style>
<body><p>Hold. <a href="https://example.org/">There</a></p><img alt="odd" src="{}"></html>"""


@pytest.fixture
def as_ever() -> Iterator[None]:
    """The engine with its own functions."""
    quick_engine.write_as_ever()
    yield
    quick_engine.write_as_ever()


def set_twice(shop: Shop, html: str) -> tuple[bytes, bytes]:
    """The PDF as the engine makes it, and as it makes it quickly."""
    pdfs = []
    for prepare in (quick_engine.write_as_ever, quick_engine.write_quickly):
        sheets = Sheets(start_engine(shop.project), shop.root / "styles/leaflet.css")
        prepare()
        pdfs.append(write(sheets.lay_out(html, 12, TRIM)))
    return pdfs[0], pdfs[1]


@pytest.mark.usefixtures("as_ever")
def test_odd_drawings_are_drawn_the_same(shop: Shop) -> None:
    """Every command and odd form of a path, and all shapes, give the same bytes."""
    shop.write("styles/odd.svg", ODD)
    slow, quick = set_twice(shop, PAGE.format("styles/odd.svg"))
    assert slow == quick
    assert len(slow) > len(set_twice(shop, PAGE.format("styles/none.svg"))[0])


@pytest.mark.parametrize("product", ["leaflet", "night-card", "leaflet-mono"])
@pytest.mark.usefixtures("as_ever")
def test_a_product_is_the_same(shop: Shop, product: str) -> None:
    """Each product of a guide is the same to the byte, made quickly or not."""
    pdfs = []
    for quick in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(quick_engine, "is_written_for_these", lambda known=quick: known)
            quick_engine.write_as_ever()
            pdfs.append(shop.pull(product).proof.typeset.pdf)
            assert bool(quick_engine.REPLACED) is quick
    assert pdfs[0] == pdfs[1]


def test_the_pins_are_those_that_it_was_written_for() -> None:
    """A new version in the pins must be measured before the quick ways hold for it."""
    assert quick_engine.is_written_for_these()
    pins = (ROOT / "requirements.txt").read_text("utf-8")
    for name, version in quick_engine.WRITTEN_FOR.items():
        assert f"\n{name}=={version} " in pins


def test_beside_another_version_nothing_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another version is installed, the engine is left as it is."""
    monkeypatch.setitem(quick_engine.WRITTEN_FOR, "pydyf", "0.12.1")
    quick_engine.write_as_ever()
    assert quick_engine.import_engine().VERSION == "70.0"
    assert quick_engine.REPLACED == []


DECLARE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from press.typeset import quick_import
with quick_import.quick_import(Path(sys.argv[2])):
    import weasyprint
assert "fontTools.subset" not in sys.modules
print("parsed" if "cffi.cparser" in sys.modules else "read", file=sys.stderr)
import cffi
assert cffi.FFI().new("int *")
if len(sys.argv) > 3:
    import weasyprint.pdf.fonts
    weasyprint.pdf.fonts.harfbuzz_subset = None
page = "<title>a</title><link rel=stylesheet href=styles/leaflet.css><p>fi fl Wave"
sys.stdout.buffer.write(weasyprint.HTML(string=page, base_url=sys.argv[1] + "/").write_pdf())
"""


def declared(folder: Path) -> tuple[bytes, bool]:
    """A PDF of an engine with its declarations kept in `folder`, and whether it parsed them."""
    return run(DECLARE, folder)


def run(code: str, folder: Path, *more: str) -> tuple[bytes, bool]:
    """What `code` printed in a process of its own, and whether it parsed declarations."""
    environment = {key: value for key, value in os.environ.items() if key[:10] != "PYTHONDONT"}
    fonts = str(ROOT / "styles/fonts/fonts.conf")
    environment |= {"SOURCE_DATE_EPOCH": "0", "FONTCONFIG_FILE": fonts}
    command = [sys.executable, "-c", code, str(ROOT), str(folder), *more]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    return done.stdout, b"parsed" in done.stderr


def test_declarations_are_parsed_once(tmp_path: Path) -> None:
    """The first start keeps what it parsed, the second reads it; a torn file is made anew."""
    pdf, parsed = declared(tmp_path)
    (kept,) = tmp_path.glob("*.cffi")
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]
    text = kept.read_text("utf-8")
    assert parsed
    assert pdf[:5] == b"%PDF-"
    assert declared(tmp_path) == (pdf, False)
    kept.write_text(text[:1000], "utf-8")
    assert declared(tmp_path) == (pdf, True)
    assert kept.read_text("utf-8") == text


def test_the_subsetter_comes_when_it_is_asked_for(tmp_path: Path) -> None:
    """Without HarfBuzz's subsetter fontTools does its work, imported only then."""
    code = DECLARE.replace("with quick_import.quick_import(Path(sys.argv[2])):", "if True:")
    code = code.replace('assert "fontTools.subset" not in sys.modules', "")
    pdfs = [run(one, tmp_path, "without")[0] for one in (DECLARE, code)]
    assert pdfs[0] == pdfs[1]
    assert pdfs[0] != run(code, tmp_path)[0]


def test_where_nothing_can_be_kept_it_is_slow_and_silent(tmp_path: Path) -> None:
    """A folder that can't be written is no fault: the declarations are parsed each time."""
    (tmp_path / "file").write_text("")
    assert declared(tmp_path / "file") == (declared(tmp_path)[0], True)
