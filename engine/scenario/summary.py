"""The closing figures of a play: what came of everything, beside what was published.

Each figure is counted from the database as the play leaves it; a new group of figures is a function
here and a key of `Summary`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.office import Office
from engine.rectification_figures import per_cent, rectification_figures
from engine.scenario.choosing import Chooser
from engine.scenario.records import Record, Teller
from engine.scenario.whole import Figure, split_happening
from kernel.canonical import canonical
from kernel.clock import office_day
from kernel.words import Text
from rules.handover import SETTLED_CLUE
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

_HANDED = ("handed_over", "in_handling", "result_reported", "reconciled", "written_off")
_PENDING = ("requested", "office_checked", "signed")
_ACTIVITY = ("talks", "questionnaires", "documents", "reports_heard", "visits", "problems",
             "meetings_held", "rules_made", "money_returned", "money_recovered")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """A published figure beside the computed one."""

    label: Text
    published: float
    computed: float | None
    """None when what it is counted from never happened."""

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


def summarise(
    office: Office,
    title: Text,
    chooser: Chooser,
    teller: Teller,
    tally: Tally,
    figures: tuple[Figure, ...],
) -> Summary:
    """Return the closing figures of a play."""
    stages = {
        name: found
        for name, _, happening in STAGES
        if (found := _day_of(teller, happening)) is not None
    }
    compared = tuple(_compare(figure, chooser, teller) for figure in figures)
    with office.database.reading() as tx:
        states = _states(tx)
        told: dict[str, Any] = {
            "title": title.zh,
            "cases": states,
            "told": dict(tally.told),
            "notices": dict(tally.by_notice),
            "sent": tally.sent,
            "stages": [{"stage": name, "on": day} for name, day in stages.items()],
            "days": {
                name: (stages[end] - stages[start]).days
                for name, _, start, end in SPANS
                if start in stages and end in stages
            },
            "rectification": rectification_figures(tx, chooser.round_id or 0),
            "extensions": _extensions(tx, states.get("extension", {})),
            "clues": _clues(tx, states.get("clue", {})),
            "sums": _sums(tx),
            "audit": _audit(tx),
        }
    if compared:
        told["published"] = [
            {
                "label": one.label.zh, "published": _plain(one.published),
                "computed": _plain(one.computed), "agrees": one.agrees,
            }
            for one in compared
        ]  # fmt: skip
    return Summary(title, office.now(), told, stages, compared)


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


def _extensions(tx: Transaction, states: Mapping[str, int]) -> dict[str, int]:
    late = tx.row("SELECT count(*) AS n FROM extension_details WHERE asked_on > present_on")
    return {
        "asked": sum(states.values()),
        "granted": sum(states.get(state, 0) for state in ("applied", "expired")),
        "rejected": states.get("rejected", 0),
        "withdrawn": states.get("withdrawn", 0),
        "pending": sum(states.get(state, 0) for state in _PENDING),
        "late": int((late or {"n": 0})["n"]),
    }


def _clues(tx: Transaction, states: Mapping[str, int]) -> dict[str, Any]:
    found = sum(states.values())
    told: dict[str, Any] = {
        "found": found,
        "handed_over": sum(states.get(state, 0) for state in _HANDED),
        "returned_for_quality": states.get("returned_for_quality", 0),
        **{
            state: states.get(state, 0)
            for state in ("merged", "parked", "out_of_scope_transferred", "expressed", "rejected")
        },
        "balanced": found == sum(states.get(state, 0) for state in SETTLED_CLUE),
    }
    told["by_body"] = {
        row["code"]: row["n"]
        for row in tx.rows(
            "SELECT b.code, count(*) AS n FROM cases c JOIN bodies b ON b.id = c.body_id"
            " WHERE c.kind = 'clue' AND c.state IN ('handed_over', 'in_handling',"
            " 'result_reported', 'reconciled', 'written_off') GROUP BY b.code ORDER BY b.code"
        )
    }
    return told


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


def _compare(figure: Figure, chooser: Chooser, teller: Teller) -> Compared:
    label = Text(figure.label, figure.label_en or figure.label)
    return Compared(label, figure.value, _computed(figure, chooser, teller))


def _computed(figure: Figure, chooser: Chooser, teller: Teller) -> float | None:
    if figure.count is not None:
        return len(chooser.matching(figure.count))
    if figure.sum is not None:
        found = chooser.matching(figure.sum.over)
        return sum(one.row[figure.sum.of] or 0 for one in found)
    if figure.rate is not None:
        whole = chooser.matching(figure.rate.whole)
        return per_cent(len(chooser.matching(figure.rate.part)), len(whole)) if whole else None
    if figure.days is None:
        return None
    start, end = _day_of(teller, figure.days.start), _day_of(teller, figure.days.end)
    return None if start is None or end is None else (end - start).days
