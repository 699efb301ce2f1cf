"""Lines over points in order: what was planned and what was, year by year.

Each line takes a look of `drawing.css`; its name stands at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from web.svg.frame import drawing, mark, stroke, words

_LEFT, _WIDE, _TOP, _HIGH, _RIGHT, _FOOT = 52, 420, 16, 200, 120, 28
_STEPS = 4
_APART = 15


@dataclass(frozen=True, slots=True)
class Curve:
    """One line; a point without a number ends it."""

    label: str
    look: str
    points: tuple[float | None, ...]


def lines(names: Sequence[str], curves: Sequence[Curve], title: str, unit: str = "") -> Markup:
    """Return the lines over `names`; nothing of nothing."""
    top = _round_up(max((p for one in curves for p in one.points if p is not None), default=0))
    if not names or not top:
        return Markup("")
    step = _WIDE / max(len(names) - 1, 1)
    parts = [*_grid(names, step, top, unit)]
    taken: list[float] = []
    for curve in curves:
        parts += _curve(curve, step, top, taken)
    return drawing(_LEFT + _WIDE + _RIGHT, _TOP + _HIGH + _FOOT, title, parts)


def _round_up(most: float) -> float:
    """Return the next number that four steps divide evenly.

    Example:
        >>> _round_up(37), _round_up(100), _round_up(0)
        (40, 120, 0)
    """
    size = 4
    while size * 10 < most:
        size *= 10
    return next((n * size for n in range(1, 26) if n * size >= most), most) if most else 0


def _y(value: float, top: float) -> float:
    return _TOP + _HIGH * (1 - value / top)


def _grid(names: Sequence[str], step: float, top: float, unit: str) -> Iterator[Markup]:
    for n in range(_STEPS + 1):
        value = top * n / _STEPS
        y = _y(value, top)
        yield stroke(f"M{_LEFT} {y:.1f}H{_LEFT + _WIDE}", "rule")
        yield words(_LEFT - 8, y + 4, f"{value:g}{unit}", "small", "end")
    every = -(-len(names) // 12)
    for at, name in enumerate(names):
        if at % every == 0:
            yield words(_LEFT + step * at, _TOP + _HIGH + 20, name, "small", "middle")


def _curve(curve: Curve, step: float, top: float, taken: list[float]) -> Iterator[Markup]:
    spots = [
        (_LEFT + step * at, _y(value, top), value)
        for at, value in enumerate(curve.points)
        if value is not None
    ]
    if not spots:
        return
    yield stroke("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y, _ in spots), f"curve {curve.look}")
    for x, y, value in spots:
        yield mark(x, y, f"spot {curve.look}", f"{curve.label} {value:g}", 4)
    x, y, value = spots[-1]
    while any(abs(y - other) < _APART for other in taken):
        y -= _APART
    taken.append(y)
    yield words(x + 10, y + 4, f"{curve.label} {value:g}", f"name {curve.look}")
