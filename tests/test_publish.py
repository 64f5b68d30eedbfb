"""What is published together is published whole; what was good stays until then."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from press.finding import Finding
from press.pdf.readback import read_back
from press.read.clinic import read_clinic
from press.run.keys import common_key, job_key
from tests.shop import CARD, CLINIC, GUIDE, LEAFLET, SIPS, Shop
from tests.tools import copy_project, in_fork

JOB = "hiccups/en-GB"
LEAFLET_PDF, CARD_PDF = f"{JOB}/leaflet.pdf", f"{JOB}/night-card.pdf"
BOOKLET, TWO_UP = f"{JOB}/leaflet-booklet.pdf", f"{JOB}/night-card-2-up.pdf"
OF_LEAFLET, OF_CARD = {LEAFLET_PDF, BOOKLET}, {CARD_PDF, TWO_UP}
EVERY = OF_LEAFLET | OF_CARD


def listed(shop: Shop) -> dict[str, dict[str, str]]:
    jobs: dict[str, dict[str, str]] = json.loads(shop.text("dist/manifest.json"))["jobs"]
    return jobs


def test_the_manifest_lists_what_is_whole(printed: Shop) -> None:
    """The manifest names each file of each job with its digest, and nothing else is there."""
    files = printed.dist()
    assert set(files) == {"manifest.json", *EVERY}
    digests = {name: hashlib.sha256(files[name]).hexdigest() for name in EVERY}
    assert listed(printed) == {JOB: digests}


def test_where_nothing_changed_nothing_is_printed(printed: Shop) -> None:
    """A second run says that nothing changed, repeats what was chosen, and touches no PDF."""
    times = {path: path.stat().st_mtime_ns for path in printed.root.glob("dist/**/*.pdf")}
    told = printed.order()
    assert told.code == 0
    assert f"dist/{JOB}: nothing changed" in told.out
    assert "night-card: 1 page, steps" in told.out
    assert {path: path.stat().st_mtime_ns for path in times} == times


@pytest.mark.parametrize(
    "name",
    [LEAFLET, SIPS, f"{GUIDE}/figures/sip.svg", f"{GUIDE}/guide.toml", "styles/parts.css",
     "styles/fonts/fonts.conf", "templates/skeleton.html", "content/words/en.toml",
     "content/countries/GB.toml", CLINIC, "press/typeset/fit.py", "build.py"],
)  # fmt: skip
def test_what_changed_is_seen(shop: Shop, name: str) -> None:
    """A change to anything that a page depends on, our code included, changes the job's key."""
    copy_project(shop.root)

    def key() -> str:
        found: list[Finding] = []
        clinic = read_clinic(shop.project, shop.root / CLINIC, found)
        return job_key(shop.project, common_key(shop.project), shop.guide, clinic)

    before = key()
    assert key() == before
    comment = {".py": "# new", ".css": "/* new */", ".toml": "# new", ".html": "{# new #}"}
    shop.append(name, comment.get(Path(name).suffix, "\n"))
    assert key() != before


def test_both_products_or_neither(printed: Shop) -> None:
    """A fault in the card alone keeps the leaflet back too; the old pair stays together."""
    before = printed.dist()
    printed.edit(SIPS, "ten sips", "nine sips")
    printed.edit(CARD, "- Your chest hurts", "- Your **chest hurts")
    told = printed.order()
    assert told.code == 1
    assert "printed" not in told.out.replace("was not printed", "")
    assert printed.dist() == before


def test_a_bad_guide_does_not_hold_up_another(printed: Shop) -> None:
    """Of two guides the sound one is printed; the other keeps its last good files."""
    shutil.copytree(printed.root / GUIDE, printed.root / "content/yawns")
    printed.edit(LEAFLET, "They go without thanks.", "They go **without thanks.")
    before = printed.dist()
    told = printed.order()
    assert told.code == 1
    assert "dist/yawns/en-GB: printed" in told.out
    after = printed.dist()
    assert {name: after[name] for name in (LEAFLET_PDF, CARD_PDF)} == {
        name: before[name] for name in (LEAFLET_PDF, CARD_PDF)
    }
    assert set(listed(printed)) == {JOB, "yawns/en-GB"}


def test_what_is_no_longer_made_is_removed(printed: Shop) -> None:
    """A guide, or a product, whose manuscript is gone loses its files at the next full print."""
    (printed.root / CARD).unlink()
    assert printed.order().code == 0
    assert set(printed.dist()) == {"manifest.json", *OF_LEAFLET}
    assert set(listed(printed)[JOB]) == OF_LEAFLET
    shutil.copytree(printed.root / GUIDE, printed.root / "content/yawns")
    shutil.rmtree(printed.root / GUIDE)
    assert printed.order().code == 0
    yawns = {name.replace("hiccups", "yawns") for name in OF_LEAFLET}
    assert set(printed.dist()) == {"manifest.json", *yawns}


def test_check_writes_nothing(shop: Shop) -> None:
    """`check` finds the same and leaves no file in `dist/`."""
    card = ("--product", "night-card")
    assert shop.check(*card).findings == []
    assert not (shop.root / "dist").exists()
    shop.edit(CARD, "- Your chest hurts", "- Your **chest hurts")
    assert shop.check(*card).code == 1
    assert not (shop.root / "dist").exists()


@pytest.mark.usefixtures("brief")
def test_an_order_may_be_narrow(shop: Shop) -> None:
    """`--product`, `--locale` and `--guide` print what they name, and remove nothing else."""
    assert shop.order("--product", "night-card", "--locale", "en-GB").code == 0
    assert set(shop.dist()) == {"manifest.json", *OF_CARD}
    assert shop.order("--product", "leaflet", "--guide", "hiccups").code == 0
    assert set(shop.dist()) == {"manifest.json", *EVERY}
    assert set(listed(shop)[JOB]) == EVERY


