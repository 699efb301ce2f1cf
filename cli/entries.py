"""What a case and its entries hold, in words: fields by label, everybody and everything by name.

A further fact that entries tell is one line in `_FACTS`; what is not there is for machines only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kernel.words import Text

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.directory import Directory
    from states.catalogue import AnyLifeCycle
    from states.inputs import Field

_REPEATED = Text("重复提醒", "repeated")
_BELONGS = {
    "parent_id": Text("上级事项", "under"),
    "round_id": Text("轮次", "round"),
    "group_id": Text("巡察组", "group"),
    "unit_id": Text("被巡察单位", "unit"),
    "body_id": Text("承办单位", "body"),
}


def fields_of(cycle: AnyLifeCycle) -> dict[str, Field]:
    """Return every field of a life cycle by its name."""
    fields: dict[str, Field] = {field.name: field for field in cycle.details}
    for line in cycle.transitions:
        fields.update({one.name: one for one in line.asks})
    for many in list(fields.values()):
        fields.update({one.name: one for one in many.columns if one.name not in fields})
    return fields


@dataclass(frozen=True)
class Teller:
    """Says what was entered on cases, in the language of one desk."""

    desk: Desk
    directory: Directory

    def facts(self, cycle: AnyLifeCycle, entry: Mapping[str, Any]) -> str:
        """Return what else an entry tells, one fact a line."""
        lines: list[str] = []
        for name, tell in _FACTS.items():
            if entry.get(name) is not None:
                lines += tell(self, cycle, entry[name])
        return "\n".join(lines)

    def value(self, field: Field, value: Any) -> str:
        """Return the value of a field as a person reads it."""
        if field.columns:
            return self.desk.word(f"{len(value)} 行", f"{len(value)} rows")
        if isinstance(value, list | tuple):
            return self._listed([self.value(field, one) for one in value])
        if isinstance(value, bool):
            return self.desk.word("是", "yes") if value else self.desk.word("否", "no")
        if field.choices is not None:
            return field.choices(value).label.say(self.desk.language)
        if field.name == "deadline":
            return self.deadline(value)
        return self._named(field.of.value, value)

    def deadline(self, name: str) -> str:
        """Return the label of a deadline."""
        versions = self.desk.office.policy.deadlines.get(name)
        return versions[-1].label.say(self.desk.language) if versions else name

    def person(self, person_id: int) -> str:
        """Return the name of somebody."""
        found = self.directory.people.get(person_id)
        return found.name if found else self.desk.word("已停用的人员", "somebody not active")

    def _named(self, kind: str, value: Any) -> str:
        if kind in {"person", "people"}:
            return self.person(value)
        places = {
            "group": self.directory.groups,
            "unit": self.directory.units,
            "body": self.directory.bodies,
        }
        if kind == "posts":
            from rules.posts import named_posts  # noqa: PLC0415 - start-up stays fast

            labels = (self.desk.office.policy.label(one) for one in named_posts(value))
            return self._listed([one.say(self.desk.language) for one in labels])
        found = places[kind].get(value) if kind in places else None
        return found.name if found else str(value)

    def _listed(self, words: list[str]) -> str:
        return self.desk.word("、", ", ").join(words)

    def _line(self, label: Text | str, words: str) -> str:
        said = label.say(self.desk.language) if isinstance(label, Text) else label
        return f"{said}{self.desk.word('：', ': ')}{words}"

    def _fields(self, cycle: AnyLifeCycle, values: Mapping[str, Any]) -> list[str]:
        fields = fields_of(cycle)
        return [
            self._line(fields[name].label, self.value(fields[name], value))
            for name, value in values.items()
            if name in fields and value is not None
        ]

    def _belongs(self, _: AnyLifeCycle, values: Mapping[str, Any]) -> list[str]:
        from kernel.ids import case_number  # noqa: PLC0415 - start-up stays fast

        return [
            self._line(
                label,
                case_number(values[name])
                if name in {"parent_id", "round_id"}
                else self._named(name.removesuffix("_id"), values[name]),
            )
            for name, label in _BELONGS.items()
            if values.get(name)
            and not (name == "round_id" and values.get("parent_id") == values[name])
        ]

    def _notices(self, _: AnyLifeCycle, notices: list[Mapping[str, Any]]) -> list[str]:
        from notifications.catalogue import NOTICES  # noqa: PLC0415

        to: dict[str, list[str]] = {}
        for one in notices:
            to.setdefault(one["notice"], []).append(self.person(one["to"]))
        arrow = self.desk.word("通知：", "Notice: ")
        return [
            f"{arrow}{self._notice(name) if name in NOTICES else name} → {self._listed(people)}"
            for name, people in to.items()
        ]

    def _notice(self, name: str) -> str:
        from notifications.catalogue import NOTICES  # noqa: PLC0415

        return NOTICES[name].label.say(self.desk.language)

    def _clocks(self, _: AnyLifeCycle, clocks: list[Mapping[str, Any]]) -> list[str]:
        due = self.desk.word("到期", "due")
        return [
            self._line(
                Text("期限", "Deadline"), f"{self.deadline(one['deadline'])} {one['due']} {due}"
            )
            for one in clocks
        ]

    def _stopped(self, _: AnyLifeCycle, names: list[str]) -> list[str]:
        listed = self._listed([self.deadline(name) for name in names])
        return [self._line(Text("停止计时", "No longer counted"), listed)]

    def _event(self, cycle: AnyLifeCycle, event: str) -> list[str]:
        label = next(
            (one.label.say(self.desk.language) for one in cycle.events if one == event), ""
        )
        return [self._line(Text("接续", "After"), label)] if label else []


def _said(
    label: Text, say: Callable[[Teller, Any], str]
) -> Callable[[Teller, Any, Any], list[str]]:
    return lambda teller, _, value: [teller._line(label, say(teller, value))]  # noqa: SLF001


def _as_is(_: Teller, value: Any) -> str:
    return str(value)


def _yes(teller: Teller, _: Any) -> str:
    return teller.desk.word("是", "yes")


def _tone(teller: Teller, value: str) -> str:
    from rules.ladder import Tone  # noqa: PLC0415

    return Tone(value).label.say(teller.desk.language)


def _case(_: Teller, value: int) -> str:
    from kernel.ids import case_number  # noqa: PLC0415

    return case_number(value)


def _words(_: Teller, __: AnyLifeCycle, sentences: list[str]) -> list[str]:
    return [str(one) for one in sentences]


_FACTS: Mapping[str, Callable[[Teller, AnyLifeCycle, Any], list[str]]] = {
    "reasons": _words,
    "reason": _said(Text("理由", "Reason"), _as_is),
    "belongs": Teller._belongs,  # noqa: SLF001
    "inputs": Teller._fields,
    "changed": Teller._fields,
    "after": Teller._event,  # noqa: SLF001
    "because_of": _said(Text("起因事项", "Because of case"), _case),
    "notice": _said(Text("通知", "Notice"), Teller._notice),  # noqa: SLF001
    "deadline": _said(Text("期限", "Deadline"), Teller.deadline),
    "due": _said(Text("到期日", "Due"), _as_is),
    "was_due": _said(Text("原到期日", "Was due"), _as_is),
    "nominal": _said(Text("推算日", "Nominal date"), _as_is),
    "provisional": _said(Text("暂定", "Provisional"), _yes),
    "tone": _said(Text("语气", "Tone"), _tone),
    "skipped": _said(Text("略过的步骤", "Steps passed over"), lambda _, many: " ".join(many)),
    "repeated": _said(_REPEATED, lambda teller, n: teller.desk.word(f"{n} 次", f"{n}")),
    "armed": Teller._clocks,  # noqa: SLF001
    "clocks": Teller._clocks,  # noqa: SLF001
    "stopped": Teller._stopped,  # noqa: SLF001
    "notices": Teller._notices,  # noqa: SLF001
}
"""Fact of an entry → how it is told, in this order."""
