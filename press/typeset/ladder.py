"""The largest step of a ladder that fits, while the next does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

STRIDES = (1, 1, 2, 4)  # an editor fills the page, so the answer lies mostly near the foot


def largest_that_fits(
    ladder: Sequence[float], fits: Callable[[float], bool], top_first: bool = False
) -> float | None:
    """The last step of `ladder` that fits, or None where the first does not.

    Strides up from the foot until a step does not fit, then bisects what lies between: so the
    step that is given fits, and the next was tried and does not. What fits at a size fits at each
    smaller one (measured: ENGINE.md, 121 sizes).
    """
    if not fits(ladder[0]):
        return None
    low, high = 0, len(ladder)
    if top_first:  # worth a try where a layout is cheap, and the text may be short
        if fits(ladder[-1]):
            return ladder[-1]
        high -= 1
    for stride in STRIDES:
        if low + stride >= high or not fits(ladder[low + stride]):
            high = min(high, low + stride)
            break
        low += stride
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(ladder[middle]) else (low, middle)
    return ladder[low]


def is_largest(ladder: Sequence[float], fits: Callable[[float], bool], guess: float) -> bool:
    """Whether `guess` is what `largest_that_fits` would find: it fits, and the next does not."""
    if not fits(guess):
        return False
    above = ladder.index(guess) + 1
    return above == len(ladder) or not fits(ladder[above])
