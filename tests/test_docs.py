"""What the pages say is so: their commands run, their links lead somewhere, no list lacks a row."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from press.project import Project
from press.read.clinic_shape import NEEDED, NEEDED_OF_A_LINE, OPTIONAL, OPTIONAL_OF_A_LINE
from press.read.evidence import NEEDED as SOURCE_NEEDED
from press.read.evidence import OPTIONAL as SOURCE_OPTIONAL
from press.read.guide import NEEDED as GUIDE_NEEDED
from press.read.guide import OPTIONAL as GUIDE_OPTIONAL
from press.read.guide import TABLES as GUIDE_TABLES
from press.read.syntax import ROLES
from press.report.explain import explain
from press.run.order import Order
from press.run.sealing import PASSPHRASE as VARIABLE
from tests.catalogue import PRODUCTS
from tests.desks import desk_on
from tests.seals import PASSPHRASE, sound_key
from tests.shop import ROOT, TODAY, order
from tests.tools import copy_all, run, run_python, want
from tests.word_files import par, word

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
EDITORS, CLINICS, DEVELOPERS = (
    (ROOT / "docs" / f"for-{who}.md").read_text("utf-8")
    for who in ("editors", "clinics", "developers")
)
FAMILIES = {
    "M": "manuscript", "E": "evidence", "S": "safety", "W": "words", "T": "translation",
    "P": "paper", "A": "access", "C": "clinic", "G": "governance", "D": "design",
    "I": "sheets", "X": "press",
}  # fmt: skip
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)\s]+)[^)]*\)")
INLINE = re.compile(r"`[^`\n]+`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
NEW_ONES = ("sore-throat", "back-pain")  # guides that a reader makes as the pages say
SHOWN = [
    line
    for page in PAGES
    for block in SHELL.findall(page.read_text("utf-8"))
    for line in block.splitlines()
]
MAKING = list(dict.fromkeys(line for line in SHOWN if any(name in line for name in NEW_ONES)))
COMMANDS = sorted(
    {*SHOWN} - {*MAKING},
    key=lambda line: ("--" in line, "--product" in line, line),  # what prints all comes first
)
# as it stands each of these sets every page of each guide; a small guide, or a card, tells as much
SMALL, CARD = ["--guide", "freckles"], ["--product", "night-card"]
BUILD = ".venv/bin/python build.py"
NARROWED = {
    f"{BUILD} fits": SMALL,
    "make check": SMALL,
    f"{BUILD} check --answers": SMALL,
    f"{BUILD} check --answers --guide leg-cramps --locale en-GB": CARD,
    f"{BUILD} check --format github": SMALL,
    f"{BUILD} check --format json": SMALL,
    f"{BUILD} check --today 2027-06-01": SMALL,
    f"{BUILD} check --strict": ["--guide", "leg-cramps", "--locale", "en-GB", *CARD],
    f"{BUILD} check --strict --guide leg-cramps --locale en-GB": CARD,
    'make ARGS="--clinic content/clinics/example.toml"': ["--guide", "leg-cramps", *CARD],
    'make ARGS="--locale en-GB --edition all --sheet all"': SMALL,
    'make ARGS="--locale en-GB --edition large-print,mono"': SMALL,
    'make ARGS="--locale en-GB --sheet all"': SMALL,
}


def modules() -> dict[str, str]:
    """The modules of the press, by their place in it: what a run can say."""
    press = ROOT / "press"
    files = (path for path in sorted(press.rglob("*.py")) if path.name != "__init__.py")
    return {path.relative_to(press).as_posix(): path.read_text("utf-8") for path in files}


@pytest.fixture(scope="module")
def copy(two_guides: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which all is printed, and the pages' commands are run, one after another.

    A second guide lies beside the real one: no page says that there is only one.
    """
    folder = tmp_path_factory.mktemp("a copy") / "project"
    shutil.copytree(two_guides, folder)
    (folder.parent / "key.p12").write_bytes(sound_key())
    return folder


def press_words(words: list[str]) -> list[str]:
    """What `make` runs: the set-up is tested elsewhere, so only its last step is run here."""
    given = [word.removeprefix("ARGS=") for word in words[1:] if word.startswith("ARGS=")]
    target = [word for word in words[1:] if "=" not in word]
    if target == ["desk"]:
        target = ["serve"]
    if target not in ([], ["print"], ["check"], ["serve"]):
        return []  # test, lint and the like: this very run, or tools that we need not try
    return ["build.py", *target, *shlex.split(" ".join(given))]


