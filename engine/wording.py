"""What a case and its entries hold, in words: fields by label, everybody and everything by name.

A further fact that entries tell is one line in `_FACTS`; what is not there is for machines only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.accounts.keeping import Change
from engine.directory import Directory
from engine.queries import CaseSheet
from engine.resealing import KeyChange
from kernel.ids import case_number
from kernel.words import Language, Text
from notifications.catalogue import NOTICES
from rules.grades import Grade, Mark
from rules.ladder import Tone
from rules.policy import Policy
from rules.posts import named_posts
from states.catalogue import AnyLifeCycle
from states.field_types import FieldType
from states.inputs import Field

WHAT = {
    "open": Text("新建", "opened"),
    "move": Text("办理", "moved"),
    "refusal": Text("未准", "refused"),
    "timer": Text("计时", "timer"),
    "receipt": Text("签收", "received"),
    "suspend": Text("暂停", "suspended"),
    "resume": Text("恢复", "resumed"),
    "amend": Text("变更", "amended"),
    "register": Text("登记", "registered"),
    "account": Text("账号", "account"),
    "keys": Text("密钥", "keys"),
    "export": Text("导出", "exported"),
    "read": Text("查阅", "read"),
    "identity": Text("身份信息", "identity"),
    "routine": Text("例行", "routine"),
    "grade": Text("定密", "graded"),
}
"""What an entry records → how it is called."""

_REPEATED = Text("重复提醒", "repeated")
_GRADE = frozenset({"grade", "grade_years"})
_BELONGS = {
    "parent_id": Text("上级事项", "under"),
    "round_id": Text("轮次", "round"),
    "group_id": Text("巡察组", "group"),
    "unit_id": Text("被巡察单位", "unit"),
    "body_id": Text("承办单位", "body"),
}


def _asked(cycle: AnyLifeCycle) -> dict[str, Field]:
    fields: dict[str, Field] = {field.name: field for field in cycle.details}
    for line in cycle.transitions:
        fields.update({one.name: one for one in line.asks})
    return fields


def fields_of(cycle: AnyLifeCycle, event: str = "") -> dict[str, Field]:
    """Return every field of a life cycle by its name, those of rows too.

    Two events may ask for different things by one name: what `event` asks for comes first.
    """
    fields = _asked(cycle)
    for line in cycle.transitions:
        if line.event.value == event:
            fields.update({one.name: one for one in line.asks})
    for many in list(fields.values()):
        fields.update({one.name: one for one in many.columns if one.name not in fields})
    return fields


def details_of(case: CaseSheet) -> list[tuple[Field, Any]]:
    """Return every stored detail that a person reads, in the order in which it is asked for."""
    return [
        (field, case.row[name])
        for name, field in _asked(case.cycle).items()
        if field.stored and case.row.get(name) is not None
    ]


@dataclass(frozen=True)
class _About:
    """What the facts of an entry are about: the life cycle, and what its event asks for."""

    cycle: AnyLifeCycle
    fields: Mapping[str, Field]


@dataclass(frozen=True)
class Teller:
    """Says what was entered on cases, in one language."""

    policy: Policy
    directory: Directory
    language: Language

    def word(self, zh: str, en: str) -> str:
        """Return a word in the language of this teller."""
        return zh if self.language == "zh" else en

    def facts(self, cycle: AnyLifeCycle, entry: Mapping[str, Any]) -> str:
        """Return what else an entry tells, one fact a line."""
        about = _About(cycle, fields_of(cycle, entry.get("event") or ""))
        lines: list[str] = []
        for name, tell in _FACTS.items():
            if entry.get(name) is not None:
                lines += tell(self, about, entry[name])
        return "\n".join(lines)

    def value(self, field: Field, value: Any) -> str:
        """Return the value of a field as a person reads it; rows are only counted."""
        if field.columns:
            count = value if isinstance(value, int) else len(value)
            return self.word(f"{count} 行", f"{count} rows")
        if isinstance(value, list | tuple):
            return self._listed([self.value(field, one) for one in value])
        if isinstance(value, bool):
            return self.word("是", "yes") if value else self.word("否", "no")
        if field.choices is not None:
            return field.choices(value).label.say(self.language)
        return self._named(field, value)

    def deadline(self, name: str) -> str:
        """Return the label of a deadline."""
        versions = self.policy.deadlines.get(name)
        return versions[-1].label.say(self.language) if versions else name

    def person(self, person_id: int) -> str:
        """Return the name of somebody."""
        found = self.directory.people.get(person_id)
        return found.name if found else self.word("已停用的人员", "somebody not active")

    def _named(self, field: Field, value: Any) -> str:
        if field.name == "deadline":
            return self.deadline(value)
        match field.of:
            case FieldType.PERSON | FieldType.PEOPLE:
                return self.person(value)
            case FieldType.CASE:
                return case_number(value)
            case FieldType.CONTENT:
                return self.word("（另存的文稿）", "(a text kept apart)")
            case kind:
                return self._place(kind.value, value)

    def _place(self, kind: str, value: Any) -> str:
        places = {
            "group": self.directory.groups,
            "unit": self.directory.units,
            "body": self.directory.bodies,
        }
        if kind == "posts":
            labels = (self.policy.label(one) for one in named_posts(value))
            return self._listed([one.say(self.language) for one in labels])
        found = places[kind].get(value) if kind in places else None
        return found.name if found else str(value)

    def _listed(self, words: list[str]) -> str:
        return self.word("、", ", ").join(words)

    def _line(self, label: Text | str, words: str) -> str:
        said = label.say(self.language) if isinstance(label, Text) else label
        return f"{said}{self.word('：', ': ')}{words}"

    def _fields(self, about: _About, values: Mapping[str, Any]) -> list[str]:
        fields = about.fields
        return [
            self._line(fields[name].label, self.value(fields[name], value))
            for name, value in values.items()
            if name in fields and value is not None
        ]

    def _changed(self, about: _About, values: Mapping[str, Any]) -> list[str]:
        told = self._fields(about, {k: v for k, v in values.items() if k not in _GRADE})
        if "grade" in values:
            mark = Mark(Grade(values["grade"]), values["grade_years"])
            told.append(self._line(Text("密级", "Grade"), mark.label.say(self.language)))
        return told

    def _belongs(self, _: _About, values: Mapping[str, Any]) -> list[str]:
        return [
            self._line(
                label,
                case_number(values[name])
                if name in {"parent_id", "round_id"}
                else self._place(name.removesuffix("_id"), values[name]),
            )
            for name, label in _BELONGS.items()
            if values.get(name)
            and not (name == "round_id" and values.get("parent_id") == values[name])
        ]

    def _notices(self, _: _About, notices: list[Mapping[str, Any]]) -> list[str]:
        to: dict[str, list[str]] = {}
        for one in notices:
            to.setdefault(one["notice"], []).append(self.person(one["to"]))
        arrow = self.word("通知：", "Notice: ")
        return [
            f"{arrow}{self._notice(name) if name in NOTICES else name} → {self._listed(people)}"
            for name, people in to.items()
        ]

    def _notice(self, name: str) -> str:
        return NOTICES[name].label.say(self.language)

    def _clocks(self, _: _About, clocks: list[Mapping[str, Any]]) -> list[str]:
        due = self.word("到期", "due")
        return [
            self._line(
                Text("期限", "Deadline"), f"{self.deadline(one['deadline'])} {one['due']} {due}"
            )
            for one in clocks
        ]

    def _stopped(self, _: _About, names: list[str]) -> list[str]:
        listed = self._listed([self.deadline(name) for name in names])
        return [self._line(Text("停止计时", "No longer counted"), listed)]

    def _event(self, about: _About, event: str) -> list[str]:
        labels = (one.label.say(self.language) for one in about.cycle.events if one == event)
        label = next(labels, "")
        return [self._line(Text("接续", "After"), label)] if label else []


def _said(
    label: Text, say: Callable[[Teller, Any], str]
) -> Callable[[Teller, Any, Any], list[str]]:
    return lambda teller, _, value: [teller._line(label, say(teller, value))]  # noqa: SLF001


def _as_is(_: Teller, value: Any) -> str:
    return str(value)


def _yes(teller: Teller, _: Any) -> str:
    return teller.word("是", "yes")


def _tone(teller: Teller, value: str) -> str:
    return Tone(value).label.say(teller.language)


def _case(_: Teller, value: int) -> str:
    return case_number(value)


def _words(_: Teller, __: _About, sentences: list[str]) -> list[str]:
    return [str(one) for one in sentences]


def _act(teller: Teller, _: _About, act: str) -> list[str]:
    return [one.label.say(teller.language) for one in (*Change, *KeyChange) if one.value == act]


_FACTS: Mapping[str, Callable[[Teller, _About, Any], list[str]]] = {
    "act": _act,
    "person": _said(Text("人员", "Person"), Teller.person),
    "fingerprint": _said(Text("密钥指纹", "Fingerprint of the key"), _as_is),
    "reasons": _words,
    "advice": _words,
    "reason": _said(Text("理由", "Reason"), _as_is),
    "belongs": Teller._belongs,  # noqa: SLF001
    "inputs": Teller._fields,
    "changed": Teller._changed,  # noqa: SLF001
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
    "repeated": _said(_REPEATED, lambda teller, n: teller.word(f"{n} 次", f"{n}")),
    "armed": Teller._clocks,  # noqa: SLF001
    "clocks": Teller._clocks,  # noqa: SLF001
    "stopped": Teller._stopped,  # noqa: SLF001
    "notices": Teller._notices,  # noqa: SLF001
}
"""Fact of an entry → how it is told, in this order."""
