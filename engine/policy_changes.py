"""What a limit's number is now, what it was before, and what changed from version to version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kernel.words import Text
from rules.deadlines import DeadlineRule, in_force
from rules.policy import Policy

_FIELDS = {
    "span": Text("时长", "span"),
    "roll": Text("遇休息日", "on rest days"),
    "ladder": Text("阶梯", "ladder"),
    "hour": Text("时刻", "hour"),
    "source": Text("依据", "source"),
    "row": Text("条目", "row"),
}
"""What of a limit is compared."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that a version says otherwise than the one before it."""

    what: Text
    was: Text
    now: Text


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a limit."""

    rule: DeadlineRule
    in_force: bool
    """Whether new clocks take this one."""
    changed: tuple[Changed, ...]
    """Against the version before; empty for the first."""


def versions_of(policy: Policy, name: str, today: date) -> tuple[Version, ...]:
    """Return every version of a limit, the newest first."""
    rules = sorted(policy.deadlines[name], key=lambda one: one.effective_from)
    now = in_force(policy.deadlines[name], today)
    made = [
        Version(one, one is now, _between(rules[at - 1], one) if at else ())
        for at, one in enumerate(rules)
    ]
    return tuple(reversed(made))


def _between(before: DeadlineRule, after: DeadlineRule) -> tuple[Changed, ...]:
    told = [
        Changed(label, _said(before, name), _said(after, name)) for name, label in _FIELDS.items()
    ]
    return tuple(one for one in told if one.was != one.now)


def _said(rule: DeadlineRule, name: str) -> Text:
    """Return one thing a limit says, in words."""
    if name == "span":
        return rule.span
    if name == "roll":
        return rule.roll.label
    if name == "source":
        return rule.source
    value = str(getattr(rule, name))
    return Text(value, value)
