"""`xuncheng notices`: tests channels, lists and takes receipts, settles what is unclear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.errors import REFUSED
from kernel.errors import InvalidInput
from kernel.plain import plain
from kernel.words import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.queries import NoticeLine

app = group("通知和签收", "notices and receipts")

_OUTCOMES = {
    "sent": Text("已送出", "sent"),
    "failed": Text("未送出", "failed"),
    "unknown": Text("结果不明", "unknown"),
}
_Person = Annotated[str, typer.Argument(metavar="PERSON", help="人员代码 · code of a person")]


@command(app, "test", "向某人的每个渠道发测试通知", "try every channel of a person")
def test(desk: Desk, person: _Person) -> None:
    """Send a notice without content through each channel and say what became of it."""
    from engine.receipts import try_channels  # noqa: PLC0415 - start-up stays fast
    from notifications.reasons import reason_words  # noqa: PLC0415

    tried = try_channels(desk.office, desk.person(person))
    document = [
        {"service": service, "outcome": found.outcome, "reason": found.reason}
        for service, found in tried
    ]
    columns = (
        desk.word("渠道", "channel"),
        desk.word("结果", "outcome"),
        desk.word("原因", "reason"),
    )
    rows = [
        (
            service,
            _OUTCOMES[found.outcome].say(desk.language),
            reason_words(found.reason).say(desk.language),
        )
        for service, found in tried
    ]
    desk.show({"person": person, "channels": document}, lambda: [output.table(columns, rows)])
    if not all(found.outcome == "sent" for _, found in tried):
        raise typer.Exit(REFUSED)


@command(app, "list", "某人未签收的通知", "what a person has not acknowledged")
def listing(desk: Desk, person: _Person) -> None:
    """List the notices of a person that are not acknowledged, newest first."""
    from engine.queries import unread  # noqa: PLC0415
    from kernel.ids import case_number  # noqa: PLC0415

    lines = unread(desk.office, desk.person(person))
    document = [{"number": case_number(line.case_id), **plain(line)} for line in lines]
    desk.show({"notices": document}, lambda: _listed(desk, lines))


def _listed(desk: Desk, lines: list[NoticeLine]) -> Iterator[RenderableType]:
    from kernel.ids import case_number  # noqa: PLC0415
    from notifications.catalogue import NOTICES  # noqa: PLC0415

    if not lines:
        yield output.words(desk.word("没有未签收的通知。", "Everything is acknowledged."))
        return
    columns = [
        desk.word(*pair)
        for pair in (("通知键", "key"), ("事项", "case"), ("通知", "notice"), ("期限", "due"),
                     ("时间", "when"), ("要求签收", "receipt wanted"))
    ]  # fmt: skip
    rows = [
        (line.key, case_number(line.case_id), NOTICES[line.notice].label.say(desk.language),
         line.due_on or "", output.moment_words(line.created_at),
         desk.word("是", "yes") if line.wants_receipt else "")
        for line in lines
    ]  # fmt: skip
    yield output.table(columns, rows)


@command(app, "ack", "签收一条通知", "acknowledge a notice", acts=True)
def ack(
    desk: Desk,
    token: Annotated[
        str,
        typer.Argument(metavar="TOKEN|KEY", help="签收码，或通知键加 --as · receipt code or key"),
    ],
) -> None:
    """Acknowledge a notice by the code in it, or by its key as its recipient."""
    from engine.receipts import acknowledge, acknowledge_by_token  # noqa: PLC0415

    if "." in token:
        first = acknowledge_by_token(desk.office, token)
    else:
        first = acknowledge(desk.office, key=token, person_id=desk.person_id)
    told = desk.word("已签收。", "Acknowledged.") if first else desk.word(
        "早已签收，没有改动。", "It was acknowledged before: nothing changed."
    )  # fmt: skip
    desk.show({"acknowledged": True, "first": first}, lambda: [output.words(told)])


@command(
    app, "settle", "登记送达不明的通知是否收到", "say what became of an unclear one", acts=True
)
def settle(
    desk: Desk,
    key: Annotated[str, typer.Argument(metavar="KEY", help="通知键 · key of the notice")],
    arrived: Annotated[
        bool | None,
        typer.Option(
            "--arrived/--lost", help="已收到，或未收到要重发 · it arrived, or send it again"
        ),
    ] = None,
) -> None:
    """Write down whether an unclear notice arrived, as its recipient or as the office."""
    from engine.deliver import settle_notice  # noqa: PLC0415

    if arrived is None:
        raise InvalidInput(
            Text(
                "请说明是否收到：加上 --arrived（已收到）或 --lost（未收到，重发）。",
                "Say what became of it: add --arrived, or --lost to have it sent again.",
            )
        )
    settled = settle_notice(
        desk.office, key=key, arrived=arrived, person_id=desk.person_id, acting_for=desk.acting_for
    )
    told = (
        desk.word("已登记：收到。", "Settled: it arrived.")
        if arrived
        else desk.word("已登记：未收到，将重发。", "Settled: lost, it will be sent again.")
    )
    document = {"key": key, "arrived": arrived, "deliveries": settled}
    desk.show(document, lambda: [output.words(told)])
