"""`xuncheng diagram`: a life cycle as Mermaid text or as an SVG picture."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli import output
from cli.command import command
from cli.desk import Desk
from kernel.errors import InvalidInput
from kernel.words import Text


def diagram(
    desk: Desk,
    life_cycle: Annotated[
        str, typer.Argument(metavar="LIFE_CYCLE", help="生命周期，如 round · for example round")
    ],
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="mermaid 或 svg · mermaid or svg")
    ] = "mermaid",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="写入文件 · write to a file")
    ] = None,
) -> None:
    """Draw a life cycle from its table."""
    from engine.forms import kind_named  # noqa: PLC0415 - start-up stays fast
    from states.diagram import mermaid  # noqa: PLC0415
    from states.picture import svg  # noqa: PLC0415

    drawers = {"mermaid": mermaid, "svg": svg}
    if format_ not in drawers:
        raise InvalidInput(
            Text(
                f"--format 应为 mermaid 或 svg，不是“{format_}”。",
                f'--format should be mermaid or svg, not "{format_}".',
            )
        )
    cycle = kind_named(life_cycle)
    drawn = drawers[format_](cycle, desk.language)
    if out is not None:
        out.write_text(drawn, encoding="utf-8")
        desk.say(f"已写入 {out}。", f"Wrote {out}.")
    document = {"life_cycle": cycle.kind, "version": cycle.version, "format": format_}
    if desk.as_json:
        output.write_json({**document, "file": str(out) if out else None, "text": drawn})
    elif out is None:
        sys.stdout.write(drawn)


def add_to(app: typer.Typer) -> None:
    """File the command of this module."""
    command(app, "diagram", "画出一个生命周期", "draw a life cycle")(diagram)
