"""The office's figures as Prometheus reads them; every process of the site gives the same ones.

A further figure is one more family in `families`; what it means is in docs/operations/watching.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    Metric,
    SummaryMetricFamily,
)
from prometheus_client.registry import Collector

from engine.health.deliveries import AGES
from engine.health.finding import Finding
from engine.health.lateness import BUCKETS
from engine.health.look import Health

_MS = 1000


@dataclass(frozen=True, eq=False)  # a registry keeps collectors by identity
class Measures(Collector):
    """One look at the office, as a collector."""

    health: Health
    found: tuple[Finding, ...]
    refusals: Mapping[str, int]

    def collect(self) -> Iterator[Metric]:
        """Yield every family."""
        yield from _timers(self.health)
        yield from _deliveries(self.health)
        yield from _ticks(self.health)
        yield from _record(self.health)
        yield _family(
            "xuncheng_refusals", "Refused attempts by rule", ["rule"],
            ((n, [rule]) for rule, n in self.refusals.items()), counter=True,
        )  # fmt: skip
        yield _family(
            "xuncheng_findings", "What the doctor finds wrong", ["code"],
            ((1, [one.code]) for one in self.found),
        )  # fmt: skip


def _timers(health: Health) -> Iterator[Metric]:
    found = health.lateness
    yield _family(
        "xuncheng_timers", "Timers by state", ["state"],
        ((found.armed, ["armed"]), (found.suspended, ["suspended"])),
    )  # fmt: skip
    edges = [
        (n, [f"{edge.total_seconds():g}"]) for n, edge in zip(found.within, BUCKETS, strict=True)
    ]
    yield _family(
        "xuncheng_timer_lateness_seconds_bucket", "Timers due and unspoken, late by at most le",
        ["le"], [*edges, (found.late, ["+Inf"])],
    )  # fmt: skip
    yield _one(
        "xuncheng_timer_worst_lateness_seconds", "The worst of them", found.worst.total_seconds()
    )
    yield _one("xuncheng_provisional_dates", "Dates on no published calendar", health.provisional)


def _deliveries(health: Health) -> Iterator[Metric]:
    ages = [*(f"{edge.total_seconds():g}" for edge in AGES), "+Inf"]
    yield _family(
        "xuncheng_deliveries", "Deliveries that were not sent, by outcome and age",
        ["outcome", "age"],
        (
            (n, [outcome, age])
            for outcome, numbers in health.deliveries.by_age.items()
            for age, n in zip(ages, numbers, strict=True)
        ),
    )  # fmt: skip
    yield _one("xuncheng_deliveries_stuck", "Long beyond their time", health.deliveries.stuck)


def _ticks(health: Health) -> Iterator[Metric]:
    ticked = [one for one in health.ticks if one.runs]
    seconds = SummaryMetricFamily("xuncheng_tick_seconds", "Duration of ticks", labels=["flow"])
    for one in ticked:
        seconds.add_metric([one.name], count_value=one.runs, sum_value=one.total_ms / _MS)
    yield seconds
    yield _family(
        "xuncheng_tick_failures", "Ticks that broke off", ["flow"],
        ((one.failures, [one.name]) for one in ticked), counter=True,
    )  # fmt: skip
    yield _family(
        "xuncheng_tick_done_timestamp_seconds", "When one last went well", ["flow"],
        ((one.done_at.timestamp(), [one.name]) for one in ticked if one.done_at),
    )  # fmt: skip
    yield _family(
        "xuncheng_tick_late_seconds", "Beyond what the office tolerates", ["flow"],
        ((one.late.total_seconds(), [one.name]) for one in health.ticks),
    )  # fmt: skip


def _record(health: Health) -> Iterator[Metric]:
    machine = health.machine
    yield _one("xuncheng_seals", "Seals made", health.record.seals)
    yield _one("xuncheng_unsealed_entries", "Entries that no seal covers", health.record.unsealed)
    yield _one("xuncheng_database_bytes", "Size of the database", machine.bytes)
    yield _one("xuncheng_sessions", "Browsers signed in", machine.sessions)
    if machine.disk_free is not None:
        yield _one("xuncheng_disk_free_bytes", "Free where the data lies", machine.disk_free)


def _one(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)


def _family(
    name: str, words: str, labels: list[str], lines: Iterable[tuple[float, list[str]]], *,
    counter: bool = False,
) -> Metric:  # fmt: skip
    made = (CounterMetricFamily if counter else GaugeMetricFamily)(name, words, labels=labels)
    for value, said in lines:
        made.add_metric(said, value)
    return made
