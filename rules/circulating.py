"""Who was told of the approved report, and who has confirmed it. Row I08.

A further condition on the circulation is one more function here.
"""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.posts import OFFICE
from rules.rule import rule

CIRCULATION = "circulation"
"""The book of a round."""


@rule(
    "审定的报告还没有通报分管领导和有关部门（circulate）。",
    "The approved report was told to nobody yet: circulate it to leaders and departments.",
    row="I08",
    needs=(Need.LINES,),
    cured_by=OFFICE,
)
def the_report_is_circulated(facts: Facts) -> bool:
    """There is a circulation list."""
    return bool(facts.lines.get(CIRCULATION))


@rule(
    "报告通报尚未签收：{missing}。",
    "Told of the approved report, but without a receipt: {missing}.",
    row="I08",
    needs=(Need.LINES,),
    cured_by=OFFICE,
)
def every_recipient_has_confirmed(facts: Facts) -> tuple[str, ...]:
    """Everybody on the circulation list has confirmed the receipt."""
    confirmed: dict[str, bool] = {}
    for line in facts.lines.get(CIRCULATION, ()):
        who = line.values["recipient"]
        confirmed[who] = confirmed.get(who, False) or bool(line.values.get("received_on"))
    return tuple(who for who, done in confirmed.items() if not done)


CIRCULATED = (the_report_is_circulated, every_recipient_has_confirmed)
"""What must be done about the circulation before a round is closed."""
