"""What the tests share."""

from __future__ import annotations

import fcntl
import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from press.check.job import check_job
from tests.cast import bring_cast
from tests.catalogue import PRODUCTS
from tests.desks import a_browser
from tests.freckles import bring_freckles
from tests.guides import REAL
from tests.sheets import pages
from tests.shop import LEAFLET, TODAY, Shop, order
from tests.short_run import Costs, short
from tests.sites import copy_of_site, signed_shop
from tests.tools import copy_all, copy_project

MANY = 1_000_000  # objects that were made and not let go since the last collection
# Tables whose rows each print, or nearly: every n-th row is tried, and with --every each.
EVERY = {
    "test_spoilt_inputs_end_in_words": 5,
    "test_a_hostile_style_is_refused_or_does_no_harm": 4,
    "test_while_anything_is_found_nothing_is_removed": 3,
    "test_a_torn_manifest_is_rebuilt_from_what_is_proved": 3,
    "test_a_card_of_any_kind_prints_in_every_edition": 3,
    "test_any_title_section_list_and_table_has_its_card": 16,
    "test_what_could_stand_whole_is_not_torn": 4,
    "test_bad_input_is_named_and_nothing_is_printed": 3,
    "test_nothing_follows_from_a_gap_on_paper": 3,
    "test_only_a_plain_file_is_read": 4,
    "test_what_can_be_read_has_no_finding": 3,
    "test_a_line_that_can_not_be_read_is_named": 3,
    "test_every_line_that_leaves_the_pages_is_named": 3,
    "test_a_spoilt_sheet_is_found_out": 3,
    "test_what_there_is_not_is_told_with_what_there_is": 3,
    "test_a_logo_is_printed_or_told_at_its_own_line": 3,
    "test_any_role_may_come_first": 4,
    "test_a_killed_build_leaves_nothing": 2,
}
Once = Callable[[str, Callable[[Path], object]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--short", action="store_true", help="only the tests of `make test`")
    parser.addoption("--rest", action="store_true", help="only what --short leaves out")
    parser.addoption("--every", action="store_true", help="every row of the long tables")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not the turn of this run: rows of long tables, and with --short more."""
    if config.getoption("--every") or any("::" in arg for arg in config.args):
        return
    counts: dict[str, int] = {}
    kept: list[pytest.Item] = []
    for item in items:
        name = getattr(item, "originalname", item.name)
        counts[name] = counts.get(name, -1) + 1
        if not counts[name] % EVERY.get(name, 1):
            kept.append(item)
    if config.getoption("--short") or config.getoption("--rest"):
        chosen = {id(item) for item in short(kept)}
        kept = [item for item in kept if (id(item) in chosen) == config.getoption("--short")]
    stay = {id(item) for item in kept}
    config.hook.pytest_deselected(items=[item for item in items if id(item) not in stay])
    items[:] = kept


def pytest_configure(config: pytest.Config) -> None:
    """As build.py does: collecting rubbish all the while takes a fifth of the time."""
    gc.disable()
    config.pluginmanager.register(Costs(config.getoption("--short")))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: it is not looked through again."""
    gc.collect()
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    """Collect what tests leave, pages that lie about in circles, once there are many of them.

    Nothing is frozen here: what a test still holds would stay for ever, and every process that
    the press forks would copy the map of it, a tenth of a second for 1.5 GB.
    """
    if gc.get_count()[0] > MANY:
        gc.collect()


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What each print would load anew in a fork is here already: word lists, engine, readers."""
    shop = Shop(tmp_path_factory.mktemp("warm") / "shop")
    for product in PRODUCTS:
        shop.pull(product)
    job = shop.job(*PRODUCTS)
    check_job(job, [])
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def any_spelling(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Words of tests are none of a dictionary's, but where spelling itself is tested."""
    if "spelling" not in request.node.name:
        monkeypatch.setattr("press.check.job.ask_spelling", lambda _: ([], []))


@pytest.fixture
def shop(tmp_path: Path, warm: None) -> Shop:
    """A print shop with one small guide that has no findings."""
    return Shop(tmp_path / "a shop")


@pytest.fixture
def brief(shop: Shop) -> Shop:
    """The same, where no test looks at how the size of type is found and how pages are filled."""
    return shop.brief()


@pytest.fixture
def arabic(shop: Shop) -> Shop:
    """A shop whose fonts hold Arabic."""
    shop.set_arabic()
    return shop


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str, warm: None) -> Once:
    """Makes a folder by a name once for all the workers of a run; who comes second waits."""
    base = tmp_path_factory.getbasetemp()
    base = base if worker_id == "master" else base.parent

    def make(name: str, fill: Callable[[Path], object]) -> Path:
        root = base / name
        with (base / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (base / f"{name}.whole").exists():
                shutil.rmtree(root, ignore_errors=True)
                fill(root)
                (base / f"{name}.whole").touch()
        return root

    return make


@pytest.fixture(scope="session")
def good_files(once: Once) -> Path:
    """A shop after a print without findings: its `dist/` and `.cache/` are there to be copied."""

    def fill(root: Path) -> None:
        told = Shop(root).order()
        assert told.code == 0, told.out + told.err

    return once("good files", fill)


@pytest.fixture(scope="session")
def brief_files(once: Once) -> Path:
    """A brief shop after a print without findings."""

    def fill(root: Path) -> None:
        told = Shop(root).brief().order()
        assert told.code == 0, told.out + told.err

    return once("brief files", fill)


@pytest.fixture
def card_shop(shop: Shop) -> Shop:
    """A shop whose guide has a card and no leaflet: a full print of it is soon done."""
    (shop.root / LEAFLET).unlink()
    return shop


@pytest.fixture
def printed_card(card_shop: Shop, once: Once) -> Shop:
    """The same after a full print."""

    def fill(root: Path) -> None:
        shop = Shop(root)
        (root / LEAFLET).unlink()
        told = shop.order()
        assert told.code == 0, told.out + told.err

    good = once("good card", fill)
    for name in ("dist", ".cache"):
        shutil.copytree(good / name, card_shop.root / name)
    return card_shop


@pytest.fixture
def printed(brief: Shop, brief_files: Path) -> Shop:
    """A brief shop that has just printed everything: its last good files lie in `dist/`."""
    for name in ("dist", ".cache"):
        shutil.copytree(brief_files / name, brief.root / name)
    return brief


@pytest.fixture(scope="session")
def works(once: Once) -> Path:
    """The real guide's folder in `dist/`: all editions and sheets on A4 and Letter, en-001 plain.

    What build.py said lies in `said.txt`.
    """
    return once("the works", _print_all) / "dist" / REAL


@pytest.fixture(scope="session")
def two_guides(once: Once, works: Path) -> Path:
    """The whole project with a second guide, both printed in every edition; to be copied."""

    def fill(root: Path) -> None:
        copy_all(root)
        for guide in (path.parent for path in root.glob("content/*/guide.toml")):
            if guide.name != REAL:  # the others are printed by tests of their own
                shutil.rmtree(guide)
        for name in ("dist", ".cache"):
            shutil.copytree(works.parent.parent / name, root / name)
        bring_freckles(root / "content")
        words = ("--edition", "all", "--sheet", "all", "--today", TODAY)
        told = order(root, "--guide", "freckles", *words)
        assert told.code == 0, told.out + told.err

    return once("two guides", fill)


@pytest.fixture(scope="session")
def small_guides(once: Once) -> Path:
    """A shop with the guides that are for the tests only, printed in every edition."""

    def fill(root: Path) -> None:
        shop = Shop(root)
        bring_cast(root / "content")
        bring_freckles(root / "content")
        told = shop.order("--edition", "all", "--sheet", "none")
        assert told.code == 0, told.out + told.err

    return once("small guides", fill)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of one module: two at once can't be open in a thread."""
    with a_browser() as one:
        yield one


@pytest.fixture(scope="session")
def signed_site(once: Once) -> Path:
    """A shop whose card is signed, and its site in `site/`; to be copied."""
    return once("signed site", signed_shop)


@pytest.fixture
def site(signed_site: Path, tmp_path: Path) -> Shop:
    """A copy of it, to do with what a test likes."""
    return copy_of_site(signed_site, tmp_path)


@pytest.fixture(scope="session")
def shop_of_pages(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop in which tests set pages of their own."""
    shop = Shop(tmp_path_factory.mktemp("sheets") / "shop")
    shop.plain_sheet()
    return shop


@pytest.fixture(scope="session")
def by_count(shop_of_pages: Shop) -> dict[int, bytes]:
    """Proofs of so many A5 pages, to be laid on sheets."""
    return {count: pages(shop_of_pages, count) for count in (1, 4, 8, 12, 16)}


def _print_all(root: Path) -> None:
    copy_project(root, "content", "templates", "styles")
    said = ""
    every = ("--locale", "en-GB", "--locale", "en-US", "--edition", "all", "--sheet", "all")
    for words in (every, ("--locale", "en-001")):
        told = order(root, "--guide", REAL, "--today", TODAY, *words)
        assert told.code == 0, told.out + told.err
        said += told.out
    (root / "dist" / REAL / "said.txt").write_text(said, "utf-8")
