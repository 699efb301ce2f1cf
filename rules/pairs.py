"""What two people of a group do together: the second one is of the group, and somebody else."""

from __future__ import annotations

from rules.facts import Facts


def is_pair(facts: Facts) -> bool:
    """Say whether `second_person` is of the own group, and neither who acts nor who is acted for.

    Sources: D09 (boxes), §4.6 (originals).
    """
    second = facts.inputs.get("second_person")
    ours = {
        member.person_id
        for member in facts.roster.members
        if member.group_id == facts.scope.group_id
    }
    return second in ours and second not in facts.actor.persons
