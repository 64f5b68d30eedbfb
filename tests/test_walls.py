"""Nobody makes the press read, run, write or remove what is not its own."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from press.limits import Limits
from press.run.held import held
from press.run.publish import CannotPublish, publish
from press.walls import BadName, below, fault_of_name, printable, read_plain, write_whole
from tests.shop import CARD, CLINIC, GUIDE, GUIDE_FILE, LEAFLET, ROOT, Shop
from tests.tools import run

QUICK = ("--product", "night-card", "--sheet", "none")
OUTSIDE = "a file of somebody else"
SECTION = "templates/parts/section.html"
WORDS = "content/words/en.toml"

# -- names -----------------------------------------------------------------------------------------

BAD_NAMES = ["", ".", "..", "...", "../x", "a/b", "a\\b", "/x", ".x", "x.", " x", "x ", "-x"]
BAD_NAMES += ["a\0b", "a\nb", "a\u202eb", "con", "NUL.txt", "a:b", "a*b", "x" * 101, "ä" * 51]
GOOD_NAMES = ["en-GB", "leg-cramps", "St Mary’s", "Ärztehaus", "产科", "a.b", "x" * 100, "a.pdf"]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_leads_elsewhere_makes_no_path(name: str, tmp_path: Path) -> None:
    """One function judges every name that becomes a path."""
    with pytest.raises(BadName):
        below(tmp_path, "good", name)


@pytest.mark.parametrize("name", GOOD_NAMES)
def test_a_name_that_people_give_makes_one(name: str, tmp_path: Path) -> None:
    """Names of real places and files are good, in any script."""
    assert fault_of_name(name) == ""
    assert below(tmp_path, name) == tmp_path / name


LOCALES = {
    "a path": '"en-GB-x/../../../../out"',
    "small letters": '"en-gb"',
    "an underscore": '"en_GB"',
    "a language's name": '"English"',
    "two at once": '"en-GB", "en-GB"',
    "a number": "7",
    "nothing": '""',
    "dots": '".."',
    "a table": "{a = 1}",
}


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES.keys())
def test_a_locale_is_a_locale(shop: Shop, locale: str) -> None:
    """A locale becomes a folder's name: what is none is refused at its line, and writes nothing."""
    shop.edit(GUIDE_FILE, '["en-GB"]', f"[{locale}]")
    told = shop.order(*QUICK)
    assert told.code == 1, told.err
    assert f"{GUIDE_FILE}:1:1: G109" in told.out
    assert not (shop.root.parent / "out").exists()


@pytest.mark.parametrize("name", ["..toml", "...toml", "-x.toml", "a:b.toml", "x" * 120 + ".toml"])
def test_a_clinic_is_called_what_a_folder_can_be_called(shop: Shop, name: str) -> None:
    """Its name is that of its folder: none of dots, which would print over the others' files."""
    shutil.copy(shop.root / CLINIC, shop.root / name)
    told = shop.order(*QUICK, "--clinic", shop.root / name)
    assert (told.code, "C105" in told.out) == (1, True)
    assert not (shop.root / "dist/manifest.json").exists() or shop.dist().keys() == {
        "manifest.json"
    }


@pytest.mark.parametrize("name", ["x" * 300 + ".toml", "nobody.toml", "a\0b.toml"])
def test_a_clinic_that_is_not_there_is_a_wrong_call(shop: Shop, name: str) -> None:
    """However its name is spelt."""
    told = shop.order(*QUICK, "--clinic", name)
    assert (told.code, "no clinic's file" in told.err) == (2, True)


# -- files that are opened -------------------------------------------------------------------------


def swap(name: str, put: Callable[[Path], object]) -> Callable[[Shop], object]:
    """Put something else where a file is."""

    def spoil(shop: Shop) -> object:
        path = shop.root / name
        path.unlink(missing_ok=True)
        return put(path)

    return spoil


def link_outside(path: Path) -> None:
    other = path.parents[len(path.parents) - 2] / "tmp"
    path.symlink_to(other if other.is_file() else "/etc/hostname")


