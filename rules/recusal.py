"""The conflict check 回避: which declared relations keep somebody away from a unit (B09, §7 row 6).

Pure: whoever selects, assigns or changes a unit's leadership asks it anew. A further kind of
relation is one member of `Relationship`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kernel.words import Labelled, Text


class Relationship(Labelled):
    """How somebody is tied to a unit, or to a person."""

    POST = "post", "任职回避：本人曾任职", "recusal for a post held there"
    NATIVE = "native", "地域回避：本人籍贯或成长地", "recusal for the native place"
    OFFICIAL = "official", "公务回避：与本人有公务关系", "recusal for official dealings"
    SPOUSE = "spouse", "亲属回避：配偶在该单位", "recusal for a spouse employed there"
    KIN = "kin", "亲属回避：近亲属在该单位", "recusal for close kin employed there"
    KIN_OF = "kin_of", "亲属回避：与领导班子成员为近亲属", "recusal for kinship with its leaders"


@dataclass(frozen=True, slots=True)
class Relation:
    """One declared relation: to a unit, or to a person (`KIN_OF`)."""

    kind: Relationship
    unit_id: int | None = None
    kin_id: int | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The units a group inspects, as far as conflicts ask for them."""

    names: Mapping[int, str]
    """Unit → its name."""
    above: Mapping[int, frozenset[int]]
    """Unit → it and every unit above it: a tie to a township reaches its villages."""
    leaders: Mapping[int, frozenset[int]]
    """Unit → who leads it today."""
    staff: Mapping[int, frozenset[int]]
    """Unit → who holds any post there today."""


def conflicts(
    person_id: int, relations: Iterable[Relation], around: Surroundings
) -> tuple[Text, ...]:
    """Return why a person should keep away from the units: which unit, what kind of recusal."""
    declared = tuple(relations)
    found: dict[Text, None] = {}
    for unit, name in around.names.items():
        kinds = [one.kind for one in declared if one.unit_id in around.above[unit]]
        kinds += [one.kind for one in declared if one.kin_id in around.leaders[unit]]
        if person_id in around.staff[unit]:
            kinds.append(Relationship.POST)
        for kind in kinds:
            found[Text(f"{name}（{kind.label.zh}）", f"{name} ({kind.label.en})")] = None
    return tuple(found)
