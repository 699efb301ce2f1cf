"""Horizontal bars in parts, each with its number: how many units stand where, plan against fact.

Parts take the looks of `drawing.css`; the number of the whole stands behind the bar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from states.layout import width_of
from web.svg.frame import box, drawing, fitted, words

_LABEL, _ROW, _SIDE = 150, 30, 110


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar."""

    label: str
    count: int
    look: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    label: str
    parts: tuple[Part, ...]
    told: str = ""
    """What stands behind it; the sum when nothing is told."""

    @property
    def whole(self) -> int:
        """Return the sum of the parts."""
        return sum(one.count for one in self.parts)


def bars(many: Sequence[Bar], title: str, wide: int = 360) -> Markup:
    """Return the bars, the longest of them `wide`; nothing of nothing."""
    longest = max((one.whole for one in many), default=0)
    if not longest:
        return Markup("")
    parts = [
        part for at, bar in enumerate(many) for part in _bar(bar, 4 + _ROW * at, wide / longest)
    ]
    return drawing(_LABEL + wide + _SIDE, 8 + _ROW * len(many), title, parts)


def _bar(bar: Bar, top: int, scale: float) -> Iterator[Markup]:
    yield words(_LABEL - 10, top + 18, fitted(bar.label, _LABEL - 14), "label", "end")
    x = float(_LABEL)
    for one in bar.parts:
        if not one.count:
            continue
        width = one.count * scale
        yield box(x, top + 4, width, 20, one.look, f"{bar.label} {one.label} {one.count}")
        if width > width_of(str(one.count)) + 8:
            yield words(x + width / 2, top + 18.5, str(one.count), f"in {one.look}", "middle")
        x += width
    yield words(x + 8, top + 18.5, bar.told or str(bar.whole), "small")
