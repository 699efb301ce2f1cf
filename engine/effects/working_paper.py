"""Effects of a working paper: its number, its outcome, and the clue that grows out of it.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import FollowUp, Open
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from kernel.errors import InvalidInput, NotFound
from kernel.ids import case_id_of
from kernel.words import Text
from rules.facts import Actor
from rules.taxonomy import taxonomy_on
from store import papers

_SCORES = ("score_procedure", "score_content", "score_quality")
_GONE = ("merged", "withdrawn", "closed")


@effect
def check_problem_code(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Take only codes of the version that the round keeps (C12).

    Raises:
        InvalidInput: the round's taxonomy has no such code; the sentence lists those it has.
    """
    del actor
    kept = work.load(case.row["round_id"]).row["taxonomy_from"] or work.today
    version = taxonomy_on(work.office.policy.taxonomies, kept)
    if version.find(inputs["problem_code"]) is None:
        kinds = [(code, label) for one in version.themes for code, label in one.kinds.items()]
        zh = "、".join(f"{code} {label.zh}" for code, label in kinds)
        en = ", ".join(f"{code} {label.en}" for code, label in kinds)
        raise InvalidInput(
            Text(
                f"本轮的问题分类里没有代码“{inputs['problem_code']}”；可用：{zh}。",
                f'This round knows no problem code "{inputs["problem_code"]}"; known: {en}.',
            )
        )
    return ()


@effect
def issue_paper_number(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Give the paper the next number of its group, without gaps (§4.3)."""
    del actor, inputs
    found = work.tx.row(papers.NEXT_NUMBER, group_id=case.row["group_id"])
    case.keep(paper_number=int((found or {})["last"]))
    return ()


@effect
def void_paper_review(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Void the deputy's signature: a returned paper is reviewed anew."""
    del actor, inputs
    work.void(case, ("paper_reviewed",))
    return ()


@effect
def keep_paper_outcome(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Remember what became of the problem, beyond the paper's filing."""
    del work, actor, inputs
    case.keep(outcome=case.row["state"])
    return ()


@effect
def open_clue_of_paper(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Register the clue that the paper leads to; it keeps the paper's number."""
    del work
    details = {
        "clue_kind": inputs["clue_kind"], "summary": case.row["problem"], "paper_id": case.id,
    }  # fmt: skip
    return (Open("clue", actor.person_id, details, case.row["parent_id"], actor.acting_for),)


@effect
def judge_paper_sample(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Note a failed sample: one axis below the office's mark is enough (G05)."""
    del actor
    if min(inputs[name] for name in _SCORES) < work.office.policy.limit("paper_pass_mark"):
        case.keep(failed_on=work.today)
    return ()


@effect
def check_paper_merge(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Merge only into another living paper about the same unit.

    Raises:
        InvalidInput: the number is none of a paper that can take this one in.
    """
    del actor
    try:
        other = work.load(case_id_of(inputs["merged_into"]))
    except (InvalidInput, NotFound):
        other = case
    fits = (
        other.id != case.id
        and other.row["kind"] == "working_paper"
        and other.row["parent_id"] == case.row["parent_id"]
        and other.row["state"] not in _GONE
    )
    if not fits:
        raise InvalidInput(
            Text(
                "“并入底稿编号”须为同一单位另一份在办底稿的编号。",
                "Merged into: give the number of another living paper about the same unit.",
            )
        )
    return ()


@effect
def mark_drawn_papers(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Tell every drawn paper that it was drawn (G05)."""
    del work, case, actor
    return tuple(FollowUp(case_id_of(row["paper"]), "draw") for row in inputs["drawn_papers"])


@effect
def count_problems(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Count the problems of a unit from its signed papers."""
    del actor, inputs
    found = work.tx.row(papers.SIGNED, id=case.id)
    case.keep(problems=int((found or {})["n"]))
    return ()
