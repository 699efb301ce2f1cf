"""`xuncheng case grade`: sets the secrecy grade of a case.

A further command about grades is one function here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command
from cli.desk import Desk
from cli.options import Number, Reason
from kernel.errors import InvalidInput
from kernel.words import Text

if TYPE_CHECKING:
    from rules.grades import Grade

_Grade = Annotated[
    str, typer.Argument(metavar="GRADE", help="密级，代码或名称，如 工作秘密 · the grade")
]
_Years = Annotated[
    int | None,
    typer.Option(
        "--years", metavar="N", min=1,
        help="保密期限（年），仅国家秘密；不写按最长 · for how many years",
    ),
]  # fmt: skip


def grade(desk: Desk, number: Number, grade: _Grade, reason: Reason, years: _Years = None) -> None:
    """Set the grade of a case; only the grade authority lowers one."""
    from engine.grading import set_grade  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415

    made = set_grade(
        desk.office, case_id_of(number), desk.person_id, _named(grade), years=years, reason=reason,
        acting_for=desk.acting_for,
    )  # fmt: skip
    told = desk.word(
        f"{made.outcome.number} 定为“{made.own.label.zh}”，"
        f"全卷按最高计为“{made.bundle.label.zh}”。",
        f"{made.outcome.number} is marked {made.own.label.en};"
        f" its file bears {made.bundle.label.en}.",
    )
    document = {
        **made.outcome.to_json(), "own_grade": made.own.label, "grade": made.bundle.label,
    }  # fmt: skip
    desk.show(document, lambda: [output.words(told)])


def _named(words: str) -> Grade:
    """Return the grade whose code or label is `words`."""
    from rules.grades import ORDER  # noqa: PLC0415 - start-up stays fast

    typed = words.strip()
    for one in ORDER:
        if typed in (one.value, one.label.zh, one.label.en):
            return one
    zh = "、".join(f"{one.label.zh}（{one.value}）" for one in ORDER)
    en = ", ".join(f"{one.label.en} ({one.value})" for one in ORDER)
    raise InvalidInput(
        Text(f"没有“{typed}”这一密级；有：{zh}。", f'There is no grade "{typed}"; there are: {en}.')
    )


def add_to(cases: typer.Typer) -> None:
    """File the commands of this module."""
    command(cases, "grade", "定密、变更密级", "set the grade", acts=True)(grade)
