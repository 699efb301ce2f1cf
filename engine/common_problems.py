"""Common problems: what was found in many units, clustered by its code or by the likeness of words.

Rows A12, I09. Problems are taken from the kinds in `_SOURCES`; one with a code of the taxonomy
belongs with its code, the others with those whose words are alike (rapidfuzz). A further source is
one line of `_SOURCES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlmodel import col, select

from engine.office import Office
from engine.reach import open_to
from engine.work import Work
from kernel.clock import office_day
from kernel.ids import case_number
from rules.posts import Scope
from states.catalogue import NEWEST
from store.tables import Case

_SOURCES: Mapping[str, str] = {"rectification": "NULL", "working_paper": "d.problem_code"}
"""Kind of case with a `problem` → where the code of the taxonomy stands."""
_DROPPED = ("withdrawn", "merged")


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem that was found at one unit."""

    case_id: int
    round_id: int
    unit: str
    """The code of the unit."""
    unit_name: str
    words: str
    code: str = ""

    @property
    def number(self) -> str:
        """Return the number of the case."""
        return case_number(self.case_id)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Problems that are one problem in several units."""

    words: str
    """The words of the first of them, which stand for all."""
    code: str
    problems: tuple[Problem, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """Return the codes of the units it was found in."""
        return tuple(dict.fromkeys(one.unit for one in self.problems))

    @property
    def rounds(self) -> tuple[str, ...]:
        """Return the numbers of the rounds it was found in."""
        return tuple(dict.fromkeys(case_number(one.round_id) for one in self.problems))

    def basis(self) -> list[dict[str, str]]:
        """Return the rows on which a campaign is proposed."""
        return [
            {"number": one.number, "unit": one.unit, "round": case_number(one.round_id)}
            for one in self.problems
        ]


def cluster(problems: Iterable[Problem], likeness: int) -> list[Cluster]:
    """Return problems that belong together, the most spread first.

    Args:
        problems: Every problem, in a fixed order: the same problems always give the same clusters.
        likeness: From how many per cent on two texts without a code are one problem.
    """
    found: list[list[Problem]] = []
    for one in problems:
        for many in found:
            if _belongs(one, many[0], likeness):
                many.append(one)
                break
        else:
            found.append([one])
    made = [Cluster(many[0].words, many[0].code, tuple(many)) for many in found]
    return sorted(made, key=lambda one: (-len(one.units), -len(one.problems), one.words))


def _belongs(one: Problem, first: Problem, likeness: int) -> bool:
    if one.code or first.code:
        return one.code == first.code
    return fuzz.ratio(one.words, first.words, score_cutoff=likeness) > 0


def common_problems(
    office: Office, person_id: int, *, acting_for: int | None = None
) -> list[Cluster]:
    """Return the clusters that reach as many units as policy asks for.

    Only holders of an office-wide post see any: it tells of every round.
    """
    policy = office.policy
    problems = _problems(office, person_id, acting_for)
    found = cluster(problems, policy.limit("common_problem_likeness"))
    return [one for one in found if len(one.units) >= policy.limit("common_problem_units")]


def _problems(office: Office, person_id: int, acting_for: int | None) -> list[Problem]:
    today = office_day(office.now())
    found: list[Problem] = []
    with office.database.reading() as tx, office.database.session() as session:
        work = Work(office, tx, office.now())
        may_see = open_to(work.directory, person_id, acting_for, today, only=Scope.OFFICE)
        kinds = [kind for kind in _SOURCES if kind in NEWEST]
        seen = set(session.exec(select(col(Case.id)).where(may_see)))
        for kind in kinds:
            query = (
                f"SELECT c.id, c.round_id, c.unit_id, c.state, d.problem,"  # noqa: S608
                f" {_SOURCES[kind]} AS code"
                f" FROM cases c JOIN {kind}_details d ON d.case_id = c.id"
                " WHERE c.unit_id IS NOT NULL ORDER BY c.id"
            )
            for row in tx.rows(query):
                if row["id"] not in seen or row["state"] in _DROPPED:
                    continue
                unit = work.directory.units[row["unit_id"]]
                found.append(
                    Problem(
                        row["id"], row["round_id"], unit.code, unit.name, row["problem"],
                        row["code"] or "",
                    )
                )  # fmt: skip
    return found
