"""`xuncheng library`: the office's documents in versions, who must read them and who has.

Entering a document, naming readers and repealing are events like others: `xuncheng case`. A further
list is one function here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.options import Changed, HoldsFrom, day, together
from kernel.errors import InvalidInput
from kernel.plain import plain
from kernel.words import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.library.shelf import DocumentLine
    from rules.library import Category

app = group("制度库（手册、内控制度、引用规定、模板）", "rules, handbook and templates")

_Code = Annotated[str, typer.Argument(metavar="CODE", help="文件编号 · code of the document")]
_Category = Annotated[
    str,
    typer.Option(
        "--category", metavar="KIND",
        help="handbook 手册, paper_system 底稿制度, internal 内控, law 法规, template 模板",
    ),
]  # fmt: skip


def _category(words: str) -> Category:
    """Return the category called `words`.

    Raises:
        InvalidInput: there is none.
    """
    from rules.library import Category  # noqa: PLC0415 - start-up stays fast

    for one in Category:
        if words in (one.value, one.label.zh):
            return one
    zh = "、".join(f"{one.value} {one.label.zh}" for one in Category)
    en = ", ".join(one.value for one in Category)
    raise InvalidInput(Text(f"没有“{words}”这一类；有：{zh}。", f'No category "{words}": {en}.'))


@command(app, "add", "立目一份文件", "enter a document", acts=True)
def add(
    desk: Desk,
    code: _Code,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="名称 · its title")],
    category: _Category,
    readers: Annotated[
        str,
        typer.Option("--readers", metavar="POSTS", help="必读岗位，逗号分隔 · who must read it"),
    ] = "",
) -> None:
    """Enter a document; its first version is issued next."""
    from engine.commands import Open  # noqa: PLC0415
    from engine.opening import open_case  # noqa: PLC0415

    details = {"category": _category(category), "document_code": code, "title": title}
    if readers:
        details["readers"] = readers
    wanted = Open("library_document", desk.person_id, details, None, desk.acting_for)
    made = open_case(desk.office, wanted)
    told = desk.word(
        f"已立目 {made.number} {code}“{title}”。下一步：xuncheng library issue {code} FILE",
        f'Entered {made.number} {code} "{title}". Next: xuncheng library issue {code} FILE',
    )
    desk.show({**made.to_json(), "code": code}, lambda: [output.words(told)])


@command(app, "issue", "印发一版（首版或修订版）", "issue a version", acts=True)
def issue(
    desk: Desk,
    code: _Code,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="全文，UTF-8 文本 · its text")],
    from_: HoldsFrom = "",
    changed: Changed = "",
    read_by: Annotated[
        str, typer.Option("--read-by", metavar="DATE", help="阅读时限 · to be read by")
    ] = "",
) -> None:
    """Issue the first version of a document or a new one; its readers are asked anew."""
    from engine.library.issuing import NewVersion, issue_version  # noqa: PLC0415
    from engine.library.shelf import read_document  # noqa: PLC0415

    begins, due, text = together(
        lambda: day(from_, "施行日期", "--from") if from_ else desk.today,
        lambda: day(read_by, "阅读时限", "--read-by") if read_by else None,
        lambda: _text(file),
    )
    wanted = NewVersion(text, begins, changed, due)
    made = issue_version(desk.office, code, wanted, desk.person_id, desk.acting_for)
    line, version, _ = read_document(desk.office, code, desk.person_id)
    told = desk.word(
        f"{code}“{line.title}”第 {version.number} 版已印发，{begins} 起施行；"
        f"待阅读 {line.left or 0} 人，时限 {line.read_by or '—'}。",
        f'{code} "{line.title}", version {version.number}, holds from {begins}; '
        f"{line.left or 0} people to read it by {line.read_by or '—'}.",
    )
    document = {**made.to_json(), "version": version.number, "left": line.left or 0}
    desk.show(document, lambda: [output.words(told)])


def _text(file: Path) -> str:
    """Return the text in a file.

    Raises:
        InvalidInput: it cannot be read as text.
    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            Text(
                f"读不出 {file}；请另存为 UTF-8 文本文件。",
                f"{file} cannot be read; save it as a UTF-8 text file.",
            )
        ) from error


@command(app, "list", "文件一览：现行版、必读、未读", "every document", acts=True)
def list_(desk: Desk, category: _Category = "") -> None:
    """List the documents with the version in force, who must read them, and how many have not."""
    from engine.library.shelf import list_documents  # noqa: PLC0415

    wanted = _category(category) if category else None
    found = list_documents(desk.office, desk.person_id, wanted)
    desk.show({"documents": plain(found)}, lambda: [_table(desk, found)])


