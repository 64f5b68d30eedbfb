"""While it lasts, WeasyPrint is imported with less: C declarations that are ready, no subsetter.

Only for the versions that quick_engine.py was written for.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import types
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parent / "__pycache__"  # beside Python's own compiled files
# fontTools' subsetter takes 70 ms to import, and HarfBuzz's does its work where that is there
LATE = ("fontTools.subset", "fontTools.varLib.instancer")


@contextlib.contextmanager
def quick_import(folder: Path = KEPT) -> Iterator[None]:
    """Stand-ins for cffi and fontTools' subsetter, as long as neither is imported yet.

    WeasyPrint declares Pango and HarfBuzz in C, and cffi takes 0.1 s to parse that. What it gives
    is kept in `folder`, by a hash of the declarations, in the form that cffi has for it
    ("out-of-line, ABI mode").
    """
    cffi: Any = types.ModuleType("cffi")
    cffi.FFI = lambda: _Declarations(folder)
    stand_ins = {"cffi": cffi} | {name: _late(name) for name in LATE}
    stand_ins = {name: one for name, one in stand_ins.items() if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, one in stand_ins.items():
            if sys.modules.get(name) is one:
                del sys.modules[name]


def _late(name: str) -> Any:
    """A module whose functions and classes are fetched from the real one when they are called."""

    def attribute(word: str) -> Callable[..., Any]:
        if word.startswith("__"):
            raise AttributeError(word)
        return lambda *args, **options: getattr(import_module(name), word)(*args, **options)

    module: Any = types.ModuleType(name)
    module.__getattr__ = attribute
    return module


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
    import _cffi_backend

    of = (_cffi_backend.__version__, sys.version, source)
    key = hashlib.sha256(repr(of).encode()).hexdigest()
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
