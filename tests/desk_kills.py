"""A desk that is killed in the midst of what it was asked, and what is left of it then."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

from press.desk.to_sign import read_to_sign
from press.finding import Finding
from press.project import Project
from press.read.approval_file import read_approvals
from press.run.publish import is_whole, locked, read_manifest
from press.run.scratch import PREFIX
from tests.approvals import read_anew, sign
from tests.desks import PATIENCE, Answer, OpenDesk, desk_on
from tests.shop import TODAY, Shop, read_one_guide, shop_in
from tests.test_desk_clinic import NEW, asked
from tests.test_desk_due import WHO, WITHDRAW, key_of
from tests.test_desk_sign import PAGE, SIGNER, asks, print_of
from tests.test_desk_write import CHOICE
from tests.test_desk_write_kept import DRAWING, SHOWS, read_line

Ask = Callable[[], Answer]
Files = Mapping[str, bytes]
DESK, ROOM, WORKERS = "desk", "room", "workers"
PRINT = {"guide": "hiccups", "locale": "en-GB", "clinic": "example", "product": "night-card",
         "edition": "standard", "how": "2-up"}  # fmt: skip
AFTER = 10.0  # seconds by the clock in which whatever was begun must be gone


def _sign(desk: OpenDesk, shop: Shop) -> Ask:
    said = {**SIGNER, "fingerprint": print_of(shop)}
    return lambda: desk.post(PAGE, said)


def _print(desk: OpenDesk, _: Shop) -> Ask:
    return lambda: desk.post("/print/run", PRINT)


def _withdraw(desk: OpenDesk, _: Shop) -> Ask:
    is_done = "was withdrawn" in desk.get(f"{WITHDRAW}?version=1.0").text
    said = {**({} if is_done else WHO), "version": "1.0", "key": key_of(desk, "1.0")}
    return lambda: desk.post(WITHDRAW, said)


def _clinic(desk: OpenDesk, _: Shop) -> Ask:
    headers = {**desk.ours, "Content-Type": "image/svg+xml"}
    logo = desk.ask("POST", "/clinics/logo", headers, DRAWING).json["logo"]
    said = asked("a-river", {**NEW, "logo_description": "A glass"}, picture=logo)
    return lambda: desk.post("/clinics/save", said)


def _mend(desk: OpenDesk, _: Shop) -> Ask:
    said = {**CHOICE, **read_line(desk), "how": "mend", "text": "- nothing will go down"}
    return lambda: desk.post("/write/mend", said)


def _picture(desk: OpenDesk, _: Shop) -> Ask:
    said = {**CHOICE, **read_line(desk), "alt": SHOWS, "name": "glass.svg"}
    headers = {**desk.ours, "Content-Type": "image/svg+xml"}
    return lambda: desk.ask("POST", f"/write/picture?{urlencode(said)}", headers, DRAWING)


def _answer(desk: OpenDesk, shop: Shop) -> Ask:
    desk.get(PAGE)
    name = next(
        iter(read_to_sign(shop.project, "hiccups", "en-GB", date.fromisoformat(TODAY)).open)
    )
    said = {"fingerprint": print_of(shop), "name": name, "who": "A. Tester", "why": "It is so."}
    return lambda: desk.post(f"{PAGE}/answer", said)


@dataclass(frozen=True)
class Act:
    """Something that is asked of a desk; `before` is what was done to the project already."""

    name: str
    prepare: Callable[[OpenDesk, Shop], Ask]
    before: Callable[[Shop], object] = lambda shop: None


ACTS = {one.name: one for one in (
    Act("sign", _sign),
    Act("print", _print),
    Act("withdraw", _withdraw, lambda shop: sign(shop.root, "hiccups")),
    Act("clinic", _clinic),
    Act("mend", _mend),
    Act("picture", _picture),
    Act("answer", _answer, asks),
)}  # fmt: skip


def files_of(root: Path) -> dict[str, bytes]:
    """Every file of a project but what is kept in .cache, by its name there."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def of_project(root: Path) -> list[int]:
    """The processes of a project's desk: each bears its folder among its words."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if os.fsencode(root) in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
    return sorted(found)


def _above(pid: int) -> int:
    """The process that began this one; 0 where it is gone."""
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def _runs(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


class Case:
    """One act, at desks on copies of one project; temporary files lie in a folder of its own."""

    def __init__(self, folder: Path, act: Act) -> None:
        self.folder, self.act = folder, act
        self.shop = Shop(folder / "good").brief()
        act.before(self.shop)
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        self.old = files_of(self.shop.root)

    @contextlib.contextmanager
    def desk(self, root: Path) -> Iterator[OpenDesk]:
        before = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = str(self.temporary)
        try:
            with desk_on(root) as one:
                yield one
        finally:
            os.environ.pop("TMPDIR")
            os.environ.update({"TMPDIR": before} if before else {})

    @cached_property
    def whole(self) -> tuple[dict[str, bytes], float]:
        """The project once it is done, and how long that takes by the clock."""
        root = Path(shutil.copytree(self.shop.root, self.folder / "whole"))
        with self.desk(root) as desk:
            ask = self.act.prepare(desk, shop_in(root))
            began = time.monotonic()
            answer = ask()
            took = time.monotonic() - began
            assert answer.status == 200, answer.text
        return files_of(root), took

    def killed(self, moment: float | None, whom: str, number: int = 0) -> str:
        """Kill `whom` at a moment (a share of the usual time): what is wrong then, or "old", "new".

        None is when the first file is written, half or whole.
        What is left is looked at, and then the same is asked again of a desk on what is left.
        """
        new, took = self.whole
        root = Path(shutil.copytree(self.shop.root, self.folder / f"case-{number}"))
        shop = shop_in(root)
        with self.desk(root) as desk:
            ask = self.act.prepare(desk, shop)
            asking = Thread(target=lambda: _quietly(ask))
            asking.start()
            if moment is None:
                self._wait_for_a_file(root, took)
            else:
                time.sleep(took * moment)
            victims = [desk.process.pid] if whom == DESK else self._others(root, desk, whom)
            for pid in victims:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            asking.join(PATIENCE)
            if whom != DESK and desk.get("/").status != 200:
                return "WRONG: the desk is gone"
            if whom == DESK and (wrong := _waits(lambda: of_project(root))):
                return wrong
            if whom != DESK and (wrong := _waits(lambda: [*filter(_runs, victims)])):
                return wrong
            if wrong := self._torn(root, new):
                return wrong
            left = (
                "new" if self._same(root, new) else "old" if self._same(root, self.old) else "part"
            )
        return self._again(root, shop, new) or left

    @staticmethod
    def _others(root: Path, desk: OpenDesk, whom: str) -> list[int]:
        """The room, or all that it began."""
        every = [pid for pid in of_project(root) if pid != desk.process.pid]
        rooms = [pid for pid in every if _above(pid) == desk.process.pid]
        return rooms if whom == ROOM else [pid for pid in every if pid not in rooms]

    def _wait_for_a_file(self, root: Path, took: float) -> None:
        folders = {(root / name).parent for name, data in self.whole[0].items()
                   if self.old.get(name) != data}  # fmt: skip
        end = time.monotonic() + 5 * took + 1
        before = _about(folders)
        while _about(folders) == before and time.monotonic() < end:
            pass

    def _again(self, root: Path, shop: Shop, new: Files) -> str:
        with self.desk(root) as desk:
            for page in ("/", "/sign", "/due", "/clinics", "/print"):
                if desk.get(page).status != 200:
                    return f"WRONG: {page} is not there after it"
            if not self._same(root, new):
                with contextlib.suppress(KeyError):  # a withdrawal that is done has no key
                    self.act.prepare(desk, shop)()
        if wrong := _waits(lambda: of_project(root)):
            return wrong
        if not self._same(root, new):
            names = {name for name, data in files_of(root).items() if new.get(name) != data}
            return f"WRONG: not mended: {sorted({*names, *(new.keys() - files_of(root).keys())})}"
        left = [path.name for path in self.temporary.glob(f"{PREFIX}*")]
        return f"WRONG: scratch is left: {left}" if left else ""

    def _torn(self, root: Path, new: Files) -> str:
        """What is wrong with the files as they are after a kill."""
        for name, data in files_of(root).items():
            if name.endswith(".part"):
                continue  # half written beside its place, as is meant: the next desk sweeps it
            if data not in (self.old.get(name), new.get(name)):
                return f"WRONG: {name} is torn, or another"
        if lost := self.old.keys() - files_of(root).keys() - (self.old.keys() - new.keys()):
            return f"WRONG: lost: {sorted(lost)}"
        project = Project(root)
        found: list[Finding] = []
        if read_approvals(project, read_one_guide(project, "hiccups"), "en-GB", found) is None:
            return f"WRONG: what was signed can't be read: {found}"
        manifest = read_manifest(project) or {}
        read_anew(root, "hiccups", "en-GB")
        with locked(project, patience=AFTER):
            pass
        return (
            ""
            if all(is_whole(project, of) for of in manifest.values()) or self.act.name == "withdraw"
            else "WRONG: dist"
        )

    @staticmethod
    def _same(root: Path, wanted: Files) -> bool:
        """Whether the files are these; a line of the register may stand there twice."""
        return _plain(files_of(root)) == _plain(wanted)


def _about(folders: Iterable[Path]) -> list[int]:
    """When each of these folders was last written to; 0 where it is not there yet."""
    found = []
    for folder in folders:
        try:
            found.append(folder.stat().st_mtime_ns)
        except OSError:
            found.append(0)
    return found


def _plain(files: Files) -> dict[str, object]:
    """Files as they are compared: what a kill may leave twice, a line or a picture, counts once."""
    drawn = {data for name, data in files.items() if "/figures/" in name}
    lines = {name: {*data.splitlines()} if name.startswith("register/")
             else data.replace(b"glass-2.svg", b"glass.svg")
             for name, data in files.items() if "/figures/" not in name}  # fmt: skip
    return {**lines, "figures": drawn}


def _quietly(ask: Ask) -> None:
    with contextlib.suppress(OSError, Exception):
        ask()


def _waits(there: Callable[[], list[int]]) -> str:
    """What is wrong where these processes do not end."""
    end = time.monotonic() + AFTER
    while left := there():
        if time.monotonic() > end:
            return f"WRONG: a process is left: {left}"
        time.sleep(0.05)
    return ""
