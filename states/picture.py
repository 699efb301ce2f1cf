"""A life cycle as an SVG picture: states in a column, arrows on to the right, returns to the left.

The same table gives the same picture, and no browser is needed. `states/layout.py` places what is
written here; looks are the style sheet below, which is in the picture itself.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Any

from kernel.words import Language, Text
from states.definition import LifeCycle, Phase
from states.diagram import Arrow
from states.layout import LINE, MARGIN, TITLE, Box, Layout

_STYLE = """
text{font-family:"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
text{font-size:12px;fill:#1f2933}
.t{font-size:20px;font-weight:600}.s{font-size:14px;font-weight:600}.k{fill:#52606d}
.p{font-size:13px;fill:#486581}.r{fill:#8d2b0b}
.b{fill:#fff;stroke:#486581;stroke-width:1.5}.first{stroke-width:3}
.last{fill:#e4e7eb;stroke:#7b8794}.band{fill:#f0f4f8}
.a{fill:none;stroke:#486581;stroke-width:1.4}.back{stroke:#b44d12}.end{stroke:#9aa5b1}
.clock{stroke-dasharray:5 4}
"""

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


def svg(cycle: LifeCycle[Any, Any], language: Language = "zh") -> str:
    """Return `cycle` as an SVG picture; posts appear when the pointer rests on a label.

    Args:
        cycle: The life cycle.
        language: The language of the labels.
    """
    return _Picture(Layout(cycle, language)).draw()


class _Picture:
    """Writes one layout."""

    def __init__(self, at: Layout) -> None:
        self.at = at
        self.language = at.language

    def draw(self) -> str:
        """Return the picture."""
        width, height = self.at.width, self.at.bottom + MARGIN + LINE
        size = f'width="{width}" height="{height}"'
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">',
            f"<title>{escape(self.at.title)}</title>",
            f"<style>{_STYLE}</style>",
            _heads(),
            f'<rect {size} fill="#fff"/>',
            _words("t", MARGIN, TITLE - 16, self.at.title),
        ]
        parts += self._bands()
        for here, many in self.at.down.items():
            parts += [self._straight(here, arrow, n) for n, arrow in enumerate(many)]
        for side, lanes in self.at.lanes.items():
            parts += [self._lane(side, number) for number in range(len(lanes))]
        parts += [self._box(box) for box in self.at.boxes]
        parts += [
            _words("k", MARGIN, self.at.bottom + 8 + LINE * n, line.say(self.language))
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
                f'<rect class="band" x="{MARGIN - 12}" y="{top}" rx="8" '
                f'width="{self.at.width - 2 * MARGIN + 24}" height="{low - top}"/>'
                + _words("p", MARGIN, top + 24, phase.label.say(self.language))
            )
        return found

    def _phase(self, box: Box) -> Phase:
        return self.at.cycle.phases[self.at.cycle.state(box.state)]

    def _box(self, box: Box) -> str:
        looks = "b"
        if box.state == self.at.cycle.initial.value:
            looks += " first"
        if self.at.cycle.is_final(box.state):
            looks += " last"
        middle = self.at.left + self.at.box // 2
        y = box.top + (box.height - box.print_height) // 2 + 15
        return (
            f'<rect class="{looks}" x="{self.at.left}" y="{box.top}" width="{self.at.box}" '
            f'height="{box.height}" rx="6"/>'
            + _words("s", middle, y, box.label, "middle")
            + "".join(
                _words("k", middle, y + 19 + LINE * n, words, "middle")
                for n, words in enumerate(box.kept)
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
            f'<path class="{looks}" d="{stubs}{trunk}"/>'
            + _arrow(looks, head, f"M{x} {entry}H{edge + sign}")
            + "".join(labels)
        )

    def _lane_looks(self, arrow: Arrow, side: str) -> tuple[str, str]:
        """Return the classes of a lane and the name of its arrowhead."""
        if side == "left":
            return f"{_looks(arrow)} back", "back"
        if self.at.cycle.is_final(arrow.target):
            return f"{_looks(arrow)} end", "end"
        return _looks(arrow), "on"

    def _label(self, arrow: Arrow, x: int, y: int, side: str = "right") -> str:
        """Return the name of an event; who may give it appears under the pointer."""
        separator = "、" if self.language == "zh" else ", "
        by = separator.join(post.label.say(self.language) for post in arrow.by)
        looks, anchor = ("r", "end") if side == "left" else ("e", "start")
        return _words(looks, x, y, arrow.event.say(self.language), anchor, by)


def _looks(arrow: Arrow) -> str:
    return "a clock" if arrow.is_of_clock else "a"


def _arrow(looks: str, head: str, path: str) -> str:
    return f'<path class="{looks}" marker-end="url(#{head})" d="{path}"/>'


def _words(looks: str, x: int, y: int, words: str, anchor: str = "start", hint: str = "") -> str:
    hung = f"<title>{escape(hint)}</title>" if hint else ""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{looks}" x="{x}" y="{y}"{side}>{escape(words)}{hung}</text>'


def _heads() -> str:
    made = (
        f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" '
        f'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0L10 5L0 10z" fill="{colour}"/></marker>'
        for name, colour in _HEADS.items()
    )
    return f"<defs>{''.join(made)}</defs>"
