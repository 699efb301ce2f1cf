"""Where a post is held: the group, unit or body that a door names by its code.

A further scope of posts is one more branch in `placed`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine.directory import Named
from engine.people_checks import post_named
from engine.work import Work
from kernel.errors import InvalidInput, NotFound, Refused
from kernel.words import Text
from rules.posts import Post, Scope


@dataclass(frozen=True, slots=True)
class Appointment:
    """That a person gets a post; codes and names as they were typed."""

    person: int
    post: str
    """Its code or its name."""
    place: str = ""
    """The code of the unit or body it is held at."""
    round_id: int | None = None
    group: str = ""
    """The code of the group of that round."""
    valid_from: date | None = None
    """None is today."""
    valid_to: date | None = None


def wanted_post(work: Work, words: str) -> Post:
    """Return the post whose code or name is `words`.

    Raises:
        InvalidInput: there is none.
    """
    found = post_named(work.office.policy, words.strip())
    if found is None:
        raise InvalidInput(
            Text(
                f"没有“{words}”这一岗位；people template 的说明页列出了全部岗位。",
                f'There is no post "{words}"; the form of people template lists them all.',
            )
        )
    return found


def placed(work: Work, wanted: Appointment) -> tuple[Post, Scope, int]:
    """Return the post, and where it is held.

    Raises:
        InvalidInput: the post or its place is wrong; every mistake at once.
        NotFound: there is no such round.
        Refused: the round is over.
    """
    post = wanted_post(work, wanted.post)
    terms = work.office.policy.posts.get(post)
    scope = terms.scope if terms else Scope.OFFICE
    mistakes: list[Text] = []
    if scope is not Scope.GROUP and (wanted.round_id is not None or wanted.group):
        mistakes.append(
            Text(
                f"{post.label.zh}不在巡察组任职，不要写 --round 和 --group。",
                f"{post.label.en} is no post of a group: leave out --round and --group.",
            )
        )
    if scope not in {Scope.UNIT, Scope.BODY} and wanted.place:
        mistakes.append(
            Text(
                f"{post.label.zh}不在某个单位任职，不要写 --scope。",
                f"{post.label.en} is held at no unit or body: leave out --scope.",
            )
        )
    place = _place(work, wanted, scope, mistakes)
    if mistakes:
        raise InvalidInput(*mistakes)
    return post, scope, place


def _place(work: Work, wanted: Appointment, scope: Scope, mistakes: list[Text]) -> int:
    directory = work.directory
    match scope:
        case Scope.OFFICE:
            return 0
        case Scope.UNIT:
            return _named(directory.units.values(), wanted.place, "--scope", mistakes)
        case Scope.BODY:
            return _named(directory.bodies.values(), wanted.place, "--scope", mistakes)
        case Scope.GROUP:
            groups = directory.groups.values()
            if wanted.round_id is None:
                mistakes.append(
                    Text(
                        "巡察组的岗位须写明哪一轮：加上 --round 编号。",
                        "A post of a group belongs to a round: add --round NUMBER.",
                    )
                )
                return 0
            _check_round(work, wanted.round_id)
            here = [one for one in groups if one.belongs_to == wanted.round_id]
            return _named(here, wanted.group, "--group", mistakes)


def _check_round(work: Work, round_id: int) -> None:
    work.keep_still(round_id)  # it does not end while somebody joins it
    found = work.load(round_id)
    if found.row["kind"] != "round":
        raise NotFound(Text("没有这一轮巡察。", "There is no such round."))
    if found.cycle.is_final(found.row["state"]):
        raise Refused(Text("这一轮已经结束，不能再编入人员。", "The round is over: nobody joins."))


def _named(listed: Iterable[Named], code: str, option: str, mistakes: list[Text]) -> int:
    found = next((one.id for one in listed if one.code == code), None)
    if found is not None:
        return found
    mistakes.append(
        Text(f"没有代码为“{code}”的单位或巡察组，请核对 {option}。",
             f'Nothing has the code "{code}": check {option}.')
        if code
        else Text(f"这一岗位须写明在哪里任职：加上 {option} 代码。",
                  f"This post is held somewhere: add {option} CODE.")
    )  # fmt: skip
    return 0