def listen(path: Path) -> None:
    """A socket; its path may be short only, so it is made in its folder."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


INSTEAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo, "M118"),
    "a folder": (Path.mkdir, "M118"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "M119"),
    "a link out": (link_outside, "M119"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "M119"),
    "a socket": (listen, "M118"),
    "20 MB": (lambda path: path.write_bytes(b"x" * 20_000_001), "M103"),
    "no UTF-8": (lambda path: path.write_bytes(b"caf\xe9"), "M101"),
}


@pytest.mark.parametrize("name", [CARD, GUIDE_FILE, WORDS, "styles/base.css", SECTION])
@pytest.mark.parametrize(("put", "code"), INSTEAD.values(), ids=INSTEAD.keys())
def test_only_a_plain_file_is_read(
    shop: Shop, name: str, put: Callable[[Path], object], code: str
) -> None:
    """A pipe is not waited for, a device not read, a link not followed out; the file is named."""
    swap(name, put)(shop)
    told = shop.order("check", *QUICK)
    assert told.code == 1, told.err
    assert f"{name}:1:" in told.out
    assert code in told.out or "there is no guide" in told.out, told.out


def test_a_text_that_is_too_large_is_told_before_any_rule_reads_it(shop: Shop) -> None:
    """Whoever opened it first, and for how much: a key is made of it, too."""
    shop.append(LEAFLET, "A sip of water.\n\n" * 70_000)
    told = shop.order("check", *QUICK)
    assert (told.code, f"{LEAFLET}:1:1: M103 the file has 1." in told.out) == (1, True), told.out


def test_what_grows_while_it_is_read_has_an_end(tmp_path: Path) -> None:
    """The size is asked first, and no more than that is read."""
    path = tmp_path / "x"
    path.write_bytes(b"x" * 100)
    assert read_plain(path, 100) == b"x" * 100
    with pytest.raises(OSError, match="the most is"):
        read_plain(path, 99)


# -- templates -------------------------------------------------------------------------------------

TEMPLATES = {
    "a program": "{{ cycler.__init__.__globals__.os.popen('touch ran') }}",
    "the class of a text": "{{ ''.__class__.__mro__ }}",
    "a filter of formats": "{{ '{0.__class__}'.format(title) }}",
    "a sum that can't be": "{{ 1/0 }}",
    "a range without end": "{% for n in range(10**9) %}{% endfor %}",
    "itself": "{% include 'night-card.html' %}",
    "an unknown filter": "{{ title | nothing }}",
    "a file that is not there": "{% include 'nothing.html' %}",
    "a file from outside": "{% include '../content/words/en.toml' %}",
    "a change of what it is given": "{{ sections.clear() }}",
}


@pytest.mark.parametrize("text", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_a_template_gets_at_what_it_is_given_only(shop: Shop, text: str) -> None:
    """It runs in a sandbox: what it may not do is a finding at its line, and is not done."""
    shop.edit("templates/night-card.html", "{% block page %}", f"{{% block page %}}\n{text}")
    told = shop.order("check", *QUICK)
    assert (told.code, "templates/" in told.out) == (1, True), told.out + told.err
    assert not list(shop.root.rglob("ran"))


@pytest.mark.parametrize("rel", ['rel="attachment"', "rel=attachment", "REL='next attachment'"])
def test_a_template_attaches_no_file(shop: Shop, rel: str) -> None:
    """Nothing of the project is hidden in a PDF."""
    link = f'<link {rel} href="{(shop.root / "styles/tokens.css").as_uri()}">'
    shop.edit("templates/skeleton.html", "<title>", f"{link}<title>")
    told = shop.order("check", *QUICK)
    assert (told.code, "attaches a file" in told.out) == (1, True)


# -- files that are written ------------------------------------------------------------------------


def replace_by_link(path: Path, target: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize(
    "name",
    ["dist/hiccups/en-GB/night-card.pdf", "dist/hiccups/en-GB/.night-card.pdf.part",
     "dist/manifest.json", "dist/.manifest.json.part", ".cache/press.lock", ".cache/jobs.json",
     ".cache/.jobs.json.part", ".cache/fits.json"],
)  # fmt: skip
def test_no_link_is_followed_when_we_write(printed: Shop, tmp_path: Path, name: str) -> None:
    """What a link leads to stays as it was, whatever the press writes in its place."""
    mine = tmp_path / "mine"
    mine.write_text(OUTSIDE)
    replace_by_link(printed.root / name, mine)
    printed.edit(CARD, "two nights", "three nights")
    told = printed.order(*QUICK)
    assert told.code in (0, 3), told.out + told.err
    assert mine.read_text() == OUTSIDE


@pytest.mark.parametrize("name", ["dist", "dist/hiccups", "dist/hiccups/en-GB", ".cache"])
def test_a_folder_that_is_a_link_is_refused(printed: Shop, tmp_path: Path, name: str) -> None:
    """Nothing is written where it leads, and nothing is removed there."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "theirs.pdf").write_text(OUTSIDE)
    replace_by_link(printed.root / name, theirs)
    printed.edit(CARD, "two nights", "three nights")
    told = printed.order(*QUICK)
    assert (told.code, "link" in told.err) == (3, True), told.err
    assert [path.name for path in theirs.iterdir()] == ["theirs.pdf"]


@pytest.mark.parametrize("name", ["../x.pdf", "a/../../x.pdf", "/tmp/x.pdf", "a//x.pdf", ".x.pdf"])
def test_what_is_published_lies_below_dist(shop: Shop, name: str) -> None:
    """Whatever a name says, nothing is written beside `dist/`."""
    with pytest.raises(CannotPublish):
        publish(shop.project, {"good/x.pdf": b"1", name: b"2"})
    assert not list(shop.root.rglob("x.pdf"))


