"""Makes the engine cheaper to import and to write with, while every byte stays the same.

The one door, with quick_import.py, to private names of WeasyPrint and pydyf. Each function here
stands for one of theirs of the same name, and gives what that gives; tests/test_quick.py compares
the PDFs. It was written for the versions below: beside any other it does nothing.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from press.typeset.quick_import import quick_import

WRITTEN_FOR = {"weasyprint": "70.0", "pydyf": "0.13.0", "cffi": "2.1.1"}


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
    try:
        with quick_import() if known else contextlib.nullcontext(), _without_compilers():
            import weasyprint
    except OSError:  # on a machine where only a compiler knows where its libraries lie
        import weasyprint
    if known:
        write_quickly()
    return weasyprint


@contextlib.contextmanager
def _without_compilers() -> Iterator[None]:
    """Let libraries be looked for by the loader and its cache alone.

    Python starts gcc and ld, 16 times each, for the names that a library has elsewhere; each leaves
    a file behind where it is killed.
    """
    given = {name: getattr(ctypes.util, name, None) for name in ("_findLib_gcc", "_findLib_ld")}
    for name in given:
        setattr(ctypes.util, name, lambda library: None)
    try:
        yield
    finally:
        for name, function in given.items():
            setattr(ctypes.util, name, function)


def write_quickly() -> None:
    """Put the functions below in the place of the engine's own."""
    import pydyf
    import weasyprint.css as css
    import weasyprint.images as images
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

    image = images.SVGImage
    REPLACED.append((image, "draw", image.draw))
    setattr(image, "draw", _draw_after(image.draw))  # noqa: B010 - as the others
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


# what a stream remembers of its last steps, and leaves out where they would be the same again
REMEMBERED = ("_current_color", "_current_color_stroke", "_current_alpha", "_current_alpha_stroke",
              "_current_font")  # fmt: skip
OPACITIES = ("a", "A")  # the names of states that mean the same in every stream


def _draw_after(slow: Callable[..., None]) -> Callable[..., None]:
    """images.SVGImage's: what was drawn once in a size is drawn again by the same steps.

    Unless it took or left anything in its stream but steps and opacities.
    """

    def draw(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
        memory = tuple(getattr(stream, name) for name in REMEMBERED)
        drawn = vars(image).setdefault("drawn", {})
        known = drawn.get((width, height, memory))
        states = stream._resources["ExtGState"]
        if known:
            steps, opacities, after = known
            stream.stream.append(steps)
            for name, opacity in opacities.items():
                states.setdefault(name, opacity)
            for name, value in zip(REMEMBERED, after, strict=True):
                setattr(stream, name, value)
            return
        start, before, others = len(stream.stream), dict(states), _held_by(stream)
        slow(image, stream, width, height, style)
        steps = stream.stream[start:]
        new = {name: state for name, state in states.items() if name not in before}
        plain = all(type(step) is bytes for step in steps) and others == _held_by(stream)
        if steps and plain and all(name.startswith(OPACITIES) for name in new):
            used = {name for step in steps for name in _states_in(step)}
            after = tuple(getattr(stream, name) for name in REMEMBERED)
            kept = {name: state for name, state in states.items() if name in used}
            drawn[width, height, memory] = (b"\n".join(steps), kept, after)

    return draw


def _states_in(step: bytes) -> list[str]:
    """The state that a step names."""
    return [step[1:-3].decode()] if step.endswith(b" gs") else []


def _held_by(stream: Any) -> tuple[Any, ...]:
    """How many things of each kind a stream has, beside states, and how deep it is."""
    counts = [(kind, len(held)) for kind, held in stream._resources.items()
              if kind != "ExtGState" and hasattr(held, "__len__")]  # fmt: skip
    return (*counts, len(stream._images), len(stream._fonts), stream.ctm.values)


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
