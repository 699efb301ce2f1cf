"""Which backups are kept: the newest of each of the last days, weeks and months.

How many of each is the office's choice (`backup_keep_days` and others of `limits.toml`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from kernel.clock import office_day

_PERIODS: tuple[Callable[[date], tuple[int, int]], ...] = (
    lambda day: (day.year, day.timetuple().tm_yday),
    lambda day: day.isocalendar()[:2],
    lambda day: (day.year, day.month),
)
"""What makes two backups of one day, week or month."""


def kept(made: Iterable[datetime], days: int, weeks: int, months: int) -> set[datetime]:
    """Return which of the backups made at these moments are kept.

    The newest is always one of them, whatever the numbers say. Days without a backup do not count,
    so nothing is lost by a machine that was off.

    Example:
        >>> from datetime import UTC, timedelta
        >>> first = datetime(2022, 1, 1, 2, tzinfo=UTC)
        >>> made = [first + timedelta(days=n) for n in range(60)]
        >>> [moment.strftime("%m-%d") for moment in sorted(kept(made, 2, 2, 3))]
        ['01-31', '02-27', '02-28', '03-01']
    """
    newest_first = sorted(set(made), reverse=True)
    found = set(newest_first[:1])
    for count, period in zip((days, weeks, months), _PERIODS, strict=True):
        newest: dict[tuple[int, int], datetime] = {}
        for moment in newest_first:
            newest.setdefault(period(office_day(moment)), moment)
        found.update(list(newest.values())[:count])
    return found
