"""Takes from the database what guards may know of terms, annual plans and stays (`rules/plans.py`).

Read only for guards that ask for `Need.PLANS`; a further kind of case is a branch of `take_plans`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from engine.loading import LoadedCase
from engine.work import Work
from rules.fieldwork import LEFT
from rules.plans import KnownUnit, Plans, Stay
from store.database import Row, Transaction

IN_FORCE = ("in_force", "revising", "revision_approved")
"""States of a term or plan in which a version of it holds."""
_BOOK = "SELECT seq, body FROM book_lines WHERE case_id = :id AND book = :book ORDER BY seq, n"
_TERMS = (
    "SELECT c.id, d.first_day, d.last_day, d.name, c.state FROM cases c"
    " JOIN term_details d ON d.case_id = c.id ORDER BY c.id"
)
_PLANS = (
    "SELECT c.id, c.parent_id, c.state, d.year, d.holds, d.drafted FROM cases c"
    " JOIN annual_plan_details d ON d.case_id = c.id ORDER BY c.id"
)
_STAYS = (
    "SELECT c.unit_id, d.mode, d.on_site_start, d.on_site_end FROM cases c"
    " JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.kind = 'assignment' AND c.parent_id = :round AND c.state <> 'cancelled' ORDER BY c.id"
)
_LEFT_IN = (
    "SELECT c.unit_id, c.state, d.mode FROM cases c JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.kind = 'assignment' AND d.left_on BETWEEN :first AND :last"
)


def book(tx: Transaction, case_id: int, name: str) -> list[tuple[int, dict[str, Any]]]:
    """Return (entry, what it holds) of every line in a book of a case."""
    return [(row["seq"], json.loads(row["body"])) for row in tx.rows(_BOOK, id=case_id, book=name)]


def universe_of(tx: Transaction, term_id: int) -> dict[str, str]:
    """Return code → type of every unit of a term that has not been closed."""
    closed = {line["unit"] for _, line in book(tx, term_id, "closed_units")}
    listed = book(tx, term_id, "universe")
    return {line["unit"]: line["unit_type"] for _, line in listed if line["unit"] not in closed}


def terms(tx: Transaction) -> list[Row]:
    """Return every term, the oldest first."""
    return tx.rows(_TERMS)


def annual_plans(tx: Transaction, term_id: int | None = None) -> list[Row]:
    """Return every annual plan that was not dropped, of one term or of all."""
    return [
        row for row in tx.rows(_PLANS)
        if row["state"] != "dropped" and term_id in {None, row["parent_id"]}
    ]  # fmt: skip


def lines_held(tx: Transaction, plan: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the lines of an annual plan in the version that holds."""
    return [line for seq, line in book(tx, plan["id"], "plan_lines") if seq == plan["holds"]]


def numbers(lines: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return the number of each type of unit over lines of a plan."""
    found: Counter[str] = Counter()
    for line in lines:
        found[line["unit_type"]] += line["quota"]
    return dict(found)


def take_plans(work: Work, case: LoadedCase) -> Plans:
    """Return what the guards of a term, an annual plan or a round may know."""
    units = known_units(work)
    if case.row["kind"] == "round":
        return _of_round(work, case, units)
    if case.row["kind"] == "term":
        return Plans(units, universe_of(work.tx, case.id))
    above = case.parent.fields["id"] if case.parent is not None else case.row["parent_id"]
    return _of_annual_plan(work, case, int(above), units)


def known_units(work: Work) -> dict[str, KnownUnit]:
    """Return every unit of the directory by its code."""
    units = work.directory.units
    return {
        one.code: KnownUnit(
            one.code, one.name, units[one.belongs_to].code if one.belongs_to else None
        )
        for one in units.values()
    }


def _of_round(work: Work, case: LoadedCase, units: Mapping[str, KnownUnit]) -> Plans:
    tx = work.tx
    running = [row["id"] for row in terms(tx) if row["state"] in IN_FORCE]
    universe: dict[str, str] | None = None
    if running:
        universe = {code: of for one in running for code, of in universe_of(tx, one).items()}
    held = [row for row in annual_plans(tx) if row["state"] in IN_FORCE]
    lines = tuple(f"{row['year']}/{line['line']}" for row in held for line in lines_held(tx, row))
    stays = tuple(_stay(work, row) for row in tx.rows(_STAYS, round=case.id))
    return Plans(
        units, universe, frozenset(row["year"] for row in held), lines, stays=stays
    )  # fmt: skip


def _stay(work: Work, row: Row) -> Stay:
    unit, policy = work.directory.units[row["unit_id"]], work.office.policy
    limit = policy.deadline(policy.modes[row["mode"]].limit(unit.sort), row["on_site_start"])
    earliest = limit.due(row["on_site_start"], policy.calendar).day
    return Stay(unit.code, row["mode"], row["on_site_end"], earliest)


def _of_annual_plan(
    work: Work, case: LoadedCase, term_id: int, units: Mapping[str, KnownUnit]
) -> Plans:
    universe = universe_of(work.tx, term_id)
    years = frozenset(row["year"] for row in annual_plans(work.tx, term_id))
    held = {}
    if case.id and case.row["holds"] is not None:
        held = numbers(lines_held(work.tx, case.row))
    return Plans(
        units, universe, years, holds=held, reached=reached_in(work, case.row["year"], universe)
    )  # fmt: skip


def reached_in(work: Work, year: int, universe: Mapping[str, str]) -> dict[str, int]:
    """Return how many units of each type were left in a year, each unit once."""
    policy, units = work.office.policy, work.directory.units
    rows = work.tx.rows(_LEFT_IN, first=date(year, 1, 1), last=date(year, 12, 31))
    done = {
        units[row["unit_id"]].code
        for row in rows
        if policy.modes[row["mode"]].counts and row["state"] in LEFT and row["state"] != "cancelled"
    }
    return dict(Counter(universe[code] for code in done if code in universe))
