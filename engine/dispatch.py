"""The mid-term dispatch meeting 巡中调度会 on one page: a slot for each group (H01-H12).

Read only, for those who read the whole round; what is done at the meeting goes through `advance`
and `open_case` like everything else. A further thing to look at is a field of `Slot`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from engine.dispatch_agenda import Item, Wish, items_of, wishes_of
from engine.loading import LoadedCase, by_book
from engine.office import Office
from engine.progress import standings
from engine.visible import load_visible
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotPermitted
from kernel.words import Text
from rules.access import may_fire
from rules.gaps import GapKind, open_gaps
from rules.posts import CaseScope, Post
from rules.progress import Progress
from rules.sight import Sight
from states.action_item import ACTION_ITEM
from states.catalogue import LIFE_CYCLES
from states.round import State
from store.database import Row

_HEARD = "SELECT body FROM entries WHERE case_id = :id AND body LIKE :heard ORDER BY seq"
_ASSIGNMENTS = "SELECT id, unit_id, version FROM cases WHERE round_id = :id AND kind = 'assignment'"
_GAPS = (
    "SELECT l.case_id, l.seq, l.n, l.book, l.at, l.person_id, l.body FROM book_lines l"
    " JOIN cases c ON c.id = l.case_id WHERE c.round_id = :round AND c.kind = 'assignment'"
    " AND l.book IN ('gaps', 'gap_decisions') ORDER BY l.case_id, l.seq, l.n"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a group told the meeting."""

    on: date
    progress: str


@dataclass(frozen=True, slots=True)
class OpenGap:
    """One line of a gap list that is neither settled nor accepted."""

    n: int
    kind: Text
    what: str


@dataclass(frozen=True, slots=True)
class StayProgress:
    """How far a group has come at one unit."""

    number: str
    unit: str
    state: Text
    papers: int
    clues: int
    progress: Progress
    gaps: tuple[OpenGap, ...]

    @property
    def gap_count(self) -> int:
        """Return how many gaps are open."""
        return len(self.gaps)


@dataclass(frozen=True, slots=True)
class Slot:
    """What the meeting looks at for one group."""

    group_id: int
    code: str
    name: str
    leaders: tuple[str, ...]
    heard: Heard | None
    stays: tuple[StayProgress, ...]
    items: tuple[Item, ...]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The meeting as it stands."""

    case_id: int
    name: str
    state: State
    revision: int
    ends_on: date | None
    decided: str | None
    """Whether the stay is extended, once that is decided."""
    slots: tuple[Slot, ...]
    others: tuple[Wish, ...]
    """Extensions that belong to no group."""
    may_assign: bool
    """Whether who looks may open an action item now."""


def read_dispatch(
    office: Office, round_id: int, person_id: int, acting_for: int | None = None
) -> Dispatch:
    """Return the dispatch meeting of a round.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
        NotPermitted: the person sees only a part of the round.
        InvalidInput: the case is no round.
    """
    with office.database.reading() as tx, office.database.session() as session:
        work = Work(office, tx, office.now())
        case, actor, sight = load_visible(work, round_id, person_id, acting_for)
        _check(case, sight)
        row = case.row
        stays, heard = _stays(work, round_id), _heard(work, round_id)
        items = items_of(work, session, round_id, actor.posts, sight)
        wishes = wishes_of(work, session, round_id, actor.posts, sight)
        groups = sorted(
            (one for one in work.directory.groups.values() if one.belongs_to == round_id),
            key=lambda one: one.code,
        )
        slots = tuple(
            Slot(
                one.id, one.code, one.name, _leaders(work, round_id, one.id), heard.get(one.id),
                tuple(stays.get(one.id, ())), tuple(items.get(one.id, ())),
                tuple(wishes.get(one.id, ())),
            )
            for one in groups
        )  # fmt: skip
        may_assign = row["state"] in ACTION_ITEM.opened_in and may_fire(
            actor.posts, ACTION_ITEM.opened_by, before_pledges=False
        )
        return Dispatch(
            round_id, row["name"], State(row["state"]), row["revision"], row["on_site_end"],
            row["dispatch_extension"], slots, tuple(wishes.get(0, ())), may_assign,
        )  # fmt: skip


def _check(case: LoadedCase, sight: Sight) -> None:
    if case.row["kind"] != "round":
        raise InvalidInput(Text("只有轮次有巡中调度会。", "Only a round has a dispatch meeting."))
    if not sight.whole:
        raise NotPermitted(
            Text(
                "调度会的页面涉及全部巡察组，只供巡察办和领导小组使用。",
                "The meeting's page tells of every group: it is for the office and those above.",
            )
        )


def _leaders(work: Work, round_id: int, group_id: int) -> tuple[str, ...]:
    scope = CaseScope(round_id, group_id)
    held = work.directory.holders((Post.GROUP_LEADER,), scope, work.today)
    return tuple(work.directory.people[one].name for one in held)


def _heard(work: Work, round_id: int) -> dict[int, Heard]:
    """Return group → what it told the meeting last."""
    found: dict[int, Heard] = {}
    for row in work.tx.rows(_HEARD, id=round_id, heard='%"event":"hear_group"%'):
        entry = json.loads(row["body"])
        if entry["what"] == "move":
            told, day = entry["inputs"], office_day(datetime.fromisoformat(entry["at"]))
            found[told["group"]] = Heard(day, told["progress"])
    return found


def _stays(work: Work, round_id: int) -> dict[int, list[StayProgress]]:
    """Return group → how far it has come at each of its units, the slowest first."""
    rows: dict[int, list[Row]] = {}
    for row in work.tx.rows(_GAPS, round=round_id):
        rows.setdefault(row["case_id"], []).append(row)
    cases = {row["id"]: row for row in work.tx.rows(_ASSIGNMENTS, id=round_id)}
    found: dict[int, list[StayProgress]] = {}
    for one in standings(work.office, work.tx, round_id, work.today):
        if one.state == "cancelled":
            continue
        gaps = tuple(
            OpenGap(n, GapKind(line["gap_kind"]).label, line["what"])
            for n, line in open_gaps(by_book(rows.get(one.case_id, ()))).items()
        )
        case = cases[one.case_id]
        unit = work.directory.units.get(case["unit_id"])
        label = LIFE_CYCLES["assignment", case["version"]].state(one.state).label
        found.setdefault(one.group_id, []).append(
            StayProgress(one.number, unit.name if unit else "", label, one.papers, one.clues,
                         one.progress, gaps)
        )  # fmt: skip
    for many in found.values():
        many.sort(key=lambda one: (one.progress.index is None, one.progress.index or 0, one.number))
    return found
