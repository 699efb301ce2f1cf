"""What those outside a group and the leading bodies may read of each kind of case, in one table.

Sources: domain §3 "may never", A08 (the unit learns of its inspection when it is noticed), J05 (a
receiver reads what the handover sheet carries), §7 row 14. A new kind that outsiders may read is
one line of `VIEWS`; what is not named here, they do not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rules.handover import PACKAGE


class Party(StrEnum):
    """On which side of the table the holder of a post sits."""

    OVERSIGHT = "oversight"
    """The inspection office and those above it: they read everything."""
    GROUP = "group"
    """Reads everything of its own cases, and of the round what is not another group's."""
    UNIT = "unit"
    BODY = "body"
    SUPERVISOR = "supervisor"


Names = frozenset[str]
_NONE: Names = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """What one party may read of one kind of case; everything else is left out."""

    states: Mapping[str, str] | None = None
    """State → the state that is shown; in any other the case is hidden. None: all, as they are."""
    details: Names = _NONE
    events: Mapping[str, Names] = field(default_factory=dict)
    """Events whose entries are read → inputs that are shown besides the details."""
    deadlines: Names = _NONE
    whole: bool = False
    """Whether everything is read, once the case is seen at all."""
    parents: Names = _NONE
    """The kinds of the case above, where only what hangs below these is seen."""
    asked: bool = False
    """Whether only those whose own people asked for it see it."""
    begins: str = ""
    """The event with which the record begins anew for this party."""
    every_event: bool = False
    """Whether `explain` tells of events that are for others, too."""

    def shows(self, state: str) -> str | None:
        """Return the state that is shown for `state`; None when the case is hidden in it."""
        return state if self.states is None else self.states.get(state)

    def states_shown_as(self, state: str) -> Names:
        """Return the states that are shown as `state`."""
        if self.states is None:
            return frozenset({state})
        return frozenset(real for real, shown in self.states.items() if shown == state)


WHOLE = View(whole=True, every_event=True)
"""What the office and those above it read of everything, and a group of its own cases."""


def _names(words: str) -> Names:
    return frozenset(words.split())


def _as_they_are(words: str) -> dict[str, str]:
    return {state: state for state in words.split()}


def _plain(words: str) -> dict[str, Names]:
    """Return events of which only the fact is read, beside the details that are open anyway."""
    return dict.fromkeys(words.split(), _NONE)


_REASON = _names("reason")
_REPORT_IS_BEING_WRITTEN = dict.fromkeys(
    (
        "report_drafted", "office_reviewed", "report_submitted", "leading_group_returned",
        "leading_group_accepted",
    ),
    "left",
)  # fmt: skip
_RESULTS = _names(
    "evaluation satisfaction meetings_held rules_made money_returned money_recovered fed_back_on"
)
_MEASURES = _names(
    "problem fed_back_on measures leader_post planned_on progress_on evidence similar_problems"
    " rules_note extended_to reopened_until evidence_count weight finding"
)
_ITEM_LIMITS = _names(
    "rectification_claim rectification_plan rectification_report rectification_concentrated"
    " rectification_reopened rectification_progress"
)
_ITEM_EVENTS = {
    **_plain("claim plan approve_plan report_done check_on_paper check_on_site write_off extend"),
    **_plain("hand_in assign_supervisor succeed propose_accountability"),
    **dict.fromkeys(
        ("return_plan", "return_item", "mark_long_term", "reopen", "carry_over", "transfer",
         "find_false"), _REASON
    ),
    "record_progress": _names("progress"),
}
_WISH: dict[str, Any] = {
    "details": _names(
        "deadline requested_on why progress present_on asked_on earlier_extensions granted_on"
    ),
    "events": {
        **_plain("check sign approve apply expire"),
        **dict.fromkeys(("approve_partly", "reject", "withdraw"), _REASON),
    },
    "deadlines": _names("extension_decision extension_end"),
}
_ROUND_EVENTS = {
    **_plain("revise approve_plan return_plan authorise start_preparation sign_pledges"),
    **_plain("clear_recusal record_training enter_site skip_dispatch close_dispatch return_report"),
    **_plain("close_fieldwork start_handover start_feedback tell_parent_unit start_rectification"),
    **_plain("start_evaluation sign_appraisal close"),
    **dict.fromkeys(
        ("mobilise", "convene_dispatch", "hear_report", "secretary_hears", "approve_report",
         "hear_rectification"),
        _names("meeting"),
    ),
    "authorise_group": _names("group"),
    "hear_group": _names("group progress problems_found"),
    "decide_extension": _names("new_end"),
    "cancel": _REASON,
}  # fmt: skip

