"""A life cycle as an SVG picture: states in a column, arrows on to the right, returns to the left.

The same table gives the same picture, and no browser is needed. `states/layout.py` places what is
written here; looks are attributes of each part, so the picture may stand on a page that allows no
style of its own. A further look is one line of `_LOOKS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import groupby
from typing import Any

from kernel.words import Language, Text
from states.definition import LifeCycle, Phase
from states.diagram import Arrow
from states.layout import LINE, MARGIN, TITLE, Box, Layout

_FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
_LOOKS: Mapping[str, Mapping[str, str]] = {
    "root": {"font-family": _FONT, "font-size": "12", "fill": "#1f2933"},
    "title": {"font-size": "20", "font-weight": "600"},
    "state": {"font-size": "14", "font-weight": "600"},
    "kept": {"fill": "#52606d"},
    "phase": {"font-size": "13", "fill": "#486581"},
    "band": {"fill": "#f0f4f8"},
    "box": {"fill": "#fff", "stroke": "#486581", "stroke-width": "1.5"},
    "first": {"stroke-width": "3"},
    "last": {"fill": "#e4e7eb", "stroke": "#7b8794"},
    "passed": {"fill": "#e6f3ea", "stroke": "#1f6b3a"},
    "here": {"fill": "#fbeaea", "stroke": "#8f1d1d", "stroke-width": "4"},
    "arrow": {"fill": "none", "stroke": "#486581", "stroke-width": "1.4"},
    "back": {"stroke": "#b44d12"},
    "end": {"stroke": "#9aa5b1"},
    "clock": {"stroke-dasharray": "5 4"},
    "event": {},
    "return": {"fill": "#8d2b0b"},
}
"""Look → its attributes; of several looks the later one wins."""

_HEADS = {"on": "#486581", "back": "#b44d12", "end": "#7b8794"}
"""The arrowheads by name, with their colours."""

_LEGEND = (
    Text(
        "直线和右侧：向前（灰色：结束）　左侧褐色：退回",
        "straight, right: onwards (grey: to an end); left, brown: back",
    ),
    Text(
        "虚线：由系统计时　框内“·”：不改变状态的事件",
        "dashed: by the clock; · in a box: events that keep the state",
    ),
)


_NOW = Text("当前", "Now")


def svg(
    cycle: LifeCycle[Any, Any],
    language: Language = "zh",
    *,
    here: str = "",
    passed: Mapping[str, str] = {},
) -> str:
    """Return `cycle` as an SVG picture; posts appear when the pointer rests on a label.

    Args:
        cycle: The life cycle.
        language: The language of the labels.
        here: The state of a case that is shown on it; it is lit.
        passed: The states that the case has been in, each with when, in words.
    """
    notes = dict(passed)
    if here:
        notes[here] = " ".join(filter(None, (_NOW.say(language), notes.get(here))))
    return _Picture(Layout(cycle, language, notes), here).draw()


class _Picture:
    """Writes one layout."""

    def __init__(self, at: Layout, here: str) -> None:
        self.at, self.here = at, here
        self.language = at.language

    def draw(self) -> str:
        """Return the picture."""
        width, height = self.at.width, self.at.bottom + MARGIN + LINE
        size = f'width="{width}" height="{height}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}"'
        parts = [
            f'{head} role="img"{_look("root")}>',
            f"<title>{escape(self.at.title)}</title>",
            _heads(),
            f'<rect {size} fill="#fff"/>',
            _words("title", MARGIN, TITLE - 16, self.at.title),
        ]
        parts += self._bands()
        for here, many in self.at.down.items():
            parts += [self._straight(here, arrow, n) for n, arrow in enumerate(many)]
        for side, lanes in self.at.lanes.items():
            parts += [self._lane(side, number) for number in range(len(lanes))]
        parts += [self._box(box) for box in self.at.boxes]
        parts += [
            _words("kept", MARGIN, self.at.bottom + 8 + LINE * n, line.say(self.language))
            for n, line in enumerate(_LEGEND)
        ]
        return "\n".join([*parts, "</svg>"]) + "\n"

    def _bands(self) -> list[str]:
        """Return the phases as bands behind the states."""
        found: list[str] = []
        if not self.at.cycle.phases:
            return found
        for phase, many in groupby(self.at.boxes, key=self._phase):
            boxes = list(many)
            top, low = boxes[0].top - 8, boxes[-1].top + boxes[-1].height + 8
            found.append(
                f'<rect{_look("band")} x="{MARGIN - 12}" y="{top}" rx="8" '
                f'width="{self.at.width - 2 * MARGIN + 24}" height="{low - top}"/>'
                + _words("phase", MARGIN, top + 24, phase.label.say(self.language))
            )
        return found

    def _phase(self, box: Box) -> Phase:
        return self.at.cycle.phases[self.at.cycle.state(box.state)]

    def _box(self, box: Box) -> str:
        looks = ["box"]
        if box.state == self.at.cycle.initial.value:
            looks.append("first")
        if self.at.cycle.is_final(box.state):
            looks.append("last")
        if box.note:
            looks.append("here" if box.state == self.here else "passed")
        middle = self.at.left + self.at.box // 2
        y = box.top + (box.height - box.print_height) // 2 + 15
        return (
            f'<rect{_look(*looks)} x="{self.at.left}" y="{box.top}" width="{self.at.box}" '
            f'height="{box.height}" rx="6"/>'
            + _words("state", middle, y, box.label, "middle")
            + "".join(
                _words("kept", middle, y + 19 + LINE * n, words, "middle")
                for n, words in enumerate(box.small)
            )
        )

    def _straight(self, here: int, arrow: Arrow, n: int) -> str:
        """Return an arrow to the next state, with its label beside it; several share the arrow."""
        box, following = self.at.boxes[here], self.at.boxes[here + 1]
        x, y = self.at.left + self.at.box // 2, box.top + box.height
        line = _arrow(_looks(arrow), "on", f"M{x} {y}V{following.top - 1}") if n == 0 else ""
        return line + self._label(arrow, x + 10, y + 19 + LINE * n)

    def _lane(self, side: str, number: int) -> str:
        """Return an arrow that runs beside the boxes; sources that share it flow together."""
        arrow, x = self.at.lanes[side][number], self.at.x_of(side, number)
        edge, sign = (self.at.right, 1) if side == "right" else (self.at.left, -1)
        looks, head = self._lane_looks(arrow, side)
        entry = self.at.boxes[self.at.index[arrow.target]].entry
        ports = [self.at.boxes[self.at.index[one]].port(side, number) for one in arrow.sources]
        stubs = "".join(f"M{edge} {y}H{x}" for y in ports)
        trunk = f"M{x} {min(*ports, entry)}V{max(*ports, entry)}"
        labels = [self._label(arrow, edge + 8 * sign, y - 4, side) for y in ports]
        return (
            f'<path{_look(*looks)} d="{stubs}{trunk}"/>'
            + _arrow(looks, head, f"M{x} {entry}H{edge + sign}")
            + "".join(labels)
        )

    def _lane_looks(self, arrow: Arrow, side: str) -> tuple[tuple[str, ...], str]:
        """Return the looks of a lane and the name of its arrowhead."""
        if side == "left":
            return (*_looks(arrow), "back"), "back"
        if self.at.cycle.is_final(arrow.target):
            return (*_looks(arrow), "end"), "end"
        return _looks(arrow), "on"

    def _label(self, arrow: Arrow, x: int, y: int, side: str = "right") -> str:
        """Return the name of an event; who may give it appears under the pointer."""
        separator = "、" if self.language == "zh" else ", "
        by = separator.join(post.label.say(self.language) for post in arrow.by)
        looks, anchor = ("return", "end") if side == "left" else ("event", "start")
        return _words(looks, x, y, arrow.event.say(self.language), anchor, by)


def _looks(arrow: Arrow) -> tuple[str, ...]:
    return ("arrow", "clock") if arrow.is_of_clock else ("arrow",)


def _look(*names: str) -> str:
    """Return the attributes of looks laid over each other."""
    merged = {key: value for name in names for key, value in _LOOKS[name].items()}
    return "".join(f' {key}="{value}"' for key, value in merged.items())


def _arrow(looks: tuple[str, ...], head: str, path: str) -> str:
    return f'<path{_look(*looks)} marker-end="url(#{head})" d="{path}"/>'


def _words(look: str, x: int, y: int, words: str, anchor: str = "start", hint: str = "") -> str:
    hung = f"<title>{escape(hint)}</title>" if hint else ""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text{_look(look)} x="{x}" y="{y}"{side}>{escape(words)}{hung}</text>'


def _heads() -> str:
    made = (
        f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" '
        f'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0L10 5L0 10z" fill="{colour}"/></marker>'
        for name, colour in _HEADS.items()
    )
    return f"<defs>{''.join(made)}</defs>"
