"""Puts the colours of a proved PDF into inks, and leaves all else of it where it stands.

Every way in which a PDF can name a colour is rewritten, or told as a fault (ISO 32000-1, 8.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator

from press.colour import code_of
from press.prepress.inks import BLACK, Ink, Inks
from press.prepress.pictures import Profile, put_into_inks

TAGGING = frozenset(("BDC", "BMC", "EMC", "MP", "DP"))
OPERATORS = {"rg": ("k", False), "RG": ("K", True), "g": ("k", False), "G": ("K", True)}
SPACES = frozenset(("cs", "CS", "sc", "SC", "scn", "SCN"))
OVER, OUT = Name("/PressOver"), Name("/PressOut")
# Black type is printed over its ground, so that no white shows where the plates miss each other.
OVERPRINT = {
    OVER: Dictionary(Type=Name.ExtGState, op=True, OP=False, OPM=1),
    OUT: Dictionary(Type=Name.ExtGState, op=False, OP=False, OPM=0),
}
INSIDE = ("/XObject", "/Pattern", "/Shading")


@dataclass
class Separator:
    """Separates one PDF. What has no ink is kept here: colours and other things, by their page."""

    inks: Inks
    intent: Profile
    colours: dict[str, int] = field(default_factory=dict)
    faults: dict[tuple[str, str], int] = field(default_factory=dict)  # code and what it is
    _page: int = 0
    _seen: set[tuple[int, int]] = field(default_factory=set)

    def separate(self, pdf: pikepdf.Pdf) -> None:
        """Rewrite every page and all that it draws with."""
        for number, page in enumerate(pdf.pages, 1):
            self._page = number
            begin = [_step(BLACK, "k"), _step(BLACK, "K")]  # a page begins in grey otherwise
            body = pikepdf.unparse_content_stream([*begin, *self._steps(page)])
            page.obj.Contents = pdf.make_stream(body)
            self._resources(page.obj.get("/Resources"))

    def _steps(self, stream: Any) -> Iterator[Any]:
        """The steps of a content stream, in inks, without the marks that tied them to tags."""
        fill: Ink | None = None
        over = in_text = False
        for step in pikepdf.parse_content_stream(stream):
            name = str(step.operator)
            if name in TAGGING:
                continue
            if name == "Q":
                fill = None  # what it was before is not kept: such type is not printed over
            elif name in OPERATORS:
                target, line = OPERATORS[name]
                ink = self._ink(step.operands, line)
                fill = fill if line else ink
                step = _step(ink, target)
            elif name == "k":
                fill = tuple(float(part) * 100 for part in step.operands)  # type: ignore[assignment]
            elif name in SPACES or name == "INLINE IMAGE":
                fill = None
                self._judge_space(name, step)
            elif name in ("BT", "ET"):
                in_text = name == "BT"
            yield step
            if over != (in_text and fill == BLACK):
                over = not over
                yield ContentStreamInstruction([OVER if over else OUT], Operator("gs"))

    def _ink(self, parts: Any, line: bool) -> Ink:
        """The ink of the numbers of `rg` or `g`; where the table has none, the colour is kept."""
        shares = [float(part) for part in parts]
        red, green, blue = shares if len(shares) == 3 else shares * 3
        colour = code_of(part * 255 for part in (red, green, blue))
        ink = self.inks.of(colour, line)
        if ink is None:
            self.colours.setdefault(colour, self._page)
        return ink or BLACK

    def _judge_space(self, name: str, step: Any) -> None:
        """Patterns may be named; other spaces come by `lab()` and its kin."""
        if name == "INLINE IMAGE":
            self._fault("X103", "a picture within the page's own drawing")
        elif not isinstance(step.operands[-1], Name):
            self._fault("X103", "a colour that is not red, green and blue")

    def _fault(self, code: str, what: str) -> None:
        self.faults.setdefault((code, what), self._page)

    def _new(self, item: Any) -> bool:
        """Whether this object has not been met yet; what lies inside another is always new."""
        known = item.objgen in self._seen
        if item.is_indirect:
            self._seen.add(item.objgen)
        return not known

    def _resources(self, resources: Any) -> None:
        if resources is None or not self._new(resources):
            return
        if "/ColorSpace" in resources:
            del resources.ColorSpace  # none of these is used now: see _judge_space
        if "/ExtGState" not in resources:
            resources.ExtGState = Dictionary()
        for state in resources.ExtGState.values():
            self._state(state)
        for name, state in OVERPRINT.items():
            resources.ExtGState[name] = state
        for kind in INSIDE:
            for item in resources.get(kind, {}).values():
                self._item(item)

    def _state(self, state: Any) -> None:
        """What a graphics state brings: a mask to be separated; blending that adds ink to ink."""
        if state.get("/BM", Name.Normal) not in (Name.Normal, Name.Compatible):
            self._fault("X103", "a blend of one colour into another")
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and self._new(mask.G):
            self._form(mask.G)

    def _item(self, item: Any) -> None:
        if not self._new(item):
            return
        if item.get("/Subtype") == Name.Image:
            if fault := put_into_inks(item, self.intent):
                self._fault("X104", fault)
        elif item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1:
            self._form(item)
        elif "/ShadingType" in item or "/Shading" in item:
            self._shading(item.get("/Shading", item))

    def _form(self, form: Any) -> None:
        form.write(pikepdf.unparse_content_stream(list(self._steps(form))))
        if "/CS" in form.get("/Group", {}):
            form.Group.CS = Name.DeviceCMYK  # where it is blended
        self._resources(form.get("/Resources"))

    def _shading(self, shading: Any) -> None:
        if shading.ColorSpace in (Name.DeviceGray, Name.DeviceCMYK):
            return
        functions = list(_ends_of(shading.get("/Function")))
        if not _is_rgb(shading.ColorSpace) or not functions or "/Background" in shading:
            self._fault("X103", "a gradient of another kind")
            return
        for function in functions:
            for end in ("/C0", "/C1"):
                ink = self._ink(function[end], line=False)
                function[end] = Array([round(part / 100, 4) for part in ink])
        shading.ColorSpace = Name.DeviceCMYK


def _step(ink: Ink, operator: str) -> ContentStreamInstruction:
    return ContentStreamInstruction([round(part / 100, 4) for part in ink], Operator(operator))


def _is_rgb(space: Any) -> bool:
    """Whether a colour space is RGB as it comes, or by a profile, as PDF/A writes it."""
    if isinstance(space, Array) and space[0] == Name.ICCBased:
        return bool(space[1].N == 3)
    return bool(space == Name.DeviceRGB)


def _ends_of(function: Any) -> Iterator[Any]:
    """The two-colour functions that a gradient is made of; none where it is of another kind."""
    kind = function.get("/FunctionType") if isinstance(function, Dictionary) else None
    if kind == 2:
        yield function
    elif kind == 3:
        for part in function.Functions:
            yield from _ends_of(part)
