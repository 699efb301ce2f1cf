"""`xuncheng policy`: checks the office's policy files and shows what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from kernel.words import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from rules.policy import Policy

app = group("本办的制度数字", "the office's policy")

_RELATIVE = {
    "owner": Text("承办人", "owner"),
    "leader": Text("承办人的上级", "leader"),
    "head": Text("主管领导", "head"),
}
"""Whom a step reaches in relation to the deadline; everybody else is a post."""


def _load(desk: Desk, folder: Path | None) -> Policy:
    from config.policy import load_policy  # noqa: PLC0415 - start-up stays fast

    return load_policy(folder or desk.settings.policy_dir)


@command(app, "check", "检查制度文件，错误一次报全", "read the files and name every mistake")
def check(
    desk: Desk,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="目录 · default: the one in force")
    ] = None,
) -> None:
    """Read the policy files; every mistake is told at once."""
    policy = _load(desk, folder)
    versions = sum(len(many) for many in policy.deadlines.values())
    told = desk.word(
        f"没有错误。期限 {len(policy.deadlines)} 项（{versions} 个版本），"
        f"提醒阶梯 {len(policy.ladders)} 个，渠道 {len(policy.delivery.services)} 种；"
        f"摘要 {policy.digest}。",
        f"No mistakes. {len(policy.deadlines)} deadlines ({versions} versions), "
        f"{len(policy.ladders)} ladders, {len(policy.delivery.services)} services; "
        f"digest {policy.digest}.",
    )
    document = {
        "digest": policy.digest, "deadlines": len(policy.deadlines),
        "ladders": len(policy.ladders), "calendar": policy.calendar.version,
    }  # fmt: skip
    desk.show(document, lambda: [output.words(told)])


@command(app, "show", "列出期限、阶梯、线索去向", "show deadlines, ladders and routes")
def show(desk: Desk) -> None:
    """Show what the policy in force says."""
    policy = _load(desk, None)
    desk.show(_document(policy), lambda: _drawn(desk, policy))


def _document(policy: Policy) -> dict[str, Any]:
    return {
        "digest": policy.digest,
        "deadlines": policy.deadlines,
        "ladders": policy.ladders,
        "routes": policy.routing.routes,
        "calendar": {"version": policy.calendar.version, "until": policy.calendar.known_until},
        "services": {
            name: {"label": one.label, "idempotent": one.idempotent}
            for name, one in policy.delivery.services.items()
        },
        "duty_hours": [[start.isoformat(), end.isoformat()] for start, end in policy.duty_hours],
    }


def _drawn(desk: Desk, policy: Policy) -> Iterator[RenderableType]:
    columns = [
        desk.word(*pair)
        for pair in (("期限", "deadline"), ("名称", "name"), ("时长", "span"), ("遇休息日", "roll"),
                     ("阶梯", "ladder"), ("依据", "source"), ("起用", "holds from"))
    ]  # fmt: skip
    rows = [
        (name, one.label.say(desk.language), one.span.say(desk.language),
         one.roll.label.say(desk.language), one.ladder,
         one.source.say(desk.language), one.effective_from)
        for name, versions in policy.deadlines.items()
        for one in versions
    ]  # fmt: skip
    yield output.table(columns, rows, desk.word("期限", "Deadlines"))
    steps = [
        (
            name, f"T{step.offset:+d}", step.label.say(desk.language),
            step.tone.label.say(desk.language), _recipients(desk, policy, step.to),
        )
        for name, ladder in policy.ladders.items()
        for step in ladder.steps
    ]  # fmt: skip
    columns = [
        desk.word(*pair)
        for pair in (
            ("阶梯", "ladder"),
            ("时点", "at"),
            ("步骤", "step"),
            ("语气", "tone"),
            ("发给", "to"),
        )
    ]
    yield output.table(columns, steps, desk.word("提醒阶梯", "Ladders"))
    routes = [
        (kind.label.say(desk.language), " ".join(body.label.say(desk.language) for body in bodies))
        for kind, bodies in policy.routing.routes.items()
    ]
    columns = [desk.word("线索", "clue"), desk.word("去向", "goes to")]
    yield output.table(columns, routes, desk.word("线索去向", "Routes"))


def _recipients(desk: Desk, policy: Policy, to: tuple[str, ...]) -> str:
    from rules.posts import Post  # noqa: PLC0415 - start-up stays fast

    words = (_RELATIVE[one] if one in _RELATIVE else policy.label(Post(one)) for one in to)
    return desk.word("、", ", ").join(one.say(desk.language) for one in words)
