"""The same life cycle for both: drawn at random as plain tables, and built as the engine has it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from kernel.words import Labelled, Text
from rules.deadlines import DeadlineRule, Direction, Unit
from rules.facts import Facts
from rules.ladder import Ladder, Step, Tone
from rules.policy import Policy
from rules.posts import Post
from rules.routing import Routing
from rules.rule import Rule
from rules.workdays import Calendar, Roll
from states.action_item import Comment
from states.definition import Deadline, LifeCycle, Transition
from states.inputs import choice, day, text
from tests.oracle.days import Wall
from tests.oracle.tables import CLOCK, Life, Limit, Line, Rung
from tests.support.acting import POLICY

KIND = "action_item"
"""The kind whose table of details the random cases use."""
START = date(2023, 12, 20)
"""A leap day and two ends of a year lie ahead; one year's holidays are not published."""
PUBLISHED = date(2024, 12, 31)
POSTS = (Post.OFFICE_STAFF.value, Post.DIRECTOR.value, CLOCK)
ANSWER = Text("日期须为单日。", "The date must be odd.")


def _odd(facts: Facts) -> bool:
    return bool(facts.fields["due_on"].day % 2)


ONLY_ODD = Rule("the_date_is_odd", _odd, ANSWER, "§4", frozenset(), (), form=True)

walls = st.builds(
    Wall,
    closed=st.frozensets(st.integers(0, 500).map(lambda n: START + timedelta(days=n)), max_size=40),
    made_up=st.frozensets(st.integers(0, 500).map(lambda n: START + timedelta(days=n)), max_size=9),
    published_until=st.just(PUBLISHED),
)
_HOURS = st.sampled_from([time(9), time(18), time(23, 59), time(0)])


@st.composite
def rungs(draw: st.DrawFn) -> tuple[Rung, ...]:
    """Draw a ladder: reminders before the day, the rest from it on."""
    offsets = sorted(draw(st.sets(st.integers(-10, 12), min_size=1, max_size=4)))
    made = []
    for offset in offsets:
        tone = "reminder" if offset < 0 else draw(st.sampled_from(["overdue", "escalation"]))
        made.append(Rung(offset, tone, draw(st.integers(0, 4)), draw(st.integers(0, 4))))
    return tuple(made)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """Draw a life cycle in which every state can be reached and every limit makes sense."""
    states = tuple(f"s{n}" for n in range(draw(st.integers(2, 5))))
    limits = []
    lines = [
        Line((states[n],), f"on{n}", states[n + 1], _by(draw), draw(st.booleans()), asks_date=False)
        for n in range(len(states) - 1)
    ]
    for n in range(draw(st.integers(0, 3))):
        sources = draw(st.lists(st.sampled_from(states[:-1]), min_size=1, unique=True))
        target = draw(st.sampled_from([None, *states]))
        by, asks = _by(draw), draw(st.booleans())
        if asks:
            by = tuple(post for post in by if post != CLOCK) or POSTS[:1]
        lines.append(Line(tuple(sources), f"e{n}", target, by, draw(st.booleans()), asks))
    for n in range(draw(st.integers(1, 3))):
        runs_in = tuple(draw(st.lists(st.sampled_from(states[:-1]), min_size=1, unique=True)))
        fired = [one.event for one in lines if CLOCK in one.by and set(runs_in) <= {*one.sources}]
        limits.append(
            Limit(
                f"limit{n}",
                runs_in,
                draw(st.booleans()),
                draw(st.sampled_from([None, *fired])),
                draw(st.booleans()),
                draw(st.sampled_from([0, 1, 2, 5, 20])),
                draw(st.sampled_from([one.value for one in Unit])),
                draw(st.booleans()),
                draw(st.sampled_from([one.value for one in Roll])),
                draw(_HOURS),
                draw(rungs()),
                draw(st.sampled_from(["days", "workdays"])),
                draw(_HOURS),
            )
        )
    return Life(states, tuple(lines), tuple(limits))


def _by(draw: st.DrawFn) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(POSTS), min_size=1, unique=True)))


def as_cycle(life: Life) -> LifeCycle[Any, Any]:
    """Return a life cycle as the engine has it."""
    states: Any = Labelled("RandomState", [(s, (s, s, s)) for s in life.states])  # type: ignore[arg-type]
    names = [line.event for line in life.lines]
    events: Any = Labelled("RandomEvent", [(e, (e, e, e)) for e in names])  # type: ignore[arg-type]
    over = [s for s in life.states if not any(s in line.sources for line in life.lines)]
    return LifeCycle(
        kind=KIND, version=900, label=Text("事项", "Case"), states=states, events=events,
        initial=states(life.states[0]), final=tuple(states(s) for s in over),
        opened_by=(Post.OFFICE_STAFF,),
        details=(choice("comment", "类别", "Kind", Comment), text("task", "内容", "Task"),
                 day("due_on", "日期", "Date")),
        transitions=tuple(
            Transition(
                tuple(states(s) for s in line.sources), events(line.event),
                None if line.target is None else states(line.target),
                tuple(Post(post) for post in line.by),
                guards=(ONLY_ODD,) if line.only_odd else (),
                asks=(day("due_on", "日期", "Date"),) if line.asks_date else (),
            )
            for line in life.lines
        ),
        deadlines=tuple(
            Deadline(
                limit.name, tuple(states(s) for s in limit.runs_in), (Post.OFFICE_STAFF,),
                (Post.DIRECTOR,), (Post.LG_LEADER,), anchor="due_on" if limit.dated else "",
                fires=events(limit.fires) if limit.fires else None, renews=limit.renews,
            )
            for limit in life.limits
        ),
    )  # fmt: skip


def as_policy(life: Life, wall: Wall) -> Policy:
    """Return the policy that goes with a life cycle."""
    return Policy(
        deadlines={limit.name: (_rule(limit),) for limit in life.limits},
        ladders={limit.name: _ladder(limit) for limit in life.limits},
        calendar=Calendar(wall.closed, wall.made_up, wall.published_until, "drawn"),
        routing=Routing({}),
        limits=POLICY.limits,
    )


def _rule(limit: Limit) -> DeadlineRule:
    return DeadlineRule(
        limit.name, Text("期限", "Limit"), limit.amount, Unit(limit.unit), limit.name,
        Text("本办自定", "own choice"), "§4", Direction.BEFORE if limit.before else Direction.AFTER,
        Roll(limit.roll), limit.hour,
    )  # fmt: skip


def _ladder(limit: Limit) -> Ladder:
    steps = tuple(
        Step(one.offset, ("owner",), Tone(one.tone), Text("级", "step"), one.repeat_days,
             one.ack_days)
        for one in limit.rungs
    )  # fmt: skip
    return Ladder(limit.name, Text("阶梯", "Ladder"), steps, Unit(limit.rung_unit), limit.rung_hour)
