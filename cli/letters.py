"""`xuncheng letter identity`: seals and opens who complains, never by words of the command line.

What is sealed is typed at a prompt that shows nothing, or comes in through standard input. A
further command about letters is one function here.
"""

from __future__ import annotations

import sys

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.options import Number, Reason

app = group("信访件", "letters")
identity = group("举报人身份（密封）", "who complains, sealed")
app.add_typer(identity, name="identity")


@command(identity, "seal", "密封举报人身份", "seal who complains", acts=True)
def seal(desk: Desk, number: Number) -> None:
    """Seal who complains in a letter; it is typed without being shown."""
    from engine.complainants import SealIdentity, seal_identity  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    if desk.interactive:
        words: str = typer.prompt(
            desk.word("举报人身份（不显示）", "Who complains (not shown)"),
            default="", show_default=False, hide_input=True, err=True,
        )  # fmt: skip
    else:
        words = sys.stdin.readline()
    made = seal_identity(desk.office, SealIdentity(case_id_of(number), desk.person_id, words))
    told = desk.word(f"{made.number} 已密封。", f"{made.number} is sealed.")
    desk.show(made.to_json(), lambda: [output.words(told)])


@command(
    identity, "read", "开启举报人身份（留痕）", "open who complains; it is recorded", acts=True
)
def read(desk: Desk, number: Number, reason: Reason) -> None:
    """Open who complains for somebody the letter names; the reading leaves an entry."""
    from engine.complainants import ReadIdentity, read_identity  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    found = read_identity(desk.office, ReadIdentity(case_id_of(number), desk.person_id, reason))
    desk.show({"identity": found}, lambda: [output.words(found)])
