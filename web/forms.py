"""Forms made from what an event or an opening asks for; what comes back is in `web/typed.py`.

A field is drawn by its type in `templates/_fields.html`; a further type is one case in
`_options` where it offers a choice, and one branch there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.filling import choices_of
from states.field_types import FieldType
from states.inputs import Field
from web.visit import Visit

_MORE_ROWS = 3
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Input:
    """One field as it is drawn."""

    field: Field
    name: str
    """Under which name it comes back."""
    value: Any = ""
    """What was typed before; a list where several are chosen."""
    options: tuple[Option, ...] = ()
    rows: tuple[tuple[Input, ...], ...] = ()
    form: str = "f"
    """What tells the fields of one form from those of another on the same page."""

    @property
    def of(self) -> str:
        """Return the type of its value."""
        return self.field.of.value

    @property
    def id(self) -> str:
        """Return what its label points at."""
        return f"{self.form}-{self.name.replace('.', '-')}"


@dataclass(frozen=True)
class Drawn:
    """The fields of one form, ready to be drawn."""

    inputs: tuple[Input, ...]

    @property
    def uploads(self) -> bool:
        """Say whether a spreadsheet may come with it."""
        return any(one.field.columns for one in self.inputs)


def draw_form(
    visit: Visit,
    asks: Iterable[Field],
    round_id: int | None,
    typed: Mapping[str, Any] | None = None,
    offered: Mapping[str, tuple[Option, ...]] | None = None,
    form: str = "f",
) -> Drawn:
    """Return the fields of a form as they are drawn.

    Args:
        visit: The visit, for the office and the language.
        asks: What is asked for.
        round_id: The round whose groups are meant.
        typed: What was typed before, by the names of the fields.
        offered: Choices for a field of words, by its name.
        form: What tells its fields from those of another form on the same page.
    """
    known: dict[FieldType, tuple[Option, ...]] = {}

    def options(field: Field) -> tuple[Option, ...]:
        if offered and field.name in offered:
            return offered[field.name]
        if field.choices is not None:
            return tuple((one.value, visit.say(one.label)) for one in field.choices)
        if field.of not in known:
            known[field.of] = tuple(choices_of(visit.office, field, round_id))
        return known[field.of]

    def one(field: Field, name: str, value: Any) -> Input:
        return Input(field, name, "" if value is None else value, options(field), form=form)

    def rows(field: Field, many: Any) -> Input:
        given = [row for row in many if isinstance(row, Mapping)] if many else []
        lines = [*given, *({} for _ in range(_MORE_ROWS))]
        drawn = (
            tuple(
                one(cell, f"{field.name}.{at}.{cell.name}", row.get(cell.name))
                for cell in field.columns
            )
            for at, row in enumerate(lines)
        )
        return Input(field, field.name, rows=tuple(drawn), form=form)

    kept = typed or {}
    return Drawn(
        tuple(
            rows(field, kept.get(field.name))
            if field.columns
            else one(field, field.name, kept.get(field.name))
            for field in asks
        )
    )
