"""What a ledger is: a kind of case, and columns that are told as data.

A further source of values is a member of `Source` and its case in `engine/ledger/selecting.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlmodel import SQLModel

from engine.directory import Directory
from engine.wording import fields_of
from kernel.words import Labelled, Text
from rules.posts import CaseScope
from rules.sight import Sight
from states.catalogue import NEWEST, AnyLifeCycle
from states.field_types import FieldType
from states.inputs import Field
from store.database import Transaction


class Source(StrEnum):
    """Where the values of a column come from."""

    CASE = "case"
    """The common columns of a case, which whoever sees the case reads."""
    DETAIL = "detail"
    """A detail: read where the view of the reader names it."""
    DUE = "due"
    """The nearest date that runs, of the deadlines the reader reads."""
    SIGNER = "signer"
    """Who gave a signature last, or who was stood in for."""
    LOOKED_UP = "looked_up"
    """What entries or posts tell, for the rows that are shown: neither sorted nor filtered."""


_ORDERED = frozenset({
    FieldType.DATE, FieldType.NUMBER, FieldType.YES_NO, FieldType.CHOICE, FieldType.PERSON,
    FieldType.GROUP, FieldType.UNIT, FieldType.BODY, FieldType.CASE,
})  # fmt: skip
_SORTED_OUT = _ORDERED - {FieldType.DATE, FieldType.NUMBER, FieldType.CASE}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a ledger."""

    field: Field
    """Its name, its label, and what kind of value it holds."""
    source: Source
    key: str
    """The column of the table, or the topic of the signature."""
    searched: bool = False
    """Whether a search for a number looks here."""
    groups: bool = False
    """Whether rows may be put together by it, though not filtered by a list of its values."""

    @property
    def name(self) -> str:
        """Return its name: in addresses, and of its values."""
        return self.field.name

    @property
    def label(self) -> Text:
        """Return its heading."""
        return self.field.label

    @property
    def sortable(self) -> bool:
        """Say whether rows may be put in its order."""
        return self.source is not Source.LOOKED_UP and self.field.of in _ORDERED

    @property
    def groupable(self) -> bool:
        """Say whether rows with the same value may be put together."""
        return self.groups or (self.sortable and self.field.of in _SORTED_OUT)

    @property
    def options(self) -> tuple[tuple[str, Text], ...]:
        """Return the values by which rows are picked out, where they are few and known."""
        if self.source is Source.LOOKED_UP:
            return ()
        if self.field.of is FieldType.YES_NO:
            return (("yes", Text("是", "yes")), ("no", Text("否", "no")))
        return tuple((one.value, one.label) for one in self.field.choices or ())


@dataclass(frozen=True, slots=True)
class ShownRows:
    """The rows that are shown, for what is looked up about them."""

    tx: Transaction
    directory: Directory
    today: date
    person_id: int
    """Who reads."""
    scopes: Mapping[int, CaseScope]
    sights: Mapping[int, Sight]
    """What the reader may read of each."""


LookUp = Callable[[ShownRows], Mapping[int, Mapping[str, Any]]]
"""From rows to the values of columns by row."""


@dataclass(frozen=True)
class Ledger:
    """One ledger: which cases, and what of them."""

    name: str
    label: Text
    kind: str
    table: type[SQLModel]
    columns: tuple[Column, ...]
    by_number: str = "number"
    """The column in whose order the rows are unless another is asked for."""
    signed: str = ""
    """Only cases with this signature."""
    look_up: LookUp | None = None
    """What fills the columns that are looked up."""
    panel: str = ""
    """The figures that are shown above it (`engine/ledger/panels.py`)."""

    @property
    def cycle(self) -> AnyLifeCycle:
        """Return the life cycle of its cases."""
        return NEWEST[self.kind]

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Return its columns by their names."""
        return {one.name: one for one in self.columns}


def _case(name: str, of: FieldType, zh: str, en: str, key: str = "") -> Column:
    return Column(Field(name, of, Text(zh, en)), Source.CASE, key or name)


NUMBER = _case("number", FieldType.CASE, "编号", "Number", "id")
ROUND = replace(_case("round", FieldType.CASE, "轮次", "Round", "round_id"), groups=True)
GROUP = _case("group", FieldType.GROUP, "巡察组", "Group", "group_id")
UNIT = _case("unit", FieldType.UNIT, "被巡察单位", "Unit", "unit_id")
BODY = _case("body", FieldType.BODY, "承办单位", "Receiving body", "body_id")
DUE = Column(Field("due_on", FieldType.DATE, Text("最近期限", "Due next")), Source.DUE, "due_on")


def state_of(kind: str) -> Column:
    """Return the column of the states of a kind, in the order of its life cycle."""
    states: type[Labelled] = NEWEST[kind].states
    field = Field("state", FieldType.CHOICE, Text("状态", "State"), choices=states)
    return Column(field, Source.CASE, "state")


def details_of(kind: str, words: str, **labels: tuple[FieldType, str, str]) -> list[Column]:
    """Return columns of details.

    Args:
        kind: The kind of case.
        words: The names of the details; one that ends in `*` is searched for numbers.
        labels: Kind of value and label of a detail that nobody is asked for, or to be called
            otherwise here.
    """
    known = fields_of(NEWEST[kind])
    found = []
    for word in words.split():
        name = word.rstrip("*")
        field = known.get(name)
        if name in labels:
            of, zh, en = labels[name]
            field = Field(name, of, Text(zh, en), choices=field.choices if field else None)
        if field is None:
            raise KeyError(name)
        found.append(Column(field, Source.DETAIL, name, word.endswith("*")))
    return found


def signers_of(*topics: tuple[str, str, str, str]) -> Sequence[Column]:
    """Return columns of signers, each from its name, topic and label."""
    return [
        Column(Field(name, FieldType.PERSON, Text(zh, en)), Source.SIGNER, topic)
        for name, topic, zh, en in topics
    ]


def looked_up(name: str, of: FieldType, zh: str, en: str) -> Column:
    """Return a column that is filled for the rows that are shown."""
    return Column(Field(name, of, Text(zh, en)), Source.LOOKED_UP, name)
