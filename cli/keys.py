"""`xuncheng keys`: changes the key under which addresses and identities are sealed.

For administrators at the machine: it needs the key file. How it is done: `engine/resealing.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli import output
from cli.command import command, group
from cli.desk import Desk

if TYPE_CHECKING:
    from engine.resealing import Resealed

app = group("密钥", "keys")


@command(
    app, "rotate", "换用新密钥，全部重新密封", "take a new key and seal everything anew", acts=True
)
def rotate(desk: Desk) -> None:
    """Put a new key in front and seal everything with it; old keys still open what is left."""
    from engine.resealing import rotate_keys  # noqa: PLC0415 - start-up stays fast

    _show(desk, rotate_keys(desk.office, desk.person_id))


@command(app, "drop-old", "删除旧密钥", "drop the old keys", acts=True)
def drop_old(desk: Desk) -> None:
    """Leave only the newest key, once everything is sealed with it."""
    from engine.resealing import drop_old_keys  # noqa: PLC0415

    _show(desk, drop_old_keys(desk.office, desk.person_id))


def _show(desk: Desk, made: Resealed) -> None:
    told = desk.word(
        f"已用最新密钥重新密封 {made.resealed} 项；未完成 {made.left} 项，打不开 {made.lost} 项；"
        f"现有密钥 {made.keys} 个。请备份密钥文件。",
        f"Sealed {made.resealed} anew with the newest key; {made.left} left, {made.lost} that no "
        f"key opens; {made.keys} keys now. Back the key file up.",
    )
    desk.show(made, lambda: [output.words(told)])
