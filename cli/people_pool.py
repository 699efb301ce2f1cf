"""`xuncheng people`: the pool and the people of a round: own record, structure, draws, recusal.

A further command is one function here and its line in `add_to`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import output
from cli.command import command
from cli.desk import Desk
from kernel.errors import InvalidInput
from kernel.words import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

_Person = Annotated[str, typer.Argument(metavar="PERSON", help="人员代码 · code of a person")]
_Round = Annotated[
    str, typer.Option("--round", metavar="NUMBER", help="轮次编号；不写为人才库 · else the pool")
]
_MIXES = {
    "ages": Text("年龄", "age"),
    "education": Text("学历", "education"),
    "rank": Text("级别", "rank"),
    "origin": Text("来源", "origin"),
    "pool": Text("人才库类别", "pool"),
    "skills": Text("能力", "skill"),
}


def me(desk: Desk) -> None:
    """Show one's own record: the pool, rounds served, appraisals once they are signed."""
    from engine.own_record import own_record  # noqa: PLC0415 - start-up stays fast

    record = own_record(desk.office, desk.person_id)
    desk.show(record, lambda: [_record(desk, record)])


def _record(desk: Desk, record: dict[str, Any]) -> RenderableType:
    pool = record["pool"]
    rows: list[tuple[str, str]] = []
    if pool is not None:
        words = f"{_say(desk, pool['pool'])}，{_say(desk, pool['state'])}"
        rows.append((desk.word("人才库", "pool"), words))
    rows.append((desk.word("参加轮次", "rounds served"), str(record["rounds"])))
    for one in record["secondments"]:
        words = f"{one['round']} {one['group'] or ''} {_say(desk, one['state'])}"
        rows.append((one["number"], words))
    for one in record["appraisals"]:
        words = f"{one['round']} {_say(desk, one['grade'])}：{one['remarks']}"
        rows.append((desk.word("工作鉴定", "appraisal"), words))
    honour = desk.word("通报表彰", "commendation")
    rows += [(honour, f"{one['document']} {one['merit']}") for one in record["commendations"]]
    return output.table((desk.word("项目", "what"), desk.word("内容", "content")), rows)


def _say(desk: Desk, label: Text) -> str:
    return label.say(desk.language)


def structure(desk: Desk, round_: _Round = "") -> None:
    """Count ages, schooling, origins and skills; nobody is named."""
    from engine.structure import structure as count  # noqa: PLC0415

    found = count(desk.office, desk.person_id, _round_id(round_), desk.acting_for)
    document = {
        "people": found.people, "young": found.young, "young_percent": found.young_percent,
        "quota_percent": found.quota_percent, "below_quota": found.below_quota,
        "mixes": {
            name: {label.en: n for label, n in mix.items()} for name, mix in found.mixes.items()
        },
    }  # fmt: skip

    def shown() -> list[RenderableType]:
        rows = [
            (_say(desk, _MIXES[name]), _say(desk, label), n)
            for name, mix in found.mixes.items()
            for label, n in mix.items()
        ]
        columns = (desk.word("结构", "mix"), "", desk.word("人数", "people"))
        title = desk.word(f"共 {found.people} 人", f"{found.people} people")
        told: list[RenderableType] = [output.table(columns, rows, title)]
        if found.below_quota:
            have, want = found.young_percent, found.quota_percent
            zh = f"年轻干部占 {have}%，低于要求的 {want}%（仅作提示）。"
            en = f"Young cadres: {have} %, wanted {want} % (a warning)."
            told.append(output.words(desk.word(zh, en)))
        return told

    desk.show(document, shown)


def draw(
    desk: Desk,
    number: Annotated[str, typer.Argument(metavar="ROUND", help="轮次编号 · number of a round")],
    seed: Annotated[
        str, typer.Option("--seed", help="事先公布的种子；不写则复核已有抽取 · else check draws")
    ] = "",
    count: Annotated[int, typer.Option("--count", help="抽取人数 · how many")] = 1,
    skill: Annotated[str, typer.Option("--skill", help="须有的能力 · a skill they have")] = "",
) -> None:
    """Draw people of the pool by a seed, or check the draws of a round again."""
    from engine.drawing import draw_people, draws_of  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    round_id = case_id_of(number)
    if seed:
        draw_people(
            desk.office, round_id, seed, count, desk.person_id, acting_for=desk.acting_for,
            skill=skill,
        )  # fmt: skip
    people = desk.office.known_directory().people
    draws: list[dict[str, Any]] = [
        {
            "seq": one.seq, "seed": one.seed, "candidates": len(one.candidates),
            "drawn": [people[who].code for who in one.drawn if who in people],
            "holds": one.holds,
        }
        for one in draws_of(desk.office, round_id, desk.person_id, desk.acting_for)
    ]  # fmt: skip
    columns = [
        desk.word(zh, en)
        for zh, en in (("种子", "seed"), ("候选", "of"), ("抽中", "drawn"), ("复核", "check"))
    ]
    rows = [
        (one["seed"], one["candidates"], " ".join(one["drawn"]), "✔" if one["holds"] else "✘")
        for one in draws
    ]
    desk.show({"draws": draws}, lambda: [output.table(columns, rows)])


