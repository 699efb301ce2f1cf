"""Setting the grade of a case: raised by who reads the whole of it, lowered by the authority alone.

§7 row 1. The decision is an entry in the chain of the case with what it rests on; what a grade is
worth in a bundle is in `engine/marking.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.commands import Outcome
from engine.loading import LoadedCase
from engine.marking import bundle_mark, mark_of
from engine.office import Office
from engine.transact import Attempt, transact
from engine.visible import load_visible
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotPermitted, Refused
from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor
from rules.grades import YEARS, Grade, Mark, rank, years_fit, years_of
from rules.grading import not_here
from rules.posts import Post
from states.inputs import REASON, read_inputs
from store import grades


@dataclass(frozen=True, slots=True)
class Graded:
    """What came of setting a grade."""

    outcome: Outcome
    own: Mark
    bundle: Mark
    """What the case bears with everything in it: never lower than its own."""


def set_grade(
    office: Office, case_id: int, person_id: int, grade: Grade, *, years: int | None = None,
    reason: str, acting_for: int | None = None,
) -> Graded:  # fmt: skip
    """Give a case another grade; who reads the whole of it may raise it.

    Args:
        office: The office.
        case_id: The case.
        person_id: Who decides.
        grade: The new grade.
        years: For how many years, of a state secret; the most there may be when None.
        reason: On what it rests: the item of the catalogue of secrets, or why it is lowered.
        acting_for: The person stood in for, if any.

    Raises:
        NotFound: there is no such case for this person.
        InvalidInput: the reason is missing, or the years do not go with the grade.
        NotPermitted: only the grade authority lowers a grade, and who does not read the whole case
            sets none.
        Refused: this host may not hold it, or the case bears that grade already.
    """
    given = read_inputs((REASON,), {"reason": reason}, office_day(office.now()))
    limits = office.policy.limits
    if not years_fit(grade, years, limits):
        raise InvalidInput(_wrong_years(limits))
    mark = Mark(grade, years_of(grade, years, limits))
    attempt = Attempt(case_id, "set_grade", person_id, acting_for)

    def run(work: Work) -> Outcome:
        case, actor, sight = load_visible(work, case_id, person_id, acting_for)
        _check(work, case, actor, mark, whole=sight.whole)
        changed = {"grade": mark.grade.value, "grade_years": mark.years}
        case.row.update(changed)
        work.write((grades.SET, {"id": case.id, **changed}))
        work.entry(case, "grade", actor, changed=changed, reason=given["reason"])
        return Outcome(case.id, case.row["state"], case.row["revision"], tuple(work.told))

    outcome = transact(office, run, attempt)
    with office.database.reading() as tx:
        return Graded(outcome, mark, bundle_mark(tx, case_id))


def _check(work: Work, case: LoadedCase, actor: Actor, mark: Mark, *, whole: bool) -> None:
    present = mark_of(case.row)
    authority = may_fire(actor.posts, (Post.GRADE_AUTHORITY,), before_pledges=False)
    if not whole:
        raise NotPermitted(
            Text(
                "只有能查阅全部内容的人员才能定密。",
                "Only somebody who reads the whole case sets its grade.",
            )
        )
    if mark.lowers(present) and not authority:
        label = work.office.policy.label(Post.GRADE_AUTHORITY)
        raise NotPermitted(
            Text(
                f"降低密级或缩短保密期限只能由{label.zh}决定；请报其审核。",
                f"Only the {label.en.lower()} lowers a grade or shortens its years: ask for it.",
            )
        )
    if rank(mark.grade) > work.office.policy.limit("host_grade"):
        raise Refused(not_here(mark.grade))
    if mark == present:
        raise Refused(
            Text(f"该事项已是“{mark.label.zh}”。", f"The case is marked {mark.label.en} already.")
        )


def _wrong_years(limits: Mapping[str, int]) -> Text:
    zh = "、".join(f"{grade.label.zh} {limits[name]} 年" for grade, name in YEARS.items())
    en = ", ".join(f"{grade.label.en.lower()} {limits[name]}" for grade, name in YEARS.items())
    return Text(
        f"保密期限只用于国家秘密，最长：{zh}。",
        f"Years go with state secrets only, at most: {en}.",
    )
