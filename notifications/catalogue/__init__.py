"""Which notice is owed when, and to which posts: one module of notices a subject.

A new notice is one line in the module of its subject and one text for each language in
`templates/`; a new subject is one module and one line of `_TABLE`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from notifications.catalogue.action_item import ACTION_ITEM
from notifications.catalogue.assignment import ASSIGNMENT
from notifications.catalogue.assistance_request import ASSISTANCE_REQUEST
from notifications.catalogue.closing import CLOSING
from notifications.catalogue.clue import CLUE
from notifications.catalogue.consultation import CONSULTATION
from notifications.catalogue.delivery import DELIVERY
from notifications.catalogue.express_report import EXPRESS_REPORT
from notifications.catalogue.extension import EXTENSION
from notifications.catalogue.immediate_rectification import IMMEDIATE_RECTIFICATION
from notifications.catalogue.ladder import LADDER
from notifications.catalogue.letter import LETTER
from notifications.catalogue.library import LIBRARY
from notifications.catalogue.notice import Notice
from notifications.catalogue.office import HOUSE
from notifications.catalogue.onsite import ONSITE
from notifications.catalogue.people import PEOPLE
from notifications.catalogue.plan import PLAN
from notifications.catalogue.recommendation import RECOMMENDATION
from notifications.catalogue.reconciliation import RECONCILIATION
from notifications.catalogue.rectification import RECTIFICATION
from notifications.catalogue.round import ROUND
from notifications.catalogue.steering import STEERING
from notifications.catalogue.working_paper import WORKING_PAPER

_TABLE: tuple[Notice, ...] = (
    *PLAN,
    *ROUND,
    *ASSIGNMENT,
    *CLUE,
    *RECTIFICATION,
    *EXTENSION,
    *ACTION_ITEM,
    *PEOPLE,
    *EXPRESS_REPORT,
    *ASSISTANCE_REQUEST,
    *IMMEDIATE_RECTIFICATION,
    *CONSULTATION,
    *WORKING_PAPER,
    *LETTER,
    *ONSITE,
    *RECONCILIATION,
    *RECOMMENDATION,
    *CLOSING,
    *LIBRARY,
    *STEERING,
    *LADDER,
    *DELIVERY,
    *HOUSE,
)

NOTICES: Mapping[str, Notice] = MappingProxyType({notice.name: notice for notice in _TABLE})
"""Name → notice."""


def _by_event() -> Mapping[tuple[str, str], tuple[Notice, ...]]:
    found: defaultdict[tuple[str, str], tuple[Notice, ...]] = defaultdict(tuple)
    for notice in _TABLE:
        for pair in notice.on:
            found[pair] += (notice,)
    return dict(found)


_OWED_ON = _by_event()


def owed_on(kind: str, event: str) -> tuple[Notice, ...]:
    """Return the notices owed after `event` happened to a case of `kind`.

    Example:
        >>> [notice.name for notice in owed_on("clue", "sign_by_office")]
        ['handover_awaits_receiver']
    """
    return _OWED_ON.get((kind, event), ())
