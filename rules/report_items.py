"""What a report holds, version by version, and what became of each of its items. Rows I01 to I11.

Everything is computed from the books of an assignment: `report`, `item_decisions`, `feedback`. A
further check between them is a function here, used by its guard in `rules/reporting.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kernel.words import Labelled, Text
from rules.facts import Line

REPORT, DECISIONS, FEEDBACK = "report", "item_decisions", "feedback"
"""The books."""

Lines = Mapping[str, tuple[Line, ...]]
Values = Mapping[str, Any]


class ItemKind(Labelled):
    """What an item of a report is."""

    PROBLEM = "problem", "问题", "Problem"
    KEY_PERSON = "key_person", "重点人", "Key person"
    KEY_MATTER = "key_matter", "重点事", "Key matter"
    PORTRAIT = "portrait", "班子及成员画像", "Portrait of the leadership"
    ADVICE = "advice", "意见建议", "Advice"


class Decision(Labelled):
    """What the leading group decides on an item (I03)."""

    ADOPT = "adopt", "采用", "Adopt"
    DELETE = "delete", "删除", "Delete"
    RETURN = "return", "退回核实", "Return"
    TO_CLUE = "to_clue", "转为线索", "Make it a clue"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of both reports."""

    seq: int
    """The entry that filed it."""
    common: Values
    """What holds for the whole version: the digests of the texts, the reason."""
    items: tuple[Values, ...]
    """The items of the inspection report, in their order."""
    talks: tuple[Values, ...]
    """The items of the interview report."""

    def item(self, number: int) -> Values | None:
        """Return the item with a number."""
        return next((one for one in self.items if one["n"] == number), None)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the feedback leaves the approved report (K01)."""

    what: Text
    title: str
    reason: str = ""


def versions(lines: Lines) -> tuple[Version, ...]:
    """Return every version, oldest first."""
    by_seq: dict[int, list[Values]] = {}
    for line in lines.get(REPORT, ()):
        by_seq.setdefault(line.seq, []).append(line.values)
    return tuple(
        Version(
            seq,
            held[0],
            tuple(sorted((one for one in held if "title" in one), key=lambda one: one["n"])),
            tuple(one for one in held if "said" in one),
        )
        for seq, held in by_seq.items()
    )


def latest(lines: Lines) -> Version | None:
    """Return the newest version."""
    found = versions(lines)
    return found[-1] if found else None


def decisions(lines: Lines, version: Version, entered: Values) -> dict[int, str]:
    """Return number of the item → decision, for every item of a version that is decided.

    Args:
        lines: The books.
        version: The version.
        entered: What is entered with the event itself; it counts last.
    """
    found: dict[int, str] = {}
    given = [line.values for line in lines.get(DECISIONS, ()) if line.seq > version.seq]
    given += [*entered.get("decisions", ()), {"others": entered.get("others")}]
    for one in given:
        if one.get("decision"):
            found[one["item"]] = one["decision"]
        if one.get("others"):
            found = {item["n"]: one["others"] for item in version.items} | found
    return found


def unreflected(version: Version) -> tuple[str, ...]:
    """Return what the interviews brought up and the report neither has nor leaves out by reason."""
    known = {one["n"] for one in version.items}
    return tuple(
        talk["said"]
        for talk in version.talks
        if talk.get("item") not in known and not talk.get("left_out_reason")
    )


def adopted(lines: Lines, version: Version) -> tuple[Values, ...]:
    """Return the items of a version that the leading group adopted, in their order."""
    decided = decisions(lines, version, {})
    return tuple(one for one in version.items if decided.get(one["n"]) == Decision.ADOPT)


def fed_back(lines: Lines, version: Version) -> tuple[Values, ...]:
    """Return the items of the feedback: as prepared, else the adopted ones word by word."""
    prepared = [line for line in lines.get(FEEDBACK, ()) if line.seq > version.seq]
    if prepared:
        return tuple(line.values for line in prepared if line.seq == prepared[-1].seq)
    return tuple({"item": one["n"], "wording": one["title"]} for one in adopted(lines, version))


def feedback_differences(lines: Lines, version: Version) -> tuple[Difference, ...]:
    """Return every difference between what was approved and what is fed back (K01)."""
    approved = {one["n"]: one["title"] for one in adopted(lines, version)}
    told = fed_back(lines, version)
    found = []
    for one in told:
        number, wording, reason = one.get("item"), one.get("wording"), one.get("reason") or ""
        if number not in approved:
            found.append(Difference(Text("多出", "Added"), wording or str(number), reason))
        elif wording is None:
            found.append(Difference(Text("略去", "Left out"), approved[number], reason))
        elif wording != approved[number]:
            found.append(Difference(Text("改写", "Reworded"), wording, reason))
    missing = set(approved) - {one.get("item") for one in told}
    found += [Difference(Text("缺少", "Missing"), approved[number]) for number in sorted(missing)]
    return tuple(found)


def sources_of(item: Values) -> tuple[str, ...]:
    """Return the references to evidence of an item, however they are set apart."""
    words = " ".join(str(item.get(name) or "") for name in ("papers", "evidence"))
    for mark in "，、；;,":
        words = words.replace(mark, " ")
    return tuple(dict.fromkeys(words.split()))


def titles(items: Iterable[Values]) -> tuple[str, ...]:
    """Return the titles of items."""
    return tuple(str(one["title"]) for one in items)
