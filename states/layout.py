"""Where everything of a picture stands: boxes in a column, arrows in lanes beside them.

Only arithmetic on the table of a life cycle; `states/picture.py` writes what is placed here. Sizes
are the constants below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kernel.words import Language, Text
from states.definition import LifeCycle
from states.diagram import Arrow, arrows, kept_events

MARGIN, TITLE = 28, 56
ROW, LINE = 22, 17
"""The height of an arrow beside a box, the height of a line of small print."""
_BOX = 230
_PAD, _LANE, _GAP, _BAND = 12, 16, 26, 96
_SMALL = 12
_NARROWEST = 480
_FIRST_WIDE = 0x2E80
_VERSION = Text("第 {version} 版", "version {version}")


@dataclass
class Box:
    """One state on the page."""

    state: str
    label: str
    kept: list[str]
    note: str = ""
    """What is said of this state of one case: when it was there."""
    top: int = 0
    height: int = 0
    out: dict[str, list[int]] = field(default_factory=lambda: {"left": [], "right": []})
    """Side → numbers of the lanes that leave here."""
    entered: set[str] = field(default_factory=set)
    """The sides on which arrows arrive."""

    @property
    def small(self) -> list[str]:
        """Return the lines of small print below the name."""
        return [self.note, *self.kept] if self.note else self.kept

    @property
    def print_height(self) -> int:
        """Return how high the words in the box are."""
        return 20 + LINE * len(self.small)

    def port(self, side: str, lane: int) -> int:
        """Return the height at which lane number `lane` leaves on `side`."""
        return self.top + _PAD + ROW * (self.out[side].index(lane) + (side in self.entered)) + 8

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


class Layout:
    """Where everything stands, once it is made.

    Args:
        cycle: The life cycle.
        language: The language of the labels.
        notes: State → what is said of it for one case.
    """

    def __init__(
        self, cycle: LifeCycle[Any, Any], language: Language, notes: Mapping[str, str] = {}
    ) -> None:
        self.cycle, self.language = cycle, language
        kept = {
            state.value: [f"· {one.say(language)}" for one in kept_events(cycle, state.value)]
            for state in cycle.states
        }
        small = [words for many in kept.values() for words in many]
        widest = max((width_of(words) for words in (*small, *notes.values())), default=0)
        self.box = max(_BOX, widest + 2 * _PAD)
        self.boxes = [
            Box(
                state.value,
                state.label.say(language),
                self._wrapped(kept[state.value]),
                notes.get(state.value, ""),
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

    def _wrapped(self, events: Sequence[str]) -> list[str]:
        """Return events as lines that fit into a box."""
        lines: list[str] = []
        for words in events:
            if lines and width_of(f"{lines[-1]}  {words}") <= self.box - _PAD:
                lines[-1] += f"  {words}"
            else:
                lines.append(words)
        return lines

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
        y = TITLE + MARGIN
        for at, box in enumerate(self.boxes):
            rows = max(len(box.out[side]) + (side in box.entered) for side in ("left", "right"))
            box.top = y
            box.height = 2 * _PAD + max(box.print_height, ROW * rows)
            y += box.height + _GAP + LINE * len(self.down.get(at, ()))
        self.bottom = y

    def _columns(self, side: str) -> list[int]:
        """Return for each lane of a side in which column it runs: short ones near the boxes."""
        spans = [self._span(arrow) for arrow in self.lanes[side]]
        taken: list[list[tuple[int, int]]] = []
        found = [0] * len(spans)
        for number in sorted(range(len(spans)), key=lambda n: (spans[n][1] - spans[n][0], n)):
            top, low = spans[number]
            free = (
                column
                for column, others in enumerate(taken)
                if all(low < other[0] or other[1] < top for other in others)
            )
            found[number] = next(free, len(taken))
            if found[number] == len(taken):
                taken.append([])
            taken[found[number]].append((top, low))
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
        self.left = MARGIN + (_BAND if self.cycle.phases else 0) + run["left"] + zone["left"]
        self.right = self.left + self.box
        self.width = self.right + zone["right"] + run["right"] + MARGIN
        self.width = max(self.width, width_of(self.title, 20) + 2 * MARGIN, _NARROWEST)

    @property
    def title(self) -> str:
        """Return the heading of the picture."""
        version = _VERSION.say(self.language, version=self.cycle.version)
        return f"{self.cycle.label.say(self.language)} · {version}"

    def x_of(self, side: str, lane: int) -> int:
        """Return where a lane runs down the page."""
        away = self.zone[side] + _LANE * self.column[side][lane] + _LANE // 2
        return self.right + away if side == "right" else self.left - away
