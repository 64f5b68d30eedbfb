"""Makes the engine cheaper to import and to write with, while every byte stays the same.

The one door to private names of WeasyPrint and pydyf. Each function here stands for one of theirs
of the same name, and gives what that gives; tests/test_quick.py compares the PDFs. It was written
for the versions below: beside any other it does nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import types
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

WRITTEN_FOR = {"weasyprint": "70.0", "pydyf": "0.13.0", "cffi": "2.1.1"}
KEPT = Path(__file__).parent / "__pycache__"  # beside Python's own compiled files


def is_written_for_these() -> bool:
    """Whether the installed versions are those that were measured."""
    for name, version in WRITTEN_FOR.items():
        found = find_spec(name)
        if found is None or not found.origin:
            return False
        if not Path(found.origin).parents[1].joinpath(f"{name}-{version}.dist-info").is_dir():
            return False
    return True


def import_engine() -> Any:
    """WeasyPrint, made quick where it is the one that we know. Raises ImportError, OSError."""
    known = is_written_for_these()
    with ready_declarations() if known else contextlib.nullcontext():
        import weasyprint
    if known:
        write_quickly()
    return weasyprint


@contextlib.contextmanager
def ready_declarations(folder: Path = KEPT) -> Iterator[None]:
    """While this lasts, `import cffi` gives a cffi whose C declarations are parsed only once.

    WeasyPrint declares Pango and HarfBuzz in C, and cffi takes 0.2 s to parse that. What it gives
    is kept in `folder`, by a hash of the declarations, in the form that cffi has for it
    ("out-of-line, ABI mode").
    """
    if "cffi" in sys.modules:
        yield
        return
    stand_in: Any = types.ModuleType("cffi")
    stand_in.FFI = lambda: _Declarations(folder)
    sys.modules["cffi"] = stand_in
    try:
        yield
    finally:
        if sys.modules.get("cffi") is stand_in:
            del sys.modules["cffi"]


class _Declarations:
    """Stands for `cffi.FFI()`, which has one method before it knows its declarations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def cdef(self, source: str) -> None:
        """Take the declarations; from now on this has all that a `cffi.FFI` has."""
        ffi = _parsed(source, self.folder)
        for name in dir(ffi):
            if not name.startswith("__"):
                setattr(self, name, getattr(ffi, name))


def _parsed(source: str, folder: Path) -> Any:
    """The declarations out of the file that is kept, which is written where there is none yet."""
    key = hashlib.sha256(repr((WRITTEN_FOR, sys.version, source)).encode()).hexdigest()
    path = folder / f"declarations-{key[:24]}.cffi"  # Python, but none of ours
    try:
        return _loaded(path.read_text("utf-8"))
    except Exception:  # none is kept yet, or it is torn: then it is as slow as ever
        return _parse(source, path)


def _loaded(python: str) -> Any:
    exec(python, names := dict[str, Any]())
    return names["ffi"]


def _parse(source: str, path: Path) -> Any:
    stand_in = sys.modules.pop("cffi")
    try:
        import cffi

        ffi = cffi.FFI()
        ffi.cdef(source)
        if not sys.dont_write_bytecode:
            # cffi says on the standard output what it writes
            with contextlib.suppress(OSError), contextlib.redirect_stdout(None):
                part = path.with_suffix(f".{os.getpid()}.part")
                path.parent.mkdir(exist_ok=True)
                ffi.set_source(path.stem.replace("-", "_"), None)
                ffi.emit_python_code(str(part))
                part.replace(path)
        return ffi
    finally:
        sys.modules["cffi"] = stand_in  # until WeasyPrint is imported


def write_quickly() -> None:
    """Put the functions below in the place of the engine's own."""
    import pydyf
    import weasyprint.css as css
    import weasyprint.svg.utils as svg

    if REPLACED:
        return
    makers: list[tuple[Any, str, Callable[..., Any]]] = [
        (pydyf, "_to_bytes", _to_bytes_after),
        (svg, "size", _size_after),
        (svg, "point", _point_after),
        (svg, "parse_url", _parse_url_after),
    ]
    for home, key, maker in makers:
        old = getattr(home, key)
        new = maker(old)
        for name, module in list(sys.modules.items()):
            family = name.startswith(("weasyprint.svg", "pydyf"))
            if family and vars(module).get(key) is old:
                setattr(module, key, new)
                REPLACED.append((module, key, old))

    style = css.ComputedStyle
    REPLACED.append((style, "__missing__", style.__missing__))
    style.__missing__ = _missing_after(style.__missing__, css)


def write_as_ever() -> None:
    """Put the engine's own functions back."""
    for module, key, old in REPLACED:
        setattr(module, key, old)
    REPLACED.clear()


REPLACED: list[tuple[Any, str, Any]] = []


def _to_bytes_after(slow: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    """pydyf's: a PDF's numbers, asked for by what comes most often."""

    def to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is float:
            return b"%d" % item if item.is_integer() else (b"%f" % item).rstrip(b"0")
        if kind is int:
            return b"%d" % item
        return slow(item)

    return to_bytes


def _size_after(slow: Callable[..., float]) -> Callable[..., float]:
    """svg.utils': a plain number needs no search for its unit."""

    def size(string: Any, font_size: Any = None, reference: Any = None) -> float:
        try:
            return float(string) if string else 0
        except ValueError:
            return slow(string, font_size, reference)

    return size


def _point_after(slow: Callable[..., Any]) -> Callable[..., Any]:
    """svg.utils': the first two numbers of a normalized text, cut off without a pattern."""

    def point(svg: Any, string: str, font_size: Any) -> Any:
        parts = string.split(" ", 2)
        if len(parts) < 2 or "\n" in string:
            return slow(svg, string, font_size)
        rest = parts[2] if len(parts) > 2 else ""
        return *svg.point(parts[0], parts[1], font_size), rest

    return point


def _parse_url_after(slow: Callable[..., Any]) -> Callable[..., Any]:
    """svg.utils': most attributes that may hold an address are not there."""
    nothing = slow(None)
    return lambda url: slow(url) if url else nothing


def _missing_after(slow: Callable[[Any, str], Any], css: Any) -> Callable[[Any, str], Any]:
    """ComputedStyle's: what no rule sets is the parent's, or what it is at the start.

    Left to the engine are properties that others hang on, and those that are computed.
    """
    special = {"float", "display", "position", "page", *css.PHYSICAL_FUNCTIONS}
    simple = {key for key in {*css.INITIAL_VALUES, *css.INHERITED} - special
              if not key.startswith(("__", "text_decoration_"))}  # fmt: skip
    handed_down = frozenset(simple & set(css.INHERITED))
    initial = {key: css.INITIAL_VALUES[key]
               for key in simple - handed_down - set(css.INITIAL_NOT_COMPUTED)}  # fmt: skip

    def missing(style: Any, key: str) -> Any:
        if key not in style.cascaded:
            if key in initial:
                value = style[key] = initial[key]
                return value
            if key in handed_down and style.parent_style is not None:
                value = style[key] = style.parent_style[key]
                return value
        return slow(style, key)

    return missing