def _table(desk: Desk, found: tuple[DocumentLine, ...]) -> RenderableType:
    from rules.library import Category  # noqa: PLC0415

    columns = [
        desk.word(*pair)
        for pair in (("编号", "code"), ("名称", "title"), ("类别", "category"),
                     ("状态", "state"), ("现行版", "in force"), ("待施行", "coming"),
                     ("必读岗位", "readers"), ("时限", "read by"), ("未读", "left"),
                     ("本人", "you"))
    ]  # fmt: skip
    rows = []
    for one in found:
        coming = one.newest if one.newest != one.holding else None
        labels = (desk.office.policy.label(post) for post in one.readers)
        rows.append(
            (one.code, one.title, Category(one.category).label.say(desk.language),
             one.state.label.say(desk.language),
             f"{one.holding.number} ({one.holding.effective_from})" if one.holding else "",
             f"{coming.number} ({coming.effective_from})" if coming else "",
             desk.word("、", ", ").join(label.say(desk.language) for label in labels),
             one.read_by or "", "" if one.left is None else one.left,
             desk.word("待阅读", "to read") if one.to_read else "")
        )  # fmt: skip
    return output.table(columns, rows)


@command(app, "show", "阅读一份文件", "read a document", acts=True)
def show(
    desk: Desk,
    code: _Code,
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="第几版，默认最新 · which version")
    ] = None,
) -> None:
    """Show the text of a version, the newest unless told otherwise."""
    from engine.library.shelf import read_document  # noqa: PLC0415

    line, found, text = read_document(desk.office, code, desk.person_id, version)
    head = desk.word(
        f"{line.code} {line.title}  第 {found.number} 版，{found.effective_from} 起施行",
        f"{line.code} {line.title}  version {found.number}, holds from {found.effective_from}",
    )
    changed = desk.word("修改：", "Changed: ") + found.changed if found.changed else ""
    document = {"code": line.code, "title": line.title, **plain(found), "text": text}
    parts = [output.words(head, "bold"), *([output.words(changed)] if changed else [])]
    desk.show(document, lambda: [*parts, output.words(text)])


@command(app, "read", "签收：已阅读某版", "sign for having read a version", acts=True)
def read(
    desk: Desk,
    code: _Code,
    version: Annotated[int, typer.Argument(metavar="VERSION", help="读的是第几版 · which version")],
) -> None:
    """Sign for having read the newest version; nobody signs for somebody else."""
    from engine.library.issuing import sign_for_reading  # noqa: PLC0415

    made = sign_for_reading(desk.office, code, version, desk.person_id, desk.acting_for)
    told = desk.word(f"已签收：{code} 第 {version} 版。", f"Signed: {code}, version {version}.")
    desk.show({**made.to_json(), "version": version}, lambda: [output.words(told)])


@command(app, "unread", "谁还没读", "who has not read what", acts=True)
def unread(
    desk: Desk,
    code: Annotated[
        str, typer.Argument(metavar="[CODE]", help="文件编号，默认全部 · default: all")
    ] = "",
) -> None:
    """List who has not signed for the newest version of a document, the first due first."""
    from engine.library.shelf import unread_documents  # noqa: PLC0415

    found = unread_documents(desk.office, desk.person_id, code or None)
    columns = [
        desk.word(*pair)
        for pair in (("编号", "code"), ("名称", "title"), ("版本", "version"), ("人员", "person"),
                     ("时限", "read by"), ("逾期", "overdue"))
    ]  # fmt: skip
    late = desk.word("逾期", "overdue")
    rows = [
        (one.code, one.title, one.version, one.person, one.read_by or "",
         late if one.overdue else "") for one in found
    ]  # fmt: skip
    desk.show({"unread": plain(found)}, lambda: [output.table(columns, rows)])


@command(
    app, "templates", "全部模板及版次（含材料清单）", "every template in its versions", acts=True
)
def templates(desk: Desk) -> None:
    """List every version of every template, lists of materials too, with what changed."""
    from engine.library.templates import template_versions  # noqa: PLC0415

    found = template_versions(desk.office, desk.person_id)
    columns = [
        desk.word(*pair)
        for pair in (("编号", "code"), ("模板", "template"), ("版本", "version"),
                     ("施行", "holds from"), ("现行", "in force"), ("修改内容", "what changed"))
    ]  # fmt: skip
    rows = [
        (one.code, one.title.say(desk.language), one.version, one.effective_from,
         "✓" if one.holding else "", one.changed) for one in found
    ]  # fmt: skip
    desk.show({"templates": plain(found)}, lambda: [output.table(columns, rows)])
