"""Rounds of engine and floor, taken in turns; a round that was disturbed is taken again."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

_DISTURBED = 1.25
"""A round whose floor is so much slower than the quietest one says more of the machine."""


@dataclass
class Round:
    """What one round measured, in seconds for each piece of work."""

    engine: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    engine_cpu: float = 0.0
    floor_cpu: float = 0.0
    engine_wall: float = 0.0
    """From the first to the last of it, where several worked at once."""
    floor_wall: float = 0.0

    @property
    def ratio(self) -> float:
        """Return the engine's time against the floor's: for all of it, or of piece by piece."""
        if self.floor_wall:
            return self.engine_wall / self.floor_wall
        return sum(self.engine) / sum(self.floor)


def undisturbed(take: Callable[[int], Round], rounds: int, spare: int) -> list[Round]:
    """Return `rounds` rounds; the most disturbed one is taken again, at most `spare` times."""
    taken = [take(number) for number in range(rounds)]
    for number in range(rounds, rounds + spare):
        worst = most_disturbed(taken)
        if worst is None:
            break
        taken[worst] = take(number)
    return taken


def most_disturbed(taken: Sequence[Round]) -> int | None:
    """Return the place of the round to be taken again, or None where all were quiet enough."""
    floors = [statistics.median(one.floor) for one in taken]
    worst = max(floors)
    return floors.index(worst) if worst > _DISTURBED * min(floors) else None


def told(rounds: Sequence[Round]) -> dict[str, Any]:
    """Return medians, spreads and ratios of `rounds`."""
    engine = [one for each in rounds for one in each.engine]
    floor = [one for each in rounds for one in each.floor]
    ratios = sorted(each.ratio for each in rounds)
    result: dict[str, Any] = {
        "time_vs_floor": round(statistics.median(ratios), 2),
        "time_vs_floor_spread": [round(ratios[0], 2), round(ratios[-1], 2)],
        "engine_us_p50": micro(statistics.median(engine)),
        "floor_us_p50": micro(statistics.median(floor)),
        "pieces": len(engine),
    }
    if len(engine) >= 100:
        result["engine_us_p99"] = micro(p99(engine))
        result["floor_us_p99"] = micro(p99(floor))
        result["p99_vs_floor"] = round(p99(engine) / p99(floor), 2)
    if cpu := sum(each.floor_cpu for each in rounds):
        result["cpu_vs_floor"] = round(sum(each.engine_cpu for each in rounds) / cpu, 2)
    return result


def p99(times: Sequence[float]) -> float:
    """Return the 99th percentile."""
    return statistics.quantiles(times, n=100)[98]


def micro(seconds: float) -> int:
    """Return seconds as microseconds."""
    return round(seconds * 1e6)
