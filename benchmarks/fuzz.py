"""Spoils every input of the press at random, from a seed, and looks at how each run ends.

    python -m benchmarks.fuzz --cases 2000 --seed 1

Each case is a small project of its own with one to three inputs spoilt: text, data, styles,
templates, pictures, a clinic, what is kept between runs. Whatever stands in them, a run ends with
0, 1, 2 or 3 in good time, writes no word of Python, leaves nothing running, and does not touch what
lies outside. Where something was found, the files of the last good print are as they were.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.freckles import bring_freckles  # noqa: E402
from tests.shop import CLINIC, TODAY, Shop  # noqa: E402

PATIENCE = 120.0  # s by the clock: what takes longer is hung
SECONDS = "20"  # of computing, for a piece of work
TRACEBACK = "Traceback (most recent call last)"
TOKENS = (
    "{{ nothing }}", "{{ clinic_phone }}", "{{ 1/0 }}", "{% for x in range(10**9) %}{% endfor %}",
    "{% include 'leaflet.html' %}", "{{ cycler.__init__.__globals__ }}", "![[six-steps]]",
    "![[../x]]", "![x](../../../etc/passwd)", "![x](x%00.png)", "![x](https://[)",
    "[x](https://[)", "[a](javascript:x)", "<script>x</script>", "<br>", "&amp;", "👍", "🤱", "ﬁ",
    "\u202e", "\u200b", "\x00", "\x1b[31m", "ş", "|a|b|\n|---|\n|c|d|e|", "1) one", "• two",
    "- [ ] x", "~~x~~", "***", "```", ":::", "# One", "#### Four", "{.stop}", "{lang=ar}",
    "{lang=xx}", "[@NOPE]", "[@", "**", "_", "\t", " " * 500, "x" * 3000, "word " * 2000,
    "9" * 5000, "[" * 3000, "a." * 2000 + "b = 1", '"""', "'''", "= =", "key = 1979-05-27",
    "key = nan", "key = [1, {a = 2}]", '"C:\\Users\\x"', "locales = [1, true]",
    "اتصل 01632 960123", "@import url(file:///etc/passwd);", "p { color: #777 }",
    "* { opacity: .5 }", "li { transform: scaleX(.4) }", "@page { size: 1mm 1mm }",
    "p { font-size: 900pt }", "p { letter-spacing: -.2em }", "div { columns: 999 }",
    "p { content: 'Take two' }", "@font-face { font-family: x; src: url(x) }",
    "h2 { display: none }", "p { position: absolute }", "(a+)+$", "a{1,4294967295}", "(((((",
    "{month:>999999999}", "{day.__class__}",
)  # fmt: skip
VALUES = (
    "true", "-1", "1e400", '""', "[]", "{}", '"x"', "2027-13-99", "9" * 400, '"\\u0000"', "[[1]]",
)  # fmt: skip
KINDS = ("content", "content", "content", "styles", "templates", "kept")


@dataclass(frozen=True)
class Ended:
    """How a case ended: its exit code, or "hung" or "torn" and what was said."""

    case: int
    code: int | str
    said: str
    seconds: float


def spoil(root: Path, chance: random.Random) -> None:
    """Spoil one to three inputs of the project at `root`."""
    for _ in range(chance.randint(1, 3)):
        kind = chance.choice(KINDS)
        folders = (root / ".cache", root / "dist") if kind == "kept" else (root / kind,)
        files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
        if files:
            chance.choice(WAYS)(chance.choice(files), chance)


def _lines(change: Callable[[list[bytes], random.Random], None]) -> Callable[..., None]:
    def way(path: Path, chance: random.Random) -> None:
        rows = path.read_bytes().split(b"\n")
        change(rows, chance)
        path.write_bytes(b"\n".join(rows))

    return way


def _insert(rows: list[bytes], chance: random.Random) -> None:
    rows.insert(chance.randint(0, len(rows)), chance.choice(TOKENS).encode())


def _insert_in_a_line(rows: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(rows))
    cut = chance.randint(0, len(rows[at]))
    rows[at] = rows[at][:cut] + chance.choice(TOKENS).encode() + rows[at][cut:]


def _drop(rows: list[bytes], chance: random.Random) -> None:
    del rows[chance.randrange(len(rows))]


def _repeat(rows: list[bytes], chance: random.Random) -> None:
    rows.insert(chance.randrange(len(rows)), chance.choice(rows))


def _swap(rows: list[bytes], chance: random.Random) -> None:
    one, two = chance.randrange(len(rows)), chance.randrange(len(rows))
    rows[one], rows[two] = rows[two], rows[one]


def _value(rows: list[bytes], chance: random.Random) -> None:
    set_here = [at for at, row in enumerate(rows) if b"=" in row]
    if set_here:
        at = chance.choice(set_here)
        rows[at] = rows[at].partition(b"=")[0] + b"= " + chance.choice(VALUES).encode()


def _flip(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 12) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)


def _cut(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: chance.randint(0, len(data))])


def _put_another(path: Path, chance: random.Random) -> None:
    """What a file may be instead of itself."""
    path.unlink()
    what = chance.randrange(7)
    if what == 0:
        path.mkdir()
    elif what == 1:
        os.mkfifo(path)
    elif what == 2:
        path.symlink_to("/etc/passwd")
    elif what == 3:
        path.symlink_to(path.name)
    elif what == 4:
        path.symlink_to("/dev/zero")
    elif what == 5:
        path.write_bytes(chance.randbytes(chance.randint(1, 4000)))


