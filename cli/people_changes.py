"""Changes of who is who one by one: posts given and taken, people, stand-ins and channels ended.

A further change is one function here and its line in `add_to`; what it does is in
`engine/people_doors.py`.
"""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from cli import output
from cli.command import command
from cli.desk import Desk
from cli.options import day, together, whole
from kernel.errors import InvalidInput
from kernel.words import Text

_Person = Annotated[str, typer.Argument(metavar="PERSON", help="人员代码 · code of a person")]
_Post = Annotated[
    str, typer.Argument(metavar="POST", help="岗位代码或名称 · code or name of a post")
]
_Round = Annotated[str, typer.Option("--round", metavar="NUMBER", help="轮次编号 · of which round")]
_MOST_CHANNELS = 1000


def post(
    desk: Desk,
    person: _Person,
    post: _Post,
    place: Annotated[
        str, typer.Option("--scope", metavar="CODE", help="单位或承办单位代码 · unit or body")
    ] = "",
    round_: _Round = "",
    group: Annotated[
        str, typer.Option("--group", metavar="CODE", help="该轮巡察组代码 · group of the round")
    ] = "",
    since: Annotated[
        str, typer.Option("--from", metavar="DATE", help="从，默认今天 · first day; default today")
    ] = "",
    until: Annotated[
        str, typer.Option("--to", metavar="DATE", help="到，默认不限 · last day; default open")
    ] = "",
) -> None:
    """Give a person a post; in a group it opens nothing before the pledges are signed."""
    from engine.people_doors import appoint  # noqa: PLC0415 - start-up stays fast
    from engine.people_placing import Appointment  # noqa: PLC0415

    first, last = together(
        lambda: day(since, "起始日期", "--from") if since else None,
        lambda: day(until, "结束日期", "--to") if until else None,
    )
    wanted = Appointment(desk.person(person), post, place, _round_id(round_), group, first, last)
    appoint(desk.office, wanted, desk.person_id, desk.acting_for)
    _done(desk, {"person": person, "post": post}, f"已为 {person} 登记岗位“{post}”。",
          f'{person} has the post "{post}".')  # fmt: skip


def release(
    desk: Desk,
    person: _Person,
    round_: _Round = "",
    post: Annotated[
        str, typer.Option("--post", metavar="POST", help="只免去这一岗位 · this post only")
    ] = "",
) -> None:
    """Take posts from a person; without options all of them, and acting for others too."""
    from engine.people_doors import release as take  # noqa: PLC0415

    outcome = take(
        desk.office, desk.person(person), desk.person_id, desk.acting_for, post=post,
        round_id=_round_id(round_),
    )  # fmt: skip
    ended = [one["table"] for one in outcome.entries if one["what"] == "register"]
    posts, acting = ended.count("posts"), ended.count("stand_ins")
    _done(desk, {"person": person, "posts": posts, "stand_ins": acting},
          f"已免去 {person} 的 {posts} 个岗位，终止其代理 {acting} 项，即时生效。",
          f"{person} lost {posts} posts and {acting} stand-ins for others, at once.")  # fmt: skip


def deactivate(desk: Desk, person: _Person) -> None:
    """End posts, stand-ins and channels of a person, who acts no more; what they did stays."""
    from engine.people_doors import deactivate as end  # noqa: PLC0415

    end(desk.office, desk.person(person), desk.person_id, desk.acting_for)
    _done(desk, {"person": person, "active": False}, f"已停用 {person}，即时生效。",
          f"{person} is not active any more, at once.")  # fmt: skip


def end_stand_in(
    desk: Desk,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="被代理人 · stood in for")],
    stand_in: Annotated[str, typer.Argument(metavar="STAND_IN", help="代理人 · who acts")],
) -> None:
    """Have one person act for another no more."""
    from engine.people_doors import end_stand_in as end  # noqa: PLC0415

    end(desk.office, desk.person(person), desk.person(stand_in), desk.person_id, desk.acting_for)
    _done(desk, {"person": person, "stand_in": stand_in}, f"{stand_in} 不再代理 {person}。",
          f"{stand_in} acts for {person} no more.")  # fmt: skip


def channel(
    desk: Desk,
    person: _Person,
    what: Annotated[
        Literal["add", "drop", "list"],
        typer.Argument(metavar="add|drop|list", help="增加、停用、列出 · what to do"),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="URL|POSITION",
            show_default=False,
            help="渠道地址（写 - 从标准输入读），或序号 · address (- reads stdin), or position",
        ),
    ] = "",
) -> None:
    """Add a way to reach a person, end one, or list them; an address is never shown."""
    from engine import people_doors  # noqa: PLC0415

    who = desk.person(person)
    if what == "add":
        url = sys.stdin.readline().strip() if value == "-" else value
        if not url:
            raise InvalidInput(Text("缺少渠道地址。", "The address of the channel is missing."))
        people_doors.add_channel(desk.office, who, url, desk.person_id, desk.acting_for)
    elif what == "drop":
        position = whole(value, "序号", "The position", 1, _MOST_CHANNELS)
        people_doors.drop_channel(desk.office, who, position - 1, desk.person_id, desk.acting_for)
    channels = [
        {"position": position + 1, "service": service}
        for position, service in people_doors.channels_of(
            desk.office, who, desk.person_id, desk.acting_for
        )
    ]
    columns = (desk.word("序号", "position"), desk.word("渠道", "service"))
    rows = [(one["position"], one["service"]) for one in channels]
    desk.show({"person": person, "channels": channels}, lambda: [output.table(columns, rows)])


def _round_id(number: str) -> int | None:
    from kernel.ids import case_id_of  # noqa: PLC0415

    return case_id_of(number) if number else None


def _done(desk: Desk, document: dict[str, object], zh: str, en: str) -> None:
    desk.show(document, lambda: [output.words(desk.word(zh, en))])


def add_to(app: typer.Typer) -> None:
    """File the commands of this module."""
    command(app, "post", "登记岗位", "give a person a post", acts=True)(post)
    command(app, "release", "免去岗位，即时生效", "take posts at once", acts=True)(release)
    command(app, "deactivate", "停用人员", "end a person's part", acts=True)(deactivate)
    command(app, "end-stand-in", "终止代理", "end a stand-in", acts=True)(end_stand_in)
    command(app, "channel", "增加、停用、列出通知渠道", "add, drop, list channels", acts=True)(
        channel
    )
