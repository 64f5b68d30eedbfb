"""What may be asked of build.py, how it answers, and with which exit code."""

from __future__ import annotations

import ast
import inspect
import json
import re
import shutil
from datetime import date

import pytest

from press.check import house_style
from press.commands import COMMANDS, function_of
from press.finding import Finding, Place, as_github
from press.project import Project
from press.report.explain import explain
from press.run.command_line import Command, parse
from press.run.console import DONE, FINDINGS, MACHINE, OUR_FAULT, REPORT_TO, WRONG_CALL
from press.run.missing import look_for_editions
from press.run.options import options
from press.run.order import Order, WrongCall
from tests.catalogue import EDITIONS, KNOWN, NIGHT_CARD
from tests.catalogue import LEAFLET as LEAFLET_ROW
from tests.guides import REAL
from tests.shop import CARD, GUIDE, GUIDE_FILE, LEAFLET, ROOT, SIPS, TODAY, Shop
from tests.tools import run_python

BUILD = "build.py"


def test_help_says_what_can_be_asked() -> None:
    """--help names each command, option and exit code, and gives examples to copy."""
    told = run_python(BUILD, "--help")
    assert told.code == DONE
    for word in ("check", "explain CODE", "--guide", "--product", "--locale", "--clinic", "--today",
                 "--format", "--wait", "--limit", "exit codes:", "examples:"):  # fmt: skip
        assert word in told.out
    for code in (DONE, FINDINGS, WRONG_CALL, MACHINE, OUR_FAULT):
        assert re.search(rf"^ *.*\b{code}  \w", told.out, re.MULTILINE)


def test_findings_as_text_show_place_line_and_fix(shop: Shop) -> None:
    """A finding for a person: place and code, the line with a mark below it, the fix, a count."""
    shop.edit(SIPS, "**Sit up.**", "**Sit up.")
    told = shop.order("check", "--product", "night-card", "--sheet", "none")
    assert told.code == FINDINGS
    assert told.out.splitlines() == [
        f"{SIPS}:1:4: M117 ** opens bold type and nothing closes it",
        "    1 | 1. **Sit up. Let your shoulders drop. [@H1]",
        "      |    ^",
        "      fix: put ** at both ends, right at the words, on this line",
        "",
        "1 error",
    ]


def test_findings_as_json_are_flat_objects(shop: Shop) -> None:
    """A finding for an editor's program: an array of objects with eight keys."""
    shop.edit(SIPS, "**Sit up.**", "**Sit up.")
    (finding,) = json.loads(
        shop.order("check", "--product", "night-card", "--sheet", "none", "--format", "json").out
    )
    assert list(finding) == ["file", "line", "column", "kind", "code", "problem", "fix", "excerpt"]
    assert (finding["file"], finding["line"], finding["column"]) == (SIPS, 1, 4)


def test_sound_content_is_an_empty_array(shop: Shop) -> None:
    """Without findings there is still JSON to read, and the exit code is 0."""
    told = shop.check("--product", "night-card")
    assert (told.code, json.loads(told.out)) == (DONE, [])


def test_findings_as_annotations(shop: Shop) -> None:
    """A finding for GitHub: one command a line, with the fix."""
    shop.edit(SIPS, "**Sit up.**", "**Sit up.")
    told = shop.order("check", "--product", "night-card", "--sheet", "none", "--format", "github")
    (line,) = told.out.splitlines()
    assert line.startswith(f"::error file={SIPS},line=1,col=4,title=M117::** opens bold type")
    assert ". fix: put ** at both ends" in line


def test_an_annotation_stays_on_its_line() -> None:
    """What would end the command or a property of it is escaped."""
    finding = Finding(Place("a,b:c", 1, 2), "M117", "50 %\nlost", "mend")
    told = as_github([finding])
    assert told == "::error file=a%2Cb%3Ac,line=1,col=2,title=M117::50 %25%0Alost. fix: mend"


def test_a_code_is_explained() -> None:
    """`explain` prints the page of a code, however it is typed."""
    told = run_python(BUILD, "explain", "p206")
    assert told.code == DONE
    assert told.out.startswith("P206")
    assert "An error: what has it is not printed." in told.out
    assert "A question: a person answers it" in run_python(BUILD, "explain", "W105").out
    assert len(told.out.split()) > 20


