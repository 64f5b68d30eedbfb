"""What the press needs of the machine itself: Pango, HarfBuzz and their kin.

They come from the operating system, not from pip. `make` runs this module before everything else,
with whichever Python it found: so it imports the standard library only.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys

# Names that WeasyPrint 70 tries too (weasyprint/text/ffi.py): a test compares them.
# Linux's, macOS's, and the one to search for. Windows is left to WeasyPrint itself.
NEEDED = {
    "gobject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "gobject-2.0"),
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "pango-1.0"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "harfbuzz"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "fontconfig"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "pangoft2-1.0"),
}
SUBSET = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "harfbuzz-subset")

# The commands of each package manager, in the order in which we look for it.
INSTALL = {
    "apt-get": (
        "apt-get update",  # a new machine's lists are empty or stale
        "apt-get install -y --no-install-recommends"
        " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
    "dnf": ("dnf install -y pango harfbuzz",),
    "apk": (
        "apk add so:libgobject-2.0.so.0 so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0"
        " so:libfontconfig.so.1 so:libharfbuzz.so.0 so:libharfbuzz-subset.so.0",
    ),
    "brew": ("brew install pango",),
}

LACKING = 3  # exit code: something is missing that only a person can install


def missing() -> list[str]:
    """Names of the libraries that WeasyPrint cannot do without and that are not here."""
    if os.name == "nt":
        return []  # WeasyPrint looks in folders of its own there, and says itself what it lacks
    return [library for library, names in NEEDED.items() if _load(names) is None]


def subset_library_missing() -> bool:
    """Whether libharfbuzz-subset is absent: PDFs are sound without it, but not the same bytes."""
    return os.name != "nt" and _load(SUBSET) is None


def install_command() -> str | None:
    """The exact command that brings all of it on this system; None where we know of none."""
    return " && ".join(_commands()) or None


def versions() -> dict[str, str]:
    """Versions of what shapes the letters, for cache keys; "" where it is absent."""
    pango = _said_by(_load(NEEDED["pango"]), "pango_version_string")
    harfbuzz = _said_by(_load(NEEDED["harfbuzz"]), "hb_version_string")
    # The subsetter is built from HarfBuzz's own source, so it has HarfBuzz's version.
    subset = "" if subset_library_missing() else harfbuzz
    return {"pango": pango, "harfbuzz": harfbuzz, "harfbuzz-subset": subset}


def main() -> int:
    """Look for everything, install it where we may, else say the command. Returns an exit code."""
    lacking = _lacking()
    if (lacking or subset_library_missing()) and _may_install(bool(lacking)):
        _install(", ".join(lacking) or "harfbuzz-subset")
        lacking = _lacking()
    command = install_command() or "(no package manager that we know; see docs/machines.md)"
    if lacking:
        _say(f"this machine lacks {', '.join(lacking)}. Run this, then make again:\n  {command}")
        return LACKING
    if subset_library_missing():
        _say(
            "notice: harfbuzz-subset is missing. The PDFs are sound, but their bytes are not"
            f" those of other machines. To mend it:\n  {command}"
        )
    return 0


def _load(names: tuple[str, ...]) -> ctypes.CDLL | None:
    if sys.platform == "darwin":  # only there does a search find more than the loader does
        names += tuple(filter(None, map(ctypes.util.find_library, names)))
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def _said_by(library: ctypes.CDLL | None, function: str) -> str:
    if library is None:
        return ""
    version = getattr(library, function)
    version.restype = ctypes.c_char_p
    return str(version().decode())


def _lacking() -> list[str]:
    return missing() + ([] if _makes_venvs() else ["ensurepip"])


def _makes_venvs() -> bool:
    """Debian keeps ensurepip in a package of its own; without it `python -m venv` fails."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def _manager() -> str:
    return next((name for name in INSTALL if shutil.which(name)), "")


def _commands() -> list[str]:
    manager = _manager()
    commands = list(INSTALL.get(manager, ()))
    if manager == "apt-get" and not _makes_venvs():
        commands[-1] += f" python3.{sys.version_info.minor}-venv"
    if manager == "brew" or os.geteuid() == 0:  # Homebrew wants no root
        return commands
    return [f"sudo {command}" for command in commands]


def _may_install(essential: bool) -> bool:
    """Whether we may install. A password is asked for what is essential only."""
    if _manager() in ("", "brew") or os.geteuid() == 0:
        return _manager() != ""
    if not essential or not shutil.which("sudo"):
        return False
    free = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return sys.stdin.isatty() or free.returncode == 0


def _install(what: str) -> None:
    """Run the commands, each said first. Whether it worked is for the caller to look at."""
    _say(f"this machine lacks {what}; installing it")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in _commands():
        _say(f"+ {command}")
        subprocess.run(shlex.split(command), env=environment, check=False)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
