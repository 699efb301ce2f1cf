"""One tick of the clock: the office is opened, one use case runs, figures come back.

Every flow goes through `tick`, so a further flow is a file with one use case and a line in
`flows/schedules.py`. What is logged are figures and kinds of errors, never what a case holds.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable
from typing import Any

from prefect.exceptions import MissingContextError
from prefect.logging import get_logger, get_run_logger

from config.process import settle
from config.wiring import build_office
from engine.office import Office
from kernel.errors import DefinitionError, TextError
from kernel.words import Text

RETRIES = 2
RETRY_DELAY_SECONDS = 5

Figures = dict[str, Any]
UseCase = Callable[[Office], Figures]


class TickFailed(TextError):
    """A tick ended early; what it had committed stays, and the next tick does the rest."""


async def tick(use: UseCase, office: Callable[[], Office] = build_office) -> Figures:
    """Open the office, run `use` in a thread of its own and return its figures.

    Args:
        use: The use case.
        office: Builds the office; from the settings of this process unless told otherwise.

    Raises:
        TickFailed: the use case failed. The message names the error and the line of code, because
            the words of an error may hold what a case or a database holds.
    """
    try:
        figures = await asyncio.to_thread(_run, use, office)
    except TickFailed:
        raise
    except Exception as error:  # noqa: BLE001 - the outermost loop of a flow
        raise TickFailed(*_reasons(error)) from None
    _log_figures(figures)
    return figures


def _run(use: UseCase, build: Callable[[], Office]) -> Figures:
    office = build()
    settle()
    try:
        return use(office)
    finally:
        office.database.close()


def _reasons(error: Exception) -> tuple[Text, ...]:
    if isinstance(error, DefinitionError):  # about settings and policy, and made to be read
        return error.reasons
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} ({last.filename}:{last.lineno})"
    return (
        Text(
            f"本次运行中断：{where}。已提交的都已保存，下一次运行会补做其余部分。",
            f"This run broke off: {where}. What it had committed is kept; the next does the rest.",
        ),
    )


def _log_figures(figures: Figures) -> None:
    try:
        log = get_run_logger()
    except MissingContextError:  # called outside of a flow run
        log = get_logger("xuncheng")
    log.info(" ".join(f"{name}={value}" for name, value in figures.items()))
