"""The columns of the detail tables are the stored fields of the life cycles, one for one."""

from __future__ import annotations

import typing
from datetime import date

import pytest
from sqlmodel import SQLModel

import store.details  # noqa: F401 - its tables are known once it is imported
from states.catalogue import LIFE_CYCLES, AnyLifeCycle
from states.field_types import FieldType
from store.moves import CASE_COLUMNS

each_cycle = pytest.mark.parametrize("cycle", LIFE_CYCLES.values(), ids=lambda cycle: cycle.kind)

STORED_AS: dict[FieldType, type] = {
    FieldType.TEXT: str, FieldType.DATE: date, FieldType.NUMBER: int, FieldType.YES_NO: bool,
    FieldType.CHOICE: str, FieldType.PERSON: int, FieldType.CASE: int,
    FieldType.CHOICE: str, FieldType.WINDOWS: str, FieldType.POSTS: str,
}  # fmt: skip


def table_of(cycle: AnyLifeCycle) -> type[SQLModel]:
    """Return the detail table of a kind of case."""
    tables = {str(one.__tablename__): one for one in SQLModel.__subclasses__()}
    return tables[f"{cycle.kind}_details"]


@each_cycle
def test_every_stored_field_is_a_column_of_its_type_and_no_column_is_left_over(
    cycle: AnyLifeCycle,
) -> None:
    fields = {
        one.name: STORED_AS[one.of]
        for asked in (cycle.details, *(line.asks for line in cycle.transitions))
        for one in asked
        if one.stored
    }

    columns: dict[str, type] = {}
    for name, hint in typing.get_type_hints(table_of(cycle)).items():
        if name in table_of(cycle).model_fields and name != "case_id":
            kinds = [kind for kind in typing.get_args(hint) or (hint,) if kind is not type(None)]
            columns[name] = kinds[0]

    assert {name: columns.get(name) for name in fields} == fields
    assert set(columns) - set(fields) == {*cycle.kept, *cycle.inherits}


@each_cycle
def test_no_detail_bears_the_name_of_a_column_of_the_case(cycle: AnyLifeCycle) -> None:
    names = set(table_of(cycle).model_fields) - {"case_id"}

    assert names & {*CASE_COLUMNS, "directory_version"} == set()


@each_cycle
def test_what_may_be_left_out_may_be_empty_in_its_column(cycle: AnyLifeCycle) -> None:
    asked_on_opening = {one.name for one in cycle.details if one.required or one.today}

    for name, column in table_of(cycle).model_fields.items():
        if name not in asked_on_opening | {*cycle.kept, *cycle.inherits, "case_id"}:
            assert column.default is None, name
