"""`xuncheng onsite`: lists of the stay on site: duty, boxes, interviews, lateness.

NUMBER is a round or one assignment; a further list is one function here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.options import Number, day
from kernel.plain import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

app = group("驻点期间的台账", "lists of the stay on site")

_Day = Annotated[str, typer.Option("--day", metavar="DATE", help="日期，默认今天 · default: today")]
_PLACE = (("任务", "assignment"), ("单位", "unit"), ("组", "group"))


def _table(
    desk: Desk, columns: Iterable[tuple[str, str]], rows: Iterable[Sequence[object]]
) -> RenderableType:
    return output.table([desk.word(*pair) for pair in (*_PLACE, *columns)], rows)


@command(app, "duty", "值班安排和空档", "who is on duty, and gaps", acts=True)
def duty(desk: Desk, number: Number, day_: _Day = "") -> None:
    """Show the duty windows of a day, who is on the roster, and the hours nobody covers."""
    from engine.onsite.duty import duty_on  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415

    on = day(day_, "日期", "The day") if day_ else desk.today
    seen = duty_on(desk.office, case_id_of(number), on, desk.person_id, desk.acting_for)
    columns = (("时段", "hours"), ("值班", "on duty"), ("无人", "nobody"), ("未签到", "not signed"))
    desk.show(
        {"day": on, "assignments": plain(seen)},
        lambda: [
            _table(
                desk, columns,
                [(one.number, one.unit, one.group, one.windows, " ".join(one.people), one.nobody,
                  one.not_there) for one in seen],
            )
        ],
    )  # fmt: skip


@command(app, "boxes", "意见箱开启与信件登记核对", "boxes against letters", acts=True)
def boxes(desk: Desk, number: Number) -> None:
    """Compare the letters taken out of boxes with those registered from boxes."""
    from engine.onsite.boxes import box_balances  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    seen = box_balances(desk.office, case_id_of(number), desk.person_id, desk.acting_for)
    columns = (
        ("意见箱", "boxes"), ("开启", "openings"), ("取出", "taken out"), ("登记", "registered"),
        ("差额", "difference"),
    )  # fmt: skip
    document = [{**plain(one), "difference": one.difference} for one in seen]
    desk.show(
        {"assignments": document},
        lambda: [
            _table(
                desk, columns,
                [(one.number, one.unit, one.group, one.boxes, one.openings, one.taken_out,
                  one.registered, one.difference) for one in seen],
            )
        ],
    )  # fmt: skip


@command(app, "interviews", "谈话计划与完成", "interviews planned and held", acts=True)
def interviews(desk: Desk, number: Number) -> None:
    """Show for each tier how many interviews were planned and held."""
    from engine.onsite.interviews import interviews_of  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    seen = interviews_of(desk.office, case_id_of(number), desk.person_id, desk.acting_for)
    columns = (("层级", "tier"), ("计划", "planned"), ("已谈", "held"))
    desk.show(
        {"tiers": plain(seen)},
        lambda: [
            _table(
                desk, columns,
                [(one.number, one.unit, one.group, one.label.say(desk.language), one.planned,
                  one.held) for one in seen],
            )
        ],
    )  # fmt: skip


@command(app, "discipline", "单位人员签收工作纪律", "receipts of the discipline", acts=True)
def discipline(desk: Desk, number: Number) -> None:
    """Show who of the unit was told of the discipline and who has acknowledged it."""
    from engine.onsite.discipline import discipline_of  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    seen = discipline_of(desk.office, case_id_of(number), desk.person_id, desk.acting_for)
    columns = (("人员", "person"), ("告知", "told"), ("签收", "acknowledged"))
    desk.show(
        {"people": plain(seen)},
        lambda: [
            _table(
                desk, columns,
                [(one.number, one.unit, one.group, one.person,
                  *(output.moment_words(at) if at else desk.word("未", "not yet")
                    for at in (one.told_at, one.acknowledged_at))) for one in seen],
            )
        ],
    )  # fmt: skip


@command(app, "subjects", "巡察对象与谈话覆盖", "subjects by tier, and who was heard", acts=True)
def subjects(desk: Desk, number: Number) -> None:
    """Show for each tier how many subjects there are and the share interviewed."""
    from engine.onsite.subjects import subjects_of  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    seen = subjects_of(desk.office, case_id_of(number), desk.person_id, desk.acting_for)
    columns = (
        ("层级", "tier"), ("关键少数", "key few"), ("列明", "listed"), ("已谈", "heard"),
        ("覆盖率", "share"),
    )  # fmt: skip
    desk.show(
        {"tiers": plain(seen)},
        lambda: [
            _table(
                desk, columns,
                [(one.number, one.unit, one.group, one.label.say(desk.language),
                  "✓" if one.key_few else "", one.listed, one.heard, f"{one.share}%")
                 for one in seen],
            )
        ],
    )  # fmt: skip


@command(app, "tasks", "工作方案任务与完成", "tasks of the plan, and which are done", acts=True)
def tasks(desk: Desk, number: Number) -> None:
    """Show the ordered tasks of each group's plan with who, until when, and what is done."""
    from engine.onsite.plan_tasks import tasks_of  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    seen = tasks_of(desk.office, case_id_of(number), desk.person_id, desk.acting_for)
    columns = (
        ("次序", "place"), ("任务", "task"), ("负责", "who"), ("完成日期", "until"),
        ("已完成", "done"), ("超期", "late"),
    )  # fmt: skip
    desk.show(
        {"tasks": plain(seen)},
        lambda: [
            _table(
                desk, columns,
                [(one.number, one.unit, one.group, one.place, one.task, one.person, one.until,
                  one.done_on, "!" if one.late else "") for one in seen],
            )
        ],
    )  # fmt: skip


@command(app, "late", "材料和谈话迟延情况", "the record of lateness", acts=True)
def late(desk: Desk, number: Number) -> None:
    """Show for each unit which materials and interviewees were late."""
    from engine.onsite.lateness import lateness  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    seen = lateness(desk.office, case_id_of(number), desk.person_id, desk.acting_for)
    columns = (
        ("逾期调阅", "late requests"), ("天数", "days"), ("迟到谈话", "late interviewees"),
        ("分钟", "minutes"),
    )  # fmt: skip
    desk.show(
        {"units": plain(seen)},
        lambda: [
            _table(
                desk, columns,
                [(one.number, one.unit, one.group,
                  " ".join(request.number for request in one.requests),
                  sum(request.days for request in one.requests), one.interviewees_late,
                  one.minutes_late) for one in seen],
            )
        ],
    )  # fmt: skip