VIEWS: Mapping[tuple[Party, str], View] = {
    (Party.GROUP, "round"): View(
        details=_names("name on_site_start on_site_end focus plan_line dispatch_extension"),
        events=_ROUND_EVENTS,
        deadlines=_names(
            "mid_term_dispatch on_site_window leading_group_hearing secretary_hearing"
            " committee_approval handover_meeting feedback round_closing"
        ),
        every_event=True,
    ),
    (Party.GROUP, "extension"): View(whole=True, asked=True),
    (Party.UNIT, "assignment"): View(
        states={
            **_as_they_are("noticed entered on_site wrapping left fed_back rectifying evaluated"),
            **_as_they_are("closed"),
            **_REPORT_IS_BEING_WRITTEN,
        },
        details=_RESULTS
        | _names(
            "mode on_site_start on_site_end roster_received_on duty_hours boxes intake_closes_on"
            " intake_closed_on entered_on unit_report_on left_on"
        ),
        events=_plain(
            "notify_unit receive_roster set_channels enter start_work receive_unit_report"
            " close_intake wrap_up leave give_feedback start_rectification evaluate close"
        ),
        deadlines=_names("liaison_roster unit_report intake_close"),
    ),
    (Party.UNIT, "rectification"): View(
        details=_MEASURES, events=_ITEM_EVENTS, deadlines=_ITEM_LIMITS
    ),
    (Party.UNIT, "extension"): View(
        asked=True, parents=_names("assignment rectification"), **_WISH
    ),
    (Party.BODY, "clue"): View(
        states=_as_they_are(
            "handover_pending signed_by_group signed_by_office handed_over in_handling"
            " result_reported reconciled written_off supplement returned_for_quality"
        ),
        details=_names("clue_kind summary important suggestion route opinion result result_on")
        | {name for name, _ in PACKAGE},
        events={
            **_plain("sign_by_group sign_by_office sign_by_receiver start_handling report_result"),
            **_plain("reconcile write_off"),
            "convene_handover": _names("leader_present meeting"),
            "supply": _names("supplied"),
            "ask_supplement": _REASON,
            "return_for_quality": _REASON,
        },
        deadlines=_names("clue_receipt clue_result clue_outer"),
        begins="decide_route",
    ),
    (Party.BODY, "extension"): View(asked=True, parents=_names("clue"), **_WISH),
    (Party.SUPERVISOR, "round"): View(
        states=_as_they_are("feedback rectifying evaluating closed"),
        details=_names("name"),
        events=_plain("start_feedback start_rectification start_evaluation close"),
    ),
    (Party.SUPERVISOR, "assignment"): View(
        states=_as_they_are("fed_back rectifying evaluated closed"),
        details=_RESULTS | _names("mode"),
        events=_plain("give_feedback start_rectification evaluate close"),
        deadlines=_names("rectification_evaluation"),
    ),
    (Party.SUPERVISOR, "rectification"): View(whole=True),
    (Party.SUPERVISOR, "extension"): View(parents=_names("rectification"), **_WISH),
}
"""(party, kind) → what it may read; a kind that is not here stays hidden from that party."""
