"""`xuncheng web`: the site alone; several such processes on one database are one site."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from cli.command import command
from cli.desk import Desk


def web(
    desk: Desk,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="监听的地址，默认见设置 · where it listens")
    ] = "",
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="端口，默认见设置 · its port")
    ] = 0,
) -> None:
    """Serve the site until Ctrl-C."""
    office = desk.office  # says in one sentence what is not ready
    office.database.close()
    settings = desk.settings
    os.execv(  # noqa: S606 - this process becomes the site
        sys.executable,
        [sys.executable, "-m", "web", "--host", host or settings.web_host,
         "--port", str(port or settings.web_port)],
    )  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """File the command of this module."""
    command(app, "web", "启动网页，Ctrl-C 停止", "serve the site until Ctrl-C")(web)