def test_a_clinic_has_a_folder_of_its_own(printed: Shop, tmp_path: Path) -> None:
    """A clinic's file outside the project prints beside the common files, which stay."""
    outside = tmp_path / "riverside.toml"
    outside.write_text(printed.text(CLINIC), "utf-8")
    before = printed.dist()
    told = printed.order("--clinic", outside)
    assert told.code == 0, told.out
    after = printed.dist()
    assert {name: after[name] for name in (LEAFLET_PDF, CARD_PDF)} == {
        name: before[name] for name in (LEAFLET_PDF, CARD_PDF)
    }
    own = {name.replace(JOB, f"{JOB}/riverside") for name in EVERY}
    assert set(after) - set(before) == own
    assert printed.order().code == 0
    assert set(printed.dist()) == set(after), "a full print keeps the clinic's files"


@pytest.mark.usefixtures("brief")
def test_a_clinic_may_have_a_logo(shop: Shop, tmp_path: Path) -> None:
    """A logo that lies beside the clinic's file is on both products, with its description."""
    logo = 'logo = "logo.svg"\nlogo_description = "The glass of the clinic"\n'
    (tmp_path / "riverside.toml").write_text(logo + shop.text(CLINIC), "utf-8")
    shutil.copy(shop.root / GUIDE / "figures/sip.svg", tmp_path / "logo.svg")
    told = shop.order("--clinic", tmp_path / "riverside.toml", "--sheet", "none")
    assert told.code == 0, told.out
    files = {Path(name).name: pdf for name, pdf in shop.dist().items()}
    for name in ("leaflet.pdf", "night-card.pdf"):
        alts = [picture.alt for picture in read_back(files[name]).pictures]
        assert "The glass of the clinic" in alts


def test_a_clinic_is_printed_only_in_its_country(shop: Shop) -> None:
    """A clinic of another country gives a finding, and no folder."""
    shop.edit(CLINIC, '"GB"', '"US"')
    told = shop.check("--clinic", shop.here(CLINIC))
    assert [finding["code"] for finding in told.findings] == ["C102"]


def killed_at(n: int, shop: Shop) -> int:
    """Print in a process that is killed where it would rename a file for the n-th time."""

    def work() -> int:
        replace, left = Path.replace, n

        def kill(path: Path, target: Path) -> Path:
            nonlocal left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            return replace(path, target)

        Path.replace = kill  # type: ignore[assignment,method-assign]
        return shop.order().code

    return in_fork(work)


@pytest.mark.parametrize("at", [2, 3])
def test_a_kill_between_two_files_is_mended(printed: Shop, at: int) -> None:
    """Killed at any rename, no file is torn, and the next run puts the pair right."""
    printed.edit(SIPS, "ten sips", "nine sips")
    old = printed.dist()
    assert killed_at(at, printed) == -signal.SIGKILL
    torn = {name: data for name, data in printed.dist().items() if not name.endswith(".part")}
    assert torn.keys() == old.keys()
    told = printed.order()
    assert told.code == 0
    assert "en-GB: printed" in told.out
    new = printed.dist()
    assert new.keys() == old.keys()
    assert all(new[name] != old[name] for name in (LEAFLET_PDF, CARD_PDF))
    assert all(torn[name] in (old[name], new[name]) for name in old)


@pytest.mark.parametrize("spoil", ["gone", "torn", "changed"])
def test_a_file_that_was_touched_is_printed_again(printed_card: Shop, spoil: str) -> None:
    """A PDF that is gone, cut or changed since is noticed, though no text changed."""
    before = printed_card.dist()
    path = printed_card.root / "dist" / CARD_PDF
    if spoil == "gone":
        path.unlink()
    else:
        data = path.read_bytes()
        path.write_bytes(data[:-100] if spoil == "torn" else data + b"%")
    assert "en-GB: printed" in printed_card.order().out
    assert printed_card.dist() == before


@pytest.mark.parametrize(
    ("name", "text"),
    [(".cache/jobs.json", "[1, 2"), (".cache/jobs.json", '{"hiccups/en-GB": 7}'),
     ("dist/manifest.json", ""), ("dist/manifest.json", '{"jobs": 7}')],
)  # fmt: skip
def test_a_torn_ledger_or_manifest_costs_a_print(printed_card: Shop, name: str, text: str) -> None:
    """Whatever stands in them, the press goes on and leaves both whole."""
    before = printed_card.dist()
    printed_card.write(name, text)
    told = printed_card.order()
    assert told.code == 0, told.err
    assert printed_card.dist() == before


def test_a_read_only_dist_is_said(printed: Shop) -> None:
    """Where `dist/` can't be written the message says so, and nothing is half done."""
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    before = printed.dist()
    printed.edit(SIPS, "ten sips", "nine sips")
    (printed.root / "dist" / JOB).chmod(0o555)
    told = printed.order()
    (printed.root / "dist" / JOB).chmod(0o755)
    assert told.code == 3
    assert "rights" in told.err
    assert printed.dist() == before


@pytest.mark.parametrize("name", ["dist", "dist/hiccups", ".cache/.trial.part/of somebody"])
def test_what_cannot_be_written_is_said_before_anything_is_set(shop: Shop, name: str) -> None:
    """Nobody waits for a print that can't be kept: not even what is wrong with the text is told."""
    shop.edit(SIPS, "ten sips", "nine {{ sipps }}")
    shop.write(name, "it stands where ours must")
    told = shop.order()
    assert told.code == 3 and name.partition("/")[0] in told.err, told.err
    assert "sipps" not in told.out and shop.text(name)
