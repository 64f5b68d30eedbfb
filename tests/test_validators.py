"""The two judges are worth asking: they pass a sound PDF and find what we planted in others."""

from pathlib import Path

import pytest
from weasyprint import HTML

from tests.shop import ROOT
from tests.validators import page_validation, verapdf

FONT = (ROOT / "styles/fonts/BedsideAtkinson_400Regular.ttf").as_uri()
STYLE = (
    f"<style>@font-face {{ font-family: A; src: url({FONT}) }} body {{ font-family: A }}</style>"
)
PAGES = {
    "sound": '<html lang="en"><title>Leg cramps</title>',
    "no title": '<html lang="en">',
    "no language": "<html><title>Leg cramps</title>",
}


@pytest.fixture(scope="module")
def proofs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A PDF/UA-1 of each page; a blank in the folder's name must not trouble the judges."""
    folder = tmp_path_factory.mktemp("with a blank")
    for name, head in PAGES.items():
        html = HTML(string=f"{head}{STYLE}<h1>Leg cramps</h1><p>Pull up your toes.</p>")
        html.write_pdf(folder / f"{name}.pdf", pdf_variant="pdf/ua-1")
    return {name: folder / f"{name}.pdf" for name in PAGES}


def test_verapdf_passes_a_sound_file_and_finds_each_planted_fault(proofs: dict[str, Path]) -> None:
    """VeraPDF passes a sound file, and names the rule that each faulty one breaks."""
    rules = {
        path.stem: [failure.partition(":")[0] for failure in failures]
        for path, failures in verapdf(proofs.values(), "PDFUA-1").items()
    }
    assert rules == {"sound": [], "no title": ["7.1-9"], "no language": ["7.2-29"]}


def test_a_file_must_keep_every_standard_that_is_asked_about(proofs: dict[str, Path]) -> None:
    """A sound PDF/UA-1 that is no PDF/A does not pass as both."""
    ((_, failures),) = verapdf([proofs["sound"]]).items()
    assert failures
    assert all(failure.startswith("6.") for failure in failures)


def test_verapdf_never_passes_a_file_that_it_could_not_read(tmp_path: Path) -> None:
    """A file that veraPDF cannot read is an error, not a file without faults."""
    with pytest.raises(RuntimeError, match="did not judge every file"):
        verapdf([tmp_path / "absent.pdf"])


def test_page_validation_finds_each_planted_fault_too(proofs: dict[str, Path]) -> None:
    """The quick judge agrees with veraPDF on the sound file and on both planted faults."""
    told = {name: " ".join(page_validation(path)) for name, path in proofs.items()}
    assert told["sound"] == ""
    assert "TITLE" in told["no title"]
    assert "LANGUAGE" in told["no language"]