def _rename(path: Path, chance: random.Random) -> None:
    names = (b"\xff\xfe.md", b"a b.md", b"-x.toml", b"..x", "ä.css".encode(), b"x" * 200)
    path.rename(path.parent / os.fsdecode(chance.choice(names)))


WAYS = (
    *map(_lines, (_insert, _insert, _insert_in_a_line, _insert_in_a_line)),
    *map(_lines, (_drop, _repeat, _swap, _value, _value)), _flip, _cut, _put_another, _rename,
)  # fmt: skip


def orders(chance: random.Random) -> list[str]:
    """What is asked for: a check mostly, sometimes a print, with or without a clinic."""
    words = [] if chance.random() < 0.25 else ["check"]
    words += ["--today", TODAY, "--limit", SECONDS, "--locale", "en-GB"]
    words += ["--guide", chance.choice(("hiccups", "hiccups", "freckles"))]
    words += chance.choice(([], ["--product", "night-card"], ["--product", "leaflet"]))
    words += chance.choice(([], [], ["--edition", "mono"], ["--clinic", CLINIC]))
    return words if "--clinic" in words or words[0] == "check" else [*words, "--sheet", "none"]


def run_case(good: Path, case: int, seed: int) -> Ended:
    """Spoil a copy of the good project and run the press on it, in a process of its own."""
    chance = random.Random(seed * 1_000_003 + case)
    with tempfile.TemporaryDirectory(prefix="bedside-fuzz-") as name:
        root = Path(name) / "project"
        shutil.copytree(good, root, symlinks=True)
        spoil(root, chance)
        words = orders(chance)
        before = _files(root / "dist")
        outside = _files(Path(name), leave=root)
        began = time.monotonic()
        code, said = _run(root, words, Path(name) / "said")
        seconds = time.monotonic() - began
        (Path(name) / "said").unlink(missing_ok=True)
        said = f"{' '.join(words)}\n{said}"
        if TRACEBACK in said:
            code = "traceback"
        elif code == 1 and not _kept(before, _files(root / "dist")):
            code = "lost"
        elif _files(Path(name), leave=root) != outside:
            code = "outside"
        return Ended(case, code, said, seconds)


def _run(root: Path, words: list[str], said: Path) -> tuple[int | str, str]:
    pid = os.fork()
    if pid == 0:
        os.setsid()
        handle = os.open(said, os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
        os.chdir(root)
        import build
        from press.run import console

        usual = console.stop
        # whoever mends a fault of ours needs to know where it was
        console.stop = lambda code, why: usual(code, why + _where(code))
        code = 4
        try:
            code = build.main(words, root)
        except SystemExit as stop:
            code = int(stop.code or 0)
        finally:
            sys.stdout.flush()
            os._exit(code)
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            left = code >= 0 and still_running(pid)
            return ("left running" if left else code), said.read_text("utf-8", "replace")
        time.sleep(0.01)
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return "hung", said.read_text("utf-8", "replace")


def _where(code: int) -> str:
    frames = traceback.extract_tb(sys.exc_info()[2])[-4:] if code == 4 else []
    return "".join(f"\n  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)


def still_running(session: int) -> bool:
    """Whether a process of this session is still there, and no mere entry in the table."""
    for about in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = about.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            return True
    return False


def _files(folder: Path, leave: Path | None = None) -> dict[str, bytes]:
    """Every plain file below a folder, by its name there."""
    found = {}
    for top, folders, names in os.walk(folder):
        if leave is not None:
            folders[:] = [name for name in folders if Path(top, name) != leave]
        for name in names:
            path = Path(top, name)
            if path.is_file() and not path.is_symlink():
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def _kept(before: dict[str, bytes], after: dict[str, bytes]) -> bool:
    """Whether no PDF went: it may be printed anew, where another job of the run is whole."""
    return all(name in after for name in before if name.endswith(".pdf"))


def good_project(root: Path, photographs: bool = True, brief: bool = False) -> Path:
    """A project with two unlike guides that was printed without a finding."""
    shop = Shop(root).brief() if brief else Shop(root)
    if photographs:
        bring_freckles(root / "content")
    told = shop.order("--today", TODAY, "--sheet", "none")
    assert told.code == 0, told.out + told.err
    return root


def run_cases(good: Path, cases: Iterator[int] | range, seed: int, at_once: int) -> Iterator[Ended]:
    """The cases, so many at once."""
    from multiprocessing.pool import ThreadPool

    with ThreadPool(at_once) as pool:
        yield from pool.imap_unordered(lambda case: run_case(good, case, seed), cases)


def main() -> int:
    """Run the cases and count their ends; 1 where one of them ended as none may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    counts: Counter[int | str] = Counter()
    bad = 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bedside-good-") as name:
        good = good_project(Path(name) / "project")
        cases = range(given.first, given.first + given.cases)
        for ended in run_cases(good, cases, given.seed, os.cpu_count() or 1):
            counts[ended.code] += 1
            if ended.code not in (0, 1, 2, 3):
                bad += 1
                print(f"case {ended.case}: {ended.code}\n{ended.said[-1500:]}\n")
    minutes = (time.monotonic() - began) / 60
    said = ", ".join(f"{code}: {n}" for code, n in sorted(counts.items(), key=str))
    print(f"{given.cases} cases from seed {given.seed} in {minutes:.1f} min: {said}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
