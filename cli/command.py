"""What makes a function a command: its help, the options of every command, its errors in words.

    @command(app, "show", "查看事项", "Show a case", acts=True)
    def show(desk: Desk, number: Number) -> None: ...

The function gets the desk and its own parameters; `--json`, `--lang` and, where somebody acts,
`--as` and `--for` are added here.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from cli import errors, output
from cli.desk import Desk
from cli.options import As, For, Json, Lang
from kernel.clock import SystemClock
from kernel.errors import Conflict, OfficeError
from kernel.words import Language, Text

if TYPE_CHECKING:
    from cli.log_file import LogFile

Run = Callable[..., None]
_LOG = Path("log") / "xuncheng.log"


def _option(name: str, annotation: Any, default: object) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


_CONTEXT = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
_ACTING = (_option("as_", As, ""), _option("for_", For, ""))
_PRINTING = (_option("json_", Json, default=False), _option("lang", Lang, None))


def group(zh: str, en: str) -> typer.Typer:
    """Return an empty group of commands."""
    return typer.Typer(
        help=f"{zh} · {en}", no_args_is_help=True, rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip


def command(
    app: typer.Typer, name: str, zh: str, en: str, *, acts: bool = False, dashes: bool = False
) -> Callable[[Run], Run]:
    """File a function as the command `name` of `app`.

    Args:
        app: The group.
        name: What a person types.
        zh: What it does, in Chinese.
        en: The same in English.
        acts: Whether somebody acts, so that `--as` and `--for` are asked for.
        dashes: Whether an argument may begin with a dash, such as a negative number.
    """

    def file(run: Run) -> Run:
        own = list(inspect.signature(run, eval_str=True).parameters.values())[1:]
        added = (*(_ACTING if acts else ()), *_PRINTING)

        @wraps(run)
        def door(**given: Any) -> None:
            desk = _desk(given, acts=acts)
            try:
                run(desk, **given)
            except (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError):
                raise
            except Exception as error:  # noqa: BLE001 - the outermost loop of this door
                raise typer.Exit(_tell(error, desk)) from None

        keyword = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
        door.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [*keyword, *added, _CONTEXT]
        )
        door.__annotations__ = {}
        app.command(name, help=f"{zh} · {en}", context_settings={"ignore_unknown_options": dashes})(
            door
        )
        return run

    return file


def _desk(given: dict[str, Any], *, acts: bool) -> Desk:
    context: typer.Context = given.pop("ctx")
    spoken: Language | None = given.pop("lang") or context.find_root().params.get("lang")
    office = context.obj if hasattr(context.obj, "database") else None
    desk = Desk(spoken, given.pop("json_"), given_office=office)
    if acts:
        desk.person_code, desk.stood_in_for = given.pop("as_"), given.pop("for_")
    return desk


def _tell(error: Exception, desk: Desk) -> int:
    """Write `error` to stderr, and with `--json` as a document to stdout; return its exit code."""
    from store.database import Stale  # noqa: PLC0415

    if isinstance(error, Stale):
        error = Conflict(
            Text("刚刚有其他人在办理，请稍后重试。", "Somebody else was first: try again.")
        )
    language = _language(desk)
    if isinstance(error, OfficeError):
        code, name = errors.code_of(error)
        reasons = getattr(error, "reasons", ())
        sentences = error.sentences(language)
    else:
        code, name = errors.UNEXPECTED, "unexpected"
        reasons = (errors.unexpected(error, _log(desk), SystemClock().now()),)
        sentences = (reasons[0].say(language),)
    for sentence in sentences:
        sys.stderr.write(f"{sentence}\n")
    if desk.as_json:
        output.write_line({"error": name, "exit_code": code, "reasons": reasons})
    return code


def _language(desk: Desk) -> Language:
    try:
        return desk.language
    except OfficeError:
        return "zh"


def _log(desk: Desk) -> LogFile | None:
    from cli.log_file import LogFile  # noqa: PLC0415 - start-up stays fast

    try:
        settings = desk.settings
    except OfficeError:
        return None
    return LogFile(settings.home / _LOG, settings.log_megabytes, settings.log_files)
