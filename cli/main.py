"""The command `xuncheng`: its groups of commands, and how it ends.

A new group is one module and one line
below `xuncheng`; a new command of a group is one function there.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cli import (
    accounts,
    archive,
    as_of,
    audit,
    books,
    bulk,
    calendars,
    caring,
    cases,
    checklists,
    clues,
    diagrams,
    explaining,
    figures,
    grades,
    keys,
    ledgers,
    letters,
    library,
    materials,
    moving,
    notices,
    onsite,
    papers,
    patrol,
    people,
    planning,
    playing,
    policy,
    rounds,
    routines,
    running,
    serving,
    terms,
)
from cli.errors import INTERRUPTED, REFUSED, WRONG, usage
from cli.options import Lang
from config.process import settle
from kernel.errors import OfficeError
from kernel.words import Language


class Door(TyperGroup):
    """The outermost group: it says in both languages what was typed wrong."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line and end the process with its exit code."""
        words = list(args) if args is not None else sys.argv[1:]
        try:
            code = super().main(
                words,
                prog_name,
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )
        except typer.TyperException as error:
            code = _wrong_usage(error, words)
        except typer.Abort:
            sys.stderr.write("已中止 · stopped\n")
            code = INTERRUPTED
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else 0)
        return code


app = typer.Typer(
    cls=Door, no_args_is_help=True, rich_markup_mode=None, add_completion=False,
    pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415

        typer.echo(f"xuncheng {version('xuncheng')}")
        raise typer.Exit


@app.callback()
def xuncheng(
    lang: Lang = None,
    version: Annotated[  # noqa: ARG001 - its callback prints and ends
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help="版本 · version"),
    ] = False,
) -> None:
    """巡程：巡察办的流程引擎 · the workflow engine of an inspection office."""
    del lang  # commands take it from the context


def _language(words: list[str]) -> Language:
    if "--lang" in words:
        return "en" if words[words.index("--lang") + 1 :][:1] == ["en"] else "zh"
    from config.settings import read_settings  # noqa: PLC0415 - start-up stays fast

    try:
        return read_settings().language
    except OfficeError:
        return "zh"


def _wrong_usage(error: typer.TyperException, words: list[str]) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{error.format_message()}\n")
        return WRONG
    language = _language(words)
    sys.stderr.write(usage(error.format_message()).say(language) + "\n")
    if context is not None:
        path = context.command_path
        hint = f"用法见 {path} --help" if language == "zh" else f"See {path} --help"
        sys.stderr.write(hint + "\n")
    return WRONG if error.exit_code else REFUSED


running.add_to(app)
serving.add_to(app)
caring.add_to(app)
app.add_typer(people.app, name="people")
app.add_typer(accounts.app, name="account")
app.add_typer(rounds.app, name="round")
app.add_typer(cases.app, name="case")
moving.add_to(cases.app, app)
books.add_to(cases.app)
bulk.add_to(cases.app)
grades.add_to(cases.app)
as_of.add_to(cases.app)
app.add_typer(papers.app, name="paper")
app.add_typer(checklists.app, name="checklist")
explaining.add_to(app)
app.add_typer(ledgers.app, name="ledger")
app.add_typer(clues.app, name="clues")
figures.add_to(app)
app.add_typer(onsite.app, name="onsite")
app.add_typer(letters.app, name="letter")
app.add_typer(library.app, name="library")
app.add_typer(materials.app, name="materials")
app.add_typer(notices.app, name="notices")
playing.add_to(app)
terms.add_to(app)
planning.add_to(rounds.app)
app.add_typer(planning.units, name="units")
app.add_typer(planning.problems, name="problems")
app.add_typer(routines.app, name="routine")
app.add_typer(patrol.app, name="patrol")
app.add_typer(policy.app, name="policy")
app.add_typer(calendars.app, name="calendar")
diagrams.add_to(app)
app.add_typer(archive.app, name="archive")
app.add_typer(audit.app, name="audit")
app.add_typer(keys.app, name="keys")


def run() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    settle()
    app(prog_name="xuncheng")
