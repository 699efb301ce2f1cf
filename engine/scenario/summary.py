"""The closing figures of a play: what came of everything, beside what was published.

Each figure is counted from the database as the play leaves it. A new figure of a round or a term is
a function in `engine/figures`, which the summary then shows; what only a play knows is told here.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.figures.figure import FIGURES, Told, figures_of
from engine.figures.reading import extent_of
from engine.office import Office
from engine.rectification_figures import per_cent, rectification_figures
from engine.scenario.choosing import Chooser
from engine.scenario.records import Record, Teller
from engine.scenario.whole import Figure, split_happening
from engine.work import Work
from kernel.canonical import canonical
from kernel.clock import office_day
from kernel.words import Text
from store.database import Transaction

STAGES = (
    ("preparation", Text("准备", "Preparation"), "first round.start_preparation"),
    ("mobilisation", Text("动员", "Mobilisation"), "first round.mobilise"),
    ("entry", Text("进驻", "Entry"), "first assignment.enter"),
    ("dispatch", Text("巡中调度", "Mid-term dispatch"), "first round.convene_dispatch"),
    ("leaving", Text("撤点", "Leaving"), "last assignment.leave"),
    ("leading_group", Text("领导小组听取", "Leading group"), "last round.hear_report"),
    ("secretary", Text("书记专题会", "Secretary"), "last round.secretary_hears"),
    ("committee", Text("常委会审定", "Standing committee"), "last round.approve_report"),
    ("handover", Text("线索移交", "Handover"), "first round.start_handover"),
    ("feedback", Text("反馈", "Feedback"), "last assignment.give_feedback"),
    ("rectification", Text("转入整改", "Rectification"), "first round.start_rectification"),
    ("hearing", Text("常委会听取整改", "Hearing"), "last round.hear_rectification"),
    ("closing", Text("办结", "Closing"), "last round.close"),
)
"""The dates a round is told by: name, label, and which happening gives the date."""

SPANS = (
    ("on_site", Text("进驻时长", "On site"), "entry", "leaving"),
    ("leaving_to_feedback", Text("撤点到反馈", "Leaving to feedback"), "leaving", "feedback"),
    ("feedback_to_hearing", Text("反馈到听取整改", "Feedback to hearing"), "feedback", "hearing"),
)
"""Spans that are told in days: name, label, from, to."""

_EXTENSIONS = ("asked", "granted", "rejected", "withdrawn", "pending", "late")
_ACCOUNTS = {
    "found": "found", "handed_over": "handed_over", "returned_for_quality": "returned",
    "merged": "merged", "parked": "parked", "out_of_scope_transferred": "transferred",
    "expressed": "expressed", "rejected": "rejected",
}  # fmt: skip
"""Key of the summary → account of the figure."""
_IN_ALL = ("ever", "supplements", "returns")
_TERM = (
    "SELECT t.case_id AS id FROM term_details t JOIN cases c ON c.id = t.case_id"
    " JOIN round_details r ON r.on_site_start BETWEEN t.first_day AND t.last_day"
    " WHERE r.case_id = :round ORDER BY t.case_id"
)
_ACTIVITY = ("talks", "questionnaires", "documents", "reports_heard", "visits", "problems",
             "meetings_held", "rules_made", "money_returned", "money_recovered")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """A published figure beside the computed one."""

    label: Text
    published: float
    computed: float | None
    """None when what it is counted from never happened."""
    on: date | None = None
    """As at which day; None at the end."""

    @property
    def agrees(self) -> bool:
        """Say whether the two are the same."""
        return self.computed == self.published


@dataclass(frozen=True, slots=True)
class Summary:
    """The closing figures."""

    title: Text
    at: datetime
    figures: Mapping[str, Any]
    """Every group of figures, ready for JSON."""
    stages: Mapping[str, date]
    """Stage → its date, in the order of `STAGES`; stages that were not reached are missing."""
    published: tuple[Compared, ...]

    @property
    def agrees(self) -> bool:
        """Say whether every published figure was met."""
        return all(figure.agrees for figure in self.published)

    def record(self) -> Record:
        """Return the summary as the last record of the play."""
        return Record("summary", self.at, self.figures)


class Tally:
    """Counts what is told while the play runs."""

    def __init__(self) -> None:
        self.told: Counter[str] = Counter()
        self.by_notice: Counter[str] = Counter()
        self.sent = 0

    def add(self, record: Record) -> None:
        """Count one record."""
        self.told[record.what] += 1
        if record.what == "notice":
            self.by_notice[record.facts["notice"]] += 1


class Closing:
    """Computes figures: published ones as at their day, everything at the end.

    Args:
        office: The office that is played.
        chooser: Finds the cases of the round.
        teller: Knows when what happened.
    """

    def __init__(self, office: Office, chooser: Chooser, teller: Teller) -> None:
        self._office = office
        self._chooser = chooser
        self._teller = teller
        self._then: dict[int, float | None] = {}

    def compute(self, number: int, figure: Figure) -> None:
        """Compute the published figure with this number now, on its day, and remember it."""
        self._then[number] = self._computed(figure)

    def summarise(self, title: Text, tally: Tally, published: tuple[Figure, ...]) -> Summary:
        """Return the closing figures of the play."""
        office, teller = self._office, self._teller
        stages = {
            name: found
            for name, _, happening in STAGES
            if (found := _day_of(teller, happening)) is not None
        }
        compared = tuple(self._compare(number, one) for number, one in enumerate(published))
        told = self._told() | {
            "title": title.zh,
            "told": dict(tally.told),
            "notices": dict(tally.by_notice),
            "sent": tally.sent,
            "stages": [{"stage": name, "on": day} for name, day in stages.items()],
            "days": {
                name: (stages[end] - stages[start]).days
                for name, _, start, end in SPANS
                if start in stages and end in stages
            },
        }
        if compared:
            told["published"] = [_listed(one) for one in compared]
            told["agrees"] = all(one.agrees for one in compared)
        return Summary(title, office.now(), told, stages, compared)

    def _told(self) -> dict[str, Any]:
        """Return what the database tells of the round, and of its term if it has one."""
        round_id = self._chooser.round_id
        with self._office.database.reading() as tx:
            work = Work(self._office, tx, self._office.now())
            figures = {one.figure.name: one for one in _figures(work, round_id)}
            told = {
                "cases": _states(tx),
                "rectification": rectification_figures(tx, round_id),
                "extensions": _same(figures["extensions"], _EXTENSIONS),
                "clues": _clues(figures["clues"], figures["handover"]),
                "figures": {name: one.to_json() for name, one in figures.items()},
                "sums": _sums(tx),
                "audit": _audit(tx),
            }
            term = tx.row(_TERM, round=round_id)
            if term is not None:
                told["term"] = {
                    one.figure.name: one.to_json() for one in _figures(work, term["id"])
                }
            return told

    def _compare(self, number: int, figure: Figure) -> Compared:
        label = Text(figure.label, figure.label_en or figure.label)
        computed = self._then[number] if figure.on else self._computed(figure)
        return Compared(label, figure.value, computed, figure.on)

    def _computed(self, figure: Figure) -> float | None:
        chooser = self._chooser
        if figure.count is not None:
            return len(chooser.matching(figure.count))
        if figure.sum is not None:
            found = chooser.matching(figure.sum.over)
            return sum(one.row[figure.sum.of] or 0 for one in found)
        if figure.rate is not None:
            whole = chooser.matching(figure.rate.whole)
            return per_cent(len(chooser.matching(figure.rate.part)), len(whole)) if whole else None
        if figure.figure is not None:
            return self._named(figure.figure)
        if figure.days is None:
            return None
        start = _day_of(self._teller, figure.days.start)
        end = _day_of(self._teller, figure.days.end)
        return None if start is None or end is None else (end - start).days

    def _named(self, named: str) -> float | None:
        """Return a figure of the round by its name, or the part of one after the first dot.

        What was published is compared with the number itself, even where people read it hidden.
        """
        name, _, part = named.partition(".")
        with self._office.database.reading() as tx:
            work = Work(self._office, tx, self._office.now())
            extent = extent_of(work, work.load(self._chooser.round_id))
            value = FIGURES[name].compute(extent)
        found = value.get(part, 0) if isinstance(value, Mapping) else value
        return found if isinstance(found, (int, float)) else None


def _figures(work: Work, case_id: int) -> tuple[Told, ...]:
    return figures_of(extent_of(work, work.load(case_id)))


def _listed(one: Compared) -> dict[str, Any]:
    told = {
        "label": one.label.zh, "published": _plain(one.published),
        "computed": _plain(one.computed), "agrees": one.agrees,
    }  # fmt: skip
    return {**told, "on": one.on} if one.on is not None else told


def _day_of(teller: Teller, happening: str) -> date | None:
    which, kind, event = split_happening(happening)
    moments = teller.happened.get((kind, event))
    if not moments:
        return None
    return office_day(moments[0] if which == "first" else moments[-1])


def _states(tx: Transaction) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in tx.rows(
        "SELECT kind, state, count(*) AS n FROM cases WHERE kind <> 'register'"
        " GROUP BY kind, state ORDER BY kind, state"
    ):
        found.setdefault(row["kind"], {})[row["state"]] = row["n"]
    return found


def _parts(told: Told) -> Mapping[str, Any]:
    return told.value if isinstance(told.value, Mapping) else {}


def _same(told: Told, names: tuple[str, ...]) -> dict[str, Any]:
    parts = _parts(told)
    return {name: parts[name] for name in names}


def _clues(clues: Told, handover: Told) -> dict[str, Any]:
    parts, bodies = _parts(clues), _parts(handover)
    told = {name: parts[account] for name, account in _ACCOUNTS.items()}
    return told | {
        "balanced": not parts["open"],
        "by_body": {
            code: n for code, n in bodies.items() if code not in _IN_ALL and "." not in code
        },
    }


def _sums(tx: Transaction) -> dict[str, int]:
    columns = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in _ACTIVITY)
    row = tx.row(f"SELECT {columns} FROM assignment_details") or {}  # noqa: S608
    return {name: total for name, total in row.items() if total is not None}


def _audit(tx: Transaction) -> dict[str, Any]:
    heads = hashlib.sha256()
    entries = 0
    for row in tx.rows("SELECT id, seq, head FROM cases ORDER BY id"):
        heads.update(canonical({"case": row["id"], "head": bytes(row["head"])}).encode())
        entries += row["seq"]
    return {"entries": entries, "head": heads.hexdigest()}


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
