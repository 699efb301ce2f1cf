"""Guards of express reports. Row J11.

A further condition of the fast way up is one rule here.
"""

from __future__ import annotations

from rules.facts import Facts
from rules.posts import OFFICE
from rules.rule import rule


@rule(
    "不紧急的专报经巡察办转报，不由组长直报。",
    "What is not urgent goes up through the office, not straight from the group leader.",
    row="J11",
    cured_by=OFFICE,
)
def it_is_urgent(facts: Facts) -> bool:
    """Only what is urgent passes the office."""
    return facts.fields.get("urgent") is True
