"""A life cycle as an SVG picture: states in a column, arrows on to the right, returns to the left.

Drawn by arithmetic alone, so the same table gives the same picture. Looks are the constants below;
the style sheet is in the picture itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Any

from kernel.words import Language, Text
from states.definition import LifeCycle
from states.diagram import Arrow, arrows, kept_events

_MARGIN, _TITLE = 28, 56
_BOX, _PAD, _ROW = 230, 12, 22
_LANE, _GAP = 16, 26
_BAND = 96
_FONT, _SMALL = 14, 12
_FIRST_WIDE = 0x2E80

_STYLE = (
    'text{font-family:"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",'
    "sans-serif;fill:#1f2933}"
    ".t{font-size:20px;font-weight:600}.s{font-size:14px;font-weight:600}"
    ".k{font-size:12px;fill:#52606d}.e{font-size:12px}.p{font-size:13px;fill:#486581}"
    ".b{fill:#fff;stroke:#486581;stroke-width:1.5}.first{stroke-width:3}"
    ".last{fill:#e4e7eb;stroke:#7b8794}.band{fill:#f0f4f8}"
    ".a{fill:none;stroke:#486581;stroke-width:1.4}.back{stroke:#b44d12}.end{stroke:#9aa5b1}.clock{stroke-dasharray:5 4}"
    ".eb{fill:#8d2b0b}"
)

_LEGEND = Text(
    "直线和右侧：向前（灰色：结束）　左侧褐色：退回　虚线：由系统计时　框内“·”：不改变状态的事件",
    "straight and right: onwards (grey: to an end); left, brown: back; dashed: by the clock; "
    "· in a box: events that keep the state",
)
_VERSION = Text("第 {version} 版", "version {version}")


@dataclass
class _Box:
    """One state on the page."""

    state: str
    label: str
    kept: list[str]
    top: int = 0
    height: int = 0
    out: dict[str, list[int]] = field(default_factory=lambda: {"left": [], "right": []})
    """Side → numbers of the lanes that leave here."""
    entered: set[str] = field(default_factory=set)
    """The sides on which arrows arrive."""

    def port(self, side: str, lane: int) -> int:
        """Return the height at which lane number `lane` leaves on `side`."""
        return self.top + _PAD + _ROW * (self.out[side].index(lane) + (side in self.entered)) + 8

    @property
    def entry(self) -> int:
        """Return the height at which arrows arrive."""
        return self.top + _PAD + 4


def width_of(words: str, size: int = _SMALL) -> int:
    """Return about how wide `words` are in print: Chinese is square, Latin about half.

    Example:
        >>> width_of("轮次", 10), width_of("ab", 10)
        (20, 12)
    """
    wide = sum(ord(letter) >= _FIRST_WIDE for letter in words)
    return int(wide * size + (len(words) - wide) * size * 0.6)


class _Page:
    """Places everything, then writes it."""

    def __init__(self, cycle: LifeCycle[Any, Any], language: Language) -> None:
        self.cycle, self.language = cycle, language
        self.boxes = [
            _Box(
                state.value,
                state.label.say(language),
                _wrapped([event.say(language) for event in kept_events(cycle, state.value)]),
            )
            for state in cycle.states
        ]
        self.index = {box.state: at for at, box in enumerate(self.boxes)}
        self.down: dict[int, list[Arrow]] = {}
        self.lanes: dict[str, list[Arrow]] = {"left": [], "right": []}
        for arrow in arrows(cycle):
            self._sort(arrow)
        self._stack()
        self.column = {side: self._columns(side) for side in ("left", "right")}
        self._spread()

    def _sort(self, arrow: Arrow) -> None:
        """Say of each source of an arrow whether it goes straight down or by a lane."""
        to = self.index[arrow.target]
        straight = [source for source in arrow.sources if self.index[source] + 1 == to]
        for source in straight:
            self.down.setdefault(self.index[source], []).append(arrow)
        for side, there in (("right", True), ("left", False)):
            sources = tuple(
                source
                for source in arrow.sources
                if source not in straight and (self.index[source] < to) is there
            )
            if sources:
                number = len(self.lanes[side])
                self.lanes[side].append(Arrow(arrow.event, sources, arrow.target, arrow.by))
                self.boxes[to].entered.add(side)
                for source in sources:
                    self.boxes[self.index[source]].out[side].append(number)

    def _stack(self) -> None:
        """Put the boxes below each other, as high as what is in and beside them asks for."""
        y = _TITLE + _MARGIN
        for at, box in enumerate(self.boxes):
            rows = max(len(box.out[side]) + (side in box.entered) for side in ("left", "right"))
            box.top = y
            box.height = max(2 * _PAD + 20 + 17 * len(box.kept), 2 * _PAD + _ROW * rows)
            y += box.height + _GAP + 17 * len(self.down.get(at, ()))
        self.bottom = y

    def _columns(self, side: str) -> list[int]:
        """Return for each lane of a side in which column it runs: short ones near the boxes."""
        spans = [self._span(arrow) for arrow in self.lanes[side]]
        taken: list[list[tuple[int, int]]] = []
        found = [0] * len(spans)
        for number in sorted(range(len(spans)), key=lambda n: (spans[n][1] - spans[n][0], n)):
            top, low = spans[number]
            for column, others in enumerate(taken):
                if all(low < other[0] or other[1] < top for other in others):
                    break
            else:
                column = len(taken)
                taken.append([])
            taken[column].append((top, low))
            found[number] = column
        return found

    def _span(self, arrow: Arrow) -> tuple[int, int]:
        places = [self.index[one] for one in (*arrow.sources, arrow.target)]
        first, last = self.boxes[min(places)], self.boxes[max(places)]
        return first.top, last.top + last.height

    def _spread(self) -> None:
        """Say where the column of boxes stands, and how wide the page is."""
        zone = {
            side: max((width_of(one.event.say(self.language)) for one in lanes), default=0) + 24
            for side, lanes in self.lanes.items()
        }
        run = {
            side: _LANE * (max(columns, default=-1) + 1) for side, columns in self.column.items()
        }
        self.zone = zone
        self.left = _MARGIN + (_BAND if self.cycle.phases else 0) + run["left"] + zone["left"]
        self.right = self.left + _BOX
        self.width = self.right + zone["right"] + run["right"] + _MARGIN
        title = width_of(self._title(), 20) + 2 * _MARGIN
        legend = width_of(_LEGEND.say(self.language)) + 2 * _MARGIN
        self.width = max(self.width, title, legend)

    def _title(self) -> str:
        version = _VERSION.say(self.language, version=self.cycle.version)
        return f"{self.cycle.label.say(self.language)} · {version}"

    def x_of(self, side: str, lane: int) -> int:
        """Return where a lane runs down the page."""
        away = self.zone[side] + _LANE * self.column[side][lane] + _LANE // 2
        return self.right + away if side == "right" else self.left - away

    def draw(self) -> str:
        """Return the picture."""
        height = self.bottom + _MARGIN
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{height}" '
            f'viewBox="0 0 {self.width} {height}" role="img" lang="{self.language}">',
            f"<title>{escape(self._title())}</title>",
            f"<style>{_STYLE}</style>",
            _markers(),
            f'<rect width="{self.width}" height="{height}" fill="#fff"/>',
            f'<text class="t" x="{_MARGIN}" y="{_TITLE - 16}">{escape(self._title())}</text>',
            *self._bands(),
            *(self._straight(at, arrow, n) for at, many in self.down.items()
              for n, arrow in enumerate(many)),
            *(self._lane(side, n) for side, lanes in self.lanes.items() for n in range(len(lanes))),
            *(self._box(box) for box in self.boxes),
            f'<text class="k" x="{_MARGIN}" y="{height - 16}">'
            f"{escape(_LEGEND.say(self.language))}</text>",
            "</svg>",
        ]  # fmt: skip
        return "\n".join(part for part in parts if part) + "\n"

    def _bands(self) -> list[str]:
        """Return the phases as bands behind the states."""
        found = []
        phases = self.cycle.phases
        for phase, many in groupby(self.cycle.states, key=lambda state: phases.get(state)):
            if phase is None:
                continue
            boxes = [self.boxes[self.index[state.value]] for state in many]
            top, low = boxes[0].top - 8, boxes[-1].top + boxes[-1].height + 8
            found.append(
                f'<rect class="band" x="{_MARGIN - 12}" y="{top}" rx="8" '
                f'width="{self.width - 2 * _MARGIN + 24}" height="{low - top}"/>'
                f'<text class="p" x="{_MARGIN}" y="{top + 24}">'
                f"{escape(phase.label.say(self.language))}</text>"
            )
        return found

    def _box(self, box: _Box) -> str:
        state = self.cycle.state(box.state)
        looks = (
            "b" + " first" * (state == self.cycle.initial) + " last" * (state in self.cycle.final)
        )
        middle = self.left + _BOX // 2
        block = 20 + 17 * len(box.kept)
        y = box.top + (box.height - block) // 2 + 15
        lines = [
            f'<rect class="{looks}" x="{self.left}" y="{box.top}" width="{_BOX}" '
            f'height="{box.height}" rx="6"/>',
            f'<text class="s" x="{middle}" y="{y}" text-anchor="middle">{escape(box.label)}</text>',
        ]
        lines += [
            f'<text class="k" x="{middle}" y="{y + 19 + 17 * n}" text-anchor="middle">'
            f"{escape(words)}</text>"
            for n, words in enumerate(box.kept)
        ]
        return "".join(lines)

    def _straight(self, at: int, arrow: Arrow, n: int) -> str:
        """Return an arrow to the next state, with its label beside it."""
        here, there = self.boxes[at], self.boxes[at + 1]
        x = self.left + _BOX // 2
        y = here.top + here.height + 19 + 17 * n
        line = "" if n else (
            f'<path class="{_looks(arrow)}" marker-end="url(#on)" '
            f'd="M{x} {here.top + here.height}V{there.top - 1}"/>'
        )  # fmt: skip
        return line + self._label(arrow, x + 10, y)

    def _lane(self, side: str, number: int) -> str:
        """Return an arrow that runs beside the boxes; sources that share it flow together."""
        arrow = self.lanes[side][number]
        x, edge = self.x_of(side, number), self.right if side == "right" else self.left
        sign = 1 if side == "right" else -1
        looks, marker = self._lane_looks(arrow, side)
        target = self.boxes[self.index[arrow.target]]
        ports = [self.boxes[self.index[one]].port(side, number) for one in arrow.sources]
        stubs = "".join(f"M{edge} {y}H{x}" for y in ports)
        trunk = f"M{x} {min(*ports, target.entry)}V{max(*ports, target.entry)}"
        return "".join(
            [
                f'<path class="{looks}" d="{stubs}{trunk}"/>',
                f'<path class="{looks}" marker-end="url(#{marker})" '
                f'd="M{x} {target.entry}H{edge + sign}"/>',
                *(self._label(arrow, edge + 8 * sign, y - 4, side) for y in ports),
            ]
        )

    def _lane_looks(self, arrow: Arrow, side: str) -> tuple[str, str]:
        """Return the classes of a lane and the name of its arrowhead."""
        if side == "left":
            return f"{_looks(arrow)} back", "back"
        if self.cycle.is_final(arrow.target):
            return f"{_looks(arrow)} end", "end"
        return _looks(arrow), "on"

    def _label(self, arrow: Arrow, x: int, y: int, side: str = "right") -> str:
        back = ' text-anchor="end"' if side == "left" else ""
        looks = "e eb" if side == "left" else "e"
        separator = "、" if self.language == "zh" else ", "
        by = separator.join(post.label.say(self.language) for post in arrow.by)
        return (
            f'<text class="{looks}" x="{x}" y="{y}"{back}>{escape(arrow.event.say(self.language))}'
            f"<title>{escape(by)}</title></text>"
        )


def _looks(arrow: Arrow) -> str:
    return "a clock" if arrow.is_of_clock else "a"


def _markers() -> str:
    colours: Mapping[str, str] = {"on": "#486581", "back": "#b44d12", "end": "#7b8794"}
    made = (
        f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" '
        f'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0L10 5L0 10z" fill="{colour}"/></marker>'
        for name, colour in colours.items()
    )
    return f"<defs>{''.join(made)}</defs>"


def _wrapped(events: Sequence[str]) -> list[str]:
    """Return events as lines that fit into a box, each begun with a dot."""
    lines: list[str] = []
    for event in events:
        words = f"· {event}"
        if lines and width_of(f"{lines[-1]}  {words}") <= _BOX - 20:
            lines[-1] += f"  {words}"
        else:
            lines.append(words)
    return lines


def svg(cycle: LifeCycle[Any, Any], language: Language = "zh") -> str:
    """Return `cycle` as an SVG picture; posts appear when the pointer rests on a label.

    Args:
        cycle: The life cycle.
        language: The language of the labels.
    """
    return _Page(cycle, language).draw()
