"""Asking for what is missing: on a terminal field by field, else all of it in one refusal.

What a kind of field accepts is told by the field itself; a new kind needs nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.desk import Desk
from kernel.errors import InvalidInput

if TYPE_CHECKING:
    from states.inputs import Field

_MOST_SHOWN = 12
_FILE = "@"
"""What rows begin with that stand in a spreadsheet: `@list.xlsx`."""


def complete(
    desk: Desk,
    asks: tuple[Field, ...],
    given: Mapping[str, object],
    round_id: int | None,
    *,
    is_open: bool = True,
) -> dict[str, object]:
    """Return `given`, completed by the person at the terminal, with ids in the place of codes.

    Nothing is asked for an event that is closed: giving it brings every reason.

    Raises:
        InvalidInput: every field that is missing, unknown or wrong, at once.
    """
    from engine.filling import by_name, fill  # noqa: PLC0415 - start-up stays fast
    from engine.sheets import read_table  # noqa: PLC0415

    filled = by_name(asks, given)
    for field in asks:
        typed = filled.get(field.name)
        if field.columns and isinstance(typed, str) and typed.startswith(_FILE):
            filled[field.name] = read_table(desk.office, Path(typed[len(_FILE) :]), field.columns)
    if is_open and desk.interactive:
        for field in asks:
            if field.name not in filled:
                filled[field.name] = _ask(desk, field, round_id)
    return fill(desk.office, asks, filled, round_id, strict=is_open)


def _ask(desk: Desk, field: Field, round_id: int | None) -> str:
    """Ask for one field until the answer is one; an optional field may be left empty."""
    from engine.filling import choices_of, fill  # noqa: PLC0415

    options = choices_of(desk.office, field, round_id)
    for code, label in options[:_MOST_SHOWN]:
        typer.echo(f"    {code}  {label}", err=True)
    if len(options) > _MOST_SHOWN:
        typer.echo("    …", err=True)
    hint = "" if field.required else desk.word("（可留空）", " (may be empty)")
    if field.today:
        hint = desk.word("（留空为今天）", " (empty: today)")
    while True:
        label = f"{field.label.say(desk.language)} {field.name}{hint}"
        words: str = typer.prompt(label, default="", show_default=False, err=True)
        try:
            fill(desk.office, (field,), {field.name: words}, round_id)
        except InvalidInput as error:
            for sentence in error.sentences(desk.language):
                typer.echo(f"  {sentence}", err=True)
        else:
            return words