def feed(desk: Desk) -> None:
    """Print what the organisation department may read: rounds, appraisals, commendations."""
    from engine.own_record import feed as read  # noqa: PLC0415

    lines = read(desk.office, desk.person_id, desk.acting_for)
    columns = [
        desk.word(zh, en)
        for zh, en in (
            ("代码", "code"), ("姓名", "name"), ("单位", "organisation"), ("轮次", "rounds"),
            ("鉴定", "appraisals"), ("表彰", "commendations"),
        )
    ]  # fmt: skip
    rows = [
        (one["code"], one["name"], one["organisation"], one["rounds"],
         "\n".join(f"{a['round']} {_say(desk, a['grade'])}" for a in one["appraisals"]),
         one["commendations"])
        for one in lines
    ]  # fmt: skip
    desk.show({"people": lines}, lambda: [output.table(columns, rows)])


def relate(
    desk: Desk,
    person: _Person,
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", help="post native official spouse kin kin_of"),
    ],
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="单位代码 · unit")] = "",
    kin: Annotated[
        str, typer.Option("--kin", metavar="PERSON", help="人员代码 · kin in the directory")
    ] = "",
) -> None:
    """Declare that a person is tied to a unit, or is kin of somebody: recusal follows from it."""
    from engine.relating import Declaration, declare  # noqa: PLC0415
    from rules.recusal import Relationship  # noqa: PLC0415

    named = {words: one for one in Relationship for words in (one.value, *one.label)}
    if kind not in named:
        listed = "、".join(f"{one.value}（{one.label.zh}）" for one in Relationship)
        raise InvalidInput(
            Text(f"没有“{kind}”这种情形；有：{listed}。", f'There is no kind "{kind}" of relation.')
        )
    units = {one.code: one.id for one in desk.office.known_directory().units.values()}
    if unit and unit not in units:
        raise InvalidInput(
            Text(f"没有代码为“{unit}”的单位。", f'There is no unit with the code "{unit}".')
        )
    wanted = Declaration(
        desk.person(person), named[kind], units.get(unit), desk.person(kin) if kin else None
    )
    declare(desk.office, wanted, desk.person_id, desk.acting_for)
    done = desk.word(f"已登记 {person} 的回避情形。", f"Noted a relation of {person}.")
    desk.show({"person": person, "kind": named[kind].value}, lambda: [output.words(done)])


def relations(desk: Desk, person: _Person) -> None:
    """Show the relations of a person, to that person and to the office."""
    from engine.relating import relations_of  # noqa: PLC0415
    from rules.recusal import Relationship  # noqa: PLC0415

    rows = relations_of(desk.office, desk.person(person), desk.person_id, desk.acting_for)
    directory = desk.office.known_directory()
    lines: list[dict[str, Any]] = [
        {
            "kind": Relationship(row["kind"]).label,
            "unit": directory.units[row["unit_id"]].name if row["unit_id"] else "",
            "kin": directory.people[row["kin_id"]].code if row["kin_id"] else "",
        }
        for row in rows
    ]
    columns = [
        desk.word(zh, en) for zh, en in (("情形", "kind"), ("单位", "unit"), ("人员", "kin"))
    ]
    table = [(_say(desk, one["kind"]), one["unit"], one["kin"]) for one in lines]
    desk.show({"relations": lines}, lambda: [output.table(columns, table)])


def _round_id(number: str) -> int | None:
    from kernel.ids import case_id_of  # noqa: PLC0415

    return case_id_of(number) if number else None


def add_to(app: typer.Typer) -> None:
    """File the commands of this module."""
    command(app, "me", "本人在人才库和各轮的记录", "one's own record", acts=True)(me)
    command(app, "structure", "人员结构统计", "how people are made up", acts=True)(structure)
    command(app, "draw", "随机抽取人员、复核抽取", "draw people by a seed", acts=True)(draw)
    command(app, "feed", "供组织部门查阅", "for the organisation department", acts=True)(feed)
    command(app, "relate", "登记回避情形", "declare a relation", acts=True)(relate)
    command(app, "relations", "查看回避情形", "relations of a person", acts=True)(relations)