def test_a_folder_in_a_files_place_is_told_before_any_file_moves(printed: Shop) -> None:
    """All files of a job or none."""
    before = printed.dist()
    path = printed.root / "dist/hiccups/en-GB/night-card.pdf"
    path.unlink()
    path.mkdir()
    printed.edit(f"{GUIDE}/en/passages/sips.md", "ten sips", "nine sips")
    told = printed.order("--sheet", "none")
    assert (told.code, "is a folder" in told.err) == (3, True), told.err
    after = printed.dist()
    assert all(after[name] == data for name, data in before.items() if "night-card.pdf" not in name)


def test_a_file_is_written_whole_with_the_usual_rights(tmp_path: Path) -> None:
    """And what stood there before is gone only when the new one is complete."""
    root = tmp_path / "root"
    write_whole(root, root / "a/b.txt", b"one")
    write_whole(root, root / "a/b.txt", b"two")
    assert (root / "a/b.txt").read_bytes() == b"two"
    assert stat.S_IMODE((root / "a/b.txt").stat().st_mode) & 0o600 == 0o600
    assert [path.name for path in (root / "a").iterdir()] == ["b.txt"]


# -- limits ----------------------------------------------------------------------------------------


def test_a_pattern_without_end_is_ended_and_told(shop: Shop) -> None:
    """Judging has its limits too, and the file of the rules is named."""
    shop.append("content/words/safety.en.toml", "[ask.never]\nall = '(a+)+$'\n")
    shop.edit(LEAFLET, "Your fish does not", f"Your {'a' * 40}! does not")
    told = shop.order("check", *QUICK, "--limit", "2")
    assert told.code == 1, told.err
    assert (
        f"{GUIDE_FILE}:1:1: P401 reading or judging this was ended, at “hazards are asked about”"
        in told.out
    )
    assert "it needed more than 2 seconds of computing" in told.out


HEAVY = {
    "digits": "x = " + "9" * 5000,
    "brackets": "x = " + "[" * 3000,
    "dots": "a." * 2000 + "b = 1",
}


@pytest.mark.parametrize("line", HEAVY.values(), ids=HEAVY.keys())
def test_a_file_that_is_hard_to_read_is_told(shop: Shop, line: str) -> None:
    """Neither its depth nor its numbers end the press."""
    shop.append(GUIDE_FILE, f"\n{line}\n")
    told = shop.order("check", *QUICK)
    assert (told.code, f"{GUIDE_FILE}:" in told.out) == (1, True), told.err


def test_work_that_takes_too_much_memory_is_told(shop: Shop) -> None:
    """A number that would make a text of gigabytes is ended before the machine is short."""
    found: list[object] = []
    held(shop.project, Limits(megabytes=1500), found, lambda: "x" * (4 << 30), LEAFLET)  # type: ignore[arg-type]
    assert "1500 MB" in str(found[0])


# -- terminals -------------------------------------------------------------------------------------


def test_nothing_that_steers_a_terminal_gets_there(shop: Shop) -> None:
    """Escapes, and letters that turn a line around, are shown as their codes."""
    shop.append(LEAFLET, "\n\x1b[31m\u202e {{ nope }}\n")
    told = shop.order("check", "--product", "leaflet", "--sheet", "none")
    assert told.code == 1
    assert not {"\x1b", "\u202e"} & set(told.out + told.err)
    assert "\\x1b[31m" in told.out


def test_every_letter_that_people_write_is_shown() -> None:
    """Names in any script stay as they are."""
    text = "Ärzte, 产科, اتصل, 🤱 “so” – £5\n\tmore"
    assert printable(text) == text


CALLS = {
    "nobody reads along": "| true; exit ${PIPESTATUS[0]}",
    "the disk is full": "> /dev/full",
    "a terminal of ASCII": "> out.txt",
    "there is no output at all": ">&- 2>&-",
}


@pytest.mark.parametrize("more", CALLS.values(), ids=CALLS.keys())
def test_the_exit_code_is_that_of_the_work(shop: Shop, more: str) -> None:
    """Whoever listens, and whether anybody can: findings end with 1."""
    shop.append(LEAFLET, "\nÄ {{ nope }}\n")
    line = f'PYTHONIOENCODING=ascii {sys.executable} -c "$CALL" {more}'
    call = "import build, pathlib; raise SystemExit(build.main(['check'], pathlib.Path.cwd()))"
    environment = {**os.environ, "CALL": call, "PYTHONPATH": str(ROOT)}
    told = run("bash", "-c", line, cwd=shop.root, environment=environment)
    assert (told.code, "Traceback" in told.err) == (1, False), told.err
