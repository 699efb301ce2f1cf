"""`xuncheng paper`: lists about the working papers of a round.

A further list is one command here and its function in `engine/paper_lists.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.options import Number
from kernel.plain import plain
from kernel.words import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

app = group("问题底稿", "working papers")

_COLUMNS = {
    "number": Text("编号", "number"),
    "paper_number": Text("底稿号", "paper"),
    "unit": Text("单位", "unit"),
    "problem": Text("问题", "problem"),
    "state": Text("状态", "state"),
    "clue": Text("线索", "clue"),
    "reason": Text("理由", "why"),
    "record": Text("决定依据", "decision"),
    "decided_by": Text("决定人", "decided by"),
    "scores": Text("程序/内容/质量", "procedure/content/quality"),
    "drawn_on": Text("抽中日期", "drawn on"),
    "one": Text("底稿", "paper"),
    "other": Text("相似底稿", "reads like"),
    "percent": Text("相似度（%）", "alike (%)"),
    "rule": Text("引用的规定", "rule"),
    "times": Text("次数", "times"),
}


@command(app, "list", "一轮的底稿", "the papers of a round", acts=True)
def list_(desk: Desk, number: Number) -> None:
    """List the papers of a round with their numbers and where they are."""
    from engine.paper_lists import papers_of  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415
    from states.working_paper import WORKING_PAPER  # noqa: PLC0415

    rows: list[dict[str, object]] = [
        {
            "number": one.number, "paper_number": one.paper_number, "unit": one.unit,
            "problem": one.detail["problem"], "state": WORKING_PAPER.state(one.state).label,
            "clue": one.clue,
        }
        for one in papers_of(
            desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for
        )
    ]  # fmt: skip
    _show(desk, rows, Text("还没有底稿。", "There is no paper yet."))


@command(app, "omitted", "未写入报告的问题", "problems left out, and who decided", acts=True)
def omitted_(desk: Desk, number: Number) -> None:
    """List the problems left out of the report, with who decided it and why (G04)."""
    from engine.paper_lists import omitted  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    rows: list[dict[str, object]] = [
        {
            "number": one.number, "paper_number": one.paper_number, "unit": one.unit,
            "problem": one.detail["problem"], "reason": one.detail["omitted_because"],
            "record": one.detail["decision_record"], "decided_by": "、".join(one.decided_by),
        }
        for one in omitted(
            desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for
        )
    ]  # fmt: skip
    _show(desk, rows, Text("没有未写入报告的问题。", "No problem was left out."))


@command(app, "alike", "事实雷同的底稿", "papers whose facts read alike", acts=True)
def alike(desk: Desk, number: Number) -> None:
    """List the papers of a round whose facts are near-copies of another paper's (E24)."""
    from engine.paper_lists import alike_in  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    found = alike_in(desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for)
    rows: list[dict[str, object]] = [plain(one) for one in found]
    _show(desk, rows, Text("没有雷同的底稿。", "No two papers read alike."))


@command(app, "sample", "抽检的底稿", "the sample and its scores", acts=True)
def sample(desk: Desk, number: Number) -> None:
    """List the drawn papers with their scores (G05)."""
    from engine.paper_lists import papers_of  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415
    from states.working_paper import WORKING_PAPER  # noqa: PLC0415

    rows: list[dict[str, object]] = []
    for one in papers_of(
        desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for
    ):
        if one.detail["drawn_on"] is None:
            continue
        scores = [one.detail[f"score_{axis}"] for axis in ("procedure", "content", "quality")]
        rows.append(
            {
                "number": one.number, "paper_number": one.paper_number, "unit": one.unit,
                "drawn_on": one.detail["drawn_on"],
                "scores": "/".join("—" if each is None else str(each) for each in scores),
                "state": WORKING_PAPER.state(one.state).label,
            }
        )  # fmt: skip
    _show(desk, rows, Text("还没有抽检。", "No sample was drawn yet."))


@command(app, "rules", "底稿引用的规定", "the rules that signed papers cite", acts=True)
def rules_(desk: Desk, number: Number) -> None:
    """List the rules that the signed papers of a round cite (G07)."""
    from engine.paper_lists import cited  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    found = cited(desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for)
    rows: list[dict[str, object]] = [{"rule": rule, "times": times} for rule, times in found]
    _show(desk, rows, Text("还没有已签底稿。", "No paper is signed yet."))


@command(app, "hash", "计算证据文件的指纹", "the hash of a file of evidence")
def hash_(
    desk: Desk, file: Annotated[Path, typer.Argument(metavar="FILE", help="文件 · the file")]
) -> None:
    """Tell the SHA-256 of a file, which itself stays where it is (E18)."""
    import hashlib  # noqa: PLC0415

    from kernel.errors import NotFound  # noqa: PLC0415

    if not file.is_file():
        raise NotFound(Text(f"没有文件 {file}。", f"There is no file {file}."))
    with file.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    desk.show({"sha256": found}, lambda: [output.words(found)])


def _show(desk: Desk, rows: list[dict[str, object]], nothing: Text) -> None:
    def drawn() -> list[RenderableType]:
        if not rows:
            return [output.words(nothing.say(desk.language))]
        columns = [_COLUMNS[name].say(desk.language) for name in rows[0]]
        said = [[_word(desk, one) for one in row.values()] for row in rows]
        return [output.table(columns, said)]

    desk.show({"papers": rows}, drawn)


def _word(desk: Desk, value: object) -> str:
    if isinstance(value, Text):
        return value.say(desk.language)
    return "" if value is None else str(value)