def test_what_is_narrowed_is_a_command_of_a_page() -> None:
    """No row is left over of a command that no page shows any more."""
    assert NARROWED.keys() <= {*COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_on_a_page_works(
    command: str, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that a reader copies off a page does its work without a fault."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)  # else it would be asked for on the terminal
    words = shlex.split(command)
    if words[0] == "make":
        told = run(words[0], "-n", *words[1:], cwd=copy)
        assert told.code == 0, told.err
        words = press_words(words)
    elif words[0] == ".venv/bin/python":
        words = words[1:]
    elif words[0] == "pdfsig":
        want("pdfsig", package="poppler-utils", undone="no other tool looked at the seal")
        before = next(line for line in SHOWN if "--seal" in line)  # another worker may have run it
        run_python(*shlex.split(before)[1:], "--today", TODAY, cwd=copy)
        assert "Signature is Valid" in run(*words, cwd=copy).out
        return
    else:
        assert words[0] == "grep", "say here how this command is to be run"
        assert run(*words, cwd=copy).code == 0
        return
    if "serve" in words:
        with desk_on(copy, *words[words.index("serve") + 1 :]) as desk:
            assert desk.get("/").status == 200
        return
    if words:
        undated = {"--today", "explain", "figures", "spelling"} & set(words)
        today = [] if undated else ["--today", TODAY]
        words += NARROWED.get(command, [])
        told = run_python(*words, *today, cwd=copy)
        if "approve" in words:  # nobody is there to be asked, and the pack on the page is none
            assert told.code == 2, told.out + told.err
            assert re.search("this is still needed: your name|is of another text", told.err)
            return
        # with --strict the open questions of the real guide end with 1, as its page says
        assert told.code == int("--strict" in words), told.out + told.err


def test_the_commands_that_make_a_guide_work_one_after_another(tmp_path: Path) -> None:
    """From nothing, and from a text in Word: what a page says to type, in the page's order."""
    folder = copy_all(tmp_path)
    text = par("Back pain", style="Title") + par("Most back pain goes by itself.")
    (folder / "draft.docx").write_bytes(word(text))
    assert [name for name in NEW_ONES if not any(f"new {name} " in line for line in MAKING)] == []
    for line in MAKING:
        told = run_python(*shlex.split(line)[1:], "--today", TODAY, cwd=folder)
        assert told.code == 0, line + told.out + told.err
    printed = {path.name for path in (folder / "dist/sore-throat/en-GB").iterdir()}
    assert printed >= {"leaflet.pdf", "leaflet-booklet.pdf", "card.pdf", "card-2-up.pdf"}


def test_every_target_of_make_on_a_page_is_there() -> None:
    """Whatever a page says after `make` is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"`make ([a-z-]+)", page.read_text("utf-8")))
        assert named <= targets, page.name


def leads_somewhere(page: Path, link: str) -> bool:
    """Whether the file is there, and on a page of ours the heading that the link names."""
    name, _, heading = link.partition("#")
    path = page.parent / name if name else page
    if not (heading and path.suffix == ".md" and path.is_file()):
        return path.exists()
    lines = re.findall(r"^#+ (.*)$", FENCED.sub("", path.read_text("utf-8")), re.MULTILINE)
    return heading in {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_on_a_page_leads_somewhere(page: Path) -> None:
    """A relative link or picture is a file or folder of the project; a heading is on its page."""
    text = page.read_text("utf-8")
    prose = FENCED.sub("", text)
    links = LINK.findall(prose) + PICTURE.findall(INLINE.sub("", prose))
    relative = [link for link in links if not re.match(r"[a-z]+:", link) and "…" not in link]
    assert [link for link in relative if not leads_somewhere(page, link)] == []


def test_the_readme_begins_with_what_a_bare_machine_lacks() -> None:
    """A newcomer on a bare Debian reads first what to install."""
    first = (ROOT / "README.md").read_text("utf-8").splitlines()[0]
    assert "apt-get install -y make git python3 python3-venv" in first


def files_on_the_page() -> Iterator[tuple[str, str]]:
    """Each file that for-editors.md shows whole: its name and its text."""
    yield from re.findall(r"^`(content/\S+)`:\n\n```\w+\n(.*?)^```", EDITORS, re.M | re.S)


def test_the_editors_example_prints_as_it_stands(tmp_path: Path) -> None:
    """The guide that for-editors.md shows prints without a finding."""
    folder = copy_all(tmp_path)
    figures = folder / "content/calf-stretch/figures"
    figures.mkdir(parents=True)
    shutil.copy(ROOT / "content/leg-cramps/figures/wall-stretch.svg", figures)
    for name, text in files_on_the_page():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    words = ["check", "--guide", "calf-stretch", "--today", TODAY]
    told = order(folder, *words)
    assert (told.code, told.out) == (0, "no errors, no questions\n"), told.err


def test_editors_are_shown_every_role_and_no_other() -> None:
    """The closed list of roles stands in for-editors.md, each on a heading."""
    shown = re.findall(r"^\| `([\w-]+)` \| `##+ [^{]+\{\.([\w-]+)\}` \|", EDITORS, re.MULTILINE)
    assert shown == [(role, role) for role in ROLES]


def test_every_key_that_a_file_may_have_is_on_its_page() -> None:
    """Whoever writes a guide, a source or a clinic's file finds each key on the page."""
    front = {key for product in PRODUCTS.values() for key in (*product.asks, *product.may_ask)}
    for page, keys in (
        (EDITORS, front | SOURCE_NEEDED.keys() | SOURCE_OPTIONAL.keys() | GUIDE_NEEDED.keys()),
        (EDITORS, GUIDE_OPTIONAL.keys() | {f"[{name}]" for name in GUIDE_TABLES}),
        (CLINICS, {*NEEDED, *OPTIONAL, *NEEDED_OF_A_LINE, *OPTIONAL_OF_A_LINE}),
    ):
        assert [key for key in keys if f"`{key}`" not in page] == []


def test_developers_are_shown_what_a_template_is_given() -> None:
    """The table of for-developers.md holds each name that a template is given, and no other."""
    tree = ast.parse((ROOT / "press/typeset/compose.py").read_text("utf-8"))
    values = next(
        n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "_values"
    )
    given = next(n.value for n in ast.walk(values) if isinstance(n, ast.Return))
    assert isinstance(given, ast.Dict)
    names = [ast.literal_eval(key) for key in given.keys if key]
    table = DEVELOPERS.partition("## What a template is given")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == names


def test_developers_are_shown_every_module() -> None:
    """The street in for-developers.md has a place for each module of the press."""
    named = re.findall(r"`([a-z_/]+\*?\.py)`", DEVELOPERS)
    assert [name for name in modules() if not any(fnmatch(name, one) for one in named)] == []


def sections() -> dict[str, tuple[str, str]]:
    """The page of each code: its family's file, and its text."""
    found = {}
    for path in sorted((ROOT / "docs" / "findings").glob("*.md")):
        for text in re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            found[text[:4]] = (path.stem, text)
    return found


def test_every_code_has_its_page_and_no_page_is_idle() -> None:
    """Each code that the press can tell is explained, in the file of its letter."""
    codes = {code for text in modules().values() for code in re.findall(r'"([A-Z]\d{3})"', text)}
    assert sorted(sections()) == sorted(codes)
    assert {code: FAMILIES[code[0]] for code in codes} == {
        code: family for code, (family, _) in sections().items()
    }


def test_every_page_of_a_code_says_what_why_and_how(capsys: pytest.CaptureFixture[str]) -> None:
    """`explain` prints the four parts of each code's page, and an example of that code."""
    for code in sections():
        assert explain(Project(ROOT), Order("explain", code)) == 0
        told = capsys.readouterr().out
        parts = re.findall(r"^(What|Why|How to put it right|Example): ?", told, re.MULTILINE)
        assert parts == ["What", "Why", "How to put it right", "Example"], code
        assert re.search(rf"^\S.*:\d+:\d+: {code} ", told, re.MULTILINE), code


def messages() -> list[re.Pattern[str]]:
    """Every text in the code of the press as a pattern; what is put in matches anything."""
    patterns = []
    for source in modules().values():
        tree = ast.parse(source)
        joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
        inside = {id(part) for node in joined for part in node.values}
        texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in inside]
        for parts in ([text] for text in texts):
            patterns.append(_pattern(parts))
        patterns += [_pattern(node.values) for node in joined]
    for path in (ROOT / "content").rglob("safety*.toml"):  # what its rows ask, and offer
        rows = tomllib.loads(path.read_text("utf-8"))["ask"].values()
        patterns += [re.compile(re.escape(row["fix"])) for row in rows if "fix" in row]
    return [pattern for pattern in patterns if pattern]


def _pattern(parts: list[ast.Constant] | list[ast.expr]) -> re.Pattern[str] | None:
    fixed = [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
    if len("".join("".join(fixed).split())) < 3:
        return None  # it would match anything
    whole = "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".*" for p in parts)
    return re.compile(whole + r"(; there are: .+| \(there is: .+)?")


def test_every_example_of_a_finding_is_in_the_words_of_the_press() -> None:
    """No page shows a problem or a fix that the press would not print today."""
    known = messages()
    for code, (_, text) in sections().items():
        problem = re.search(rf"^\S.*:\d+:\d+: {code} (.+)$", text, re.MULTILINE)
        fix = re.search(r"^ {6}fix: (.+)$", text, re.MULTILINE)
        for told in (problem, fix):
            assert told is not None, code
            assert any(pattern.fullmatch(told[1]) for pattern in known), f"{code}: {told[1]}"
