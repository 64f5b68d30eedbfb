"""One line of a text is mended: the rest stays to the byte, whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from press.desk.lines import (
    Changed,
    Elsewhere,
    Step,
    Steps,
    Text,
    change,
    digest_of,
    path_of,
    read_text,
    repeat,
)
from press.project import Project
from press.read.files import read_lines

FILE = "content/guide/en/leaflet.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with nothing in it but one text of three lines."""
    path = tmp_path / FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(b"one\ntwo\nthree\n")
    return Project(tmp_path)


def put(project: Project, raw: bytes) -> str:
    """A text with these bytes; its digest."""
    (project.root / FILE).write_bytes(raw)
    return digest_of(raw)


def now(project: Project) -> bytes:
    return (project.root / FILE).read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"one\ntwo\nthree\n", b"one\nNEW\nthree\n"),
        (b"one\r\ntwo\r\nthree\r\n", b"one\r\nNEW\r\nthree\r\n"),
        (b"\xef\xbb\xbfone\ntwo\nthree", b"\xef\xbb\xbfone\nNEW\nthree"),
        (b"one\ntwo\r\nthree\n", b"one\nNEW\r\nthree\n"),
        (b"one\rtwo\rthree", b"one\rNEW\rthree"),
        (b"one\ntwo", b"one\nNEW"),
        ("eins\nzwölf\nü\n".encode(), "eins\nNEW\nü\n".encode()),
    ],
)
def test_only_the_line_changes(project: Project, before: bytes, after: bytes) -> None:
    """Line ends, byte order mark and a missing last end stay as they were."""
    change(project, FILE, put(project, before), 1, 1, ["NEW"])
    assert now(project) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"one\ntwo\n", b"one\ntwo\nNEW\n"),
        (b"one\r\ntwo", b"one\r\ntwo\r\nNEW"),
        (b"one\ntwo\nthree\n", b"one\ntwo\nNEW\nthree\n"),
    ],
)
def test_a_new_line_ends_as_the_others_do(project: Project, before: bytes, after: bytes) -> None:
    """A line after the last one leaves the end of the file as it was."""
    change(project, FILE, put(project, before), 2, 0, ["NEW"])
    assert now(project) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"one\ntwo\n", b"one\n"), (b"one\ntwo", b"one"), (b"one\r\ntwo\r\nx\r\n", b"one\r\nx\r\n")],
)
def test_a_line_is_deleted_with_its_end(project: Project, before: bytes, after: bytes) -> None:
    """Nothing is left of it, and the end of the file is as it was."""
    change(project, FILE, put(project, before), 1, 1, [])
    assert now(project) == after


def test_the_rows_are_those_that_the_press_reads(project: Project) -> None:
    """A row of a file has the number that a finding names; the bytes come back as they were."""
    for raw in (
        b"a\nb\r\nc\rd",
        b"\xef\xbb\xbfa\n\n\n",
        b"a",
        b"a\n",
        b"\n\na\x0cb\xe2\x80\xa8c\n",
    ):
        put(project, raw)
        read = read_lines(Project(project.root), project.root / FILE, [])
        text = Text.of(raw)
        assert read and text.raw == raw
        assert text.lines == tuple(line.text for line in read)


def test_another_digest_writes_nothing(project: Project) -> None:
    """Where the file is another than the one that was read, it stays as it is."""
    old = put(project, b"one\ntwo\n")
    put(project, b"one\ntwo!\n")
    with pytest.raises(Changed):
        change(project, FILE, old, 1, 1, ["NEW"])
    assert now(project) == b"one\ntwo!\n"


def test_the_files_rights_stay(project: Project) -> None:
    """A file that a group may write can be written by it afterwards too."""
    path = project.root / FILE
    path.chmod(0o664)
    change(project, FILE, put(project, b"one\ntwo\n"), 0, 1, ["NEW"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


@pytest.mark.parametrize(
    "file",
    ["content/guide/guide.toml", "templates/a.md", "content/../../secret.md", "/etc/passwd.md",
     "content/guide/en/../en/leaflet.md", "content//leaflet.md", "", "content/guide/.hidden.md"],
)  # fmt: skip
def test_no_other_file_is_touched(project: Project, file: str) -> None:
    """What is no text below content/ is refused by its name."""
    with pytest.raises(Elsewhere):
        path_of(project, file)


def test_no_link_is_followed(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A text that is a link, or lies in a linked folder, is refused."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "leaflet.md").write_bytes(b"theirs\n")
    linked = project.root / "content/guide/en/linked.md"
    linked.symlink_to(outside / "leaflet.md")
    (project.root / "content/guide/xx").symlink_to(outside, target_is_directory=True)
    for file in ("content/guide/en/linked.md", "content/guide/xx/leaflet.md"):
        with pytest.raises(Elsewhere):
            change(project, file, digest_of(b"theirs\n"), 0, 1, ["ours"])
    assert (outside / "leaflet.md").read_bytes() == b"theirs\n"


def test_where_the_disk_is_full_the_text_is_whole(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails leaves the old text, and nothing beside it."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    digest = put(project, b"one\ntwo\n")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        change(project, FILE, digest, 0, 1, ["NEW"])
    assert now(project) == b"one\ntwo\n"
    assert [path.name for path in (project.root / FILE).parent.iterdir()] == ["leaflet.md"]


def test_a_text_is_never_emptied(project: Project) -> None:
    """The only line of a file can't be deleted."""
    with pytest.raises(OSError, match="empty"):
        change(project, FILE, put(project, b"one\n"), 0, 1, [])


def test_a_step_is_taken_back_where_its_lines_stand_now(project: Project) -> None:
    """Lines that somebody put above or below do not matter."""
    step, raw = change(project, FILE, put(project, b"one\ntwo\nthree\n"), 1, 1, ["NEW"])
    put(project, b"zero\n" + raw + b"four\n")
    made, _ = repeat(project, step.back)
    assert now(project) == b"zero\none\ntwo\nthree\nfour\n"
    assert made.at == 2
    repeat(project, made.back)
    assert now(project) == b"zero\none\nNEW\nthree\nfour\n"


def test_a_step_whose_lines_were_changed_is_not_taken_back(project: Project) -> None:
    """What somebody else wrote since is not written over."""
    step, _ = change(project, FILE, put(project, b"one\ntwo\nthree\n"), 1, 1, ["NEW"])
    put(project, b"one\nTHEIRS\nthree\n")
    with pytest.raises(Changed):
        repeat(project, step.back)
    assert now(project) == b"one\nTHEIRS\nthree\n"


def test_a_deleted_line_comes_back_between_its_neighbours(project: Project) -> None:
    """Where both neighbours stand twice, it is not guessed which are meant."""
    step, _ = change(project, FILE, put(project, b"one\ntwo\nthree\n"), 1, 1, [])
    put(project, b"x\none\nthree\ny\none\nthree\n")
    with pytest.raises(Changed):
        repeat(project, step.back)
    put(project, b"x\none\nthree\n")
    repeat(project, step.back)
    assert now(project) == b"x\none\ntwo\nthree\n"


def test_a_new_step_ends_what_could_be_made_again() -> None:
    """After a step nothing can be made again."""
    step = Step("a.md", 0, ("x",), ("y",), (), ())
    steps = Steps(undone=[step])
    steps.add(step)
    assert (steps.done, steps.undone) == ([step], [])


def test_a_file_that_is_no_text_is_refused(project: Project) -> None:
    """Bytes that are no UTF-8 are not guessed at."""
    put(project, b"one\n\xff\n")
    with pytest.raises(UnicodeDecodeError):
        read_text(project.root / FILE)
