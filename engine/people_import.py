"""Takes in people, posts and channels from a sheet: all of it in one transaction, or nothing.

A second import of the same sheet changes nothing. What a sheet does not mention stays as it is, but
a person whose channels it lists gets exactly those. A new column is used in `_take_in`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from engine import people
from engine.commands import Outcome
from engine.directory import CLOCK
from engine.office import Office
from engine.people_apart import refuse
from engine.people_checks import SheetEntry, check_line, check_place, check_together
from engine.people_profile import take_profile
from engine.people_sheet import read_sheet
from engine.registrar import REGISTRARS, register_outcome, registrar
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.facts import Actor
from rules.posts import Post, Scope
from rules.substitution import nobody_appoints_themselves
from store.database import Row

_OWN = ("name", "organisation", "language")
_HELD = (
    "SELECT 1 AS found FROM posts WHERE person_id = :person AND post = :post AND scope = :scope"
    " AND scope_id = :place AND released_at IS NULL AND (valid_to IS NULL OR valid_to >= :today)"
)
_CHANNELS = "SELECT id, sealed_url FROM channels WHERE person_id = :id AND active"


@dataclass(slots=True)
class ImportReport:
    """What an import did, as codes and counts; a second run of the same sheet only has `left`."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """People who were there already and are as the sheet says."""
    places: list[str] = field(default_factory=list)
    """Units and bodies registered by the way."""
    nominated: list[str] = field(default_factory=list)
    """People nominated for the talent pool, or whose record there was revised."""
    posts_given: int = 0
    channels_added: int = 0
    channels_ended: int = 0

    @property
    def changed(self) -> bool:
        """Say whether anything was written."""
        return any(getattr(self, one.name) for one in fields(self) if one.name != "left")


def import_people(
    office: Office, path: Path, person_id: int | None, acting_for: int | None = None
) -> ImportReport:
    """Take in the sheet at `path`.

    Args:
        office: The office.
        path: An xlsx or csv file.
        person_id: Who imports; None only while nobody is registered.
        acting_for: The person stood in for, if any.

    Raises:
        NotFound: there is no such file.
        InvalidInput: every mistake, by row and column; nothing is imported.
        NotPermitted: importing is not for this person.
        Refused: a post is for who imports, or does not go with a stand-in.
        Conflict: others keep changing the register; try again.
    """
    lines = read_sheet(office, path)
    mistakes: list[Text] = []
    entries = [check_line(office.policy, line, mistakes) for line in lines]
    check_together(entries, mistakes)
    if not lines:
        mistakes.append(Text("表中没有人员。", "There is nobody in the sheet."))
    reports: list[ImportReport] = []

    def run(work: Work) -> Outcome:
        actor = registrar(work, person_id, acting_for)
        reports.append(_take_in(work, actor, entries, list(mistakes)))
        return register_outcome(work)

    transact(office, run, Attempt(None, "import", person_id or 0, acting_for))
    return reports[-1]


def _take_in(
    work: Work, actor: Actor, entries: list[SheetEntry], mistakes: list[Text]
) -> ImportReport:
    known = {row["code"]: row for row in work.tx.rows("SELECT * FROM people")}
    places = {
        Scope.UNIT: {row["code"]: row["id"] for row in work.tx.rows("SELECT * FROM units")},
        Scope.BODY: {row["code"]: row["id"] for row in work.tx.rows("SELECT * FROM bodies")},
    }
    for entry in entries:
        check_place(entry, places, mistakes)
    if actor is CLOCK and not any(entry.post in REGISTRARS for entry in entries):
        zh = "、".join(post.label.zh for post in REGISTRARS)
        en = ", ".join(post.label.en for post in REGISTRARS)
        mistakes.append(
            Text(
                f"首次导入的名册里至少要有一名：{zh}；以后的登记由他们办理。",
                f"The first sheet has at least one of: {en}; they keep the register from then on.",
            )
        )
    if mistakes:
        raise InvalidInput(*mistakes)
    report = ImportReport()
    done: dict[str, int] = {}
    for entry in entries:
        code = entry.values["code"]
        if code not in done:
            done[code] = _take_person(work, actor, entry, known.get(code), report)
        if entry.profile and take_profile(work, actor, done[code], entry.profile):
            report.nominated.append(code)
        if entry.urls:
            _take_channels(work, actor, done[code], entry.urls, report)
        if entry.post is not None:
            _take_post(work, actor, done[code], entry, entry.post, places, report)
    touched = {*report.added, *report.updated}
    report.left = [code for code in done if code not in touched]
    return report


def _take_person(
    work: Work, actor: Actor, entry: SheetEntry, known: Row | None, report: ImportReport
) -> int:
    code, own = entry.values["code"], {name: entry.values[name] for name in _OWN}
    if known is None:
        report.added.append(code)
        return people.add_person(
            work, code, own["name"], organisation=own["organisation"],
            language=own["language"], actor=actor,
        )  # fmt: skip
    changed: dict[str, Any] = {name: new for name, new in own.items() if known[name] != new}
    if not known["active"]:
        changed["active"] = True
    if changed:
        people.change(work, actor, "people", known["id"], changed)
        report.updated.append(code)
    return int(known["id"])


def _take_channels(
    work: Work, actor: Actor, person: int, urls: list[str], report: ImportReport
) -> None:
    """Have the person reached through exactly `urls`."""
    there = {_address(work, row): row for row in work.tx.rows(_CHANNELS, id=person)}
    for url, row in there.items():
        if url not in urls:
            people.change(work, actor, "channels", row["id"], {"active": False})
            report.channels_ended += 1
    for url in urls:
        if url not in there:
            people.add_channel(work, person, url, actor=actor)
            report.channels_added += 1


def _address(work: Work, row: Row) -> str:
    """Return an address in the clear; one that no key opens any more is like no address."""
    try:
        return work.office.keyring.unseal(row["sealed_url"])
    except InvalidInput:
        return f"#{row['id']}"


def _take_post(
    work: Work, actor: Actor, person: int, entry: SheetEntry, post: Post,
    places: dict[Scope, dict[str, int]], report: ImportReport,
) -> None:  # fmt: skip
    place = _place_id(work, actor, entry, places, report) if entry.scope in places else 0
    held = work.tx.row(
        _HELD, person=person, post=post.value, scope=entry.scope.value, place=place,
        today=work.today,
    )  # fmt: skip
    if held is None:
        refuse([nobody_appoints_themselves(actor, person)])
        people.give_post(
            work, person, post, scope=entry.scope, scope_id=place, valid_from=work.today,
            actor=actor,
        )  # fmt: skip
        report.posts_given += 1


def _place_id(
    work: Work, actor: Actor, entry: SheetEntry, places: dict[Scope, dict[str, int]],
    report: ImportReport,
) -> int:  # fmt: skip
    values, there = entry.values, places[entry.scope]
    code = values["scope"]
    if code not in there:
        add = people.add_unit if entry.scope is Scope.UNIT else people.add_body
        there[code] = add(work, code, values["scope_name"], values["scope_type"], actor=actor)
        report.places.append(code)
    return there[code]