@pytest.mark.parametrize(
    ("code", "says"),
    [("P999", "the nearest are P304, P305, P306, P307, P401"), ("p209x", "such as P206"),
     ("Q1", "A, C, D, E"), ("M", "three digits"), ("X" * 200, "three digits")],
)  # fmt: skip
def test_an_unknown_code_is_a_wrong_call(
    code: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`explain` of a code that there is not names those near it, in lines that can be read."""
    assert explain(Project(ROOT), Order("explain", code.upper())) == WRONG_CALL
    told = capsys.readouterr().err
    assert says in told.replace("\n", " ")
    assert max(map(len, told.splitlines())) <= 80


def test_a_missing_package_is_said() -> None:
    """Where a package can't be imported build.py says `run make`: exit 3, and no traceback."""
    told = run_python("-S", BUILD, "check", "--guide", REAL, "--today", TODAY)
    assert told.code == MACHINE
    assert "run make" in told.err
    assert len(told.err.splitlines()) == 1


def test_a_fault_of_ours_is_one_line(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in our code ends with 4 and says where to report it, without a traceback."""
    monkeypatch.setattr(house_style, "rules_of", lambda *_: [None])
    told = shop.order("--product", "night-card", "--sheet", "none")
    assert told.code == OUR_FAULT
    assert REPORT_TO in told.err
    assert len(told.err.splitlines()) == 1


def test_an_interrupt_leaves_nothing_half_done(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with one line, and no file is half written."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("press.run.books.publish", interrupt)
    told = shop.order("--product", "night-card", "--sheet", "none")
    assert told.code == MACHINE
    assert "nothing was half written" in told.err
    assert shop.dist() == {}


def test_no_guide_yet_is_a_finding(shop: Shop) -> None:
    """An empty content/ says what to make."""
    shutil.rmtree(shop.root / "content/hiccups")
    told = shop.check()
    assert told.has("M118", "content")


@pytest.mark.usefixtures("brief")
def test_all_findings_come_at_once(shop: Shop) -> None:
    """Faults in the text, the sheet, the evidence and the layout are told in one run."""
    shop.edit(SIPS, "**Sit up.**", "**Sit up.")
    shop.append("styles/leaflet.css", "\n.key li { colour: red; font-size: 9pt }\n")
    shop.append(
        "content/hiccups/evidence.toml", '\n[H3]\norganisation = "A"\ntitle = "B"\nmark = "known"\n'
    )
    told = shop.check("--product", "leaflet")
    assert {"M117", "D101", "E102", "P203"} <= {finding["code"] for finding in told.findings}
    assert told.has("P203", shop.place(LEAFLET, "They come without"))


@pytest.mark.usefixtures("brief")
def test_a_hard_word_does_not_hide_that_its_line_is_lost(shop: Shop) -> None:
    """A line may have two faults: how it says a thing, and that it is not on paper."""
    sentence = "Babies have them before they are born"
    shop.edit(LEAFLET, sentence, "Babies have them prior to birth")
    shop.edit(
        "templates/parts/section.html",
        'if one.lead }}">{{ heading }}{{ one.body }}',
        'if one.lead }}">{{ heading }}',
    )
    place = shop.place(LEAFLET, "prior to birth")
    told = shop.check("--product", "leaflet")
    assert told.has("W116", place) and told.has("P101", place)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_is_one_row(command: Command) -> None:
    """Each row names a function that takes project and order; build.py keeps two for itself."""
    if command.name in ("print", "check"):
        assert command.function == ""
    else:
        assert next(iter(inspect.signature(function_of(command)).parameters)) == "project"
    assert set(command.options) <= options(KNOWN).keys()


def test_an_option_belongs_to_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    """What another command takes is refused, and whose it is is said."""
    for command in COMMANDS:
        code = ["x" for option in command.options if option[0] != "-"]
        for option in {one for one in options(KNOWN) if one[0] == "-"} - {*command.options}:
            with pytest.raises(SystemExit) as stopped:
                parse([command.name, *code, f"{option}=a4"], date.today(), COMMANDS, KNOWN)
            assert stopped.value.code == WRONG_CALL
            assert f"{command.name} takes no {option}; it belongs to " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--guide", "hiccups", "check"), "the command comes first: python build.py check"),
        (("check", "--today", "01/06/2027"), "write year, month and day, such as 2026-11-23"),
        (("check", "--limit", "nan"), "write a number of seconds, from 0 to 86400"),
        (("check", "--limit", "1e18"), "write a number of seconds"),
        (("check", "--limit=-1"), "write a number of seconds"),
        (("--wait", "soon"), "write a number of seconds"),
        (("check", "--colour"), "check does not know `--colour`"),
        (("check", "leaflet"), "check does not know `leaflet`"),
        (("--edition", ",,"), "no edition is named; there is: standard"),
        (("--sheet", ""), "no sheet is named"),
        (("--clinic", ""), "no file is named"),
        (("--back", "", "--sheet", "2-up"), "no locale is named: write one such as en-GB"),
        (("--back", "en-GB,en-US", "--sheet", "2-up"), "name en-GB alone"),
        (("--locale", ","), "no locale is named"),
        (("--locale", ""), "no locale is named"),
        (("--locale", "en_GB"), "a locale has a dash: write en-GB, not en_GB"),
        (("--locale", "EN_gb"), "write en-GB, not EN_gb"),
        (("check", "--guide", "hicups"), "did you mean hiccups?"),
        (("check", "--guide", "words"), "content/words holds no guide.toml"),
        (("explain", "P206", "--clinic", "x.toml"), "explain takes no --clinic; it belongs to"),
    ],
)
def test_a_slip_in_a_call_is_told_in_plain_words(
    shop: Shop, words: tuple[str, ...], says: str
) -> None:
    """A word in the wrong place or form is named, with what to write instead."""
    told = shop.order(*words)
    assert told.code == WRONG_CALL
    assert says in told.err


@pytest.mark.parametrize(
    ("name", "fix"),
    [("nightcard.md", "night-card.md,"), ("Night_Card.md", "night-card.md,"),
     ("leaflet.md.txt", "leaflet.md,"), ("Leaflet.MD", "leaflet.md,"),
     ("night-card.markdown", "night-card.md,"), ("notes.md", "leaflet.md, night-card.md, ")],
)  # fmt: skip
def test_a_misspelt_manuscript_is_named(shop: Shop, name: str, fix: str) -> None:
    """A text beside the manuscripts that is none would be missed by nobody."""
    (shop.root / CARD).rename((shop.root / CARD).with_name(name))
    found = shop.judged("--guide", "hiccups")
    place = f"{GUIDE}/en/{name}"
    assert [(one.code, one.place.file) for one in found] == [("M133", place)]
    assert f"name it {fix}" in found[0].fix


def test_what_an_editor_s_program_leaves_is_no_manuscript(shop: Shop) -> None:
    """Hidden files, copies for safety and pictures are passed over."""
    for name in (".leaflet.md.swp", "~$leaflet.docx", ".DS_Store", "leaflet.md~", "a.png"):
        shop.write(f"{GUIDE}/en/{name}", "x")
    assert shop.check("--product", "night-card").findings == []


def test_a_product_that_no_guide_has_is_said(shop: Shop) -> None:
    """Nothing made is no success: exit 2, and what there is; where one guide has it, a notice."""
    (shop.root / CARD).unlink()
    told = shop.order("--product", "night-card")
    assert told.code == WRONG_CALL
    assert "no file night-card.md in content/hiccups; there is: leaflet" in told.err
    shutil.copytree(shop.root / GUIDE, shop.root / "content/yawns")
    shop.write(
        CARD.replace("hiccups", "yawns"), (ROOT / "tests/hiccups/en/night-card.md").read_text()
    )
    told = shop.check("--product", "night-card")
    assert (told.code, "notice: hiccups has no night-card" in told.err) == (DONE, True)


def test_a_locale_of_one_guide_only_is_said(shop: Shop) -> None:
    """Which of the guides is not printed in it stands in a notice."""
    shutil.copytree(shop.root / GUIDE, shop.root / "content/yawns")
    shop.edit(GUIDE_FILE.replace("hiccups", "yawns"), '"en-GB"', '"en-001"')
    told = shop.check("--product", "night-card", "--locale", "en-GB")
    assert told.code == DONE, told.out
    assert "notice: yawns is not printed in en-GB; it is in en-001" in told.err


def test_an_edition_that_a_product_lacks_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """Where no ordered product has it the call is wrong; else there is a notice."""
    order = Order("print", products=("leaflet",), editions=("mono",))
    with pytest.raises(WrongCall, match="no mono edition of the leaflet"):
        look_for_editions(KNOWN, order, [])
    look_for_editions(KNOWN, Order("print", editions=("standard", "mono")), [LEAFLET_ROW])
    assert "no mono edition of the leaflet" in capsys.readouterr().err
    look_for_editions(KNOWN, Order("print", editions=EDITIONS), [NIGHT_CARD])
    assert capsys.readouterr().err == ""


def test_a_review_in_the_future_is_a_fault(shop: Shop) -> None:
    """Nobody has read the text on a day that is still to come; today is a day."""
    last = "2026-01-15"
    assert last in shop.text(GUIDE_FILE)
    told = shop.check("--product", "night-card", "--today", "2026-01-14")
    assert [(row["code"], row["file"]) for row in told.findings] == [("G113", GUIDE_FILE)]
    assert shop.check("--product", "night-card", "--today", last).findings == []


OLD = """
import runpy, sys
sys.version_info = (3, 9, 2, "final", 0)
sys.version = "3.9.2 (main)"
runpy.run_path("build.py", run_name="__main__")
"""


def test_a_python_that_is_too_old_is_told_so() -> None:
    """One plain line, whatever is asked for; the file itself can be read by Python 3.8."""
    ast.parse((ROOT / BUILD).read_text("utf-8"), feature_version=(3, 8))
    told = run_python("-c", OLD)
    assert (told.code, told.out) == (MACHINE, "")
    assert "needs Python 3.11 or newer, and this is 3.9.2" in told.err
    assert len(told.err.splitlines()) == 1
