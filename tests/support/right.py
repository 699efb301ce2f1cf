"""What is right to enter into any field, and what the books hold when everything is done.

A new kind of field is a line of `RIGHT`, a field that goes with others one of `BY_NAME`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from rules.facts import Line
from rules.readiness import MUST_ATTEND
from states.field_types import FieldType
from states.inputs import Field
from tests.support.facts import BODY, GROUP, NOW, TODAY, UNIT

LATER = date(2022, 4, 28)
RIGHT: dict[FieldType, Any] = {
    FieldType.TEXT: "无", FieldType.DATE: LATER, FieldType.NUMBER: 1, FieldType.YES_NO: True,
    FieldType.PERSON: 1, FieldType.PEOPLE: (1, 2), FieldType.GROUP: GROUP, FieldType.UNIT: UNIT,
    FieldType.BODY: BODY, FieldType.HOUR: "09:00", FieldType.WINDOWS: "09:00-18:00",
    FieldType.CONTENT: "文稿", FieldType.CASE: 7, FieldType.POSTS: "office_staff",
}  # fmt: skip


BY_NAME: dict[str, Any] = {
    "to_time": "10:00", "day": TODAY, "until": TODAY, "count": 20, "digest": "0" * 64,
    "sha256": "0f" * 32, "grade_years": None,
    "present": tuple({"attendant": one, "position": "无"} for one in MUST_ATTEND),
}  # fmt: skip
"""What is right for a field of this name, because it has to go with others."""


def value_of(field: Field) -> Any:
    """Return something right to enter into `field`."""
    if field.name in BY_NAME:
        return BY_NAME[field.name]
    if field.columns:
        return ({one.name: value_of(one) for one in field.columns},)
    return next(iter(field.choices)).value if field.choices else RIGHT[field.of]


def book(*bodies: dict[str, Any]) -> tuple[Line, ...]:
    """Return a book with one line for each of `bodies`."""
    return tuple(Line(seq, NOW, 1, body) for seq, body in enumerate(bodies, 1))


LINES = {
    "activities": book({"method": "hearing"}, {"method": "interview"}),
    "subjects": book({"position": "局长", "tier": "staff"}),
    "mobilisation": book({"attendant": "unit_head"}),
    "plan_tasks": book({"place": 1}),
    "boxes": book({"box": "无"}),
    "circulation": book({"recipient": "分管领导", "received_on": "2022-01-20"}),
    "release_texts": book({"release_text": "文稿"}),
    "release_checks": book({}, {"touches_secrets": False}),
    "archive_documents": book({"retention": "long"}),
    "clearing_issued": book({"item": "无", "count": 1}),
    "clearing_returned": book({"item": "无", "given_back": 1, "destroyed": 0}),
    "evidence": book({"evidence_kind": "photo"}),
    "items": book({"what": "材料", "copies": 1, "form": "copy"}),
}
"""What the books hold when everything is done."""
ONE_GAP = {"gaps": book({"gap_kind": "method", "what": "走访 0/1"})}
"""A gap list with one open line, which is settled or accepted."""

HANDLING = {"revise", "add_evidence", "confirm_facts", "amend_facts", "submit", "withdraw"}
"""What only the handlers of a working paper do."""


def papers_hold(state: str, event: str) -> dict[str, Any]:
    """Return what a complete working paper holds besides."""
    drawn = {"drawn_on": None} if (state, event) == ("office_filed", "close") else {}
    return {"rule_basis": "《规定》第一条", "important": False, **drawn}
