"""The numbers of the office's policy: deadlines with their sources, ladders, limits."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter

from web.api.call import Reading
from web.api.shapes import Shape, Words

router = APIRouter(tags=["policy"])


class DeadlineShape(Shape):
    """One limit, in the version that holds from `effective_from`."""

    label: Words
    amount: int
    unit: str
    direction: str
    roll: str
    ladder: str
    source: Words
    row: str
    effective_from: date


class StepShape(Shape):
    """One rung of a ladder."""

    offset: int
    to: list[str]
    tone: str
    label: Words
    repeat_days: int
    ack_days: int


class LadderShape(Shape):
    """Who hears of a deadline, and when."""

    label: Words
    unit: str
    steps: list[StepShape]


class PolicyShape(Shape):
    """What the policy in force says."""

    digest: str
    calendar: str
    """The version of the calendar of working days."""
    calendar_until: date
    """Later dates are provisional."""
    deadlines: dict[str, list[DeadlineShape]]
    ladders: dict[str, LadderShape]
    limits: dict[str, int]


@router.get("/policy")
def numbers(call: Reading) -> PolicyShape:
    """Show the policy in force."""
    policy = call.office.policy
    return PolicyShape(
        digest=policy.digest, calendar=policy.calendar.version,
        calendar_until=policy.calendar.known_until, limits=dict(policy.limits),
        deadlines={
            name: [DeadlineShape.model_validate(one) for one in versions]
            for name, versions in policy.deadlines.items()
        },
        ladders={name: LadderShape.model_validate(one) for name, one in policy.ladders.items()},
    )  # fmt: skip
